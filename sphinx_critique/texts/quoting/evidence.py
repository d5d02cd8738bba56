"""How much speaks for it that words were taken from a text, and are not like it by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

from .. import late
from ..collation.index import Index
from ..collation.tokens import is_word, tokens

if TYPE_CHECKING:
    from rapidfuzz.distance import LCSseq
else:
    LCSseq = late.module("rapidfuzz.distance.LCSseq")

_RARE: Final = 10
"""Words of a quotation that are looked up, its rarest."""
_LOOKED_UP: Final = 1_500
_ROOM: Final = 4
"""Tokens by which words of a short quotation may stand from where the others would have them."""
_OF_EACH: Final = 0.6
"""Words follow each other less freely than they come: so much of each counts."""
_MOST_BITS: Final = 14.0
_GAP: Final = 2.0
"""What each place counts against it where words are not those that follow."""


class Evidence(NamedTuple):
    """``bits``: by how much chance is outdone; of ``size`` words, ``kept`` stand there."""

    bits: float
    kept: int
    size: int

    @property
    def share(self) -> float:
        """Of the words, those that stand there."""
        return self.kept / max(self.size, 1)


def placed_forms(text: str) -> list[tuple[int, str]]:
    """The forms of the words of a text, each with its number among words and signs."""
    return [(at, each.form) for at, each in enumerate(tokens(text)) if is_word(each.form)]


def word_forms(text: str) -> list[str]:
    """The forms of the words of a text."""
    return [token.form for token in tokens(text) if is_word(token.form)]


def likeness(index: Index, placed: Sequence[tuple[int, str]]) -> float:
    """How much the rarest words of a quotation tell that stand where the others would have them.

    ``placed``: its words, each with its number among words and signs. 0 where too few stand so.
    """
    known = [(at, index.ids[form]) for at, form in placed if form in index.ids]
    if 2 * len(known) < len(placed):
        return 0.0
    counted = sorted((len(index.postings[n]), at, n) for at, n in known)[:_RARE]
    places: list[tuple[int, int]] = []
    bits: dict[int, float] = {}
    for count, at, number in counted:
        if bits and len(places) + count > _LOOKED_UP:
            break
        bits[at] = _bits(index, count)
        places += ((place - at, at) for place in index.postings[number])
    return _closest(sorted(places), _ROOM + len(placed) // 3, bits)


def _closest(places: Sequence[tuple[int, int]], room: int, bits: Mapping[int, float]) -> float:
    """The most that words tell which stand within some room: one alone tells nothing."""
    best, told, first = 0.0, 0.0, 0
    least = min(2, len(bits))
    within: dict[int, int] = {}
    for at, number in places:
        if number not in within:
            told += bits[number]
        within[number] = within.get(number, 0) + 1
        while places[first][0] < at - room:
            other = places[first][1]
            within[other] -= 1
            if not within[other]:
                del within[other]
                told -= bits[other]
            first += 1
        if told > best and len(within) >= least:
            best = told
    return best


def _bits(index: Index, count: int) -> float:
    return min(_MOST_BITS, log2(max(2, len(index)) / max(1, count)))


def evidence(index: Index, forms: Sequence[str], found: str) -> Evidence:
    """What speaks for it that a quotation's words are those of a passage."""
    theirs = word_forms(found)
    folded = [form.casefold() for form in forms], [form.casefold() for form in theirs]
    equal = [each for each in LCSseq.opcodes(*folded) if each.tag == "equal"]
    kept = [n for each in equal for n in range(each.src_start, each.src_end)]
    if not kept:
        return Evidence(-99.0, 0, len(forms))
    bits = sum(_bits(index, index.count(forms[n])) for n in kept)
    gaps = (b.dest_start - a.dest_end for a, b in pairwise(equal))
    by_chance = sum(_GAP + log2(1 + gap) / 2 for gap in gaps) + log2(max(2, len(index))) / 2
    return Evidence(_OF_EACH * bits - by_chance, len(kept), len(forms))


def runs_on(halves: Sequence[str], found: str) -> bool:
    """Whether most of each half stands in a passage, with nothing between that is left out."""
    forms = [[form.casefold() for form in word_forms(half)] for half in halves]
    theirs = [form.casefold() for form in word_forms(found)]
    equal = [
        (each.src_start + n, each.dest_start + n)
        for each in LCSseq.opcodes([form for half in forms for form in half], theirs)
        if each.tag == "equal"
        for n in range(each.src_end - each.src_start)
    ]
    edge = 0
    for half in forms:
        kept = [pair for pair in equal if edge <= pair[0] < edge + len(half)]
        if 2 * len(kept) < len(half):
            return False
        edge += len(half)
    return all(b[1] - a[1] <= b[0] - a[0] for a, b in pairwise(equal) if _parts(forms, a[0], b[0]))


def _parts(forms: Sequence[Sequence[str]], one: int, other: int) -> bool:
    """Whether a half ends between two words."""
    ends = accumulate(map(len, forms))
    return any(one < end <= other for end in ends)
