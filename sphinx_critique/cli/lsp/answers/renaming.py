"""A name given anew, in all documents."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ....model.identifiers import normal_name
from ..reading.opened import Opened
from ..written.places import Place, Span
from .navigating import names_of
from .subjects import Subject, subject

_NO_NAME: Final = re.compile(r"[,;<>`\"#\\]|:(?:\s|$)|^\s*(?:['\[\]{}&*!|%@?:>=-]|$)")
"""What separates names, or would be markup in an option of reST or of MyST."""


class Refused(NamedTuple):
    """Why something cannot be named so."""

    message: str


def name_at(project: Opened, file: str, line: int, column: int) -> Span | None:
    """The name at a place, if a passage or note has it."""
    found = subject(project, file, line, column)
    return found.span if found is not None and _is_name(project, file, found) else None


def _is_name(project: Opened, file: str, found: Subject) -> bool:
    """Whether the name of a passage or note is written there, not a label that leads to it."""
    name = found.item.name if found.item is not None else ""
    return bool(name) and normal_name(project.text_of(file, found.span)) == name


def renamed(project: Opened, file: str, line: int, column: int, name: str) -> list[Place] | Refused:
    """The places at which to write another name."""
    found = subject(project, file, line, column)
    if found is None or found.item is None or not _is_name(project, file, found):
        return Refused("there is no name of a passage or a note here")
    if _NO_NAME.search(name):
        return Refused("a name has words alone: no commas, quote marks, brackets or the like")
    other = project.domain.edition.find(name)
    if other is not None and other.id != found.item.id:
        return Refused(f"another is named “{name}”")
    return list(names_of(project, found.item))
