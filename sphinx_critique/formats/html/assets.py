"""The style sheets of pages that have anything of ours."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from ...edition.indexes import INDEXES
from ...layout.references import REFERENCES
from ...model.config import coloured
from ...model.steps import Step
from ...project.domain import CritiqueDomain
from . import colours
from .nodes import OURS

STYLE_SHEET = "sphinx-critique.css"
STATIC = Path(__file__).parent / "static"


_INDEXES = frozenset(f"{CritiqueDomain.name}-{index.name}" for index in INDEXES)
"""Pages on which Sphinx sets names as if they were code."""


def add_style_sheet(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Load the style sheet on the pages that need it."""
    used = CritiqueDomain.of(app.env).is_used
    always = used and app.registry.html_assets_policy == "always"
    is_index = used and pagename in _INDEXES
    ours = doctree is not None and doctree.next_node(_is_ours) is not None
    if always or is_index or ours:
        app.add_css_file(STYLE_SHEET)
        if coloured(app.config):
            app.add_css_file(colours.STYLE_SHEET)


def _is_ours(node: nodes.Node) -> bool:
    is_list = isinstance(node, nodes.container) and REFERENCES in node["classes"]
    return is_list or isinstance(node, OURS)


def add_static_path(app: Sphinx, builder: Builder) -> None:
    """Have the style sheet copied."""
    folders = app.config.html_static_path
    if not CritiqueDomain.of(app.env).is_used:
        _take_away(builder)
    elif str(STATIC) not in folders:
        app.config["html_static_path"] = [*folders, str(STATIC)]


def _take_away(builder: Builder) -> None:
    """Remove what is left of a build when there was something of ours: a book lists every file."""
    for name in (*(each.name for each in STATIC.iterdir()), colours.STYLE_SHEET):
        (Path(builder.outdir) / "_static" / name).unlink(missing_ok=True)
    if isinstance(builder, StandaloneHTMLBuilder):
        for page in _INDEXES:
            Path(builder.get_outfilename(page)).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Copy them, and load them where they are needed."""
    Step.ADD_STATIC_FILES.connect(app, add_static_path)
    Step.ADD_STYLE.connect(app, add_style_sheet)
