"""Roman numerals."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def roman(number: int) -> str:
    """A number in small letters."""
    text = ""
    for size, sign in _SIGNS:
        text += sign * (number // size)
        number %= size
    return text
