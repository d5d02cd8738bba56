"""What the domain keeps of each document: frozen records, never nodes."""

from typing import NamedTuple

from .loci import Citation
from .problems import Location

Run = tuple[str, str]
"""Words, and the inline markup they stand in: ``""``, ``emphasis``, ``strong`` …"""

Passage = tuple[tuple[Run, ...], ...]
"""Paragraphs (or lines of verse), each a row of runs."""


class Excerpt(NamedTuple):
    """A passage quoted; ``answerable`` where annotations may be about it."""

    id: str
    name: str
    labels: tuple[str, ...]
    docname: str
    location: Location
    answerable: bool
    citations: tuple[Citation, ...]
    voice: str
    date: str
    passage: Passage
    text: str
    conditions: tuple[str, ...]


class Annotation(NamedTuple):
    """One annotation; ``host`` is the id of what its place makes it about, ``on`` what it names."""

    id: str
    name: str
    labels: tuple[str, ...]
    docname: str
    location: Location
    kind: str
    lemma: str
    glued: bool
    on: str
    host: str
    at: tuple[Citation, ...]
    whole_work: bool
    beside: tuple[str, ...]
    voice: str
    charged: str
    right: str
    tags: tuple[str, ...]
    text: str
    conditions: tuple[str, ...]


class Cited(NamedTuple):
    """A citation at its place."""

    citation: Citation
    location: Location


class Mention(NamedTuple):
    """A name or label that a document refers to; no location where Sphinx itself looks it up."""

    name: str
    location: Location | None


class Toctree(NamedTuple):
    """Where a document has others stand in it."""

    docnames: tuple[str, ...]
    conditions: tuple[str, ...]


Item = Excerpt | Annotation
Entry = Excerpt | Annotation | Toctree


class Document(NamedTuple):
    """All that is kept of one document.

    ``entries`` stand in reading order; ``mentions`` are the names and labels it refers to.
    """

    entries: tuple[Entry, ...] = ()
    cited: tuple[Cited, ...] = ()
    mentions: tuple[Mention, ...] = ()
    holds_nodes: bool = False
