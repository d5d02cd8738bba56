"""A segment of a quotation laid beside a span of the transcript: what differs, word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from .. import late
from ..anchoring import Span
from .effort import spend
from .index import Index
from .marks import Altered, Inserted, Plain, Segment
from .passing import is_supplied
from .segment import Difference
from .signs import DASHES, HYPHEN, QUOTE, QUOTES, SOFT
from .starting import MOST_INSERTED
from .tokens import is_word
from .trimming import AT_ONCE, trimmed

if TYPE_CHECKING:
    from rapidfuzz import distance
    from rapidfuzz.distance import LCSseq, Levenshtein, Opcode
else:
    distance = late.module("rapidfuzz.distance")
    LCSseq = late.module("rapidfuzz.distance.LCSseq")
    Levenshtein = late.module("rapidfuzz.distance.Levenshtein")

_MOST_PASSED: Final = 60


@dataclass(frozen=True, slots=True)
class Alignment:
    """A segment laid beside a span of the transcript; ``kept`` of its ``size`` words stand there.

    ``differences`` are in the order of the segment; those of no words on one side are insertions
    or omissions.
    """

    segment: Segment
    span: Span
    kept: int
    size: int
    differences: tuple[Difference, ...] = ()


def laid_beside(
    index: Index, segment: Segment, numbers: list[int], start: int, size: int, before: int = 4
) -> Alignment:
    """The segment beside the words from about ``start`` on, or from some before these."""
    lo = max(0, start - before - _passed(index, start, start + len(numbers)))
    hi = min(len(index), start + len(numbers) + len(numbers) // 2 + 8)
    ours = _units_of(segment)
    theirs = _units(index, lo, hi, {form for form, *_ in ours})
    taken_for = [
        (_common(index.forms[number]) if number >= 0 else unit[0]).casefold()
        for number, unit in zip(_of_units(segment, numbers), ours, strict=True)
    ]
    first, last = trimmed(taken_for, [form.casefold() for form, *_ in theirs])
    theirs = _within_words(theirs[first:last], ours)
    if not theirs:
        return Alignment(segment, (lo, lo), 0, size, ())
    return _aligned(segment, theirs, ours, size)


def laid_upon(index: Index, segment: Segment, span: Span, size: int) -> Alignment:
    """The segment beside just the words of a span."""
    ours = _units_of(segment)
    return _aligned(segment, _units(index, *span, {form for form, *_ in ours}), ours, size)


def _aligned(segment: Segment, theirs: list[_Unit], ours: list[_Unit], size: int) -> Alignment:
    theirs, runs = _laid(theirs, ours)
    kept = _kept(runs, ours)
    excuses = _Excuses(segment, ours)
    differences: list[Difference] = []
    joint = (-1, -1, False)
    for there, here in _edits(runs, lambda a, b, c, d: excuses.cover(theirs[a:b], (c, d))):
        edit = _difference(theirs, ours, there, here)
        folded = _folded(theirs[slice(*there)]) == _folded(ours[slice(*here)])
        if joint == (there[0], here[0], folded):
            edit = _together(differences.pop(), edit)
        differences.append(edit)
        joint = there[1], here[1], folded
    span = theirs[0][1], theirs[-1][2]
    return Alignment(segment, span, kept, size, tuple(differences))


def _laid(theirs: list[_Unit], ours: list[_Unit]) -> tuple[list[_Unit], Sequence[Opcode]]:
    """What is equal and what is not, by the fewest edits unless two words more stand by others.

    Of their words those beyond the first and the last of ours are left off then.
    """
    mine, forms = ([unit[0].casefold() for unit in some] for some in (ours, theirs))
    spend(len(ours) + len(theirs) + len(ours) * len(theirs) // AT_ONCE)
    fewest = list(Levenshtein.opcodes(forms, mine))
    kept = _kept(fewest, ours)
    if kept + 2 < sum(map(is_word, mine)):
        most = list(LCSseq.opcodes(forms, mine))
        if _kept(most, ours) > kept + 1:
            first = most[0].src_end if _is_beyond(most) else 0
            last = most[-1].src_start if _is_beyond(most[::-1]) else len(theirs)
            theirs = theirs[first:last]
            fewest = list(LCSseq.opcodes(forms[first:last], mine))
    return theirs, list(_exact(fewest, theirs, ours))


def _exact(
    runs: Iterable[Opcode], theirs: Sequence[_Unit], ours: Sequence[_Unit]
) -> Iterator[Opcode]:
    """The runs with what is equal but for capitals as one thing put for another."""
    for run in runs:
        if run.tag != "equal":
            yield run
            continue
        pairs = zip(theirs[run.src_start : run.src_end], ours[slice(*_here(run))], strict=True)
        a, c = run.src_start, run.dest_start
        for equal, some in groupby(one[0] == other[0] for one, other in pairs):
            size = len(list(some))
            yield distance.Opcode("equal" if equal else "replace", a, a + size, c, c + size)
            a, c = a + size, c + size


def _folded(units: Sequence[_Unit]) -> list[str]:
    """Forms without capitals."""
    return [form.casefold() for form, *_ in units]


def _is_beyond(runs: Sequence[Opcode]) -> bool:
    """Whether the first run is of words that stand for none of a quotation's."""
    return runs[0].tag == "delete" and (len(runs) == 1 or runs[1].tag != "insert")


