"""A name given anew, in all documents."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .navigating import names_of
from .opened import Opened
from .places import Place, Span
from .subjects import subject

_NO_NAME: Final = re.compile(r"[,;<>`\n]|^\s*$")


class Refused(NamedTuple):
    """Why something cannot be named so."""

    message: str


def name_at(project: Opened, file: str, line: int, column: int) -> Span | None:
    """The name at a place, if a passage or note has it."""
    found = subject(project, file, line, column)
    if found is None or found.item is None or not found.item.name:
        return None
    return found.span if found.span.line == found.span.end_line else None


def renamed(project: Opened, file: str, line: int, column: int, name: str) -> list[Place] | Refused:
    """The places at which to write another name."""
    found = subject(project, file, line, column)
    if found is None or found.item is None or not found.item.name:
        return Refused("there is no name of a passage or a note here")
    if _NO_NAME.search(name):
        return Refused("a name has no commas, semicolons, angle brackets or backquotes")
    other = project.domain.edition.find(name)
    if other is not None and other.id != found.item.id:
        return Refused(f"another is named “{name}”")
    return list(names_of(project, found.item))
