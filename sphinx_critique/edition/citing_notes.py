"""The edition with its notes, each to be cited by itself: as BibTeX and as CSL-JSON."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..texts.addresses import as_link
from . import facts as edition
from .facts import Facts
from .lemmata import abbreviated


class CitedNote(NamedTuple):
    """A note: its number, what it is called, the words it is about, its place among the pages."""

    number: int
    label: str
    lemma: str
    place: str

    @property
    def title(self) -> str:
        """What it is called, and the words, shortened as in its head."""
        words = f" ({abbreviated(self.lemma)})" if self.lemma else ""
        return self.label[:1].upper() + self.label[1:] + words


def as_bibtex(facts: Facts, notes: Iterable[CitedNote]) -> str:
    """Entries, each complete: a note is a part of the edition."""
    entries = [edition.as_bibtex(facts)]
    for note in notes:
        own = {"title": note.title, "booktitle": facts.whole_title}
        fields = own | edition.fields_of(facts) | own
        fields |= {"subtitle": "", "doi": "", "url": as_link(facts.on_the_web(note.place))}
        entries.append(edition.entry("incollection", f"{facts.key}-{note.number}", fields))
    return "\n\n".join(entries) + "\n"


def as_csl(facts: Facts, notes: Iterable[CitedNote]) -> str:
    """Items, each on a line, of one list."""
    whole = edition.csl_item(facts)
    items = [whole]
    for note in notes:
        item: dict[str, Any] = {
            **whole,
            "id": f"{facts.key}-{note.number}",
            "type": "chapter",
            "title": note.title,
            "container-title": facts.whole_title,
            "URL": facts.on_the_web(note.place),
        }
        item.pop("DOI", None)
        items.append(item)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]\n"
