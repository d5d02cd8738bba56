"""A transcript as pages of text, known by their labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from ..anchoring import Span
from ..loci import Locator, Place, PlaceKey, read_locator

GAP: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a page's text for what the transcript cannot read, beside the letters that it can."""
PRINTED_LINE: Final = "printed line"
"""The unit that tells, without a number, that lines are those of a print and not verse."""
QUOTED: Final = "quoted words"
"""The unit of what an element sets apart as quoted: each that begins has a number."""
NOTED: Final = "note called"
"""The unit of a note, by its number in the file: where it is called, and where it begins."""
PARAGRAPH: Final = "new paragraph"
"""The unit that tells, without a number, that a page begins with a paragraph of its own."""
_LONGEST_RANGE = 100


class Milestone(NamedTuple):
    """From ``offset`` (code points of a page's text) on, the ``unit`` is the one of a number.

    ``unit`` is a label of locators (``line``, ``chapter``); with no number, it has ended.
    """

    offset: int
    unit: str
    number: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page; spans are code points of ``text``.

    ``emphasis``: what is set apart in it. ``furniture``: what stands between words that belong
    together (heads, page numbers, notes and their calls, marks that may be left out): a quotation
    may pass over it. ``apart``: no words run on to it from the page before.
    """

    label: str
    text: str
    emphasis: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """A transcript, in the order of its file; a label may come again, or be empty.

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
        """Pages as they follow each other; parts of one label that do so are one page.

        ``notes`` are what stands at the foot of pages: behind all of them, so that no note parts
        a sentence that runs on to the next page.
        """
        together = (*_together(pages), *_together(notes))
        return cls(together, partial, tells_emphasis)


def _together(pages: Iterable[Page]) -> Iterator[Page]:
    """Neighbours of one label made one page, unless they have none or stand apart."""
    runs = 0

    def run(page: Page) -> tuple[str, int]:
        nonlocal runs
        runs += page.apart or not page.label
        return page.label, runs

    for _, parts in groupby(pages, run):
        yield _merged(list(parts))


def _merged(parts: list[Page]) -> Page:
    if len(parts) == 1:
        return parts[0]
    text, emphasis, furniture = "", list[Span](), list[Span]()
    milestones: list[Milestone] = []
    for part in parts:
        offset = len(text)
        text += part.text + "\n"
        emphasis += moved(part.emphasis, offset)
        furniture += moved(part.furniture, offset)
        milestones += (each._replace(offset=each.offset + offset) for each in part.milestones)
    first = parts[0]
    return Page(
        first.label, text, tuple(emphasis), tuple(furniture), tuple(milestones), first.apart
    )


def moved(spans: Iterable[Span], offset: int) -> Iterator[Span]:
    """The same spans so much later in a text."""
    return ((start + offset, end + offset) for start, end in spans)


def _place(label: str) -> Place | None:
    """The one place that a label names (`107`, `vii`, `25: 430`)."""
    locator = read_locator(label)
    return locator.places[0] if locator.readable and len(locator.places) == 1 else None


class Places:
    """The pages of a transcript as the places that their labels name."""

    def __init__(self, labels: Iterable[str]) -> None:
        own = [(number, _place(label)) for number, label in enumerate(labels)]
        named = [(number, place) for number, place in own if place is not None]
        self._of_page = dict(named)
        self._named: dict[str, list[tuple[int, Place]]] = {}
        for number, place in named:
            self._named.setdefault(place.first.lower(), []).append((number, place))
        self._sorted = sorted(named, key=lambda each: _ends(each[1])[0])
        self._keys = [_ends(place)[0] for _, place in self._sorted]

    def __bool__(self) -> bool:
        """Whether any page has a name."""
        return bool(self._named)

    @property
    def repeated(self) -> list[str]:
        """The labels that are those of several pages of one volume, or of none."""
        return [
            places[0][1].first
            for places in self._named.values()
            if len({place.volume for _, place in places}) < len(places)
        ]

    def counts_anew(self) -> Iterator[int]:
        """The pages that do not go on with the count before: in another volume, or part.

        A page without a label goes on.
        """
        before: Place | None = None
        for page, place in sorted(self._of_page.items()):
            if before is not None and (
                place.volume != before.volume or _ends(place)[0] < _ends(before)[0]
            ):
                yield page
            before = place

    def volume(self, page: int) -> str:
        """The volume that a page's label names, if it does."""
        place = self._of_page.get(page)
        return place.volume if place else ""

    def cited(self, locator: Locator) -> list[int] | None:
        """The numbers (from 0) of the pages that a locator names, of those that are there.

        ``None`` where it names no page, or no page has a label: all of the transcript is meant.
        """
        if not self._named:
            return None
        wanted = [place for place in locator.places if place.label in ("page", "volume")]
        if not wanted or not locator.readable:
            return None
        if all(place.label == "volume" for place in wanted) and not self._has_volumes:
            return None
        return sorted({*self._single(wanted), *self._ranges(wanted)})

    @property
    def _has_volumes(self) -> bool:
        return any(place.volume for place in self._of_page.values())

    def unsure(self, locator: Locator) -> bool:
        """Whether a locator names a volume, and pages of any may bear its label."""
        return any(
            place.label == "page"
            and place.volume
            and sum(not each.volume for _, each in self._named.get(place.first.lower(), ())) > 1
            for place in locator.places
        )

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

    def _single(self, places: Iterable[Place]) -> Iterator[int]:
        """The pages that are named themselves, or are of a volume that is."""
        volumes = {place.first for place in places if place.label == "volume"}
        if volumes:
            yield from (n for n, each in self._of_page.items() if each.volume in volumes)
        for place in places:
            if place.label != "volume":
                yield from self._named_so(place.first, place)

    def _ranges(self, places: Iterable[Place]) -> Iterator[int]:
        """The pages of ranges, each once in a volume however many ranges have it."""
        spans: dict[str, list[Span]] = {}
        for place in places:
            if place.label != "volume" and place.first != place.last:
                first, last = _ends(place)
                start = bisect_left(self._keys, first)
                stop = len(self._keys) if last is None else bisect_right(self._keys, last)
                spans.setdefault(place.volume, []).append((start, stop))
        for volume, group in spans.items():
            done = 0
            for start, stop in sorted(group):
                for number, each in self._sorted[max(start, done) : stop]:
                    if not each.volume or not volume or volume == each.volume:
                        yield number
                done = max(done, stop)

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
