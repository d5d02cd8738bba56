"""The words of a text, and where they stand in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import Final

from ..written.lines import lines_of
from ..written.places import Span

_WORD: Final = re.compile(r"\w+(?:-[ \t\r]*\n[ \t]*\w+)*")
"""A word may be broken at a line's end."""
_BREAK: Final = re.compile(r"-\s*")
_TAG: Final = re.compile(r"<[^<>]*>")
_BETWEEN: Final = "\0"
_MOST_FOUND: Final = 1000


class Text:
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
        self._found: dict[str, Span | None] = {}

    def find(self, words: str) -> Span | None:
        """Where words follow each other; ``None`` where they nowhere do."""
        if words not in self._found:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            self._found[words] = self._look_for(words)
        return self._found[words]

    def _look_for(self, words: str) -> Span | None:
        wanted = [_BREAK.sub("", each) for each in _WORD.findall(words)]
        at = self._words.find(_joined(wanted)) if wanted else -1
        if at < 0:
            return None
        first = bisect_right(self._places, at) - 1
        start, end = self._starts[first], self._ends[first + len(wanted) - 1]
        line, last = bisect_right(self._lines, start) - 1, bisect_right(self._lines, end) - 1
        return Span(line, start - self._lines[line], last, end - self._lines[last])


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _joined(words: list[str]) -> str:
    return "".join(f"{_BETWEEN}{word}" for word in words) + _BETWEEN
