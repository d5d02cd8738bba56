"""All that a text quotes, each with its place and what is said of it there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from .. import late
from ..anchoring import Span
from ..collation.citing import locator_at
from ..collation.index import Index
from ..collation.pages import NOTED
from ..collation.signs import QUOTES, RAISED
from ..collation.tokens import FREE, is_word
from .blocks import elements, set_in, without_source
from .citing import below, beside
from .made import Made
from .pairing import paired
from .streams import streams

_REACH: Final = 400
"""Characters around a quotation that are looked into for what it is from."""
_CALL: Final = 3
"""Tokens behind a quotation within which the note is called that says what it is from."""
_NEAR: Final = 100
"""Spans behind a call among which its note is looked for."""
_NOTE: Final = 400
_BROKEN: Final = late.pattern(r"(?<=\w)[-‐]\n\s*(?=\w)")
_AT_OPENING: Final = "“„«‘\"'‚‹›»”「『` \u00a0\u202f"
_AT_CLOSING: Final = "”’‘„`«‹\"'»“›」』 \u00a0\u202f.,;:"


class _Raw(NamedTuple):
    parts: tuple[Span, ...]
    is_block: bool = False
    open: bool = False
    source: str = ""


def read_quotations(index: Index) -> list[Made]:
    """The quotations that a text makes, in its order, those within others behind them."""
    raws = _told_once(_trimmed(index, each) for each in _all(index))
    notes = _Notes(index)
    made: list[Made] = []
    around: list[int] = []
    for raw in raws:
        start, end = raw.parts[0][0], raw.parts[-1][1]
        while around and made[around[-1]].span[1] < end:
            around.pop()
        within = around[-1] if around and made[around[-1]].span[0] <= start else -1
        made.append(replace(_made(index, raw, notes), within=within))
        around.append(len(made) - 1)
    return made


def _all(index: Index) -> Iterator[_Raw]:
    for span, is_alone in elements(index):
        bare, source = without_source(index, span) if is_alone else (span, "")
        yield _Raw((bare,), is_alone, False, source)
    for stream in streams(index):
        for each in paired(stream.text):
            parts = ((a + stream.offset, b + stream.offset) for a, b in each.parts)
            yield _Raw(tuple(_tokens(index, parts)), False, each.open)
        for block in set_in(stream):
            source = index.text[slice(*block.source)].strip()
            yield _Raw(tuple(_tokens(index, block.parts)), True, False, source)


def _tokens(index: Index, parts: Iterable[Span]) -> Iterator[Span]:
    for start, end in parts:
        first, last = bisect_left(index.starts, start), bisect_left(index.starts, end)
        if first < last:
            yield first, last


def _trimmed(index: Index, raw: _Raw) -> _Raw:
    """A quotation without the marks at its ends, and without what holds no words."""
    parts = [part for part in raw.parts if any(map(is_word, index.between(*part)))]
    if not parts:
        return raw._replace(parts=())
    start, end = parts[0][0], parts[-1][1]
    while index.forms[index.tokens[start]] in QUOTES:
        start += 1
    while index.forms[index.tokens[end - 1]] in QUOTES:
        end -= 1
    parts[0] = start, parts[0][1]
    parts[-1] = parts[-1][0], end
    return raw._replace(parts=tuple(parts))


def _told_once(raws: Iterable[_Raw]) -> list[_Raw]:
    """Each once: what an element says and marks say too, and a block all of it in marks."""
    found: dict[Span, _Raw] = {}
    for raw in raws:
        if not raw.parts:
            continue
        span = raw.parts[0][0], raw.parts[-1][1]
        before = found.get(span)
        if before is None or (len(raw.parts), raw.source) > (len(before.parts), before.source):
            is_block = raw.is_block or (before is not None and before.is_block)
            found[span] = raw._replace(is_block=is_block)
    return sorted(found.values(), key=lambda each: (each.parts[0][0], -each.parts[-1][1]))


def _made(index: Index, raw: _Raw, notes: _Notes) -> Made:
    start, end = raw.parts[0][0], raw.parts[-1][1]
    paragraphs = tuple(index.words(*part) for part in raw.parts)
    size = sum(is_word(form) for part in raw.parts for form in index.between(*part))
    page = index.page_name(index.page_of(start)) if index.labels else ""
    first, last = index.starts[start], index.end_of(end - 1)
    before = index.text[max(0, first - _REACH) : first].rstrip(_AT_OPENING)
    after = index.text[last : last + _REACH].lstrip(_AT_CLOSING)
    if raw.is_block:
        before, after = before.rstrip(), after.lstrip()
    below_it = below(after) if raw.is_block else ""
    cited = [raw.source, notes.called_behind(end), below_it, *beside(before, after)]
    return Made(
        raw.parts,
        " ".join(paragraphs),
        size,
        page,
        locator_at(index, (start, end)),
        raw.is_block,
        raw.open,
        cited=tuple(filter(None, cited)),
        paragraphs=paragraphs if raw.is_block else (),
        hyphenated=_hyphenated(index, raw.parts),
        before=" ".join(before.split()),
        after=" ".join(after.split()),
    )


def _hyphenated(index: Index, parts: Sequence[Span]) -> str:
    """The words with the hyphens at the ends of lines, which may be theirs; nothing without any."""
    texts = [index.text[index.starts[start] : index.end_of(end - 1)] for start, end in parts]
    if not any(_BROKEN.search(text) for text in texts):
        return ""
    return " ".join(" ".join(_BROKEN.sub("-", text).split()) for text in texts)


class _Notes:
    """The notes of a text by where they are called."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._places: dict[str, list[int]] = {}
        for at, number in index.units.get(NOTED, ()):
            if number:
                self._places.setdefault(number, []).append(at)
        self._calls = sorted((min(p), max(p)) for p in self._places.values() if len(p) > 1)
        self._starts = sorted(max(p) for p in self._places.values() if len(p) > 1)

    def called_behind(self, token: int) -> str:
        """The note that is called right behind a place; nothing where none is."""
        at = bisect_left(self._calls, (token, 0))
        if at < len(self._calls) and self._calls[at][0] <= token + _CALL:
            return self._note(self._calls[at][1])
        return self._printed(token)

    def _note(self, start: int) -> str:
        after = bisect_left(self._starts, start + 1)
        end = self._starts[after] if after < len(self._starts) else len(self._index)
        end = min(end, self._index.span_of_page(self._index.page_of(start))[1])
        return self._index.words(start, end)[:_NOTE] if start < end else ""

    def _printed(self, token: int) -> str:
        """The note at the foot of a page whose sign stands behind a place, as its form has it."""
        index = self._index
        for at in range(token, min(token + _CALL + 1, len(index))):
            if at not in index.skips:
                if index.forms[index.tokens[at]] in FREE | QUOTES:
                    continue
                return ""
            sign = index.forms[index.tokens[at]].translate(_ON_THE_LINE)
            return self._at_foot(at, sign)
        return ""

    def _at_foot(self, call: int, sign: str) -> str:
        index = self._index
        _, end = index.span_of_page(index.page_of(call))
        after = bisect_left(index.furniture, (call + 1, 0))
        for first, last in islice(index.furniture, after, after + _NEAR):
            if first >= end:
                break
            for at in range(first, last):
                is_first = (
                    at == first or "\n" in index.text[index.end_of(at - 1) : index.starts[at]]
                )
                if is_first and index.forms[index.tokens[at]].translate(_ON_THE_LINE) == sign:
                    return index.words(at, last)[:_NOTE]
        return ""


_ON_THE_LINE: Final = str.maketrans(RAISED[:10], "0123456789")
