"""The look of the EPUB of an edition that has our theme: the same colours, heads and measures.

Paper, ink and the face are the reader's own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..layout.medium import Medium
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from .html.theming import is_chosen, palettes

STYLE_SHEET = "critique-look.css"
_LEFT_TO_THE_READER = ("paper", "ink", "quiet", "wash")
_SHAPES = """\
h1, h2, h3, h4 { font-family: serif; font-weight: normal; line-height: 1.25; }
h3, h4 { font-style: italic; }
a { color: inherit; }
.critique-excerpt > blockquote { font-size: 1.1em; }
.critique-group { margin-bottom: 2.5em; }
table.docutils, table.docutils td, table.docutils th { border-width: 0; }
table.docutils td, table.docutils th { border-bottom: 1px solid var(--critique-rule); }
"""


def style_sheet(options: Mapping[str, Any]) -> str:
    """Rules with the colours that the theme has, those of a project among them."""
    light, dark = palettes(options.get("colours", {}))
    in_the_dark = f"@media (prefers-color-scheme: dark) {{\n{_colours(dark)}}}\n"
    return _colours(light) + in_the_dark + _SHAPES


def _colours(palette: Mapping[str, str]) -> str:
    names = {"hairline": "rule"}
    lines = (
        f"  --critique-{names.get(name, name)}: {colour};\n"
        for name, colour in palette.items()
        if name not in _LEFT_TO_THE_READER
    )
    return f":root {{\n{''.join(lines)}}}\n"


def _is_needed(app: Sphinx) -> bool:
    is_used = CritiqueDomain.of(app.env).is_used
    return Medium.of(app.builder).is_epub and is_chosen(app.config) and is_used


def write_style_sheet(app: Sphinx, builder: Builder) -> None:
    """Write the rules before any page asks for them; a book lists every file that is there."""
    if not Medium.of(builder).is_epub:
        return
    path = Path(builder.outdir, "_static", STYLE_SHEET)
    if _is_needed(app):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(style_sheet(app.config.html_theme_options), encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def add_style_sheet(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Every page of the book looks like one."""
    if _is_needed(app):
        app.add_css_file(STYLE_SHEET, priority=900)


def setup(app: Sphinx) -> None:
    """Before any page is written."""
    Step.WRITE_EPUB_LOOK.connect(app, write_style_sheet)
    Step.ADD_EPUB_LOOK.connect(app, add_style_sheet)
