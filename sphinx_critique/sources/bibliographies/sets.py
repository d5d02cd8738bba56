"""Entries that stand for several others (``@set``)."""

from collections.abc import Mapping

from ...texts.bibtex.markup import Words
from .entry import BibliographyEntry, told
from .leftovers import names_of

_OWN = frozenset({"shorthand", "label", "keywords", "options", "ids"})


def complete_set(entry: BibliographyEntry, entries: Mapping[str, BibliographyEntry]) -> None:
    """Let the first member speak for a set, and the others be named in its note.

    BibLaTeX sets all members in full; the styles of BibTeX set one source to an entry.
    """
    keys = (key.strip() for key in str(entry.fields.get("entryset") or "").split(","))
    members = [entries[key] for key in keys if key in entries and entries[key] is not entry]
    if not members:
        return
    first, *others = members
    entry.type = first.type
    for role, persons in first.persons.items():
        entry.persons.setdefault(role, persons)
    for name, value in first.fields.items():
        if name not in _OWN:
            entry.fields.setdefault(name, value)
    described = "; ".join(_in_short(each) for each in others)
    parts = (str(entry.fields.get("addendum") or ""), described)
    entry.fields["addendum"] = Words(". ".join(filter(None, parts)))


def _in_short(entry: BibliographyEntry) -> str:
    persons = entry.persons.get("author") or entry.persons.get("editor") or []
    parts = (names_of(persons) if persons else "", told(entry, "title"), told(entry, "year"))
    return ", ".join(filter(None, parts))
