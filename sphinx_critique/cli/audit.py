"""``sphinx-critique audit``: what a work quotes, held against the sources it may be from."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
from sphinx.application import Sphinx

from ..project.domain import CritiqueDomain
from ..texts.incoming.myst import Myst
from ..texts.incoming.rest import Rest
from ..texts.printed import json_of
from .arguing import argued
from .audit_page import page
from .audit_rows import WRONG, Found, apart, found_in, objects, summary, table, unmarked_rows
from .audit_sources import OfFolder, OfProject, Sources
from .auditing import Audit, audited, work_of
from .command import Command
from .project import ProjectError, folder_of, json_option, project_option, say, sphinx

_LEAST: Final = 5


@click.command(
    cls=Command,
    exits={
        0: "all that was found is right",
        1: "something is misquoted or misplaced",
        2: "nothing can be looked for",
    },
)
@click.argument("key")
@click.option("--against", multiple=True, metavar="KEY", help="Only this source; may be repeated.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The files in DIR, in place of the project's transcripts.",
    metavar="DIR",
)
@click.option(
    "--min-words",
    "least",
    default=_LEAST,
    show_default=True,
    type=click.IntRange(min=2),
    help="What has fewer words is not looked for.",
)
@click.option("--all", "all_of_it", is_flag=True, help="What is short or found nowhere, too.")
@click.option("--unmarked", is_flag=True, help="Also words of sources that are in no quote marks.")
@json_option
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page with each quotation beside its source.",
)
@click.option("--rst", is_flag=True, help="An edition of what is misquoted, in reStructuredText.")
@click.option("--myst", is_flag=True, help="The same in MyST.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default: standard output.",
)
@project_option
def audit(key: str, project: Path | None, **given: Any) -> None:
    """Look for the quotations that the work KEY makes in the other transcripts.

    Each is told to be verbatim, marked, misquoted (with what differs and what its cuts hide) or
    misplaced (the page that the work gives is another), with its page in KEY and in the source, the
    gravest first. What is shorter than --min-words, or found nowhere, is counted.
    """
    asked = _Asked(**given)
    asked.check()
    base = folder_of(project)
    with sphinx(base) as app:
        domain = CritiqueDomain.of(app.env)
        result = _audited(app, key, asked)
        found = found_in(result)
        text = asked.text(result, found, domain, base)
        if asked.html:
            _write(asked.html, page(result, found, domain, asked.least))
        for problem in domain.library.problems:
            say(f"{problem.location}: {problem.message}")
    _give(text, asked.output)
    say(summary(result, found, asked.least))
    if any(each.result.status in WRONG for each in found):
        sys.exit(1)


class _Asked(NamedTuple):
    """The options: what is looked for, where, and what is written of it."""

    against: tuple[str, ...]
    folder: Path | None
    least: int
    all_of_it: bool
    unmarked: bool
    as_json: bool
    html: Path | None
    rst: bool
    myst: bool
    output: Path | None

    def check(self) -> None:
        """Say what cannot be done before a long run, not behind it."""
        if sum((self.as_json, self.rst, self.myst)) > 1:
            raise click.UsageError("choose one of --json, --rst and --myst")
        if self.folder and self.against:
            raise click.UsageError("--against names sources of the project: leave out --folder")
        for path in filter(None, (self.html, self.output)):
            if not os.access(path if path.exists() else path.parent, os.W_OK):
                raise ProjectError(f"{path} cannot be written")

    def text(self, audit: Audit, found: Sequence[Found], domain: CritiqueDomain, base: Path) -> str:
        """What came of it, in the form that is asked for."""
        if self.rst or self.myst:
            return argued(audit, found, Myst() if self.myst else Rest(), domain.bibliography.keys)
        if self.as_json:
            rows = objects(audit, base, all_of_it=self.all_of_it, least=self.least)
            return "".join(f"{json_of(row)}\n" for row in rows)
        parts = [table(found), unmarked_rows(audit.runs), apart(audit) if self.all_of_it else ()]
        text = "".join(f"{each}\n\n" for each in map("\n".join, parts) if each)
        return click.unstyle(text) if self.output else text


def _audited(app: Sphinx, key: str, asked: _Asked) -> Audit:
    """What a work quotes, of the files of a folder or else of the project's transcripts."""
    domain = CritiqueDomain.of(app.env)
    work = work_of(domain, key)
    sources: Sources
    if asked.folder:
        spare = Path(app.doctreedir) / "critique-audit"
        sources = OfFolder(asked.folder, work[2], spare, domain.languages.document)
    else:
        sources = OfProject(domain, work[0], asked.against)
    cut_marks = tuple(domain.settings.cut_marks.split())
    return audited(work, sources, asked.least, cut_marks, asked.unmarked)


def _give(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProjectError(f"{path} cannot be written: {error.strerror or error}") from error
