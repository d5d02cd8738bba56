"""Where words of a transcript stand in its file, for an editor to show."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from contextlib import suppress
from pathlib import Path
from typing import Final

from ...sources import contents
from ...sources.library import Library
from .files import lines_of
from .places import Place, Span

_WORD: Final = re.compile(r"\w+(?:-[ \t\r]*\n[ \t]*\w+)*")
"""A word may be broken at a line's end."""
_BREAK: Final = re.compile(r"-\s*")
_TAG: Final = re.compile(r"<[^<>]*>")
_BETWEEN: Final = "\0"
_MOST: Final = 12
"""Files that stay in memory."""
_MOST_FOUND: Final = 1000


class Transcripts:
    """The files of a project's transcripts that are text, whatever markup they have."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[Path, tuple[contents.Stamp, _Text]] = {}

    def place_of(self, key: str, words: str) -> Place | None:
        """Where some words of the transcript of a source stand; its beginning, if that is unknown.

        ``None`` where there is no transcript.
        """
        owner = self._library.owner(key) if key else None
        shelved = self._library.find(owner) if owner else None
        if shelved is None:
            return None
        text = self._text(shelved.path)
        return Place(str(shelved.path), text.find(words) if text else Span(0, 0, 0, 0))

    def _text(self, path: Path) -> _Text | None:
        """A file as it is now; read once, as long as it stays the same."""
        with suppress(OSError):
            stamp = contents.Stamp.of(contents.regular(path))
            before = self._read.pop(path, None)
            if before is None or before[0] != stamp:
                content = contents.read(path)
                text = "" if b"\0" in content else content.decode("utf-8", "replace")
                before = stamp, _Text(text)
            self._read[path] = before
            for other in list(self._read)[:-_MOST]:
                del self._read[other]
            return before[1]
        return None


class _Text:
    """The words of a file, whatever signs and markup are between them."""

    def __init__(self, text: str) -> None:
        self._lines = array("Q", [0])
        for line in lines_of(text):
            self._lines.append(self._lines[-1] + len(line) + 1)
        text = "\n".join(lines_of(text))
        words: list[str] = []
        self._starts, self._ends, self._places = array("Q"), array("Q"), array("Q")
        for found in _WORD.finditer(_TAG.sub(_blank, text)):
            words.append(_BREAK.sub("", found[0]))
            self._starts.append(found.start())
            self._ends.append(found.end())
        self._words = _joined(words)
        place = 0
        for word in words:
            self._places.append(place)
            place += len(word) + 1
        self._found: dict[str, Span] = {}

    def find(self, words: str) -> Span:
        """Where words follow each other; the beginning, where they nowhere do."""
        if words not in self._found:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            self._found[words] = self._look_for(words)
        return self._found[words]

    def _look_for(self, words: str) -> Span:
        wanted = [_BREAK.sub("", each) for each in _WORD.findall(words)]
        at = self._words.find(_joined(wanted)) if wanted else -1
        if at < 0:
            return Span(0, 0, 0, 0)
        first = bisect_right(self._places, at) - 1
        start, end = self._starts[first], self._ends[first + len(wanted) - 1]
        line, last = bisect_right(self._lines, start) - 1, bisect_right(self._lines, end) - 1
        return Span(line, start - self._lines[line], last, end - self._lines[last])


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _joined(words: list[str]) -> str:
    return "".join(f"{_BETWEEN}{word}" for word in words) + _BETWEEN
