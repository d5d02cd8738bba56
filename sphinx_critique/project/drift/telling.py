"""What has drifted, in words: as lines to read, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ...edition.lemmata import abbreviated
from ...sources.absence import Absence
from ...sources.checked import shortened, shortened_apart
from ...texts.collation.whereabouts import on_page
from ...texts.printed import one_line
from .comparing import Change, Event
from .records import Absent, Anchored, Lemma, Outcome, Passage, Quoted

_PLURALS: Final = {"quotation": "quotations", "lemma": "lemmata", "absence": "absences"}
_BEGINNING: Final = 8
"""Words by which a passage is known that has no name."""


class Line(NamedTuple):
    """A change to read: its file and line, what was and is (``turn``), and the rest."""

    file: str
    line: int
    turn: str
    rest: str


def drifted(changes: Sequence[Change]) -> list[Change]:
    """Those by which something does not hold as it did."""
    return [each for each in changes if each.event is Event.DRIFTED]


def line_of(change: Change) -> Line:
    """A change on one line."""
    row = change.row
    if isinstance(row, Quoted):
        cited = ", ".join(filter(None, (row.source, row.locator)))
        words = shortened(row.words)
        head, parts = f"{cited}: {words}" if cited else words, list(_of_quotation(change))
    elif isinstance(row, Absent):
        head, parts = f":absent: “{row.words}” ({row.kind})", list(_of_absence(change))
    else:
        head, parts = f"lemma “{abbreviated(row.words)}” ({row.kind})", list(_of_lemma(change))
    if change.why:
        parts.append(f"because of: {', '.join(change.why)}")
    rest = one_line("; ".join([head, *parts]))
    return Line(row.file, row.line, _turn(change), rest)


def _turn(change: Change) -> str:
    before, after = (each.outcome.status if each else "" for each in (change.was, change.now))
    if change.event is Event.DRIFTED:
        return before if before == after else f"{before} → {after}"
    return str(change.event)


def _of_quotation(change: Change) -> Iterator[str]:
    was, now = change.was, change.now
    if isinstance(was, Quoted) and isinstance(now, Quoted):
        if was.words != now.words:
            yield _reworded(was.words, now.words)
        cited = [", ".join(filter(None, (each.source, each.locator))) for each in (was, now)]
        if cited[0] != cited[1]:
            yield f"cited: {cited[0] or 'nothing'} → {cited[1] or 'nothing'}"
        yield from _of_outcomes(was.outcome, now.outcome)
    else:
        yield f"it {'was' if now is None else 'is'} {change.row.outcome.status}"


def _reworded(was: str, now: str) -> str:
    return "words: {} → {}".format(*shortened_apart(was, now))


def _of_outcomes(was: Outcome, now: Outcome) -> Iterator[str]:
    if was.page != now.page:
        yield f"found: {_on(was.page)} → {_on(now.page)}"
    for name in ("place", "emphasis"):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield f"{name}: {before or 'none'} → {after or 'none'}"
    if was.hides != now.hides:
        yield f"hides: {', '.join(was.hides) or 'nothing'} → {', '.join(now.hides) or 'nothing'}"
    if was.passed_over != now.passed_over:
        over = now.passed_over
        yield f"{'now' if over else 'no longer'} passed over (critique_check_ignore)"


def _on(page: str) -> str:
    return (on_page(page) or page) if page else "without page"


def _of_lemma(change: Change) -> Iterator[str]:
    was, now = change.was, change.now
    if not (isinstance(was, Lemma) and isinstance(now, Lemma)):
        yield f"it {'was' if now is None else 'is'}: {change.row.outcome.status}"
        return
    if was.words != now.words:
        is_seen = abbreviated(was.words) != abbreviated(now.words)
        yield f"it was “{abbreviated(was.words)}”" if is_seen else _reworded(was.words, now.words)
    before, after = was.outcome, now.outcome
    if before.words != after.words and before.status == after.status == "stands":
        yield _reworded(before.words, after.words)
    elif after.status == "missing":
        nearest = shortened(after.words) if after.words else "none"
        yield (
            f"the nearest words there are {nearest}" if after.words else "nothing there is like it"
        )
    if change.event is Event.MOVED:
        yield f"it stands elsewhere: {_where(before)} → {_where(after)}"
    elif change.is_elsewhere:
        yield from _of_passages(*change.passages)


def _of_absence(change: Change) -> Iterator[str]:
    was, now = change.was, change.now
    if not (isinstance(was, Absent) and isinstance(now, Absent)):
        yield f"it {'was' if now is None else 'is'}: {change.row.outcome.status}"
        return
    if was.typed != now.typed:
        yield f"it was “{was.typed}”, it is “{now.typed}”"
    if was.source != now.source:
        yield f"of: {was.source or 'nothing'} → {now.source or 'nothing'}"
    before, after = (
        _on(each.outcome.page) if each.outcome.status == Absence.STANDS else "nowhere"
        for each in (was, now)
    )
    if before != after:
        yield f"found: {before} → {after}"


def _where(anchored: Anchored) -> str:
    line = f", line {anchored.lines}" if anchored.lines else ""
    return f"word {anchored.at}{line}"


def _of_passages(was: Passage | None, now: Passage | None) -> Iterator[str]:
    if was is not None and now is None:
        yield f"what it answered is not there: {called(was)}"
    elif now is not None and was is None:
        yield f"it answers {called(now)}"
    elif was is not None and now is not None:
        yield f"it answered {called(was)}, it answers {called(now)}"


def called(passage: Passage) -> str:
    """A passage by its name, or else by its first words."""
    if passage.name:
        return f"{passage.kind} {passage.name}"
    return f"{passage.kind} {shortened(passage.text, _BEGINNING)}"


def counted(changes: Sequence[Change], since: str) -> str:
    """How many of each have become what, in a sentence."""
    found = drifted(changes)
    head = f"{_of_kinds(found)} {_have(found)} drifted since {since}"
    worse = sum(each.is_worse for each in found)
    head += f", {worse} for the worse" if worse else ""
    others = (Event.MOVED, Event.REWORDED, Event.NEW, Event.GONE)
    groups = [(event, [each for each in changes if each.event is event]) for event in others]
    return "; ".join([head, *(f"{_of_kinds(group)} {event}" for event, group in groups if group)])


def _of_kinds(changes: Sequence[Change]) -> str:
    counts = Counter(each.kind for each in changes)
    parts = [
        f"{counts[one]} {one if counts[one] == 1 else several}"
        for one, several in _PLURALS.items()
        if counts[one]
    ]
    head = ", ".join(parts[:-1])
    return " and ".join(filter(None, (head, *parts[-1:]))) or "nothing"


def _have(changes: Sequence[Change]) -> str:
    return "has" if len(changes) <= 1 else "have"