def _kept(runs: Iterable[Opcode], ours: Sequence[_Unit]) -> int:
    return sum(
        is_word(unit[0]) for run in runs if run.tag == "equal" for unit in ours[slice(*_here(run))]
    )


def _passed(index: Index, start: int, end: int) -> int:
    """How many tokens of furniture, at most, have made a place seem later than it is."""
    at = bisect_left(index.furniture, (start, 0))
    stop = bisect_left(index.furniture, (end, 0))
    return min(_MOST_PASSED, sum(last - first for first, last in index.furniture[at:stop]))


def _within_words(theirs: list[_Unit], ours: list[_Unit]) -> list[_Unit]:
    """Without the signs around words, where the quotation begins or ends with a word.

    Signs stay that the quotation has there too, behind or before words that are wrong.
    """
    first, last = _signs(theirs, ours), len(theirs)
    last -= _signs(theirs[first:][::-1], ours[::-1])
    return theirs[first:last]


def _signs(theirs: Sequence[_Unit], ours: Sequence[_Unit]) -> int:
    """How many signs come before the words, and do not in the quotation."""
    if not is_word(ours[0][0]):
        return 0
    count = next((n for n, unit in enumerate(theirs) if is_word(unit[0])), len(theirs))
    word = theirs[count][0] if count < len(theirs) else ""
    before = {form for form, *_ in takewhile(lambda unit: unit[0] != word, ours)}
    kept = takewhile(lambda unit: unit[0] in before, reversed(theirs[:count]))
    return count - sum(1 for _ in kept)


def _here(run: Opcode) -> Span:
    return run.dest_start, run.dest_end


def _edits(
    runs: Iterable[Opcode], excused: Callable[[int, int, int, int], bool]
) -> Iterator[tuple[Span, Span]]:
    """What is not equal, word by word, without what is excused as a whole or by itself."""
    for run in runs:
        (a, b), (c, d) = (run.src_start, run.src_end), _here(run)
        if run.tag == "equal" or excused(a, b, c, d):
            continue
        for step in range(max(b - a, d - c)):
            there = min(a + step, b), min(a + step + 1, b)
            here = min(c + step, d), min(c + step + 1, d)
            if not excused(*there, *here):
                yield there, here


def _together(one: Difference, two: Difference) -> Difference:
    """Edits of neighbours as one."""
    first = one.first if one.first < one.last else two.first
    last = two.last if two.first < two.last else one.last
    start = one.start if one.start < one.end else two.start
    end = two.end if two.start < two.end else one.end
    return Difference(first, max(first, last), start, max(start, end))


_Unit = tuple[str, int, int]
"""A form with the span that it stands for: of tokens, or of code points in a quotation."""


