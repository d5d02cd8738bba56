"""Quotations that no mark tells: elements that say so, and paragraphs that are set in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from .. import late
from ..anchoring import Span
from ..collation.index import Index
from ..collation.pages import QUOTED
from ..collation.signs import QUOTES
from .streams import Stream

_LINE: Final = late.pattern(r"^([ \t\u00a0\u3000]*(?:>[ \t]?)*)(\S[^\n]*)$", re.MULTILINE)
_DEPTHS: Final = 4
"""How often what is set in may hold what is set in farther."""
_DEEPEST: Final = 8
"""Elements within each other that are looked at."""
_REACH: Final = 400
"""Characters at the end of a block in which it may say what it is from."""
_FEW: Final = 3
"""Lines of what says whence a block is."""
_LEAST: Final = 2
"""Columns by which a quotation is set in beyond the text around it."""
_OF_TEXT: Final = 0.15
"""Of the lines of a text, those that must begin where its own do."""
_DASHED: Final = late.pattern(r"\s*(?:[—–]|--?)\s*[^\W\d_]")
_ENDING: Final = late.pattern(
    r"\n[ \t]*\n\s*(?:[—–]|--?)\s*[^\W\d_][^\n]*(?:\n[^\n]+)?\s*\Z"
    r"|(?<=[.?!…”’\"»」])[ \t]*\n\s*(?:[—–]|--?)\s*[^\W\d_a-z][^\n]*(?:\n[^\n]+)?\s*\Z"
    r"|\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\.?\s*\Z"
)
"""What the quotation of a block is taken from, written at its end."""


class Block(NamedTuple):
    """The spans (code points) of a block's words, and of what it says that they are from."""

    parts: tuple[Span, ...]
    source: Span


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    is_marked: bool


def elements(index: Index) -> Iterator[tuple[Span, bool]]:
    """The tokens of what elements say is quoted, and whether it is a paragraph or more."""
    opened: list[int] = []
    for at, number in index.units.get(QUOTED, ()):
        if number:
            opened.append(at)
        elif opened:
            start = opened.pop()
            if start < at and len(opened) < _DEEPEST:
                yield (start, at), _is_alone(index, start, at)


def _is_alone(index: Index, start: int, end: int) -> bool:
    """Whether lines end before what an element holds and behind it, but for its marks."""
    while start and not _ends_line(index, start) and _is_mark(index, start - 1):
        start -= 1
    while end < len(index) and not _ends_line(index, end) and _is_mark(index, end):
        end += 1
    return _ends_line(index, start) and _ends_line(index, end)


def _is_mark(index: Index, token: int) -> bool:
    return index.forms[index.tokens[token]] in QUOTES


def _ends_line(index: Index, token: int) -> bool:
    """Whether a line ends before a token, or the text begins or ends there."""
    if not 0 < token < len(index):
        return True
    return "\n" in index.text[index.end_of(token - 1) : index.starts[token]]


def set_in(stream: Stream) -> Iterator[Block]:
    """The paragraphs of a text in lines that are set in, or marked as in a letter answered."""
    if not re.search(r"^[ \t\u00a0\u3000>]", stream.text, re.MULTILINE):
        return
    lines = [_line(found) for found in _LINE.finditer(stream.text)]
    counts = Counter(line.indent for line in lines if not line.is_marked)
    often = sum(counts.values()) * _OF_TEXT
    body = min((indent for indent, count in counts.items() if count >= often), default=0)
    paragraphs = list(_paragraphs(stream.text, lines))
    edges = {min(line.indent for line in each) for each in paragraphs}
    depths = sorted(edge for edge in edges if edge >= body + _LEAST)[:_DEPTHS]
    for depth in depths or [body + _LEAST]:
        yield from _at_depth(stream, paragraphs, depth)


def _at_depth(stream: Stream, paragraphs: Sequence[list[_Line]], depth: int) -> Iterator[Block]:
    """The blocks that are set in so far, or farther."""
    run: list[_Line] = []
    for paragraph in paragraphs:
        is_set_in = all(line.is_marked or line.indent >= depth for line in paragraph)
        run += paragraph if is_set_in else []
        # What it is from ends a block: another may follow.
        is_source = _DASHED.match(stream.text, paragraph[0].start) and len(paragraph) <= _FEW
        if not is_set_in or is_source:
            yield from _block(stream, run)
            run = []
    yield from _block(stream, run)


def _line(found: re.Match[str]) -> _Line:
    lead = found[1].replace("\u3000", "  ").expandtabs(4)
    return _Line(found.start(2), found.end(), len(lead), ">" in lead)


def _paragraphs(text: str, lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines between empty ones, or between changes of how far they are set in."""
    paragraph: list[_Line] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if paragraph and (
            text[paragraph[-1].end : line.start].count("\n") > 1
            or line.is_marked != paragraph[-1].is_marked
            or _turns(paragraph, line, following)
        ):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _turns(paragraph: Sequence[_Line], line: _Line, following: _Line | None) -> bool:
    """Whether several lines set in end, or several begin, with no empty line between."""
    if len(paragraph) < 2 or paragraph[-2].indent != paragraph[-1].indent:
        return False
    last = paragraph[-1].indent
    begins = following is not None and last + _LEAST <= line.indent == following.indent
    return begins or last > line.indent


def _block(stream: Stream, run: Sequence[_Line]) -> Iterator[Block]:
    if not run:
        return
    start, end = run[0].start, run[-1].end
    found = _ENDING.search(stream.text, max(start, end - _REACH), end)
    last = found.start() if found else end
    parts = [(line.start, min(line.end, last)) for line in run if line.start < last]
    if parts and not any(line.is_marked for line in run):
        parts = list(_by_paragraph(stream.text, parts))
    if parts:
        by = stream.offset
        yield Block(tuple((a + by, b + by) for a, b in parts), (last + by, end + by))


def _by_paragraph(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Lines joined to paragraphs, each in one span."""
    start, end = lines[0]
    for first, last in lines[1:]:
        if text[end:first].count("\n") > 1:
            yield start, end
            start = first
        end = last
    yield start, end


def without_source(index: Index, span: Span) -> tuple[Span, str]:
    """The tokens of a block without what it says at its end that it is from, and that."""
    start, end = index.starts[span[0]], index.end_of(span[1] - 1)
    found = _ENDING.search(index.text, max(start, end - _REACH), end)
    if found is None or found.start() == start:
        return span, ""
    last = bisect_left(index.starts, found.start())
    return ((span[0], last), found[0].strip()) if last > span[0] else (span, "")
