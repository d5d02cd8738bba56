"""How many annotations of each kind, in all or by who or what they have to do with."""

from collections import Counter
from typing import NamedTuple

from ...model.records import Annotation
from .form import declared
from .options import OneOf, Switch
from .selection import Selection
from .survey import Source

BY = OneOf("by", ("kind", "voice", "charged", "work", "source"))
CHART = Switch("chart")


class SummaryRow(NamedTuple):
    """One line: whose or what annotations, how many in all, and how many of each kind there are.

    ``name`` is a kind's, a person's, or empty; ``source`` is there where it counts by source or by
    work.
    """

    name: str
    source: Source | None
    total: int
    kinds: tuple[tuple[str, int], ...]


class Summary(NamedTuple):
    """Counts, and how many annotations there are: one may be counted in several rows."""

    rows: tuple[SummaryRow, ...]
    annotations: int


def summary(selection: Selection) -> Summary:
    """The counts, largest first; by kind in the order of the vocabulary."""
    survey = selection.survey
    by = BY.choice(selection.listing)
    counts: dict[str, Counter[str]] = {}
    for annotation in selection.annotations:
        for name in _names(selection, annotation, by):
            counts.setdefault(name, Counter())[annotation.kind] += 1
    order = list(survey.kinds)
    if by == "kind":
        names = sorted(counts, key=order.index)
    else:
        names = sorted(counts, key=lambda name: (not name, -counts[name].total(), name))
    rows = tuple(
        SummaryRow(
            name,
            survey.source(name) if by in ("work", "source") and name else None,
            counts[name].total(),
            tuple((kind, counts[name][kind]) for kind in order if counts[name][kind]),
        )
        for name in names
    )
    return Summary(rows, len(selection.annotations))


def _names(selection: Selection, annotation: Annotation, by: str) -> tuple[str, ...]:
    """Under what an annotation counts; under nothing, which has a line of its own."""
    survey = selection.survey
    if by == "kind":
        return (annotation.kind,)
    if by == "voice":
        return (survey.persons.speaker(annotation),)
    if by == "charged":
        return survey.persons.faulted(annotation) or ("",)
    if by == "work":
        return (survey.work(annotation),)
    return survey.sources_of(annotation) or ("",)


LIST = declared("critique-summary", summary, BY, CHART)
