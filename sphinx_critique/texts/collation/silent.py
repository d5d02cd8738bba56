"""Words left out of a quotation without a mark, found as that.

A quotation that stands nowhere is tried with one cut at each place, then with two: its longest
beginning that stands, its longest end that does, and what is between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from ..anchoring import Span
from .chaining import LONGEST
from .index import Index
from .marks import Cut, Inserted, Quoted, Segment
from .match import Found, Matcher
from .nearest import Nearest
from .pages import GAP
from .segment import SegmentReader
from .sentences import sentence_around
from .tokens import is_word

_TRIED: Final = 8
_SHORT: Final = 4
"""Atoms of which a part may have come together by chance."""


class Silent(NamedTuple):
    """A quotation with the cuts that it should have marked, and where it stands with them."""

    quoted: Quoted
    found: Found
    cuts: list[Span]


class SilentCuts:
    """Looks for the cuts that a quotation does not mark."""

    def __init__(
        self, index: Index, quoted: Quoted, ranges: Sequence[Span], language: str, near: Nearest
    ) -> None:
        self.index = index
        self.quoted = quoted
        self.language = language
        self.ranges = list(ranges)
        self.near = near
        # Where nothing else differs a part may be a single word.
        self.least = 1 if near.only_drops(index) else 2

    def find(self) -> Silent | None:
        """The quotation with one cut more, else with two; within the pages cited, if it can be."""
        told = self._by_alignment()
        if told is not None:
            return told
        parts = [self._where(number) for number in range(len(self.quoted.segments))]
        failing = [number for number, each in enumerate(parts) if each is not None]
        if not 0 < len(failing) <= 2:
            return None
        for cuts in self._tried(failing, parts):
            for ranges in filter(None, (self.ranges, self.index.everywhere)):
                found = self._with(cuts, ranges)
                if found is not None:
                    return None if self._has_one_changed(cuts) else found
        return None

    def _by_alignment(self) -> Silent | None:
        """The cut where the nearest passage has words more, and nothing else differs."""
        if self.least > 1:
            return None
        cuts = []
        for number, alignment in enumerate(self.near.alignments):
            for each in alignment.differences if alignment else ():
                segment = self.quoted.segments[number]
                at = sum(atom.end <= each.start for atom in segment)
                if not 0 < at < len(segment):
                    return None
                cuts.append((number, at))
                if len(cuts) > 1:
                    return None  # One elsewhere may do.
        if not cuts:
            return None
        everywhere = self.index.everywhere
        found = (self._with(cuts, each) for each in (self.ranges, everywhere) if each)
        return next(filter(None, found), None)

    def _has_one_changed(self, cuts: list[tuple[int, int]]) -> bool:
        """Whether all stands in a row but for one word: what a short part might be taken for."""
        if len(cuts) > 1 or self.least == 1:
            return False
        ((number, at),) = cuts
        segment = self.quoted.segments[number]
        near = range(max(0, at - _SHORT), min(len(segment), at + _SHORT))
        if _SHORT <= at <= len(segment) - _SHORT:
            near = range(0)
        return any(self._stands_but_for(number, each) for each in near)

    def _stands_but_for(self, number: int, at: int) -> bool:
        segments = list(self.quoted.segments)
        segment, atom = segments[number], segments[number][at]
        wild = Inserted((), False, atom.start, atom.end)
        segments[number] = (*segment[:at], wild, *segment[at + 1 :])
        quoted = replace(self.quoted, segments=tuple(segments))
        found = Matcher(self.index, quoted, self.language).find()
        spans = [each for each in found.stood_for if each.start == atom.start] if found else []
        return any(sum(map(is_word, self.index.between(*each[:2]))) == 1 for each in spans)

    def _tried(
        self, failing: list[int], parts: list[_Parts | None]
    ) -> Iterator[list[tuple[int, int]]]:
        """Cuts to try: pairs of a segment and the number of the atom that each stands before."""
        first, *rest = ((number, parts[number]) for number in failing)
        number, part = first
        assert part is not None
        if rest:
            other = rest[0][1]
            assert other is not None
            pairs = ((a, b) for a in part.single()[:2] for b in other.single()[:2])
            yield from ([(number, a), (rest[0][0], b)] for a, b in pairs)
            return
        yield from ([(number, at)] for at in part.single()[:_TRIED])
        yield from ([(number, a), (number, b)] for a, b in part.double()[:_TRIED])

    def _where(self, number: int) -> _Parts | None:
        """What of a segment stands by itself; ``None`` where all of it does."""
        segment, last = self.quoted.segments[number], len(self.quoted.segments) - 1
        if self._stands(segment, number == 0, number == last):
            return None
        return _Parts(
            segment,
            self.quoted.text,
            self.least,
            lambda part, start: self._stands(
                part, number == 0 and start == 0, number == last and part[-1:] == segment[-1:]
            ),
        )

    def _stands(self, segment: Segment, first: bool, last: bool) -> bool:
        while segment and isinstance(segment[0], Inserted):
            segment = segment[1:]  # It may stand for nothing.
        while segment and isinstance(segment[-1], Inserted):
            segment = segment[:-1]
        if not segment:
            return True
        reader = SegmentReader(self.index, segment, first, last, self.language)
        if reader.hopeless:
            return False
        everywhere = self.index.everywhere
        if any(True for _ in reader.at_once(everywhere)):
            return True
        starts = reader.starts(0, len(self.index))
        return any(True for start in starts for _ in reader.read(start))

    def _with(self, cuts: list[tuple[int, int]], ranges: Sequence[Span]) -> Silent | None:
        quoted = cut_at(self.quoted, cuts)
        found = Matcher(self.index, quoted, self.language).find(ranges)
        if found is None:
            return None
        pairs = list(zip(quoted.cuts, found.cuts, strict=True))
        spans = [span for cut, span in pairs if not cut.literal and span is not None]
        if len(spans) != len(cuts) or not all(map(self._is_cut, spans)):
            return None
        if any(self._ends_sentence(*span) for span in spans if self._is_lone(quoted, found, span)):
            return None
        return Silent(quoted, found, spans)

    def _is_cut(self, span: Span) -> bool:
        words = (is_word(form) and GAP not in form for form in self.index.between(*span))
        return span[1] - span[0] <= LONGEST and any(words)

    def _is_lone(self, quoted: Quoted, found: Found, span: Span) -> bool:
        """Whether a single word stands before or behind what is left out: it may be a wrong one."""
        return any(
            sum(map(_says, quoted.text[segment[0].start : segment[-1].end].split())) == 1
            for segment, (start, end) in zip(quoted.segments, found.spans, strict=True)
            if span[0] == end or span[1] == start
        )

    def _ends_sentence(self, start: int, end: int) -> bool:
        """Whether a sentence ends among some words."""
        before, _ = sentence_around(self.index, end, end + 1)
        return start < before < end


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def cut_at(quoted: Quoted, cuts: Iterable[tuple[int, int]]) -> Quoted:
    """A quotation with cuts of no mark before some atoms of some segments."""
    segments, marks = list(quoted.segments), list(quoted.cuts)
    for number, at in sorted(cuts, reverse=True):
        segment = segments[number]
        segments[number : number + 1] = [segment[:at], segment[at:]]
        place = segment[at - 1].end
        marks.insert(number, Cut((), place, place))
    return replace(quoted, segments=tuple(segments), cuts=tuple(marks))


class _Parts:
    """Where a segment can be cut: between words that are parted in the quotation."""

    def __init__(
        self, segment: Segment, text: str, least: int, stands: Callable[[Segment, int], bool]
    ) -> None:
        self.segment = segment
        self.least = least
        self.stands = stands
        self.words = [0, *accumulate(is_word(getattr(atom, "form", "a")) for atom in segment)]
        self.places = [
            at for at in range(1, len(segment)) if segment[at - 1].end < segment[at].start
        ]

    def _longest(self, start: int, places: Sequence[int]) -> int:
        """How many of some places the words from ``start`` on reach."""
        lo, hi = 0, len(places)
        while lo < hi:
            middle = (lo + hi + 1) // 2
            if self.stands(self.segment[start : places[middle - 1]], start):
                lo = middle
            else:
                hi = middle - 1
        return lo

    def _shortest(self) -> int:
        """The number of the first place from which on the words stand to the end."""
        lo, hi = 0, len(self.places)
        while lo < hi:
            middle = (lo + hi) // 2
            if self.stands(self.segment[self.places[middle] :], self.places[middle]):
                hi = middle
            else:
                lo = middle + 1
        return lo

    def _size(self, start: int, end: int) -> int:
        return self.words[end] - self.words[start]

    def single(self) -> list[int]:
        """The places for one cut, the last first."""
        end = len(self.segment)
        return [
            at
            for at in reversed(self.places[self.first : self.reach])
            if min(self._size(0, at), self._size(at, end)) >= self.least
        ]

    @cached_property
    def reach(self) -> int:
        """How many places the longest beginning that stands reaches."""
        return self._longest(0, self.places)

    @cached_property
    def first(self) -> int:
        """The number of the place at which the longest end that stands begins."""
        return self._shortest()

    def double(self) -> list[tuple[int, int]]:
        """The places for two cuts, what is between them being as long as it can be."""
        found: list[tuple[int, int]] = []
        for number in range(self.reach - 1, max(-1, self.reach - 3), -1):
            start, rest = self.places[number], self.places[number + 1 :]
            reached = rest[: self._longest(start, rest)]
            found += [
                (start, at)
                for at in reversed(reached)
                if at >= (self.places[self.first] if self.first < len(self.places) else 1 << 30)
                and self._size(start, at) > self.least
                and min(self._size(0, start), self._size(at, len(self.segment))) >= self.least
            ]
        return found
