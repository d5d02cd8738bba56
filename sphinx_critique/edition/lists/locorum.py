"""The loci that an edition cites, in the order of the sources."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...locale.wording import said_locator
from ...model.records import Annotation, Cited, Excerpt, Use
from ...texts.loci import Citation, Place, place_text
from .form import declared
from .selection import Selection
from .survey import Ref, Source, Standing


class Reference(NamedTuple):
    """What a locus is used for, and where."""

    use: Use
    refs: tuple[Ref, ...]


class Locus(NamedTuple):
    """A place in a source, as printed (empty: the source itself), and its uses."""

    text: str
    references: tuple[Reference, ...]


class IndexedSource(NamedTuple):
    """A source with its loci, sorted as a reader would."""

    source: Source
    loci: tuple[Locus, ...]


class _Entry:
    """A locus while uses of it are gathered; each place in the edition is named once for each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.uses: dict[Use, dict[tuple[str, str], Ref]] = {}

    def add(self, use: Use, ref: Ref) -> None:
        place = (ref.docname, ref.anchor) if ref.number else (ref.docname, "")
        self.uses.setdefault(use, {}).setdefault(place, ref)

    def locus(self) -> Locus:
        found = ((use, self.uses[use]) for use in Use if use in self.uses)
        references = (Reference(use, tuple(refs.values())) for use, refs in found)
        return Locus(self.text, tuple(references))


def index_locorum(selection: Selection) -> tuple[IndexedSource, ...]:
    """Every locus that a selection cites; parts of a work under review are in the work."""
    survey = selection.survey
    entries: dict[str, dict[Any, _Entry]] = {}
    for place, cited in survey.cited:
        if not selection.covers(place, [cited.citation]):
            continue
        uses = list(_uses(selection, place, cited))
        for citation in _hands(cited.citation):
            if citation.key is None or not selection.wants(citation.key):
                continue
            key = survey.bibliography.indexed_under(citation.key, survey.works)
            for sort_key, text in _places(citation, survey.verification.languages.document):
                entry = entries.setdefault(key, {}).setdefault(sort_key, _Entry(text))
                for use, ref in uses:
                    entry.add(use, ref)
    return tuple(
        IndexedSource(
            survey.source(key),
            tuple(entries[key][each].locus() for each in sorted(entries[key])),
        )
        for key in sorted(entries, key=survey.bibliography.sort_key)
    )


def _uses(selection: Selection, place: Standing, cited: Cited) -> Iterator[tuple[Use, Ref]]:
    survey = selection.survey
    item = place.item
    if item is None:
        yield cited.use, survey.page(place.docname, cited.anchor)
        return
    yield cited.use, survey.ref(item)
    if isinstance(item, Excerpt) and cited.use is Use.QUOTED:
        for answer in filter(selection.lets_through, survey.edition.answers_to(item.id)):
            yield Use.ANSWERED, survey.ref(_written(selection, answer))


def _written(selection: Selection, annotation: Annotation) -> Annotation:
    """An annotation where it was written, if it is printed again."""
    return selection.survey.edition.homes.get(annotation.id, annotation)


def _hands(citation: Citation) -> Iterator[Citation]:
    hand: Citation | None = citation
    while hand is not None:
        yield hand
        hand = hand.carrier


def _places(citation: Citation, language: str) -> Iterator[tuple[Any, str]]:
    """Each place that a citation names: what it sorts by, and as it is printed."""
    locator = citation.locator
    if not locator.text:
        yield (0, (), ""), ""
    elif locator.unread or not locator.places:
        yield (2, (), locator.text), said_locator(locator.text)
    else:
        for place in locator.places:
            yield (1, place.sort_key, ""), _printed(place, language)


def _printed(place: Place, language: str) -> str:
    """A place with its label as citations have it, else as the language's locators do."""
    in_english = place_text(place)
    said = said_locator(in_english)
    return said if said != in_english else place_text(place, language)


LIST = declared(
    "index-locorum",
    "Each locus cited, by source, with links to where it is quoted, answered and brought.",
    index_locorum,
)
