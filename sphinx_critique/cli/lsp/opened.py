"""A project as it stands in the editor: read by Sphinx, saved or not, and what is wrong with it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase

from ...model.cache import Cache
from ...model.files import digest, write_whole
from ...project.domain import CritiqueDomain
from ...project.seal import set_seal
from ...sources import contents
from ..project import sphinx
from .at import Written
from .heard import Beginning, Heard, Said, heard
from .named import named
from .places import Span
from .remembered import Remembered
from .transcribed import Transcripts

_BEFORE_ALL: Final = 0
_AFTER_ALL: Final = 999


class Opened:
    """One project, and those of its files that are not on disk as they are in the editor.

    What is said while a document is read or resolved is kept until it is again; what is derived
    from all of them is said anew each time. Both are what a build from clean says.
    """

    def __init__(self, app: Sphinx, heard: Heard, said_at_start: Sequence[Said] = ()) -> None:
        self.app = app
        self.env = app.env
        self.domain = CritiqueDomain.of(app.env)
        self.transcripts = Transcripts(self.domain.library)
        self._heard = heard
        self._unsaved: dict[str, str] = {}
        self._stamped = self._stamps()
        self._texts: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._read: set[str] = set()
        self._reading = ""
        self._is_as_kept = False
        self._said_at_start = list(said_at_start)
        self._said_of_all: list[Said] = []
        self._remembered = Remembered.of(app.env)
        app.connect("env-get-outdated", self._changed, priority=_AFTER_ALL)
        app.connect("env-before-read-docs", self._begin, priority=_AFTER_ALL)
        app.connect("env-purge-doc", self._next, priority=_BEFORE_ALL)
        app.connect("source-read", self._give, priority=_BEFORE_ALL)
        app.connect("include-read", self._give_part, priority=_BEFORE_ALL)
        app.connect("env-updated", self._end, priority=_BEFORE_ALL)

    def read(self, unsaved: Mapping[str, str]) -> None:
        """Read what has changed, on disk or in the editor; ``unsaved``: texts by their files."""
        self._unsaved = dict(unsaved)
        texts = {file: text for file, text in unsaved.items() if text != _on_disk(file)}
        changed = {
            each for each in {*texts, *self._texts} if texts.get(each) != self._texts.get(each)
        }
        self._texts = texts
        self._fresh = self._made_of(changed)
        self.domain.library.look_again()
        self.transcripts.forget()
        self._read_once()
        odd = self._at_odds(self._read)
        if odd - self._read:
            self._fresh = odd
            self._read_once()
        self.app.builder.phase = BuildPhase.CONSISTENCY_CHECK
        self.env.check_consistency()
        self._said_of_all += self._heard.take()
        names = named(self.env)
        if names != self._remembered.named:
            self._remembered.named = names
            self._remembered.unresolved.update(self.env.found_docs)

    def _read_once(self) -> None:
        self._heard.take()
        self._said_of_all = []
        self.app.builder.phase = BuildPhase.READING
        try:
            self.app.builder.read()
        finally:
            self._said_of_all += self._heard.take()

    def _made_of(self, files: Set[str]) -> set[str]:
        """The documents that have any of some files in them."""
        found = {self.env.path2doc(file) or "" for file in files}
        for docname, paths in self.env.dependencies.items() if files else ():
            whole = (os.path.normpath(Path(self.env.srcdir, path)) for path in paths)
            if not files.isdisjoint(whole):
                found.add(docname)
        return found

    def _at_odds(self, docnames: Iterable[str]) -> set[str]:
        names = {docname: docname for docname in {*self.env.found_docs, *docnames}}
        paths = {str(self.env.doc2path(docname)): docname for docname in names}
        return self._remembered.at_odds([*docnames], names | paths)

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
        if text is None:
            with suppress(OSError):
                text = Path(file).read_text("utf-8", "replace")
        return (text or "").split("\n")

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
        """Resolve one of the documents that have to be as a build does before it prints them.

        Whether there was one.
        """
        unresolved = self._remembered.unresolved
        if not unresolved:
            return False
        docname = min(unresolved, key=lambda each: (each not in self._read, each))
        unresolved.remove(docname)
        self._heard.take()
        self.app.builder.phase = BuildPhase.RESOLVING
        self.env.get_and_resolve_doctree(docname, self.app.builder, tags=self.app.tags)
        self._remembered.resolving[docname] = self._heard.take()
        if self._is_as_kept and not unresolved:
            self.keep()
        return True

    def said(self) -> list[Said]:
        """All that is wrong, as far as it is known."""
        found = [*self._said_at_start, *self._remembered.all(), *self._said_of_all]
        return list(dict.fromkeys(self._absolute(found)))

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
        self._is_as_kept = True

    def _changed(
        self, _: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], gone: Set[str]
    ) -> list[str]:
        """The documents that are to be read besides those that have changed on disk."""
        found = self._fresh | self._remembered.unread
        for docname in gone:
            found |= env.files_to_rebuild.get(docname, set())
        return sorted((found | self._at_odds({*found, *added, *changed, *gone})) & env.found_docs)

    def _begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Forget all of them first: what was in the second is not yet there for the first."""
        self._said_of_all += self._heard.take()
        for docname in docnames:
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
        self._reading = ""
        self._read = set(docnames)
        self._is_as_kept = self._is_as_kept and not docnames

    def _next(self, _: Sphinx, __: BuildEnvironment, docname: str) -> None:
        """What is said from here on is said while this document is read."""
        self._note()
        self._reading = docname
        self._remembered.begin(docname)

    def _give(self, _: Sphinx, docname: str, source: list[str]) -> None:
        source[0] = self._texts.get(str(self.env.doc2path(docname)), source[0])

    def _give_part(self, _: Sphinx, path: Path, __: str, source: list[str]) -> None:
        source[0] = self._texts.get(os.path.normpath(Path(self.env.srcdir, path)), source[0])

    def _end(self, *_: object) -> None:
        self._note()
        self._reading = ""
        self._remembered.leave(self.env.found_docs)
        lists = self.domain.bibliography.domain.bibliographies
        in_order = sorted(lists.items(), key=lambda each: each[0].docname)
        lists.clear()
        lists.update(in_order)

    def _note(self) -> None:
        if self._reading:
            self._remembered.reading[self._reading] = self._heard.take()


def _on_disk(file: str) -> str | None:
    with suppress(OSError, ValueError):
        return Path(file).read_text("utf-8-sig")
    return None


def _stamp(path: Path) -> contents.Stamp | None:
    with suppress(OSError):
        return contents.Stamp.of(path.stat())
    return None


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """The project in a folder, as it was kept when it was last opened. Raises ProjectError."""
    log = Beginning()
    with sphinx(folder, heard=log, trees=_trees(folder)) as app, heard(app) as listening:
        project = Opened(app, listening, log.take())
        project.read({})
        project.keep()
        yield project


def _trees(folder: Path) -> Path:
    """Where what has been read of a project is kept: with all else that can be made anew."""
    cache = Cache(folder)
    name = digest(os.path.realpath(folder).encode("utf-8", "replace"))
    return Path(cache.folder, "editor", name)
