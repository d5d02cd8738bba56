"""The general index of a build: without what it leaves out, in one order, a reader's."""

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..model.records import Toctree
from ..model.steps import Step
from ..texts.loci import read_locator
from .domain import CritiqueDomain


def drop_what_is_left_out(app: Sphinx, builder: Builder) -> None:
    """Sphinx collects entries while reading, when no build has decided on ``only`` yet.

    What is dropped here is dropped in memory alone: the environment has been stored.
    """
    domain = CritiqueDomain.of(builder.env)
    edition = domain.edition
    entries: dict[str, list[Any]] = builder.env.get_domain("index").data["entries"]
    for docname, document in domain.documents.items():
        known = {each.id for each in document.entries if not isinstance(each, Toctree)}
        shown = {each.id for each in edition.in_document(docname)}
        kept = []
        for entry in entries.get(docname, []):
            place = edition.id_of(docname, entry[2])
            if entry[2] not in known or place in shown:
                kept.append((*entry[:2], place, *entry[3:]))
        if docname in entries:
            entries[docname] = kept
    if domain.is_used:
        # Sphinx keeps words that differ in case alone in the order in which pages were read.
        for docname in sorted(entries):
            entries[docname] = entries.pop(docname)


def sort_loci(app: Sphinx, pagename: str, templatename: str, context: Any, doctree: Any) -> None:
    """Sphinx sorts what stands under an entry by letters; under a source, there are loci."""
    letters = context.get("genindexentries")
    if not letters:
        return
    domain = CritiqueDomain.of(app.env)
    sources = set(map(domain.bibliography.plain, domain.bibliography.keys))
    for _letter, entries in letters:
        for name, (_links, within, _key) in entries:
            if name in sources:
                within.sort(key=lambda each: read_locator(each[0], domain.language).sort_key)


def setup(app: Sphinx) -> None:
    """Before anything is written, and after the environment is stored."""
    Step.DROP_INDEX_ENTRIES.connect(app, drop_what_is_left_out)
    Step.SORT_INDEX.connect(app, sort_loci)
