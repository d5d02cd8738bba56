"""Where words of a transcript stand in its file, for an editor to show."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from ...sources.library import Library
from .places import Place, Span

_WORD: Final = re.compile(r"\w+")
_BROKEN: Final = r"(?:-\s*\n\s*)?"
"""A word may be broken at a line's end."""


class Transcripts:
    """The files of a project's transcripts that are text, whatever markup they have."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[Path, str] = {}

    def place_of(self, key: str, words: str) -> Place | None:
        """Where some words of the transcript of a source stand; its beginning, if that is unknown.

        ``None`` where there is no transcript.
        """
        owner = self._library.owner(key) if key else None
        shelved = self._library.find(owner) if owner else None
        if shelved is None:
            return None
        text = self._text(shelved.path)
        found = _pattern(words).search(text) if words.strip() else None
        span = _span(text, *found.span()) if found else Span(0, 0, 0, 0)
        return Place(str(shelved.path), span)

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            self._texts[path] = ""
            with suppress(OSError):
                content = path.read_bytes()
                self._texts[path] = "" if b"\0" in content else content.decode("utf-8", "replace")
        return self._texts[path]

    def forget(self) -> None:
        """Read the files again."""
        self._texts.clear()


def _pattern(words: str) -> re.Pattern[str]:
    """Words with whatever signs and markup are between them."""
    each = (_BROKEN.join(map(re.escape, word)) for word in _WORD.findall(words))
    return re.compile(r"(?:\W|<[^<>]*>)+?".join(each))


def _span(text: str, start: int, end: int) -> Span:
    line, last = text.count("\n", 0, start), text.count("\n", 0, end)
    column = start - (text.rfind("\n", 0, start) + 1)
    return Span(line, column, last, end - (text.rfind("\n", 0, end) + 1))
