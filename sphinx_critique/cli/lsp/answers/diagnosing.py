"""What is said of a project, each at the words that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ....model.problems import Problem, Warn
from ....model.records import Item, Quotation
from ....sources.checked import Checked, shortened
from ....texts.collation.whereabouts import on_page
from ....texts.printed import one_line
from ..reading.heard import Said
from ..reading.opened import Opened
from ..written.places import Place, Span, lines_by_docutils, text_from, whole_line, words_from
from .navigating import place_of
from .subjects import words_of

_NAMED: Final = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"|'([^'\n]+)'")
_OPTION: Final = re.compile(r" (:[\w-]+:)")
MOST_SAID: Final = 1000
"""Things wrong in one file that an editor is told of."""
_NEAR: Final = 40
"""Lines below the one named on which what a message names is looked for."""


class Related(NamedTuple):
    """Another place that has to do with what is wrong."""

    place: Place
    message: str


class Diagnosis(NamedTuple):
    """Something wrong, at the words that it is about."""

    place: Place
    code: str
    message: str
    is_error: bool = False
    related: tuple[Related, ...] = ()


class Doubted(NamedTuple):
    """A quotation that fails, and what its check came to."""

    quotation: Quotation
    checked: Checked


Doubts = dict[tuple[str, int, str], Doubted]
"""By the file, the line and the words of their warnings."""


def diagnoses(project: Opened) -> dict[str, list[Diagnosis]]:
    """By file all that is wrong."""
    conf = str(Path(project.app.confdir, "conf.py"))
    by_file: dict[str, list[Said]] = {}
    for said in project.said():
        by_file.setdefault(said.file or conf, []).append(said)
    doubted = doubts(project)
    return {file: list(_of_file(project, file, some, doubted)) for file, some in by_file.items()}


def _of_file(
    project: Opened, file: str, some: Sequence[Said], doubted: Doubts
) -> Iterator[Diagnosis]:
    lines = project.lines(file)
    number_here = lines_as_said(file, lines)
    for said in some[:MOST_SAID]:
        doubt = doubted.get((said.file, said.line, said.message))
        place = Place(file, span_of(lines, said, number_here(said.line - 1), doubt))
        related = tuple(_related(project, doubt) if doubt else _of_items(project, said))
        yield Diagnosis(place, said.code, said.message, said.is_error, related)
    if len(some) > MOST_SAID:
        message = f"{len(some) - MOST_SAID} more are wrong in this file; a build says them all"
        yield Diagnosis(Place(file, whole_line(lines, some[MOST_SAID].line - 1)), "", message)


def doubts(project: Opened) -> Doubts:
    """What fails."""
    verification = project.domain.verification
    found = {}
    for quotation, checked in verification.checks(project.domain.build.documents):
        for problem in verification.problems(quotation, checked):
            found[_key(problem)] = Doubted(quotation, checked)
    return found


def lines_as_said(file: str, lines: Sequence[str]) -> Callable[[int], int]:
    """What number a line has that a warning names; MyST counts as editors do."""
    return int if file.endswith(".md") else lines_by_docutils(lines)


def _key(problem: Problem) -> tuple[str, int, str]:
    file, _, line = str(problem.location).rpartition(":")
    return file, int(line), one_line(problem.message)


def names_in(said: Said) -> list[str]:
    """What a message names, as it is written: what it is about comes first."""
    found = ["".join(each) for each in _NAMED.findall(said.message)]
    if said.code == f"critique.{Warn.OPTION}":
        found = [*_OPTION.findall(said.message)[:1], *found]
    return found


def span_of(lines: Sequence[str], said: Said, line: int, doubt: Doubted | None) -> Span:
    """The words that something said is about, or else the line that it names."""
    if doubt is not None and (found := quoted(lines, line, doubt)) is not None:
        return found
    for named in names_in(said):
        found = text_from(lines, line, named, _NEAR)
        found = found or words_from(lines, line, named, _NEAR)
        if found is not None:
            return found
    return whole_line(lines, line)


def quoted(lines: Sequence[str], line: int, doubt: Doubted) -> Span | None:
    """Where the words of a quotation are typed; of what is in a table, the line is its first."""
    for words in (doubt.quotation.text, doubt.quotation.words):
        for start in (line, max(0, line - _NEAR)):
            found = words_from(lines, start, words)
            if found is not None:
                return found
    return None


def _related(project: Opened, doubt: Doubted) -> Iterator[Related]:
    """Where in the transcript the words stand, or those nearest to them."""
    found, key = doubt.checked.result.found, doubt.checked.source
    place = project.transcripts.place_of(key, found.text, found.page) if found else None
    if found and place:
        page = on_page(found.page)
        yield Related(place, f"{key}{f', {page}' if page else ''}: {shortened(found.text)}")


def _of_items(project: Opened, said: Said) -> Iterator[Related]:
    """What else bears a name; what a lemma is to stand in."""
    edition, labels = project.domain.edition, project.domain.labels
    other: Item | None = None
    if said.code == f"critique.{Warn.NAME}":
        other = next((edition.find(each) for each in names_in(said)), None)
    elif said.code == f"critique.{Warn.LEMMA}":
        here = f"{said.file}:{said.line}"
        at = [each for each in edition.items if str(each.location) == here]
        other = next((edition.targets[each.id] for each in at if each.id in edition.targets), None)
    if other is not None:
        label = labels.of(other)
        yield Related(place_of(project, other), f"{label}: {shortened(words_of(other))}")
