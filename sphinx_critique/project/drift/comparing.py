"""Two states of a project: what has become of each quotation, each lemma and each absence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from ...sources.absence import Absence
from ...texts.collation import Status
from .causes import Causes, Trials
from .matching import Pairs, same_absences, same_lemmata, same_passages, same_quotations
from .records import Absent, Lemma, Outcome, Passage, Quoted, Row, State

_ORDER: Final = tuple(Status)
_SILENCE: Final = tuple(map(str, Absence))
_STANDS: Final = "stands"
_Row = TypeVar("_Row", Quoted, Lemma, Absent)
_KINDS: Final[dict[type[Row], str]] = {
    Quoted: "quotation",
    Lemma: "lemma",
    Absent: "absence",
}


class Event(StrEnum):
    """What has become of a quotation, a lemma or an absence."""

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
    was: Row | None
    now: Row | None
    why: tuple[str, ...] = ()
    is_worse: bool = False
    passages: tuple[Passage | None, Passage | None] = (None, None)
    is_elsewhere: bool = False

    @property
    def row(self) -> Row:
        """As it is, or as it was where it is no more."""
        row = self.now or self.was
        assert row is not None
        return row

    @property
    def kind(self) -> str:
        """What it is called."""
        return _KINDS[type(self.row)]


def changes(was: State, now: State, trials: Trials | None = None) -> list[Change]:
    """All that is not as it was, in the order of the documents and their lines.

    ``trials`` tell apart what has made the difference, where more than one thing may have.
    """
    before, after = (
        (each.quotations, each.passages, each.lemmata, each.absences) for each in (was, now)
    )
    if before == after:
        return []
    return sorted(_Comparing(was, now, trials).changes(), key=_place)


def _place(change: Change) -> tuple[str, int, str, str]:
    row = change.row
    return row.file, row.line, change.kind, row.words


class _Comparing:
    def __init__(self, was: State, now: State, trials: Trials | None) -> None:
        self._was = was
        self._now = now
        self._causes = Causes(was, now, trials)
        self._same_passages = same_passages(was, now)

    def changes(self) -> Iterator[Change]:
        """Those of quotations source by source, as they are tried."""
        was, now = self._was, self._now
        pairs = [*_of_pairs(was.quotations, now.quotations, same_quotations(was, now))]
        pairs.sort(key=lambda pair: pair[1].keys if pair[1] else ())
        yield from self._told(pairs, self._of_quotation)
        lemmata = _of_pairs(was.lemmata, now.lemmata, same_lemmata(was, now, self._same_passages))
        yield from self._told(lemmata, self._of_lemma)
        absences = _of_pairs(was.absences, now.absences, same_absences(was, now))
        yield from self._told(absences, self._of_absence)

    def _told(
        self,
        pairs: Iterable[tuple[_Row | None, _Row | None]],
        of_both: Callable[[_Row, _Row], Change | None],
    ) -> Iterator[Change]:
        for old, new in pairs:
            if old is not None and new is not None:
                change = of_both(old, new)
                if change is not None:
                    yield change
            else:
                event = Event.NEW if old is None else Event.GONE
                yield Change(event, old, new, passages=self._passages(old, new))

    def _of_quotation(self, old: Quoted, new: Quoted) -> Change | None:
        if old.outcome == new.outcome:
            return Change(Event.REWORDED, old, new) if old.words != new.words else None
        why = self._causes.of_quotation(old, new)
        return Change(Event.DRIFTED, old, new, why, is_worse(old.outcome, new.outcome))

    def _of_absence(self, old: Absent, new: Absent) -> Change | None:
        if old.outcome == new.outcome:
            return Change(Event.REWORDED, old, new) if old.typed != new.typed else None
        before, after = (each.outcome.status for each in (old, new))
        is_unseen = before != after == Absence.UNCHECKED
        worse = is_unseen or _SILENCE.index(after) > _SILENCE.index(before)
        return Change(Event.DRIFTED, old, new, self._causes.of_absence(old, new), worse)

    def _of_lemma(self, old: Lemma, new: Lemma) -> Change | None:
        passages = self._passages(old, new)
        same = self._same_passages.get(old.passage) if old.passage >= 0 else -1
        elsewhere = same != new.passage
        event = _event(old, new, elsewhere)
        if event is not Event.DRIFTED:
            return Change(event, old, new, passages=passages) if event else None
        stood, stands = (each.outcome.status == _STANDS for each in (old, new))
        why = self._causes.of_lemma(old, new, passages)
        return Change(event, old, new, why, stood or not stands, passages, elsewhere)

    def _passages(self, old: Row | None, new: Row | None) -> tuple[Passage | None, Passage | None]:
        return _passage(self._was, old), _passage(self._now, new)


def _of_pairs(
    was: Sequence[_Row], now: Sequence[_Row], pairs: Pairs
) -> Iterator[tuple[_Row | None, _Row | None]]:
    yield from ((was[old], now[new]) for old, new in pairs.items())
    yield from ((row, None) for place, row in enumerate(was) if place not in pairs)
    taken = set(pairs.values())
    yield from ((None, row) for place, row in enumerate(now) if place not in taken)


def is_worse(was: Outcome, now: Outcome) -> bool:
    """Whether a reader may rely on a quotation less than before.

    What failed is not mended where it cannot be checked any more.
    """
    if was.status != now.status:
        before, after = (_ORDER.index(Status(each.status)) for each in (was, now))
        return after > before or now.status == Status.UNCHECKED
    return (
        (was.place, now.place) == ("checked", "unchecked")
        or (now.emphasis == "differs" and was.emphasis != "differs")
        or not set(now.hides) <= set(was.hides)
        or (was.passed_over and not now.passed_over)
    )


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


def _passage(state: State, row: Row | None) -> Passage | None:
    return state.passages[row.passage] if isinstance(row, Lemma) and row.passage >= 0 else None
