"""The direction of pages in a language that runs from right to left: themes give them none."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.medium import Medium
from ...layout.references import REFERENCES
from ...model.nodes import elements
from ...model.steps import Step
from ...project.domain import CritiqueDomain
from ...texts.directions import base_of
from ...texts.languages import runs_to_left
from .nodes import html_inline


def is_turned(domain: CritiqueDomain) -> bool:
    """Whether pages are of an edition whose language runs from right to left."""
    return domain.is_used and runs_to_left(domain.env.config.language)


def set_references_apart(document: nodes.document) -> None:
    """Give each entry of a bibliography the direction of its own words, full stop and all."""
    for entry in elements(document, nodes.citation, nodes.container):
        if isinstance(entry, nodes.container) and REFERENCES not in entry["classes"]:
            continue
        for paragraph in elements(entry, nodes.paragraph):
            words = html_inline("", "", *paragraph.children, tag="span", classes=[])
            words["attributes"] = {"dir": "rtl" if base_of(paragraph.astext()) else "ltr"}
            paragraph[:] = [words]


def set_direction(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have all of a page run to the left but what is the theme's; a book is said to as a whole."""
    medium = Medium.of(app.builder)
    if medium.is_epub or medium.is_pdf or not context.get("body"):
        return
    if is_turned(CritiqueDomain.of(app.env)):
        context["body"] = f'<div dir="rtl">\n{context["body"]}</div>\n'


def setup(app: Sphinx) -> None:
    """Set the direction of pages."""
    Step.SET_DIRECTION.connect(app, set_direction)
