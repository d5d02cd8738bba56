"""Where the words of a quotation are most like those of a text, told before any are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import eq, or_
from typing import Final, NamedTuple

from ..collation.index import Index
from ..collation.tokens import is_word, tokens
from .evidence import GAP, OF_EACH, Evidence, bits_of, by_chance

_RARE: Final = 10
"""Words of a quotation that are looked up, its rarest."""
_LOOKED_UP: Final = 500
_TRIED: Final = 10
"""Places at which a quotation is laid on a text, the likeliest."""
_ROOM: Final = 4
"""Tokens by which words of a short quotation may stand from where the others would have them."""
_BY_CHANCE: Final = 3
"""Words of a quotation that stand as they do in it in most texts that have such words."""

_FEW: Final = 20
"""Places of a word at which it is looked whether it stands there broken."""

Placed = Sequence[tuple[int, str]]
"""The forms of words, each with its number among words and signs."""


class Likeness(NamedTuple):
    """How much words tell that stand where a quotation would have them, and how many do."""

    bits: float
    kept: int

    def may_be_all(self, size: int) -> bool:
        """Whether all of so many words may stand there, though lines or pages part them."""
        return self.kept > _BY_CHANCE or 2 * self.kept >= size - 1

    def evidence(self, index: Index, size: int) -> Evidence:
        """What speaks for it that so many words are from there; it may be that more does."""
        return Evidence(OF_EACH * self.bits - by_chance(index), self.kept, size)


_NOWHERE: Final = Likeness(0.0, 0)


def placed_forms(text: str) -> list[tuple[int, str]]:
    """The forms of the words of a text, each with its number among words and signs."""
    return [(at, each.form) for at, each in enumerate(tokens(text)) if is_word(each.form)]


def likeness(index: Index, placed: Placed) -> Likeness:
    """How much of a quotation stands where its words are most like those of a text.

    Nothing where the text has not half of them at all.
    """
    number_of, postings = index.ids.get, index.postings
    known = [(at, n) for at, form in placed if (n := number_of(form)) is not None]
    if not known or 2 * len(known) < len(placed):
        return _NOWHERE
    rarest = sorted([(len(postings[number]), at, number) for at, number in known])
    votes = Counter(_starts(index, rarest))
    # Of those with as many words, the places of the rarest come first.
    agreed = sorted((-count, n) for n, count in enumerate(votes.values()) if count > 1)
    places = list(votes)
    starts = [places[n] for _, n in agreed[:_TRIED]] or places[:_TRIED]
    row = _Row(index, rarest, placed[-1][0] + 1)
    return row.best(starts, _ROOM + len(placed) // 3)


def _starts(index: Index, rarest: Sequence[tuple[int, int, int]]) -> list[int]:
    """Where a quotation may begin, by each place of its rarest words."""
    looked_up, first, number = rarest[0]
    places = index.postings[number]
    starts = [place - first for place in places]
    for count, at, number in rarest[1:_RARE]:
        looked_up += count
        if looked_up <= _LOOKED_UP:
            starts += [place - at for place in index.postings[number]]
        else:
            # Words that are too common are looked for beside the rarest.
            tokens, by = index.tokens, at - first
            within = (p for p in places if 0 <= p + by < len(tokens))
            starts += [p - first for p in within if tokens[p + by] == number]
    return starts


class _Row:
    """The words of a quotation, to be laid on a text's: their numbers, and what each tells."""

    def __init__(self, index: Index, rarest: Sequence[tuple[int, int, int]], size: int) -> None:
        self._tokens = index.tokens
        self._numbers = [-1] * size
        self._bits = [0.0] * size
        for count, at, number in rarest:
            self._numbers[at] = number
            self._bits[at] = bits_of(count, len(index))
        # A word that is broken at the end of a line is posted whole, and stands there in parts.
        self._rare = [(at, index.postings[n]) for count, at, n in rarest[:_RARE] if count <= _FEW]

    def best(self, starts: Sequence[int], room: int) -> Likeness:
        """The most that is told by words that stand within some room, each counted once."""
        there = {start: self._on(start) for start in starts}
        best = _NOWHERE
        for start, same in there.items():
            near = [other for other in there if -room <= other - start <= room]
            for other in near:
                if other != start:
                    same = list(map(or_, same, there[other]))
            bits = sum(compress(self._bits, same)) - GAP * (len(near) - 1)
            if bits > best.bits:
                best = Likeness(bits, sum(same))
        return best

    def _on(self, start: int) -> list[bool]:
        """For each word, whether it stands at its very place behind a start."""
        by = max(0, -start)
        there = self._tokens[start + by : start + len(self._numbers)]
        same = [False] * by + list(map(eq, there, self._numbers[by:] if by else self._numbers))
        same += [False] * (len(self._numbers) - len(same))
        for at, places in self._rare:
            same[at] = start + at in places
        return same
