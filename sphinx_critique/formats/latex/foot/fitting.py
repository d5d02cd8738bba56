"""What an apparatus at the foot of the page can hold; the rest keeps its place in the text."""

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.nodes import raw_latex

from ....model.nodes import (
    annotation,
    excerpt,
    group,
    heading,
    locus,
    remark,
    replies,
    sources,
    translation,
)

_AROUND = (
    nodes.section,
    nodes.compound,
    nodes.container,
    addnodes.start_of_file,
    group,
)
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.list_item)
_IN_PASSAGES = (
    nodes.paragraph,
    nodes.line_block,
    nodes.line,
    nodes.block_quote,
    nodes.attribution,
    nodes.comment,
    nodes.target,
    addnodes.index,
    sources,
    remark,
    locus,
    translation,
    *_LISTS,
)
_IN_NOTES = (
    *_IN_PASSAGES,
    annotation,
    replies,
    heading,
    nodes.definition_list,
    nodes.definition_list_item,
    nodes.term,
    nodes.definition,
)
_NEVER = (nodes.raw, nodes.problematic)


def can_be_counted(node: excerpt) -> bool:
    """Whether the lines of a passage can be counted: it is plain text, and stands in plain text."""
    around = node.parent
    # Sphinx 7's documents are of a class of their own.
    while not isinstance(around, nodes.document):
        if type(around) not in _AROUND:
            return False
        around = around.parent
    return _holds_only(node, _IN_PASSAGES)


def can_be_entry(node: annotation) -> bool:
    """Whether a note, with those about it, can be printed at the foot of a page.

    Tables, code, figures, admonitions and displayed formulas cannot.
    """
    return _holds_only(node, _IN_NOTES)


def _holds_only(node: nodes.Element, allowed: tuple[type[nodes.Element], ...]) -> bool:
    inner = [
        child
        for child in node.children
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.footnote)
    ]
    return all(_fits(child, allowed) and _holds_only(child, allowed) for child in inner)


def _fits(node: nodes.Element, allowed: tuple[type[nodes.Element], ...]) -> bool:
    if isinstance(node, raw_latex):
        return True
    if isinstance(node, _NEVER):
        return False
    return type(node) in allowed or isinstance(node, (nodes.Inline, nodes.Invisible))
