"""Where the sentences begin and end that a passage cuts into."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from .. import late
from ..anchoring import Span
from .index import Index

# It begins with one class of characters, for which the engine looks at once.
_END = late.pattern(
    r"[.?!…。？！\n](?:(?<=[.?!…])[\"'”’»)\]]*(?=\s)|(?<=[。？！])[」』”’]*|(?<=\n)[ \t]*\n)"
)
_FARTHEST: Final = 500
"""Code points beyond a passage at which its sentence is cut short."""


def sentence_around(index: Index, start: int, end: int) -> Span:
    """The tokens of the sentences in which a passage begins and ends.

    A sentence goes no farther than its paragraph, and not very far from the passage.
    """
    text, starts = index.text, index.starts
    first, last = starts[start], index.end_of(end - 1)
    before = max(0, first - _FARTHEST)
    for stop in _stops(text, before, first):
        before = stop
    after = min(len(text), last + _FARTHEST)
    for stop in _stops(text, max(first, last - 4), after):
        if stop >= last:
            after = stop
            break
    return min(start, bisect_left(starts, before)), max(end, bisect_left(starts, after))


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """The code points behind which sentences end, up to ``end``."""
    for found in _END.finditer(text, start, min(len(text), end + 1)):
        following = text[found.end() : found.end() + 4].lstrip("\"'“”‘’«»([ \n")[:1]
        if found.end() <= end and (found[0][-1] == "\n" or not following.islower()):
            yield found.end()
