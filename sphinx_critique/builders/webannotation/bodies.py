"""What annotations say: their words, tags, and what they bring in evidence."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from ...model.records import Annotation, Document, Quotation
from ...project.domain import CritiqueDomain
from ...sources.checked import Checked
from ...texts.addresses import as_link
from ...texts.collation import Status
from ...texts.loci import Citation
from .addresses import Addresses
from .targets import Targets
from .vocabulary import Object, said
from .words import Words

_STANDS: Final = (Status.VERBATIM, Status.MARKED)

Quoted = tuple[Quotation, Checked | None]


class Bodies:
    """Makes them of records, and of the words of the pages."""

    def __init__(
        self, domain: CritiqueDomain, words: Words, addresses: Addresses, targets: Targets
    ) -> None:
        self._edition = domain.edition
        self._survey = domain.lists.survey
        self._documents = domain.build.documents
        self._language = domain.language
        self._words = words
        self._addresses = addresses
        self._targets = targets
        self._quoted = self._quotations()

    def of(self, note: Annotation) -> Iterator[Object]:
        """All that a note says and points at, but its evidence."""
        body = self._words.bodies.get(note.id, "")
        if not body and note.right:
            body = f"<p>{escape(note.right, quote=False)}</p>"
        if body:
            yield {
                "type": "TextualBody",
                "value": body,
                "format": "text/html",
                "language": self._language,
            }
        for tag in note.tags:
            yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
        beside = [self._addresses.of(each) for each in self._edition.beside(note)]
        beside += [as_link(each.uri) for each in self._edition.beside_elsewhere(note)]
        for each in beside:
            yield {"type": "SpecificResource", "purpose": "linking", "source": each}

    def evidence(self, note: Annotation) -> Iterator[Object]:
        """What it quotes, then what it cites without quoting it there."""
        told: list[Citation] = []
        for quotation, checked in self._quoted.get(note.id, ()):
            for citation in quotation.citations[:1]:
                told.append(citation)
                yield self._words_of(citation, quotation, checked)
        for citation in self._survey.brought.get(note.id, []):
            if not any(citation.says(each) for each in told):
                yield self._targets.locus(citation) | {"purpose": "linking"}

    def _words_of(
        self, citation: Citation, quotation: Quotation, checked: Checked | None
    ) -> Object:
        """Words of a source, as they stand there if that is known, and as they are quoted."""
        result = checked.result if checked is not None else None
        exact, page = quotation.words, ""
        if result is not None and result.found and result.status in _STANDS:
            page, exact = result.found
        return said(
            {
                **self._targets.locus(citation),
                "purpose": "linking",
                "selector": {"type": "TextQuoteSelector", "exact": exact},
                "critique:quotation": quotation.words if quotation.words != exact else "",
                "critique:status": str(result.status) if result is not None else "",
                "critique:page": page,
            }
        )

    def _quotations(self) -> dict[str, list[Quoted]]:
        """The quotations in each note, with what their checks came to."""
        checks = {id(quotation): checked for _, quotation, checked in self._survey.checks()}
        found: dict[str, list[Quoted]] = {}
        for docname in self._edition.docnames:
            for quotation in self._documents.get(docname, Document()).quotations:
                if quotation.item and self._edition.includes(quotation.conditions):
                    item = self._edition.id_of(docname, quotation.item)
                    pair = quotation, checks.get(id(quotation))
                    found.setdefault(item, []).append(pair)
        return found
