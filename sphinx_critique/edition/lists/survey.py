"""The whole edition, as its lists look at it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ...locale.punctuation import semicolon, with_commas
from ...model.kinds import Kind
from ...model.records import (
    Annotation,
    Cited,
    Document,
    Excerpt,
    Item,
    Piece,
    Quotation,
    RunningText,
    Use,
)
from ...sources.bibliography import Bibliography
from ...sources.checked import Checked
from ...sources.verification import Verification
from ...texts.loci import Citation, keys_of, source_itself
from ..edition import Edition
from ..elsewhere import Other
from ..facts import Facts
from ..labels import Labels
from ..persons import Persons
from ..running_text import CLOSE, OPEN, SAID, UNSAID
from ..works import told


class Series(StrEnum):
    """What is numbered together, or (a page) not at all."""

    EXCERPT = "excerpt"
    QUOTATION = "quotation"
    ANNOTATION = "annotation"
    PAGE = "page"


class Ref(NamedTuple):
    """A place in the edition: ``label`` is what running text calls it (“omission 12”).

    ``spoken`` is its name where a number alone is shown (“note 12, omission”). One in another
    edition has an address (``uri``), which is its ``anchor``, too.
    """

    docname: str
    anchor: str
    number: int
    label: str
    series: Series
    uri: str = ""
    spoken: str = ""


class Source(NamedTuple):
    """A publication as a list names it: ``listed`` is where a bibliography has it, or empty."""

    key: str
    names: str
    title: str
    year: str
    listed: tuple[str, str]


class Standing(NamedTuple):
    """A citation or quotation where it stands; ``item`` is the excerpt or annotation there.

    ``work`` is under review there.
    """

    docname: str
    item: Item | None
    work: str


class Survey:
    """What lists are made of: records with the persons, sources and titles they speak of."""

    def __init__(
        self,
        edition: Edition,
        persons: Persons,
        bibliography: Bibliography,
        kinds: Mapping[str, Kind],
        documents: Mapping[str, Document],
        verification: Verification,
        titles: Mapping[str, str],
        labels: Labels,
        default_work: str,
        facts: Facts,
    ) -> None:
        self.edition = edition
        self.persons = persons
        self.bibliography = bibliography
        self.kinds = kinds
        self.documents = documents
        self.verification = verification
        self.languages = verification.languages
        self.titles = titles
        self._labels = labels
        self._default_work = default_work
        self.facts = facts

    @cached_property
    def annotations(self) -> list[Annotation]:
        """Every annotation of the edition, in reading order."""
        return [item for item in self.edition.items if isinstance(item, Annotation)]

    def ref(self, item: Item) -> Ref:
        """Where an item stands."""
        number = self.edition.numbers[item.id]
        if isinstance(item, Annotation):
            series = Series.ANNOTATION
        else:
            series = Series.EXCERPT if item.answerable else Series.QUOTATION
        label, spoken = self._labels.of(item), self._labels.spoken(item)
        return Ref(item.docname, item.id, number, label, series, spoken=spoken)

    def ref_elsewhere(self, other: Other) -> Ref:
        """Where an item of another edition stands."""
        label = self._labels.elsewhere(other)
        return Ref("", other.uri, 0, label, Series(other.series), other.uri)

    def answered(self, annotation: Annotation) -> Ref | None:
        """Where what an annotation answers stands, in whatever edition."""
        target = self.edition.targets.get(annotation.id)
        if target is not None:
            return self.ref(target)
        other = self.edition.others.get(annotation.id)
        return self.ref_elsewhere(other) if other is not None else None

    def page(self, docname: str, anchor: str = "") -> Ref:
        """A place in a document that bears no number."""
        return Ref(docname, anchor, 0, self.titles.get(docname) or docname, Series.PAGE)

    def source(self, key: str) -> Source:
        """A source by its key."""
        names, title, year = self.bibliography.named(key)
        listed = self.bibliography.listed(key, "")
        place = (listed.bibliography_key.docname, listed.citation_id) if listed else ("", "")
        return Source(key, names, title, year, place)

    @cached_property
    def cited(self) -> list[tuple[Standing, Cited]]:
        """Every citation of the edition, in reading order of the documents."""
        return list(self._cited())

    def _cited(self) -> Iterator[tuple[Standing, Cited]]:
        for docname in self.edition.docnames:
            document = self.documents.get(docname, Document())
            for cited in document.cited:
                if self.edition.includes(cited.conditions):
                    item = self._item(docname, cited.item)
                    yield Standing(docname, item, cited.work), cited

    def _item(self, docname: str, item_id: str) -> Item | None:
        return self.edition.get(self.edition.id_of(docname, item_id)) if item_id else None

    @cached_property
    def brought(self) -> dict[str, list[Citation]]:
        """What each annotation brings in evidence, by its id."""
        found: dict[str, list[Citation]] = {}
        for place, cited in self.cited:
            if cited.use is Use.EVIDENCE and place.item is not None:
                brought = found.setdefault(place.item.id, [])
                # Roles of the project name a source wherever they speak of it.
                if not (cited.of_project and cited.citation in brought):
                    brought.append(cited.citation)
        return found

    def sources_of(self, annotation: Annotation) -> tuple[str, ...]:
        """The keys of what an annotation brings, in its order, each once."""
        brought = self.brought.get(annotation.id, [])
        return tuple(keys_of(brought))

    def checks(self) -> Iterator[tuple[Standing, Quotation, Checked]]:
        """Every quotation that was checked, in reading order of the documents."""
        for docname in self.edition.docnames:
            kept = self.verification.kept.get(docname)
            quotations = self.documents.get(docname, Document()).quotations
            for quotation, checked in zip(quotations, kept.checks if kept else (), strict=False):
                if self.edition.includes(quotation.conditions):
                    item = self._item(docname, quotation.item)
                    yield Standing(docname, item, quotation.work), quotation, checked

    def locus(self, annotation: Annotation) -> tuple[Citation, ...]:
        """Where the passage answered stands in its source."""
        first = self.edition.thread(annotation).first
        target = self.edition.targets.get(first.id)
        return target.citations if isinstance(target, Excerpt) else self.at(first)

    def at(self, annotation: Annotation) -> tuple[Citation, ...]:
        """The locus that is answered without being quoted; a work other than the project's."""
        if annotation.whole_work and annotation.work != self._default_work:
            return (source_itself(annotation.work, keys=self.bibliography.keys),)
        return annotation.at

    def work(self, annotation: Annotation) -> str:
        """The work under review where the passage answered stands."""
        first = self.edition.thread(annotation).first
        return (self.edition.targets.get(first.id) or first).work

    @cached_property
    def works(self) -> frozenset[str]:
        """The works under review, the project's own among them."""
        named = (key for document in self.documents.values() for key in document.works)
        return frozenset(filter(None, (self._default_work, *named)))

    def told(self, citations: Iterable[Citation]) -> str:
        """Citations in a line of an index."""
        return told(citations, self.bibliography, self._default_work)

    def named(self, citations: Iterable[Citation]) -> str:
        """Citations in plain words."""
        plain = self.bibliography.plain
        return semicolon().join(with_commas((plain(c.key), c.locator.text)) for c in citations)

    def language_of_lemma(self, annotation: Annotation) -> str:
        """The language of the words that an annotation is about; none where nothing tells it."""
        target = self.edition.targets.get(annotation.id)
        if not isinstance(target, Excerpt):
            return ""
        start = self.edition.spans.get(annotation.id, (0, 0))[0]
        own = [told for begins, told in target.translations if begins <= start]
        told = own[-1] if own else target.language
        return self.languages.of(self.lemma(annotation), told, target.citations)

    def in_languages(self, note: RunningText) -> RunningText:
        """A note in which the words of each quotation tell their language."""
        told = list(note)
        begun: list[int] = []
        for place, piece in enumerate(note):
            if piece.style in (OPEN, SAID):
                begun.append(place)
            elif piece.style in (CLOSE, UNSAID):
                start = begun.pop()
                within = slice(start + 1, place)
                words = "".join(each.words for each in note[within])
                language = self.languages.of(words, note[start].language, note[start].citations)
                told[start] = Piece("", note[start].style)
                told[within] = [
                    each if each.language else each._replace(language=language)
                    for each in told[within]
                ]
        return tuple(each for each in told if each.style not in (SAID, UNSAID))

    def lemma(self, annotation: Annotation) -> str:
        """The words that an annotation is about."""
        if annotation.id in self.edition.spans:
            return self.edition.lemma_words(annotation, with_occurrence=False)
        return annotation.lemma
