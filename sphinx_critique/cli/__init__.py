"""``sphinx-critique``: look words up in a project's transcripts, and check files of it.

Exit codes: 0 where all is well, 1 where a quotation fails or words are not found, 2 where the
project or the call cannot be read.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..project.domain import CritiqueDomain
from ..sources.verification import told
from ..texts.collation import Check, Index, Scope, Status

_FOUND = (Status.VERBATIM, Status.MARKED)
_CONTEXT = 72


class Hit(NamedTuple):
    """Where words stand, or what is nearest to them."""

    source: str
    page: str
    status: str
    text: str
    before: str
    after: str
    changes: tuple[str, ...]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sphinx-critique")
def main() -> None:
    """Quotations and the transcripts they are checked against."""


_project = click.option(
    "-p",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of conf.py. Default: the nearest one above, or in docs or doc.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-s", "--source", help="Look in the transcript of this bibliography key only.")
@_project
@_as_json
def find(words: tuple[str, ...], source: str | None, project: Path | None, as_json: bool) -> None:
    """Say where WORDS stand in the transcripts, ready to paste as an excerpt.

    Words that are remembered wrongly are found too; what differs is shown.
    """
    quotation = " ".join(words)
    with _sphinx(_folder(project)) as app:
        library = CritiqueDomain.of(app.env).library
        keys = [source] if source else library.keys
        hits = [hit for key in keys for hit in _hits(key, library.index(key), quotation)]
        for problem in library.problems:
            click.echo(f"{problem.location}: {problem.message}", err=True)
        if not keys:
            raise click.UsageError("this project has no transcripts: see critique_transcripts")
    exact = [hit for hit in hits if hit.status in _FOUND]
    for hit in exact or sorted(hits, key=lambda hit: len(hit.changes)):
        click.echo(json.dumps(hit._asdict(), ensure_ascii=False) if as_json else _printed(hit))
    if not exact:
        if not hits:
            click.echo("These words, or any like them, stand in no transcript.", err=True)
        sys.exit(1)


def _hits(key: str, index: Index | None, quotation: str) -> Iterator[Hit]:
    if index is None:
        return
    check = Check(index, Scope())
    for result in list(check.everywhere(quotation)) or [check.of(quotation)]:
        if result.found is not None and result.status not in (Status.UNCHECKED, Status.NOT_FOUND):
            before, after = (*result.context, "", "")[:2]
            changes = tuple(map(told, result.changes))
            page, text = result.found
            yield Hit(key, page, str(result.status), text, before, after, changes)


def _printed(hit: Hit) -> str:
    where = f"{hit.source}, {hit.page}" if hit.page else hit.source
    lines = [f"{click.style(where, bold=True)}: {hit.status}"]
    lines += [f"  {change}" for change in hit.changes]
    around = [f"… {hit.before[-_CONTEXT:]}" if hit.before else "", hit.after[:_CONTEXT]]
    lines += [f"  {around[0]} [{hit.text}] {around[1]}".rstrip(), ""]
    lines += [f".. excerpt:: {where}", "", f"   {hit.text}", ""]
    return "\n".join(lines)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@_project
@_as_json
def check(files: tuple[Path, ...], project: Path | None, as_json: bool) -> None:
    """Check the quotations in FILES, as ``-b quotecheck`` does, without building the rest."""
    folder = _folder(project, files[0])
    names = [_docname(file, folder) for file in files]
    with tempfile.TemporaryDirectory() as out:
        only = {"include_patterns": names, "root_doc": Path(names[0]).with_suffix("").as_posix()}
        with _sphinx(folder, "quotecheck", out, only) as app:
            app.build()
            told_lines = Path(app.outdir) / ("output.json" if as_json else "output.txt")
            click.echo(told_lines.read_text(encoding="utf-8"), nl=False)
            sys.exit(1 if app.statuscode else 0)


def _docname(file: Path, folder: Path) -> str:
    try:
        return file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{file} is not in the project of {folder}") from None


def _folder(project: Path | None, start: Path | None = None) -> Path:
    """The folder of the nearest ``conf.py``."""
    if project is not None:
        if not (project / "conf.py").exists():
            raise click.UsageError(f"there is no conf.py in {project}")
        return project
    here = (start or Path.cwd()).resolve()
    here = here if here.is_dir() else here.parent
    for folder in (here, *here.parents, here / "docs", here / "doc", here / "source"):
        if (folder / "conf.py").exists():
            return folder
    raise click.UsageError("there is no conf.py here or above: name its folder with --project")


@contextmanager
def _sphinx(
    folder: Path, builder: str = "dummy", out: str = "", settings: dict[str, Any] | None = None
) -> Iterator[Sphinx]:
    """The project as Sphinx sees it, quietly; its warnings go to the error stream."""
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(folder), docutils_namespace():
        try:
            outdir = out or scratch
            app = Sphinx(
                folder,
                folder,
                outdir,
                f"{scratch}/doctrees",
                builder,
                confoverrides=settings,
                status=None,
                warning=sys.stderr if builder != "dummy" else None,
            )
        except SphinxError as error:
            raise click.UsageError(str(error)) from error
        yield app
