"""The annotations of an edition in the Web Annotation Data Model (W3C Recommendation, 2017)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ...edition.facts import Facts
from ...locale import _
from ...model.exports import HOME
from ...model.identifiers import names_in
from ...model.records import Annotation, Excerpt, Item
from ...project.domain import CritiqueDomain
from ...texts.addresses import as_link, is_whole
from ...texts.loci import Citation
from .addresses import Addresses
from .bodies import Bodies
from .built_pages import BuiltPage
from .targets import Targets
from .vocabulary import (
    CONTEXT,
    CONTEXT_OF_ALL,
    Object,
    cito_property,
    concept,
    kind_address,
    motivation,
    one_or_all,
    said,
)
from .words import Passage, Words

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Collection:
    """Makes the objects of an edition; ``page`` gives the page of a document as it was built."""

    def __init__(
        self, domain: CritiqueDomain, addresses: Addresses, page: Callable[[str], BuiltPage]
    ) -> None:
        self._build = domain.build
        self._edition = domain.edition
        self._survey = domain.lists.survey
        self._bibliography = domain.bibliography
        self._languages = domain.languages
        self._language = domain.language
        self._addresses = addresses
        self._words = Words(domain.edition, addresses.docnames, page)
        self._targets = Targets(domain.edition, self._words, addresses)
        self._bodies = Bodies(domain, self._words, addresses, self._targets)

    def whole(self) -> Object:
        """All annotations, in reading order, on one page of a collection."""
        file, facts = self._addresses.file, self._survey.facts
        items = [self.annotation(each) for each in self._survey.annotations if self._has(each)]
        first = {
            "id": f"{file}#page-1",
            "type": "AnnotationPage",
            "partOf": file,
            "startIndex": 0,
            "items": items,
        }
        about = {
            "@context": CONTEXT_OF_ALL,
            "id": file,
            "type": "AnnotationCollection",
            "label": facts.whole_title,
            **_about(facts),
            "generator": {"id": HOME, "type": "Software", "name": "sphinx-critique"},
        }
        own = {
            "critique:kinds": list(self._kinds()),
            "critique:excerpts": list(self._excerpts()),
            "critique:sources": list(self._sources()),
        }
        return said(about) | {"total": len(items), "first": first, "last": first["id"]} | said(own)

    def annotation(self, note: Annotation) -> Object:
        """One annotation, which says the same where it stands alone."""
        kind = self._build.kinds[note.kind]
        evidence = list(self._bodies.evidence(note))
        return said(
            {
                "@context": CONTEXT,
                "id": self._addresses.of(note),
                "type": "Annotation",
                "motivation": [motivation(kind), kind_address(self._addresses.file, kind.name)],
                **_about(self._survey.facts),
                "body": one_or_all([*self._bodies.of(note), *evidence]),
                "target": one_or_all(list(self._targets.of(note))),
                **self._cited(note, evidence),
                **self._written(note),
            }
        )

    def _has(self, item: Item) -> bool:
        return item.docname in self._addresses.docnames

    def _cited(self, note: Annotation, evidence: Sequence[Object]) -> Object:
        """How the edition cites what it answers, and what it brings, in the words of CiTO."""
        name = cito_property(self._build.kinds[note.kind])
        answered = [{"id": each} for each in self._targets.answered(note)]
        brought = [{"id": each} for each in dict.fromkeys(each["source"] for each in evidence)]
        found = {"cito:citesAsEvidence": one_or_all(brought)}
        return found | {name: one_or_all(answered)} if name else found

    def _written(self, note: Annotation) -> Object:
        """What its author wrote, for whoever takes it into an edition of reST again."""
        return {
            "critique:kind": note.kind,
            "critique:number": self._edition.numbers[note.id],
            "critique:name": note.typed_name,
            "critique:lemma": note.lemma,
            "critique:on": note.on,
            "critique:at": _typed(note.at),
            "critique:cite": _typed(note.cites),
            "critique:with": one_or_all(note.beside),
            "critique:voice": note.voice,
            "critique:speaker": self._build.persons.speaker(note),
            "critique:charged": one_or_all(names_in(note.charged)),
            "critique:right": note.right,
            "critique:absent": one_or_all(note.absent),
        }

    def _kinds(self) -> Iterator[Object]:
        used = {each.kind for each in self._survey.annotations}
        for name, kind in self._build.kinds.items():
            if name in used:
                yield concept(self._addresses.file, kind, _(kind.title), self._language)

    def _excerpts(self) -> Iterator[Object]:
        """The passages that are answered, whole."""
        for item in self._edition.items:
            if isinstance(item, Excerpt) and item.answerable and self._has(item):
                yield self._excerpt(item, self._words.passages.get(item.id, Passage("", ())))

    def _excerpt(self, item: Excerpt, passage: Passage) -> Object:
        language = self._languages.of(item.original, item.language, item.citations)
        tags = [tag or self._language for _, tag in item.translations]
        translations = [
            {"value": words, "format": "text/html", "language": tag}
            for words, tag in zip(passage.translations, tags, strict=False)
        ]
        cited = [{"id": self._addresses.of_cited(each)} for each in item.citations[:1]]
        return said(
            {
                "id": self._addresses.of(item),
                "type": "critique:Excerpt",
                "value": passage.original,
                "format": "text/html",
                "language": language,
                "critique:number": self._edition.numbers[item.id],
                "critique:name": item.typed_name,
                "critique:citation": _typed(item.citations),
                "critique:source": one_or_all(cited),
                "critique:voice": item.voice,
                "critique:date": item.date,
                "critique:numbered": bool(item.lines),
                "critique:translations": one_or_all(translations),
            }
        )

    def _sources(self) -> Iterator[Object]:
        """The sources that are named above, by their addresses."""
        for key, address in self._addresses.sources():
            label = self._bibliography.plain(key)
            listed = self._addresses.listed(key)
            about = {"id": address, "critique:key": key, "label": label}
            yield said(about | {"critique:listed": listed if listed != address else ""})


def _about(facts: Facts) -> Object:
    """Who answers for it, since when, and what others may do with it."""
    return {
        "creator": one_or_all([{"type": "Person", "name": each} for each in facts.editors]),
        "created": f"{facts.date}T00:00:00Z" if _DAY.fullmatch(facts.date) else "",
        "rights": as_link(facts.licence) if is_whole(facts.licence) else "",
    }


def _typed(citations: Sequence[Citation]) -> str:
    return "; ".join(" ".join(each.text.split()) for each in citations)
