"""A text as it is unrolled line by line, with marks in it; notes say where it is cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..anchoring import Span
from .records import Block, Blocks, Passage, Run, Translation, tidied

Mark = tuple[int, int]
"""The number of a line, and a place in what was said in it."""


class Line(NamedTuple):
    """A line of one unit (a paragraph, a poem …) of the text; ``verse`` numbers its stanza.

    ``language`` is that of a translation, if it is of one.
    """

    unit: int
    verse: int
    runs: list[Run]
    language: str = ""


class Place(NamedTuple):
    """A span in the text of a passage."""

    passage: str
    span: Span


class Scroll:
    """Lines of runs; ``names`` are those of units, as notes of the file may name them.

    ``turns`` are where pages begin, and what each is called.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.names: dict[int, str] = {}
        self.turns: list[tuple[Mark, str]] = []
        self.unit = -1
        self.language = ""
        self._length = 0
        self._verse = 0
        self._is_verse = False

    def open_unit(self, name: str = "") -> None:
        """Begin a passage."""
        self.unit += 1
        self.names[self.unit] = name or f"passage {self.unit + 1}"
        self.open_line()

    def stanza(self, is_verse: bool) -> None:
        """From here on lines are those of a stanza, or paragraphs."""
        self._verse += 1
        self._is_verse = is_verse

    def open_line(self) -> None:
        """Begin a line or a paragraph."""
        self.lines.append(Line(self.unit, self._verse if self._is_verse else 0, [], self.language))
        self._length = 0

    def turn_page(self, label: str) -> None:
        """Begin a page; one that has no name is none that could be told."""
        self.turns.append((self.here, label))

    def pages(self, start: Mark, end: Mark) -> str:
        """The page, or the first and the last, of the words between two marks."""
        first = bisect_right(self.turns, start, key=itemgetter(0))
        last = bisect_left(self.turns, end, first, key=itemgetter(0))
        labels = [label for _, label in self.turns[max(first - 1, 0) : last]]
        labels = labels if first else ["", *labels]
        return "–".join(dict.fromkeys((labels[0], labels[-1]))) if all(labels) else ""

    def say(self, text: str, style: str = "", uri: str = "") -> None:
        """Words of the line."""
        if self.lines and text:
            self.lines[-1].runs.append(Run(text, style, uri))
            self._length += len(text)

    @property
    def ends_in_dots(self) -> bool:
        """Whether something is left out just here already."""
        said = self.lines[-1].runs[-1].words if self.lines and self.lines[-1].runs else ""
        return said.rstrip("]) ").endswith(("…", "..."))

    @property
    def here(self) -> Mark:
        """Where the next word will stand."""
        return max(len(self.lines) - 1, 0), self._length


class Cut(NamedTuple):
    """A scroll cut into passages: ``starts`` are those of its lines in the text of each."""

    passages: Mapping[int, Passage]
    starts: Mapping[int, int]
    places: Mapping[int, list[int]]
    first: Mapping[int, int]
    units: list[int]

    def place(self, start: Mark, end: Mark) -> Place | None:
        """The passage in which two marks stand, and the span between them."""
        if start[0] not in self.starts or end[0] not in self.starts:
            return None
        unit = self.first[self.units[start[0]]]
        if unit not in self.passages or self.first[self.units[end[0]]] != unit:
            return None
        span = self._at(start), self._at(end)
        return Place(self.passages[unit].id, (min(span), max(span)))

    def _at(self, mark: Mark) -> int:
        places = self.places[mark[0]]
        return self.starts[mark[0]] + places[min(mark[1], len(places) - 1)]


def cut(scroll: Scroll, spans: Iterable[tuple[Mark, Mark]], source: str = "") -> Cut:
    """Passages of one unit each, or of all that a note runs over."""
    units = [line.unit for line in scroll.lines]
    first = _joined(scroll.unit + 1, ((units[a[0]], units[b[0]]) for a, b in spans if units))
    passages: dict[int, Passage] = {}
    starts: dict[int, int] = {}
    places: dict[int, list[int]] = {}
    numbered = enumerate(scroll.lines)
    for unit, group in groupby(numbered, key=lambda each: first.get(each[1].unit, -1)):
        at = 0
        lines: list[Line] = []
        ends: list[Mark] = []
        for number, line in group:
            runs, where = tidied(line.runs)
            starts[number], places[number] = at, where
            if runs:
                lines.append(line._replace(runs=list(runs)))
                at += sum(len(run.words) for run in runs) + 1
                ends += _ends(number, line.runs)
        if lines:
            passage = _passage(scroll.names[unit], lines, source)
            passages[unit] = passage._replace(page=scroll.pages(ends[0], ends[-1]))
    return Cut(passages, starts, places, first, units)


def _ends(number: int, runs: Iterable[Run]) -> Iterator[Mark]:
    """Where the words of a line begin and end."""
    text = "".join(run.words for run in runs)
    yield number, len(text) - len(text.lstrip())
    yield number, len(text.rstrip())


def _joined(count: int, spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The first unit of the passage that each unit is in."""
    reach = list(range(count))
    for a, b in spans:
        low, high = min(a, b), max(a, b)
        if low >= 0:
            reach[low] = max(reach[low], high)
    first: dict[int, int] = {}
    start = end = -1
    for unit in range(count):
        if unit > end:
            start = unit
        end = max(end, reach[unit])
        first[unit] = start
    return first


def _passage(name: str, lines: list[Line], source: str) -> Passage:
    """A passage; what is in another language at its end is a translation of it."""
    first, *others = (
        (language, _blocks(list(group)))
        for language, group in groupby(lines, key=lambda each: each.language)
    )
    translations = tuple(Translation(blocks, language) for language, blocks in others)
    return Passage(name, first[1], source, translations=translations)


def _blocks(lines: list[Line]) -> Blocks:
    blocks: list[Block] = []
    for verse, group in groupby(lines, key=lambda each: each.verse):
        held = tuple(tuple(line.runs) for line in group)
        if verse and len(held) > 1:
            blocks.append(Block("verse", held))
        else:
            blocks += (Block("paragraph", (runs,)) for runs in held)
    return tuple(blocks)
