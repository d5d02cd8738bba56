"""Apostrophes at the beginning of words (`'Tis`, `'44`), told from marks that open a quotation."""

import re
from collections import deque
from enum import Enum, auto
from functools import lru_cache
from unicodedata import category

from ..texts import late

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_SIGN = "'"
_OPENING = "‘‚‹"

# Elided words by language.
_ELIDED = {
    "af": "k n s t",
    "de": "s n ne nem nen ner nes nauf naus nunter rauf raus rum rüber runter",
    "el": "ναι μαι σαι μαστε σαστε ταν χω χεις χει χουμε χετε χουν χα χε θελα θελε ρθω ρθει ρθε"
    " δω πε κεί κείνη κείνο κείνος",
    "en": "d em ll ld m n nother re s sblood sdeath sfoot slife swounds t til tis tisn twas twasn"
    " twere tweren twill twixt twould un uns ve",
    "it": "l n ndrangheta sta ste sti sto",
    "nl": "k m n ns r s t",
    "pt": "tá tava tavam tou",
}
# Elided words that are words without the apostrophe, too.
_WORDS_TOO = {
    "de": "mal ran rein",
    "en": "bout cause cept fore gainst mongst neath pon round till",
}
_YEARS = {"it": r"\d\d\d?"}
_CUT_SHORT = late.pattern(
    r"(?:[sxz]|in|\b(?:an|ca|e|ev|gi|ha|i|n|ne|o|ol|t|th|upo|wh|wi))\Z", re.IGNORECASE
)
_LONGEST_CUT_SHORT = 4


class _Reading(Enum):
    """What a mark at the beginning of a word is, if nothing closes it."""

    OPENS = auto()
    MAY_OPEN = auto()
    APOSTROPHE = auto()


def with_apostrophes(words: str, language: str) -> str:
    """The words with apostrophes where plain marks at the beginning of words are such.

    A mark that a later one closes is none. ``language`` is a tag, such as ``de`` or ``de_CH``.
    """
    if _SIGN not in words:
        return words
    result = list(words)
    for place in _apostrophes(words, re.split("[-_]", language.lower())[0]):
        result[place] = APOSTROPHE
    return "".join(result)


def _apostrophes(words: str, language: str) -> list[int]:
    """The places of marks at the beginning of elided words that no other mark closes."""
    left = {reading: deque[int]() for reading in _Reading}
    for found in re.finditer(f"[{_SIGN}{APOSTROPHE}{_OPENING}]", words):
        place = found.start()
        if found[0] in _OPENING:
            left[_Reading.OPENS].append(place)
        elif found[0] == _SIGN and _stands_first(words, place):
            left[_read(words, place, language)].append(place)
        elif not _stands_last(words, place):
            continue
        elif _is_sure(words, place, language) and left[_Reading.OPENS]:
            left[_Reading.OPENS].pop()
        elif left[_Reading.MAY_OPEN]:
            left[_Reading.MAY_OPEN].popleft()
        elif _is_sure(words, place, language) and left[_Reading.APOSTROPHE]:
            left[_Reading.APOSTROPHE].popleft()
    return [*left[_Reading.MAY_OPEN], *left[_Reading.APOSTROPHE]]


def _read(words: str, place: int, language: str) -> _Reading:
    for reading, pattern in _patterns(language):
        found = pattern.match(words, place + 1)
        if found and (found[0] == "n" or words[found.end() : found.end() + 1] != _SIGN):
            return reading
    return _Reading.OPENS


@lru_cache(maxsize=64)
def _patterns(language: str) -> list[tuple[_Reading, re.Pattern[str]]]:
    elided = [*_ELIDED.get(language, "").split(), _YEARS.get(language, r"\d\d"), r"\d\ds"]
    readings = {
        _Reading.APOSTROPHE: elided,
        _Reading.MAY_OPEN: _WORDS_TOO.get(language, "").split(),
    }
    return [
        (reading, re.compile(rf"(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE))
        for reading, forms in readings.items()
        if forms
    ]


def _stands_first(words: str, place: int) -> bool:
    before, after = _beside(words, place)
    is_free = not before or category(before) in ("Zs", "Cc", "Ps", "Pi", "Pd", "Po")
    return is_free and after.isalnum()


def _stands_last(words: str, place: int) -> bool:
    before, after = _beside(words, place)
    return bool(before.strip()) and not after.isalnum()


def _beside(words: str, place: int) -> tuple[str, str]:
    return words[max(0, place - 1) : place], words[place + 1 : place + 2]


def _is_sure(words: str, place: int, language: str) -> bool:
    """Whether a mark closes, and is none of a word cut short, or of a plural."""
    before = words[max(0, place - 1 - _LONGEST_CUT_SHORT) : place]
    if not before[-1].isalnum():
        return True
    return language == "en" and before[-1].isalpha() and not _CUT_SHORT.search(before)
