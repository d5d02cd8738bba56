"""Some files of a project checked: only the documents that have to do with them are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from ..builders.quotecheck.rows import Row, rows_of
from ..model.problems import Location, Problem, Warn
from ..model.records import Annotation
from ..project.domain import CritiqueDomain
from ..project.warning import absences
from ..sources.verification import sources_of
from .including import includers
from .project import ProjectError, sphinx, without_colours

_SAID = re.compile(r"(?P<file>.+?):(?P<line>\d+): (?:WARNING|ERROR|CRITICAL|SEVERE): (?P<words>.+)")
_SETTINGS = "it holds settings, no quotations; name documents, or a folder of them"


class Remark(NamedTuple):
    """Something to know of a file or a line of it (0: of all of it)."""

    file: str
    line: int
    message: str


class Outcome(NamedTuple):
    """What the check of some files came to.

    ``problems`` are to be mended; ``remarks`` what was met while reading; ``refusals`` say what
    could not be checked and why; ``others``, of these, what is no part of the project.
    """

    rows: tuple[Row, ...] = ()
    absent: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    refusals: tuple[Remark, ...] = ()
    others: tuple[Remark, ...] = ()

    @property
    def status(self) -> int:
        """As a command ends: 0 right, 1 a quotation fails, 2 something could not be checked."""
        if self.absent or any(row.failed for row in self.rows):
            return 1
        return 2 if self.refusals or self.others else 0

    def and_(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.rows + other.rows,
            self.absent + other.absent,
            self.problems + other.problems,
            self.remarks + other.remarks,
            self.refusals + other.refusals,
            self.others + other.others,
        )


class Asked(NamedTuple):
    """A file or folder as it was named, and where it is."""

    given: Path
    real: str

    @classmethod
    def of(cls, given: Path) -> Asked:
        """A path as it was typed."""
        return cls(given, os.path.realpath(given))

    def holds(self, path: str | Path) -> bool:
        """Whether a file is this one, or lies in this folder."""
        real = os.path.realpath(path)
        return real == self.real or Path(real).is_relative_to(self.real)


def check_files(folder: Path, files: Sequence[Path]) -> Outcome:
    """Check the quotations in some files of the project in a folder."""
    heard = StringIO()
    try:
        with sphinx(folder, "quotecheck", heard) as app:
            return Checking(app, heard, files).outcome()
    except ProjectError as error:
        return Outcome(refusals=tuple(Remark(str(file), 0, error.message) for file in files))


class Checking:
    """One project, and what was asked about it."""

    def __init__(self, app: Sphinx, heard: StringIO, files: Iterable[Path]) -> None:
        self.app = app
        self.env = app.env
        self.heard = heard
        self.asked = list(map(Asked.of, files))
        self.domain = CritiqueDomain.of(app.env)
        self.srcdir = Path(app.srcdir)
        self._said: list[str] = []
        self._parts: set[str] = set()
        self._asked_for: dict[str, bool] = {}

    def outcome(self) -> Outcome:
        """Find the documents, read them, and pick out what is about the files."""
        self.env.find_files(self.app.config, self.app.builder)
        wanted = {each: self._documents_of(each) for each in self.asked}
        documents = set().union(*wanted.values())
        if documents:
            self._read(documents)
        others = [
            self._refused(each) for each in self.asked if not self._is_read(each, wanted[each])
        ]
        refused = len(others) == len(self.asked)
        return Outcome(others=tuple(others)) if refused else self._picked(tuple(others))

    @cached_property
    def _documents(self) -> dict[str, Path]:
        return {name: Path(self.env.doc2path(name)) for name in sorted(self.env.found_docs)}

    @cached_property
    def _includers(self) -> dict[str, set[str]]:
        return includers(self._documents.items(), self.srcdir)

    def _documents_of(self, asked: Asked) -> set[str]:
        """The documents to be read for a file: itself, or those that include it."""
        own = {name for name, path in self._documents.items() if asked.holds(path)}
        self._parts.update(includers(((name, self._documents[name]) for name in own), self.srcdir))
        if own and not asked.given.is_dir():
            return own
        including = (names for path, names in self._includers.items() if asked.holds(path))
        return own.union(*including)

    def _read(self, documents: set[str]) -> None:
        """Read some documents, and all where an answer may depend on what another one says."""
        wanted = set(documents)

        def only_wanted(_app: Sphinx, _env: object, names: list[str]) -> None:
            names[:] = [name for name in names if name in wanted]
            self.heard.truncate(self.heard.seek(0))

        def end_of_reading(*_: object) -> None:
            self._said += without_colours(self.heard.getvalue()).split("\n")

        self.app.connect("env-before-read-docs", only_wanted, priority=999)
        self.app.connect("env-updated", end_of_reading, priority=0)
        # Sphinx wants the first document to be among those that it reads.
        self.app.config.root_doc = self.app.config.master_doc = min(wanted)
        self.app.builder.phase = BuildPhase.READING
        self.app.builder.read()
        if self._needs_others():
            wanted.update(self.env.found_docs)
            self.app.builder.read()

    def _needs_others(self) -> bool:
        """Whether a note claims the silence of what it answers, and that is in no document read."""
        edition = self.domain.edition
        return any(
            item.absent and item.on and item.id not in edition.targets | edition.others
            for item in edition.items
            if isinstance(item, Annotation) and self._is_asked(item.location)
        )

    def _is_read(self, asked: Asked, documents: set[str]) -> bool:
        """Whether a file is one of the documents, or really a part of them."""
        if any(asked.holds(self._documents[name]) for name in documents):
            return True
        taken_in = (self.env.dependencies.get(name, ()) for name in documents)
        return any(asked.holds(self.srcdir / path) for paths in taken_in for path in paths)

    def _refused(self, asked: Asked) -> Remark:
        """Why a file cannot be checked, and what to do."""
        return Remark(str(asked.given), 0, self._reason(asked))

    def _reason(self, asked: Asked) -> str:
        config = self.app.config
        suffixes = tuple(config.source_suffix)
        path = Path(asked.real)
        if path == self.srcdir / "conf.py":
            return _SETTINGS
        if any(asked.holds(self.srcdir / name) for name in config["bibtex_bibfiles"] or ()):
            return f"it is a bibliography; {_SETTINGS.partition('; ')[2]}"
        if path.is_dir():
            return f"there is no document of the project in {self.srcdir} in it; name another"
        if not path.is_relative_to(self.srcdir):
            return (
                f"it is not in the project in {self.srcdir}, and none of its documents includes it;"
                " name its project with --project"
            )
        if path.suffix in suffixes:
            return (
                "conf.py leaves it out (exclude_patterns or include_patterns), and no document"
                " includes it: include it, or do not leave it out"
            )
        kinds = ", ".join(suffixes)
        return f"it is no document of the project (these end in {kinds}), and none includes it"

    def _picked(self, others: tuple[Remark, ...]) -> Outcome:
        verification = self.domain.verification
        rows = tuple(self._rows())
        absent = tuple(p for p in absences(self.domain) if self._is_asked(p.location))
        failures = (p for row in rows for p in verification.problems(row.quotation, row.checked))
        return Outcome(
            rows,
            absent,
            tuple(dict.fromkeys((*failures, *absent))),
            tuple(dict.fromkeys(self._remarks())),
            tuple(dict.fromkeys(self._unread(rows))),
            others,
        )

    def _is_asked(self, location: Location) -> bool:
        """Whether a place is in a file that was named, or in a part of it."""
        if location.source not in self._asked_for:
            in_part = os.path.realpath(location.source) in self._parts
            named = in_part or any(each.holds(location.source) for each in self.asked)
            self._asked_for[location.source] = named
        return self._asked_for[location.source]

    def _rows(self) -> Iterator[Row]:
        """The rows of the files; of one that several documents include, what differs."""
        seen = set()
        for row in rows_of(self.domain):
            key = row.quotation.location, row.quotation.words, row.checked
            if self._is_asked(row.quotation.location) and repr(key) not in seen:
                seen.add(repr(key))
                yield row

    def _remarks(self) -> Iterator[Remark]:
        """What is wrong with the files themselves, but for what documents not read would mend."""
        for line in self._said:
            if (said := _SAID.match(line)) and self._is_asked(Location(said["file"], 0)):
                yield Remark(said["file"], int(said["line"]), said["words"])
        own = (p for problems in self.domain.problems.values() for p in problems)
        lemmata = (p for p in self.domain.edition.problems if p.warn is Warn.LEMMA)
        for problem in (*own, *lemmata):
            if self._is_asked(problem.location):
                message = f"{problem.message} [critique.{problem.warn}]"
                yield Remark(*problem.location, message)

    def _unread(self, rows: Sequence[Row]) -> Iterator[Remark]:
        """The transcripts that are there to check the rows against, and cannot be read."""
        if not self.domain.settings.check:
            reason = "critique_check is off in conf.py: nothing is checked; turn it on"
            yield from (Remark(str(each.given), 0, reason) for each in self.asked)
        library, bibliography = self.domain.library, self.domain.bibliography
        cited = set(sources_of(row.quotation for row in rows if not row.quotation.unchecked))
        keys = cited | {work for key in cited if (work := bibliography.works_of(key))}
        for key in sorted(keys):
            if library.index(key) is None:
                yield from (Remark(*p.location, p.message) for p in library.problems_of(key))
