"""From neutral nodes to what each format prints."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..nodes import cite, quote
from . import colours, html, latex
from .checks import ShowChecks
from .citations import SetCitations
from .compose import Compose
from .marks import MarkLemmata
from .plain import DressPlainly

FORMATS = ("html", "latex", "text", "man", "texinfo")


def _open(writer: object, node: nodes.Element) -> None:
    """Print the words alone, in the copy of a title that a table of contents has."""


def _skip(writer: object, node: nodes.Element) -> None:
    """Leave the citation to the title itself."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Show checks, mark lemmata, complete notes, set citations, then dress all for the format."""
    for transform in (ShowChecks, MarkLemmata, Compose, SetCitations, DressPlainly):
        app.add_post_transform(transform)
    for node, visitors in ((quote, (_open, _open)), (cite, (_skip, None))):
        formats: dict[str, Any] = dict.fromkeys(FORMATS, visitors)
        app.add_node(node, **formats)
    colours.setup(app)
    html.setup(app)
    latex.setup(app)
