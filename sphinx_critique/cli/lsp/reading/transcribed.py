"""Where words of a transcript stand in its file, for an editor to show."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ....sources import contents
from ....sources.library import Library
from ..written.places import Place, Span
from .plain import PlainPages
from .text import Text

_PLAIN: Final = (".txt", ".text")
_BEGINNING: Final = Span(0, 0, 0, 0)
_MOST: Final = 12
"""Files that stay in memory."""


class Transcripts:
    """The transcripts of a project; ``folder``: where pages of those that are no plain text go."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._pages = PlainPages(library, folder)
        self._read: dict[Path, tuple[contents.Stamp, Text]] = {}

    @property
    def files(self) -> list[str]:
        """Where those lie that are there."""
        shelved = map(self._library.find, self._library.keys)
        return [str(each.path) for each in shelved if each is not None]

    def place_of(self, key: str, words: str, page: str) -> Place | None:
        """Where some words of a page of the transcript of a source stand.

        What is no plain text is shown as such. ``None`` where there is no transcript.
        """
        owner = self._library.owner(key) if key else None
        shelved = self._library.find(owner) if owner else None
        if shelved is None:
            return None
        text = self._text(shelved.path) if shelved.path.suffix.lower() in _PLAIN else None
        found = text.find(words) if text else None
        if found is not None:
            return Place(str(shelved.path), found)
        return self._pages.place_of(key, words, page) or Place(str(shelved.path), _BEGINNING)

    def _text(self, path: Path) -> Text | None:
        """A file as it is now; read once, as long as it stays the same."""
        with suppress(OSError):
            stamp = contents.Stamp.of(contents.regular(path))
            before = self._read.pop(path, None)
            if before is None or before[0] != stamp:
                content = contents.read(path)
                text = "" if b"\0" in content else content.decode("utf-8", "replace")
                before = stamp, Text(text)
            self._read[path] = before
            for other in list(self._read)[:-_MOST]:
                del self._read[other]
            return before[1]
        return None
