"""One segment of a quotation, read at places of a transcript.

Most segments stand there to the letter; the rest may differ in what is free (signs at the end and
beside quote marks, the first letter's case, words run together there, a printer's hyphens) and in
what the quotation marks.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from ..anchoring import Span
from .edges import within_word
from .index import Index
from .marks import STROKE, Altered, Atom, Inserted, Plain, Segment
from .tokens import FREE, HYPHEN, QUOTE, SOFT, is_elided, is_word

MOST_INSERTED: Final = 5
"""Words of the source that an insertion may stand for."""
_ANCHORS: Final = 3
_LONGEST_WORD: Final = 400
_MARGIN: Final = 60
_GLUED: Final = 60
"""Words that one of the transcript may hold."""
_CLOSING: Final = 3
"""Signs that may close the words for which an insertion stands."""


class Difference(NamedTuple):
    """Words of a transcript (``first`` to ``last``) and what stands for them in a quotation.

    ``start`` and ``end`` are code points of the quotation.
    """

    first: int
    last: int
    start: int
    end: int


class Partial(NamedTuple):
    """How far a segment has been read, and how."""

    end: int
    listed: tuple[Difference, ...] = ()
    stood_for: tuple[Difference, ...] = ()
    marked: bool = False
    passed: tuple[Span, ...] = ()


class SegmentReader:
    """Reads one segment at places of a transcript."""

    def __init__(
        self, index: Index, segment: Segment, first: bool, last: bool, language: str = ""
    ) -> None:
        self.index = index
        self.language = language
        self.segment = segment
        self.first = first
        self.last = last
        self.numbers = [
            index.ids.get(atom.form, -1) if type(atom) is Plain else -1 for atom in segment
        ]
        self._exact = all(type(atom) is Plain for atom in segment)
        self._known: dict[tuple[int, bool], bool] = {}

    @cached_property
    def _anchors(self) -> list[tuple[int, int, str]]:
        return self._find_anchors()

    @cached_property
    def _first_word(self) -> int:
        return next(
            (n for n, atom in enumerate(self.segment) if is_word(_form(self.segment, n))), -1
        )

    @cached_property
    def _tail(self) -> int:
        """The number of the first atom of those at the end that are free."""
        tail = len(self.segment)
        while tail and _is_free(self.segment[tail - 1]):
            tail -= 1
        return tail

    @cached_property
    def _marks_before(self) -> list[int]:
        """For each atom, how many up to it are marks."""
        return list(accumulate(type(atom) is not Plain for atom in self.segment))

    def exact_places(self, ranges: Sequence[Span]) -> Iterator[int]:
        """Where the segment stands to the letter within ranges."""
        numbers, postings, tokens = self.numbers, self.index.postings, self.index.tokens
        if not self._exact or -1 in numbers or not numbers:
            return
        wanted = array("I", numbers)
        _, number, at = min((len(postings[n]), n, at) for at, n in enumerate(numbers))
        size = len(numbers)
        for first, last in ranges:
            places = postings[number]
            for place in places[bisect_left(places, first) : bisect_left(places, last)]:
                start = place - at
                if (
                    first <= start <= last - size
                    and tokens[start : start + size] == wanted
                    and not self._within(start)
                    and not self._within(start + size, ends=True)
                ):
                    yield start

    def _within(self, at: int, *, ends: bool = False) -> bool:
        """Whether a place is within a word; the same one is asked for again and again."""
        found = self._known.get((at, ends))
        if found is None:
            found = within_word(self.index, at, self.language, ends=ends)
            self._known[at, ends] = found
        return found

    @cached_property
    def hopeless(self) -> bool:
        """Whether a word stands nowhere, nor with others in one: then nothing need be read."""
        return any(
            number < 0 and type(atom) is Plain and is_word(atom.form) and not self._may_stand(at)
            for at, (atom, number) in enumerate(zip(self.segment, self.numbers, strict=True))
        )

    def _may_stand(self, at: int) -> bool:
        index, form = self.index, _form(self.segment, at)
        forms = [form]
        if self.first and at == self._first_word:
            forms += _other_cases(form)
        if any(each in index.ids or index.may_be_broken_twice(each) for each in forms):
            return True
        for first in range(at, max(-1, at - _GLUED), -1):
            together = "".join(_form(self.segment, each) for each in range(first, at))
            for last in range(at, len(self.segment)):
                together += _form(self.segment, last)
                if len(together) > index.longest:
                    break
                if together in index.ids or _other_cases(together)[0] in index.ids:
                    return True
        return SOFT in (_form(self.segment, at - 1), _form(self.segment, at + 1))

    @property
    def rarity(self) -> int:
        """At how many places, at most, the segment can stand."""
        return self._anchors[0][0] if self._anchors else 0

    def _find_anchors(self) -> list[tuple[int, int, str]]:
        """Words to look up, rarest first: how often they stand there, which atom, what form."""
        found: list[tuple[int, int, str]] = []
        words = [
            (n, atom.form)
            for n, atom in enumerate(self.segment)
            if isinstance(atom, Plain) and is_word(atom.form)
        ]
        for n, form in words:
            forms = {form}
            if self.first and n == words[0][0]:
                forms.update(_other_cases(form))
            found += [(count, n, each) for each in forms if (count := self.index.count(each))]
        if not words:
            # Signs alone, or nothing but marks.
            signs = [(n, a.form) for n, a in enumerate(self.segment) if isinstance(a, Plain)]
            found += [(self.index.count(form), n, form) for n, form in signs]
        return _spread(sorted(found)) or self._glued

    @cached_property
    def _glued(self) -> list[tuple[int, int, str]]:
        """The same for words that the transcript may have run together."""
        found = []
        longest = min(self.index.longest, _LONGEST_WORD)
        for number in range(len(self.segment)):
            together = form = _form(self.segment, number)
            last = number
            while is_word(form) and len(together) <= longest:
                if last > number and (count := self.index.count(together)):
                    found.append((count, number, together))
                last += 1
                form = _form(self.segment, last)
                together += form
        return _spread(sorted(found))

    def starts(self, lo: int, hi: int) -> Iterator[int]:
        """Places from ``lo`` on, before ``hi``, at which the segment may begin, ascending."""
        seen: set[int] = set()
        for _count, number, form in self._all_anchors():
            places = self.index.places(form, lo, hi + 2 * len(self.segment) + _MARGIN)
            fresh = [
                start
                for place in places
                for start in self._starts_around(place, number, form)
                if lo <= start < hi and start not in seen
            ]
            fresh.sort()
            seen.update(fresh)
            yield from fresh

    def _all_anchors(self) -> Iterator[tuple[int, int, str]]:
        yield from self._anchors
        if self._anchors is not self._glued:
            yield from self._glued

    def _starts_around(self, place: int, number: int, form: str) -> Iterable[int]:
        """Where the segment begins if its atom of that number stands at a place."""
        straight = place - number
        tokens = self.index.tokens
        if self._exact and straight >= 0:
            size = self._tail
            if tokens[straight : straight + size].tolist() == self.numbers[:size]:
                return (straight,)
        glued = len(form) > len(_form(self.segment, number))
        if not glued and not self._has_neighbours(place, number):
            return ()
        if number == 0:
            return (place,)
        slack = 2 + number // 3 + 2 * (MOST_INSERTED + 1) * self._marks_before[number]
        first, last = max(0, straight - slack), min(place, straight + slack)
        found = [start for start in range(first, last + 1) if self._may_begin(start)]
        body = self.index.body
        if body is not None:
            at = bisect_left(body, place) - number
            found += [
                start
                for start in body[max(0, at - slack) : max(0, at + slack + 1)]
                if start < first and self._may_begin(start)
            ]
        return found

    def _has_neighbours(self, place: int, number: int) -> bool:
        """Whether the words beside a place may be those beside an atom: what most are not."""
        for step in -1, 1:
            ours = _form(self.segment, number + step)
            at = place + step
            if place + (step > 0) in self.index.joints:
                continue
            if ours and is_word(ours) and 0 <= at < len(self.index):
                theirs = self.index.forms[self.index.tokens[at]]
                if is_word(theirs) and not _may_be_part(ours, theirs, step):
                    return False
        return True

    def _may_begin(self, start: int) -> bool:
        atom = self.segment[0]
        if not isinstance(atom, Plain):
            return True
        number = self.index.tokens[start]
        if number == self.numbers[0]:
            return True
        form, wanted = self.index.forms[number], atom.form
        if is_word(wanted):
            return form[:1].casefold() == wanted[:1].casefold()
        return _is_free(atom)

    def read(self, start: int) -> Iterator[Partial]:
        """The ways in which the segment can be read at a place, in whole words."""
        if self._within(start):
            return
        if self._exact and self._tail == len(self.segment):
            end = start + len(self.segment)
            if self.index.tokens[start:end].tolist() == self.numbers and not self._within(
                end, ends=True
            ):
                yield Partial(end)
                return
        self._seen: set[tuple[int, int]] = set()
        for partial in self._go_on(0, Partial(start)):
            if not self._within(partial.end, ends=True):
                yield partial

    def _go_on(self, at: int, so_far: Partial) -> Iterator[Partial]:
        while at < len(self.segment):
            atom, end = self.segment[at], so_far.end
            if at and end in self.index.skips and (at, end) not in self._seen:
                self._seen.add((at, end))
                yield from self._pass_over(at, so_far)
            if not isinstance(atom, Plain):
                if (at, -end) not in self._seen:
                    self._seen.add((at, -end))
                    yield from self._read_mark(at, atom, so_far)
                return
            step = self._step(at, end)
            if step is None:
                return
            at, end, listed = step
            so_far = so_far._replace(end=end, listed=(*so_far.listed, *listed))
        yield so_far

    def _pass_over(self, at: int, so_far: Partial) -> Iterator[Partial]:
        """The same read on behind what may be passed over."""
        span = so_far.end, self.index.past(so_far.end)
        yield from self._go_on(at, so_far._replace(end=span[1], passed=(*so_far.passed, span)))

    def _read_mark(self, at: int, atom: Atom, so_far: Partial) -> Iterator[Partial]:
        end = so_far.end
        own = self._own(atom, end)
        if own is not None:
            yield from self._go_on(at + 1, so_far._replace(end=own))
        for last in self._stands_for(atom, end):
            if not self._may_follow(at + 1, last) or self._parts_word(atom, end, last):
                continue
            difference = Difference(end, last, atom.start, atom.end)
            stood_for = (*so_far.stood_for, difference)
            marked = so_far.marked or getattr(atom, "literal", ()) != (STROKE,)
            after = so_far._replace(end=last, stood_for=stood_for, marked=marked)
            yield from self._go_on(at + 1, after)

    def _own(self, atom: Atom, at: int) -> int | None:
        """Where a mark ends that is the source's own."""
        assert not isinstance(atom, Plain)
        end = at + len(atom.literal)
        return end if tuple(self.index.between(at, end)) == atom.literal else None

    def _stands_for(self, atom: Atom, at: int) -> Iterator[int]:
        """Where the words end that a mark may stand for."""
        if isinstance(atom, Altered):
            for form, end in self._readings(at):
                if atom.reads.fullmatch(form):
                    yield end
                    return
        elif isinstance(atom, Inserted):
            yield at
            if not atom.note:
                yield from self._after_words(at)

    def _may_follow(self, at: int, place: int) -> bool:
        """Whether an atom may stand at a place: what can be seen at once."""
        ours = _form(self.segment, at)
        if not is_word(ours) or place >= len(self.index) or place in self.index.joints:
            return True
        theirs = self.index.forms[self.index.tokens[place]]
        return not is_word(theirs) or theirs[:1].casefold() == ours[:1].casefold()

    def _parts_word(self, atom: Atom, start: int, end: int) -> bool:
        """Whether an insertion that is not set against letters stands for a part of a word."""
        if not isinstance(atom, Inserted) or start == end:
            return False
        before = not atom.joined_before and self._within(start)
        return before or (not atom.joined_after and self._within(end))

    def _after_words(self, at: int) -> Iterator[int]:
        """Behind each of the next words, and behind the signs that close it."""
        words, end = 0, at
        while end < len(self.index) and words < MOST_INSERTED:
            form = self.index.forms[self.index.tokens[end]]
            end = self.index.past(end + 1)
            if form in (SOFT, HYPHEN) or is_elided(form):
                words -= form == SOFT  # One word goes on behind it.
            elif is_word(form):
                words += 1
                yield from self._closed(end)

    def _closed(self, end: int) -> Iterator[int]:
        """A place behind a word, and those behind the signs that are set against it."""
        yield end
        for last in range(end, min(end + _CLOSING, len(self.index))):
            form = self.index.forms[self.index.tokens[last]]
            if is_word(form) or (self.index.parted(last) and form != HYPHEN):
                return
            yield last + 1

    def _readings(self, at: int) -> Iterator[tuple[str, int]]:
        """The word at a place, alone and joined with what stands behind a printer's hyphen."""
        index = self.index
        if at >= len(index):
            return
        form, end = index.forms[index.tokens[at]], at + 1
        yield form, end
        while end < len(index) and (is_elided(form) or index.tokens[end] == index.soft):
            end = index.past(end + (index.tokens[end] == index.soft))
            if end == len(index):
                return
            form += index.forms[index.tokens[end]]
            end += 1
            yield form, end

    def _step(self, at: int, end: int) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Read one atom, or one word of the transcript, or skip a sign that is free."""
        index, atom = self.index, self.segment[at]
        assert isinstance(atom, Plain)
        number = index.tokens[end] if end < len(index) else -1
        if number == self.numbers[at] and number >= 0:
            return at + 1, end + 1, ()
        form = index.forms[number] if number >= 0 else ""
        if {form, atom.form} == {SOFT, HYPHEN}:
            return at + 1, end + 1, ()
        if form and is_word(form) and is_word(atom.form):
            word = self._word(at, end, atom.form)
            if word is None and at == self._first_word and self.first:
                words = (self._word(at, end, form) for form in _other_cases(atom.form))
                word = next(filter(None, words), None)
                if word is not None:
                    listed = Difference(end, word[1], atom.start, self.segment[word[0] - 1].end)
                    return word[0], word[1], (listed,)
            return word
        return self._sign(at, end, form)

    def _word(self, at: int, end: int, ours: str) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Words that make one on the other side: run together there, or broken at a line's end."""
        index, segment = self.index, self.segment
        first, start = end, segment[at].start
        theirs, glued = index.forms[index.tokens[end]], False
        while ours != theirs:
            if len(ours) < len(theirs) and theirs.startswith(ours):
                following = _form(segment, at + 1)
                if following == SOFT:
                    at, following = at + 1, _form(segment, at + 2)
                else:
                    glued = True
                if not is_word(following):
                    return None
                ours += following
                at += 1
            elif len(theirs) < len(ours) and ours.startswith(theirs):
                if end + 2 >= len(index) or index.tokens[end + 1] != index.soft:
                    return None
                end = index.past(end + 2)
                if end == len(index):
                    return None
                theirs += index.forms[index.tokens[end]]
            else:
                return None
        listed = (Difference(first, end + 1, start, segment[at].end),) if glued else ()
        return at + 1, end + 1, listed

    def _sign(self, at: int, end: int, form: str) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Signs that are free at the end, beside a quote mark, and (a full stop) beside a cut."""
        atom = self.segment[at]
        assert isinstance(atom, Plain)
        before, after = _form(self.segment, at - 1), _form(self.segment, at + 1)
        if form in FREE and self._beside_quote(end):
            both = atom.form in FREE and QUOTE in (before, after)
            return (
                at + both,
                end + 1,
                (Difference(end, end + 1, atom.start, atom.end if both else atom.start),),
            )
        if atom.form not in FREE:
            return None
        if at >= self._tail and self.last:
            skipped = int(form in FREE)
        elif QUOTE in (before, after) or (atom.form == "." and self._beside_cut(at)):
            skipped = 0
        else:
            return None
        return at + 1, end + skipped, (Difference(end, end + skipped, atom.start, atom.end),)

    def _beside_quote(self, end: int) -> bool:
        tokens, quote = self.index.tokens, self.index.ids.get(QUOTE, -1)
        after = tokens[end + 1] if end + 1 < len(tokens) else -1
        return quote >= 0 and quote in (tokens[end - 1] if end else -1, after)

    def _beside_cut(self, at: int) -> bool:
        """Four dots are a full stop and a cut, in an order that is a matter of taste."""
        return (at == 0 and not self.first) or (at + 1 == len(self.segment) and not self.last)


def _form(segment: Segment, at: int) -> str:
    atom = segment[at] if 0 <= at < len(segment) else None
    return atom.form if isinstance(atom, Plain) else ""


def _may_be_part(ours: str, theirs: str, step: int) -> bool:
    """Whether one word ends (before a place) or begins (behind it) as the other does."""
    if ours == theirs or ours[1:] == theirs[1:]:
        return True
    if step < 0:
        return ours.endswith(theirs) or theirs.endswith(ours)
    return ours.startswith(theirs) or theirs.startswith(ours)


def _is_free(atom: Atom) -> bool:
    return isinstance(atom, Plain) and atom.form in FREE


# Turkish and Azeri have an i with a dot and one without, each in both cases.
_CASES: Final = {"i": "Iİ", "ı": "I", "I": "iı", "İ": "i"}


def _other_cases(form: str) -> list[str]:
    """The form with its first letter in the other case."""
    first = form[:1]
    other = first.lower() if first.isupper() else first.upper()
    return [each + form[1:] for each in _CASES.get(first, [other])]


def _spread(anchors: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The rarest, from places that lie apart: where one is spoilt the next may not be."""
    chosen: list[tuple[int, int, str]] = []
    for anchor in anchors:
        if all(abs(anchor[1] - other[1]) > 1 or anchor[2] != other[2] for other in chosen):
            chosen.append(anchor)
        if len(chosen) == _ANCHORS:
            break
    return chosen
