"""Whether what builds have kept is whole: a seal, broken when one begins and set when it ends.

Sphinx keeps what it has read before it writes pages, and does not look at what it finds kept. Where
the last build was stopped, all is read and written again; so is a document whose kept tree is no
longer as it was sealed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..model.files import digest, write_whole
from ..model.steps import Step
from .domain import CritiqueDomain

NAME: Final = "critique.seal"
DRAWN: Final = "graphviz-*"
"""The pictures that Sphinx has Graphviz draw."""
_MARGIN: Final = 10_000
"""In microseconds: the clock by which files are dated may be behind."""

Sealed = dict[str, list[Any]]
"""Of each document the stamp of its tree, and the digest."""


class Seal:
    """The seal of one build's folder, and what it was before the build broke it."""

    def __init__(self) -> None:
        self._sealed: Sealed = {}
        self._began = 0
        self._read: Set[str] = frozenset()

    def discard(self, app: Sphinx, config: Config) -> None:
        """Have Sphinx begin anew where what it has kept is not what was sealed."""
        kept = Path(app.doctreedir, ENV_PICKLE_FILENAME)
        sealed = _read(app).get("environment")
        if sealed is not None and kept.exists() and _digest(kept) != sealed:
            with suppress(OSError):
                kept.unlink()

    def look(self, app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
        """The documents that may not be as they were read, or written."""
        domain = CritiqueDomain.of(env)
        if not domain.holds_ours:
            return []
        sealed: Sealed | None = _read(app).get("documents")
        if sealed is None:
            domain.digests.clear()
            _remove_drawings(app)
            return sorted(env.found_docs)
        self._sealed = sealed
        return [docname for docname in sorted(env.all_docs) if not self._is_whole(app, docname)]

    def break_to_read(self, app: Sphinx, env: BuildEnvironment, docnames: Iterable[str]) -> None:
        """Break it before anything is read."""
        self._began, self._read = time.time_ns() // 1000, frozenset(docnames)
        _break(app)

    def break_to_write(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Break it before anything is written; what has changed while it was read is read again."""
        _break(app)
        if CritiqueDomain.of(env).holds_ours:
            for docname in self._read & env.all_docs.keys():
                if _last_change(env, docname) >= self._began - _MARGIN:
                    env.all_docs[docname] = min(env.all_docs[docname], self._began - _MARGIN)

    def set(self, app: Sphinx, exception: Exception | None) -> None:
        """Seal what is kept, once all is written."""
        if exception is not None or not CritiqueDomain.of(app.env).holds_ours:
            return
        with suppress(OSError):
            documents = {docname: self._sealed_tree(app, docname) for docname in app.env.all_docs}
            environment = _digest(Path(app.doctreedir, ENV_PICKLE_FILENAME))
            _write(app, {"environment": environment, "documents": documents})

    def _sealed_tree(self, app: Sphinx, docname: str) -> list[Any]:
        path = _tree(app, docname)
        stamp = _stamp(path)
        before = self._sealed.get(docname, [None, ""])
        return [stamp, before[1] if before[0] == stamp else _digest(path)]

    def _is_whole(self, app: Sphinx, docname: str) -> bool:
        path = _tree(app, docname)
        stamp, sealed = self._sealed.get(docname, [None, ""])
        with suppress(OSError):
            return bool(stamp == _stamp(path) or sealed == _digest(path))
        return False


def set_seal(app: Sphinx) -> None:
    """Seal what is kept as it is now, and look at it no more: what is read again stays as it was.

    For a program that reads a project again and again, and keeps only what was read first.
    """
    for step in (Step.SET_SEAL, Step.READ_BROKEN, Step.BREAK_SEAL, Step.KEEP_BROKEN):
        for listener in list(app.events.listeners.get(step.phase, ())):
            if isinstance(getattr(listener.handler, "__self__", None), Seal):
                if step is Step.SET_SEAL:
                    listener.handler(app, None)
                else:
                    app.disconnect(listener.id)


def _tree(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"{docname}.doctree")


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _digest(path: Path) -> str:
    return digest(path.read_bytes())


def _last_change(env: BuildEnvironment, docname: str) -> int:
    """When a document, or a file that it depends on, was last changed, in microseconds."""
    found = 0
    for path in (env.doc2path(docname), *env.dependencies.get(docname, ())):
        with suppress(OSError, ValueError):
            found = max(found, Path(env.srcdir, path).stat().st_mtime_ns // 1000)
    return found


def _read(app: Sphinx) -> dict[str, Any]:
    """The seal; nothing where there is none that can be read."""
    try:
        found = json.loads(Path(app.doctreedir, NAME).read_bytes())
        documents: Sealed = found["documents"]
        pairs = all(isinstance(each, list) and len(each) == 2 for each in documents.values())
        return found if pairs and isinstance(found["environment"], str) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(app: Sphinx, seal: dict[str, Any]) -> None:
    """Write it, and take away what stopped builds have left beside it."""
    path = Path(app.doctreedir, NAME)
    for part in path.parent.glob(f"{path.stem}*.part"):
        part.unlink(missing_ok=True)
    write_whole(path, json.dumps(seal).encode())


def _break(app: Sphinx) -> None:
    with suppress(OSError):
        Path(app.doctreedir, NAME).unlink()


def _remove_drawings(app: Sphinx) -> None:
    """Graphviz's pictures are not drawn again where there are any, be they half written."""
    for path in (*Path(app.outdir).glob(DRAWN), *Path(app.outdir).glob(f"*/{DRAWN}")):
        with suppress(OSError):
            path.unlink()


def setup(app: Sphinx) -> None:
    """Look at the seal, break it, set it."""
    seal = Seal()
    Step.DISCARD_BROKEN.connect(app, seal.discard)
    Step.READ_BROKEN.connect(app, seal.look)
    Step.BREAK_SEAL.connect(app, seal.break_to_read)
    Step.KEEP_BROKEN.connect(app, seal.break_to_write)
    Step.SET_SEAL.connect(app, seal.set)
