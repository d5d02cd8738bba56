"""Two states of a project: what has become of each quotation and of each lemma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from ...texts.collation import Status
from .causes import Causes
from .matching import Pairs, same_lemmata, same_passages, same_quotations
from .records import Lemma, Outcome, Passage, Quoted, State

_ORDER: Final = tuple(Status)
_STANDS: Final = "stands"
Row = TypeVar("Row", Quoted, Lemma)


class Event(StrEnum):
    """What has become of a quotation or a lemma."""

    DRIFTED = "drifted"
    """Its status or its place in the source is another; or the passage that it is words of."""
    MOVED = "moved"
    """A lemma whose words stand elsewhere in its passage."""
    REWORDED = "reworded"
    """Its words have been changed, and it came to the same."""
    NEW = "new"
    GONE = "gone"


class Change(NamedTuple):
    """What was and what is, and why: ``transcript``, ``errata``, ``document`` …

    ``passages``: what a lemma was, and is, words of; ``is_elsewhere``: whether these are two.
    """

    event: Event
    was: Quoted | Lemma | None
    now: Quoted | Lemma | None
    why: tuple[str, ...] = ()
    is_worse: bool = False
    passages: tuple[Passage | None, Passage | None] = (None, None)
    is_elsewhere: bool = False

    @property
    def row(self) -> Quoted | Lemma:
        """As it is, or as it was where it is no more."""
        row = self.now or self.was
        assert row is not None
        return row

    @property
    def kind(self) -> str:
        """What it is called."""
        return "quotation" if isinstance(self.row, Quoted) else "lemma"


def changes(was: State, now: State) -> list[Change]:
    """All that is not as it was, in the order of the documents and their lines."""
    if (was.quotations, was.passages, was.lemmata) == (now.quotations, now.passages, now.lemmata):
        return []
    causes = Causes(was, now)
    pairs, passages = same_quotations(was, now), same_passages(was, now)
    found = [
        *_of_pairs(was.quotations, now.quotations, pairs),
        *_of_pairs(was.lemmata, now.lemmata, same_lemmata(was, now)),
    ]
    told = [_told(old, new, was, now, passages, causes) for old, new in found]
    return sorted(filter(None, told), key=_place)


def _place(change: Change) -> tuple[str, int, str, str]:
    row = change.row
    return row.file, row.line, change.kind, row.words


def _of_pairs(
    was: Sequence[Row], now: Sequence[Row], pairs: Pairs
) -> Iterator[tuple[Row | None, Row | None]]:
    yield from ((was[old], now[new]) for old, new in pairs.items())
    yield from ((row, None) for place, row in enumerate(was) if place not in pairs)
    taken = set(pairs.values())
    yield from ((None, row) for place, row in enumerate(now) if place not in taken)


def _told(
    old: Quoted | Lemma | None,
    new: Quoted | Lemma | None,
    was: State,
    now: State,
    same: Pairs,
    causes: Causes,
) -> Change | None:
    match old, new:
        case Quoted(), Quoted():
            return _of_quotation(old, new, causes)
        case Lemma(), Lemma():
            return _of_lemma(old, new, was, now, same, causes)
    event = Event.NEW if old is None else Event.GONE
    return Change(event, old, new, passages=(_passage(was, old), _passage(now, new)))


def _of_quotation(old: Quoted, new: Quoted, causes: Causes) -> Change | None:
    if old.outcome == new.outcome:
        return Change(Event.REWORDED, old, new) if old.words != new.words else None
    worse = is_worse(old.outcome, new.outcome)
    return Change(Event.DRIFTED, old, new, causes.of_quotation(old, new), worse)


def is_worse(was: Outcome, now: Outcome) -> bool:
    """Whether a reader may rely on a quotation less than before."""
    before, after = (_ORDER.index(Status(each.status)) for each in (was, now))
    if before != after:
        return after > before
    return (
        (was.place, now.place) == ("checked", "unchecked")
        or (now.emphasis == "differs" and was.emphasis != "differs")
        or not set(now.hides) <= set(was.hides)
        or (was.passed_over and not now.passed_over)
    )


def _of_lemma(
    old: Lemma, new: Lemma, was: State, now: State, same: Pairs, causes: Causes
) -> Change | None:
    passages = _passage(was, old), _passage(now, new)
    elsewhere = (same.get(old.passage) if old.passage >= 0 else -1) != new.passage
    event = _event(old, new, elsewhere)
    if event is not Event.DRIFTED:
        return Change(event, old, new, passages=passages) if event else None
    stood, stands = (each.outcome.status == _STANDS for each in (old, new))
    why = causes.of_lemma(old, new, passages)
    return Change(event, old, new, why, stood or not stands, passages, elsewhere)


def _event(old: Lemma, new: Lemma, elsewhere: bool) -> Event | None:
    before, after = old.outcome, new.outcome
    if before.status != after.status or elsewhere:
        return Event.DRIFTED
    if old.words != new.words:
        return Event.REWORDED
    if before.status != _STANDS:
        return None
    if before.words != after.words:
        return Event.DRIFTED
    return Event.MOVED if (before.at, before.lines) != (after.at, after.lines) else None


def _passage(state: State, row: Quoted | Lemma | None) -> Passage | None:
    return state.passages[row.passage] if isinstance(row, Lemma) and row.passage >= 0 else None
