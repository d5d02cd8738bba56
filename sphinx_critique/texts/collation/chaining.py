"""Words left out in silence by a quotation that is altered too: what is beyond them is looked for.

A quotation is laid beside one stretch of words. Where many words at its beginning or its end are
not there, they may stand farther off, with what is left out between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, groupby
from math import log2
from typing import Final

from ..anchoring import Span
from .alignment import Alignment, laid_upon
from .index import Index
from .marks import Atom, Plain, Segment
from .segment import Difference
from .tokens import is_word

Find = Callable[[Segment, Span], Alignment | None]
"""What a segment is most like among some tokens."""
LONGEST: Final = 600
"""Tokens that a cut which nothing marks may leave out; what lies farther is another passage."""
_LEAST: Final = 4
"""Words that must stand where a quotation is laid, and that may not, before more is looked for."""
_ENOUGH: Final = 3.5
"""Words of a part that must stand there: fewer may have come together by chance."""
_TELLING: Final = 8.0
"""How rare a word must be to count as one, as a power of two; another counts for less."""
_MORE: Final = 3
"""Words more that must stand where a quotation is taken for two parts."""
_BY_CHANCE: Final = 2
"""Words that may stand in a passage alone though all around them do not."""
_FAR: Final = 20
"""Tokens left out that ask for no more; for each time twice as many a word more must stand."""
_NEAR: Final = 8
"""Tokens beyond a passage in which a part of what was laid beside it may stand."""


def with_rest(index: Index, best: Alignment, find: Find) -> Alignment:
    """The passage with what of the quotation stands before or behind it, farther off."""
    if best.kept < _LEAST:
        return best
    for at, is_head in _apart(index, best):
        parts = best.segment[:at], best.segment[at:]
        start, end = best.span
        main = find(parts[is_head], (max(0, start - _NEAR), end + _NEAR))
        if main is None:
            continue
        before = max(0, main.span[0] - LONGEST), main.span[0]
        behind = main.span[1], min(len(index), main.span[1] + LONGEST)
        other = find(parts[not is_head], before if is_head else behind)
        if other is None or other.kept + main.kept < best.kept + _MORE:
            continue
        first, second = (other, main) if is_head else (main, other)
        if _is_rest(index, other, second.span[0] - first.span[1]):
            best = _joined(index, first, second)
            break
    return best


def _is_rest(index: Index, part: Alignment, gap: int) -> bool:
    """Whether enough of the words stand beyond so many tokens: the more of these, the more."""
    span = part.span[1] - part.span[0]
    if not 0 <= gap <= LONGEST or 2 * part.kept < min(part.size, span):
        return False
    kept = (
        atom.form
        for atom in part.segment
        if isinstance(atom, Plain) and is_word(atom.form) and not _differs(index, part, atom)
    )
    told = sum(min(1.0, log2(len(index) / max(1, index.count(form))) / _TELLING) for form in kept)
    return told >= _ENOUGH + log2(max(1.0, gap / _FAR))


def _joined(index: Index, first: Alignment, second: Alignment) -> Alignment:
    """Two parts as one, with what is left out between them.

    Where that is little, words at its ends may stand for others than each part by itself tells.
    """
    apart = _with_gap(first, second)
    if second.span[0] - first.span[1] > apart.size:
        return apart
    whole = laid_upon(index, apart.segment, apart.span, apart.size)
    return whole if whole.kept > apart.kept + 1 else apart


def _with_gap(first: Alignment, second: Alignment) -> Alignment:
    at = first.segment[-1].end
    gap = Difference(first.span[1], second.span[0], at, at)
    between = (gap,) if gap.first < gap.last else ()
    return Alignment(
        (*first.segment, *second.segment),
        (first.span[0], second.span[1]),
        first.kept + second.kept,
        first.size + second.size,
        (*first.differences, *between, *second.differences),
    )


def _apart(index: Index, best: Alignment) -> Iterator[tuple[int, bool]]:
    """Where a beginning ends, or an end begins, most of whose words are not there."""
    weights = _weights(index, best)
    for is_head, some in ((True, weights), (False, weights[::-1])):
        sums = list(accumulate(some))
        most = max(sums)
        if most >= _LEAST:
            size = sums.index(most) + 1
            if size < len(some):
                yield (size if is_head else len(some) - size), is_head


def _weights(index: Index, best: Alignment) -> list[int]:
    """What each atom says for it that the words around it are not there.

    A word or two alone among such that are not may stand there by chance: they say nothing.
    """
    words = [isinstance(atom, Plain) and is_word(atom.form) for atom in best.segment]
    weights: list[int] = []
    pairs = zip(best.segment, words, strict=True)
    for differs, run in groupby(pairs, lambda pair: _differs(index, best, pair[0])):
        said = [is_one for _, is_one in run]
        each = 1 if differs else -2 if sum(said) > _BY_CHANCE else 0
        weights += (each * is_one for is_one in said)
    return weights


def _differs(index: Index, part: Alignment, atom: Atom) -> bool:
    """Whether an atom does not stand there, be it with other capitals."""
    form = atom.form.casefold() if isinstance(atom, Plain) else ""
    return any(
        each.start <= atom.start < each.end
        and form not in map(str.casefold, index.between(each.first, each.last))
        for each in part.differences
    )
