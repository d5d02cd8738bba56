"""A small review in a folder of another, and the command run on it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from sphinx_critique.model.cache import VARIABLE

from ..conftest import BIBLIOGRAPHY, Project

CONF = """\
extensions = ["sphinx_critique", "myst_parser"]
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
"""
TRANSCRIPT = """\
[p. 107]
They asked for the end of rationing, freedom for small traders and nothing else.
[p. 108]
Nobody would have refused them, unless they had asked for it twice.
"""
PAGE = """\
Title
=====

.. excerpt:: 107
   :name: demands

   the end of rationing, freedom for small traders

.. omission:: end of rationing

   Not :quote:`refused them <108>`.

.. include:: part.txt

.. bibliography::
"""
PART = ".. excerpt:: 107\n\n   They asked for the end\n\n.. gloss:: asked for\n\n   So.\n"
MARKED = "# Marked\n\n{quote}`asked for it twice <108>`\n"
FILES = {
    "docs/conf.py": f"{CONF}exclude_patterns = ['part.txt']\n",
    "docs/index.rst": PAGE,
    "docs/part.txt": PART,
    "docs/marked.md": f"---\norphan: true\n---\n\n{MARKED}",
    "docs/sources.bib": BIBLIOGRAPHY,
    "docs/transcripts/serge2016.txt": TRANSCRIPT,
}


def write_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in a folder of another, with users' folder of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    project = Project(tmp_path).write(FILES)
    monkeypatch.chdir(project.source)
    return project


def change(name: str, old: str, new: str) -> None:
    path = Path("docs", name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def sphinx_build(builder: str, *args: str) -> str:
    """What a build says, as users start it."""
    command = [sys.executable, "-m", "sphinx", "-b", builder, "docs", f"build/{builder}", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.stdout


def lines(result: Result) -> list[str]:
    return result.stdout.splitlines()
