"""Characters that no XML, no LaTeX and no PDF can hold, shown as what they are: unreadable."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from .nodes import annotation, excerpt

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def readable(text: str) -> str:
    """A text with a mark for each character that is none."""
    return _CONTROLS.sub(_UNREADABLE, text)


class ReadableText(SphinxTransform):
    """Keeps such characters out of excerpts and annotations."""

    default_priority = 4

    def apply(self, **kwargs: object) -> None:
        for ours in (excerpt, annotation):
            for node in self.document.findall(ours):
                _clean(node)


def _clean(node: nodes.Element) -> None:
    for leaf in list(node.findall(nodes.Text)):
        words = leaf.astext()
        if _CONTROLS.search(words):
            leaf.parent.replace(leaf, nodes.Text(readable(words)))


def setup(app: Sphinx) -> None:
    """Clean documents while they are read."""
    app.add_transform(ReadableText)
