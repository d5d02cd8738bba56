"""The quote marks of a language, alternating where quotations nest."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from docutils.utils.smartquotes import smartchars

from ..texts import late

_OURS = {
    # Marks that hang, as CLDR has them for the inner quotations of Arabic and Hebrew.
    "ar": "«»”“",
    "fa": "«»‹›",
    "grc": "«»“”",
    "he": "”“’‘",
    "zh": "“”‘’",
    **dict.fromkeys(("zh-hk", "zh-mo", "zh-hant", "yue"), "「」『』"),
}
"""Where docutils has none, or (Hebrew) inner marks that no one uses."""
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
# 'em, rock 'n' roll, the '20s: what stands here opens no quotation.
_ELIDED = late.pattern(
    rf"[{_APOSTROPHES}](?:\d\ds?|em|n|til|tis|twas|twere|twill)\b", re.IGNORECASE
)


_UNPARTED = late.pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)


class Marks(NamedTuple):
    """The marks of an outer quotation, and of one within it."""

    open: str
    close: str
    inner_open: str
    inner_close: str


def marks_of(language: str) -> Marks:
    """The marks of a language tag (``de_CH``, ``fr``), those of English where unknown."""
    known = smartchars.quotes | _OURS
    parts = language.replace("_", "-").lower().split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return Marks(*next((known[tag] for tag in tags if tag in known), known["en"]))


def quoted(words: str, language: str) -> str:
    """The words in the quote marks of the language, with those inside them alternating."""
    marks = marks_of(language)
    return marks.open + _alternated(words, marks) + marks.close


def enclosed(words: str, language: str) -> str:
    """The words as they are, in the quote marks of the language."""
    marks = marks_of(language)
    return marks.open + words + marks.close


def _alternated(words: str, marks: Marks) -> str:
    """The words with their quote marks as befits a quotation within one.

    A mark that closes nothing (an apostrophe) and one that is not closed stay as they are.
    """
    result = list(words)
    around: list[int] = []
    for start, end in sorted(_pairs(words, marks)):
        while around and around[-1] < start:
            around.pop()
        inner = len(around) % 2 == 0
        result[start] = marks.inner_open if inner else marks.open
        result[end] = marks.inner_close if inner else marks.close
        around.append(end)
    return "".join(result)


def _pairs(words: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """The places of marks that belong together."""
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(words):
        if opened and character == opened[-1][1] and _closes(words, place):
            yield opened.pop()[0], place
        elif closing := _closing(words, place, marks):
            opened.append((place, closing))


def _closing(words: str, place: int, marks: Marks) -> str:
    """What closes the mark that opens here, or nothing."""
    character = words[place]
    pairs = {'"': '"', "'": "'", marks.open.strip(): marks.close.strip()}
    pairs[marks.inner_open.strip()] = marks.inner_close.strip()
    closing = pairs.get(character, "")
    if not closing or (character == closing and not _opens(words, place)):
        return ""
    places = (match.start() for match in re.finditer(re.escape(closing), words[place + 1 :]))
    return closing if any(_ends(words, place + 1 + each) for each in places) else ""


def _opens(words: str, place: int) -> bool:
    """Whether a mark that can also close stands where one opens."""
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    if words[place] not in _APOSTROPHES:
        return not _joins(before)
    free = (
        not before
        or (before.isalpha() and not _joins(before))
        or before in " \n\t\"'"
        or category(before) in ("Zs", "Ps", "Pi", "Pd")
    )
    return free and bool(after.strip()) and not _ELIDED.match(words, place)


def _closes(words: str, place: int) -> bool:
    """Whether a mark that stands where one closes does so, and is no plural's apostrophe."""
    if not _ends(words, place):
        return False
    if words[place] not in _APOSTROPHES or words[place - 1] not in "sxzSXZ":
        return True
    rest = words[place + 1 :]
    same = (place + 1 + at for at, each in enumerate(rest) if each == words[place])
    after = next((each for each in same if _opens(words, each) or _ends(words, each)), None)
    return after is None or _opens(words, after)


def _ends(words: str, place: int) -> bool:
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    if words[place] not in _APOSTROPHES:
        return not (before.isalpha() and after.isalpha() and _joins(before) and _joins(after))
    return bool(before.strip()) and not _joins(after)


def _joins(character: str) -> bool:
    """Whether a mark beside a character may stand within a word: not where no space parts words."""
    return character.isalnum() and not _UNPARTED.match(character)
