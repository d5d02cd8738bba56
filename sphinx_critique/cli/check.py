"""``sphinx-critique check``: the quotations of some files of a project."""

import sys
import tempfile
from pathlib import Path

import click

from .project import folder_of, json_option, project_option, sphinx


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@project_option
@json_option
def check(files: tuple[Path, ...], project: Path | None, as_json: bool) -> None:
    """Check the quotations in FILES, as ``-b quotecheck`` does, without building the rest."""
    folder = folder_of(project, files[0])
    names = [_docname(file, folder) for file in files]
    with tempfile.TemporaryDirectory() as out:
        only = {"include_patterns": names, "root_doc": Path(names[0]).with_suffix("").as_posix()}
        with sphinx(folder, "quotecheck", out, only) as app:
            app.build()
            told_lines = Path(app.outdir) / ("output.json" if as_json else "output.txt")
            click.echo(told_lines.read_text(encoding="utf-8"), nl=False)
            sys.exit(1 if app.statuscode else 0)


def _docname(file: Path, folder: Path) -> str:
    try:
        return file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{file} is not in the project of {folder}") from None
