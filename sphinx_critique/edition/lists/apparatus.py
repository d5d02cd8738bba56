"""The apparatus of a text: its annotations, each by number or line and lemma."""

from typing import NamedTuple

from ...model.records import Annotation, Listing, RunningText
from ...texts.loci import Citation
from .form import declared
from .options import OneOf, Switch
from .selection import Selection
from .survey import Ref

_SCOPE = OneOf(
    "scope",
    "Whose notes are listed.",
    {"document": "those of this document", "edition": "those of all documents"},
    "document",
)
SHORT = Switch("short", "A line for each note, without its words: place, lemma, kind, sources.")


class ApparatusRow(NamedTuple):
    """One annotation; ``passage`` is what it answers, ``at`` the locus where it answers no passage.

    ``locus`` is where in a source that passage stands, or ``at``; ``lines`` are those of its lemma
    where the lines of the passage are numbered, else empty. ``language`` is the lemma's.
    """

    ref: Ref
    kind: str
    passage: Ref | None
    at: tuple[Citation, ...]
    locus: tuple[Citation, ...]
    whole_work: bool
    lines: str
    lemma: str
    language: str
    right: str
    note: RunningText
    sources: tuple[Citation, ...]


def apparatus(selection: Selection) -> tuple[ApparatusRow, ...]:
    """The annotations of a selection, in reading order."""
    return tuple(_row(selection, each) for each in selection.annotations)


def _row(selection: Selection, annotation: Annotation) -> ApparatusRow:
    survey = selection.survey
    return ApparatusRow(
        survey.ref(annotation),
        annotation.kind,
        survey.answered(annotation),
        survey.at(annotation),
        survey.locus(annotation),
        annotation.whole_work,
        survey.edition.lines(annotation),
        survey.lemma(annotation),
        survey.language_of_lemma(annotation),
        annotation.right,
        survey.in_languages(annotation.note),
        annotation.cites,
    )


def _is_local(listing: Listing) -> bool:
    return _SCOPE.choice(listing) == "document"


LIST = declared(
    "apparatus",
    "The notes of this document, each by number or line and lemma, as in a critical edition.",
    apparatus,
    _SCOPE,
    SHORT,
    is_local=_is_local,
)
