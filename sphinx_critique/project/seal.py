"""Whether what builds have kept is whole: a seal, broken when one begins and set when it ends.

Sphinx keeps what it has read before it writes pages, and does not look at what it finds kept. Where
the last build was stopped, all is read and written again; so is a document whose kept tree is no
longer as it was sealed.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..model.steps import Step
from .domain import CritiqueDomain

NAME: Final = "critique.seal"
DRAWN: Final = "graphviz-*"
"""The pictures that Sphinx has Graphviz draw."""
_MARGIN: Final = 10_000
"""In microseconds: the clock by which files are dated may be behind."""

Sealed = dict[str, list[Any]]
"""Of each document the stamp of its tree, and the digest."""


def discard_broken(app: Sphinx, config: Config) -> None:
    """Have Sphinx begin anew where what it has kept is not what was sealed."""
    kept = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    sealed = _read(app).get("environment")
    if sealed is not None and kept.exists() and _digest(kept) != sealed:
        with suppress(OSError):
            kept.unlink()


def broken(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The documents that cannot be trusted to be as they were read, or as they were written."""
    domain = CritiqueDomain.of(env)
    if not domain.holds_ours:
        return []
    sealed: Sealed | None = _read(app).get("documents")
    if sealed is None:
        domain.digests.clear()
        _remove_drawings(app)
        return sorted(env.found_docs)
    domain.sealed = sealed
    return [docname for docname in sorted(env.found_docs) if not _is_whole(app, docname, sealed)]


def begin(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str]) -> None:
    """Break the seal before anything is read."""
    domain = CritiqueDomain.of(env)
    domain.began = time.time_ns() // 1000, frozenset(docnames)
    if domain.holds_ours:
        _break(app)


def go_on(app: Sphinx, env: BuildEnvironment) -> None:
    """Break it before anything is written; have read again what has changed while it was read."""
    domain = CritiqueDomain.of(env)
    if not domain.holds_ours:
        return
    _break(app)
    start, docnames = domain.began
    for docname in docnames & env.all_docs.keys():
        paths = (env.doc2path(docname), *env.dependencies.get(docname, ()))
        dates = (_modified(Path(env.srcdir, path)) for path in paths)
        if max(dates, default=0) >= start - _MARGIN:
            env.all_docs[docname] = min(env.all_docs[docname], start - _MARGIN)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Seal what is kept, once all is written."""
    domain = CritiqueDomain.of(app.env)
    if exception is not None or not domain.holds_ours:
        return
    documents = {}
    for docname in sorted(app.env.all_docs):
        path = _tree(app, docname)
        with suppress(OSError):
            stamp = _stamp(path)
            before = domain.sealed.get(docname, [None, ""])
            documents[docname] = [stamp, before[1] if before[0] == stamp else _digest(path)]
    with suppress(OSError):
        environment = _digest(Path(app.doctreedir, ENV_PICKLE_FILENAME))
        _write(Path(app.doctreedir, NAME), {"environment": environment, "documents": documents})


def _is_whole(app: Sphinx, docname: str, sealed: Sealed) -> bool:
    path = _tree(app, docname)
    before = sealed.get(docname)
    if before is None or not path.exists():
        return docname not in app.env.all_docs  # Sphinx sees by itself what is new.
    return bool(before[0] == _stamp(path) or before[1] == _digest(path))


def _tree(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"{docname}.doctree")


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _modified(path: Path) -> int:
    """When a file was last changed, in microseconds; 0 where it is not there."""
    try:
        return path.stat().st_mtime_ns // 1000
    except (OSError, ValueError):
        return 0


def _digest(path: Path) -> str:
    try:
        return blake2b(path.read_bytes(), digest_size=20).hexdigest()
    except OSError:
        return ""


def _read(app: Sphinx) -> dict[str, Any]:
    """The seal; nothing where there is none that can be read."""
    try:
        found = json.loads(Path(app.doctreedir, NAME).read_text(encoding="utf-8"))
        documents: Sealed = found["documents"]
        pairs = all(isinstance(each, list) and len(each) == 2 for each in documents.values())
        return found if pairs and isinstance(found["environment"], str) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(path: Path, seal: dict[str, Any]) -> None:
    """Write beside and move; what stopped builds have left beside is taken away."""
    for part in path.parent.glob(f"{NAME}*.part"):
        with suppress(OSError):
            part.unlink()
    handle, name = tempfile.mkstemp(suffix=".part", prefix=NAME, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(seal, file)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


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
    Step.DISCARD_BROKEN.connect(app, discard_broken)
    Step.READ_BROKEN.connect(app, broken)
    Step.BREAK_SEAL.connect(app, begin)
    Step.KEEP_BROKEN.connect(app, go_on)
    Step.SET_SEAL.connect(app, end)
