"""The passage that a quotation which stands nowhere is most like, and how they differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from .. import late
from ..anchoring import Span
from .alignment import Alignment, laid_beside
from .chaining import with_rest
from .effort import spend
from .index import Index, plain
from .marks import Atom, Cut, Plain, Quoted, Segment, read_literally
from .segment import Difference, SegmentReader
from .tokens import is_word

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import LCSseq, Levenshtein
else:
    process = late.module("rapidfuzz.process")
    LCSseq = late.module("rapidfuzz.distance.LCSseq")
    Levenshtein = late.module("rapidfuzz.distance.Levenshtein")

_LOOKED_UP: Final = 400
"""Places looked at for a segment, those of its rarest words first."""
_COMMON: Final = 2000
_ENOUGH: Final = 6
"""Words whose places agree: more of them would say nothing else."""
_BUCKET: Final = 16
_TRIED: Final = 6
_ALIGNED: Final = 3
_MANY: Final = 3
"""Words that differ before a passage is looked at more widely."""
_TIMES: Final = 2
"""How often a quotation is taken in two, and its parts again."""
_PAIRS: Final = 12
_VERY_COMMON: Final = 20_000
_AT_ONCE: Final = 1000
"""Pairs of words of two rows that are compared in the time of one step."""
_LIKE: Final = 0.7
_LONG_ENOUGH: Final = 4
_MISSPELT: Final = 3
"""Words that stand nowhere for which others like them are looked for."""
_STANDING: Final = 200
"""Places at which a part is tried that may stand as it is."""
_NEAR: Final = 1500
"""Tokens from the best part of a quotation within which its others are looked for."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Alignments of a quotation's segments (``None`` for one that stands nowhere near)."""

    alignments: tuple[Alignment | None, ...]

    @property
    def found(self) -> list[Alignment]:
        """Those that there are, in the order of the quotation."""
        return [each for each in self.alignments if each is not None]

    @property
    def in_order(self) -> bool:
        """Whether the segments stand in the order of the source."""
        starts = [each.span[0] for each in self.found]
        return starts == sorted(starts)

    @property
    def span(self) -> Span:
        """From the first word to behind the last."""
        spans = [each.span for each in self.found]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def kept(self) -> int:
        """Words of the quotation that stand there, in order within their segments."""
        return sum(each.kept for each in self.found)

    def may_drop(self, index: Index) -> bool:
        """Whether the quotation may leave out words: not where one is put for another, or in."""
        sizes = list(self._sizes(index))
        ours = sum(each for _, each in sizes)
        dropped = any(theirs > ours for theirs, ours in sizes)
        return dropped or ours > 1 or None in self.alignments

    def only_drops(self, index: Index) -> bool:
        """Whether it leaves out words, and is the same but for that."""
        return None not in self.alignments and not any(ours for _, ours in self._sizes(index))

    def _sizes(self, index: Index) -> Iterator[Span]:
        """How many words there are on both sides of each difference."""
        for alignment in self.found:
            starts = [
                atom.start
                for atom in alignment.segment
                if isinstance(atom, Plain) and is_word(atom.form)
            ]
            for each in alignment.differences:
                theirs = sum(map(is_word, index.between(each.first, each.last)))
                ours = bisect_left(starts, each.end) - bisect_left(starts, each.start)
                yield theirs, max(0, ours)


def nearest(
    index: Index, quoted: Quoted, ranges: Sequence[Span], language: str = ""
) -> Nearest | None:
    """The passage most like a quotation; where two are, the one within ``ranges``.

    A part that stands there is taken where it stands, in the order of the source if it can be.
    """
    segments, last = quoted.segments, len(quoted.segments) - 1
    readers = [
        SegmentReader(index, segment, number == 0, number == last, language)
        for number, segment in enumerate(segments)
    ]
    parts = [_Part(*each) for each in zip(segments, readers, strict=True)]
    best = [
        (part.standing(ranges or index.everywhere) if last else None)
        or _whole(index, part.segment, ranges)
        for part in parts
    ]
    placed = [(each.kept, -number) for number, each in enumerate(best) if each is not None]
    if not placed:
        return None
    main = -max(placed)[1]
    return Nearest(tuple(_around(index, parts, best, main, ranges)))


