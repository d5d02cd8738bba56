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

from ....model.files import write_whole
from ....project.domain import CritiqueDomain
from ....project.seal import set_seal
from ....sources import contents
from ....sources.bibliographies.remembering import remember_lists
from ...project import sphinx
from ..written.document import Written
from ..written.lines import lines_of, lines_on_disk
from ..written.places import Span
from .again import Reading
from .heard import Beginning, Heard, Said, heard
from .offline import offline
from .transcribed import Transcripts
from .trees import Trees

_INCLUDED: Final = (".rst", ".md", ".txt", ".inc", ".rest")
_MOST_GROWN: Final = 400
"""Megabytes more than at the start; indexes and trees of a large edition take half of that."""
_SETTINGS: Final = {"show_warning_types": True}
"""By which the log of the start says what is needed to tell warnings apart."""


class Opened:
    """One project, and those of its files that are not on disk as they are in the editor."""

    def __init__(
        self, app: Sphinx, heard: Heard, scratch: Path, said_at_start: Sequence[Said] = ()
    ) -> None:
        self.app = app
        self.env = app.env
        self.domain = CritiqueDomain.of(app.env)
        self.domain.is_printed = False
        remember_lists(self.domain.bibliography.domain)
        self.transcripts = Transcripts(self.domain.library, scratch / "pages")
        self.trees: Trees | None = None
        self._reading = Reading(app, heard)
        self._said_at_start = list(said_at_start)
        self._unsaved: dict[str, str] = {}
        self._stamped = self._stamps()
        self._size = _megabytes()
        self._is_as_kept = False

    def read(self, unsaved: Mapping[str, str]) -> None:
        """Read what has changed, on disk or in the editor; ``unsaved``: texts by their files."""
        self._unsaved = dict(unsaved)
        self.domain.library.look_again()
        texts = {file: "\n".join(lines_of(text)) for file, text in unsaved.items()}
        self._reading.read({f: text for f, text in texts.items() if text != _on_disk(f)})
        self._is_as_kept = self._is_as_kept and not self._reading.just_read

    def resolve(self) -> bool:
        """Resolve one of the documents that have to be as a build does before it prints them.

        Whether there was one.
        """
        is_new = self._reading.resolve()
        if is_new and self._is_as_kept and self._reading.is_whole:
            self.keep()
        return is_new

    @property
    def is_set_anew(self) -> bool:
        """Whether only a start helps: settings or bibliographies have changed, or it has grown.

        Extensions are made for one build: they may leave something behind each time.
        """
        has_grown = _megabytes() - self._size > _MOST_GROWN
        return has_grown or self._stamps() != self._stamped

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
        """A document as it is being written, or what one includes."""
        suffix = Path(file).suffix
        if suffix not in (".rst", ".md"):
            including = (str(self.env.doc2path(each)) for each in self.documents(file))
            suffix = Path(next(including, file)).suffix
        return Written(self.lines(file), is_myst=suffix == ".md")

    def files(self) -> list[str]:
        """The documents, and what they include."""
        own = {*self.domain.bibliography.files, *self.transcripts.files}
        found = {str(self.env.doc2path(docname)) for docname in self.env.found_docs}
        for docname in self.env.found_docs:
            for path in self.env.dependencies.get(docname, ()):
                whole = os.path.normpath(Path(self.env.srcdir, path))
                if Path(whole).suffix in _INCLUDED and whole not in own:
                    found.add(whole)
        return sorted(found)

    def documents(self, file: str) -> list[str]:
        """The document that a file is, or those that include it."""
        docname = self.env.path2doc(file)
        if docname in self.env.found_docs:
            return [docname]
        return sorted(
            docname
            for docname, paths in self.env.dependencies.items()
            if any(os.path.normpath(Path(self.env.srcdir, each)) == file for each in paths)
        )

    def said(self) -> list[Said]:
        """All that is wrong, as far as it is known."""
        found = [*self._said_at_start, *self._reading.said()]
        return list(dict.fromkeys(self._absolute(found)))

    def _absolute(self, said: Iterable[Said]) -> Iterator[Said]:
        for each in said:
            file = os.path.normpath(Path.cwd() / each.file) if each.file else ""
            yield each._replace(file=file)

    def keep_if_new(self) -> None:
        """Keep what has been read, if it is not what was kept before."""
        if self._reading.is_as_found:
            set_seal(self.app)
            self._is_as_kept = True
        else:
            self.keep()

    def keep(self) -> None:
        """Keep what has been read from disk, for the next start."""
        with suppress(OSError):
            path = Path(self.app.doctreedir, ENV_PICKLE_FILENAME)
            write_whole(path, pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL))
        set_seal(self.app)
        if self.trees is not None:
            self.trees.keep()
        self._is_as_kept = True


def _megabytes() -> int:
    """What the process has in memory; 0 where nobody tells."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") >> 20
    return 0


def _on_disk(file: str) -> str | None:
    with suppress(OSError, ValueError):
        return Path(file).read_text("utf-8-sig")
    return None


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
    log = Beginning()
    beginning = sphinx(folder, heard=log, trees=trees.take(), settings=_SETTINGS)
    with offline(), beginning as app, heard(app) as listening:
        project = Opened(app, listening, scratch, log.take())
        project.trees = trees
        project.read({})
        project.keep_if_new()
        gc.collect()
        gc.freeze()  # What is there now stays as long as the project is open.
        yield project
