"""Where the indexes of transcripts are kept: some in memory, all in the folder of the user."""

from __future__ import annotations

import gc
import pickle
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Final

from .. import texts
from ..model.cache import Cache
from ..model.files import digest as hashed
from ..texts.collation import Index

MOST_TOKENS: Final = 4_000_000
"""How much stays in memory: about 100 MiB."""
_READERS: Final = ("lxml", "pypdf")


class Shelf:
    """Indexes by the digest of their transcript: some in memory, all in a folder.

    ``spare`` is the folder where nothing can be written to that of the user.
    """

    def __init__(self, spare: Path, most: int = MOST_TOKENS) -> None:
        self._cache = Cache(spare)
        self._most = most
        self._held: dict[str, Index] = {}

    def has(self, digest: str) -> bool:
        """Whether an index seems to be kept."""
        return digest in self._held or self._path(digest).exists()

    def get(self, digest: str) -> Index | None:
        """The index of a transcript; ``None`` where it is not kept as it was put there."""
        index = self._held.get(digest)
        if index is None:
            index = self._loaded(digest)
        if index is not None:
            self.hold(digest, index)
        return index

    def put(self, digest: str, index: Index) -> None:
        """Keep an index; where that cannot be, the next who needs it loses time."""
        self.hold(digest, index)
        payload = pickle.dumps(index, pickle.HIGHEST_PROTOCOL)
        self._cache.write(self._path(digest).name, payload)

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

    @property
    def catalogue(self) -> Path:
        """Where it is kept which words stand in which transcripts."""
        return self._cache.folder / f"{hashed(_maker())}.catalogue"

    def _path(self, digest: str) -> Path:
        return self._cache.folder / f"{hashed(_maker() + digest.encode())}.index"

    def _loaded(self, digest: str) -> Index | None:
        payload = self._cache.read(self._path(digest).name)
        try:
            with _uncollected():
                index = pickle.loads(payload or b"")
        except Exception:  # Whatever is wrong with it, it is made anew.
            return None
        return index if isinstance(index, Index) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for what can be freed: with much in memory that takes longer than loading."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _lock(file: IO[bytes]) -> None:
    """Wait until no other process has it; it is given back when the file is closed.

    Windows, where Sphinx has no parallel processes, knows no such locks.
    """
    if sys.platform != "win32":
        fcntl = import_module("fcntl")
        fcntl.flock(file, fcntl.LOCK_EX)


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
