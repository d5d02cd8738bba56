"""All that a text quotes, each with its place and what is said of it there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from .. import late
from ..anchoring import Span
from ..collation.citing import locator_at
from ..collation.index import Index
from ..collation.signs import QUOTES
from ..collation.tokens import is_word
from .blocks import elements, set_in, without_source
from .citing import below, beside
from .interruptions import as_one, interrupted, without_saying
from .made import UNREAD, Made
from .notes import Notes
from .pairing import Quote, paired
from .streams import streams

_REACH: Final = 400
"""Characters around a quotation that are looked into for what it is from."""
_BROKEN: Final = late.pattern(r"(?<=\w)[-‐]\n\s*(?=\w)")
_AT_OPENING: Final = late.pattern(r"(?:,,|<<|>>|[“”„‟«»‘’\"'‚‹›「『｢❝＂״″` \u2009\u00a0\u202f])+\Z")
_AT_CLOSING: Final = late.pattern(r"(?:<<|>>|[“”„«»‘’\"'‹›」』｣❞＂״″` \u2009\u00a0\u202f.,;:])+")


class _Raw(NamedTuple):
    parts: tuple[Span, ...]
    is_block: bool = False
    open: bool = False
    source: str = ""
    is_interrupted: bool = False
    edges: Span = (0, 0)
    """Code points at which its words begin and end; both 0: where those of its tokens do."""


def read_quotations(index: Index) -> list[Made]:
    """The quotations that a text makes, in its order, those within others behind them."""
    raws = _told_once(_trimmed(index, each) for each in _all(index))
    notes = Notes(index)
    made: list[Made] = []
    around: list[int] = []
    for raw in raws:
        start, end = raw.parts[0][0], raw.parts[-1][1]
        while around and made[around[-1]].span[1] < end:
            around.pop()
        held = [n for n in around if _apart(index, made[n].span[0]) == _apart(index, start)]
        within = held[-1] if held and made[held[-1]].span[0] <= start else -1
        each = replace(_made(index, raw, notes), within=within)
        if each.words:  # What holds nothing but furniture is no quotation.
            made.append(each)
            around.append(len(made) - 1)
    return made


def _apart(index: Index, token: int) -> int:
    """The number of the note, or the like, in which a token stands; -1 for that of the text.

    What stands in a note at the foot of a page is not within what runs on to the next page.
    """
    at = bisect_right(index.furniture, (token, len(index))) - 1
    return at if at >= 0 and token < index.furniture[at][1] else -1


def _all(index: Index) -> Iterator[_Raw]:
    for span, is_alone in elements(index):
        bare, source = without_source(index, span) if is_alone else (span, "")
        yield _Raw((bare,), is_alone, False, source)
    for stream in streams(index):
        quotes = paired(stream.text)
        yield from (_in_marks(index, each, stream.offset) for each in quotes)
        for halves in interrupted(stream.text, quotes):
            whole = Quote(tuple(part for each in halves for part in each.parts), False)
            yield _in_marks(index, whole, stream.offset)._replace(is_interrupted=True)
        for block in set_in(stream):
            source = index.text[slice(*block.source)].strip()
            yield _Raw(tuple(_tokens(index, block.parts)), True, False, source)


def _in_marks(index: Index, quote: Quote, by: int) -> _Raw:
    parts = [(a + by, b + by) for a, b in quote.parts]
    edges = parts[0][0], parts[-1][1]
    return _Raw(tuple(_tokens(index, parts)), False, quote.open, edges=edges)


def _tokens(index: Index, parts: Iterable[Span]) -> Iterator[Span]:
    """The tokens of some code points, also those of which only a part is there."""
    for start, end in parts:
        first, last = bisect_left(index.starts, start), bisect_left(index.starts, end)
        first -= bool(first and start < index.end_of(first - 1))
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
        if before is None or _rank(raw) > _rank(before):
            is_block = raw.is_block or (before is not None and before.is_block)
            found[span] = raw._replace(is_block=is_block)
    return sorted(found.values(), key=lambda each: (each.parts[0][0], -each.parts[-1][1]))


def _rank(raw: _Raw) -> tuple[bool, int, str]:
    """What puts one reading of the same words before another."""
    return not raw.is_interrupted, len(raw.parts), raw.source


def _made(index: Index, raw: _Raw, notes: Notes) -> Made:
    start, end = raw.parts[0][0], raw.parts[-1][1]
    paragraphs = _words(index, raw)
    words = _joined(paragraphs)
    size = sum(is_word(form) for part in raw.parts for form in index.between(*part))
    page = index.page_name(index.page_of(start)) if index.labels else ""
    first, last = index.starts[start], index.end_of(end - 1)
    before = _AT_OPENING.sub("", index.text[max(0, first - _REACH) : first])
    after = index.text[last : last + _REACH]
    after = after[found.end() :] if (found := _AT_CLOSING.match(after)) else after
    if raw.is_block:
        before, after = before.rstrip(), after.lstrip()
    below_it = below(after) if raw.is_block else ""
    cited = [raw.source, notes.called_behind(end), below_it, *beside(before, after)]
    return Made(
        raw.parts,
        words,
        size,
        page,
        locator_at(index, (start, end)),
        raw.is_block,
        raw.open,
        cited=tuple(filter(None, cited)),
        paragraphs=paragraphs if raw.is_block else (),
        hyphenated=_hyphenated(index, raw.parts),
        joined=_as_one(index, raw, words),
        is_interrupted=raw.is_interrupted,
        before=" ".join(before.split()),
        after=" ".join(after.split()),
    )


def _words(index: Index, raw: _Raw) -> tuple[str, ...]:
    """The words of its parts, without what else the first and last token hold."""
    parts = [index.words(*part, unread=UNREAD) for part in raw.parts]
    start, end = raw.edges
    if end:
        first, last = raw.parts[0][0], raw.parts[-1][1]
        parts[0] = parts[0].removeprefix(index.text[index.starts[first] : start])
        parts[-1] = parts[-1].removesuffix(index.text[end : index.end_of(last - 1)])
    return tuple(parts)


def _joined(parts: Sequence[str], hyphen: str = "") -> str:
    """Parts as one; a mark that is set again at the head of a line may stand in a broken word."""
    text = parts[0]
    for part in parts[1:]:
        is_broken = text[-2:-1].isalpha() and text[-1:] in ("-", "‐") and part[:1].islower()
        text = f"{text[:-1]}{hyphen}{part}" if is_broken else f"{text} {part}"
    return text


def _as_one(index: Index, raw: _Raw, words: str) -> tuple[str, ...]:
    """What its words may be without those of saying that part them."""
    if not raw.is_interrupted:
        return () if raw.is_block else without_saying(words)
    return as_one([index.words(*part) for part in raw.parts])


def _hyphenated(index: Index, parts: Sequence[Span]) -> str:
    """The words with the hyphens at the ends of lines, which may be theirs; nothing without any."""
    texts = [index.text[index.starts[start] : index.end_of(end - 1)] for start, end in parts]
    whole = [" ".join(_BROKEN.sub("-", text).split()) for text in texts]
    is_broken = any(_BROKEN.search(text) for text in texts) or _joined(whole) != " ".join(whole)
    return _joined(whole, "-") if is_broken else ""
