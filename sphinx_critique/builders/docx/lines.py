"""Words of a page on their way into a paragraph: white space is what HTML makes of it."""

import re

from ...texts.printed import readable
from .elements import Inlines, Node, line_break, text

_WHITE = re.compile("[ \t\n\r\f]+")


class Line:
    """A paragraph in the making.

    ``waiting`` are marks of places that stand before whatever words come next.
    """

    def __init__(self, waiting: Inlines, kept: bool = False) -> None:
        self._waiting = waiting
        self._kept = kept
        self._is_after_space = True
        self._last: Node | None = None

    def say(self, words: str | None, out: Inlines) -> None:
        """Add words; in code (``kept``) with all of their white space."""
        if not words:
            return
        if self._kept:
            self._say_as_typed(readable(words), out)
            return
        words = _WHITE.sub(" ", readable(words))
        if words[0] == " ":
            if not self._is_after_space:
                self._add(" ", out)
            words = words[1:]
        if words:
            self.mark(out)
            self._add(words, out)

    def mark(self, out: Inlines) -> None:
        """Something that is no white space comes: set the marks of places before it."""
        out += self._waiting
        self._waiting.clear()
        self._is_after_space = False
        self._last = None

    def end(self, out: Inlines) -> None:
        """Break the line."""
        out.append(line_break())
        self._is_after_space = True
        self._last = None

    def finish(self) -> None:
        """No space stands at the end of a paragraph."""
        if self._last is not None and not self._kept:
            self._last["c"] = self._last["c"].rstrip(" ")

    def _say_as_typed(self, words: str, out: Inlines) -> None:
        first, *rest = words.split("\n")
        for number, each in enumerate((first, *rest)):
            if number:
                out.append(line_break())
            if each:
                if each.strip():
                    self.mark(out)
                out.append(text(each))

    def _add(self, words: str, out: Inlines) -> None:
        self._last = text(words)
        out.append(self._last)
        self._is_after_space = words.endswith(" ")
