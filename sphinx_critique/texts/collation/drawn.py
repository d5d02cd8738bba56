"""Words drawn from a transcript by the first and the last of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from ..anchoring import Span
from .effort import TooMuch, limited
from .index import Index
from .marks import read_quoted
from .match import Matcher
from .sentences import sentence_around
from .tokens import joined

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


class Stretch(NamedTuple):
    """Words, and whether the source sets them apart."""

    text: str
    emphasis: bool


def draw(
    index: Index, first: str, last: str, ranges: Sequence[Span] | None
) -> list[list[Stretch]] | None:
    """The paragraphs from the first words to the last; ``None`` where either is not there.

    Without first words, from the beginning of the sentence; without last ones, to its end.
    """
    start = end = None
    if first:
        found = _place(index, first, ranges)
        if found is None:
            return None
        start, end = found
    if last:
        within = _from(index.everywhere if ranges is None else ranges, start or 0)
        found = _place(index, last, within)
        if found is None:
            return None
        end = found[1]
        start = found[0] if start is None else start
    if start is None or end is None:
        return None
    before, after = sentence_around(index, start, end)
    start, end = (start if first else before), (end if last else after)
    return list(paragraphs(index, (start, end)))


def _place(index: Index, words: str, ranges: Sequence[Span] | None) -> Span | None:
    with suppress(TooMuch), limited(len(index)):
        found = Matcher(index, read_quoted(words, ())).find(ranges)
        return found.span if found else None
    return None


def _from(ranges: Sequence[Span], start: int) -> list[Span]:
    return [(max(first, start), last) for first, last in ranges if last > start]


class _Text(NamedTuple):
    """Text without its furniture, and what is emphasised in it."""

    text: str
    emphasis: list[Span]


def paragraphs(index: Index, span: Span) -> Iterator[list[Stretch]]:
    """The words of a span of tokens, paragraph by paragraph."""
    drawn = _drawn(index, index.starts[span[0]], index.end_of(span[1] - 1))
    at = 0
    for gap in [*_PARAGRAPH.finditer(drawn.text), None]:
        stop = gap.start() if gap else len(drawn.text)
        if at < stop:
            yield list(_stretches(drawn, at, stop))
        at = gap.end() if gap else stop


def _drawn(index: Index, start: int, end: int) -> _Text:
    text, emphasis = "", list[Span]()
    for first, last in _kept(index, start, end):
        if text.endswith("\n"):
            # A line that is taken out is no end of a paragraph.
            first += len(index.text[first:last]) - len(index.text[first:last].lstrip("\n"))
        offset = len(text) - first
        inside = ((max(a, first), min(b, last)) for a, b in index.emphasis if b > first)
        emphasis += ((a + offset, b + offset) for a, b in inside if a < b)
        text += index.text[first:last]
    return _Text(text, emphasis)


def _kept(index: Index, start: int, end: int) -> Iterator[Span]:
    """The text between the furniture in it, unless all of it is that."""
    for tokens in index.furniture:
        first, last = index.starts[tokens[0]], index.end_of(tokens[1] - 1)
        if first <= start and end <= last:
            break
        if start < last and first < end:
            yield start, max(start, first)
            start = last
    yield start, max(start, end)


def _stretches(drawn: _Text, start: int, end: int) -> Iterator[Stretch]:
    """The words of a paragraph on one line, cut where emphasis begins and ends."""
    spans = [(max(a, start), min(b, end)) for a, b in drawn.emphasis if a < end and b > start]
    edges = sorted({start, end, *(edge for span in spans for edge in span)})
    for left, right in pairwise(edges):
        text = drawn.text[left:right]
        words = joined(text)
        if left > start and text[:1].isspace():
            words = f" {words}"
        if right < end and text[-1:].isspace():
            words = f"{words} "
        yield Stretch(words, any(a <= left < b for a, b in spans))
