"""``sphinx-critique audit``: what a work quotes, held against the sources it may be from."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

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
from .project import ProjectError, folder_of, json_option, project_option, say, sphinx

_LEAST: Final = 5


@click.command()
@click.argument("key")
@click.option("--against", multiple=True, metavar="KEY", help="Only this source; may be repeated.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The files in DIR, in place of the project's transcripts.",
    metavar="DIR",
)
@click.option("--min-words", "least", default=_LEAST, show_default=True, type=click.IntRange(min=2))
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
def audit(
    key: str,
    against: tuple[str, ...],
    folder: Path | None,
    least: int,
    all_of_it: bool,
    unmarked: bool,
    as_json: bool,
    html: Path | None,
    rst: bool,
    myst: bool,
    output: Path | None,
    project: Path | None,
) -> None:
    """Look for the quotations that the work KEY makes in the other transcripts.

    Each is told to be verbatim, marked, misquoted (with what differs and what its cuts hide) or
    misplaced (the page that the work gives is another), with its page in KEY and in the source, the
    gravest first. What is shorter than --min-words, or found nowhere, is counted. The exit status
    is 0 where all that was found is right, 1 where it is not, 2 where nothing can be looked for.
    """
    if sum((as_json, rst, myst)) > 1:
        raise click.UsageError("choose one of --json, --rst and --myst")
    if folder and against:
        raise click.UsageError("--against names sources of the project: leave out --folder")
    base = folder_of(project)
    with sphinx(base) as app:
        domain = CritiqueDomain.of(app.env)
        result = _audited(app, key, against, folder, least, unmarked)
        found = found_in(result)
        if rst or myst:
            text = argued(result, found, Myst() if myst else Rest())
        elif as_json:
            rows = objects(result, base, all_of_it=all_of_it, least=least)
            text = "".join(f"{json_of(row)}\n" for row in rows)
        else:
            text = _read(result, found, all_of_it=all_of_it)
        if html:
            _write(html, page(result, found, domain, least))
        for problem in domain.library.problems:
            say(f"{problem.location}: {problem.message}")
    _give(text, output)
    say(summary(result, found, least))
    if any(each.result.status in WRONG for each in found):
        sys.exit(1)


def _audited(
    app: Sphinx, key: str, against: Sequence[str], folder: Path | None, least: int, unmarked: bool
) -> Audit:
    """What a work quotes, of the files of a folder or else of the project's transcripts."""
    domain = CritiqueDomain.of(app.env)
    work = work_of(domain, key)
    sources: Sources = (
        OfProject(domain, work[0], against)
        if not folder
        else OfFolder(
            folder, work[2], Path(app.doctreedir) / "critique-audit", domain.languages.document
        )
    )
    return audited(work, sources, least, tuple(domain.settings.cut_marks.split()), unmarked)


def _read(audit: Audit, found: Sequence[Found], *, all_of_it: bool) -> str:
    parts = [table(found), unmarked_rows(audit.runs), apart(audit) if all_of_it else ()]
    texts = map("\n".join, parts)
    return "".join(f"{each}\n\n" for each in texts if each)


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
