"""A project as it stands in the editor: read by Sphinx, saved or not, and what is wrong with it."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase

from ...model.files import write_whole
from ...project.domain import CritiqueDomain
from ...project.seal import set_seal
from ...sources import contents
from ...sources.bibliographies.remembering import remember_lists
from ..project import sphinx
from .at import Written
from .files import lines_of, lines_on_disk
from .heard import Heard, Said, heard
from .offline import offline
from .places import Span
from .transcribed import Transcripts
from .trees import Trees

_BEFORE_ALL: Final = 0
_AFTER_ALL: Final = 999


class Opened:
    """One project, and those of its files that are not on disk as they are in the editor.

    What is said while a document is read or resolved is kept until it is again; what is derived
    from all of them is said anew each time.
    """

    def __init__(self, app: Sphinx, heard: Heard) -> None:
        self.app = app
        self.env = app.env
        self.domain = CritiqueDomain.of(app.env)
        self.domain.is_printed = False
        remember_lists(self.domain.bibliography.domain)
        self.transcripts = Transcripts(self.domain.library)
        self.trees: Trees | None = None
        self._heard = heard
        self._unsaved: dict[str, str] = {}
        self._stamped = self._stamps()
        self._texts: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._reading = ""
        self._said_in_reading: dict[str, list[Said]] = {}
        self._said_in_resolving: dict[str, list[Said]] = {}
        self._said_of_all: list[Said] = []
        self._unresolved: set[str] = set()
        app.connect("env-get-outdated", self._changed, priority=_AFTER_ALL)
        app.connect("env-before-read-docs", self._begin, priority=_BEFORE_ALL)
        app.connect("env-purge-doc", self._next, priority=_BEFORE_ALL)
        app.connect("source-read", self._give, priority=_BEFORE_ALL)
        app.connect("env-updated", self._end, priority=_BEFORE_ALL)

    def read(self, unsaved: Mapping[str, str]) -> None:
        """Read what has changed, on disk or in the editor; ``unsaved``: texts by their files."""
        self._unsaved = dict(unsaved)
        named = ((self.env.path2doc(file), text) for file, text in unsaved.items())
        texts = {docname: text for docname, text in named if docname}
        self._fresh = {n for n in {*texts, *self._texts} if texts.get(n) != self._texts.get(n)}
        self._texts = texts
        self._heard.take()
        self.domain.library.look_again()
        self.app.builder.phase = BuildPhase.READING
        try:
            self.app.builder.read()
        finally:
            self._said_of_all = self._heard.take()
        self.app.builder.phase = BuildPhase.CONSISTENCY_CHECK
        self.env.check_consistency()
        self._said_of_all += self._heard.take()

    @property
    def is_set_anew(self) -> bool:
        """Whether a file has changed that only a start reads: settings, bibliographies."""
        return self._stamps() != self._stamped

    def _stamps(self) -> list[contents.Stamp | None]:
        bibliographies = (Path(self.env.srcdir, each) for each in self.domain.bibliography.files)
        return [_stamp(each) for each in (Path(self.app.confdir, "conf.py"), *bibliographies)]

    def note(self, unsaved: Mapping[str, str]) -> None:
        """Take the texts of the editor as they are now, before anything is read of them."""
        self._unsaved = dict(unsaved)

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file as it stands in the editor, or else on disk."""
        text = self._unsaved.get(file)
        return lines_on_disk(file) if text is None else lines_of(text)

    def text_of(self, file: str, span: Span) -> str:
        """What stands in a span of a file, on one line."""
        lines = self.lines(file)[span.line : span.end_line + 1]
        if not lines:
            return ""
        lines = [*lines[:-1], lines[-1][: span.end_column]]
        lines[0] = lines[0][span.column :]
        return " ".join(" ".join(lines).split())

    def written(self, file: str) -> Written:
        """A document as it is being written."""
        return Written(self.lines(file), is_myst=Path(file).suffix == ".md")

    def resolve(self) -> bool:
        """Resolve one of the documents that have been read as a build does before it prints them.

        Whether there was one.
        """
        if not self._unresolved:
            return False
        docname = min(self._unresolved)
        self._unresolved.remove(docname)
        self.app.builder.phase = BuildPhase.RESOLVING
        self.env.get_and_resolve_doctree(docname, self.app.builder)
        self._said_in_resolving[docname] = self._heard.take()
        return True

    def said(self) -> list[Said]:
        """All that is wrong, as far as it is known."""
        kept = (self._said_in_reading, self._said_in_resolving)
        found = [each for said in kept for name in sorted(said) for each in said[name]]
        return list(dict.fromkeys(self._absolute([*found, *self._said_of_all])))

    def _absolute(self, said: Iterable[Said]) -> Iterator[Said]:
        for each in said:
            file = os.path.normpath(Path.cwd() / each.file) if each.file else ""
            yield each._replace(file=file)

    def keep(self) -> None:
        """Keep what has been read from disk, for the next start."""
        with suppress(OSError):
            path = Path(self.app.doctreedir, ENV_PICKLE_FILENAME)
            write_whole(path, pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL))
        set_seal(self.app)
        if self.trees is not None:
            self.trees.keep()

    def _changed(self, _: Sphinx, env: BuildEnvironment, *__: object) -> list[str]:
        return sorted(self._fresh & env.found_docs)

    def _begin(self, _: Sphinx, __: BuildEnvironment, docnames: list[str]) -> None:
        self._unresolved.update(docnames)
        self._reading = ""

    def _next(self, _: Sphinx, __: BuildEnvironment, docname: str) -> None:
        """What is said from here on is said while this document is read."""
        self._note()
        self._reading = docname
        self._said_in_reading.pop(docname, None)
        self._said_in_resolving.pop(docname, None)

    def _give(self, _: Sphinx, docname: str, source: list[str]) -> None:
        if docname in self._texts:
            source[0] = "\n".join(lines_of(self._texts[docname]))

    def _end(self, *_: object) -> None:
        self._note()
        self._reading = ""
        for gone in {*self._said_in_reading, *self._unresolved} - self.env.found_docs:
            self._said_in_reading.pop(gone, None)
            self._unresolved.discard(gone)

    def _note(self) -> None:
        if self._reading:
            self._said_in_reading[self._reading] = self._heard.take()


def _stamp(path: Path) -> contents.Stamp | None:
    with suppress(OSError):
        return contents.Stamp.of(path.stat())
    return None


@contextmanager
def opened(folder: Path, scratch: Path) -> Iterator[Opened]:
    """The project in a folder, as it was kept when it was last opened. Raises ProjectError.

    All that is written of it is written in ``scratch``, and where the user keeps such things.
    """
    trees = Trees(folder, scratch)
    with offline(), sphinx(folder, trees=trees.take()) as app, heard(app) as listening:
        project = Opened(app, listening)
        project.trees = trees
        project.read({})
        project.keep()
        gc.collect()
        gc.freeze()  # What is there now stays as long as the project is open.
        yield project
