"""The chapters of a book and what is in them, as its table of contents has them."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes

from ...model.nodes import outermost
from ..press import ROOM


def subsections(node: nodes.Element) -> Iterator[nodes.section]:
    """The sections directly below, in whatever documents these are."""
    return outermost(node, nodes.section)


def depth_of_contents(tree: nodes.document) -> int:
    """Chapters alone, or with their sections where all have room on one page."""
    top = cast(nodes.Element | None, tree.next_node(nodes.section))
    chapters = list(subsections(top)) if top is not None else []
    sections = sum(len(list(subsections(each))) for each in chapters)
    return 2 if sections and len(chapters) + sections <= ROOM else 1
