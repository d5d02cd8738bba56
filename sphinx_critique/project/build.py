"""One build: what is derived from all documents for one builder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..edition.conditions import Conditions
from ..edition.edition import Edition
from ..edition.elsewhere import Elsewhere
from ..edition.facts import facts_of
from ..edition.labels import Labels
from ..edition.links import is_for_browsers
from ..edition.lists import Lists, Survey
from ..edition.persons import Persons
from ..model.config import Settings
from ..model.kinds import Kind
from ..model.records import Document
from ..sources.bibliography import Bibliography
from ..sources.verification import Verification
from ..texts.printed import readable


@dataclass(frozen=True)
class Build:
    """All documents seen as one text: what this build leaves out is not there.

    ``documents`` are as the builder prints them.
    """

    builder: Builder
    documents: Mapping[str, Document]
    kinds: Mapping[str, Kind]
    edition: Edition
    labels: Labels
    persons: Persons
    lists: Lists
    is_used: bool


Read = Callable[[str, nodes.document], Document]
"""Makes a record of a document again from its tree."""


def derive(
    app: Sphinx,
    read: Read,
    documents: Mapping[str, Document],
    settings: Settings,
    bibliography: Bibliography,
    verification: Verification,
) -> Build:
    """See the documents as the builder of an application does."""
    kinds = settings.vocabulary
    conditions = Conditions(app)
    documents = {
        docname: document
        if conditions.met(document.inner)
        else _seen(app, conditions, read, docname)
        for docname, document in documents.items()
    }
    edition = Edition(documents, app.config.root_doc, conditions, kinds, Elsewhere(app.env))
    labels = Labels(edition, kinds)
    persons = Persons(edition, bibliography, kinds)
    titles = {name: readable(title.astext()) for name, title in app.env.titles.items()}
    survey = Survey(
        edition,
        persons,
        bibliography,
        kinds,
        documents,
        verification,
        titles,
        labels,
        settings.work,
        facts_of(app.config, settings.edition, _exports(app.builder, settings)),
    )
    ours = not all(each.is_of_others for each in documents.values())
    used = ours or bibliography.in_our_style
    return Build(app.builder, documents, kinds, edition, labels, persons, Lists(survey), used)


def _exports(builder: Builder, settings: Settings) -> list[str]:
    """What is written beside the pages: beside those for browsers, which alone can lead there."""
    writes_pages = is_for_browsers(builder) and getattr(builder, "writes_pages", True)
    return settings.exports if writes_pages else []


def _seen(app: Sphinx, conditions: Conditions, read: Read, docname: str) -> Document:
    """A document without what the build leaves out of its passages and notes."""
    tree = app.env.get_doctree(docname)
    conditions.mark(tree)
    return read(docname, tree)
