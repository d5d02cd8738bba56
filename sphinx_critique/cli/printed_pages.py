"""A page of a transcript in plain text: for who wants to see what was read of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..texts.anchoring import Span
from ..texts.collation import Index
from ..texts.collation.pages import GAP, NOTED, QUOTED
from ..texts.collation.whereabouts import is_page
from ..texts.loci import Place, place_text, read_locator
from ..texts.printed import harmless


def named(index: Index, page: str) -> list[int]:
    """The pages that a locator, or a label as it stands, names."""
    found = index.places_of_pages.cited(read_locator(page))
    return list(found or ()) or [n for n, label in enumerate(index.labels) if label == page]


def printed(index: Index, page: int) -> tuple[str, str]:
    """The head of a page and its words, with what a quotation may pass over told apart."""
    name = index.page_name(page)
    unnumbered = f"a page without a label{f', {name}' if name else ''}"
    head = f"[p. {name}]" if is_page(name) else f"[{unnumbered}]"
    text = harmless("".join(_pieces(index, page))).rstrip()
    return harmless(head), text or "[no words]"


def _span(index: Index, page: int) -> Span:
    """The code points of a page, from its first word on."""
    first, last = index.span_of_page(page)
    if first == last:
        return 0, 0
    is_last = last == len(index)
    return index.starts[first], len(index.text) if is_last else index.starts[last]


def _pieces(index: Index, page: int) -> Iterator[str]:
    """The text of a page, with what a quotation may pass over and what begins there told apart."""
    start, end = _span(index, page)
    signs = [(at, 1, mark) for at, mark in _marks(index, *index.span_of_page(page))]
    for first, last in index.furniture:
        span = index.starts[first], index.end_of(last - 1)
        if start <= span[0] < end:
            signs += [(span[0], 2, "⟨"), (span[1], 0, "⟩")]
    done = start
    for at, _, sign in sorted(signs, key=lambda each: each[:2]):
        yield _words(index.text[done:at])
        yield sign
        done = at
    yield _words(index.text[done:end])


def _marks(index: Index, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Where lines, chapters and the like begin (code points), as transcripts in plain text have it.

    Of those that begin at one place, the outer come first.
    """
    events = [
        (at, rank, unit, number)
        for rank, (unit, found) in enumerate(sorted(index.units.items(), key=_outermost))
        for at, number in _within(found, first, last)
        if number and unit not in (QUOTED, NOTED)
    ]
    for at, _, unit, number in sorted(events):
        mark = f"[{' '.join(place_text(Place(unit, '', number, number)).split())}]"
        start = index.starts[at]
        inline = unit == "line"
        before = "" if inline or start == 0 or index.text[start - 1] == "\n" else "\n"
        yield start, f"{mark} " if inline else f"{before}{mark}\n"


def _within(found: Sequence[tuple[int, str]], first: int, last: int) -> Sequence[tuple[int, str]]:
    """Those that begin at some tokens."""
    start, end = (bisect_left(found, at, key=lambda each: each[0]) for at in (first, last))
    return found[start:end]


def _outermost(unit: tuple[str, Sequence[object]]) -> tuple[bool, int]:
    """Lines come last; what there is more of is within what there is less of."""
    return unit[0] == "line", len(unit[1])


def _words(text: str) -> str:
    return text.replace(GAP, "[gap]")
