"""Where a quotation stands in a transcript, word by word; never by likeness.

Places in the transcript are numbers of tokens, half open: ``(start, end)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..anchoring import Span
from .index import Index
from .marks import Cut, Quoted
from .segment import Difference, Partial, SegmentReader
from .tokens import DOTS

_LONGEST_CUT: Final = 1000
"""Tokens that a cut may leave out, unless the words on both its sides stand once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation found: a span for each segment, and what differs as it may.

    ``listed``: signs, a capital, words run together. ``stood_for``: what marks stand for.
    ``marked``: whether letters or words are not the source's; ``cuts`` has, for each cut, the span
    it leaves out, or ``None`` where its dots are the source's own. ``passed``: page furniture.
    """

    spans: tuple[Span, ...]
    listed: tuple[Difference, ...]
    stood_for: tuple[Difference, ...]
    marked: bool
    cuts: tuple[Span | None, ...]
    passed: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the first token to behind the last."""
        return self.spans[0][0], self.spans[-1][1]


class Matcher:
    """Finds one quotation in one index."""

    def __init__(self, index: Index, quoted: Quoted, language: str = "") -> None:
        self.index = index
        self.quoted = quoted
        self.ranges = index.everywhere
        self._failed: set[tuple[int, int]] = set()
        last = len(quoted.segments) - 1
        self._segments = [
            SegmentReader(index, segment, number == 0, number == last, language)
            for number, segment in enumerate(quoted.segments)
        ]

    def find(self, ranges: Sequence[Span] | None = None) -> Found | None:
        """The first place where the quotation stands; ``None`` where it does not.

        It is looked for within ``ranges`` of tokens (ascending), else anywhere.
        """
        self.ranges = list(ranges) if ranges is not None else self.index.everywhere
        self._failed = set()
        if not self.ranges or not self._segments or not all(self.quoted.segments):
            return None
        if not self.quoted.cuts:
            return self._find_whole()
        if any(each.hopeless for each in self._segments):
            return None
        rarest = min(self._segments, key=lambda each: each.rarity)
        if rarest.rarity == 0:
            return None
        number = self._segments.index(rarest)
        for place in rarest.starts(self.ranges[0][0], self.ranges[-1][1]):
            if any(True for _ in rarest.read(place)):
                found = self._around(number, place)
                if found is not None:
                    return found
        return None

    def _find_whole(self) -> Found | None:
        reader = self._segments[0]
        for place, partial in reader.at_once(self.ranges):
            if self._inside(place, partial.end):
                return self._found([(place, partial)])
        if reader.hopeless:
            return None
        for place in reader.starts(self.ranges[0][0], self.ranges[-1][1]):
            for partial in reader.read(place):
                if self._inside(place, partial.end):
                    return self._found([(place, partial)])
        return None

    def _around(self, number: int, place: int) -> Found | None:
        """The whole quotation, with one of its segments at a place."""
        reader = self._segments[0]
        if number == 0:
            return self._from(place)
        reach = self._reach(0, number)
        tract, _ = self.index.tract(place)
        before = reader.starts(max(self.ranges[0][0], place - reach, tract), place)
        for start in sorted(before, reverse=True):
            found = self._from(start)
            if found is not None:
                return found
        return None

    def _reach(self, first: int, last: int) -> int:
        """How far before a segment another may begin."""
        between = self._segments[first:last]
        if self._segments[last].rarity == 1 and all(each.rarity == 1 for each in between):
            return len(self.index)
        return sum(len(each.segment) * 2 + _LONGEST_CUT for each in between)

    def _from(self, start: int) -> Found | None:
        for partial in self._segments[0].read(start):
            if self._inside(start, partial.end):
                chain = self._chain(partial.end) if (1, partial.end) not in self._failed else None
                if chain is not None:
                    return self._found([(start, partial), *chain])
        return None

    def _chain(self, end: int) -> list[tuple[int, Partial]] | None:
        """The segments behind the first, each at the first place that leads on to the end."""
        chain: list[tuple[int, Partial]] = []
        ends = [end]
        under_way = [self._following(1, end)]
        while len(chain) < len(self._segments) - 1:
            step = next(under_way[-1], None)
            if step is None:
                self._failed.add((len(under_way), ends.pop()))
                under_way.pop()
                if not under_way:
                    return None
                chain.pop()
                continue
            number, behind = len(under_way) + 1, step[1].end
            if (number, behind) not in self._failed:
                chain.append(step)
                ends.append(behind)
                under_way.append(self._following(number, behind))
        return chain

    def _following(self, number: int, end: int) -> Iterator[tuple[int, Partial]]:
        """Where a segment stands behind the end of the one before."""
        reader = self._segments[number]
        _, tract = self.index.tract(end - 1)
        limit = min(self.ranges[-1][1], end + self._reach(number - 1, number), tract)
        for start in reader.starts(end, limit):
            for partial in reader.read(start):
                if self._inside(start, partial.end):
                    yield start, partial

    def _inside(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.ranges)

    def _found(self, chain: list[tuple[int, Partial]]) -> Found:
        spans = tuple((start, partial.end) for start, partial in chain)
        gaps = [(before[1], after[0]) for before, after in pairwise(spans)]
        own = [self._is_own(*each) for each in zip(self.quoted.cuts, gaps, strict=True)]
        cuts = tuple(None if mine else gap for mine, gap in zip(own, gaps, strict=True))
        dots = [cut for cut, mine in zip(self.quoted.cuts, own, strict=True) if mine]
        listed = [each for _, partial in chain for each in partial.listed]
        return Found(
            spans,
            tuple(each for each in listed if not self._is_fourth(each, dots)),
            tuple(each for _, partial in chain for each in partial.stood_for),
            any(partial.marked for _, partial in chain),
            cuts,
            tuple(each for _, partial in chain for each in partial.passed),
        )

    def _is_own(self, cut: Cut, gap: Span) -> bool:
        """Whether a cut is the source's own dots: four are a full stop and three, in any order."""
        theirs = self.index.between(*gap)
        if tuple(theirs) == cut.literal:
            return True
        return cut.literal == (DOTS,) and theirs in ([".", DOTS], [DOTS, "."])

    def _is_fourth(self, each: Difference, cuts: Sequence[Cut]) -> bool:
        """Whether what differs is the full stop beside dots of the source that are four too."""
        stop = self.quoted.text[each.start : each.end] == "." and each.first == each.last
        beside = any(each.end == cut.start or each.start == cut.end for cut in cuts)
        around = self.index.between(max(0, each.first - 2), each.first + 2)
        return stop and beside and DOTS in around and "." in around
