"""The text of an excerpt or of a note's body, as its readers count it."""

from collections.abc import Iterator
from itertools import groupby, takewhile

from docutils import nodes
from sphinx import addnodes

from ..model.nodes import (
    ancestors,
    annotation,
    around,
    block_of,
    cite,
    elements,
    excerpt,
    listed,
    listing,
    parts_citations,
    recall,
    sources,
    translation,
)
from ..model.records import Block, Passage, Run
from .conditions import LEFT_OUT

NO_PART = (
    annotation,
    excerpt,
    sources,
    cite,
    nodes.attribution,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.comment,
    nodes.raw,
    nodes.image,
    nodes.substitution_definition,
    nodes.pending,
    addnodes.index,
    addnodes.toctree,
    listing,
    listed,
    recall,
)
_STYLES = (nodes.emphasis, nodes.strong, nodes.literal, nodes.subscript, nodes.superscript)
BREAK = "\n"


def leaves(root: nodes.Element) -> Iterator[tuple[nodes.Text, int]]:
    """Each text node of a passage with its offset (code points) in :func:`text_of`.

    Blocks are parted by one line end. Notes and footnote marks are no part of the text. A leaf's
    words are its ``astext()``: as a string it still holds docutils' marks of escapes.
    """
    offset = 0
    block: nodes.Element | None = None
    for leaf in _texts(root):
        own = block_of(leaf)
        if block is not None and own is not block:
            offset += len(BREAK)
        block = own
        yield leaf, offset
        offset += len(leaf.astext())


def text_of(root: nodes.Element) -> str:
    """The passage's text, as :func:`leaves` counts it."""
    parts: list[str] = []
    length = 0
    for leaf, offset in leaves(root):
        if offset > length:
            parts.append(BREAK)
        parts.append(leaf.astext())
        length = offset + len(parts[-1])
    return "".join(parts)


def lines_of(root: nodes.Element) -> tuple[int, ...]:
    """Where the lines that can be numbered begin: as the author broke them, or verse by verse."""
    found: list[int] = []
    original = takewhile(lambda each: not is_translation(each[0], root), leaves(root))
    for _, each in groupby(original, key=lambda leaf: id(block_of(leaf[0]))):
        group = list(each)
        block, at = block_of(group[0][0]), group[0][1]
        text = "".join(leaf.astext() for leaf, _ in group)
        if type(block) is nodes.line:
            found += [at] if text.strip() else []
        elif type(block) is nodes.paragraph:
            for line in text.split(BREAK):
                found += [at] if line.strip() else []
                at += len(line) + len(BREAK)
    return tuple(found)


def is_part(node: nodes.Element, root: nodes.Element) -> bool:
    """Whether a block within a passage is part of its text."""
    within = takewhile(lambda each: each is not root, ancestors(node))
    return not any(isinstance(each, NO_PART) for each in (node, *within))


def is_translation(node: nodes.Node, root: nodes.Element) -> bool:
    """Whether words in a passage are those of a translation of it."""
    within = takewhile(lambda each: each is not root, ancestors(node))
    return any(isinstance(each, translation) for each in within)


def translations_of(root: nodes.Element) -> tuple[tuple[int, str], ...]:
    """Where in the text of a passage each of its translations begins, and its language."""
    found: list[tuple[int, str]] = []
    whole: nodes.Element | None = None
    for leaf, offset in leaves(root) if elements(root, translation) else ():
        own = around(leaf, translation)
        if own is not None and own is not whole:
            found.append((offset, own["language"]))
        whole = own
    return tuple(found)


def passage_of(root: nodes.Element) -> Passage:
    """The passage's words with their emphasis, for printing it in another place."""
    blocks = groupby(_texts(root), key=lambda leaf: id(block_of(leaf)))
    return tuple(_block(list(found)) for _, found in blocks)


def _block(found: list[nodes.Text]) -> Block:
    runs: list[Run] = []
    for leaf in found:
        words = leaf.astext()
        if runs and runs[-1][0].endswith(" "):
            words = words.removeprefix(" ")  # A footnote's mark stood between.
        runs.append((words, style_of(leaf)))
    own = around(found[0], translation)
    language = own["language"] if own is not None else None
    return Block(tuple(runs), _indent_of(block_of(found[0])), language)


def _indent_of(block: nodes.Element) -> int | None:
    """How far a line of verse is set in; a paragraph has no such measure."""
    if not isinstance(block, nodes.line):
        return None
    indent, parent = -1, block.parent
    while isinstance(parent, nodes.line_block):
        indent, parent = indent + 1, parent.parent
    return indent


def _texts(node: nodes.Element) -> Iterator[nodes.Text]:
    for place, child in enumerate(node.children):
        if isinstance(child, nodes.Text):
            if child and not parts_citations(node.children, place):
                yield child
        elif isinstance(child, nodes.Element) and not _is_no_part(child):
            yield from _texts(child)


def _is_no_part(node: nodes.Element) -> bool:
    """Notes, marks of notes and, until Sphinx resolves them, of citations."""
    if isinstance(node, addnodes.pending_xref):
        return node.get("refdomain") in ("citation", "cite")
    return isinstance(node, NO_PART) or LEFT_OUT in node.attributes


def style_of(leaf: nodes.Text) -> str:
    """The inline markup that words stand in, or nothing."""
    node = leaf.parent
    while isinstance(node, nodes.Element) and isinstance(node, nodes.Inline):
        for style in _STYLES:
            if isinstance(node, style):
                return style.__name__
        node = node.parent
    return ""
