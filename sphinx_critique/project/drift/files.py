"""The files of a project: their names wherever it lies, and digests of what they hold."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from os.path import relpath
from pathlib import Path

from ...model.files import digest
from ...model.problems import Location
from ...sources import contents
from ..domain import CritiqueDomain


class Files:
    """Looks into each once."""

    def __init__(self, domain: CritiqueDomain) -> None:
        self._domain = domain
        self._env = domain.env
        self._base = Path(domain.env.srcdir)
        self._digests: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def of_document(self, docname: str) -> str:
        """Of a document and what it takes in, but for transcripts and bibliographies."""
        taken_in = {Path(self._base, each) for each in self._env.dependencies.get(docname, ())}
        paths = {Path(self._env.doc2path(docname)), *taken_in} - self._others
        return in_short([(self.name(str(path)), self._digest(path)) for path in sorted(paths)])

    def of_bibliographies(self) -> str:
        """Of all that the project cites from."""
        files = self._domain.bibliography.files
        return in_short([self._digest(Path(self._base, each)) for each in files])

    def name_at(self, location: Location) -> str:
        """That of the file at a place."""
        return self.name(location.source)

    def name(self, path: str) -> str:
        """A file as seen from the folder of the project: the same wherever that lies."""
        if path not in self._names:
            self._names[path] = path
            with suppress(ValueError):  # Another drive.
                self._names[path] = Path(relpath(path, self._base)).as_posix()
        return self._names[path]

    @cached_property
    def _others(self) -> set[Path]:
        """The files that tell by themselves that they have changed."""
        library = self._domain.library
        found = filter(None, map(library.find, library.keys))
        bibliographies = (Path(self._base, each) for each in self._domain.bibliography.files)
        return {*(each.path for each in found), *bibliographies}

    def _digest(self, path: Path) -> str:
        name = str(path)
        if name not in self._digests:
            self._digests[name] = ""
            with suppress(OSError):
                self._digests[name] = contents.digest(path, {})
        return self._digests[name]


def in_short(*parts: object) -> str:
    """A digest of things that are written alike where they are alike."""
    return digest(repr(parts).encode("utf-8", "replace"))
