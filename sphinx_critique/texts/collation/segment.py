"""One segment of a quotation, read at places of a transcript.

Most segments stand there to the letter; the rest may differ in what is free (signs at the end and
beside quote marks, the first letter's case, words run together there, a printer's hyphens) and in
what the quotation marks.
"""

from __future__ import annotations

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
_BEYOND: Final = 3
_FARTHEST: Final = 80
"""Words beside one that are looked for before a place is read, and tokens among which."""
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
        self._skips = index.skips
        self._exact = all(type(atom) is Plain for atom in segment)
        self._known: dict[tuple[int, bool], bool] = {}
        self._seen: set[tuple[int, int]] = set()

    @cached_property
    def _anchors(self) -> list[tuple[int, int, str]]:
        return self._find_anchors()

    @cached_property
    def _forms(self) -> list[str]:
        """The form of each atom; nothing for marks, and behind the last."""
        return [atom.form if isinstance(atom, Plain) else "" for atom in self.segment] + [""]

    @cached_property
    def _first_word(self) -> int:
        return next((n for n, form in enumerate(self._forms) if is_word(form)), -1)

    @cached_property
    def _tail(self) -> int:
        """The number of the first atom of those at the end that are free."""
        tail = len(self.segment)
        while tail and _is_free(self.segment[tail - 1]):
            tail -= 1
        return tail

    @cached_property
    def _marks_before(self) -> list[int]:
        """For each atom, how many tokens those up to it may stand for that are marks, twice."""
        return list(accumulate(2 * _reach(atom) for atom in self.segment))

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
        for form in _other_cases(_form(self.segment, at)) if self.first else ():
            cased = [*core[:at], self.index.ids.get(form, -1), *core[at + 1 :]]
            for start, end in self._rows(cased, ranges):
                listed = self._first_letter(start + at, cased[at])
                yield from self._with_tail(start, Partial(end, (listed,)))

    def _rows(self, numbers: Sequence[int], ranges: Sequence[Span]) -> Iterator[Span]:
        for start, end in self.index.rows(numbers, ranges):
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

    @cached_property
    def hopeless(self) -> bool:
        """Whether a word stands nowhere, nor with others in one: then nothing need be read."""
        return any(
            number < 0 and type(atom) is Plain and is_word(atom.form) and not self._may_stand(at)
            for at, (atom, number) in enumerate(zip(self.segment, self.numbers, strict=True))
        )

    def _may_stand(self, at: int) -> bool:
        index, form = self.index, self._forms[at]
        forms = [form]
        if self.first and at == self._first_word:
            forms += _other_cases(form)
        if any(each in index.ids or index.may_be_broken_twice(each) for each in forms):
            return True
        before = ""
        for first in range(at, max(-1, at - _GLUED), -1):
            before = self._forms[first] + before if first < at else ""
            if len(before) + len(form) > index.longest:
                break
            together = before
            for last in range(at, len(self.segment)):
                together += self._forms[last]
                if len(together) > index.longest:
                    break
                if together in index.ids or _other_cases(together)[0] in index.ids:
                    return True
        return SOFT in (self._forms[at - 1], self._forms[at + 1])

    @property
    def rarity(self) -> int:
        """At how many places, at most, the segment can stand."""
        return self._anchors[0][0] if self._anchors else 0

    def _find_anchors(self) -> list[tuple[int, int, str]]:
        """Words to look up, rarest first: how often they stand there, which atom, what form."""
        index = self.index
        found: list[tuple[int, int, str]] = []
        words = [n for n, form in enumerate(self._forms) if is_word(form)]
        for n in words:
            if self.numbers[n] >= 0:
                found.append((len(index.postings[self.numbers[n]]), n, self._forms[n]))
        for form in _other_cases(self._forms[words[0]]) if self.first and words else ():
            if count := index.count(form):
                found.append((count, words[0], form))
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
        glued = len(form) > len(self._forms[number])
        if not glued and not self._has_neighbours(place, number):
            return ()
        if self._exact and straight >= 0:
            size = self._tail
            if tokens[straight : straight + size].tolist() == self.numbers[:size]:
                return (straight,)
        if number == 0:
            return (place,)
        slack = 2 + number // 3 + self._marks_before[number]
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
        index = self.index
        for step in -1, 1:
            ours = self._forms[number + step]
            at = place + step
            if not is_word(ours) or not 0 <= at < len(index.tokens):
                continue
            theirs = index.tokens[at]
            if theirs == self.numbers[number + step] or not index.words_among[theirs]:
                continue
            if place + (step > 0) in index.joints:
                continue
            if not _may_be_part(ours, index.forms[theirs], step):
                return False
        return self._may_be_around(place, number, -1) and self._may_be_around(place, number, 1)

    def _may_be_around(self, place: int, number: int, step: int) -> bool:
        """Whether the next words beyond signs and marks may be where these let them be."""
        at, words, reach = number + step, 0, 1
        while 0 <= at < len(self.segment) and words < _BEYOND and reach < _FARTHEST:
            ours = self._forms[at]
            reach += 3 + 3 * _reach(self.segment[at])
            if is_word(ours):
                words += 1
                if abs(at - number) > 1 and not self._is_near(ours, place, step * reach):
                    return False
            at += step
        return True

    def _is_near(self, ours: str, place: int, reach: int) -> bool:
        """Whether a word, or a part of it, is among so many tokens behind a place, or before."""
        index, step = self.index, 1 if reach > 0 else -1
        first, last = sorted((place + step, place + reach + step))
        if index.furniture and any(at in index.joints for at in range(first - 1, last + 1)):
            return True
        theirs = index.between(max(0, first), max(0, last))
        if ours in theirs:
            return True
        edge, rest = ours[:1] if step > 0 else ours[-1:], ours[1:]
        return any(
            (form[:1] if step > 0 else form[-1:]) == edge and _may_be_part(ours, form, step)
            for form in theirs
        ) or any(form[1:] == rest for form in theirs)

    def _may_begin(self, start: int) -> bool:
        atom = self.segment[0]
        if isinstance(atom, Altered):
            form = self.index.forms[self.index.tokens[start]]
            if atom.literal[0] == form or atom.reads.fullmatch(form):
                return True
            return any(atom.reads.fullmatch(form) for form, _ in self._readings(start))
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
        self._seen = set()
        for partial in self._go_on(0, Partial(start)):
            if not self._within(partial.end, ends=True):
                yield partial

    def _go_on(self, at: int, so_far: Partial) -> Iterator[Partial]:
        segment, numbers, tokens, skips = self.segment, self.numbers, self.index.tokens, self._skips
        end, last = so_far.end, len(self.index.tokens)
        while at < len(segment):
            if at and end in skips and (at, end) not in self._seen:
                self._seen.add((at, end))
                yield from self._pass_over(at, so_far._replace(end=end))
            if end < last and tokens[end] == numbers[at]:
                at, end = at + 1, end + 1
                continue
            atom = segment[at]
            if not isinstance(atom, Plain):
                if (at, -end) not in self._seen:
                    self._seen.add((at, -end))
                    yield from self._read_mark(at, atom, so_far._replace(end=end))
                return
            step = self._step(at, end)
            if step is None:
                return
            at, end, listed = step
            if listed:
                so_far = so_far._replace(listed=(*so_far.listed, *listed))
        yield so_far._replace(end=end)

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


def _reach(atom: Atom) -> int:
    """How many tokens a mark may stand for, about."""
    if isinstance(atom, Inserted):
        return len(atom.literal) if atom.note else max(MOST_INSERTED + 1, len(atom.literal))
    return int(isinstance(atom, Altered))


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
