"""Packages of ours, in the documents of projects that have anything of ours."""

from pathlib import Path

from sphinx.application import Sphinx

from ...project.domain import CritiqueDomain

_COMMAND = r"\critique"


def is_needed(app: Sphinx) -> bool:
    """Whether LaTeX has anything of ours to set, or the project itself names a command of ours."""
    if app.builder.format != "latex":
        return False
    own = "".join(map(str, app.config.latex_elements.values()))
    return CritiqueDomain.of(app.env).is_used or _COMMAND in own


def load(app: Sphinx, style: Path) -> None:
    """Have a package loaded, and copied beside the LaTeX file.

    Sphinx looks at neither list before it writes.
    """
    files = app.config.latex_additional_files
    if str(style) not in files:
        app.config["latex_additional_files"] = [*files, str(style)]
    if not app.registry.has_latex_package(style.stem):
        app.add_latex_package(style.stem, after_hyperref=True)
