"""The notes that a text calls behind what it quotes, which may say what that is from."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import Final

from ..collation.index import Index
from ..collation.pages import NOTED
from ..collation.signs import QUOTES, RAISED
from ..collation.tokens import FREE

_CALL: Final = 3
"""Tokens behind a quotation within which the note is called that says what it is from."""
_NEAR: Final = 100
"""Spans behind a call among which its note is looked for."""
_NOTE: Final = 400
_BRACKETS: Final = "[("
_ON_THE_LINE: Final = str.maketrans(RAISED[:10], "0123456789")


class Notes:
    """The notes of a text by where they are called."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._places: dict[str, list[int]] = {}
        for at, number in index.units.get(NOTED, ()):
            if number:
                self._places.setdefault(number, []).append(at)
        self._calls = sorted((min(p), max(p)) for p in self._places.values() if len(p) > 1)
        self._starts = sorted(max(p) for p in self._places.values() if len(p) > 1)

    def called_behind(self, token: int) -> str:
        """The note that is called right behind a place; nothing where none is."""
        at = bisect_left(self._calls, (token, 0))
        if at < len(self._calls) and self._calls[at][0] <= token + _CALL:
            return self._note(self._calls[at][1])
        return self._printed(token)

    def _note(self, start: int) -> str:
        after = bisect_left(self._starts, start + 1)
        end = self._starts[after] if after < len(self._starts) else len(self._index)
        end = min(end, self._index.span_of_page(self._index.page_of(start))[1])
        return self._index.words(start, end)[:_NOTE] if start < end else ""

    def _printed(self, token: int) -> str:
        """The note at the foot of a page whose sign stands behind a place, as its form has it."""
        index = self._index
        for at in range(token, min(token + _CALL + 1, len(index))):
            if at not in index.skips:
                if index.forms[index.tokens[at]] in FREE | QUOTES:
                    continue
                return ""
            return self._at_foot(at, self._sign(at))
        return ""

    def _sign(self, at: int) -> str:
        """By what a note is called at a place: brackets around it are none of that."""
        index = self._index
        form = index.forms[index.tokens[at]]
        if form in _BRACKETS and at + 1 < len(index):
            form = index.forms[index.tokens[at + 1]]
        return form.translate(_ON_THE_LINE)

    def _at_foot(self, call: int, sign: str) -> str:
        index = self._index
        _, end = index.span_of_page(index.page_of(call))
        after = bisect_left(index.furniture, (call + 1, 0))
        for first, last in islice(index.furniture, after, after + _NEAR):
            if first >= end:
                break
            for at in range(first, last):
                is_first = (
                    at == first or "\n" in index.text[index.end_of(at - 1) : index.starts[at]]
                )
                if is_first and self._sign(at) == sign:
                    return index.words(at, last)[:_NOTE]
        return ""
