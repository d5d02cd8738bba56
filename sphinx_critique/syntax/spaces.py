"""Spaces that an author has set before a mark or within quote marks, as in French."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import is_smartquotable

from ..model.nodes import annotation, elements, excerpt, quote, translation
from ..model.steps import Step

_BOUND = re.compile(r"(?<![\s«‹]) (?=[;:!?»›])|(?<=[«‹]) (?=\S)")


class BindSpaces(SphinxTransform):
    """No line ends there, in quotations and notes: other words are not ours."""

    default_priority = Step.BIND_SPACES.priority

    def apply(self, **kwargs: object) -> None:
        for node in elements(self.document, excerpt, translation, annotation, quote):
            for leaf in list(_leaves(node)):
                bound = _BOUND.sub("\N{NO-BREAK SPACE}", leaf)
                if bound != leaf and is_smartquotable(leaf):
                    leaf.parent.replace(leaf, nodes.Text(bound))


def _leaves(node: nodes.Element) -> Iterator[nodes.Text]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.literal_block):
            yield from _leaves(child)


def setup(app: Sphinx) -> None:
    """Bind spaces while documents are read."""
    app.add_transform(BindSpaces)
