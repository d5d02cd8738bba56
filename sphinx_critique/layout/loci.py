"""Where passages are from: who speaks, when, in which source, and at which place of it."""

from docutils import nodes
from sphinx.builders import Builder

from ..edition.persons import speakers
from ..edition.works import place
from ..locale.punctuation import colon, comma, semicolon
from ..model.nodes import cite, excerpt, given, joined, locus
from ..model.records import Excerpt, Item
from ..project.domain import CritiqueDomain
from ..texts.dates import printed_date
from ..texts.loci import Citation
from .foreign import apart
from .medium import Medium
from .styled import apart_by_points, styled


class Loci:
    """Says where the passages of one document are from.

    ``alone``: the documents, and what is cited of the work under review by its place alone.
    """

    def __init__(self, domain: CritiqueDomain, builder: Builder) -> None:
        self.build = domain.build
        self.edition = self.build.edition
        self.bibliography = domain.bibliography
        self.languages = domain.languages
        self.builder = builder
        self.medium = Medium.of(builder)
        self.language = domain.env.config.language
        self.alone: list[tuple[str, tuple[Citation, ...]]] = []

    def locus(self, node: excerpt) -> nodes.Element:
        """Number, speaker, source and date of a passage."""
        record = self.edition.get(node["ids"][0])
        assert isinstance(record, Excerpt)
        label = self.build.labels.of(record)
        citations = given(node, "argument")
        if self.medium.is_book and (margin := self._margin(record)):
            node["place"] = margin
            told = self._told(node, [], label)
            # What is not printed is still linked to by a bibliography.
            told += [nodes.target("", "", ids=each["ids"]) for each in citations if each["ids"]]
            return told
        if len(citations) == 1 and self.is_of_the_work(record, citations):
            self.print_place_alone(node["docname"], citations)
            place_alone = nodes.inline("", "", citations[0], classes=["critique-place"])
            return self._told(node, [place_alone], label)
        line = locus("", "", styled(_capital(label), "number"))
        voice = node["voice"] or self._author(citations)
        where = self.where(citations, voice, node["date"])
        if where:
            line += [nodes.Text(colon()), *where]
        return line

    def _voice(self, names: str) -> nodes.inline:
        told = [nodes.Text(names)]
        words = apart(names, self.languages.document) if self.medium.is_html else told
        return nodes.inline("", "", *words, classes=["critique-voice"])

    def is_of_the_work(self, record: Item, citations: list[cite], page: str = "") -> bool:
        """Whether a reader of a page (its own) knows of which work a place is."""
        is_told = self.medium.is_html or self.medium.is_book
        if not is_told or self.bibliography.footnotes:
            return False
        return self._is_only_work(record, page) and all(
            each.key == record.work and each.known and each.locator.text and not each.carrier
            for citation in citations
            for each in citation["citations"]
        )

    def _is_only_work(self, record: Item, page: str = "") -> bool:
        reviewed = {*self.build.documents[page or record.docname].works, record.work}
        return reviewed == {record.work}

    def print_place_alone(self, docname: str, citations: list[cite]) -> None:
        """Have the place alone printed of citations, on the page of a document."""
        for each in citations:
            each["place_alone"] = True
            self.alone.append((docname, each["citations"]))

    def _told(self, node: excerpt, where: list[nodes.Node], label: str) -> nodes.Element:
        """Of the work under review the place alone; then speaker, date and number."""
        said_by = speakers(node["voice"])
        date = printed_date(node["date"], self.language) if node["date"] else ""
        parts = [
            *where,
            *([self._voice(said_by)] if said_by else []),
            *([styled(date, "date")] if date else []),
            styled(label, "number"),
        ]
        return locus("", "", *apart_by_points(parts))

    def _margin(self, record: Excerpt) -> str:
        """What stands in the margin of a book: the place, where it is plainly one in the work."""
        plain = all(
            record.work in (each.key, self.bibliography.works_of(each.key))
            and each.locator.text
            and not (each.words or each.tail or each.carrier)
            for each in record.citations
        )
        if not plain or self.bibliography.footnotes:
            return ""
        if not record.work or not self._is_only_work(record):
            return ""
        return semicolon().join(place(each.locator) for each in record.citations)

    def where(self, citations: list[cite], voice: str, date: str) -> list[nodes.Node]:
        """Speaker, date and sources, in a row."""
        parts: list[list[nodes.Node]] = []
        if said_by := speakers(voice):
            parts.append([self._voice(said_by)])
        if date:
            parts.append([styled(printed_date(date, self.language), "date")])
        if citations:
            parts.append(joined(citations))
        own = self.bibliography.own
        brackets = own is not None and not own.as_notes
        result: list[nodes.Node] = []
        for part in parts:
            in_brackets = isinstance(part[0], cite) and not part[0].get("place_alone")
            between = " " if brackets and in_brackets else comma()
            result += [nodes.Text(between), *part] if result else part
        return result

    def _author(self, citations: list[cite]) -> str:
        """The author of a source whose citation, as it is set, does not tell."""
        key = citations[0]["citations"][0].key if citations else None
        if key is None or self.bibliography.tells_author(key, self.builder):
            return ""
        return self.bibliography.voice(key)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
