"""Where in the text of a file something stands: lines and columns, both from 0, in code points."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+")
_MORE_ENDS: Final = re.compile("[\x1c-\x1e\x85\u2028\u2029]")
_MOST_LINES: Final = 400
"""So far below the line that Sphinx names, words are looked for."""
_MOST_WORDS: Final = 100_000
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


def text_of(lines: Sequence[str], span: Span) -> str:
    """What stands in a span, line by line."""
    there = [*lines[span.line : span.end_line + 1]]
    if there:
        there[-1] = there[-1][: span.end_column]
        there[0] = there[0][span.column :]
    return "\n".join(there)


def place_in(text: str, offset: int) -> tuple[int, int]:
    """The line and column of a place in a text."""
    before = text[:offset]
    return before.count("\n"), offset - before.rfind("\n") - 1


def within(span: Span, start: tuple[int, int], end: tuple[int, int]) -> Span:
    """A span told by two places in the text of another."""
    first, last = (
        (span.line + line, column + (0 if line else span.column)) for line, column in (start, end)
    )
    return Span(*first, *last)


def whole_words(lines: Sequence[str], span: Span) -> Span:
    """A span with all of the words at its ends, and without the space around it."""
    first, last = lines[span.line], lines[span.end_line]
    start, end = span.column, span.end_column
    while 0 < start < len(first) and first[start].isalnum() and first[start - 1].isalnum():
        start -= 1
    while 0 < end < len(last) and last[end].isalnum() and last[end - 1].isalnum():
        end += 1
    return Span(span.line, start, span.end_line, end)


def lines_by_docutils(lines: Sequence[str]) -> Callable[[int], int]:
    """What number a line has here that has one in docutils, which ends lines at more signs."""
    more = [number for number, text in enumerate(lines) for _ in _MORE_ENDS.findall(text)]

    def number_here(line: int) -> int:
        for number in more:
            if number >= line:
                break
            line = max(line - 1, number)
        return line

    return number_here


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


class _Words:
    """The words of some lines, each found when it is first asked for: word, line, start, end."""

    def __init__(self, lines: Sequence[str], line: int, most: int) -> None:
        numbers = range(max(line, 0), min(len(lines), line + most))
        self._more = (
            (found[0], number, found.start(), found.end())
            for number in numbers
            for found in _WORD.finditer(lines[number])
        )
        self._there: list[tuple[str, int, int, int]] = []

    def at(self, place: int) -> tuple[str, int, int, int] | None:
        """A word by its place; ``None`` behind the last."""
        while place >= len(self._there):
            found = next(self._more, None)
            if found is None:
                return None
            self._there.append(found)
        return self._there[place]


def words_from(lines: Sequence[str], line: int, words: str, most: int = _MOST_LINES) -> Span | None:
    """Where words begin at a line or below it, whatever markup is between them.

    ``None`` too where all but the last of them stand so often that it would take long.
    """
    wanted = _WORD.findall(words)
    there = _Words(lines, line, most)
    looked_at = start = 0
    while wanted and looked_at < _MOST_WORDS and (token := there.at(start)) is not None:
        if token[0] == wanted[0]:
            last, steps = _last_of(wanted, there, start)
            end = there.at(last)
            if last >= start and end is not None:
                return Span(token[1], token[2], end[1], end[3])
            looked_at += steps
        start += 1
        looked_at += 1
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


def _last_of(wanted: Sequence[str], there: _Words, start: int) -> tuple[int, int]:
    """The place of the last of some words that follow each other with little between.

    -1 where they do not; and how many have been looked at.
    """
    at = start - 1
    for number, word in enumerate(wanted):
        room = range(at + 1, at + 2 + (_BETWEEN if number else 0))
        found = next((n for n in room if (there.at(n) or ("",))[0] == word), None)
        if found is None:
            return -1, at - start + len(room) + 1
        at = found
    return at, at - start + 1


def text_from(lines: Sequence[str], line: int, text: str, most: int = _MOST_LINES) -> Span | None:
    """Where something stands as it is, on one line: at a line, or below it."""
    words = re.escape(text)
    begins, ends = (r"(?<!\w)" * text[:1].isalnum(), r"(?!\w)" * text[-1:].isalnum())
    pattern = re.compile(f"{begins}{words}{ends}")
    for number in range(max(line, 0), min(len(lines), line + most)) if text else ():
        found = pattern.search(lines[number])
        if found is not None:
            return Span(number, found.start(), number, found.end())
    return None
