"""A note's body as running text, as an apparatus prints it: paragraphs and quotations in a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import join, normpath

from docutils import nodes
from sphinx import addnodes

from ..model.identifiers import normal_name
from ..model.nodes import cite, excerpt, quote
from ..model.records import Link, Piece, Quotation, RunningText
from ..texts.loci import Citation
from .citing import project_citations
from .conditions import LEFT_OUT
from .passages import NO_PART, style_of

OPEN, CLOSE, SAID, UNSAID = "open", "close", "said", "unsaid"
MATH, CITE = "math", "cite"
_SPACE = Piece(" ")
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSING = "”’»›\"')] \n"
_UNSEEN = tuple(each for each in NO_PART if each not in (cite, nodes.attribution))
_FORMULAS = (nodes.math, nodes.math_block)
_OWN_PLACE = ("ids", "names", "dupnames", "backrefs", "classes", "refdoc", "refwarn", "xml:space")


def running_text(
    note: nodes.Element, docname: str, language: str, quotations: Sequence[Quotation]
) -> RunningText:
    """The words of a note with their emphasis, citations and links, all blocks in a row.

    Block quotes stand in quote marks, attributions in brackets, verses are parted by a slash. What
    begins a sentence behind a quotation is parted from it by a full stop, if it has none.
    ``language`` is the tag of the edition's, ``quotations`` are those of the document so far.
    """
    pieces: list[Piece] = []
    for piece in _Runner(docname, language, quotations).blocks(note.children):
        if piece != _SPACE:
            if piece.style == CLOSE and pieces and pieces[-1] == _SPACE:
                pieces.pop()
            pieces.append(piece)
        elif pieces and pieces[-1].style != OPEN and not pieces[-1].words.endswith((" ", "(")):
            pieces.append(piece)
    while pieces and pieces[-1] == _SPACE:
        pieces.pop()
    return tuple(pieces)


class _Runner:
    """One walk through a note."""

    def __init__(self, docname: str, language: str, quotations: Sequence[Quotation]) -> None:
        self._docname = docname
        self._language = language
        self._quotations = quotations

    def blocks(self, children: Iterable[nodes.Node]) -> Iterator[Piece]:
        for child in children:
            if isinstance(child, _FORMULAS):
                yield from (_SPACE, self._formula(child), _SPACE)
            elif isinstance(child, nodes.block_quote) and not isinstance(child, excerpt):
                yield from self._quotation(child)
            elif isinstance(child, (nodes.Text, nodes.Inline)):
                yield from self._words(child)
            elif isinstance(child, nodes.Element) and _is_seen(child):
                yield _SPACE
                yield from self.blocks(child.children)
                if isinstance(child, nodes.line) and isinstance(_next(child), nodes.line):
                    yield Piece(" /")
                yield _SPACE

    def _quotation(self, node: nodes.block_quote) -> Iterator[Piece]:
        told = [child for child in node.children if isinstance(child, nodes.attribution)]
        yield from (_SPACE, self._beginning(node, OPEN))
        yield from self.blocks(child for child in node.children if child not in told)
        yield Piece("", CLOSE)
        for attribution in told:
            yield from (_SPACE, Piece("("))
            yield from self.blocks(attribution.children)
            yield Piece(")")
        if _is_sentence(_next(node)) and not _ends(node, told):
            yield Piece(".")
        yield _SPACE

    def _beginning(self, node: nodes.Element, style: str) -> Piece:
        if "quotation" not in node:
            return Piece("", style)
        quotation = self._quotations[node["quotation"][1]]
        return Piece("", style, quotation.citations, language=quotation.language)

    def _words(self, node: nodes.Node) -> Iterator[Piece]:
        if isinstance(node, nodes.Text):
            if node:
                yield Piece(node.astext(), style_of(node))
        elif isinstance(node, cite):
            yield Piece(node.astext(), CITE, node["citations"])
        elif isinstance(node, addnodes.pending_xref):
            yield from self._reference(node)
        elif isinstance(node, nodes.math):
            yield self._formula(node)
        elif isinstance(node, nodes.reference) and node.get("refuri"):
            link = Link(node["refuri"], _by_name(node))
            yield Piece(node.astext(), link=link)
        elif isinstance(node, nodes.Element) and _is_seen(node):
            is_said = isinstance(node, quote)
            yield from [self._beginning(node, SAID)] if is_said else []
            for child in node.children:
                yield from self._words(child)
            yield from [Piece("", UNSAID)] if is_said else []

    def _formula(self, node: nodes.Node) -> Piece:
        """A formula in a line: one of several lines is set as one box."""
        formula = re.sub(r"\n\s*\n", "\n", node.astext().strip())
        if "&" in formula or r"\\" in formula:
            formula = rf"\begin{{aligned}}{formula}\end{{aligned}}"
        return Piece(formula, MATH)

    def _reference(self, node: addnodes.pending_xref) -> Iterator[Piece]:
        """A link that can be resolved on another page."""
        if node.get("refdomain") == "citation":
            return
        given = {
            name: value
            for name, value in node.attributes.items()
            if name not in _OWN_PLACE and isinstance(value, str | int | None)
        }
        target = str(given.get("reftarget", ""))
        if given.get("reftype") == "doc" and not target.startswith("/"):
            given["reftarget"] = "/" + normpath(join(self._docname, "..", target))
        link = Link(attributes=tuple(sorted(given.items())))
        cited: tuple[Citation, ...] = ()
        if node.get("refdomain") == CITE:
            cited = tuple(project_citations(target, self._language))
        yield Piece(node.astext(), "", cited, link)


def _by_name(node: nodes.reference) -> tuple[tuple[str, str | int | None], ...]:
    """What MyST's ``[](#name)`` may be besides a link within its document: a reference of ours."""
    if not node.get("id_link"):
        return ()
    target = normal_name(node["refuri"].removeprefix("#"))
    given = {"refdomain": "critique", "reftype": "ref", "reftarget": target}
    return (*given.items(), ("refexplicit", bool(node.children)))


def _is_sentence(node: nodes.Node | None) -> bool:
    """Whether what follows begins one, as far as its letters tell."""
    said = node.astext().lstrip() if isinstance(node, nodes.paragraph) else ""
    return said[:1].isupper()


def _ends(quotation: nodes.Element, attributions: Sequence[nodes.Node]) -> bool:
    """Whether words that are quoted end a sentence."""
    words = " ".join(each.astext() for each in quotation.children if each not in attributions)
    return words.rstrip(_CLOSING).endswith(_STOPS)


def _is_seen(node: nodes.Element) -> bool:
    return not isinstance(node, _UNSEEN) and LEFT_OUT not in node.attributes


def _next(node: nodes.Node) -> nodes.Node | None:
    siblings = node.parent.children
    place = siblings.index(node) + 1
    return siblings[place] if place < len(siblings) else None
