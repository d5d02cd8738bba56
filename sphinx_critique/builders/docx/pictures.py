"""Pictures: those of the project are put into the file, others are named by their address."""

import re
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ...texts.addresses import is_whole
from . import elements as made
from .elements import Inlines
from .lines import Line

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
_GIVEN = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_SIZE = re.compile(r"\b(width|height)\s*:\s*([\d.]+(?:px|%|cm|mm|in|pt))")


class Pictures:
    """Finds the file of a picture by the address that the page has for it."""

    def __init__(self, files: dict[str, Path], folder: Path) -> None:
        self._files = files
        self._folder = folder
        self.are_words = 0
        """Where no picture can stand, its words do."""

    def read(self, element: Any, line: Line, out: Inlines) -> None:
        """Add a picture, or what is known of it."""
        alt, source = element.get("alt") or "", element.get("src") or ""
        data = "" if self.are_words else self._data(source)
        if data:
            line.mark(out)
            out.append(made.image(alt, data, _size(element)))
            return
        is_said = alt and alt != source
        line.say(f"[{alt}]" if is_said else "", out)
        if is_whole(source) and not source.startswith("data:"):
            words: Inlines = []
            line.say(f" {source}" if is_said else source, words)
            out.append(made.link(words, source) if source.startswith("http") else words[0])

    def _data(self, source: str) -> str:
        if source.startswith("data:"):
            return source if _GIVEN.fullmatch(source) else ""
        path = self._path(unquote(source))
        kind = _TYPES.get(path.suffix.lower()) if path is not None else None
        if path is None or kind is None:
            return ""
        return f"data:{kind};base64,{b64encode(path.read_bytes()).decode()}"

    def _path(self, source: str) -> Path | None:
        path = self._files.get(source.rpartition("/")[2])
        if path is None and not is_whole(source):
            path = (self._folder / source).resolve()
            path = path if path.is_relative_to(self._folder.resolve()) else None
        return path if path is not None and path.is_file() else None


def _size(element: Any) -> dict[str, str]:
    found = dict(_SIZE.findall(element.get("style") or ""))
    for name in ("width", "height"):
        given = element.get(name) or ""
        if re.fullmatch(r"[\d.]+", given):
            found.setdefault(name, f"{given}px")
        elif re.fullmatch(r"[\d.]+%", given):
            found.setdefault(name, given)
    return found
