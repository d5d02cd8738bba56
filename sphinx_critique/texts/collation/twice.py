"""The same words of a source quoted twice, and differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from .. import late
from .marks import CUT_MARKS, Altered, Plain, read_quoted
from .tokens import is_word

if TYPE_CHECKING:
    from rapidfuzz.distance import LCSseq
else:
    LCSseq = late.module("rapidfuzz.distance.LCSseq")

_SHARED: Final = 4
"""Words in a row that two quotations must share to be held against each other."""
_AROUND: Final = 2
_MOST_CHANGED: Final = 4
_MOST_HELD: Final = 200
"""Quotations of the same words that each is held against: those that follow."""
_MARK: Final = "\0"


class Twice(NamedTuple):
    """Two quotations, by their numbers, and the words in which they differ."""

    first: int
    second: int
    differences: tuple[tuple[str, str], ...]


def quoted_differently(
    texts: Sequence[str], cut_marks: tuple[str, ...] = CUT_MARKS
) -> Iterator[Twice]:
    """Pairs of quotations that share words and, within what they share, differ with no mark."""
    words = [_words(text, cut_marks) for text in texts]
    for first, second in _pairs(words):
        if words[first] == words[second]:
            continue
        differences = tuple(_differences(words[first], words[second]))
        if differences:
            yield Twice(first, second, differences)


def _words(text: str, cut_marks: tuple[str, ...]) -> list[str]:
    """The words of a quotation, with a mark wherever it marks anything."""
    words: list[str] = []
    for segment in read_quoted(text, cut_marks).segments:
        for atom in segment:
            if isinstance(atom, Plain):
                words += [atom.form] if is_word(atom.form) else []
            else:
                words.append(_MARK if isinstance(atom, Altered) else f"{_MARK} ")
        words.append(f"{_MARK} ")
    return words[:-1]


def _pairs(words: list[list[str]]) -> list[tuple[int, int]]:
    seen: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(words):
        for at in range(len(each) - _SHARED + 1):
            run = tuple(word.casefold() for word in each[at : at + _SHARED])
            holders = seen.setdefault(run, [])
            if not holders or holders[-1] != number:
                holders.append(number)
    return sorted(
        {
            (first, second)
            for holders in seen.values()
            for place, first in enumerate(holders)
            for second in holders[place + 1 : place + 1 + _MOST_HELD]
        }
    )


def _differences(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    runs = list(LCSseq.opcodes(ours, theirs))
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        # What changes a word is an edit each way.
        if before.tag != "equal" or run.tag == "equal":
            continue
        a, b = run.src_start, run.src_end
        c, d = run.dest_start, run.dest_end
        if after.tag != "equal":
            b, d = max(b, after.src_end), max(d, after.dest_end)
            following = next(
                (each for each in runs if each.src_start >= b and each.tag == "equal"), None
            )
        else:
            following = after
        around = (before, following)
        if any(each is None or each.src_end - each.src_start < _AROUND for each in around):
            continue
        changed = ours[a:b] + theirs[c:d]
        if max(b - a, d - c) <= _MOST_CHANGED and not any(
            word.startswith(_MARK) for word in changed
        ):
            yield " ".join(ours[a:b]), " ".join(theirs[c:d])
