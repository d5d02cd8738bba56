"""Raised numbers: calls of notes, or powers and indices, which are words of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .. import late

_NUMBER: Final = late.pattern(r"[\[(]?(\d{1,4})[\])]?")
_POWER: Final = late.pattern(r"[-−+]?\d{1,4}")
_RAISED: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_ROW: Final = 3
"""So many numbers of which each is one more than that before are calls, though no note is there."""
BEHIND_WORDS: Final = late.pattern(
    r"(?:(?:\A|[\s“‘«„(\[—–-])(?!(?:km|cm|mm|dm|nm|hm|ft|yd|in|mi)\Z)"
    r"[^\W\d_]*[^\W\d_A-Z][^\W\d_]+|[.,;:!?”’»…])\Z"
)
"""A word of several letters, or a sign behind one: of neither is there a power."""

_WITH_POWERS: Final = late.pattern(
    r"(?:(?<!\d)\d{1,3}|\d\s?[^\W\d_]{1,3}|[=+*/^×·−]\s?[^\W\d_]{1,3}|(?<![\w'’])[b-zα-ω])\Z"
)
"""A number, a unit behind one, letters of a formula: what is raised there is none of the notes'."""


class Raised:
    """Tells calls from powers; it is asked for each raised number in the order of the text.

    ``numbers`` are all that the text has raised, in order; ``noted`` those that its notes have.
    """

    def __init__(self, numbers: Iterable[str], noted: Iterable[str]) -> None:
        raised = [number for number in map(_number, numbers) if number]
        self._noted = {number for number in map(_number, noted) if number}
        if _are_a_row(raised):
            self._noted |= set(raised)
        self._last = 0

    def is_call(self, text: str, before: str) -> bool:
        """Whether what is raised calls a note; ``before`` is the text in front of it."""
        number = _number(text)
        if number is None or (number in self._noted and not before.strip()):
            return True  # A sign, or the number with which a note begins.
        if _WITH_POWERS.search(before):
            return False
        if number != self._last + 1 and not BEHIND_WORDS.search(before):
            return False
        if number not in self._noted and not BEHIND_WORDS.search(before):
            return False
        self._last = number
        return True


def power(text: str) -> str:
    """What is raised as signs that are: `10⁶` is not `106`; nothing where it is no number."""
    return text.translate(_RAISED) if _POWER.fullmatch(text) else ""


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def _are_a_row(numbers: list[int]) -> bool:
    """Whether most numbers go up one by one from 1."""
    wanted = 1
    for number in numbers:
        wanted += number == wanted
    return wanted > _ROW and 2 * (wanted - 1) > len(set(numbers))
