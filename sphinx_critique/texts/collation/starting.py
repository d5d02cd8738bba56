"""Where one segment of a quotation may begin in a transcript: what can be seen before it is read.

Places are looked up by the segment's rarest words; most are passed by for the words beside these.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Final

from .effort import spend
from .index import Index
from .marks import Altered, Atom, Inserted, Plain, Segment
from .signs import SOFT, are_alike
from .tokens import FREE, is_elided, is_word

MOST_INSERTED: Final = 5
"""Words of the source that an insertion may stand for."""
_ANCHORS: Final = 3
_LONGEST_WORD: Final = 400
_MARGIN: Final = 60
_GLUED: Final = 60
"""Words that one of the transcript may hold."""
_BEYOND: Final = 3
_EACH_PLACE, _EACH_START = 40, 6
"""Steps that it takes to look at a place of a word, and at where a segment may begin."""
_FARTHEST: Final = 80
"""Words beside one that are looked for before a place is read, and tokens among which."""
_LETTERS_A_STEP: Final = 1000
"""Letters that are compared in the time of one step."""

_Around = tuple[list[tuple[int, str, int]], list[tuple[str, int, int]]]


class Starts:
    """Finds the places at which one segment may begin."""

    def __init__(self, index: Index, segment: Segment, first: bool, last: bool) -> None:
        self.index = index
        self.segment = segment
        self.first = first
        self.last = last
        self.numbers = [
            index.ids.get(atom.form, -1) if type(atom) is Plain else -1 for atom in segment
        ]
        self._exact = all(type(atom) is Plain for atom in segment)

    @cached_property
    def _anchors(self) -> list[tuple[int, int, str]]:
        return self._find_anchors()

    @cached_property
    def _forms(self) -> list[str]:
        """The form of each atom; nothing for marks."""
        return [atom.form if isinstance(atom, Plain) else "" for atom in self.segment]

    @cached_property
    def _exact_numbers(self) -> array[int]:
        """The numbers of all its atoms, as an index has those of its tokens."""
        nowhere = len(self.index.forms)
        numbers = (nowhere if number < 0 else number for number in self.numbers)
        return array(self.index.tokens.typecode, numbers)

    def _form(self, at: int) -> str:
        """The form of an atom; nothing for marks, before the first and behind the last."""
        return self._forms[at] if 0 <= at < len(self._forms) else ""

    @cached_property
    def _first_word(self) -> int:
        return next((n for n, form in enumerate(self._forms) if is_word(form)), -1)

    @cached_property
    def _tail(self) -> int:
        """The number of the first atom of those at the end that are free."""
        tail = len(self.segment)
        while tail and is_free(self.segment[tail - 1]):
            tail -= 1
        return tail

    @cached_property
    def _marks_before(self) -> list[int]:
        """For each atom, how many tokens those up to it may stand for that are marks, twice."""
        return list(accumulate(2 * _reach(atom) for atom in self.segment))

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
            forms += other_cases(form)
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
                spend(1 + len(together) // _LETTERS_A_STEP)
                if len(together) > index.longest:
                    break
                if together in index.ids or other_cases(together)[0] in index.ids:
                    return True
        return SOFT in (self._form(at - 1), self._form(at + 1))

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
        for form in other_cases(self._forms[words[0]]) if self.first and words else ():
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
            together = form = self._form(number)
            last = number
            while is_word(form) and len(together) <= longest:
                spend(_EACH_START)
                if last > number and (count := self.index.count(together)):
                    found.append((count, number, together))
                last += 1
                form = self._form(last)
                together += form
        return _spread(sorted(found))

    def starts(self, lo: int, hi: int) -> Iterator[int]:
        """Places from ``lo`` on, before ``hi``, at which the segment may begin, ascending."""
        seen: set[int] = set()
        for _count, number, form in self._all_anchors():
            places = self.index.places(form, lo, hi + 2 * len(self.segment) + _MARGIN)
            fresh = (
                start
                for place in places
                for start in self._starts_around(place, number, form)
                if lo <= start < hi and start not in seen
            )
            # Those of the first atom ascend as its places do; most often the first of them will do.
            for start in fresh if number == 0 else sorted(fresh):
                seen.add(start)
                yield start

    def _all_anchors(self) -> Iterator[tuple[int, int, str]]:
        yield from self._anchors
        if self._anchors is not self._glued:
            yield from self._glued

    def _starts_around(self, place: int, number: int, form: str) -> Iterable[int]:
        """Where the segment begins if its atom of that number stands at a place."""
        straight = place - number
        tokens = self.index.tokens
        spend(_EACH_PLACE)
        glued = len(form) > len(self._forms[number])
        if not glued and not self._has_neighbours(place, number):
            return ()
        if self._exact and straight >= 0:
            size = self._tail
            spend(size // _EACH_PLACE)
            if tokens[straight : straight + size] == self._exact_numbers[:size]:
                return (straight,)
        if number == 0:
            return (place,)
        slack = 2 + number // 3 + self._marks_before[number]
        first, last = max(0, straight - slack), min(place, straight + slack)
        spend(_EACH_START * max(0, last - first))
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
        beside, beyond = self._around(number)
        for step, ours, known in beside:
            at = place + step
            if not 0 <= at < len(index.tokens):
                continue
            theirs = index.tokens[at]
            if theirs == known or not index.words_among[theirs]:
                continue
            if place + (step > 0) in index.joints:
                continue
            if not _may_be_part(ours, index.forms[theirs], step):
                return False
        return all(self._is_near(ours, known, place, reach) for ours, known, reach in beyond)

    def _around(self, number: int) -> _Around:
        """What stands beside an atom, and the next words beyond signs and marks."""
        around = self._arounds.get(number)
        if around is None:
            beside = [
                (step, self._form(number + step), self.numbers[number + step])
                for step in (-1, 1)
                if is_word(self._form(number + step))
            ]
            around = beside, [*self._beyond(number, -1), *self._beyond(number, 1)]
            self._arounds[number] = around
        return around

    @cached_property
    def _arounds(self) -> dict[int, _Around]:
        return {}

    def _beyond(self, number: int, step: int) -> Iterator[tuple[str, int, int]]:
        """The next words that are not beside an atom, their numbers and how far they may be."""
        at, words, reach = number + step, 0, 1
        while 0 <= at < len(self.segment) and words < _BEYOND and reach < _FARTHEST:
            reach += 3 + 3 * _reach(self.segment[at])
            if is_word(self._forms[at]):
                words += 1
                if abs(at - number) > 1:
                    yield self._forms[at], self.numbers[at], step * reach
            at += step

    def _is_near(self, ours: str, known: int, place: int, reach: int) -> bool:
        """Whether a word, or a part of it, is among so many tokens behind a place, or before."""
        index, step = self.index, 1 if reach > 0 else -1
        first, last = (place + 1, place + reach + 1) if step > 0 else (place + reach, place)
        if index.furniture and any(at in index.joints for at in range(first - 1, last + 1)):
            return True
        first, last = max(0, first), max(0, last)
        if known >= 0 and known in index.tokens[first:last]:
            return True
        theirs = index.between(first, last)
        edge, rest = ours[:1] if step > 0 else ours[-1:], ours[1:]
        return any(
            (form[:1] if step > 0 else form[-1:]) == edge and _may_be_part(ours, form, step)
            for form in theirs
        ) or any(form[1:] == rest for form in theirs)

    @cached_property
    def _opening(self) -> int:
        """The number of the atom with which the words of the source begin.

        What is put in before them stands for none of these.
        """
        at = 0
        while self.first and at < len(self.segment) and self._is_put_before(at):
            at += 1
        return at if at < len(self.segment) else 0

    def _is_put_before(self, at: int) -> bool:
        """Whether an atom is an insertion that is not set against letters behind it."""
        atom = self.segment[at]
        return isinstance(atom, Inserted) and not (
            atom.joined_after and is_word(self._form(at + 1))
        )

    def _may_begin(self, start: int) -> bool:
        atom = self.segment[self._opening]
        if isinstance(atom, Altered):
            form = self.index.forms[self.index.tokens[start]]
            if atom.literal[0] == form or atom.reads.fullmatch(form):
                return True
            return any(atom.reads.fullmatch(form) for form, _ in self._readings(start))
        if not isinstance(atom, Plain):
            return True
        number = self.index.tokens[start]
        form, wanted = self.index.forms[number], atom.form
        if form == wanted or are_alike(form, wanted):
            return True
        if is_word(wanted):
            return form[:1].casefold() == wanted[:1].casefold()
        return is_free(atom) and self._may_begin_behind_signs(form)

    @cached_property
    def _solid(self) -> Atom | None:
        """The first atom with which the words of the source begin that is no free sign."""
        behind = self.segment[self._opening :]
        return next((atom for atom in behind if not is_free(atom)), None)

    def _may_begin_behind_signs(self, form: str) -> bool:
        """Whether a token may be the first of a segment whose own first signs are not there."""
        atom = self._solid
        if not isinstance(atom, Plain) or not is_word(atom.form) or not is_word(form):
            return True
        return form[:1].casefold() == atom.form[:1].casefold()

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


def _reach(atom: Atom) -> int:
    """How many tokens a mark may stand for, about."""
    if isinstance(atom, Inserted):
        return len(atom.literal) if atom.note else max(MOST_INSERTED + 1, len(atom.literal))
    return int(isinstance(atom, Altered))


def _may_be_part(ours: str, theirs: str, step: int) -> bool:
    """Whether one word ends (before a place) or begins (behind it) as the other does."""
    if ours == theirs or ours[1:] == theirs[1:]:
        return True
    if step < 0:
        return ours.endswith(theirs) or theirs.endswith(ours)
    return ours.startswith(theirs) or theirs.startswith(ours)


def is_free(atom: Atom) -> bool:
    return isinstance(atom, Plain) and atom.form in FREE


# Turkish and Azeri have an i with a dot and one without, each in both cases.
_CASES: Final = {"i": "Iİ", "ı": "I", "I": "iı", "İ": "i"}


def other_cases(form: str) -> list[str]:
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
