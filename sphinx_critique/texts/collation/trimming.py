"""What part of a stretch of words a quotation is laid beside: where it begins and ends there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from .. import late
from ..anchoring import Span
from .effort import spend
from .tokens import DOTS, FREE, is_word

if TYPE_CHECKING:
    from rapidfuzz import distance
    from rapidfuzz.distance import LCSseq, Opcode
else:
    distance = late.module("rapidfuzz.distance")
    LCSseq = late.module("rapidfuzz.distance.LCSseq")

AT_ONCE: Final = 200
"""Pairs of words that are compared in the time of one step where all edits are told."""
_CLOSE: Final = 2
"""Words and signs that may be left out between words that are looked for close by."""
_FEW: Final = 12
"""Words and signs at an end for which the least is taken that they may stand for."""
_FEW_TOGETHER: Final = 2
_BY_CHANCE: Final = 3
"""Words on both sides beyond which a word that stands alone is none of a quotation's."""
_PARTING: Final = frozenset((*FREE, "?", "!", DOTS))
"""Signs over which no word that differs is looked for."""


def trimmed(ours: list[str], theirs: list[str]) -> Span:
    """What part of a window is as like the words as all of it, with least around it."""
    blocks = _drawn_near(theirs, ours)
    if not blocks:
        return 0, 0
    main = max(blocks, key=lambda each: each.src_end - each.src_start)
    at = blocks.index(main)
    is_short = main.dest_start <= _FEW
    first = _first(theirs, ours, main, _before(theirs, ours, main) if is_short else blocks[:at])
    close = _before(theirs, ours, first, first.dest_start + _CLOSE)
    if close and _no_more(theirs, ours, close[-1], first):
        first = _first(theirs, ours, first, close)
    rest = len(ours) - main.dest_end
    last = _last(
        theirs, ours, main, _behind(theirs, ours, main) if rest <= _FEW else blocks[at + 1 :]
    )
    close = _behind(theirs, ours, last, len(ours) - last.dest_end + _CLOSE)
    if close and _no_more(theirs, ours, last, close[0]):
        last = _last(theirs, ours, last, close)
    before = _stood_for(theirs[: first.src_start][::-1], ours[: first.dest_start][::-1])
    behind = _stood_for(theirs[last.src_end :], ours[last.dest_end :])
    return first.src_start - before, last.src_end + behind


def _first(theirs: list[str], ours: list[str], first: Opcode, blocks: Sequence[Opcode]) -> Opcode:
    """The first of the runs of equal words that belong to one behind them."""
    for block in reversed(blocks):
        if _belongs(theirs, ours, block, first, block):
            first = _slid(theirs, block, first.src_start)
    return first


def _last(theirs: list[str], ours: list[str], last: Opcode, blocks: Sequence[Opcode]) -> Opcode:
    """The last of the runs of equal words that belong to one before them."""
    for block in blocks:
        if _belongs(theirs, ours, last, block, block):
            size = block.src_end - block.src_start
            last = _slid(theirs, block, last.src_end + size)
    return last


def _before(
    theirs: list[str], ours: list[str], first: Opcode, most: int | None = None
) -> list[Opcode]:
    """The runs of equal words in what stands before one, as near to it as they can be."""
    head = ours[: first.dest_start]
    near = theirs[: first.src_start][-most if most else None :]
    there = first.src_start - _reach(near[::-1], head[::-1])
    return [_moved(each, there, 0) for each in _equal(theirs[there : first.src_start], head)]


def _behind(
    theirs: list[str], ours: list[str], last: Opcode, most: int | None = None
) -> list[Opcode]:
    """The runs of equal words in what stands behind one, as near to it as they can be."""
    there, here = last.src_end, last.dest_end
    near = theirs[there:][:most]
    size = _reach(near, ours[here:])
    return [_moved(each, there, here) for each in _equal(near[:size], ours[here:])]


def _reach(theirs: list[str], ours: list[str]) -> int:
    """How many words, from the first, have as many of ours in order as all of them."""
    if not (theirs and ours) or len(ours) > _FEW:
        return len(theirs)
    spend(2 * len(theirs))
    most = LCSseq.similarity(theirs, ours)
    sizes = range(len(theirs) + 1)
    return next(size for size in sizes if LCSseq.similarity(theirs[:size], ours) == most)


