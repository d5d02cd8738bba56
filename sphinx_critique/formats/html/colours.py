"""Colours that a project gives to kinds of its own, or to ours (``critique_kinds``)."""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from ...model.config import settings
from ...model.kinds import Kind

STYLE_SHEET = "critique-kinds.css"
PACKAGE = "critiquekinds"
_HEXADECIMAL = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def coloured(config: Config) -> list[Kind]:
    """The kinds that have a colour."""
    return [kind for kind in settings(config).vocabulary.values() if kind.colour]


def hexadecimal(colour: str) -> str:
    """Six digits, as LaTeX takes a colour; nothing for a name, which CSS alone knows."""
    match = _HEXADECIMAL.fullmatch(colour)
    digits = match[1].upper() if match else ""
    return digits if len(digits) != 3 else "".join(2 * digit for digit in digits)


def style_sheet(kinds: list[Kind]) -> str:
    """Rules that set the colours, mixed with the text's own so that they can be read on dark."""
    rules = []
    for kind in kinds:
        elements = ", ".join(f"{tag}.critique-{kind.name}" for tag in ("aside", "mark", "sup"))
        mixed = f"color-mix(in srgb, {kind.colour} 70%, currentcolor)"
        rules.append(f"{elements} {{ --critique-stance: {kind.colour}; }}")
        rules.append("@supports (color: color-mix(in srgb, red, blue)) {")
        rules.append(f"  {elements} {{ --critique-stance: {mixed}; }}\n}}")
    return "\n".join(rules) + "\n"


def package(kinds: list[Kind]) -> str:
    """The same for LaTeX: colours named ``critiquekind`` and the kind."""
    defined = [
        rf"\definecolor{{critiquekind{kind.name}}}{{HTML}}{{{hexadecimal(kind.colour)}}}"
        for kind in kinds
        if hexadecimal(kind.colour)
    ]
    return "\n".join([rf"\ProvidesPackage{{{PACKAGE}}}", r"\RequirePackage{xcolor}", *defined, ""])


def in_latex(kind: Kind) -> str:
    """The end of a colour's name that our package, or that of the kinds, has."""
    return f"kind{kind.name}" if hexadecimal(kind.colour) else str(kind.stance)


def write_style_sheet(app: Sphinx, builder: Builder) -> None:
    """Write the rules where Sphinx has its style sheets, before any page asks for them."""
    kinds = coloured(app.config)
    if kinds and builder.format == "html":
        folder = Path(builder.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STYLE_SHEET).write_text(style_sheet(kinds), encoding="utf-8")


def add_package(app: Sphinx, config: Config) -> None:
    """Keep the package beside the doctrees, from where Sphinx copies it to the LaTeX file."""
    kinds = coloured(config)
    if kinds:
        path = Path(app.doctreedir) / f"{PACKAGE}.sty"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(package(kinds), encoding="utf-8")
        config["latex_additional_files"] = [*config.latex_additional_files, str(path)]
        app.add_latex_package(PACKAGE, after_hyperref=True)


def setup(app: Sphinx) -> None:
    """After the kinds have been checked."""
    app.connect("config-inited", add_package, priority=450)
    app.connect("write-started", write_style_sheet)
