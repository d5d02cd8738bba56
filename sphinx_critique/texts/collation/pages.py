"""A transcript as pages of text, known by their labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..loci import Locator, Place, PlaceKey, read_locator

Span = tuple[int, int]
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What a transcript has where it cannot read something; joined to the letters beside it."""
_LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Spans are code points of ``text``.

    ``emphasis`` holds what is set apart in it; ``furniture`` what a quotation may pass over
    (running heads, page numbers, notes at the foot and their calls), which can be quoted too.
    """

    label: str
    text: str
    emphasis: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """A transcript, in the order of its pages' labels where all of them can be read.

    ``partial``: other pages of the source are not there. ``tells_emphasis``: its form records
    what is emphasised.
    """

    pages: tuple[Page, ...]
    partial: bool = False
    tells_emphasis: bool = False

    @classmethod
    def of(
        cls,
        pages: Iterable[Page],
        *,
        notes: Iterable[Page] = (),
        partial: bool = False,
        tells_emphasis: bool = False,
    ) -> Pages:
        """Pages put in order; those of one label become one page, where the first stands.

        ``notes`` are what stands at the foot of pages: behind all of them, so that no note parts
        a sentence that runs on to the next page.
        """
        together = _together(pages)
        places = [_place(page.label) for page in together]
        if all(place is not None for place in places):
            keys = [place.sort_key for place in places if place is not None]
            order = sorted(range(len(together)), key=keys.__getitem__)
            together = [together[number] for number in order]
        together += _together(notes)
        return cls(tuple(together), partial, tells_emphasis)


def _together(pages: Iterable[Page]) -> list[Page]:
    merged: dict[str, list[Page]] = {}
    for page in pages:
        merged.setdefault(page.label, []).append(page)
    return [_merged(label, parts) for label, parts in merged.items()]


def _merged(label: str, parts: list[Page]) -> Page:
    if len(parts) == 1:
        return parts[0]
    text, emphasis, furniture = "", list[Span](), list[Span]()
    for part in parts:
        offset = len(text)
        text += part.text + "\n"
        emphasis += [(start + offset, end + offset) for start, end in part.emphasis]
        furniture += [(start + offset, end + offset) for start, end in part.furniture]
    return Page(label, text, tuple(emphasis), tuple(furniture))


def _place(label: str) -> Place | None:
    """The one place that a label names (`107`, `vii`, `25: 430`)."""
    locator = read_locator(label)
    return locator.places[0] if locator.readable and len(locator.places) == 1 else None


class Places:
    """The pages of a transcript as the places that their labels name."""

    def __init__(self, labels: Iterable[str]) -> None:
        own = [(number, _place(label)) for number, label in enumerate(labels)]
        named = [(number, place) for number, place in own if place is not None]
        self._named: dict[str, list[tuple[int, Place]]] = {}
        for number, place in named:
            self._named.setdefault(place.first.lower(), []).append((number, place))
        self._sorted = sorted(named, key=lambda each: _ends(each[1])[0])
        self._keys = [_ends(place)[0] for _, place in self._sorted]

    def cited(self, locator: Locator) -> list[int] | None:
        """The numbers (from 0) of the pages that a locator names, of those that are there.

        ``None`` where it names no page, or no page has a label: all of the transcript is meant.
        """
        if not self._named:
            return None
        wanted = [place for place in locator.places if place.label == "page"]
        if not wanted or not locator.readable:
            return None
        return sorted({number for place in wanted for number in self._within(place)})

    def missing(self, locator: Locator) -> list[str]:
        """The pages and ranges that a locator names and that are not all there."""
        if not self._named:
            return []
        return [
            place.first if place.first == place.last else f"{place.first}–{place.last}"
            for place in locator.places
            if place.label == "page" and not self._complete(place)
        ]

    def _named_so(self, page: str, place: Place) -> list[int]:
        named = self._named.get(page.lower(), ())
        return [number for number, each in named if _same_volume(place, each)]

    def _within(self, place: Place) -> Iterator[int]:
        yield from self._named_so(place.first, place)
        if place.first == place.last:
            return
        first, last = _ends(place)
        start = bisect_left(self._keys, first)
        stop = len(self._keys) if last is None else bisect_right(self._keys, last)
        for number, each in self._sorted[start:stop]:
            if _same_volume(place, each):
                yield number

    def _complete(self, place: Place) -> bool:
        page, last = place.first, place.last or place.first
        for _ in range(_LONGEST_RANGE):
            if not self._named_so(page, place):
                return False
            if page.lower() == last.lower() or not (page := _next(page)):
                return True
        return True


def _next(page: str) -> str:
    places = read_locator(f"{page}f.").places
    return places[0].last if places else ""


def _same_volume(place: Place, each: Place) -> bool:
    """A transcript whose labels name no volumes is one of a single volume."""
    return not each.volume or not place.volume or place.volume == each.volume


def skips(label: str, following: str) -> bool:
    """Whether pages are missing between two labels, as far as they tell."""
    first, second = _place(label), _place(following)
    if first is None or second is None or first.volume != second.volume:
        return True
    return _next(first.first).lower() != second.first.lower()


def may_share(one: Locator, other: Locator) -> bool:
    """Whether two locators can mean the same words: unless they name pages apart."""
    ours, theirs = ([p for p in each.places if p.label == "page"] for each in (one, other))
    if not ours or not theirs:
        return True
    return any(_overlap(a, b) for a in ours for b in theirs)


def _overlap(one: Place, other: Place) -> bool:
    if one.volume != other.volume:
        return False
    ends = [_ends(each) for each in (one, other)]
    (a, b), (c, d) = ends
    return (d is None or a <= d) and (b is None or c <= b)


def _ends(place: Place) -> tuple[PlaceKey, PlaceKey | None]:
    first, last = (Place("page", "", page, page) for page in (place.first, place.last))
    return first.sort_key, last.sort_key if place.last else None
