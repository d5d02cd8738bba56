"""What earlier builds have left in the folder of a book, which holds all that lies there."""

from collections.abc import Container, Iterable
from pathlib import Path
from urllib.parse import quote

_NAVIGATION = "nav"
_MAP = ".map"
"""Graphviz leaves one beside its picture, which no page names."""


def remove_pages(folder: Path, suffix: str, written: Container[str]) -> None:
    """Take out the pages that are not among those of this build, by name without suffix."""
    for path in list(folder.rglob(f"*{suffix}")):
        name = path.relative_to(folder).as_posix().removesuffix(suffix)
        if name not in written and name != _NAVIGATION:
            path.unlink()


def remove_unshown(folder: Path, suffix: str, files: Iterable[Path]) -> None:
    """Take out the pictures that no page names."""
    waiting = [path for path in files if path.is_file()]
    if not waiting:
        return
    texts = (path.read_text("utf-8", "replace") for path in folder.rglob(f"*{suffix}"))
    pages = "".join(texts)
    for path in waiting:
        shown = path.name.removesuffix(_MAP)
        if shown not in pages and quote(shown) not in pages:
            path.unlink()
