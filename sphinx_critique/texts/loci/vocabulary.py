"""What locators are called in a language: read from `labels/LANGUAGE.txt`, English besides.

A file has a row for each label of CSL: `label: forms | plurals`. An index prints the first form.
Its last rows have the words for “and” and “especially”, and what stands behind a page to say that
one more (`f.`) or several more (`ff.`) are meant, and the words before a source; `_` is a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from .. import late
from .days import Days
from .numbers import CHINESE, GREEK, HEBREW, ROMAN

QUOTED: Final = r'"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」'
"""Words in quote marks, as an expression."""
MARKS: Final = ('"', "“", "„", "«", "「", "‘", "‚", "'")
"""What opens them."""
_FOLDER: Final = Path(__file__).parent / "labels"
_ENGLISH: Final = "en"
_MORE: Final = ("and", "especially", "f.", "ff.", "see")
_BEHIND: Final = ("zh", "ja")
_NUMERALS: Final = {"zh": CHINESE, "ja": CHINESE, "he": HEBREW, "el": GREEK}
_CUSTOMARY: Final = (
    r"see|also|but|and|or|cf\.?|cp\.?|compare|contrast|contra|pace|accord|e\.\s?g\.?|i\.\s?e\.?"
    r"|esp\.?|especially|for\s(?:example|instance)|again|further|generally|similarly|likewise"
    r"|against|quoted\sin|cited\sin|(?:as\s)?(?:above|before|below)"
)
_RECTO_AND_VERSO: Final = {"recto": "r", "verso": "v", "r°": "r", "v°": "v", "r": "r", "v": "v"}
_SIDES: Final = {
    **dict.fromkeys(("en", "de", "fr", "it", "es", "pt", "nl"), _RECTO_AND_VERSO),
    "ru": {"об": "v"},
    "uk": {"зв": "v"},
    "he": {'ע"א': "a", "ע״א": "a", 'ע"ב': "b", "ע״ב": "b"},
}
_COMMAS: Final = ",،、，"
_PARTS: Final = late.pattern(rf"[^\s{_COMMAS}][^{_COMMAS}]*")
_HOLDS_COMMAS: Final = late.pattern(rf"[{''.join(MARKS)}]|[^\W\d_][.\s]\s?\d{{1,2}}\w{{0,2}},\s?\d")
_ORDINALS: Final = str.maketrans({"º": "°", "ᵒ": "°", "ˢ": "s", ".": None, " ": None})
_SUFFIX: Final = r"[a-e]\d{1,9}(?!\d)|[a-eg-mo-zA-Zа-я](?![^\W_])|[ʳᵛ](?!\w)"


def plain_label(typed: str) -> str:
    """A label as labels are compared, but for case: `n.º` is `n°`."""
    return typed.translate(_ORDINALS)


@dataclass(frozen=True)
class Vocabulary:
    """The words and the forms of numbers in the locators of one language.

    ``labels`` has the label of each form and whether it is a plural, ``printed`` the form of each
    label; ``more`` the words of each of the last rows.
    """

    language: str
    labels: dict[str, tuple[str, bool]]
    printed: dict[str, str]
    more: dict[str, list[str]]

    @property
    def puts_labels_behind(self) -> bool:
        """Whether labels stand behind their numbers: `第13页`."""
        return self.language in _BEHIND

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """A label that stands behind its number."""
        forms = (form for form in self.labels if not form.isascii())
        return re.compile(rf"\s?({_any_of(forms if self.puts_labels_behind else ())})")

    @cached_property
    def days(self) -> Days:
        return Days(self.language)

    @cached_property
    def customary(self) -> re.Pattern[str]:
        """Words that stand before a source: “see”, “but see”."""
        words = _any_of(self.more["see"])
        return re.compile(rf"(?:(?:{_CUSTOMARY}|{words}\.?)(?:,?\s|,?\Z))*", re.IGNORECASE)

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between numbers: “and”."""
        return re.compile(self._joints)

    @cached_property
    def joint_or_colon(self) -> re.Pattern[str]:
        return re.compile(rf"{self._joints}|:\s?")

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """What may stand before the numbers of a part: “and”, “esp.”."""
        return re.compile(rf"(?:{self._joints}|{_any_of(self.more['especially'])}\.?\s)*")

    @property
    def _joints(self) -> str:
        apart = _any_of(each for each in self.more["and"] if not _is_sign(each))
        signs = _any_of(each for each in self.more["and"] if _is_sign(each))
        return rf"(?:{apart}\s|\s?{signs}\s?)"

    @cached_property
    def following(self) -> re.Pattern[str]:
        """What says that more pages are meant; the first group, that it is one."""
        joints = _any_of(("et", *self.more["and"]))
        one, more = (_any_of(self.more[name]) for name in ("f.", "ff."))
        return re.compile(rf"\s?(?:{joints}\s?)?(?:({one})|{more})(?!\w)\.?")

    @property
    def sides(self) -> dict[str, str]:
        """What says which side of a leaf is meant, and the letter that says the same."""
        return _SIDES.get(self.language, {})

    @cached_property
    def side(self) -> re.Pattern[str]:
        """Which side of a leaf is meant, behind its number."""
        return re.compile(rf"\s?({_any_of(self.sides)})(?!\w|\.?\s?\d)\.?")

    def parts(self, text: str) -> re.Pattern[str]:
        """What stands between commas, but for those in quote marks and in dates."""
        is_plain = not _HOLDS_COMMAS.search(text)
        return _PARTS if is_plain else self._parts

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        date = rf"\b{self.days.with_comma}"
        return re.compile(rf"(?!\s)(?:{QUOTED}|{date}|[^{_COMMAS}])+", re.IGNORECASE)

    @cached_property
    def page_number(self) -> re.Pattern[str]:
        """The number of a page."""
        return self._number(".", letter="")

    @cached_property
    def labelled_number(self) -> re.Pattern[str]:
        """A number behind any other label, perhaps a letter."""
        return self._number("./")

    @cached_property
    def colon_number(self) -> re.Pattern[str]:
        """A number that may hold colons: of a verse, of a time."""
        return self._number(".:/")

    def _number(self, joints: str, letter: str = r"|[^\W\d_](?![^\W_])") -> re.Pattern[str]:
        arabic = rf"(?:[A-Z][ -]?|[a-z])?\d{{1,9}}(?:[{joints}]\d{{1,9}})*(?!\d)(?:{_SUFFIX})?"
        more = rf"(?:[{joints}](?:\d{{1,9}}|{ROMAN}(?![^\W_])))*"
        roman = rf"{ROMAN}{more}(?:(?![^\W_])|(?<=\w\w)(?=ff?\.))"
        own = f"|{_NUMERALS[self.language]}" if self.language in _NUMERALS else ""
        return re.compile(rf"\[?({arabic}|{roman}{own}{letter})\]?")


