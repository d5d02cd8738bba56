"""The project that a command is about: its folder, and what Sphinx makes of it."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of conf.py. Default: the nearest one above, or in docs or doc.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def folder_of(project: Path | None, start: Path | None = None) -> Path:
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
def sphinx(
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
