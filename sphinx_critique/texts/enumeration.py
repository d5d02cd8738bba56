"""Numbers as lists have them: arabic, roman, letters."""

from __future__ import annotations

from itertools import product
from typing import Final

_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS: Final = [each.translate(str.maketrans("ivx", "xlc")) for each in _ONES]
_HUNDREDS: Final = [each.translate(str.maketrans("ivx", "cdm")) for each in _ONES]
_BELOW_A_THOUSAND: Final = tuple(map("".join, product(_HUNDREDS, _TENS, _ONES)))
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
MOST_ROMAN: Final = 3999
_MOST_DIGITS: Final = 18
"""Of more no page, line or note ever had a number, and Python refuses some thousands."""


def numeral(number: int, like: str) -> str:
    """A number in the manner of the first of a list: ``1``, ``a``, ``A``, ``i`` or ``I``.

    One that has no letter or roman numeral is arabic.
    """
    if like in "iI" and 0 < number <= MOST_ROMAN:
        said = roman(number)
    elif like in "aA" and 0 < number <= len(_LETTERS):
        said = _LETTERS[number - 1]
    else:
        return str(number)
    return said.upper() if like.isupper() else said


def number_in(text: str) -> int | None:
    """The number that decimal digits write; ``None`` where there is anything else, or no end."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def roman(number: int) -> str:
    """A number in small roman letters; nothing for 0."""
    return "m" * (number // 1000) + _BELOW_A_THOUSAND[number % 1000]
