"""From neutral nodes to what each format prints."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..nodes import cite, quote
from . import charts, colours, epub, foot, graphs, html, latex, list_html, pages, script, scripts
from .checks import ShowChecks
from .citations import SetCitations
from .compose import Compose
from .listing import PrintLists
from .marks import MarkLemmata
from .plain import DressPlainly
from .recalls import PrintAgain

STEPS = (
    PrintAgain,
    PrintLists,
    ShowChecks,
    MarkLemmata,
    Compose,
    SetCitations,
    DressPlainly,
)
FORMATS = ("html", "latex", "text", "man", "texinfo")


def _open(writer: object, node: nodes.Element) -> None:
    """Print the words alone, in the copy of a title that a table of contents has."""


def _skip(writer: object, node: nodes.Element) -> None:
    """Leave the citation to the title itself."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Print lists, show checks, mark lemmata, complete notes, set citations, dress all."""
    for transform in STEPS:
        app.add_post_transform(transform)
    for node, visitors in ((quote, (_open, _open)), (cite, (_skip, None))):
        formats: dict[str, Any] = dict.fromkeys(FORMATS, visitors)
        app.add_node(node, **formats)
    colours.setup(app)
    charts.setup(app)
    list_html.setup(app)
    graphs.setup(app)
    html.setup(app)
    epub.setup(app)
    script.setup(app)
    latex.setup(app)
    foot.setup(app)
    pages.setup(app)
    scripts.setup(app)
