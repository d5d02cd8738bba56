"""Which of what there was is which of what there is: by words and names, whatever has moved."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from ...texts import late
from .records import Absent, Lemma, Passage, Quoted, State

if TYPE_CHECKING:
    from rapidfuzz import fuzz
else:
    fuzz = late.module("rapidfuzz.fuzz")

Row = TypeVar("Row", Quoted, Passage, Lemma, Absent)
Key = Callable[[Row], Hashable]
"""By which two are the same; ``None`` where one cannot be told by it."""
Pairs = dict[int, int]
"""By the place of what there was, that of what there is."""

_LIKE: Final = 60.0
"""Of 100: words less like others are not these, written anew."""
_LONGEST: Final = 1_000
_MOST_PAIRS: Final = 10_000
"""Of words written anew in one document, that are held against each other."""


def same_quotations(was: State, now: State) -> Pairs:
    """Quotations: in their document by their words, and then by their name or what is like them."""
    keys: list[Key[Quoted]] = [
        lambda each: (each.docname, each.words, each.source, each.locator),
        lambda each: (each.docname, each.words),
        lambda each: (each.docname, each.name) if each.name else None,
        lambda each: (each.words, each.source, each.locator),
        lambda each: each.words,
    ]
    pairs = _paired(was.quotations, now.quotations, keys)
    _pair_by_likeness(was.quotations, now.quotations, pairs, lambda each: each.words)
    return pairs


def same_passages(was: State, now: State) -> Pairs:
    """Passages, which keep their name when their words change."""
    keys: list[Key[Passage]] = [
        lambda each: (each.docname, each.kind, each.name, each.text),
        lambda each: (each.docname, each.name) if each.name else None,
        lambda each: each.name or None,
        lambda each: (each.docname, each.text),
        lambda each: each.text,
    ]
    pairs = _paired(was.passages, now.passages, keys)
    _pair_by_likeness(was.passages, now.passages, pairs, lambda each: each.text)
    return pairs


def same_lemmata(was: State, now: State) -> Pairs:
    """Lemmata: those of the same note."""
    keys: list[Key[Lemma]] = [
        lambda each: (each.docname, each.name, each.kind, each.words, each.note),
        lambda each: (each.docname, each.name) if each.name else None,
        lambda each: (each.docname, each.words, each.note),
        lambda each: (each.docname, each.words, each.kind),
        lambda each: (each.docname, each.kind, each.note),
        lambda each: (each.words, each.note),
        lambda each: (each.docname, each.words),
    ]
    return _paired(was.lemmata, now.lemmata, keys)


def same_absences(was: State, now: State) -> Pairs:
    """Absences: the same words in the same note, or else in one that is like it."""
    keys: list[Key[Absent]] = [
        lambda each: (each.docname, each.name, each.kind, each.typed, each.note),
        lambda each: (each.docname, each.name, each.words) if each.name else None,
        lambda each: (each.docname, each.words, each.note),
        lambda each: (each.docname, each.words, each.kind),
        lambda each: (each.name, each.words) if each.name else None,
        lambda each: (each.words, each.note),
    ]
    return _paired(was.absences, now.absences, keys)


def _paired(was: Sequence[Row], now: Sequence[Row], keys: Sequence[Key[Row]]) -> Pairs:
    """Those that are the same by one key; what is left, by the next. In their order."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for key in keys:
        left = [place for place in range(len(was)) if place not in pairs]
        if not left:
            break
        waiting: dict[Hashable, deque[int]] = {}
        for place, row in enumerate(now):
            if place not in taken and (known := key(row)) is not None:
                waiting.setdefault(known, deque()).append(place)
        for place in left:
            known = key(was[place])
            if known is not None and waiting.get(known):
                pairs[place] = waiting[known].popleft()
                taken.add(pairs[place])
    return pairs


def _pair_by_likeness(
    was: Sequence[Row], now: Sequence[Row], pairs: Pairs, text: Callable[[Row], str]
) -> None:
    """Within each document, what has been written anew with what it was, the likest first."""
    taken = set(pairs.values())
    left: dict[str, tuple[list[int], list[int]]] = {}
    for place, row in enumerate(was):
        if place not in pairs:
            left.setdefault(row.docname, ([], []))[0].append(place)
    for place, row in enumerate(now):
        if place not in taken and row.docname in left:
            left[row.docname][1].append(place)
    for olds, news in left.values():
        if len(olds) * len(news) <= _MOST_PAIRS:
            found = [
                (-likeness, old, new)
                for old in olds
                for new in news
                if (likeness := _likeness(text(was[old]), text(now[new]))) >= _LIKE
            ]
            _take(sorted(found), pairs, taken)


def _take(found: Sequence[tuple[float, int, int]], pairs: Pairs, taken: set[int]) -> None:
    for _, old, new in found:
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one[:_LONGEST], other[:_LONGEST], score_cutoff=_LIKE)
