"""The project that a command is about: its folder, and what Sphinx makes of it."""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from types import MappingProxyType

import click
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..texts.printed import one_line

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of conf.py. Default: the nearest one above, or in docs or doc.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
EXTENSION = "sphinx_critique"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class ProjectError(click.ClickException):
    """A project that cannot be read, and why."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


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


def folder_of_file(file: Path) -> Path | None:
    """The folder of the nearest ``conf.py`` above a file, if there is one."""
    return next((each for each in file.parents if (each / "conf.py").is_file()), None)


@contextmanager
def sphinx(
    folder: Path,
    builder: str = "dummy",
    heard: StringIO | None = None,
    trees: Path | None = None,
    settings: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[Sphinx]:
    """The project as Sphinx sees it, in silence: its warnings go to ``heard``, without colours.

    What is read is kept in ``trees``, if that is given; ``settings`` go before its own.
    Whatever goes wrong, while a project is read too, is a ProjectError that names the project.
    """
    with (
        tempfile.TemporaryDirectory() as scratch,
        patch_docutils(folder),
        docutils_namespace(),
        redirect_stdout(sys.stderr),  # What a conf.py prints is no part of any answer.
    ):
        try:
            kept = trees or Path(scratch, "doctrees")
            out = Path(scratch, "out")
            app = Sphinx(folder, folder, out, kept, builder, dict(settings), None, heard)
            if EXTENSION not in app.extensions:
                raise ProjectError(to_add(folder))
            yield app
        except click.ClickException:
            raise
        except Exception as error:  # Of Sphinx, of conf.py, of any extension.
            if builder in str(error) and builder != "dummy":  # Nobody has registered ours.
                raise ProjectError(to_add(folder)) from error
            said = without_colours(" ".join(str(error).split()))
            message = f"the project in {folder} cannot be read: {said or type(error).__name__}"
            raise ProjectError(message) from error


def to_add(folder: Path) -> str:
    """What a project needs that does not load the extension."""
    return f'add "{EXTENSION}" to extensions in {folder / "conf.py"}'


def without_colours(text: str) -> str:
    """What Sphinx says, as it is meant to be read."""
    return _COLOUR.sub("", text)


def say(text: str) -> None:
    """Tell, beside the answer, something that may hold words of others."""
    click.echo(one_line(text), err=True)
