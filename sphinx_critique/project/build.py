"""One build: what is derived from all documents for one builder."""

from collections.abc import Mapping
from dataclasses import dataclass

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..edition.edition import Edition
from ..edition.labels import Labels
from ..edition.lists import Lists, Survey
from ..edition.persons import Persons
from ..model.config import Settings
from ..model.kinds import Kind
from ..model.records import Document
from ..sources.bibliography import Bibliography
from ..sources.verification import Verification


@dataclass(frozen=True)
class Build:
    """All documents seen as one text: what ``only`` leaves out in this build is not there."""

    builder: Builder
    kinds: Mapping[str, Kind]
    edition: Edition
    labels: Labels
    persons: Persons
    lists: Lists


def derive(
    app: Sphinx,
    documents: Mapping[str, Document],
    settings: Settings,
    bibliography: Bibliography,
    verification: Verification,
) -> Build:
    """See the documents as the builder of an application does."""
    kinds = settings.vocabulary
    edition = Edition(documents, app.config.root_doc, app.tags, kinds)
    labels = Labels(edition, kinds)
    persons = Persons(edition, bibliography, kinds)
    titles = {name: title.astext() for name, title in app.env.titles.items()}
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
    )
    return Build(app.builder, kinds, edition, labels, persons, Lists(survey))
