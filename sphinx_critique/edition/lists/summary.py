"""How many annotations of each kind, in all or by who or what they have to do with."""

from typing import NamedTuple

from ...model.records import Annotation
from .form import declared
from .options import OneOf, Switch
from .selection import Selection
from .survey import Ref, Source

BY = OneOf(
    "by",
    "What a line is for.",
    {
        "kind": "a kind of note",
        "voice": "who speaks in the passage",
        "charged": "who is faulted",
        "work": "a work under review",
        "source": "a source that is brought",
    },
    "kind",
)
CHART = Switch("chart", "Whether a bar stands beside each number.", default="yes")


class SummaryRow(NamedTuple):
    """One line: whose or what annotations, and which of each kind, in the vocabulary's order.

    ``name`` is a kind's, a person's, or empty; ``source`` is there where it counts by source or by
    work.
    """

    name: str
    source: Source | None
    kinds: tuple[tuple[str, tuple[Ref, ...]], ...]

    @property
    def total(self) -> int:
        return sum(len(refs) for _kind, refs in self.kinds)


class Summary(NamedTuple):
    """Counts, and how many annotations there are: one may be counted in several rows."""

    rows: tuple[SummaryRow, ...]
    annotations: int


def summary(selection: Selection) -> Summary:
    """The counts, largest first; by kind in the order of the vocabulary."""
    survey = selection.survey
    by = BY.choice(selection.listing)
    found: dict[str, dict[str, list[Ref]]] = {}
    for annotation in selection.annotations:
        ref = survey.ref(annotation)
        for name in _names(selection, annotation, by):
            found.setdefault(name, {}).setdefault(annotation.kind, []).append(ref)
    order = {kind: place for place, kind in enumerate(survey.kinds)}
    rows = [
        SummaryRow(
            name,
            survey.source(name) if by in ("work", "source") and name else None,
            tuple((kind, tuple(kinds[kind])) for kind in sorted(kinds, key=order.__getitem__)),
        )
        for name, kinds in found.items()
    ]
    if by == "kind":
        rows.sort(key=lambda row: order[row.name])
    else:
        rows.sort(key=lambda row: (not row.name, -row.total, row.name))
    return Summary(tuple(rows), len(selection.annotations))


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


LIST = declared(
    "critique-summary", "How many notes there are of each kind, in a table.", summary, BY, CHART
)
