"""A note's body as running text, as an apparatus prints it: paragraphs and quotations in a row."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath

from docutils import nodes
from sphinx import addnodes

from .nodes import cite, excerpt
from .passages import NO_PART, style_of
from .records import Link, Piece, RunningText

OPEN, CLOSE, MATH, CITE = "open", "close", "math", "cite"
_SPACE = Piece(" ")
_UNSEEN = tuple(each for each in NO_PART if each not in (cite, nodes.attribution))
_FORMULAS = (nodes.math, nodes.math_block)


def running_text(note: nodes.Element, docname: str) -> RunningText:
    """The words of a note with their emphasis, citations and links, all blocks in a row.

    Block quotes stand in quote marks, attributions in brackets, verses are parted by a slash.
    """
    pieces: list[Piece] = []
    for piece in _blocks(note.children, docname):
        if piece != _SPACE:
            if piece.style == CLOSE and pieces and pieces[-1] == _SPACE:
                pieces.pop()
            pieces.append(piece)
        elif pieces and pieces[-1].style != OPEN and not pieces[-1].words.endswith((" ", "(")):
            pieces.append(piece)
    while pieces and pieces[-1] == _SPACE:
        pieces.pop()
    return tuple(pieces)


def _blocks(children: Iterable[nodes.Node], docname: str) -> Iterator[Piece]:
    for child in children:
        if isinstance(child, _FORMULAS):
            yield from (_SPACE, Piece(child.astext(), MATH), _SPACE)
        elif isinstance(child, nodes.block_quote) and not isinstance(child, excerpt):
            yield from _quotation(child, docname)
        elif isinstance(child, (nodes.Text, nodes.Inline)):
            yield from _words(child, docname)
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNSEEN):
            yield _SPACE
            yield from _blocks(child.children, docname)
            if isinstance(child, nodes.line) and isinstance(_next(child), nodes.line):
                yield Piece(" /")
            yield _SPACE


def _quotation(node: nodes.block_quote, docname: str) -> Iterator[Piece]:
    told = [child for child in node.children if isinstance(child, nodes.attribution)]
    yield from (_SPACE, Piece("", OPEN))
    yield from _blocks((child for child in node.children if child not in told), docname)
    yield from (Piece("", CLOSE), _SPACE)
    for attribution in told:
        yield Piece("(")
        yield from _blocks(attribution.children, docname)
        yield from (Piece(")"), _SPACE)


def _next(node: nodes.Node) -> nodes.Node | None:
    siblings = node.parent.children
    place = siblings.index(node) + 1
    return siblings[place] if place < len(siblings) else None


def _words(node: nodes.Node, docname: str) -> Iterator[Piece]:
    if isinstance(node, nodes.Text):
        if node:
            yield Piece(node.astext(), style_of(node))
    elif isinstance(node, cite):
        yield Piece(node.astext(), CITE, node["citations"])
    elif isinstance(node, addnodes.pending_xref):
        yield from _reference(node, docname)
    elif isinstance(node, nodes.math):
        yield Piece(node.astext(), MATH)
    elif isinstance(node, nodes.Element) and not isinstance(node, _UNSEEN):
        for child in node.children:
            yield from _words(child, docname)


def _reference(node: addnodes.pending_xref, docname: str) -> Iterator[Piece]:
    """A link that can be resolved on another page."""
    if node.get("refdomain") in ("citation", "cite"):
        return
    target = str(node.get("reftarget", ""))
    if node.get("reftype") == "doc" and not target.startswith("/"):
        target = "/" + normpath(join(docname, "..", target))
    explicit = bool(node.get("refexplicit"))
    link = Link(node.get("refdomain", ""), node.get("reftype", ""), target, explicit)
    yield Piece(node.astext(), link=link)
