"""Which of the changes to files are edits: nothing else may begin a build."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from watchfiles import Change, DefaultFilter

_OUTPUT = ("_build", ".ruff_cache", ".nox", "venv")
_IN_A_ROW = 5
"""So many builds, each for the same files, which were written during the one before: it is they
that write them. Who types while five builds run is seen at the first stroke after them."""


class Seen(DefaultFilter):
    """Which files are looked at: none of caches, version control, editors or output."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, *_OUTPUT)

    def __init__(self, roots: Sequence[Path], out: Path) -> None:
        super().__init__()
        self._roots = roots
        self._out = out

    def __call__(self, change: Change, path: str) -> bool:
        """Whatever the folder is called that all is in."""
        place = Path(path)
        if place.is_relative_to(self._out) or self._out.is_relative_to(place):
            return False
        root = next((each for each in self._roots if place.is_relative_to(each)), place.parent)
        within = place.relative_to(root) if place != root else Path(place.name)
        return super().__call__(change, str(within))


def existing(changes: Iterable[tuple[Change, str]]) -> set[str]:
    """The files that have changed, but what has come and gone, as editors have it beside a file."""
    changes = set(changes)
    passed = {
        path for change, path in changes if change is Change.added and not os.path.lexists(path)
    }
    return {path for _, path in changes} - passed


class Edits:
    """Tells edits from files that are written again as they were, and from what a build writes."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}
        self._began = self._ended = 0
        self._within: tuple[str, ...] = ()
        self._in_a_row = 0

    def new(self, paths: Iterable[str]) -> set[str]:
        """Of some files those that hold something else than when they were last asked about."""
        return set(filter(self._is_new, paths))

    def _is_new(self, path: str) -> bool:
        place = Path(path)
        key = str(place.resolve())
        try:
            held = sha256(place.read_bytes()).hexdigest()
        except OSError:  # It is gone, or a folder.
            held = ""
        was = self._held.get(key)
        self._held[key] = held
        return held != was

    def begin(self) -> None:
        """A build begins."""
        self._began = time.time_ns()

    def end(self) -> None:
        """It has ended."""
        self._ended = time.time_ns()

    def are_the_builds_own(self, paths: Sequence[str]) -> bool:
        """Whether build after build was followed by another only for what it has itself written."""
        within = tuple(path for path in paths if self._began <= _written(path) <= self._ended)
        again = within == self._within and within == tuple(paths)
        self._in_a_row = self._in_a_row + 1 if again else 0
        self._within = within
        return self._in_a_row >= _IN_A_ROW


def _written(path: str) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0
