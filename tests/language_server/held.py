"""What an editor is told of a project, held against what a build says of the same text."""

import os
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

from sphinx.cmd import build

from sphinx_critique.cli.lsp.answers.diagnosing import diagnoses
from sphinx_critique.cli.lsp.reading.opened import Opened

from ..conftest import Project
from ..test_cases import LOGGED, collapsed, warnings_of


class Told(NamedTuple):
    """A warning, as both tell it: its line as text, empty where it has none."""

    file: str
    line: str
    code: str
    message: str


class Builds:
    """Builds from clean that print nothing, in a process apart, in which nothing else is read."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def told(self, project: Project) -> set[Told]:
        """What one says of the project as it is on disk."""
        out, log = project.build_folder, project.build_folder.with_suffix(".log")
        given = ("-b", "dummy", "-q", "-E", "-a", "-w", log, project.source, out)
        status = self._pool.submit(build.main, [*map(str, given)]).result()
        assert status == 0, "the build fails"
        lines = log.read_text(encoding="utf-8").splitlines()
        return set(map(_read, warnings_of([each for each in lines if each.strip()])))


def _read(logged: str) -> Told:
    found = LOGGED.fullmatch(logged)
    assert found, f"no warning: {logged}"
    file, line, code = (found[name] or "" for name in ("file", "line", "type"))
    # docutils names included files as seen from the working folder.
    whole = os.path.normpath(Path.cwd() / file) if file else ""
    return Told(whole, line, code, collapsed(found["words"]))


def told_by_server(opened: Opened) -> set[Told]:
    """What an editor is told once all is read, of the documents as they stand in it."""
    while opened.resolve():
        pass
    told = {
        Told(each.file, str(each.line or ""), each.code, collapsed(each.message))
        for each in opened.said()
    }
    shown = {each.code for some in diagnoses(opened).values() for each in some}
    assert shown == {each.code for each in told}
    return told
