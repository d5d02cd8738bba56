"""What the domain keeps of each document: frozen records, never nodes."""

from typing import NamedTuple

from .loci import Citation
from .problems import Location

Span = tuple[int, int]
"""From one code point of a text to before another."""
Run = tuple[str, str]
"""Words, and the inline markup they stand in: ``""``, ``emphasis``, ``strong`` …"""


class Block(NamedTuple):
    """A paragraph, or a line of verse set in by so many steps (``indent``, from 0)."""

    runs: tuple[Run, ...]
    indent: int | None = None


Passage = tuple[Block, ...]


class Excerpt(NamedTuple):
    """A passage quoted; ``answerable`` where annotations may be about it.

    ``name`` is compared, ``typed_name`` is what the author wrote.
    """

    id: str
    name: str
    typed_name: str
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
    typed_name: str
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
    absent: tuple[str, ...]
    tags: tuple[str, ...]
    text: str
    conditions: tuple[str, ...]


class Quotation(NamedTuple):
    """Words quoted, to be held against their source.

    ``text`` is that of the node; ``fragments`` the spans of it that are looked for one by one;
    ``emphasis`` those that it sets apart; ``unchecked`` why it is not to be checked.
    """

    docname: str
    location: Location
    text: str
    fragments: tuple[Span, ...]
    emphasis: tuple[Span, ...]
    citations: tuple[Citation, ...]
    unchecked: str
    conditions: tuple[str, ...]

    @property
    def words(self) -> str:
        """The fragments on one line, dots between them."""
        parts = (" ".join(self.text[slice(*span)].split()) for span in self.fragments)
        return " … ".join(parts)


class Cited(NamedTuple):
    """A citation at its place."""

    citation: Citation
    location: Location


class Mention(NamedTuple):
    """A name or label that a document refers to; no location where Sphinx itself looks it up."""

    name: str
    location: Location | None
    typed: str = ""


class Toctree(NamedTuple):
    """Where a document has others stand in it."""

    docnames: tuple[str, ...]
    conditions: tuple[str, ...]


Item = Excerpt | Annotation
Entry = Excerpt | Annotation | Toctree


class Document(NamedTuple):
    """All that is kept of one document.

    ``entries`` and ``quotations`` stand in reading order; ``mentions`` are the names and labels it
    refers to. ``drawn``: the sources whose transcripts it holds words of, each with its digest.
    """

    entries: tuple[Entry, ...] = ()
    cited: tuple[Cited, ...] = ()
    mentions: tuple[Mention, ...] = ()
    holds_nodes: bool = False
    quotations: tuple[Quotation, ...] = ()
    drawn: tuple[tuple[str, str], ...] = ()
