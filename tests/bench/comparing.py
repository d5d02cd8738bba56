"""Ours to the same edition without us, figure by figure."""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from statistics import median
from typing import NamedTuple, Self

from .editions import BARE, BY_HAND, NEEDS, OURS
from .measuring import BUILDS, Cost, Costs, Edition, interleaved, start_up, warm_up


class Row(NamedTuple):
    """What a ratio is of: a figure of a build of so many notes, against another edition."""

    against: str
    build: str
    notes: int
    figure: str

    def __str__(self) -> str:
        return " / ".join(map(str, self))

    @classmethod
    def read(cls, text: str) -> Self:
        against, build, notes, figure = text.split(" / ")
        return cls(against, build, int(notes), figure)


class Ratio(NamedTuple):
    """Of the least to the least and of the medians; and what these least were."""

    least: float
    median: float
    ours: float
    theirs: float


class Baseline(NamedTuple):
    """An edition that ours is held against, and what ours may take of its CPU in a clean build."""

    name: str
    title: str
    theirs: Edition
    aim: float

    @property
    def ours(self) -> Edition:
        return Edition(OURS, self.theirs.citing)

    @property
    def there(self) -> bool:
        return self.theirs.there


BASELINES = (
    Baseline("bare", "block quotes and admonitions", Edition(BARE), 1.20),
    Baseline("by hand", "lemmata marked, links to and fro, an index", Edition(BY_HAND), 0.75),
    Baseline("needs", "items of sphinx-needs", Edition(NEEDS), 1.00),
    Baseline("bibtex", "bare, each note with a citation", Edition(BARE, citing=True), 0.65),
)
START = Row("Sphinx", "start-up", 0, "cpu")
Ratios = Mapping[Row, Ratio]


def ratios(costs: Costs, notes: int) -> dict[Row, Ratio]:
    """All figures of all builds; what neither edition has is left out."""
    return {
        Row(baseline.name, build.name, notes, figure): ratio
        for baseline in BASELINES
        if baseline.theirs in costs
        for build, ours in costs[baseline.ours].items()
        for figure, ratio in _figures(ours, costs[baseline.theirs][build])
    }


def _figures(ours: Sequence[Cost], theirs: Sequence[Cost]) -> Iterator[tuple[str, Ratio]]:
    for figure, mine, other in zip(
        Cost._fields, zip(*ours, strict=True), zip(*theirs, strict=True), strict=True
    ):
        if min(other):
            least = min(mine), min(other)
            yield figure, Ratio(least[0] / least[1], median(mine) / median(other), *least)


def growth(of: Ratios, build: str) -> tuple[float, float] | None:
    """As which power of the number of notes CPU grows, from the fewest to the most: ours, bare."""
    found = {row.notes: of[row] for row in of if row == ("bare", build, row.notes, "cpu")}
    if len(found) < 2:
        return None
    few, many = min(found), max(found)
    times = log(many / few)
    return (
        log(found[many].ours / found[few].ours) / times,
        log(found[many].theirs / found[few].theirs) / times,
    )


def options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What is measured, and how often; the command line read."""
    builders = list(dict.fromkeys(build.builder for build in BUILDS))
    names = [baseline.name for baseline in BASELINES]
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--notes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--builders", nargs="+", choices=builders, default=builders)
    parser.add_argument("--against", nargs="+", choices=names, default=names)
    return parser.parse_args()


def measured(how: argparse.Namespace) -> Iterator[dict[Row, Ratio]]:
    """The start-up, then the ratios at each number of notes; what is not installed is left out."""
    yield {START: dict(_figures(*start_up(how.runs)))[START.figure]}
    baselines = [each for each in BASELINES if each.there and each.name in how.against]
    editions = [*dict.fromkeys(each for one in baselines for each in (one.ours, one.theirs))]
    builds = [build for build in BUILDS if build.builder in how.builders]
    if not editions:
        return
    with tempfile.TemporaryDirectory() as folder:
        warm_up(editions, builds, Path(folder))
        for notes in how.notes:
            costs = interleaved(editions, builds, notes, how.runs, Path(folder) / str(notes))
            yield ratios(costs, notes)
