"""What can be asked of a project, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .completing import Offer, offers
from .diagnosing import Diagnosis, diagnoses
from .opened import Opened


def read(project: Opened, texts: Mapping[str, str]) -> dict[str, list[Diagnosis]] | None:
    """All that is wrong, by file, once what has changed is read.

    ``None`` where what only a start reads has changed.
    """
    if project.is_set_anew:
        return None
    project.read(texts)
    return diagnoses(project)


def resolve(project: Opened) -> dict[str, list[Diagnosis]] | None:
    """The same, once another document is resolved; ``None`` where all are."""
    return diagnoses(project) if project.resolve() else None


def complete(
    project: Opened, unsaved: Mapping[str, str], file: str, line: int, column: int
) -> list[Offer]:
    """What may be written at a place."""
    project.note(unsaved)
    return offers(project, file, line, column)


ANSWERS: Final[Mapping[str, Callable[..., Any]]] = {
    "read": read,
    "resolve": resolve,
    "complete": complete,
}
