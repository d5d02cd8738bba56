"""The kind that a note is of, by what its file says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .records import Note

REPLY, COUNTERQUOTE, CORRECTION = "reply", "counterquote", "correction"


class Kinds(NamedTuple):
    """The kinds by what they may be called, and by the property of CiTO that they alone have.

    ``default`` is that of what says nothing of it.
    """

    names: Mapping[str, str]
    cito: Mapping[str, str]
    default: str

    def named(self, said: str) -> str:
        """The kind that a word means."""
        return self.names.get(spoken(said), "")

    def of(self, note: Note) -> tuple[str, tuple[str, ...]]:
        """The kind of a note, and the tags that are left."""
        tags = list(note.tags)
        kind = self.named(note.kind)
        for tag in note.tags if not kind else ():
            meant = self.named(tag) or self.cito.get(tag, "")
            if meant and (meant != REPLY or note.answers):
                tags.remove(tag)
                kind = meant
                break
        if note.kind and not self.named(note.kind) and not note.head:
            tags.append(note.kind)
        tags = [tag for tag in tags if tag not in self.cito or self.cito[tag] != kind]
        if note.answers and (not note.kind or not kind):
            return REPLY, tuple(tags)
        if kind == REPLY and not note.answers:
            kind = ""
        return kind or self.named(note.hint) or self.default, tuple(tags)


def spoken(name: str) -> str:
    """A name of a kind as it is compared."""
    return " ".join(name.replace("-", " ").replace("_", " ").split()).casefold()
