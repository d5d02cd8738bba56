"""``sphinx-critique drift``: what holds no longer, of quotations, lemmata and absences."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from ..builders.quotecheck.rows import name_of
from ..project.drift.comparing import Change, Event, changes
from ..project.drift.keeping import keep as keep_state
from ..project.drift.noticing import SINCE
from ..project.drift.records import Absent, Passage, Quoted, Row, State
from ..project.drift.telling import counted, drifted, line_of
from ..project.drift.trying import TrialsOf
from ..texts.printed import json_of, one_line
from .command import Command
from .project import ProjectError, folder_of, json_option, project_option, say
from .revision import Revision
from .states import NOT_LASTING, Checked, at_revision, checked, kept_in, last_kept

_ALWAYS: Final = (Event.DRIFTED, Event.MOVED)
_FAILS: Final[Mapping[str, Callable[[Change], bool]]] = {
    "any": lambda change: True,
    "worse": lambda change: change.is_worse,
    "never": lambda change: False,
}


@click.command(
    cls=Command,
    exits={
        0: "none has drifted for the worse",
        1: "one has (see --fail-on)",
        2: "that cannot be told",
    },
)
@click.argument("revision", metavar="[REV]", required=False)
@project_option
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="What a full check has left: output.state, or the folder that it is in.",
)
@click.option("--all", "tell_all", is_flag=True, help="New, removed and reworded ones, too.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILS)),
    default="worse",
    show_default=True,
    help="Which drift makes the exit status 1.",
)
@click.option("--keep", is_flag=True, help="Keep what is as the last full check.")
@click.option(
    "--transcripts-as-now",
    "as_now",
    is_flag=True,
    help="With REV: take transcripts that git does not keep as they are now.",
)
@json_option
def drift(
    revision: str | None,
    project: Path | None,
    against: Path | None,
    tell_all: bool,
    fail_on: str,
    keep: bool,
    as_now: bool,
    as_json: bool,
) -> None:
    """Tell which quotations, lemmata and absences are not as they were, and why.

    What was is the last full check (-b quotecheck), or the project at REV, a revision of git.
    A quotation has drifted where its status, its place, its emphasis or what it hides is another,
    a lemma where it has no place any more, or another passage, an absence (:absent:) where the
    term has come to stand, is not there any more, or stands elsewhere.
    """
    if revision is not None and against:
        raise click.UsageError("name a revision or a file, not both")
    if revision == "":
        raise click.UsageError("the name of the revision is empty: name one, or none at all")
    folder = folder_of(project)
    past = Revision(folder, revision) if revision else None
    now = checked(folder)
    if keep and not now.is_lasting:
        raise ProjectError(NOT_LASTING)
    try:
        was = _state(now, past, against, as_now)
    except ProjectError as error:
        if not keep or past is not None or against is not None:
            raise
        _keep(now)
        say(f"{error.message}; this check is kept")
        return
    found = changes(was, now.state, TrialsOf(now.domain, was))
    told = [each for each in found if tell_all or each.event in _ALWAYS]
    for line in (_objects if as_json else _lines)(told, folder):
        click.echo(line)
    since = revision or (str(against) if against else SINCE)
    click.echo(one_line(f"{counted(found, since)}."), err=as_json)
    if keep:
        _keep(now)
    sys.exit(int(any(map(_FAILS[fail_on], drifted(found)))))


def _state(now: Checked, past: Revision | None, against: Path | None, as_now: bool) -> State:
    if past is not None:
        return at_revision(past, now, as_now)
    return kept_in(against) if against is not None else last_kept(now)


def _keep(now: Checked) -> None:
    for path in keep_state(now.state, now.kept):
        raise ProjectError(f"{path} cannot be written: remove it, or make it a file of yours")


def _lines(told: Sequence[Change], folder: Path) -> Iterator[str]:
    for change in told:
        line = line_of(change)
        place = one_line(f"{_name(line.file, folder)}:{line.line}")
        turn = click.style(f"[{line.turn}]", fg=_colour(change))
        yield f"{place}: {turn} {line.rest}"


def _colour(change: Change) -> str:
    if change.event is not Event.DRIFTED:
        return "cyan"
    return "red" if change.is_worse else "green"


def _name(file: str, folder: Path) -> str:
    return name_of(str(folder.absolute() / file), Path.cwd())


def _objects(told: Sequence[Change], folder: Path) -> Iterator[str]:
    for change in told:
        yield json_of(_object(change, folder))


def _object(change: Change, folder: Path) -> dict[str, Any]:
    """A change with all its fields; ``was`` or ``is`` is null of what is new or gone."""
    row = change.row
    return {
        "filename": _name(row.file, folder),
        "lineno": row.line,
        "kind": change.kind,
        "event": str(change.event),
        "was": _side(change.was, change.passages[0]),
        "is": _side(change.now, change.passages[1]),
        "why": list(change.why),
        "worse": change.is_worse,
    }


def _side(row: Row | None, passage: Passage | None) -> dict[str, Any] | None:
    if row is None:
        return None
    if isinstance(row, Quoted):
        fields = {"quotation": row.words, "source": row.source, "locator": row.locator}
        return {"name": row.name, **fields, **row.outcome._asdict()}
    if isinstance(row, Absent):
        fields = {"name": row.name, "term": row.typed, "annotation": row.kind, "source": row.source}
        return {**fields, **row.outcome._asdict()}
    stands, outcome = row.outcome.status == "stands", row.outcome
    return {
        "name": row.name,
        "lemma": row.words,
        "annotation": row.kind,
        "status": outcome.status,
        "words": outcome.words if stands else "",
        "nearest": "" if stands else outcome.words,
        "at": outcome.at if stands else None,
        "lines": outcome.lines,
        "passage": _passage(passage) if passage else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"kind": passage.kind, "name": passage.name, "text": passage.text}
