"""Names and keys that may be written at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ....model.records import Excerpt
from ....sources.checked import shortened
from ....texts.loci.vocabulary import vocabulary
from ..reading.opened import Opened
from ..written.document import At
from .offers import Offer, Sort, for_member, for_part, for_word

TAILS: Final = ("emphasis added", "emphasis original", "emphasis removed", "my translation")
"""What may be said behind a citation of the words quoted."""
_PAGES: Final = {"p.": "page", "pp.": "pages"}
"""What is printed of a page is its number alone."""


def names(project: Opened, at: At, *, of_notes: bool = False) -> Iterator[Offer]:
    """Names of passages and notes, or of notes alone, in all documents."""
    labels = project.domain.labels
    for name, item in project.domain.edition.named():
        if of_notes and isinstance(item, Excerpt):
            continue
        words = item.text if isinstance(item, Excerpt) else item.lemma
        typed = item.typed_name if name == item.name else name
        yield for_member(at, typed, Sort.NAME, labels.of(item), shortened(words))


def citations(project: Opened, at: At, typed: str) -> Iterator[Offer]:
    """Keys; behind one, the labels of locators, and what is said of the words quoted."""
    if "," in typed.rpartition(";")[2]:
        yield from _labels(project, at)
    else:
        yield from sources(project, at, project.domain.bibliography.keys)


def sources(project: Opened, at: At, keys: Iterable[str]) -> Iterator[Offer]:
    """Keys of the bibliography, with who wrote what, and when."""
    bibliography = project.domain.bibliography
    for key in sorted(keys):
        people = ", ".join(person.last for person in bibliography.persons(key))
        title, year = (bibliography.field(key, name) for name in ("title", "year"))
        yield for_word(at, key, Sort.SOURCE, f"{people} {year}".strip(), title)


def _labels(project: Opened, at: At) -> Iterator[Offer]:
    """In the language of the edition, and in English, which is always read."""
    printed = dict(_PAGES)
    for words in (vocabulary("en"), vocabulary(project.app.config.language or "en")):
        printed |= {form: label for label, form in words.printed.items() if form}
    for form, label in printed.items():
        yield for_part(at, form, Sort.VALUE, label)
    yield from (for_part(at, each, Sort.VALUE) for each in TAILS)
