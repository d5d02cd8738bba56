"""Which documents of a project take in which other files."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_INCLUDE = re.compile(r"(?<!\w)include(?:::|\})[ \t]+(?P<path>\S.*?)[ \t]*$", re.MULTILINE)
"""As reST and MyST have it. What only looks so does no harm: a document is read in vain."""


def includers(documents: Iterable[tuple[str, Path]], srcdir: Path) -> dict[str, set[str]]:
    """The files that documents include, at any remove, each with the names of those documents."""
    found: dict[str, set[str]] = {}
    for name, path in documents:
        seen: set[str] = set()
        waiting = [path]
        while waiting:
            for each in _included(waiting.pop(), path, srcdir):
                real = os.path.realpath(each)
                if real not in seen:
                    seen.add(real)
                    found.setdefault(real, set()).add(name)
                    waiting.append(each)
    return found


def _included(path: Path, document: Path, srcdir: Path) -> Iterator[Path]:
    """The files that a file names; Sphinx and MyST differ in where they look for them."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for match in _INCLUDE.finditer(text):
        named = match["path"]
        at_root = [srcdir / named.lstrip("/")] if named.startswith("/") else []
        for candidate in (*at_root, document.parent / named, path.parent / named):
            if candidate.is_file():
                yield candidate