def own_marks(
    index: Index, quoted: Quoted, ranges: Sequence[Span], language: str = ""
) -> list[Atom | Cut]:
    """The brackets and dots of a quotation that stand so where all of it is most alike."""
    marks = [atom for atom in quoted.atoms if not isinstance(atom, Plain)]
    near = nearest(index, read_literally(quoted.text), ranges, language) if marks else None
    if near is None or 2 * near.kept < len(quoted.words):
        return []
    differences = sorted(
        (each for alignment in near.found for each in alignment.differences),
        key=lambda each: each.start,
    )
    starts = [each.start for each in differences]
    ends = [*accumulate((each.end for each in differences), max)]
    return [
        mark
        for mark in marks
        if not any(
            _touches(quoted.text, each, mark)
            for each in differences[
                bisect_left(ends, _behind_words(quoted.text, mark.start)) : bisect_right(
                    starts, mark.end
                )
            ]
        )
    ]


def _behind_words(text: str, at: int) -> int:
    """A place, or that behind the words before it where there is only space between."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _touches(text: str, each: Difference, mark: Atom | Cut) -> bool:
    """Whether a difference is in a mark, or is of words left out beside it."""
    beside = each.end <= mark.start and not text[each.end : mark.start].strip()
    beside = beside or each.start == mark.end
    inside = each.start < mark.end and mark.start < each.end
    return inside or (beside and each.start == each.end)


class _Part(NamedTuple):
    """A segment and what reads it."""

    segment: Segment
    reader: SegmentReader

    @property
    def size(self) -> int:
        return sum(isinstance(a, Plain) and is_word(a.form) for a in self.segment)

    def standing(self, ranges: Iterable[Span], backwards: bool = False) -> Alignment | None:
        """The segment where it stands within some ranges: at the first place, or the last."""
        for lo, hi in ranges:
            starts = list(islice(self.reader.starts(max(lo, 0), hi), _STANDING))
            spend(len(starts))
            for start in sorted(starts, reverse=backwards):
                for partial in self.reader.read(start):
                    if partial.end <= hi:
                        return Alignment(self.segment, (start, partial.end), self.size, self.size)
        return None


def _around(
    index: Index,
    parts: list[_Part],
    best: list[Alignment | None],
    main: int,
    ranges: Sequence[Span],
) -> list[Alignment | None]:
    """The other segments, each near the main one and on its side of it, if it stands there."""
    found = list(best)
    centre = best[main]
    assert centre is not None
    edges = centre.span
    lo, hi = max(0, edges[0] - _NEAR), edges[1] + _NEAR
    for numbers, way in ((range(main + 1, len(parts)), 1), (range(main - 1, -1, -1), -1)):
        edge = edges[way > 0]
        for number in numbers:
            within = (edge, hi) if way > 0 else (lo, edge)
            there = parts[number].standing([within], backwards=way < 0)
            own = best[number]
            if there is None and own is not None and not own.differences:
                there = own
            found[number] = there or _like(index, parts[number].segment, own, within, (lo, hi))
            there = found[number]
            if there is not None and within[0] <= there.span[0] < within[1]:
                edge = there.span[way > 0]
    return found


def _like(
    index: Index, segment: Segment, own: Alignment | None, within: Span, near: Span
) -> Alignment | None:
    """What a segment is like on its own side of another, unless its like elsewhere is nearer."""
    there = _best(index, segment, (), within)
    if own is None or not near[0] <= own.span[0] <= near[1]:
        own = _best(index, segment, (), near)
    alike = [each for each in (there, own) if each is not None]
    return max(alike, key=lambda each: each.kept, default=None)


def _whole(
    index: Index,
    segment: Segment,
    ranges: Sequence[Span],
    within: Span | None = None,
    times: int = _TIMES,
) -> Alignment | None:
    """What a segment is most like, be it in parts with words left out between them."""

    def find(part: Segment, near: Span) -> Alignment | None:
        return _whole(index, part, ranges, near, times - 1)

    best = _best(index, segment, ranges, within)
    return with_rest(index, best, find) if best is not None and times else best


def _best(
    index: Index, segment: Segment, ranges: Sequence[Span], within: Span | None = None
) -> Alignment | None:
    numbers = _numbers(index, segment)
    best = _best_of(index, segment, numbers, _likely(index, numbers, within), ranges)
    if best is None or 3 * best.kept < 2 * best.size:
        # Its rarest words may be the very ones that are wrong.
        pairs = _by_pairs(index, numbers, within)
        other = _best_of(index, segment, numbers, pairs, ranges)
        best = max(filter(None, (best, other)), key=lambda each: each.kept, default=None)
    if best is None or 2 * best.kept < best.size:
        alike = _misspelt(index, numbers, segment)
        other = _best_of(index, segment, numbers, _likely(index, alike, within), ranges)
        rated = (each for each in (best, other) if each is not None)
        best = max(rated, key=lambda each: each.kept + _alike(index, each), default=None)
    return best


def _misspelt(index: Index, numbers: list[int], segment: Segment) -> list[int]:
    """The words that stand nowhere as those that do and are most like them, a few of them."""
    found, looked_up = list(numbers), 0
    for at in sorted(range(len(numbers)), key=lambda each: -len(_form_of(segment, each))):
        form = _form_of(segment, at)
        if numbers[at] >= 0 or len(form) < _LONG_ENOUGH:
            continue
        bare = index.unaccented.get(plain(form))
        if bare is None and looked_up < _MISSPELT:
            looked_up += 1
            like = process.extractOne(
                form, index.forms, scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE
            )
            bare = like[2] if like else None
        found[at] = numbers[at] if bare is None else bare
    return found


def _form_of(segment: Segment, at: int) -> str:
    atom = segment[at]
    return atom.form if isinstance(atom, Plain) else ""


def _alike(index: Index, alignment: Alignment) -> float:
    """How like the words are that stand for others, each between 0 and 1."""
    forms = {a.start: a.form for a in alignment.segment if isinstance(a, Plain)}
    pairs = (
        ("".join(index.between(each.first, each.last)), forms.get(each.start, ""))
        for each in alignment.differences
        if each.first < each.last and each.start < each.end
    )
    return sum(Levenshtein.normalized_similarity(*each) for each in pairs)


def _best_of(
    index: Index,
    segment: Segment,
    numbers: list[int],
    starts: Iterable[int],
    ranges: Sequence[Span],
) -> Alignment | None:
    size = sum(isinstance(a, Plain) and is_word(a.form) for a in segment)
    tried: list[tuple[int, int, int]] = []
    for start in starts:
        lo = max(0, start - 4)
        window = index.tokens[lo : start + len(numbers) + len(numbers) // 2 + 8].tolist()
        spend(2 + len(numbers) + len(numbers) * len(window) // _AT_ONCE)
        alike = LCSseq.similarity(numbers, window)
        tried.append((2 * alike + _inside(lo, ranges), -start, start))
    if not tried or not size:
        return None
    tried.sort(reverse=True)
    promising = [each for each in tried[:_ALIGNED] if 4 * each[0] >= 3 * tried[0][0]]
    places = [start for *_, likely in promising for start in _outside(index, likely)]
    aligned = [laid_beside(index, segment, numbers, start, size) for start in places]
    if all(size - each.kept >= _MANY for each in aligned):
        # Words may be left out before those by which the place was found.
        before = len(numbers) // 2 + 8
        aligned += [laid_beside(index, segment, numbers, each, size, before) for each in places]
    return max(aligned, key=lambda each: _rating(index, each, ranges))


def _outside(index: Index, start: int) -> list[int]:
    """A place, and that before the furniture which it is in: words may begin before it."""
    at = bisect_right(index.furniture, (start, len(index))) - 1
    first, last = index.furniture[at] if at >= 0 else (0, 0)
    if not first <= start < last:
        return [start]
    while first in index.behind:
        first = index.behind[first]
    return [first, start]


def _rating(index: Index, alignment: Alignment, ranges: Sequence[Span]) -> tuple[float, int, int]:
    """What makes one passage nearer than another: words, and letters where these are as many."""
    alike = min(0.9, _alike(index, alignment) / 2) if alignment.kept < alignment.size else 0
    inside = _inside(alignment.span[0], ranges)
    return alignment.kept + alike, inside, -len(alignment.differences)


def _inside(start: int, ranges: Sequence[Span]) -> int:
    return int(any(first <= start < last for first, last in ranges))


def _numbers(index: Index, segment: Segment) -> list[int]:
    """The segment in the numbers of the index; what that has not, in numbers of its own."""
    numbers = []
    for at, atom in enumerate(segment):
        number = index.ids.get(atom.form) if isinstance(atom, Plain) else None
        numbers.append(-1 - at if number is None else number)
    return numbers


def _likely(index: Index, numbers: list[int], within: Span | None) -> Iterator[int]:
    """Where the segment may begin, by the places of its rarest words."""
    lo, hi = within or (0, len(index))
    known = [(len(index.postings[n]), at, n) for at, n in enumerate(numbers) if n >= 0]
    votes: Counter[int] = Counter()
    agreed: Counter[int] = Counter()
    exact: dict[int, int] = {}
    looked_up = 0
    for count, at, number in sorted(known):
        if looked_up and (looked_up + count > _LOOKED_UP or count > _COMMON):
            break
        if max(agreed.values(), default=0) >= _ENOUGH:
            break
        if not index.words_among[number]:
            continue
        places = (
            index.postings[number] if within is None else index.places(index.forms[number], lo, hi)
        )
        looked_up += len(places)
        weight = 1000 // (count + 1) + 1
        spend(len(places))
        for place in places:
            start = place - at
            votes[start // _BUCKET] += weight
            exact[start] = exact.get(start, 0) + weight
        agreed.update({(place - at) // _BUCKET for place in places})
    # Words that stand as far from each other as in the quotation count twice.
    tops: dict[int, tuple[int, int]] = {}
    for start, vote in exact.items():
        if vote > tops.get(start // _BUCKET, (0, 0))[0]:
            tops[start // _BUCKET] = vote, start
    likely = (
        (-vote - votes.get(bucket + 1, 0) - tops[bucket][0], bucket)
        for bucket, vote in votes.items()
    )
    for _, bucket in nsmallest(_TRIED, likely):
        yield tops[bucket][1]


def _by_pairs(index: Index, numbers: list[int], within: Span | None) -> Iterator[int]:
    """Where the segment may begin, by pairs of neighbours of which neither need be rare."""
    lo, hi = within or (0, len(index))
    tokens = index.tokens
    pairs = [
        (min(len(index.postings[a]), len(index.postings[b])), at)
        for at, (a, b) in enumerate(pairwise(numbers))
        if a >= 0 and b >= 0
    ]
    votes: Counter[int] = Counter()
    for count, at in sorted(pairs)[:_PAIRS]:
        a, b = numbers[at], numbers[at + 1]
        if len(index.postings[a]) <= len(index.postings[b]):
            places = [p for p in index.postings[a] if p + 1 < len(tokens) and tokens[p + 1] == b]
        else:
            places = [p - 1 for p in index.postings[b] if p and tokens[p - 1] == a]
        spend(min(len(index.postings[a]), len(index.postings[b])))
        weight = 1000 // (len(places) + 1) + 1
        votes.update({place - at: weight for place in places if lo <= place < hi})
        if count > _VERY_COMMON:
            break
    close: Counter[int] = Counter()
    for start, vote in votes.items():
        close[start // _BUCKET] += vote
    firsts = {start // _BUCKET: start for start in sorted(votes, reverse=True)}
    for bucket in sorted(close, key=lambda each: (-close[each], each))[:_TRIED]:
        yield firsts[bucket]
