"""One segment of a quotation, read at places of a transcript.

Most segments stand there to the letter; the rest may differ in what is free (signs at the end and
beside quote marks, the first letter's case, words run together there, a printer's hyphens) and in
what the quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..anchoring import Span
from .edges import within_word
from .effort import spend
from .index import Index
from .marks import STROKE, Altered, Atom, Inserted, Plain, Segment
from .one_word import is_no_word, is_one_word
from .signs import DASHES, QUOTES, SOFT, are_alike
from .starting import MOST_INSERTED, Starts, other_cases
from .tokens import FREE, is_elided, is_word

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


class _Reading(NamedTuple):
    """A segment read up to the atom ``at`` and the token ``end``; what was before is linked."""

    at: int
    end: int
    marked: bool = False
    listed: Difference | None = None
    stood_for: Difference | None = None
    passed: Span | None = None
    before: _Reading | None = None

    def on(
        self,
        at: int,
        end: int,
        *,
        listed: Difference | None = None,
        stood_for: Difference | None = None,
        passed: Span | None = None,
        marked: bool | None = None,
    ) -> _Reading:
        """The same read on up to some atom and some token."""
        is_marked = self.marked if marked is None else marked
        found = listed or stood_for or passed
        tells = self.listed or self.stood_for or self.passed
        before = self if tells else self.before
        if not found:
            return self._replace(at=at, end=end, marked=is_marked)
        return _Reading(at, end, is_marked, listed, stood_for, passed, before)

    def after(self, so_far: Partial) -> Partial:
        """All that was read, behind what had been before."""
        steps: list[_Reading] = []
        step: _Reading | None = self
        while step is not None:
            steps.append(step)
            step = step.before
        steps.reverse()
        return Partial(
            self.end,
            (*so_far.listed, *(each.listed for each in steps if each.listed)),
            (*so_far.stood_for, *(each.stood_for for each in steps if each.stood_for)),
            self.marked,
            (*so_far.passed, *(each.passed for each in steps if each.passed)),
        )


class SegmentReader(Starts):
    """Reads one segment at places of a transcript."""

    def __init__(
        self, index: Index, segment: Segment, first: bool, last: bool, language: str = ""
    ) -> None:
        super().__init__(index, segment, first, last)
        self.language = language
        self._skips = index.skips
        self._known: dict[tuple[int, bool], bool] = {}
        self._seen: set[tuple[int, int]] = set()

    def at_once(self, ranges: Sequence[Span]) -> Iterator[tuple[int, Partial]]:
        """Where it stands but for the case of its first letter and the signs at its end."""
        if not self._exact or not self.numbers:
            return
        for start, end in self._rows(self.numbers, ranges):
            if not self._within(end, ends=True):
                yield start, Partial(end)
        at, tail = self._first_word, self._tail
        if at < 0:
            return
        core = self.numbers[:tail]
        if tail < len(self.numbers):
            for start, end in self._rows(core, ranges):
                yield from self._with_tail(start, Partial(end))
        for form in other_cases(self._form(at)) if self.first else ():
            cased = [*core[:at], self.index.ids.get(form, -1), *core[at + 1 :]]
            for start, end in self._rows(cased, ranges):
                listed = self._first_letter(start + at, cased[at])
                yield from self._with_tail(start, Partial(end, (listed,)))

    def _rows(self, numbers: Sequence[int], ranges: Sequence[Span]) -> Iterator[Span]:
        for start, end in self.index.rows.find(numbers, ranges):
            if not self._within(start):
                yield start, end

    def _first_letter(self, token: int, number: int) -> Difference:
        """What is listed of a first word, at a token, whose first letter is in another case."""
        atom = self.segment[self._first_word]
        broken = self.index.tokens[token] != number
        return Difference(token, token + 1 + 2 * broken, atom.start, atom.end)

    def _with_tail(self, start: int, partial: Partial) -> Iterator[tuple[int, Partial]]:
        """What stands up to the signs at its end, with these as they may be."""
        self._seen = set()
        for each in self._go_on(self._tail, partial):
            if not self._within(each.end, ends=True):
                yield start, each

    def _within(self, at: int, *, ends: bool = False) -> bool:
        """Whether a place is within a word; the same one is asked for again and again."""
        found = self._known.get((at, ends))
        if found is None:
            found = within_word(self.index, at, self.language, ends=ends)
            self._known[at, ends] = found
        return found

    def read(self, start: int) -> Iterator[Partial]:
        """The ways in which the segment can be read at a place, in whole words."""
        if self._within(start):
            return
        if self._exact and self._tail == len(self.segment):
            end = start + len(self.segment)
            stands = self.index.tokens[start:end] == self._exact_numbers
            if stands and not self._within(end, ends=True):
                yield Partial(end)
                return
        self._seen = set()
        for partial in self._go_on(0, Partial(start)):
            if not self._within(partial.end, ends=True):
                yield partial

    def _go_on(self, at: int, so_far: Partial) -> Iterator[Partial]:
        """The ways in which the rest can be read, the likeliest first.

        What is passed over and each mark may be read in several ways; there may be any number.
        """
        whole = len(self.segment)
        under_way = [self._ways(_Reading(at, so_far.end, so_far.marked))]
        while under_way:
            reading = next(under_way[-1], None)
            if reading is None:
                under_way.pop()
            elif reading.at == whole:
                yield reading.after(so_far)
            else:
                under_way.append(self._ways(reading))

    def _ways(self, so_far: _Reading) -> Iterator[_Reading]:
        """How to read on, up to and over the next mark or the next thing to be passed over."""
        segment, numbers, tokens, skips = self.segment, self.numbers, self.index.tokens, self._skips
        at, end, last = so_far.at, so_far.end, len(self.index.tokens)
        spend(1)
        while at < len(segment):
            if at and end in skips and (at, end) not in self._seen:
                self._seen.add((at, end))
                span = end, self.index.past(end)
                yield so_far.on(at, span[1], passed=span)
            if end < last and tokens[end] == numbers[at]:
                at, end = at + 1, end + 1
                continue
            spend(1 + at - so_far.at)
            atom = segment[at]
            if not isinstance(atom, Plain):
                if (at, -end) not in self._seen:
                    self._seen.add((at, -end))
                    yield from self._read_mark(at, atom, so_far.on(at, end))
                return
            step = self._step(at, end)
            if step is None:
                return
            at, end, listed = step
            for each in listed:
                so_far = so_far.on(at, end, listed=each)
        yield so_far.on(at, end)

    def _read_mark(self, at: int, atom: Atom, so_far: _Reading) -> Iterator[_Reading]:
        end = so_far.end
        own = self._own(atom, end)
        if own is not None:
            yield so_far.on(at + 1, own)
        for last in self._stands_for(atom, end) if at >= self._opening else (end,):
            spend(1)
            if not self._may_follow(at + 1, last) or self._parts_word(atom, end, last):
                continue
            difference = Difference(end, last, atom.start, atom.end)
            marked = so_far.marked or getattr(atom, "literal", ()) != (STROKE,)
            yield so_far.on(at + 1, last, stood_for=difference, marked=marked)

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
        ours = self._form(at)
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
            if form == SOFT or form in DASHES or is_elided(form):
                words -= form == SOFT  # One word goes on behind it.
            elif is_word(form):
                words += 1
                yield from self._closed(end)

    def _closed(self, end: int) -> Iterator[int]:
        """A place behind a word, and those behind the signs that are set against it."""
        yield end
        for last in range(end, min(end + _CLOSING, len(self.index))):
            form = self.index.forms[self.index.tokens[last]]
            if is_word(form) or (self.index.parted(last) and form not in DASHES):
                return
            yield last + 1

    def _step(self, at: int, end: int) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Read one atom, or one word of the transcript, or skip a sign that is free."""
        index, atom = self.index, self.segment[at]
        assert isinstance(atom, Plain)
        number = index.tokens[end] if end < len(index) else -1
        form = index.forms[number] if number >= 0 else ""
        if are_alike(form, atom.form) and (form != SOFT or index.may_be(end, atom.form)):
            return at + 1, end + 1, ()
        if form and is_word(form) and is_word(atom.form):
            word = self._word(at, end, atom.form)
            if word is None and at == self._first_word and self.first:
                words = (self._word(at, end, form) for form in other_cases(atom.form))
                word = next(filter(None, words), None)
                if word is not None:
                    listed = Difference(end, word[1], atom.start, self.segment[word[0] - 1].end)
                    return word[0], word[1], (listed,)
            return word
        return self._sign(at, end, form)

    def _word(self, at: int, end: int, ours: str) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Words that make one on the other side: run together there, or broken at a line's end."""
        index, segment = self.index, self.segment
        first, start, from_ = end, segment[at].start, at
        theirs, glued = index.forms[index.tokens[end]], False
        if ours == index.with_call(end):
            return at + 1, end + 2, ()
        while ours != theirs:
            if len(ours) < len(theirs) and theirs.startswith(ours):
                following = self._form(at + 1)
                if following == SOFT:
                    at, following = at + 1, self._form(at + 2)
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
        if glued and self._is_one_word(theirs, range(from_, at + 1)):
            return None
        listed = (Difference(first, end + 1, start, segment[at].end),) if glued else ()
        return at + 1, end + 1, listed

    def _is_one_word(self, whole: str, atoms: range) -> bool:
        """Whether a word of the transcript is not run together: it stands so again and again."""
        index = self.index
        if is_one_word(whole, self.language):
            return True
        if any(is_no_word(self._form(each), self.language) for each in atoms):
            return True
        parts = self.numbers[atoms.start : atoms.stop]
        parted = sum(1 for _ in index.rows.find(parts, index.everywhere))
        return index.count_grown(whole) > max(1, parted)

    def _sign(self, at: int, end: int, form: str) -> tuple[int, int, tuple[Difference, ...]] | None:
        """Signs that are free at the end, beside a quote mark, and (a full stop) beside a cut."""
        atom = self.segment[at]
        assert isinstance(atom, Plain)
        before, after = self._form(at - 1), self._form(at + 1)
        if form in FREE and self._beside_quote(end):
            both = atom.form in FREE and not QUOTES.isdisjoint((before, after))
            return (
                at + both,
                end + 1,
                (Difference(end, end + 1, atom.start, atom.end if both else atom.start),),
            )
        if atom.form not in FREE:
            return None
        if at >= self._tail and self.last:
            skipped = int(form in FREE)
        elif not QUOTES.isdisjoint((before, after)) or (atom.form == "." and self._beside_cut(at)):
            skipped = 0
        else:
            return None
        return at + 1, end + skipped, (Difference(end, end + skipped, atom.start, atom.end),)

    def _beside_quote(self, end: int) -> bool:
        around = self.index.between(max(0, end - 1), end), self.index.between(end + 1, end + 2)
        return any(form in QUOTES for forms in around for form in forms)

    def _beside_cut(self, at: int) -> bool:
        """Four dots are a full stop and a cut, in an order that is a matter of taste."""
        return (at == 0 and not self.first) or (at + 1 == len(self.segment) and not self.last)
