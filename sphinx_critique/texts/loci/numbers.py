"""Numbers of pages, acts and gatherings: what they count, and the order that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import Final
from unicodedata import decimal

from ..enumeration import MOST_ROMAN, roman

NumberKey = tuple[int, str, tuple[tuple[int, str], ...]]

LOWER_ROMAN: Final = "(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
UPPER_ROMAN: Final = LOWER_ROMAN.upper()
ROMAN: Final = f"(?:{LOWER_ROMAN}|{UPPER_ROMAN})"
CHINESE: Final = "[〇零一二三四五六七八九十百千]+|[上中下]"
HEBREW: Final = '[א-ת]{1,3}(?:["״][א-ת])?[\'׳]?(?![א-ת"״])'
GREEK: Final = "[α-ωϛϟϡΑ-Ω]{1,4}[ʹ΄'´’]"

_ROMAN_VALUES = {
    form: number
    for number in range(MOST_ROMAN + 1)
    for form in (roman(number), roman(number).upper())
}
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_HEBREW_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
_GREEK_LETTERS = "αβγδεϛζηθικλμνξοπϟρστυφχψωϡ"
_STEPS = (*range(1, 10), *range(10, 100, 10), *range(100, 1000, 100))
_LETTERS = dict(zip(_HEBREW_LETTERS, _STEPS, strict=False))
_LETTERS |= dict(zip(_GREEK_LETTERS, _STEPS, strict=True))
_CHINESE_DIGITS = {sign: n % 10 for n, sign in enumerate("零一二三四五六七八九〇")}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_PARTS = {"上": 1, "中": 2, "下": 3}
_MARKS = "\"״'׳ʹ΄´’"
_SIDES = str.maketrans("ʳᵛ", "rv")
_LETTERS_OF_DIGITS = str.maketrans("0123456789", "abcdefghij")
_RUNS, _CHUNKS = re.compile(r"\d+|\D+"), re.compile(r"(\d+)(\D*)")
_JOINT = re.compile(r"[./:\-]")
_COMPONENT = re.compile(r"(\d+)([^\W\d_]?)")
# Items a, b, c, d are letters; page c is a hundred.
_ITEMS = frozenset("abcdlmABCDLM")
_SERIES = ("page", "volume")
"""What is counted twice, first in roman numerals."""


def numeral_value(word: str) -> int:
    """What a numeral of letters counts (`xiv`, `יד`, `ιδ`, `十四`); 0 where it is none."""
    if word in _ROMAN_VALUES:
        return _ROMAN_VALUES[word]
    if word in CHINESE_PARTS:
        return CHINESE_PARTS[word]
    bare = word.lower().translate(_FINALS)
    if bare and all(letter in _LETTERS for letter in bare):
        return sum(_LETTERS[letter] for letter in bare)
    return _chinese_value(word)


def _chinese_value(word: str) -> int:
    if not word or not all(sign in _CHINESE_DIGITS or sign in _CHINESE_UNITS for sign in word):
        return 0
    if not any(sign in _CHINESE_UNITS for sign in word):
        return int("".join(str(_CHINESE_DIGITS[sign]) for sign in word))
    total, digit = 0, 0
    for sign in word:
        if sign in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return total + digit


def canonical(typed: str, label: str) -> str:
    """A number as numbers are compared: in the digits 0 to 9, without marks of numerals.

    Pages keep the letters that count them, as they are another series.
    """
    if typed.isascii():
        return typed.replace(" ", "")
    text = "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in typed)
    text = text.replace(" ", "").translate(_SIDES)
    bare = text.strip(_MARKS).replace('"', "").replace("״", "")
    if bare in _ROMAN_VALUES or not numeral_value(bare):
        return text
    is_counted_apart = bare in CHINESE_PARTS or (label == "page" and not _chinese_value(bare))
    return bare if is_counted_apart else str(numeral_value(bare))


@lru_cache(maxsize=4096)
def number_key(text: str, label: str = "page") -> NumberKey:
    """Sorts numbers as a reader would: none, roman, arabic, lettered (`A17`), words."""
    if not text:
        return -1, "", ()
    if label == "signature":
        return _signature_key(text)
    if label == "words":
        return 3, text.casefold(), ()
    is_series = label in _SERIES
    if numeral_value(text) and (is_series or text not in _ITEMS):
        return 0 if is_series else 1, "", ((numeral_value(text), ""),)
    parts = [_component(part) for part in _JOINT.split(text)] if text not in _ITEMS else []
    if parts and all(parts):
        starts_roman = is_series and not text[0].isdecimal()
        return 0 if starts_roman else 1, "", tuple(part for part in parts if part)
    chunks = tuple((int(digits), after.lower()) for digits, after in _CHUNKS.findall(text))
    prefix = "" if text[:1].isdecimal() else _RUNS.findall(text)[0].lower()
    return (2 if prefix else 1) if chunks else 3, prefix, chunks


def _component(part: str) -> tuple[int, str] | None:
    if part and part in _ROMAN_VALUES:
        return _ROMAN_VALUES[part], ""
    found = _COMPONENT.fullmatch(part)
    return (int(found[1]), found[2].lower()) if found else None


def _signature_key(text: str) -> NumberKey:
    """Signs before letters, `Z` before `Aa`."""
    gathering, *leaf = _RUNS.findall(text)
    series = 1 if gathering[0].isalpha() and gathering[0].isascii() else 0
    prefix = f"{len(gathering)}{gathering[0].isupper():d}{gathering.lower()}"
    number = int(leaf[0]) if leaf else 0
    return series, prefix, ((number, "".join(leaf[1:])),)


def next_number(first: str) -> str:
    """The number after `first`, or "" where that cannot be told (`12v`)."""
    if value := _ROMAN_VALUES.get(first):
        numeral = roman(value + 1) if value < MOST_ROMAN else ""
        return numeral if first.islower() else numeral.upper()
    *head, last = _RUNS.findall(first)
    return "".join(head) + str(int(last) + 1) if last.isdecimal() else ""


def full_end(first: str, end: str) -> str:
    """The end of a range in full: ("85", "6") is "86", ("12r", "v") is "12v"; "" if it has none."""
    if numeral_value(first):
        return end
    if first.isdecimal() and end.isdecimal():
        return first[: -len(end)] + end
    ours, theirs, letter = _RUNS.findall(first), _RUNS.findall(end), ""
    if ours[-1].isdecimal() and not theirs[-1].isdecimal():
        letter = theirs.pop()
    elif theirs[-1].isdecimal() and not ours[-1].isdecimal():
        ours.pop()
    if not ours or not theirs:
        return ""
    shared = max(0, len(ours) - len(theirs))
    if ours[shared].isdecimal() and theirs[0].isdecimal():
        theirs[0] = ours[shared][: -len(theirs[0])] + theirs[0]
    return "".join(ours[:shared] + theirs) + letter


def full_compound_end(first: str, end: str) -> str:
    """The same for act, scene and line: ("III.ii.3", "7") is "III.ii.7"."""
    ours, theirs = first.split("."), end.split(".")
    return ".".join([*ours[: max(0, len(ours) - len(theirs))], *theirs])


def in_letters(key: object) -> Iterator[str]:
    """A key in letters: what is less sorts before what is more, and ends before what goes on."""
    match key:
        case tuple():
            for each in key:
                yield "b"
                yield from in_letters(each)
            yield "a"
        case int():
            digits = str(key + 1)
            yield ascii_lowercase[len(digits)] + digits.translate(_LETTERS_OF_DIGITS)
        case str():
            for letter in key:
                yield "b"
                yield from in_letters(ord(letter))
            yield "a"
