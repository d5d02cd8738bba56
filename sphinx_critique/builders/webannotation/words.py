"""The words of all excerpts and notes, taken from the pages of an edition, each read once."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import NamedTuple

from ...edition.edition import Edition
from ...model.records import Annotation, Item
from .built_pages import BuiltPage, Part


class Passage(NamedTuple):
    """An excerpt as HTML, and its translations."""

    original: str
    translations: tuple[str, ...]


class Words:
    """By ids: ``parts`` are what lemmata stand in, ``bodies`` and ``passages`` are HTML."""

    def __init__(
        self, edition: Edition, docnames: Container[str], page: Callable[[str], BuiltPage]
    ) -> None:
        self.parts: dict[str, Part] = {}
        self.bodies: dict[str, str] = {}
        self.passages: dict[str, Passage] = {}
        self._edition = edition
        for docname in edition.docnames:
            own = [each for each in edition.in_document(docname) if each.id not in edition.homes]
            if own and docname in docnames:
                built = page(docname)
                for item in own:
                    self._take(item, built)

    def _take(self, item: Item, built: BuiltPage) -> None:
        if any(each.lemma for each in self._edition.answers_to(item.id)):
            part = built.part(item.id)
            if part is not None:
                self.parts[item.id] = part
        if isinstance(item, Annotation):
            self.bodies[item.id] = built.body(item.id)
        elif item.answerable:
            translations = tuple(built.translations(item.id))
            self.passages[item.id] = Passage(built.passage(item.id), translations)
