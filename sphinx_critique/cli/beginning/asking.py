"""The questions, each of which a flag may have answered already."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import click

from ...texts.collation import Index
from ...texts.incoming.records import tidy
from ...texts.transcripts import Reading, TranscriptError, read_transcript
from ..project import ProjectError, say
from .answers import HOSTS, MARKUPS, Answers, Copied, First
from .passage import first_passage
from .settings import THEME
from .works import WORK, Bibliography, new_entry, new_key

T = TypeVar("T")
_LONGEST: Final = 200
"""Letters of a title: files are named by it."""
_TITLE: Final = "A critical edition"
_WORK_TITLE: Final = "The work under review"
_NOBODY: Final = "Anonymous"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_THEME: Final = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Given:
    """What flags have answered; ``None`` is for what is still to be asked."""

    title: str | None
    editors: tuple[str, ...]
    language: str | None
    markup: str | None
    bib: str | None
    work: str | None
    work_title: str | None
    work_author: str | None
    work_year: str | None
    transcript: str | None
    theme: str | None
    ci: str | None
    pre_commit: bool | None
    yes: bool


class _Work(NamedTuple):
    """The work under review: its key, what it is called, and the bibliography it stands in."""

    key: str
    title: str
    bibliography: Copied | str


class Asking:
    """Asks what flags have not answered, or takes what is usual."""

    def __init__(self, given: Given) -> None:
        self._given = given

    def answers(self) -> Answers:
        """All answers. Raises ProjectError where somebody stops answering."""
        try:
            return self._answers()
        except click.Abort as error:
            raise ProjectError(
                "nothing has been written: a question was not answered (--yes answers all with"
                " what is usual)"
            ) from error

    def _answers(self) -> Answers:
        given = self._given
        work = self._work()
        transcript, first = self._transcript(work.key)
        title = f"Notes on {work.title}" if work.title else _TITLE
        editors = "; ".join(given.editors) if given.editors else None
        return Answers(
            self._ask(given.title, "Title of the edition", title[:_LONGEST], _title),
            self._ask(editors, "Who edits it (several: a semicolon between)", _NOBODY, _people),
            self._ask(given.language, "Language of the edition", "en", _language),
            self._ask(given.markup, "Markup: rst or myst (Markdown)", "rst", _one_of(MARKUPS)),
            work.key,
            work.bibliography,
            transcript,
            first,
            self._ask(given.theme, "Theme of the web pages", THEME, _theme),
            self._ask(given.ci, "Built on each push by: github, gitlab, none", "none", _host),
            self._pre_commit(),
        )

    def _ask(
        self,
        given: str | None,
        question: str,
        usual: str,
        read: Callable[[str], T],
        show: bool = True,
    ) -> T:
        if given is not None or self._given.yes:
            return read(usual if given is None else given)
        answer: T = click.prompt(question, default=usual, value_proc=read, show_default=show)
        return answer

    def _work(self) -> _Work:
        question = "Bibliography, a file of BibTeX or BibLaTeX (empty: none yet)"
        found = self._ask(self._given.bib, question, "", _bibliography, show=False)
        return self._new_work() if found is None else self._chosen(found)

    def _chosen(self, found: Bibliography) -> _Work:
        """One of the entries of a file; the only one, or that of the transcript, is usual."""
        given = self._given
        if told := [
            each for each in (given.work_title, given.work_author, given.work_year) if each
        ]:
            raise click.UsageError(f"“{told[0]}” is not needed: --bib says what the work is called")
        named = Path(given.transcript).stem if given.transcript else ""
        usual = named if named in found.entries else ""
        usual = next(iter(found.entries)) if len(found.entries) == 1 else usual
        if given.work is None and not given.yes and len(found.entries) > 1:
            for line in found.listed:
                say(line)
        question = "Key of the work under review"
        key = self._ask(given.work, question, usual, found.key, show=bool(usual))
        return _Work(key, tidy(found.title(key)), found.file)

    def _new_work(self) -> _Work:
        """An entry of its own, made of what is answered."""
        given = self._given
        key = new_key(given.work) if given.work is not None else WORK
        title = self._ask(given.work_title, "Title of the work under review", _WORK_TITLE, _title)
        authors = self._ask(
            given.work_author, "Its author (several: a semicolon between)", "", _split, show=False
        )
        year = self._ask(given.work_year, "Its year", "", tidy, show=False)
        named = title if title != _WORK_TITLE else ""
        return _Work(key, named, new_entry(key, title, authors, year))

    def _transcript(self, key: str) -> tuple[Copied | None, First | None]:
        question = "Text of the work, to check quotations against (empty: none)"
        found = self._ask(self._given.transcript, question, "", _read_transcript, show=False)
        if found is None:
            return None, None
        copied, index = found
        first = first_passage(index, key)
        if first is None:
            say(f"{copied.path} has no sentence that could be the first passage")
        return copied, first

    def _pre_commit(self) -> bool:
        given = self._given
        if given.pre_commit is not None or given.yes:
            return given.pre_commit is not False
        return click.confirm("Check quotations before each commit (by pre-commit)", default=True)


def _title(typed: str) -> str:
    title = tidy(typed)
    if not title:
        raise click.UsageError("a title has at least one letter")
    if len(title) > _LONGEST:
        raise click.UsageError(
            f"a title has at most {_LONGEST} letters, as files are named by it, not {len(title)};"
            " a subtitle can be set in conf.py"
        )
    return title


def _people(typed: str) -> tuple[str, ...]:
    return _split(typed) or (_NOBODY,)


def _split(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, typed.split(";"))))


def _language(typed: str) -> str:
    """A language as Sphinx names it."""
    tag = typed.strip().replace("-", "_")
    if not _LANGUAGE.fullmatch(tag):
        raise click.UsageError(f"“{typed}” is no language: write de, pt_BR, he, zh_CN …")
    return tag


def _one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if typed.strip().lower() not in names:
            raise click.UsageError(f"“{typed}” is none of: {', '.join(names)}")
        return typed.strip().lower()

    return read


_host = _one_of(HOSTS)


def _theme(typed: str) -> str:
    if not _THEME.fullmatch(typed.strip()):
        raise click.UsageError(f"“{typed}” is no theme: write critique, alabaster, furo …")
    return typed.strip()


def _bibliography(typed: str) -> Bibliography | None:
    return Bibliography.read(Path(typed).expanduser()) if typed.strip() else None


def _read_transcript(typed: str) -> tuple[Copied, Index] | None:
    if not typed.strip():
        return None
    path = Path(typed).expanduser()
    try:
        index = Index.of(read_transcript(path, Reading()))
        return Copied(path, path.read_bytes()), index
    except TranscriptError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror or error}") from error
