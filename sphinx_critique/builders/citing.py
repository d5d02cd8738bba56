"""The edition and each of its notes, as works of reference managers: BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

from ..edition.citing_notes import CitedNote, as_bibtex, as_csl
from ..model.exports import EXPORTS
from ..project.domain import CritiqueDomain
from .written_pages import is_written, place


def write_bibtex(builder: StandaloneHTMLBuilder, folder: Path) -> None:
    """An entry for the edition, then one for each note."""
    domain = CritiqueDomain.of(builder.env)
    text = as_bibtex(domain.lists.survey.facts, _notes(builder, domain))
    (folder / EXPORTS["bibtex"].file).write_text(text, encoding="utf-8")


def write_csl(builder: StandaloneHTMLBuilder, folder: Path) -> None:
    """The same as items of CSL-JSON."""
    domain = CritiqueDomain.of(builder.env)
    text = as_csl(domain.lists.survey.facts, _notes(builder, domain))
    (folder / EXPORTS["csl"].file).write_text(text, encoding="utf-8")


def _notes(builder: StandaloneHTMLBuilder, domain: CritiqueDomain) -> Iterator[CitedNote]:
    survey = domain.lists.survey
    for note in (each for each in survey.annotations if is_written(builder, each.docname)):
        lemma = ""
        if note.id in survey.edition.spans:
            lemma = survey.edition.lemma_words(note, with_occurrence=False)
        page = f"{place(builder, note.docname)}#{note.id}"
        yield CitedNote(survey.edition.numbers[note.id], survey.ref(note).label, lemma, page)
