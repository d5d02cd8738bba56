"""What can be asked of a project, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final

from ..reading.opened import Opened
from . import arguing, completing, decorating, fixing, hovering, navigating, renaming
from .diagnosing import Diagnosis, diagnoses

Texts = Mapping[str, str]
_A_WHILE: Final = 0.05
"""Seconds in which documents are resolved before others are answered."""


def read(project: Opened, unsaved: Texts) -> dict[str, list[Diagnosis]] | None:
    """All that is wrong, by file, once what has changed is read.

    ``None`` where what only a start reads has changed.
    """
    if project.is_set_anew:
        return None
    project.read(unsaved)
    return diagnoses(project)


def resolve(project: Opened) -> dict[str, list[Diagnosis]] | tuple[()] | None:
    """The same, once more documents are resolved: ``()`` where it is, ``None`` once all are.

    Others are answered between.
    """
    before, end = project.said(), monotonic() + _A_WHILE
    while project.resolve():
        if project.said() != before:
            return diagnoses(project)
        if monotonic() > end:
            return ()
    return None


def _of_text(answer: Callable[..., Any]) -> Callable[..., Any]:
    """An answer that depends on what is in the editor now, be it read or not."""

    def answered(project: Opened, unsaved: Texts, *given: Any) -> Any:
        project.note(unsaved)
        return answer(project, *given)

    return answered


ANSWERS: Final[Mapping[str, Callable[..., Any]]] = {
    "read": read,
    "resolve": resolve,
    "complete": _of_text(completing.offers),
    "hover": _of_text(hovering.shown),
    "definition": _of_text(navigating.definition),
    "references": _of_text(navigating.references),
    "symbols": _of_text(navigating.symbols),
    "all symbols": _of_text(lambda project, asked: list(navigating.all_symbols(project, asked))),
    "fixes": _of_text(fixing.fixes),
    "hints": _of_text(decorating.hints),
    "folds": _of_text(decorating.folds),
    "lemmata": _of_text(decorating.lemmata),
    "name": _of_text(renaming.name_at),
    "rename": _of_text(renaming.renamed),
    "answers": _of_text(arguing.answers),
    "kinds": _of_text(arguing.kinds),
    "excerpt": _of_text(arguing.excerpt),
    "page": _of_text(arguing.page),
}