def _equal(theirs: list[str], ours: list[str]) -> list[Opcode]:
    """The runs of equal words and signs: of words only, where signs stand in the way of some."""
    spend(2 * len(ours) * len(theirs) // AT_ONCE)
    runs = [each for each in LCSseq.opcodes(theirs, ours) if each.tag == "equal"]
    kept = sum(_says(form) for each in runs for form in ours[each.dest_start : each.dest_end])
    there, here = ([at for at, form in enumerate(some) if _says(form)] for some in (theirs, ours))
    words = [theirs[at] for at in there], [ours[at] for at in here]
    if min(map(len, words)) <= kept or LCSseq.similarity(*words) <= kept:
        return runs
    pairs = [
        (there[a], here[b])
        for each in LCSseq.opcodes(*words)
        if each.tag == "equal"
        for a, b in zip(
            range(each.src_start, each.src_end),
            range(each.dest_start, each.dest_end),
            strict=True,
        )
    ]
    return list(_runs(pairs))


def _runs(pairs: list[Span]) -> Iterator[Opcode]:
    """Pairs of places as runs of them."""
    for _, some in groupby(
        enumerate(pairs), lambda each: (each[1][0] - each[0], each[1][1] - each[0])
    ):
        run = [pair for _, pair in some]
        (a, c), (b, d) = run[0], run[-1]
        yield distance.Opcode("equal", a, b + 1, c, d + 1)


def _moved(run: Opcode, there: int, here: int) -> Opcode:
    """A run of equal words, as many places farther on."""
    (a, b), (c, d) = (run.src_start, run.src_end), (run.dest_start, run.dest_end)
    return distance.Opcode(run.tag, a + there, b + there, c + here, d + here)


def _stood_for(theirs: Sequence[str], ours: Sequence[str]) -> int:
    """How many words and signs beyond the last that is equal those of ours may stand for.

    As many as there are of ours, but none beyond a sign that ours have not.
    """
    words, count = sum(map(_says, ours)), 0
    has_words = words > 0
    for form in theirs[: len(ours)]:
        words -= _says(form)
        if words < 0 or (has_words and form in _PARTING and form not in ours):
            break
        count += 1
    return count


def _says(form: str) -> bool:
    """Whether there is a letter or figure in it, be it in brackets."""
    return any(map(str.isalnum, form))


def _slid(theirs: list[str], block: Opcode, end: int) -> Opcode:
    """A run of equal words where it stands again up to some place, next to those beyond."""
    start = end - (block.src_end - block.src_start)
    if start < 0 or theirs[start:end] != theirs[block.src_start : block.src_end]:
        return block
    return distance.Opcode(block.tag, start, end, block.dest_start, block.dest_end)


def _drawn_near(theirs: list[str], ours: list[str]) -> list[Opcode]:
    """The runs of equal words, each where it stands again right before the next, if it does."""
    blocks = _equal(theirs, ours)
    for at in range(len(blocks) - 2, -1, -1):
        block, after = blocks[at : at + 2]
        end = after.src_start - (after.dest_start - block.dest_end)
        before = blocks[at - 1] if at else None
        is_near = before and (
            block.src_start - before.src_end <= block.dest_start - before.dest_end
        )
        if end > block.src_end and not is_near:
            blocks[at] = _slid(theirs, block, end)
    return blocks


def _no_more(theirs: list[str], ours: list[str], before: Opcode, after: Opcode) -> bool:
    """Whether no more words are between two runs than ours: one put for another is no cut."""
    there, here = _between(theirs, ours, before, after)
    return there <= here


def _between(theirs: list[str], ours: list[str], before: Opcode, after: Opcode) -> Span:
    """How many words are between two runs, on both sides."""
    there = sum(map(is_word, theirs[before.src_end : after.src_start]))
    return there, sum(map(is_word, ours[before.dest_end : after.dest_start]))


def _belongs(
    theirs: list[str], ours: list[str], before: Opcode, after: Opcode, block: Opcode
) -> bool:
    """Whether a run of equal words is as long as the words to be dropped to reach it.

    A word alone, beyond many that are not equal, stands there by chance; a sign, beyond any.
    """
    there, here = _between(theirs, ours, before, after)
    words = sum(map(_says, theirs[block.src_start : block.src_end]))
    at_end = block.dest_start == 0 or block.dest_end == len(ours)
    if at_end and words < _FEW_TOGETHER and there > 2 * here + 1:
        return False
    if words < _FEW_TOGETHER and min(there, here) > (_BY_CHANCE if words else 0):
        return False
    return there - here <= block.src_end - block.src_start + 1
