"""Quote marks paired, over paragraphs and pages, whatever is left open or put for an apostrophe."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Final, NamedTuple

from .. import late
from ..anchoring import Span
from .quotemarks import (
    CLOSERS,
    MARK,
    SINGLE,
    UNSURE,
    closes,
    is_apostrophe,
    is_prefixed,
    is_within_word,
    opens,
)

_PARAGRAPH: Final = late.pattern(r"\n[ \t]*\n\s*")
_LONGEST: Final = 20_000
"""Characters of one quotation."""
_GOES_ON: Final = 5_000
"""Characters of a paragraph, and those behind its end within which what is open may be closed."""
_DEEPEST: Final = 6
_COUNTED: Final = 40
"""Marks behind one at the head of a line that are counted, to tell whether it is set again."""


class Quote(NamedTuple):
    """The spans (code points) of what stands in quote marks, and whether nothing closes it."""

    parts: tuple[Span, ...]
    open: bool


@dataclass
class _Opened:
    """A mark that waits to be closed; ``again``: where it is set again, at heads of paragraphs."""

    sign: str
    start: int
    again: list[Span] = field(default_factory=list)

    def until(self, end: int, *, left_open: bool = False) -> Quote:
        edges = [self.start, *(at for span in self.again for at in span), end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return Quote(tuple((a, b) for a, b in pairs if a < b), left_open)


def paired(text: str) -> list[Quote]:
    """What stands in quote marks in a text, in the order in which it begins."""
    found = _Pairing(text).quotes()
    return sorted((each for each in found if each.parts), key=lambda each: each.parts[0])


class _Pairing:
    """Reads a text from its beginning to its end, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Opened] = []
        self._breaks = [each.span() for each in _PARAGRAPH.finditer(text)]
        self._starts = [start for start, _ in self._breaks]
        self._closers: dict[str, Span] = {}
        """By mark, the next that closes such a one (-1: none), and up to where it is known."""
        self._head = 0
        """The end of the last mark that is set again at the head of a line."""
        self._done = 0
        """Up to here, marks are read: those at the head of a paragraph are none."""

    def quotes(self) -> Iterator[Quote]:
        """All that is closed, or left open."""
        breaks = iter([*self._breaks, (len(self._text), len(self._text))])
        edge = next(breaks)
        for found in MARK.finditer(self._text):
            while found.start() >= edge[1]:
                yield from self._at_break(edge)
                edge = next(breaks)
            if found.start() >= self._done:
                yield from self._at_mark(found)
        yield from self._at_break(edge)
        yield from self._left_open(len(self._text.rstrip()))

    def _at_mark(self, found: re.Match[str]) -> Iterator[Quote]:
        if is_within_word(self._text, found):
            return
        while self._stack and found.start() - self._stack[0].start > _LONGEST:
            opened = self._stack.pop(0)
            yield opened.until(self._end_of_paragraph(opened.start), left_open=True)
        if self._is_again_at_line(found):
            for each in self._stack:
                each.again.append(found.span())
            self._head = found.end()
            return
        for depth in range(len(self._stack) - 1, -1, -1):
            sign = self._stack[depth].sign
            is_inner = depth < len(self._stack) - 1 and sign in SINGLE
            if not is_inner and closes(self._text, found, sign):
                if not is_apostrophe(self._text, found, sign):
                    yield from self._close(depth, found.start())
                return
        around = self._stack[-1].sign if self._stack else ""
        if opens(self._text, found, around) and self._may_open(found):
            self._stack.append(_Opened(found[0], found.end()))
            if len(self._stack) > _DEEPEST:
                first = self._stack.pop(0)
                behind = self._stack[0]
                yield first.until(behind.start - len(behind.sign), left_open=True)

    def _may_open(self, found: re.Match[str]) -> bool:
        """Whether something closes what mostly is no mark, such as a typewriter's apostrophe."""
        is_spaced = found[0] in "“„" and self._text[found.end()].isspace()
        if found[0] not in UNSURE and not is_spaced and not is_prefixed(self._text, found):
            return True
        return self._is_closed(found[0], found.end(), self._end_of_paragraph(found.end()))

    def _is_closed(self, sign: str, start: int, end: int) -> bool:
        """Whether a mark closes such a one between two places; each is looked at once."""
        closer, seen = self._closers.get(sign, (-1, 0))
        if closer < start:
            rest = MARK.finditer(self._text, max(start, seen), max(end, seen))
            closer = next((each.start() for each in rest if self._may_close(each, sign)), -1)
            self._closers[sign] = closer, end if closer < 0 else closer
        return start <= closer < end

    def _may_close(self, found: re.Match[str], sign: str) -> bool:
        return not is_within_word(self._text, found) and closes(self._text, found, sign)

    def _close(self, depth: int, end: int) -> Iterator[Quote]:
        """Close one of those that are open, and with it what is open within it."""
        inner = self._stack[depth + 1 :]
        yield self._stack[depth].until(end)
        yield from (each.until(end) for each in inner if each.sign not in SINGLE)
        del self._stack[depth:]

    def _at_break(self, edge: Span) -> Iterator[Quote]:
        """Go on behind the end of a paragraph, or leave open what goes no farther."""
        if not self._stack:
            return
        again = self._set_again(edge[1])
        if again is not None:
            for each in self._stack:
                each.again.append((edge[0], again))
            self._done = max(self._done, again)
        elif not self._is_closed_behind(edge[1]):
            yield from self._left_open(edge[0])

    def _is_again_at_line(self, found: re.Match[str]) -> bool:
        """Whether a mark at the head of a line says that what is open goes on there."""
        head = self._text.rfind("\n", 0, found.start()) + 1
        before = self._text[max(head, self._head) : found.start()]
        if not self._stack or self._stack[-1].start > head or before.strip():
            return False
        if self._head > head:  # One within another, each set again.
            return found[0] in [each.sign for each in self._stack[1:]]
        for opened in self._stack[::-1]:
            is_closer = found[0] in CLOSERS[opened.sign] and opened.sign in ("«", "»", "<<", ">>")
            if found[0] == opened.sign or is_closer:
                return self._goes_on(opened, found, head, is_closer)
        return False

    def _goes_on(self, opened: _Opened, found: re.Match[str], head: int, is_closer: bool) -> bool:
        """Whether no other quotation begins: too few marks for both are closed behind it."""
        if opened.sign in CLOSERS[opened.sign]:  # One sign for both: they cannot be counted.
            last = opened.again[-1][1] if opened.again else opened.start
            return self._text.count("\n", last, head) == 1
        depth = 0 if is_closer else 1
        rest = MARK.finditer(self._text, found.end(), self._end_of_paragraph(found.end()))
        for each in islice(rest, _COUNTED):
            depth += (each[0] == opened.sign) - (each[0] in CLOSERS[opened.sign])
            if depth < 0:
                return is_closer
        return not is_closer

    def _set_again(self, at: int) -> int | None:
        """The place behind the marks that a paragraph begins with, if they say that it goes on."""
        first = self._stack[0].sign
        signs = takewhile(
            lambda each: not self._text[at : each.start()].strip("“”„«»‹›‘’\"'「『 \u00a0\u202f"),
            MARK.finditer(self._text, at, at + 12),
        )
        heads = list(signs)[: len(self._stack)]
        if not heads or heads[0].start() != at:
            return None
        if heads[0][0] != first and heads[0][0] not in CLOSERS[first]:
            return None
        end = at
        for head, opened in zip(heads, self._stack, strict=False):
            if head[0] != opened.sign and head[0] not in CLOSERS[opened.sign]:
                break
            end = head.end()
        return end

    def _is_closed_behind(self, at: int) -> bool:
        """Whether what is outermost is closed before another like it is opened."""
        sign = self._stack[0].sign
        if sign in SINGLE:
            return False
        for found in MARK.finditer(self._text, at, at + _GOES_ON):
            if is_within_word(self._text, found):
                continue
            if opens(self._text, found, "") and found[0] == sign:
                return False
            if closes(self._text, found, sign):
                return True
        return False

    def _left_open(self, end: int) -> Iterator[Quote]:
        """Give up what is open; single marks, where nothing closes them, are apostrophes."""
        for each in self._stack:
            if each.sign not in SINGLE and each.start < end:
                last = end if each.again else min(end, self._end_of_paragraph(each.start))
                yield each.until(last, left_open=True)
        self._stack.clear()

    def _end_of_paragraph(self, at: int) -> int:
        number = bisect_left(self._starts, at)
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return min(end, at + _GOES_ON)
