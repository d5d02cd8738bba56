"""What can be written of ours, and what comes of it, gathered from the code that does it.

:func:`described` has it all, as objects of JSON; a module for each group of parts. Text in it is in
English; code in it stands between two backquotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import click

from ...model.kinds import KINDS, Kind
from . import citations, commands, made, pages, project, syntax
from .docstrings import meanings

__all__ = ["Section", "described", "meanings"]

Section = list[dict[str, Any]]
"""What there is of one sort, in the order of the code."""
_SECTIONS: Final[Mapping[str, str]] = {
    "directives": "Directives",
    "roles": "Roles",
    "values": "Values of options",
    "kinds": "Kinds of notes",
    "filters": "Filters of lists",
    "columns": "Columns of lists",
    "labels": "Labels of locators",
    "prefixes": "Words before a source",
    "tails": "Words behind a locator",
    "settings": "Settings",
    "theme": "Options of the theme",
    "environment": "Environment variables",
    "builders": "Builders",
    "exports": "Exports",
    "commands": "Commands",
    "warnings": "Warnings",
    "statuses": "Statuses of a check",
    "classes": "CSS classes",
    "properties": "Custom properties of CSS",
    "attributes": "Attributes of HTML",
    "objects": "Objects of JSON",
}
"""Each section, by its key, with its title."""


def described(program: click.Group, kinds: Iterable[Kind] = KINDS) -> dict[str, Any]:
    """All that there is, in a project that has these kinds; ``program`` is ``cli.main``."""
    known = tuple(kinds)
    sections: dict[str, Section] = {
        **syntax.sections(known),
        **citations.sections(),
        **project.sections(),
        **commands.sections(program),
        **made.sections(),
        **pages.sections(),
    }
    return {"version": _version(), **{name: sections[name] for name in _SECTIONS}}


def titled() -> Mapping[str, str]:
    """The title of each section, in their order."""
    return _SECTIONS


def _version() -> str:
    try:
        return version("sphinx-critique")
    except PackageNotFoundError:
        return "0"
