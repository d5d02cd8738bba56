"""What an editor shows within a document: numbers and statuses, folds, lemmata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ....model.records import Annotation
from ..reading.opened import Opened
from ..written.places import Span
from .subjects import items_of, quotations


class Hint(NamedTuple):
    """Words set behind a place, which are not in the file."""

    line: int
    column: int
    text: str


def hints(project: Opened, file: str, first: int, last: int) -> list[Hint]:
    """The number of each note and passage, and the status of each quotation, on some lines."""
    found = [*_numbers(project, file), *_statuses(project, file)]
    return sorted(each for each in found if first <= each.line <= last)


def _numbers(project: Opened, file: str) -> Iterator[Hint]:
    items = items_of(project, file)
    for directive in project.written(file).directives:
        item = items.get(directive.head + 1)
        if item is not None:
            span = directive.argument_span
            yield Hint(span.end_line, span.end_column, project.domain.labels.of(item))


def _statuses(project: Opened, file: str) -> Iterator[Hint]:
    for each in quotations(project, file):
        if each.checked is not None and project.domain.settings.check:
            status = str(each.checked.result.status)
            yield Hint(each.span.end_line, each.span.end_column, status)


def folds(project: Opened, file: str) -> list[tuple[int, int]]:
    """The first and last lines of the directives of a document that have more than one."""
    written = project.written(file)
    return [(each.head, each.end - 1) for each in written.directives if each.end - 1 > each.head]


def lemmata(project: Opened, file: str) -> list[Span]:
    """Where lemmata are written, in order."""
    found = []
    items = items_of(project, file)
    for directive in project.written(file).directives:
        if directive.name in project.domain.kinds and directive.argument:
            item = items.get(directive.head + 1)
            if item is None or (isinstance(item, Annotation) and item.lemma):
                found.append(directive.argument_span)
    return found
