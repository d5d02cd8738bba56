"""What the domain keeps of each document: frozen records, never nodes."""

from enum import StrEnum
from typing import NamedTuple

from ..texts.anchoring import Span
from ..texts.loci import Citation
from .problems import Location

Run = tuple[str, str]
"""Words, and the inline markup they stand in: ``""``, ``emphasis``, ``strong`` …"""


class Block(NamedTuple):
    """A paragraph, or a line of verse set in by so many steps (``indent``, from 0).

    ``language`` is that of the translation that it belongs to, if it does to any.
    """

    runs: tuple[Run, ...]
    indent: int | None = None
    language: str | None = None


Passage = tuple[Block, ...]


class Condition(NamedTuple):
    """Of words that not every build has: who is ``asked`` (``only``, ``ifconfig``, ``todo``)."""

    asked: str
    expression: str


class Link(NamedTuple):
    """A link as it was written: an address (``uri``), or what a cross-reference has to be resolved.

    ``attributes`` are those of the node, which parsers and domains have each their own of. With
    both it is an address only where there is no such name.
    """

    uri: str = ""
    attributes: tuple[tuple[str, str | int | None], ...] = ()

    @property
    def target(self) -> str:
        """The name or label that is referred to."""
        return str(dict(self.attributes).get("reftarget", ""))

    @property
    def domain(self) -> str:
        """The domain in which it is looked up."""
        return str(dict(self.attributes).get("refdomain", ""))

    @property
    def inventory(self) -> str | None:
        """Where it is looked up, as in :class:`Mention`."""
        given = dict(self.attributes)
        return str(given.get("inventory") or "") if "intersphinx" in given else None


class Piece(NamedTuple):
    """Words of a note in running text; ``style`` as in :data:`Run`, or what the mark stands for.

    A style ``open`` or ``close`` begins or ends a quotation that has no marks, ``said`` or
    ``unsaid`` one that has; where one begins are its citations, and the ``language`` that its
    author says. Citations and links have words too. In a list, ``language`` is that of the words.
    """

    words: str
    style: str = ""
    citations: tuple[Citation, ...] = ()
    link: Link | None = None
    language: str = ""


RunningText = tuple[Piece, ...]


class Excerpt(NamedTuple):
    """A passage quoted; ``answerable`` where annotations may be about it.

    ``name`` is compared, ``typed_name`` is what the author wrote; ``lines`` are the places in
    ``text`` where its lines begin, if they are numbered. ``work`` is under review where it stands.
    ``language`` is what its author says; ``translations`` are the places in ``text`` where each
    begins, and its language.
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
    lines: tuple[int, ...]
    passage: Passage
    text: str
    work: str
    conditions: tuple[Condition, ...]
    language: str
    translations: tuple[tuple[int, str], ...]

    @property
    def original(self) -> str:
        """Its text without that of its translations."""
        return self.text[: self.translations[0][0]] if self.translations else self.text


class Annotation(NamedTuple):
    """One annotation; ``host`` is the id of what its place makes it about, ``on`` what it names.

    ``text`` is what its answers are anchored in; ``note`` its words in running text. ``work`` is
    under review where it stands.
    """

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
    cites: tuple[Citation, ...]
    note: RunningText
    text: str
    work: str
    conditions: tuple[Condition, ...]


class Recall(NamedTuple):
    """An annotation printed again; ``of`` names it, the rest is as in :class:`Annotation`."""

    id: str
    docname: str
    location: Location
    of: str
    typed_of: str
    on: str
    host: str
    lemma: str
    conditions: tuple[Condition, ...]


class Quotation(NamedTuple):
    """Words quoted, to be held against their source.

    ``text`` is that of the node; ``fragments`` the spans of it that are looked for one by one;
    ``emphasis`` those that it sets apart; ``unchecked`` why it is not to be checked. ``item`` is
    the id of the excerpt that it is, or of the annotation that it stands in, if any. ``language``
    is the tag of what its author says it is in, if anything; ``work`` is under review there.
    ``labels`` are the places in ``text`` where items of lists begin, and how each is numbered.
    """

    docname: str
    location: Location
    text: str
    fragments: tuple[Span, ...]
    emphasis: tuple[Span, ...]
    citations: tuple[Citation, ...]
    unchecked: str
    conditions: tuple[Condition, ...]
    item: str
    language: str
    work: str
    labels: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> str:
        """The fragments on one line, dots between them."""
        parts = (" ".join(self.text[slice(*span)].split()) for span in self.fragments)
        return " … ".join(parts)


class Use(StrEnum):
    """What a citation is for."""

    QUOTED = "quoted"
    ANSWERED = "answered"
    EVIDENCE = "evidence"
    CITED = "cited"


class Cited(NamedTuple):
    """A citation at its place: ``item`` is the excerpt or annotation there, if any.

    ``work`` is under review there. ``of_project``: it is one of sphinxcontrib-bibtex's, which warns
    of it where it must.
    """

    citation: Citation
    location: Location
    use: Use
    item: str
    anchor: str
    conditions: tuple[Condition, ...]
    work: str
    of_project: bool = False


class Mention(NamedTuple):
    """A name or label that a document refers to; no location where Sphinx itself looks it up.

    ``inventory`` is the key of that of another project which must have it, empty for any such;
    ``None`` where it may be here.
    """

    name: str
    location: Location | None
    typed: str = ""
    inventory: str | None = None


class Toctree(NamedTuple):
    """Where a document has others stand in it."""

    docnames: tuple[str, ...]
    conditions: tuple[Condition, ...]


class Listing(NamedTuple):
    """A list over the edition: the directive's name, and its options as they were typed."""

    form: str
    location: Location
    options: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]

    def option(self, name: str) -> str:
        """An option, empty where it is not there."""
        return dict(self.options).get(name, "")

    def has(self, name: str) -> bool:
        """Whether an option is there."""
        return name in dict(self.options)


Item = Excerpt | Annotation
Entry = Excerpt | Annotation | Recall | Toctree


class Drawn(NamedTuple):
    """The source and the digest of the transcript from which an excerpt, by its id, has words."""

    key: str
    digest: str
    item: str


class Document(NamedTuple):
    """All that is kept of one document.

    ``entries`` and ``quotations`` stand in reading order; ``mentions`` are the names and labels it
    refers to. ``drawn``: what of its words is taken from transcripts.
    ``works``: those that it says are under review. ``inner``: the conditions under which there are
    words within its passages and notes.
    """

    entries: tuple[Entry, ...] = ()
    cited: tuple[Cited, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    listings: tuple[Listing, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    works: tuple[str, ...] = ()
    inner: frozenset[Condition] = frozenset()

    @property
    def is_of_others(self) -> bool:
        """Whether it has nothing of ours, but at most tables of contents and references to any."""
        entries = tuple(each for each in self.entries if not isinstance(each, Toctree))
        mentions = tuple(each for each in self.mentions if each.location)
        return self._replace(entries=entries, mentions=mentions) == Document()
