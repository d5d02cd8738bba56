"""Colours that a project gives to kinds of its own, or to ours (``critique_kinds``)."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ...model.config import coloured
from ...model.kinds import Kind
from ...model.steps import Step
from ...project.domain import CritiqueDomain

STYLE_SHEET = "critique-kinds.css"
_COLOURED = ("aside", "mark", "sup", "g", ".critique-share", ".critique-stroke")


def style_sheet(kinds: list[Kind]) -> str:
    """Rules that set the colours, mixed with the text's own so that they can be read on dark."""
    rules = []
    for kind in kinds:
        elements = ", ".join(f"{each}.critique-{kind.name}" for each in _COLOURED)
        mixed = f"color-mix(in srgb, {kind.colour} 70%, currentcolor)"
        rules.append(f"{elements} {{ --critique-stance: {kind.colour}; }}")
        rules.append("@supports (color: color-mix(in srgb, red, blue)) {")
        rules.append(f"  {elements} {{ --critique-stance: {mixed}; }}\n}}")
    return "\n".join(rules) + "\n"


def write_style_sheet(app: Sphinx, builder: Builder) -> None:
    """Write the rules where Sphinx has its style sheets, before any page asks for them.

    Those of an earlier build would be in a book that has no such kinds any more.
    """
    if builder.format != "html":
        return
    kinds = coloured(app.config)
    path = Path(builder.outdir, "_static", STYLE_SHEET)
    if kinds and CritiqueDomain.of(app.env).is_used:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(style_sheet(kinds), encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Before any page is written."""
    Step.WRITE_COLOURS.connect(app, write_style_sheet)
