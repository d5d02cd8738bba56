"""Where in the text of a file something stands: lines and columns, both from 0, in code points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+")
_MOST_LINES: Final = 400
"""So far below the line that Sphinx names, words are looked for."""
_TYPED: Final = str.maketrans("“”„‘’‚", "\"\"\"'''")
"""Quote marks as they are typed, where Sphinx makes others of them."""
_BETWEEN: Final = 6
"""Words of markup (names of roles, what they cite) that may stand between two of a text."""


class Span(NamedTuple):
    """From one place to another; ``end_column`` is behind the last code point."""

    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is in it, or at its end."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)


class Place(NamedTuple):
    """A span of a file."""

    file: str
    span: Span


def whole_line(lines: Sequence[str], line: int) -> Span:
    """What stands on a line, without the white space around it; of no line, the first one."""
    at = min(max(line, 0), max(len(lines) - 1, 0))
    text = lines[at] if lines else ""
    start = len(text) - len(text.lstrip())
    return Span(at, start, at, max(start, len(text.rstrip())))


def words_from(lines: Sequence[str], line: int, words: str) -> Span | None:
    """Where words begin at a line or below it, whatever markup is between them."""
    wanted = _WORD.findall(words)
    there = [
        (found[0], number, found.start(), found.end())
        for number in range(max(line, 0), min(len(lines), line + _MOST_LINES))
        for found in _WORD.finditer(lines[number])
    ]
    for start, token in enumerate(there if wanted else ()):
        if token[0] == wanted[0]:
            near = there[start : start + 3 * len(wanted) + 20]
            last = _last_of(wanted, [each[0] for each in near])
            if last is not None:
                end = there[start + last]
                return Span(token[1], token[2], end[1], end[3])
    return None


def with_signs(lines: Sequence[str], span: Span, words: str) -> Span:
    """A span and the signs that words begin and end with, where these stand around it."""
    before, behind = signs_around(words)
    start, end = span.column - len(before), span.end_column + len(behind)
    if start < 0 or _typed(lines[span.line][start : span.column]) != _typed(before):
        start = span.column
    if _typed(lines[span.end_line][span.end_column : end]) != _typed(behind):
        end = span.end_column
    return Span(span.line, start, span.end_line, end)


def _typed(signs: str) -> str:
    return signs.translate(_TYPED)


def signs_around(words: str) -> tuple[str, str]:
    """What words begin and end with before the first letter and behind the last."""
    found = list(_WORD.finditer(words))
    return (words[: found[0].start()], words[found[-1].end() :]) if found else ("", "")


def _last_of(wanted: Sequence[str], there: Sequence[str]) -> int | None:
    """The place of the last of some words that follow each other with little between."""
    at = -1
    for word in wanted:
        room = there[at + 1 : at + 2 + _BETWEEN]
        if word not in room:
            return None
        at += 1 + room.index(word)
    return at


def text_from(lines: Sequence[str], line: int, text: str, most: int = _MOST_LINES) -> Span | None:
    """Where something stands as it is, on one line: at a line, or below it."""
    for number in range(max(line, 0), min(len(lines), line + most)) if text else ():
        column = lines[number].find(text)
        if column >= 0:
            return Span(number, column, number, column + len(text))
    return None
