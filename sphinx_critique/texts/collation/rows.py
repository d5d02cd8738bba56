"""The words of a transcript in a row, those joined that a line's end breaks.

Most quotations stand in such rows to the letter: they are compared at once, and no word is read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..anchoring import Span

_PARTS: Final = 3
"""Tokens of a broken word: its halves and the hyphen."""


class Rows:
    """Finds numbers of forms in a row; places are tokens, as in the index.

    ``broken``: the tokens at which broken words begin, ascending, and the numbers of the whole.
    """

    def __init__(
        self,
        tokens: array[int],
        postings: Sequence[Sequence[int]],
        broken: Iterable[tuple[int, int]],
    ) -> None:
        self._postings = postings
        self._words, self._joints, self._halves = array("I"), array("I"), array("I")
        done = 0
        for start, whole in broken:
            if start < done:
                continue  # It is the second half of the word before.
            self._words += tokens[done:start]
            self._joints.append(len(self._words))
            self._halves.append(start)
            self._words.append(whole)
            done = start + _PARTS
        self._words += tokens[done:]

    def find(self, numbers: Sequence[int], ranges: Iterable[Span]) -> Iterator[Span]:
        """Where these stand within ranges of tokens; nowhere where one of them is -1."""
        if -1 in numbers:
            return
        wanted, size = array("I", numbers), len(numbers)
        _, number, at = min((len(self._postings[n]), n, at) for at, n in enumerate(numbers))
        posted = self._postings[number]
        for first, last in ranges:
            for token in posted[bisect_left(posted, first) : bisect_left(posted, last)]:
                start = token - (_PARTS - 1) * bisect_left(self._halves, token) - at
                if start >= 0 and self._words[start : start + size] == wanted:
                    begin, end = self._token(start), self._token(start + size)
                    if first <= begin and end <= last:
                        yield begin, end

    def _token(self, word: int) -> int:
        return word + (_PARTS - 1) * bisect_left(self._joints, word)
