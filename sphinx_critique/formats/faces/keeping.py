"""Subsets that have been made: it takes seconds, and edits seldom bring new letters."""

from collections.abc import Set
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sphinx.application import Sphinx

from ...model.cache import Cache
from ...model.files import digest
from .subsetting import subset

_MAKERS = ("fonttools", "brotli", "brotlicffi")


def made(app: Sphinx, path: Path, characters: Set[int], style: str) -> bytes:
    """A subset, made or found. Raises Unreadable."""
    cache = Cache(Path(app.doctreedir, "critique-faces"))
    parts = [path.read_bytes(), style.encode(), repr(sorted(characters)).encode(), _maker()]
    name = f"{digest(b'-'.join(digest(part).encode() for part in parts))}.face"
    content = cache.read(name)
    if content is None:
        content = subset(path, characters, style)
        cache.write(name, content)
    return content


@lru_cache(maxsize=1)
def _maker() -> bytes:
    """Of all else that a subset depends on: our own code, and what does the work."""
    code = [each.read_bytes() for each in sorted(Path(__file__).parent.glob("*.py"))]
    return b"\0".join([*code, *(_version(name).encode() for name in _MAKERS)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
