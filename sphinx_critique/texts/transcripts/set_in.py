"""Blocks that a page sets in, told by where its lines begin: forms that know that say so.

A form marks each line with its place (:func:`line_at`); :func:`told` puts in place of that where
what is set in begins and ends. What is quoted so has no other mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation import Page
from ..collation.pages import QUOTED, Milestone

_AT: Final = "line set at"
_OF_PAGE: Final = 0.15
"""Of the lines of a page, those that must begin where its text does."""
_ALIKE: Final = 0.45
"""Ems by which lines may begin beside each other."""
_LEAST: Final = 0.8
_MOST: Final = 12.0
"""Ems by which a quotation is set in, at most: what is set in farther is a column, or a date."""
_LARGER: Final = 1.3
"""Type of a heading, as a part of that of the text."""
_GAP: Final = 1.3
"""Space above what stands apart, as a part of that between lines."""
_FULL: Final = 0.6
"""Of the longest line, what one has that is not the last of its paragraph."""
_LISTED: Final = re.compile(r"\W?[•▪◦‣*·]|\W?(?:\d{1,3}|[A-Za-z])[.)]\s|[\[(]?\d{1,3}[\])]?\s")


class _Line(NamedTuple):
    """A line of a page; places and sizes are in ems, ``level`` is how far it is set in."""

    page: int
    span: Span
    text: str
    left: float
    top: float
    size: float
    level: float = 0.0

    def is_beside(self, level: float) -> bool:
        return abs(self.level - level) <= _ALIKE


def line_at(offset: int, left: float, top: float, size: float) -> Milestone:
    """Where the line that begins at a place stands on its page, and the size of its type."""
    return Milestone(offset, _AT, f"{left:.2f} {top:.2f} {size:.2f}")


def told(pages: Sequence[Page]) -> list[Page]:
    """The pages, with what is set in told as quoted, and no more of the places of lines."""
    lines = [list(_lines(number, page)) for number, page in enumerate(pages)]
    marks: list[list[Milestone]] = [
        [each for each in page.milestones if each.unit != _AT] for page in pages
    ]
    for first, last in _Layout(lines).blocks():
        marks[first.page].append(Milestone(first.span[0], QUOTED, "1"))
        marks[last.page].append(Milestone(last.span[1], QUOTED, ""))
    return [
        replace(page, milestones=tuple(sorted(each, key=lambda mark: mark.offset)))
        if len(each) != len(page.milestones) or lines[number]
        else page
        for number, (page, each) in enumerate(zip(pages, marks, strict=True))
    ]


def _lines(number: int, page: Page) -> Iterator[_Line]:
    """The lines of a page but for its furniture."""
    places = [each for each in page.milestones if each.unit == _AT]
    taken = iter([*page.furniture, (len(page.text) + 1, 0)])
    held = next(taken)
    for each, following in pairwise([*places, Milestone(len(page.text), _AT, "")]):
        text = page.text[each.offset : following.offset]
        start = each.offset + len(text) - len(text.lstrip())
        end = each.offset + len(text.rstrip())
        while held[1] <= start and held[0] <= len(page.text):
            held = next(taken)
        if start < end and not held[0] <= start:
            left, top, size = map(float, each.number.split())
            yield _Line(number, (start, end), page.text[start:end], left, top, size)


class _Layout:
    """How a book is set: how far the first lines of paragraphs are set in, and lines apart."""

    def __init__(self, pages: Sequence[Sequence[_Line]]) -> None:
        sizes = [line.size for page in pages for line in page if line.size > 0]
        self._size = median(sizes) if sizes else 0.0
        self._pages = [self._levelled(page) for page in pages] if self._size else []
        steps = [b.top - a.top for page in self._pages for a, b in pairwise(page) if b.top > a.top]
        self._step = median(steps) if steps else 0.0
        self._first = self._first_line()

    def _levelled(self, page: Sequence[_Line]) -> list[_Line]:
        """The lines with how far each is set in from where most of the text begins."""
        by = self._size
        lines = [
            each._replace(left=each.left / by, top=each.top / by, size=each.size / by)
            for each in page
        ]
        lefts = sorted(each.left for each in lines)
        least = max(2, _OF_PAGE * len(lefts))
        last, margin = 0, lefts[0] if lefts else 0.0
        for first, left in enumerate(lefts):
            while last < len(lefts) and lefts[last] <= left + _ALIKE:
                last += 1
            if last - first >= least:
                margin = left
                break
        return [each._replace(level=each.left - margin) for each in lines]

    def _first_line(self) -> float:
        """How far the first line of a paragraph is set in, 0 where none is."""
        levels: Counter[float] = Counter()
        for page in self._pages:
            for number, line in enumerate(page[:-1]):
                beside = (*page[max(0, number - 1) : number], page[number + 1])
                if _LEAST <= line.level <= _MOST and all(each.level < _LEAST for each in beside):
                    levels[round(line.level * 2) / 2] += 1
        level, count = max(levels.items(), key=lambda each: each[1], default=(0.0, 0))
        return level if count > 1 else 0.0

    def blocks(self) -> Iterator[tuple[_Line, _Line]]:
        """The first and the last line of each block; one may run on over pages."""
        before: tuple[_Line, _Line] | None = None
        for page in self._pages:
            for first, last in self._of_page(page, before):
                if before and first == page[0] and self._runs_on(before, first):
                    before = before[0], last
                    continue
                if before:
                    yield before
                before = first, last
        if before:
            yield before

    def _runs_on(self, before: tuple[_Line, _Line], first: _Line) -> bool:
        """Whether a block that ends a page goes on with the first line of the next."""
        last = before[1]
        is_end = last.page == first.page - 1 and self._pages[last.page][-1] == last
        return is_end and first.is_beside(last.level)

    def _of_page(
        self, page: Sequence[_Line], before: tuple[_Line, _Line] | None
    ) -> Iterator[tuple[_Line, _Line]]:
        runs = list(self._runs(page))
        if self._hangs(page, runs):
            return
        for start, end in runs:
            lines = self._trimmed(page[start:end])
            runs_on = self._runs_on(before, lines[0]) if before and lines and not start else False
            if runs_on or self._is_block(page, lines, start, end):
                yield lines[0], lines[-1]

    def _runs(self, page: Sequence[_Line]) -> Iterator[Span]:
        """The lines that are set in, up to those that are not, or that stand farther apart."""
        start = 0
        for at, line in enumerate([*page, None]):
            is_in = line is not None and _LEAST <= line.level <= _MOST and line.size <= _LARGER
            if is_in and at > start and self._is_apart(page, at):
                yield start, at
                start = at
            if not is_in:
                if at > start:
                    yield start, at
                start = at + 1

    def _is_apart(self, page: Sequence[_Line], at: int) -> bool:
        """Whether there is more space above a line than between others."""
        if not 0 < at < len(page):
            return True
        return page[at].top - page[at - 1].top > _GAP * self._step

    def _trimmed(self, lines: Sequence[_Line]) -> Sequence[_Line]:
        """Without first lines of the text's own paragraphs at its ends."""
        if not self._first or all(line.is_beside(self._first) for line in lines):
            return lines
        start, end = 0, len(lines)
        while start < end and lines[start].is_beside(self._first):
            start += 1
        while end > start and lines[end - 1].is_beside(self._first):
            end -= 1
        return lines[start:end]

    def _hangs(self, page: Sequence[_Line], runs: Sequence[Span]) -> bool:
        """Whether all but the first lines of paragraphs are set in, as in a bibliography."""
        between = [b[0] - a[1] for a, b in pairwise(runs) if b[1] - b[0] > 1 or a[1] - a[0] > 1]
        return len(between) > 1 and 2 * between.count(1) >= len(between)

    def _is_block(
        self, page: Sequence[_Line], lines: Sequence[_Line], start: int, end: int
    ) -> bool:
        if len(lines) < 2 or _LISTED.match(lines[0].text):
            return False
        if start and _LISTED.match(page[start - 1].text) and not self._is_apart(page, start):
            return False
        lefts = {round(line.left / _ALIKE) for line in lines}
        if len(lefts) > max(1, (len(lines) + 1) // 2):  # Set in the middle.
            return False
        if self._first and all(line.is_beside(self._first) for line in lines):
            return self._is_apart(page, start) and self._is_apart(page, end) and _runs_full(lines)
        return True


def _runs_full(lines: Sequence[_Line]) -> bool:
    """Whether lines but the last run to their end, as those of speakers do not."""
    longest = max(len(line.text) for line in lines)
    return all(len(line.text) >= _FULL * longest for line in lines[:-1])
