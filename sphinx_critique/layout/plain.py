"""Excerpts and annotations in docutils' own nodes: for text, man, Texinfo, XML and the unknown."""

from itertools import pairwise

from docutils import nodes

from ..names import lemma_identifier
from ..nodes import annotation, call, excerpt, group, heading, lemma, locus, quote, remark, replies
from .base import Dress, DressTransform

DRESSED = ("html", "latex")


class DressPlainly(DressTransform):
    """Number, kind in words, lemma, body and citation, in that order."""

    def is_supported(self) -> bool:
        return self.builder.format not in DRESSED and super().is_supported()

    def dresses(self) -> dict[type[nodes.Element], Dress]:
        return {
            call: _nothing,
            lemma: _lemma,
            quote: _words,
            heading: _paragraph,
            locus: _attribution,
            remark: _paragraph,
            replies: _container,
            excerpt: _excerpt,
            annotation: _annotation,
            group: _container,
        }


def _nothing(node: nodes.Element) -> list[nodes.Node]:
    return []


def _lemma(node: nodes.Element) -> list[nodes.Node]:
    if not node["first"]:
        return node.children
    return [nodes.target("", "", ids=[lemma_identifier(node["annotation"])]), *node.children]


def _words(node: nodes.Element) -> list[nodes.Node]:
    return node.children


def _paragraph(node: nodes.Element) -> nodes.Node:
    return nodes.paragraph("", "", *node.children)


def _attribution(node: nodes.Element) -> nodes.Node:
    return nodes.attribution("", "", *node.children)


def _container(node: nodes.Element) -> nodes.Node:
    return nodes.container("", *node.children)


def _excerpt(node: nodes.Element) -> list[nodes.Node]:
    quote = nodes.block_quote("", *node.children, classes=node["classes"])
    _part_attributions(quote)
    return [nodes.target("", "", ids=node["ids"]), quote]


def _part_attributions(quote: nodes.block_quote) -> None:
    """Text runs an attribution into the verse or the attribution before it."""
    for before, child in list(pairwise(quote.children)):
        own_line = isinstance(before, (nodes.line_block, nodes.attribution))
        if own_line and isinstance(child, nodes.attribution):
            quote.replace(child, nodes.paragraph("", "— ", *child.children))


def _annotation(node: nodes.Element) -> list[nodes.Node]:
    head, *body = node.children
    assert isinstance(head, nodes.paragraph)
    if all(isinstance(child, nodes.Invisible) for child in body):
        return [nodes.target("", "", ids=node["ids"]), head, *body]
    item = nodes.definition_list_item(
        "",
        nodes.term("", "", *head.children),
        nodes.definition("", *body),
    )
    return [nodes.target("", "", ids=node["ids"]), nodes.definition_list("", item)]
