"""``sphinx-critique check``: the quotations of some files of a project."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .checking import Outcome, Remark, check_files
from .command import Command
from .formats import FORMATS, remark_of
from .project import folder_of, json_option, project_option, say


@click.command(
    cls=Command,
    exits={0: "all is right", 1: "a quotation fails", 2: "something cannot be checked"},
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@project_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How it is told: lines, objects, workflow commands of GitHub, or SARIF.",
)
@click.option(
    "--skip-others", is_flag=True, help="Pass over files that are no part of a project, for hooks."
)
@json_option
def check(
    files: tuple[Path, ...], project: Path | None, form: str, skip_others: bool, as_json: bool
) -> None:
    """Check the quotations in FILES, as ``-b quotecheck`` does, without building the rest.

    A file that others include is checked as a part of them; of a folder, all that is in it.
    """
    form = "json" if as_json else form
    base = Path.cwd()
    outcome = Outcome()
    for folder, group in _by_project(files, project).items():
        one = check_files(folder, group) if folder else _nowhere(group)
        outcome = outcome.and_(one)
    if skip_others:
        for remark in outcome.others:
            say(f"passed over: {remark_of(remark, base)}")
        outcome = outcome._replace(others=())
    for line in FORMATS[form](outcome, base):
        click.echo(line)
    if form in ("text", "json"):
        for remark in (*outcome.remarks, *outcome.refusals, *outcome.others):
            say(remark_of(remark, base))
    sys.exit(outcome.status)


def _by_project(files: Sequence[Path], project: Path | None) -> dict[Path | None, list[Path]]:
    """The files of each project, by its folder; ``None`` has those of none."""
    groups: dict[Path | None, list[Path]] = {}
    for file in files:
        folder: Path | None = None
        try:
            folder = folder_of(project, file)
        except click.UsageError:
            if project is not None:
                raise
        groups.setdefault(folder, []).append(file)
    return groups


def _nowhere(files: Sequence[Path]) -> Outcome:
    reason = "there is no conf.py beside it or above: name the folder of one with --project"
    return Outcome(others=tuple(Remark(str(file), 0, reason) for file in files))
