"""Where in a work its annotations fall: a row for each kind, a point for each annotation."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ...model.records import Annotation, Excerpt
from ...texts.loci import Citation, Locator, Place, place_text
from ...texts.loci.numbers import number_key
from .form import declared
from .selection import Selection
from .survey import Ref, Source

_TICKS: Final = 8
_STEPS: Final = (1, 2, 5)
_ROMAN: Final = 0


class Point(NamedTuple):
    """An annotation; ``at`` is how far on in the work its place is (0 to 1), as ``place`` says.

    Nothing is known of how far on it is where it is about the work as a whole (``place`` is empty,
    too), or where its place cannot be read.
    """

    ref: Ref
    at: float | None
    place: str


class ScoreRow(NamedTuple):
    """The annotations of one kind, in the order of the work."""

    kind: str
    points: tuple[Point, ...]


class Arc(NamedTuple):
    """Two places that an annotation sets side by side."""

    ref: Ref
    start: float
    end: float
    places: tuple[str, str]


class Score(NamedTuple):
    """What is said of one work; ``ticks`` name places along it, ``unit`` is what they count.

    ``others``: the annotations on passages of other sources, which have no place in it.
    """

    work: Source | None
    rows: tuple[ScoreRow, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str
    others: tuple[tuple[Source, tuple[Ref, ...]], ...]


def score(selection: Selection) -> tuple[Score, ...]:
    """A score for each work that the annotations of a selection are about."""
    works = dict.fromkeys(map(selection.survey.work, selection.annotations))
    return tuple(_Work(selection, work).score() for work in works)


class _Work:
    """The annotations about one work, and their places in it."""

    def __init__(self, selection: Selection, work: str) -> None:
        self.survey = survey = selection.survey
        self.work = work
        found = [each for each in selection.annotations if survey.work(each) == work]
        self.others = [each for each in found if self._is_of_another(each)]
        elsewhere = {each.id for each in self.others}
        self.notes = [each for each in found if each.id not in elsewhere]
        self.places = {each.id: self._place(survey.locus(each)) for each in self.notes}
        self.pairs = list(self._pairs())
        places = [*self.places.values(), *(end for _, *ends in self.pairs for end in ends)]
        self.scale = _Scale(
            [each for each in places if each is not None], survey.verification.languages.document
        )

    def score(self) -> Score:
        source = self.survey.source(self.work) if self.work else None
        kinds = {each.kind for each in self.notes}
        rows = tuple(self._row(kind) for kind in self.survey.kinds if kind in kinds)
        arcs = tuple(self._arc(*pair) for pair in self.pairs)
        others: dict[str, list[Ref]] = {}
        for note in self.others:
            key = next(each.key for each in self.survey.locus(note) if each.key)
            others.setdefault(key, []).append(self.survey.ref(note))
        told = tuple((self.survey.source(key), tuple(refs)) for key, refs in others.items())
        return Score(source, rows, arcs, self.scale.ticks(), self.scale.unit, told)

    def _row(self, kind: str) -> ScoreRow:
        points = (self._point(each) for each in self.notes if each.kind == kind)
        return ScoreRow(kind, tuple(sorted(points, key=_in_order)))

    def _point(self, note: Annotation) -> Point:
        place = self.places[note.id]
        if place is None:
            unread = (each.text for each in self._locators(self.survey.locus(note)))
            return Point(self.survey.ref(note), None, next(unread, ""))
        return Point(self.survey.ref(note), self.scale.at(place), self.scale.told(place))

    def _arc(self, note: Annotation, start: Place, end: Place) -> Arc:
        told = self.scale.told(start), self.scale.told(end)
        return Arc(self.survey.ref(note), self.scale.at(start), self.scale.at(end), told)

    def _pairs(self) -> Iterator[tuple[Annotation, Place, Place]]:
        for note in self.notes:
            start = self.places[note.id]
            for item in self.survey.edition.beside(note) if start is not None else ():
                end = self._place(item.citations) if isinstance(item, Excerpt) else None
                if start is not None and end is not None and end != start:
                    yield note, start, end

    def _place(self, citations: Sequence[Citation]) -> Place | None:
        """The first place in the work that is cited, if one is; parts by other hands are in it."""
        return next((each.places[0] for each in self._locators(citations) if each.places), None)

    def _is_of_another(self, note: Annotation) -> bool:
        """Whether what an annotation is about is cited, and from other sources alone."""
        locus = () if note.whole_work else self.survey.locus(note)
        return any(each.key for each in locus) and not list(self._locators(locus))

    def _locators(self, citations: Sequence[Citation]) -> Iterator[Locator]:
        """Those in the work, among them where it quotes another source."""
        works_of = self.survey.bibliography.works_of
        for citation in citations:
            for each in filter(None, (citation, citation.carrier)):
                if self.work in (each.key or "", works_of(each.key or "")):
                    yield each.locator


class _Scale:
    """How far on in a work its places are: by their numbers if all are pages, else by rank."""

    def __init__(self, places: Sequence[Place], language: str) -> None:
        self.language = language
        self.sorted = sorted({_key(each): each for each in places}.items())
        numbers = [_number(each) for _, each in self.sorted]
        self.by_number = all(each is not None for each in numbers)
        self.unit = "page" if self.by_number and places else ""
        front = [each.first for each in places if self.by_number and _is_roman(each)]
        self.front = max((_value(each) for each in front), default=0)
        if self.by_number and self.sorted:
            values = [self._position(each) for _, each in self.sorted]
            self.first, self.last = min(0.0 if front else 1.0, *values), max(values)
        else:
            self.first, self.last = 0.0, max(1.0, len(self.sorted) - 1.0)
        self.ranks = {key: float(rank) for rank, (key, _) in enumerate(self.sorted)}

    def at(self, place: Place) -> float:
        return self._share(self._position(place))

    def told(self, place: Place) -> str:
        return place_text(place, self.language)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Some places along the work, none too near the next."""
        if not self.sorted:
            return ()
        if not self.by_number:
            step = -(-len(self.sorted) // _TICKS)
            return tuple((self.at(each), self.told(each)) for _, each in self.sorted[::step])
        step = _step(self.last)
        numbers = [1, *range(step, int(self.last) + 1, step)] if step > 1 else []
        numbers = numbers or list(range(1, int(self.last) + 1))
        front = next((each for _, each in self.sorted if _is_roman(each)), None)
        found = [(self.at(front), self.told(front))] if front is not None else []
        return tuple(found + [(self._share(float(each)), str(each)) for each in numbers])

    def _position(self, place: Place) -> float:
        if not self.by_number:
            return self.ranks[_key(place)]
        value = float(_value(place.first))
        return value - self.front if _is_roman(place) else value

    def _share(self, position: float) -> float:
        return round((position - self.first) / max(1.0, self.last - self.first), 5)


def _key(place: Place) -> tuple[object, ...]:
    return place.sort_key[:3]


def _number(place: Place) -> int | None:
    """The page, if it is a plain one."""
    if place.label != "page" or place.volume:
        return None
    group, prefix, parts = number_key(place.first)
    plain = group in (_ROMAN, 1) and not prefix and len(parts) == 1
    return parts[0][0] if plain else None


def _value(number: str) -> int:
    _, _, parts = number_key(number)
    return parts[0][0]


def _is_roman(place: Place) -> bool:
    return not place.first[:1].isdecimal()


def _step(last: float) -> int:
    power = 1
    while True:
        for step in _STEPS:
            if last / (step * power) <= _TICKS:
                return step * power
        power *= 10


def _in_order(point: Point) -> tuple[bool, float, int]:
    return point.at is None, point.at or 0.0, point.ref.number


LIST = declared(
    "score", "Where in the work the notes fall: its pages, and a line for each kind.", score
)
