"""What is costly to make, kept for all projects of a user: one folder, for builds and commands.

A file is found by what it was made of, so nothing kept is ever wrong, only superfluous. Each holds
a digest of what it holds: one that does not agree with it is made anew.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from .files import digest, write_whole

VARIABLE: Final = "SPHINX_CRITIQUE_CACHE"
"""The environment variable that names another folder."""
MEANING: Final = "The folder in which what was read of transcripts is kept, for all projects."
_MOST_BYTES: Final = 2 * 2**30
_DAY: Final = 24 * 60 * 60
_UNUSED: Final = 30 * _DAY
_OURS: Final = (".index", ".catalogue", ".face", ".part", ".lock")
_LONG_UNUSED: Final = 400 * _DAY
_CANNOT_BE_MADE: Final = ".state"
"""Of files that are kept far longer: what was cannot be found again."""


class Cache:
    """The folder; ``spare`` is another, where nothing can be written to that of the user."""

    def __init__(self, spare: Path) -> None:
        self._spare = spare

    @cached_property
    def folder(self) -> Path:
        """The first folder that can be written to."""
        for folder in (*_of_the_user(), self._spare):
            with suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if os.access(folder, os.W_OK):
                    return folder
        return self._spare

    def read(self, name: str) -> bytes | None:
        """What a file holds; ``None`` if it is not there, or not as it was written."""
        path = self.folder / name
        try:
            head, _, payload = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if head != digest(payload).encode():
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)  # It is in use.
        return payload

    def write(self, name: str, payload: bytes) -> None:
        """Keep it; where that cannot be, the next who needs it loses time."""
        with suppress(OSError):
            write_whole(self.folder / name, digest(payload).encode() + b"\n" + payload)
            _sweep(self.folder)


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
    for path in folder.glob(f"*{_CANNOT_BE_MADE}"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _LONG_UNUSED:
                path.unlink()
