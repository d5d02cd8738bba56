"""From the nodes that quote to the records that are checked."""

from collections.abc import Container, Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from docutils import nodes
from docutils.utils import get_source_line

from ..model.nodes import (
    annotation,
    block_of,
    citations_of,
    excerpt,
    outermost,
    own_line,
    quote,
    translation,
)
from ..model.problems import Location
from ..model.records import Condition, Quotation
from ..texts.anchoring import Span
from ..texts.loci import Citation, source_itself
from ..texts.transcripts.raised import power
from .enumerating import labels_of
from .passages import BREAK, is_translation, leaves, style_of

_CUT = ("…", "...", ". . .")
_SET_APART = ("emphasis", "strong")


class Surroundings(NamedTuple):
    """Where a node quotes: in which document and note, under which conditions, in which item.

    ``work`` is under review there.
    """

    docname: str
    source: str
    note: annotation | None
    conditions: tuple[Condition, ...]
    item: str
    work: str


class Quoting:
    """Makes records of nodes; the work under review is cited where nothing else is.

    ``keys`` are those of the bibliography; ``language`` is the tag of the edition's.
    """

    def __init__(self, keys: Container[str], language: str) -> None:
        self._keys = keys
        self.language = language

    def record(self, node: nodes.Element, around: Surroundings) -> Quotation | None:
        """What a node quotes; ``None`` where it is only set in like a quotation."""
        citations = self._citations(node, around)
        if citations is None:
            return None
        text, emphasis = _read(node)
        return Quotation(
            around.docname,
            _location(node, around.source),
            text,
            ((0, len(text)),) if isinstance(node, quote) else tuple(_parted(text)),
            emphasis,
            citations,
            _unchecked(node, around.note),
            around.conditions,
            node["ids"][0] if isinstance(node, excerpt) else around.item,
            self._told_language(node, around.note),
            around.work,
            () if isinstance(node, quote) else labels_of(node),
        )

    def _told_language(self, node: nodes.Element, note: annotation | None) -> str:
        """What Sphinx has put words of a catalogue into is in the edition's language."""
        if _is_translated(node):
            return self.language
        if isinstance(node, (excerpt, translation)):
            return str(node["language"])
        return str(note["language"]) if note is not None else ""

    def _citations(self, node: nodes.Element, around: Surroundings) -> tuple[Citation, ...] | None:
        if isinstance(node, translation):
            return citations_of(node, "argument") or None
        if isinstance(node, excerpt):
            return citations_of(node, "argument")
        if isinstance(node, quote):
            return node["citations"] or self.of_work(around.work)
        attributed: tuple[Citation, ...] = next(map(_citations, filter(_cites, node.children)), ())
        if attributed or around.note is None:
            return attributed or None
        brought = citations_of(around.note, "cite")
        return brought if len(brought) == 1 else () if brought else self.of_work(around.work)

    def of_work(self, work: str) -> tuple[Citation, ...]:
        """The work under review as it is cited by itself; nothing where there is none."""
        return (source_itself(work, keys=self._keys),) if work else ()


def _cites(node: nodes.Node) -> bool:
    return isinstance(node, nodes.attribution) and bool(node.get("citations"))


def _citations(node: Any) -> tuple[Citation, ...]:
    found: tuple[Citation, ...] = node["citations"]
    return found


def _unchecked(node: nodes.Element, note: annotation | None) -> str:
    if _is_translated(node):
        return "it is a translation; the original is checked where it is built"
    if isinstance(node, excerpt):
        return str(node["unchecked"])
    if isinstance(node, translation):
        return ""
    return str(note["unchecked"]) if note is not None else ""


def _is_translated(node: nodes.Element) -> bool:
    """Whether Sphinx has put a catalogue's words in the place of an author's."""
    if isinstance(node, quote):
        return bool(block_of(node).get("translated"))
    return any(each.get("translated") for each in outermost(node, nodes.TextElement))


def _read(node: nodes.Element) -> tuple[str, tuple[Span, ...]]:
    """The words of a node, as its author typed them, and what of them is set apart."""
    if isinstance(node, quote):
        return node["words"], node["emphasis"]
    text, emphasis = "", list[Span]()
    for leaf, offset in takewhile(lambda each: not is_translation(each[0], node), leaves(node)):
        text += BREAK * (offset - len(text)) + _typed(leaf)
        if style_of(leaf) in _SET_APART:
            emphasis.append((offset, len(text)))
    return text, tuple(emphasis)


def _typed(leaf: nodes.Text) -> str:
    """What a leaf says; raised numbers are no others than those that are typed raised."""
    words = leaf.astext()
    return (isinstance(leaf.parent, nodes.superscript) and power(words)) or words


def _parted(text: str) -> Iterator[Span]:
    """The fragments: what stands between blocks that hold nothing but dots."""
    start = at = 0
    for line in text.split(BREAK):
        if line.strip() in _CUT:
            if text[start:at].strip():
                yield start, at
            start = at + len(line) + 1
        at += len(line) + 1
    if text[start:].strip():
        yield start, len(text)


def _location(node: nodes.Element, source: str) -> Location:
    if "location" in node:
        return own_line(node)
    path, line = get_source_line(node)
    return Location(path or source, line or 1)
