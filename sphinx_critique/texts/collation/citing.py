"""How a place of a transcript is cited, so that words are looked for there."""

from __future__ import annotations

from collections.abc import Iterator

from ..anchoring import Span
from ..loci import read_locator
from .index import Index
from .whereabouts import is_page

_UNITS = (("line", "l.", "ll."), ("chapter", "chap.", "chaps"), ("section", "§", "§§"))


def locator_at(index: Index, span: Span) -> str:
    """The pages on which words stand; where there are none, their lines, chapter or section.

    Nothing where the transcript has no name for the place.
    """
    first, last = span[0], max(span[0], span[1] - 1)
    pages = range(index.page_of(first), index.page_of(last) + 1)
    if any(index.labels):
        names = dict.fromkeys(map(index.page_name, pages))
        return _pages(index, list(filter(is_page, names)))
    return next(_units(index, first, last), "")


def _pages(index: Index, names: list[str]) -> str:
    if len(names) < 2:
        return "".join(map(_readable, names))
    volume, colon, page = names[-1].rpartition(": ")
    ends = page if colon and names[0].startswith(f"{volume}: ") else names[-1]
    locator = read_locator(f"{names[0]}–{ends}")
    cited = index.places_of_pages.cited(locator) or () if locator.readable else ()
    found = {index.page_name(number) for number in cited}
    return locator.text if found >= set(names) else ", ".join(map(_readable, names))


def _readable(name: str) -> str:
    """A label as it can be cited: in quote marks where it is no number."""
    return name if read_locator(name).readable and "," not in name else f'"{name}"'


def _units(index: Index, first: int, last: int) -> Iterator[str]:
    for unit, one, many in _UNITS:
        ends = [_number_at(index, unit, at) for at in (first, last)]
        if all(ends):
            same = ends[0] == ends[1]
            yield f"{one} {ends[0]}" if same else f"{many} {ends[0]}–{ends[1]}"


def _number_at(index: Index, unit: str, token: int) -> str:
    events = index.units.get(unit, ())
    return next((number for at, number in reversed(events) if at <= token), "")
