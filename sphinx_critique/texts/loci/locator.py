"""Read locators, such as ``107`` or ``item 9, 11``: no text raises, nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .. import late
from .numbers import (
    LOWER_ROMAN,
    ROMAN,
    UPPER_ROMAN,
    canonical,
    full_compound_end,
    full_end,
    in_letters,
    next_number,
    number_key,
)
from .place import ACT, DATE, SIGNS, WORDS, Place, PlaceKey, within_each_other
from .vocabulary import MARKS, QUOTED, Vocabulary, plain_label, vocabulary

_ALNUM: Final = r"[^\W_]"
_LABEL: Final = late.pattern(
    r"(s\.\s?vv?\b|§§?|¶¶?|№№?|[^\W\d_]+(?:\.?[º°ᵒ]s?)?)['׳’]?\.?\s?", re.IGNORECASE
)
_VOLUME: Final = late.pattern(
    rf"((?:\d{{1,9}}|{ROMAN})(?:[./](?:\d{{1,9}}|{ROMAN}))*[a-z]?)\s?:\s?"
)
_LEVEL: Final = rf"(?:\d{{1,4}}|{ROMAN})"
_ACT: Final = late.pattern(
    rf"({UPPER_ROMAN}\.{LOWER_ROMAN}(?:\.\d{{1,5}}[a-z]?)?|{ROMAN}\.{_LEVEL}\.\d{{1,5}}[a-z]?)"
    rf"(?!{_ALNUM}|\.\d)"
)
_ACT_END: Final = late.pattern(rf"((?:{_LEVEL}\.){{0,2}}{_LEVEL}[a-z]?)(?!{_ALNUM}|\.\d)")
_GATHERING: Final = r"(?:[^\W\d_]{1,3}|[*†‡¶§]{1,3})"
_LEAF: Final = r"\d{1,2}(?!\d)[rvʳᵛ]?"
_SIGNATURE: Final = late.pattern(rf"({_GATHERING}(?:{_LEAF})?)(?!{_ALNUM})")
_SIGNATURE_END: Final = late.pattern(rf"({_GATHERING}?{_LEAF}|[rvʳᵛ]|{_GATHERING})(?!{_ALNUM})")
_ENTRY: Final = late.pattern(r"([^\d\s].*)")
_QUOTED: Final = late.pattern(rf"(?:{QUOTED}|‘[^‘’]*’|‚[^‚‘]*‘|'[^']*')(?!\w)")
_ORDER: Final = late.pattern(r"第\s?")
_DASH: Final = late.pattern(r"\s?(--|[-\u2010-\u2013\u2212])\s?")
_DASH_OF_THE_EAST: Final = late.pattern(r"\s?(--|[-\u2010-\u2014\u2212~～〜])\s?(?:第\s?)?")
_PRINTED_AS_TYPED: Final = "~～〜\N{EM DASH}"
_ASIDE: Final = late.pattern(r"(?:\s(?:et\s)?passim\b|\s?n(?=\.?\s?\Z))?\.?\s?")
_NO_PLACE: Final = late.pattern(r"(?:et\s)?passim\.?\s?\Z")
_WITH_COLONS: Final = ("surah", "timestamp", "verse")
_OWN_NUMBERS: Final = {"sub-verbo": _ENTRY, "signature": _SIGNATURE}
_LONGEST_KEY: Final = 500
_ALONE: Final = ("column", "line", "note", "paragraph")


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator as typed (`raw`), as printed (`text`), and its `places` in the author's order.

    `unread` has the parts between commas that cannot be read; they are in `text` all the same.
    """

    raw: str
    text: str
    places: tuple[Place, ...]
    unread: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether every part could be read; true of no locator too."""
        return not self.unread

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """First and last page of each range of pages; the last is "" if the range is open."""
        return tuple((p.first, p.last) for p in self.places if p.label == "page")

    @property
    def loci(self) -> Iterator[tuple[Place, ...]]:
        """Its places, each with what it stands within: `107, n. 4` and `act 2, scene 3` are one."""
        return within_each_other(self.places)

    @property
    def sort_key(self) -> tuple[int, tuple[PlaceKey, ...], str]:
        """Orders locators as a reader would: none first, what cannot be read last, by text."""
        if self.unread:
            return 2, (), self.text
        return int(bool(self.text)), tuple(place.sort_key for place in self.places), self.text

    @property
    def sorted_as(self) -> str:
        """Letters that order locators as `sort_key` does, for programs that sort by letters.

        Those that sort indexes pass over signs, and some over digits.
        """
        return "".join(in_letters(self.sort_key))[:_LONGEST_KEY]


class _Part:
    """What stands between two commas; once read, `label`, `volume` and `sign` carry on."""

    def __init__(self, text: str, label: str, volume: str, sign: str, words: Vocabulary) -> None:
        self.text, self.at, self.label, self.volume = text, 0, label, volume
        self.words, self.sign = words, sign
        self.places: list[Place] = []
        self._is_compound = "." in text
        self._dashes: list[tuple[int, int]] = []

    def read(self) -> bool:
        """Whether all of it can be read."""
        if not self.text[0].isdecimal():
            if self._take(_NO_PLACE):
                return True
            self._take(self.words.lead)
        joined = True
        while self.at < len(self.text):
            if joined and self.label not in _WITH_COLONS and (volume := self._take(_VOLUME)):
                self.volume, self.label = canonical(volume[1], "volume"), "page"
            if not self._item(joined):
                return False
            self._take(_ASIDE)
            is_volume = self.places[-1].label == "volume"
            joint = self.words.joint_or_colon if is_volume else self.words.joint
            joined = bool(self._take(joint))
        return not joined

    def printed(self, start: int = 0, end: int | None = None) -> str:
        """What was typed there, with en dashes in ranges."""
        end = len(self.text) if end is None else end
        pieces: list[str] = []
        for dash_start, dash_end in self._dashes:
            if start <= dash_start and dash_end <= end:
                pieces += self.text[start:dash_start], "–"
                start = dash_end
        return "".join([*pieces, self.text[start:end]])

    def _item(self, joined: bool) -> bool:
        if (joined and self._dated()) or self._quoted() or self._behind() or self._labelled():
            return True
        return joined and (
            (self._is_compound and self.label == "page" and self._place(ACT, plural=False))
            or self._place(self.label, plural=True)
        )

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if match := pattern.match(self.text, self.at):
            self.at = match.end()
        return match

    def _dated(self) -> bool:
        found = self.words.days.read(self.text, self.at)
        if found is None:
            return False
        first, last, end = found
        self._add(Place(DATE, self.volume, first, last, typed=self.text[self.at : end]))
        self.at = end
        return True

    def _quoted(self) -> bool:
        match = _QUOTED.match(self.text, self.at) if self.text.startswith(MARKS, self.at) else None
        words = " ".join(match[0][1:-1].split()) if match else ""
        if match is None or not words:
            return False
        self.at = match.end()
        self._add(Place(WORDS, self.volume, words, words, typed=match[0]))
        return True

    def _behind(self) -> bool:
        """A number whose label stands behind it."""
        if not self.words.puts_labels_behind:
            return False
        start = self.at
        is_ordinal = self._take(_ORDER) is not None
        if self._place("", plural=False) or (is_ordinal and self._place(self.label, plural=True)):
            return True
        self.at = start
        return False

    def _labelled(self) -> bool:
        start = self.at
        if not self.text[start : start + 1].isdecimal() and (match := self._take(_LABEL)):
            word = plain_label(match[1])
            # `P 12` and `V 3` are names of pages, `p 12` and `V. 3` have a label.
            word = word if len(word) == 1 and "." not in match[0] else word.lower()
            label, plural = self.words.labels.get(word, ("", False))
            if label == "letter" and self._dated():
                return True
            is_sign = word in SIGNS or (self.words.puts_labels_behind and not word.isascii())
            if label and self._place(label, plural, sign=word if is_sign else ""):
                return True
        self.at = start
        return False

    def _place(self, label: str, plural: bool, sign: str | None = None) -> bool:
        """A number or a range; with no label, one that a label must follow.

        With no ``sign``, not even an empty one, the label is the one that carries on.
        """
        start = self.at
        match = self._take(self._pattern(label, sign is not None))
        if match is None:
            return False
        side = self._side(label)
        dash = self._take(self._dash)
        end = self._take(self._end(label, match[1])) if dash else None
        end_side = self._side(label) if dash else ""
        stop = self.at
        if not label:
            behind = self._take(self.words.behind)
            if behind is None:
                self.at = start
                return False
            label, sign = self.words.labels[behind[1]][0], behind[1]
        after = self.at
        first = match[1].strip() if label == "sub-verbo" else canonical(match[1], label)
        first += side
        last = self._last(label, first, end, bool(dash))
        if last is None:
            self.at = start
            return False
        if dash and dash[1] not in _PRINTED_AS_TYPED:
            self._dashes.append(dash.span(1))
        self.sign = self.sign if sign is None else sign
        self._carry(label, "" if plural or first != last else first)
        volume = "" if label == "volume" else self.volume
        typed = (self.printed(start, stop) + self.text[after : self.at]).strip()
        open_ = not last
        self._add(Place(label, volume, first, last + end_side, open_, typed, sign or self.sign))
        return True

    def _side(self, label: str) -> str:
        """Which side of a leaf a word behind its number names."""
        side = self._take(self.words.side) if label == "folio" else None
        return self.words.sides[side[1]] if side else ""

    def _last(
        self, label: str, first: str, end: re.Match[str] | None, has_dash: bool
    ) -> str | None:
        """The end of a range, "" where it is open, None where there is none that can be."""
        if has_dash:
            if end is None:
                return None
            join = full_compound_end if label == ACT else full_end
            last = join(first, canonical(end[1], label))
            is_range = last and number_key(first, label) <= number_key(last, label)
            return last if is_range else None
        if following := self._take(self.words.following):
            return next_number(first) if following[1] else ""
        return first

    def _pattern(self, label: str, is_labelled: bool) -> re.Pattern[str]:
        if label == ACT and (not is_labelled or _ACT.match(self.text, self.at)):
            return _ACT
        if label == "page":
            return self.words.page_number
        if label in _WITH_COLONS:
            return self.words.colon_number
        return _OWN_NUMBERS.get(label, self.words.labelled_number)

    def _end(self, label: str, first: str) -> re.Pattern[str]:
        if label == "signature":
            return _SIGNATURE_END
        if label == ACT and "." in first:
            return _ACT_END
        return self.words.colon_number if ":" in first else self.words.labelled_number

    @property
    def _dash(self) -> re.Pattern[str]:
        return _DASH_OF_THE_EAST if self.words.puts_labels_behind else _DASH

    def _add(self, place: Place) -> None:
        self.places.append(place)

    def _carry(self, label: str, single: str) -> None:
        if label == "volume":
            self.volume = single
        if (single and label in ("sub-verbo", "volume")) or (label == ACT and "." in single):
            self.label = "page"
        elif not (single and self.places and label in _ALONE):
            self.label = label


@lru_cache(maxsize=4096)
def read_locator(text: str, language: str = "en") -> Locator:
    """Read a locator, with the labels of English and of another language, given by its tag.

    Of the empty text, there is no text, no places and nothing unread.
    """
    words = vocabulary(language)
    label, volume, sign = "page", "", ""
    places: list[Place] = []
    unread: list[str] = []

    def read_part(typed: re.Match[str]) -> str:
        nonlocal label, volume, sign
        part = _Part(typed[0], label, volume, sign, words)
        if not part.read():
            unread.append(typed[0].strip())
            return typed[0]
        label, volume, sign = part.label, part.volume, part.sign
        for place in part.places:
            if places and places[-1].label == "volume" and places[-1].first == place.volume:
                places.pop()
            places.append(place)
        return part.printed()

    printed = words.parts(normal := " ".join(text.split())).sub(read_part, normal)
    return Locator(text, printed, tuple(places), tuple(unread))
