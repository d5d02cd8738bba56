"""``sphinx-critique new``: a review project, made of answers."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from ..texts.printed import one_line
from .beginning.answers import HOSTS, MARKUPS, Answers, Copied
from .beginning.asking import Asking, Given
from .beginning.files import ALWAYS, BIBLIOGRAPHY, project_files, transcript_path
from .beginning.placing import put, refuse_if_there
from .command import Command
from .project import ProjectError

_DOCUMENTS: Final = {"rst": (".rst",), "myst": (".rst", ".md")}
_SPECIAL: Final = re.compile(r"[\[\]*?]")
"""What means something in a pattern for names of files."""
_LEFT_OUT: Final = frozenset({"README.md", "transcripts", "_build", ".venv", ".git"})
"""What no document is in, in any project."""


@click.command(
    "new",
    cls=Command,
    exits={0: "the project is there", 1: "no more answers came", 2: "nothing was written"},
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Of the edition. Default: Notes on the work under review.")
@click.option(
    "--editor", "editors", multiple=True, help="Who edits it; several: again, or a semicolon."
)
@click.option("--language", help="Of the edition, as Sphinx names it: de, pt_BR. Default: en.")
@click.option("--markup", type=click.Choice(MARKUPS), help="Default: rst.")
@click.option("--bib", metavar="FILE", help="The bibliography, BibTeX or BibLaTeX. Default: none.")
@click.option("--work", metavar="KEY", help="The key of the work under review.")
@click.option("--work-title", help="Without --bib: what the work is called.")
@click.option("--work-author", help="Without --bib: its author; several: a semicolon.")
@click.option("--work-year", help="Without --bib: its year.")
@click.option("--transcript", metavar="FILE", help="The text of the work. Default: none.")
@click.option("--theme", help="Of the web pages. Default: critique.")
@click.option("--ci", type=click.Choice(HOSTS), help="Who builds each push. Default: none.")
@click.option(
    "--pre-commit/--no-pre-commit", default=None, help="Whether commits are checked. Default: yes."
)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: what no flag says is as usual.")
def new(folder: Path, **given: Any) -> None:
    """Make a review project in DIR, which builds at once.

    It asks what no flag has answered. Files that DIR has are left as they are: if one of those to
    be written is there, nothing is written.
    """
    refuse_if_there(folder, [name for name in ALWAYS if name != BIBLIOGRAPHY])
    answers = Asking(Given(**given)).answers()
    try:
        content = project_files(answers, list(_documents(folder, answers.markup)))
        for name in _the_users_own(folder, answers):
            del content[name]
    except OSError as error:
        raise ProjectError(f"{folder} cannot be read: {error.strerror or error}") from error
    put(folder, content)
    _tell(folder, answers, list(content))


def _the_users_own(folder: Path, answers: Answers) -> Iterator[str]:
    """What lies already where it would be copied to."""
    copied = {BIBLIOGRAPHY: answers.bibliography, transcript_path(answers): answers.transcript}
    for name, file in copied.items():
        if (
            isinstance(file, Copied)
            and (folder / name).exists()
            and file.path.samefile(folder / name)
        ):
            yield name


def _documents(folder: Path, markup: str) -> Iterator[str]:
    """What is there before that Sphinx would take for documents: files, and folders with such."""
    suffixes = _DOCUMENTS[markup]
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name in _LEFT_OUT:
            continue
        if path.is_dir():
            names = (name for _, _, files in os.walk(path) for name in files)
            if any(name.endswith(suffixes) for name in names):
                yield _SPECIAL.sub("?", path.name)
        elif path.suffix in suffixes:
            yield _SPECIAL.sub("?", path.name)


def _tell(folder: Path, answers: Answers, names: list[str]) -> None:
    """What has been made, and what comes next."""
    first = f"Its first passage is from the text of the work: {_cited(answers)}."
    path = f"./{folder}" if str(folder).startswith("-") else str(folder)
    lines = [
        f"{folder} has a new project:",
        *(f"  {name}" for name in names),
        *([first] if answers.first else []),
        "Next:",
        f"  cd {shlex.quote(path)}",
        "  make html",
    ]
    for line in lines:
        click.echo(one_line(line))


def _cited(answers: Answers) -> str:
    citation = answers.first.citation if answers.first else ""
    return f"p. {citation}" if citation.isalnum() and citation != answers.work else citation