def _is_sign(word: str) -> bool:
    """Whether a word for “and” needs no space."""
    return not word.isascii() and not word.islower()


def _any_of(words: Iterable[str]) -> str:
    """One of the words, as an expression; nothing where there are none."""
    forms = sorted((re.escape(each.replace("_", " ")) for each in words), key=len, reverse=True)
    return rf"(?:{'|'.join(forms)})" if forms else "(?!)"


@lru_cache(maxsize=32)
def vocabulary(language: str) -> Vocabulary:
    """The words of a language tag (`de`, `pt_BR`); of English alone where it has no file."""
    own = re.split("[-_]", language.lower())[0]
    rows = {tag: list(_rows(tag)) for tag in (_ENGLISH, own)}
    labels: dict[str, tuple[str, bool]] = {}
    printed: dict[str, str] = {}
    more = {name: list[str]() for name in _MORE}
    for tag, label, forms, plurals in ((tag, *row) for tag, some in rows.items() for row in some):
        if label in more:
            more[label] += forms
            continue
        if tag == _ENGLISH:
            plurals += [f"{each.rstrip('.')}s" for each in forms if len(each.rstrip(".")) > 1]
        printed[label] = forms[0]
        labels |= {plain_label(each).lower(): (label, False) for each in forms}
        labels |= {plain_label(each).lower(): (label, True) for each in plurals}
    printed["page"] = ""
    return Vocabulary(own if rows[own] else _ENGLISH, labels, printed, more)


def languages() -> list[str]:
    """The tags of the languages that have words for locators."""
    return sorted(each.stem for each in _FOLDER.glob("*.txt"))


def labels_of(language: str) -> dict[str, tuple[list[str], list[str]]]:
    """The forms of each label in a language, and its plurals; in English an ``s`` makes others."""
    rows = _rows(language)
    return {label: (one, several) for label, one, several in rows if label not in _MORE}


def words_before(language: str) -> list[str]:
    """What may stand before a source in a language, beside what may in English."""
    return [form for label, forms, _ in _rows(language) if label == "see" for form in forms]


def _rows(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """The rows of a file: label, forms and plurals."""
    path = _FOLDER / f"{language}.txt"
    for row in path.read_text("utf-8").splitlines() if path.is_file() else ():
        label, _, forms = row.partition(": ")
        singular, _, plural = forms.partition(" | ")
        if label:
            yield label, singular.split(), plural.split()
