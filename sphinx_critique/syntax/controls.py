"""Characters that no XML, no LaTeX and no PDF can hold, shown as what they are: unreadable."""

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..model.nodes import annotation, elements, excerpt, translation
from ..model.steps import Step
from ..texts.printed import UNPRINTABLE, readable


def clean(content: Sequence[nodes.Node], source: Sequence[str]) -> None:
    """Mark such characters in what was parsed, if the lines of its source hold any."""
    if UNPRINTABLE.search("\n".join(source)):
        for node in content:
            _mark(node)


def _mark(node: nodes.Node) -> None:
    for leaf in list(node.findall(nodes.Text)):
        text = leaf.astext()
        if UNPRINTABLE.search(text):
            leaf.parent.replace(leaf, nodes.Text(readable(text)))


class CleanTranslated(SphinxTransform):
    """Marks such characters in the translation of what has been cleaned as it was parsed."""

    default_priority = Step.CLEAN_TRANSLATED.priority

    def apply(self, **kwargs: object) -> None:
        progress: dict[str, int] = self.document.get("translation_progress", {})
        if not progress.get("translated"):
            return
        for kind in (excerpt, annotation, translation):
            for node in elements(self.document, kind):
                _mark(node)


def setup(app: Sphinx) -> None:
    """Clean what is translated."""
    app.add_transform(CleanTranslated)
