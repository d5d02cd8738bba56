"""What a build tells the server beside it, in a file: where to begin, what to look at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ...model.files import write_whole

NAME = "told.json"
Stamp = tuple[int, int] | None
"""When a file was written, and how long it is; ``None`` of one that is not there."""


class Told(NamedTuple):
    """The address of the first page, and files that lie elsewhere as they were before the build."""

    page: str
    outside: dict[str, Stamp]

    def write(self, folder: Path) -> None:
        """Leave it for the server."""
        write_whole(folder / NAME, json.dumps(self).encode())

    @classmethod
    def taken(cls, folder: Path) -> Told | None:
        """What the last build has told, once; ``None`` where it got nowhere."""
        path = folder / NAME
        try:
            page, outside = json.loads(path.read_bytes())
            path.unlink()
        except (OSError, ValueError):
            return None
        return cls(page, {each: tuple(stamp) if stamp else None for each, stamp in outside.items()})


def stamp_of(path: str) -> Stamp:
    """How a file is now."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """How some files are now."""
    return {path: stamp_of(path) for path in paths}
