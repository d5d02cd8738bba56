"""Excerpts and annotations in docutils' own nodes: for text, man, Texinfo, XML and the unknown."""

from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..layout.base import DressTransform
from ..model.identifiers import lemma_identifier
from ..model.nodes import cite, elements, quote

_TITLED = ("html", "latex", "text", "man", "texinfo")
"""Formats whose tables of contents have copies of titles as they were read."""


class DressPlainly(DressTransform):
    """Number, kind in words, lemma, body and citation, in that order."""

    def is_supported(self) -> bool:
        return super().is_supported() and not self.medium.dressed

    def run(self, **kwargs: object) -> None:
        super().run(**kwargs)
        if self.medium.is_manual:
            _unlink(self.document)
        if self.medium.is_unknown:
            _spell_out(self.document)

    def dress_call(self, node: nodes.Element) -> list[nodes.Node]:
        return []

    dress_page = dress_call

    def dress_cut(self, node: nodes.Element) -> list[nodes.Node]:
        return node.children

    def dress_lemma(self, node: nodes.Element) -> list[nodes.Node]:
        if not node["first"]:
            return node.children
        return [nodes.target("", "", ids=[lemma_identifier(node["annotation"])]), *node.children]

    def dress_quote(self, node: nodes.Element) -> list[nodes.Node]:
        return node.children

    def dress_remark(self, node: nodes.Element) -> nodes.Node:
        return nodes.paragraph("", "", *node.children)

    dress_heading = dress_remark

    def dress_locus(self, node: nodes.Element) -> nodes.Node:
        return nodes.attribution("", "", *node.children)

    def dress_group(self, node: nodes.Element) -> nodes.Node:
        return nodes.container("", *node.children)

    dress_replies = dress_roll = dress_listed = dress_leaf = dress_group

    def dress_excerpt(self, node: nodes.Element) -> list[nodes.Node]:
        quote = nodes.block_quote("", *node.children, classes=node["classes"])
        _part_attributions(quote, "-- " if self.medium.is_text else "— ")
        return [nodes.target("", "", ids=node["ids"]), quote]

    def dress_translation(self, node: nodes.Element) -> nodes.Node:
        return nodes.block_quote("", *node.children, classes=node["classes"])

    def dress_annotation(self, node: nodes.Element) -> list[nodes.Node]:
        head, *body = node.children
        assert isinstance(head, nodes.paragraph)
        if all(isinstance(child, nodes.Invisible) for child in body):
            return [nodes.target("", "", ids=node["ids"]), head, *body]
        item = nodes.definition_list_item(
            "",
            nodes.term(head.rawsource, "", *head.children),
            nodes.definition("", *body),
        )
        return [nodes.target("", "", ids=node["ids"]), nodes.definition_list("", item)]


def _unlink(document: nodes.document) -> None:
    """Keep the words of links within the edition: a manual page would print their targets."""
    for link in elements(document, nodes.reference):
        if str(link.get("refuri", "")).startswith("#"):
            link.parent.replace(link, link.children)


def _spell_out(document: nodes.document) -> None:
    """Make paragraphs of what many a writer of others passes over: attributions and citations."""
    for line in elements(document, nodes.attribution):
        line.replace_self(nodes.paragraph("", "— ", *line.children))
    for entry in elements(document, nodes.citation):
        label, *body = entry.children
        place = nodes.target("", "", ids=entry["ids"])
        if body and isinstance(body[0], nodes.paragraph):
            body[0].insert(0, nodes.Text(f"[{label.astext()}] "))
        else:
            body.insert(0, nodes.paragraph("", f"[{label.astext()}]"))
        entry.replace_self([place, *body])


def _part_attributions(quote: nodes.block_quote, dash: str) -> None:
    """Text runs an attribution into the verse or the attribution before it."""
    for before, child in list(pairwise(quote.children)):
        own_line = isinstance(before, (nodes.line_block, nodes.attribution))
        if own_line and isinstance(child, nodes.attribution):
            quote.replace(child, nodes.paragraph("", dash, *child.children))


def _open(writer: object, node: nodes.Element) -> None:
    """Print the words alone, in the copy of a title that a table of contents has."""


def _skip(writer: object, node: nodes.Element) -> None:
    """Leave the citation to the title itself."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Dress plainly, and print what quotes and cites in the copy of a title."""
    app.add_post_transform(DressPlainly)
    for node, visitors in ((quote, (_open, _open)), (cite, (_skip, None))):
        formats: dict[str, Any] = dict.fromkeys(_TITLED, visitors)
        app.add_node(node, **formats)
