"""Colours that a project gives to kinds of annotation, as a package of LaTeX."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ...model.config import coloured
from ...model.kinds import Kind, hexadecimal
from ...model.steps import Step
from . import packages

PACKAGE = "critiquekinds"


def package(kinds: list[Kind]) -> str:
    """A package with colours named ``critiquekind`` and the kind."""
    defined = [
        rf"\definecolor{{critiquekind{kind.name}}}{{HTML}}{{{hexadecimal(kind.colour)}}}"
        for kind in kinds
        if hexadecimal(kind.colour)
    ]
    return "\n".join([rf"\ProvidesPackage{{{PACKAGE}}}", r"\RequirePackage{xcolor}", *defined, ""])


def in_latex(kind: Kind) -> str:
    """The end of a colour's name that our package, or that of the kinds, has."""
    return f"kind{kind.name}" if hexadecimal(kind.colour) else str(kind.stance)


def add_package(app: Sphinx, builder: Builder) -> None:
    """Keep the package beside the doctrees, from where Sphinx copies it to the LaTeX file."""
    kinds = coloured(app.config)
    if kinds and packages.is_needed(app):
        path = Path(app.doctreedir) / f"{PACKAGE}.sty"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(package(kinds), encoding="utf-8")
        packages.load(app, path)


def setup(app: Sphinx) -> None:
    """After the kinds have been checked."""
    Step.ADD_LATEX_COLOURS.connect(app, add_package)
