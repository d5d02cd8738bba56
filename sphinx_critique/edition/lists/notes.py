"""Annotations as a table or list, in the order that is asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ...model.records import Annotation, Excerpt, Listing, RunningText
from ...texts.loci import Citation, once
from .form import declared
from .options import AnyOf, OneOf
from .selection import Selection
from .survey import Ref, Source, Survey

COLUMNS: Mapping[str, str] = {
    "number": "its number, a link to it",
    "kind": "its kind",
    "locus": "where in its source the passage stands",
    "lemma": "the words that it is about",
    "right": "what the lemma should read",
    "note": "the words of the note itself",
    "sources": "what it cites",
    "voice": "who speaks in the passage",
    "charged": "who is faulted: the one charged, else the speaker",
    "date": "when the passage was said",
    "document": "the document that it stands in",
    "passage": "a link to the passage",
    "tags": "its tags",
    "work": "the work under review where the passage stands",
}
"""What a table of annotations can show of each."""
_DEFAULT = ("number", "kind", "locus", "lemma", "sources")
_COLUMNS = AnyOf(
    "columns",
    "Makes a table, with these columns. One that is empty in every row is left out.",
    COLUMNS,
    "; ".join(_DEFAULT),
)
_SORT = OneOf(
    "sort",
    "What the notes are sorted by.",
    {
        "document": "as they stand in the edition",
        "locus": "by source, then in the order of its pages",
        "kind": "by kind, in the order of the vocabulary",
        "date": "by when the passage was said; what bears no date comes last",
    },
    "document",
)


class NoteRow(NamedTuple):
    """One annotation, with all that a column may show of it; ``language`` is the lemma's."""

    ref: Ref
    kind: str
    passage: Ref | None
    locus: tuple[Citation, ...]
    whole_work: bool
    lemma: str
    language: str
    right: str
    voice: str
    charged: tuple[str, ...]
    date: str
    tags: tuple[str, ...]
    sources: tuple[Citation, ...]
    document: str
    work: Source | None
    note: RunningText


def note_rows(selection: Selection) -> tuple[NoteRow, ...]:
    """The annotations of a selection; their words are there where they are to be shown."""
    survey, listing = selection.survey, selection.listing
    key = _ORDERS[_SORT.choice(listing)](survey)
    found = selection.annotations if key is None else sorted(selection.annotations, key=key)
    shown = columns(listing)
    return tuple(_row(survey, each, shown) for each in found)


def columns(listing: Listing) -> tuple[str, ...]:
    """The columns of a table; none where a list is asked for."""
    if not listing.has(_COLUMNS.name):
        return ()
    return _COLUMNS.of(listing) or _DEFAULT


def _row(survey: Survey, annotation: Annotation, shown: Sequence[str]) -> NoteRow:
    work = survey.work(annotation) if "work" in shown else ""
    return NoteRow(
        survey.ref(annotation),
        annotation.kind,
        survey.answered(annotation),
        survey.locus(annotation),
        annotation.whole_work,
        survey.lemma(annotation),
        survey.language_of_lemma(annotation),
        annotation.right,
        "; ".join(survey.persons.voices(annotation)),
        survey.persons.faulted(annotation),
        _date(survey, annotation),
        annotation.tags,
        once(survey.brought.get(annotation.id, ())),
        survey.titles.get(annotation.docname, annotation.docname),
        survey.source(work) if work else None,
        survey.in_languages(annotation.note) if "note" in shown else (),
    )


def _date(survey: Survey, annotation: Annotation) -> str:
    """When the passage answered was said."""
    target = survey.edition.targets.get(annotation.id)
    if isinstance(target, Annotation):
        return _date(survey, target)
    return target.date if isinstance(target, Excerpt) else ""


Key = Callable[[Annotation], Any]


def _by_locus(survey: Survey) -> Key:
    """By source, as an index has them, then as a reader would go through it."""

    def sorted_by(annotation: Annotation) -> Any:
        locus = survey.locus(annotation)
        key = locus[0].key if locus else None
        source = survey.bibliography.indexed_under(key, survey.works) if key else None
        name = survey.bibliography.sort_key(source) if source else ()
        return bool(locus), name, [each.locator.sort_key for each in locus]

    return sorted_by


def _by_kind(survey: Survey) -> Key:
    places = {name: place for place, name in enumerate(survey.kinds)}
    return lambda annotation: places[annotation.kind]


def _by_date(survey: Survey) -> Key:
    """What bears no date comes last."""

    def key(annotation: Annotation) -> Any:
        date = _date(survey, annotation)
        return not date, date

    return key


_ORDERS: dict[str, Callable[[Survey], Key | None]] = {
    "document": lambda survey: None,
    "locus": _by_locus,
    "kind": _by_kind,
    "date": _by_date,
}


LIST = declared(
    "critique-list", "The notes of the edition, as a list or a table.", note_rows, _COLUMNS, _SORT
)
