"""Words that a text takes from another and does not mark as quoted."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation.citing import locator_at
from ..collation.index import Index
from ..collation.tokens import is_word
from .evidence import OF_EACH, bits_of
from .finding import Source
from .made import Made

_LIKELY: Final = 10.0
_NONE: Final = -1
"""In place of the number of a word that the text has not."""


class Run(NamedTuple):
    """Words that stand in a text and in a source: where in both, and what they are."""

    source: str
    span: Span
    page: str
    words: str
    found_page: str
    found: str
    locator: str


class Borrowings:
    """Looks for the words that a text takes and does not mark, source by source.

    The text is read once: a source costs what its own length does.
    """

    def __init__(self, index: Index, made: Sequence[Made], least: int) -> None:
        self._index = index
        self._least = least
        self._numbers: dict[str, int] = {}
        number = self._numbers
        self._row = _Row(index, lambda form: number.setdefault(form.casefold(), len(number)))
        self._grams = array("q", _grams(self._row.numbers, least))
        self._known = frozenset(self._grams)
        quoted = bytearray(len(index))
        for start, end in (part for each in made for part in each.parts):
            quoted[start:end] = b"\1" * (end - start)
        self._quoted = bytes(quoted[first] for first in self._row.firsts)
        self._counts = Counter(self._row.numbers)

    def of(self, source: Source) -> Iterator[Run]:
        """The longest runs of words that stand in a source, outside quotations.

        What may as well be common words that come together is none.
        """
        index, words = self._index, source.words
        theirs = _Row(words, lambda form: self._numbers.get(form.casefold(), _NONE))
        counts = Counter(theirs.numbers)
        for first, place, size in self._runs(theirs.numbers):
            span = self._row.span(first, size)
            there = theirs.span(place, size)
            if self._told(first, size, counts) < _LIKELY:
                continue
            found, ours = words.words(*there), index.words(*span)
            page = index.page_name(index.page_of(span[0]))
            found_page = words.page_name(words.page_of(there[1] - 1))
            yield Run(source.key, span, page, ours, found_page, found, locator_at(words, there))

    def _told(self, first: int, size: int, theirs: Mapping[int, int]) -> float:
        """By how much words outdo chance that stand in both texts, each looked for everywhere."""
        sizes = len(self._row.numbers), sum(theirs.values())
        bits = (
            bits_of(self._counts[number] + theirs[number], sum(sizes))
            for number in self._row.numbers[first : first + size]
        )
        return OF_EACH * sum(bits) - sum(log2(max(2, each)) for each in sizes) / 2

    def _runs(self, theirs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Where in both rows the longest runs begin, and how many words they have."""
        places: dict[int, list[int]] = {}
        for place, gram in enumerate(_grams(theirs, self._least)):
            if gram in self._known:
                places.setdefault(gram, []).append(place)
        done = 0
        for at in [at for at, gram in enumerate(self._grams) if gram in places]:
            if at < done or self._quoted[at]:
                continue
            sizes = ((self._shared(theirs, at, place), -place) for place in places[self._grams[at]])
            size, place = max(sizes)
            if size >= self._least:
                yield at, -place, size
                done = at + size

    def _shared(self, theirs: Sequence[int], at: int, place: int) -> int:
        """How many words are the same in both from two places on, and not quoted."""
        ours, quoted = self._row.numbers, self._quoted
        size, most = 0, min(len(ours) - at, len(theirs) - place)
        while size < most and ours[at + size] == theirs[place + size] and not quoted[at + size]:
            size += 1
        return size


class _Row:
    """The words of a text but for what may be passed over, in numbers, with their tokens.

    A word that is broken at the end of a line is one, unless only its parts have numbers.
    """

    def __init__(self, index: Index, number_of: Callable[[str], int]) -> None:
        self.numbers = array("l")
        self.firsts, self._ends = array("I"), array("I")
        words = [is_word(form) for form in index.forms]
        numbers = [number_of(form) if words[n] else _NONE for n, form in enumerate(index.forms)]
        is_broken = False
        for at in range(len(index)) if index.body is None else index.body:
            form = index.tokens[at]
            if form == index.soft:
                is_broken = True
            elif words[form]:
                whole = self._whole(index, at, number_of) if is_broken and self.firsts else _NONE
                if whole == _NONE:
                    self.numbers.append(numbers[form])
                    self.firsts.append(at)
                    self._ends.append(at + 1)
                else:
                    self.numbers[-1] = whole
                    self._ends[-1] = at + 1
                is_broken = False
            else:
                is_broken = False

    def _whole(self, index: Index, at: int, number_of: Callable[[str], int]) -> int:
        """The number of a word of which the last one in the row and one behind it are parts."""
        before = index.forms[index.tokens[self._ends[-1] - 1]]
        whole = before + index.forms[index.tokens[at]]
        return number_of(whole)

    def span(self, first: int, size: int) -> Span:
        """The tokens of so many words."""
        return self.firsts[first], self._ends[first + size - 1]


def _grams(numbers: Sequence[int], least: int) -> Iterable[int]:
    """For each word and those behind it, one number for all of them."""
    return map(hash, zip(*(numbers[at:] for at in range(least)), strict=False))
