"""Where the indexes of transcripts are kept: one folder for all projects, builds and commands.

An index is found by what it was made of, so nothing kept is ever wrong, only superfluous. Each file
holds a digest of what it holds: one that does not agree with it is made anew.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Final

from .. import texts
from ..model.files import digest as hashed
from ..model.files import write_whole
from ..texts.collation import Index

VARIABLE: Final = "SPHINX_CRITIQUE_CACHE"
"""The environment variable that names another folder."""
MOST_TOKENS: Final = 4_000_000
"""How much stays in memory: about 100 MiB."""
_MOST_BYTES: Final = 2 * 2**30
_DAY: Final = 24 * 60 * 60
_UNUSED: Final = 30 * _DAY
_READERS: Final = ("lxml", "pypdf")
_OURS: Final = (".index", ".part", ".lock")


class Shelf:
    """Indexes by the digest of their transcript: some in memory, all in a folder.

    ``spare`` is the folder where nothing can be written to that of the user.
    """

    def __init__(self, spare: Path, most: int = MOST_TOKENS) -> None:
        self._spare = spare
        self._most = most
        self._held: dict[str, Index] = {}

    def has(self, digest: str) -> bool:
        """Whether an index seems to be kept."""
        return digest in self._held or self._path(digest).exists()

    def get(self, digest: str) -> Index | None:
        """The index of a transcript; ``None`` where it is not kept as it was put there."""
        index = self._held.get(digest)
        if index is None:
            index = _loaded(self._path(digest))
        if index is not None:
            self.hold(digest, index)
        return index

    def put(self, digest: str, index: Index) -> None:
        """Keep an index; where that cannot be, the next who needs it loses time."""
        self.hold(digest, index)
        with suppress(OSError):
            payload = pickle.dumps(index, pickle.HIGHEST_PROTOCOL)
            write_whole(self._path(digest), hashed(payload).encode() + b"\n" + payload)
            _sweep(self._folder)

    @contextmanager
    def alone(self, digest: str) -> Iterator[None]:
        """Of all processes only one is in here with a digest; the others find what it has kept.

        Where files cannot be locked, each does the work.
        """
        path = self._path(digest).with_suffix(".lock")
        with ExitStack() as stack:
            with suppress(OSError):
                _lock(stack.enter_context(path.open("ab")))
            try:
                yield
            finally:
                with suppress(OSError):  # Who waits still has the file, and then finds the index.
                    path.unlink()

    def hold(self, digest: str, index: Index) -> None:
        """Have an index in memory; of those not used for longest, no more than there is room for.

        The last one used comes last.
        """
        self._held.pop(digest, None)
        self._held[digest] = index
        tokens = sum(map(len, self._held.values()))
        for other in list(self._held)[:-1]:
            if tokens <= self._most:
                break
            tokens -= len(self._held.pop(other))

    @cached_property
    def _folder(self) -> Path:
        """The first folder that can be written to."""
        for folder in (*_of_the_user(), self._spare):
            with suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if os.access(folder, os.W_OK):
                    return folder
        return self._spare

    def _path(self, digest: str) -> Path:
        return self._folder / f"{hashed(_maker() + digest.encode())}.index"


def _lock(file: IO[bytes]) -> None:
    """Wait until no other process has it; it is given back when the file is closed.

    Windows, where Sphinx has no parallel processes, knows no such locks.
    """
    if sys.platform != "win32":
        fcntl = import_module("fcntl")
        fcntl.flock(file, fcntl.LOCK_EX)


def _of_the_user() -> Iterator[Path]:
    """The folder that the platform has for what can be made anew."""
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    with suppress(RuntimeError):  # There is no home.
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        yield base / "sphinx-critique"


@lru_cache(maxsize=1)
def _maker() -> bytes:
    """Of all that an index depends on but the transcript: our own code, and the readers of forms.

    Projects with other versions of these have indexes of their own in the same folder.
    """
    folder = Path(str(texts.__file__)).parent
    code = [path.read_bytes() for path in sorted(folder.rglob("*.py"))]
    parts = [sys.version, unicodedata.unidata_version, *map(_version, _READERS)]
    return hashed(b"\0".join([*code, *map(str.encode, parts)])).encode()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _loaded(path: Path) -> Index | None:
    """What a file holds, if it holds what was written to it."""
    try:
        head, _, payload = path.read_bytes().partition(b"\n")
        if head != hashed(payload).encode():
            return None
        index = pickle.loads(payload)
    except Exception:  # Whatever is wrong with it, it is made anew.
        return None
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)  # It is in use.
    return index if isinstance(index, Index) else None


def _sweep(folder: Path) -> None:
    """Remove what nobody has used for long, and the oldest of far too much; never what is new."""
    files = [(path, path.stat()) for path in folder.iterdir() if path.suffix in _OURS]
    now, total = time.time(), sum(stat.st_size for _, stat in files)
    for path, stat in sorted(files, key=lambda each: each[1].st_mtime):
        unused = now - stat.st_mtime
        if unused > _UNUSED or (unused > 2 * _DAY and total > _MOST_BYTES):
            total -= stat.st_size
            with suppress(OSError):
                path.unlink()
