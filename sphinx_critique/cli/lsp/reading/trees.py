"""What has been read of a project, kept for the next start, which may be another editor's.

Each process reads in a folder of its own, which begins as a copy of what is kept: two that have the
same project open never see what the other has not saved. Files are kept whole, and under the seal
that builds have too: of what two have written at the same time, what does not fit is read again.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Final

from sphinx.application import ENV_PICKLE_FILENAME

from ....model.cache import Cache
from ....model.files import digest, write_whole
from ....project import seal

_UNUSED: Final = 90 * 24 * 60 * 60


class Trees:
    """Where the trees of a project are kept, and where one process has its own."""

    def __init__(self, project: Path, scratch: Path) -> None:
        self.own = scratch / "trees"
        self.own.mkdir(parents=True, exist_ok=True)
        cache = Cache(scratch).folder  # Where nothing can be written, nothing is kept.
        name = digest(os.path.realpath(project).encode("utf-8", "surrogatepass"))
        self._kept = cache / "editor" / name

    def take(self) -> Path:
        """The folder of its own, with what is kept."""
        for path in _files(self._kept):
            own = self.own / path.relative_to(self._kept)
            with suppress(OSError):
                own.parent.mkdir(parents=True, exist_ok=True)
                copyfile(path, own)
        with suppress(OSError):
            os.utime(self._kept / ENV_PICKLE_FILENAME)  # It is in use.
        return self.own

    def keep(self) -> None:
        """Keep what is in the folder of its own as it is now; the seal comes last."""
        with suppress(OSError):
            self._kept.mkdir(mode=0o700, parents=True, exist_ok=True)
            own = {path.relative_to(self.own): path for path in _files(self.own)}
            for path in _files(self._kept):
                if path.relative_to(self._kept) not in own:
                    path.unlink()
            for name, path in own.items():
                _write(self._kept / name, path.read_bytes())
            _sweep(self._kept.parent)


def _files(folder: Path) -> list[Path]:
    ends = folder / ENV_PICKLE_FILENAME, folder / seal.NAME
    return [*folder.rglob("*.doctree"), *(path for path in ends if path.is_file())]


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _sweep(folder: Path) -> None:
    """Remove what is kept of projects that nobody has opened for long."""
    for path in folder.glob(f"*/{ENV_PICKLE_FILENAME}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _UNUSED:
                rmtree(path.parent, ignore_errors=True)
