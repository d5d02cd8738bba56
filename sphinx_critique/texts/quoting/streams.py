"""A text as it is read on: what stands between words that belong together is out of the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation.index import Index
from ..collation.signs import QUOTES

_LONG_ENOUGH: Final = 4
"""Tokens of what may be passed over that may hold a quotation: a note, not its call."""


class Stream(NamedTuple):
    """Text that runs on; its first character is at ``offset`` in the text of the index."""

    text: str
    offset: int


def streams(index: Index) -> Iterator[Stream]:
    """The running text and, each by itself, notes: none of their marks closes one of another's."""
    text = _without_furniture(index)
    for start, end in _tracts(index):
        yield Stream(text[start:end], start)
    for first, last in index.furniture:
        if last - first >= _LONG_ENOUGH:
            start, end = index.starts[first], index.end_of(last - 1)
            yield Stream(index.text[start:end], start)


def _tracts(index: Index) -> Iterator[Span]:
    """The code points of pages on which words run on; of each that stands apart, its own."""
    size = len(index)
    tokens = [index.page_tokens[page] for page in sorted(index.apart)]
    edges = [index.starts[at] for at in tokens if at < size]
    starts = [0, *edges]
    for start, end in zip(starts, [*edges, len(index.text)], strict=True):
        if start < end:
            yield start, end


def _without_furniture(index: Index) -> str:
    """The text with spaces for what may be passed over, and for the line that holds only that."""
    pieces, done = list[str](), 0
    for first, last in index.furniture:
        start, end = index.starts[first], index.end_of(last - 1)
        is_mark = last - first == 1 and index.forms[index.tokens[first]] in QUOTES
        if is_mark or start < done:
            continue
        before = index.text[done:start]
        if before.endswith("\n"):
            before = f"{before[:-1]} "
        pieces += before, " " * (end - start)
        done = end
    return "".join((*pieces, index.text[done:]))
