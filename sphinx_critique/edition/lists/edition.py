"""The front page of an edition: what it says of itself, what is in it, and its chapters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.records import Annotation, Document, Excerpt, Listing, Toctree
from ...texts.collation import Status
from ...texts.loci import Citation, Place, keys_of
from ..facts import Facts
from .form import declared
from .selection import Selection
from .survey import Ref, Source, Survey


class Stroke(NamedTuple):
    """An annotation, by its kind."""

    ref: Ref
    kind: str


class Chapter(NamedTuple):
    """A document with those under it; ``pages`` are the first and the last it is about."""

    ref: Ref
    pages: tuple[str, ...]
    strokes: tuple[Stroke, ...]


class Front(NamedTuple):
    """``heads`` is the title that the page has already.

    ``checked`` of ``quotations`` were checked, and are as their sources have them.
    """

    facts: Facts
    heads: str
    works: tuple[Source, ...]
    passages: int
    notes: int
    sources: int
    checked: int
    quotations: int
    chapters: tuple[Chapter, ...]


def front(selection: Selection) -> Front:
    """What the front page says, of the whole edition."""
    survey = selection.survey
    keys = set(keys_of(cited.citation for _, cited in survey.cited))
    works = {survey.bibliography.works_of(key) or key for key in keys}
    statuses = [checked.result.status for _, _, checked in survey.checks()]
    return Front(
        survey.facts,
        survey.titles.get(selection.docname, ""),
        tuple(map(survey.source, sorted(survey.works))),
        sum(isinstance(each, Excerpt) and each.answerable for each in survey.edition.items),
        len(survey.annotations),
        len(works - survey.works),
        sum(each in (Status.VERBATIM, Status.MARKED) for each in statuses),
        len(statuses),
        tuple(_chapters(survey, selection.docname)),
    )


def _chapters(survey: Survey, docname: str) -> Iterator[Chapter]:
    """The documents that stand in the one of the front page, else all others."""
    within = _below(survey, docname) or [d for d in survey.edition.docnames if d != docname]
    for name in within:
        yield _chapter(survey, name, _all_below(survey, name))


def _chapter(survey: Survey, name: str, docnames: set[str]) -> Chapter:
    notes = [each for each in survey.annotations if each.docname in docnames]
    places = sorted(
        (place for each in notes for place in _places(survey, each)),
        key=lambda place: place.sort_key,
    )
    ends = [places[0].first, places[-1].last or places[-1].first] if places else []
    strokes = tuple(Stroke(survey.ref(each), each.kind) for each in notes)
    return Chapter(survey.page(name), tuple(dict.fromkeys(ends)), strokes)


def _places(survey: Survey, annotation: Annotation) -> Iterator[Place]:
    """The pages of the work that an annotation is about."""
    work = survey.work(annotation)
    for each in survey.locus(annotation):
        if _is_of(survey, each, work):
            yield from (place for place in each.locator.places if place.label == "page")


def _is_of(survey: Survey, citation: Citation, work: str) -> bool:
    return work in (citation.key, survey.bibliography.works_of(citation.key))


def _below(survey: Survey, docname: str) -> Sequence[str]:
    entries = survey.documents.get(docname, Document()).entries
    toctrees = (each for each in entries if isinstance(each, Toctree))
    found = dict.fromkeys(name for each in toctrees for name in each.docnames)
    return [name for name in found if name in survey.edition.docnames]


def _all_below(survey: Survey, docname: str) -> set[str]:
    found, waiting = {docname}, [docname]
    while waiting:
        below = [each for each in _below(survey, waiting.pop()) if each not in found]
        found.update(below)
        waiting += below
    return found


def _is_local(listing: Listing) -> bool:
    """Its title and chapters are those of the document that it stands in."""
    return True


LIST = declared(
    "edition",
    "A front page: what ``critique_edition`` says of the edition, how to cite it, what is in it.",
    front,
    is_local=_is_local,
)
