"""Which of what there was is which of what there is: by words and names, whatever has moved."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice, product
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
_FAR_MORE_LIKE: Final = 85.0
_GONE: Final = -2
"""The place of a passage that is there no more; -1 is that of none."""
_LONGEST: Final = 1_000
_MOST_PAIRS: Final = 2_500
"""Of words written anew in one document, that are all held against each other."""
_MOST_CANDIDATES: Final = 16
"""Where there are more, those with which each shares its rarest words."""


def same_quotations(was: State, now: State) -> Pairs:
    """Quotations: in their document by their words, and then by their name or what is like them."""
    keys: list[Key[Quoted]] = [
        lambda each: (each.docname, each.words, each.source, each.locator),
        lambda each: (each.docname, each.words),
        lambda each: (each.docname, each.name) if each.name else None,
        lambda each: (each.words, each.source, each.locator),
        lambda each: each.words,
        lambda each: each.name or None,
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


def same_lemmata(was: State, now: State, passages: Pairs) -> Pairs:
    """Lemmata: those of the same note. One that has another name is about the same passage."""
    is_now = {**passages, -1: -1}
    olds = [each._replace(passage=is_now.get(each.passage, _GONE)) for each in was.lemmata]
    keys: list[Key[Lemma]] = [
        lambda each: (each.docname, each.name, each.kind, each.words, each.note),
        lambda each: (each.docname, each.name) if each.name else None,
        lambda each: (each.name, each.kind) if each.name else None,
        lambda each: (each.docname, each.words, each.note, each.passage),
        lambda each: (each.docname, each.words, each.kind, each.passage),
        lambda each: (each.docname, each.kind, each.note, each.passage),
        lambda each: (each.words, each.note, each.passage),
        lambda each: None if each.name else (each.docname, each.words, each.note),
        lambda each: None if each.name else (each.docname, each.words, each.kind),
        lambda each: None if each.name else (each.docname, each.kind, each.note),
        lambda each: None if each.name else (each.words, each.note),
        lambda each: None if each.name else (each.docname, each.words),
    ]
    return _paired(olds, now.lemmata, keys)


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
    """What has been written anew with what it was, the likest first: in each document, then in any.

    What is in another document, or has another name, is the same only if it is far more like it.
    """
    taken = set(pairs.values())
    steps: list[tuple[Callable[[Row], str], float]] = [
        (lambda row: row.docname, _LIKE),
        (lambda row: "", _FAR_MORE_LIKE),
    ]
    for group, least in steps:
        left: dict[str, tuple[list[int], list[int]]] = {}
        for place, row in enumerate(was):
            if place not in pairs:
                left.setdefault(group(row), ([], []))[0].append(place)
        for place, row in enumerate(now):
            if place not in taken and group(row) in left:
                left[group(row)][1].append(place)
        for olds, news in left.values():
            said = {old: text(was[old])[:_LONGEST] for old in olds}
            says = {new: text(now[new])[:_LONGEST] for new in news}
            found = [
                (-likeness, old, new)
                for old, new in _candidates(said, says)
                if (likeness := fuzz.ratio(said[old], says[new], score_cutoff=least)) >= least
                and (likeness >= _FAR_MORE_LIKE or not _have_other_names(was[old], now[new]))
            ]
            _take(sorted(found), pairs, taken)


def _have_other_names(one: Row, other: Row) -> bool:
    return bool(one.name and other.name and one.name != other.name)


def _candidates(said: Mapping[int, str], says: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The pairs that may be alike: all, or of very many those of neighbours and of rare words."""
    if len(said) * len(says) <= _MOST_PAIRS:
        yield from product(said, says)
        return
    bearing: dict[str, list[int]] = {}
    for new, words in says.items():
        for word in set(words.casefold().split()):
            bearing.setdefault(word, []).append(new)
    news = list(says)
    for place, (old, words) in enumerate(said.items()):
        shared = set(words.casefold().split()) & bearing.keys()
        rarest = sorted(shared, key=lambda word: (len(bearing[word]), word))[:_MOST_CANDIDATES]
        rare = (new for word in rarest for new in bearing[word][:_MOST_CANDIDATES])
        near = news[max(place - 1, 0) : place + 2]
        for new in islice(dict.fromkeys((*near, *rare)), _MOST_CANDIDATES):
            yield old, new


def _take(found: Sequence[tuple[float, int, int]], pairs: Pairs, taken: set[int]) -> None:
    for _, old, new in found:
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