def _units_of(segment: Segment) -> list[_Unit]:
    units = []
    for atom in segment:
        if isinstance(atom, Plain):
            units.append((_common(atom.form), atom.start, atom.end))
        elif isinstance(atom, Altered):
            units.append(("".join(atom.literal), atom.start, atom.end))
    return units


def _of_units(segment: Segment, numbers: list[int]) -> list[int]:
    """The numbers of those atoms that are units."""
    pairs = zip(segment, numbers, strict=True)
    return [number for atom, number in pairs if isinstance(atom, (Plain, Altered))]


def _units(index: Index, lo: int, hi: int, wanted: set[str]) -> list[_Unit]:
    """The transcript's words; one that was broken at a line's end reads as is wanted.

    What the quotation has in one word is one here too, parts and all.
    """
    units: list[_Unit] = []
    at = lo
    while at < hi:
        past = index.past(at)
        if past > at and units and not (wanted & QUOTES and is_supplied(index, at)):
            at, hi = past, min(len(index), hi + past - at)
            continue
        form, end = _unit(index, at, hi, wanted)
        units.append((form, at, end))
        at = end
    return units


def _unit(index: Index, at: int, hi: int, wanted: set[str]) -> tuple[str, int]:
    form, behind = _form(index, at), index.past(at + 1)
    if form == SOFT:
        return HYPHEN, at + 1
    parted = _form(index, behind) in (SOFT, *DASHES)
    place = index.past(behind + 1) if parted else behind
    second = _form(index, place)
    if behind >= hi or not (is_word(form) and second):
        return form, at + 1
    whole, end = form + second, place + 1
    both = (
        not wanted.isdisjoint(DASHES) and second in wanted and parted and index.has_hyphen(behind)
    )
    if _form(index, behind) == SOFT and is_word(second) and (whole in wanted or not both):
        return whole, end
    if whole in wanted and not {form, second} <= wanted:
        return f"{form} {second}", end
    return form, at + 1


def _form(index: Index, at: int) -> str:
    return _common(index.forms[index.tokens[at]]) if at < len(index) else ""


def _common(form: str) -> str:
    """One form for all quote marks: only what differs is told."""
    return QUOTE if form in QUOTES else form


class _Excuses:
    """What the marks of a segment say of words that differ: altered, or put in for others."""

    def __init__(self, segment: Segment, ours: Sequence[_Unit]) -> None:
        self._ours = ours
        self._end = segment[-1].end
        self._altered = {a.start: a for a in segment if isinstance(a, Altered)}
        self._put_in = [a for a in segment if isinstance(a, Inserted)]
        self._places = [a.start for a in self._put_in]

    def cover(self, theirs: Sequence[_Unit], here: Span) -> bool:
        """Whether a mark excuses that words of the source stand for some of ours, or none."""
        if not (self._altered or self._put_in):
            return False
        c, d = here
        ours = self._ours
        if len(theirs) == d - c and all(
            unit[1] in self._altered and self._altered[unit[1]].reads.fullmatch(own[0]) is not None
            for own, unit in zip(theirs, ours[c:d], strict=True)
        ):
            return True
        if c < d:
            return False
        start = ours[c - 1][2] if c else 0
        end = ours[c][1] if c < len(ours) else self._end
        first, last = bisect_left(self._places, start), bisect_right(self._places, end)
        put_in = self._put_in[first:last]
        few = sum(is_word(unit[0]) for unit in theirs) <= MOST_INSERTED
        return (bool(put_in) and few and not all(a.note for a in put_in)) or any(
            tuple(unit[0] for unit in theirs) == a.literal for a in put_in
        )


def _difference(
    theirs: Sequence[_Unit], ours: Sequence[_Unit], there: Span, here: Span
) -> Difference:
    (a, b), (c, d) = there, here
    first = theirs[a][1] if a < b else theirs[a - 1][2] if a else theirs[0][1]
    last = theirs[b - 1][2] if a < b else first
    start = ours[c][1] if c < d else ours[c - 1][2] if c else ours[0][1]
    end = ours[d - 1][2] if c < d else start
    return Difference(first, last, start, end)
