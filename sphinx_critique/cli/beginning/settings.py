"""The ``conf.py`` of a new project, and what is to be installed for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Final

from .answers import Answers

THEME: Final = "critique"
_NAME: Final = "sphinx-critique"
_WITH_SPHINX: Final = frozenset(
    """basic agogo alabaster bizstyle classic haiku nature nonav pyramid scrolls sphinxdoc
    traditional""".split()
)
"""Themes that need not be installed."""


def conf(answers: Answers, transcript: str, others: Sequence[str]) -> str:
    """The settings, each value as Python writes it.

    ``transcript`` is where that of the work lies, if its name does not tell; ``others`` are
    documents that were in the folder before.
    """
    return "\n".join([*_project(answers, others), *_sources(answers, transcript), *_forms(answers)])


def _project(answers: Answers, others: Sequence[str]) -> Iterator[str]:
    yield '"""The settings of this edition, for Sphinx and sphinx-critique."""\n'
    yield f"project = {literal(answers.title)}"
    yield f"author = {literal(', '.join(answers.editors))}"
    yield "copyright = author"
    yield 'version = "1"'
    yield f"language = {literal(answers.language)}\n"
    myst = ["myst_parser"] if answers.markup == "myst" else []
    yield f"extensions = {listed([*myst, 'sphinx_critique'])}"
    yield f"exclude_patterns = {listed(['_build', '.venv', 'README.md', 'transcripts'])}"
    if others:
        yield "# Documents that were here before: take out what belongs to the edition."
        yield f"exclude_patterns += {listed(others)}"


def _sources(answers: Answers, transcript: str) -> Iterator[str]:
    yield "\n# The work under review, by its key in the bibliography, and how sources are cited."
    yield f"critique_work = {literal(answers.work)}"
    yield 'bibtex_bibfiles = ["sources.bib"]'
    yield 'bibtex_default_style = "critique"'
    yield 'bibtex_reference_style = "critique"'
    if transcript:
        key, path = literal(answers.work), literal(transcript)
        yield f"critique_transcripts = {{{key}: {path}}}"


def _forms(answers: Answers) -> Iterator[str]:
    yield "\n# What the front page says: more of it are subtitle, date, licence, publisher, doi."
    yield f'critique_edition = {{"editors": {listed(answers.editors)}}}'
    yield "\n# Web pages, and a PDF by LaTeX."
    yield f"html_theme = {literal(answers.theme)}"
    yield 'latex_engine = "lualatex"'
    yield "latex_use_xindy = False\n"


def requirements(answers: Answers) -> str:
    """What the project is built with, a line each."""
    lines = [f"{_NAME}[pdf,fonts,serve]>={version(_NAME)}"]
    lines += ["myst-parser"] if answers.markup == "myst" else []
    if answers.theme != THEME and answers.theme not in _WITH_SPHINX:
        lines.append(answers.theme.replace("_", "-"))
    return "".join(f"{line}\n" for line in lines)


def listed(texts: Sequence[str]) -> str:
    """Texts as a list of Python's."""
    return f"[{', '.join(map(literal, texts))}]"


def literal(text: str) -> str:
    """A text as Python writes it, in double quotes where it can be."""
    written = repr(text)
    return f'"{written[1:-1]}"' if '"' not in text and written[0] == "'" else written
