"""How much may be done to hold one quotation against a transcript.

Some quotations could be read in more ways than anyone can wait for: hundreds of cuts between words
that come again and again, insertions that may stand for anything. Steps are counted, not seconds,
so that every build gives up alike, and at the same quotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_MOST: Final = 1_200_000
_FOR_EACH: Final = 2
"""Steps beyond, for each token of the transcript."""
_left: ContextVar[list[int] | None] = ContextVar("critique_effort", default=None)


class TooMuch(Exception):
    """Comparing would take too long; the message says which limit is passed."""


@contextmanager
def limited(tokens: int) -> Iterator[None]:
    """What is done within may raise TooMuch; ``tokens`` are those of the transcript."""
    most = _MOST + _FOR_EACH * tokens
    before = _left.set([most, most])
    try:
        yield
    finally:
        _left.reset(before)


def spend(steps: int) -> None:
    """Count some steps, each about as long as it takes to compare two words."""
    left = _left.get()
    if left is not None:
        left[0] -= steps
        if left[0] < 0:
            raise TooMuch(f"comparing it would take more than {left[1]:,} steps")
