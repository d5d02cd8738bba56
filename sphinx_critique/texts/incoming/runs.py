"""Blocks put together from words in some markup, as it is walked through."""

from __future__ import annotations

from collections.abc import Container

from .records import Block, Blocks, Run, tidied

_SAFE = ("http://", "https://", "mailto:")


class Builder:
    """Takes words, styles and the beginnings and ends of blocks; ``done`` are the blocks.

    ``keep_lines``: the ends of lines in them are kept, though they mean nothing. ``known`` are
    addresses that links may lead to besides those of the web.
    """

    def __init__(self, keep_lines: bool = False, known: Container[str] = ()) -> None:
        self._known = known
        self._keep_lines = keep_lines
        self._open: list[tuple[str, list[Block]]] = [("", [])]
        self._lines: list[list[Run]] = [[]]
        self._styles: list[str] = []
        self._links: list[str] = []

    def say(self, text: str, style: str = "") -> None:
        """Words, in white space as markup has it."""
        if text:
            styles = [*self._styles, style]
            chosen = "code" if "code" in styles else next(filter(None, styles), "")
            uri = self._links[-1] if self._links else ""
            self._lines[-1].append(Run(text, chosen, uri))

    def turn(self) -> None:
        """The end of a line that is meant as one."""
        self._lines.append([])

    def style(self, name: str) -> None:
        """Begin words in a style."""
        self._styles.append(name)

    def unstyle(self) -> None:
        """End them."""
        self._styles.pop()

    def link(self, uri: str) -> None:
        """Begin the words of a link."""
        self._links.append(uri if self._may_link(uri) else "")

    def unlink(self, uri: str) -> None:
        """End them; an address that is not linked to is said."""
        self._links.pop()
        if uri and not self._may_link(uri) and not uri.startswith("#"):
            self.say(f" ({uri})")

    def _may_link(self, uri: str) -> bool:
        return is_safe(uri) or uri in self._known

    def flush(self, form: str = "paragraph") -> None:
        """End a paragraph, if any words are in it."""
        lines = tuple(filter(None, (tidied(line, self._keep_lines)[0] for line in self._lines)))
        self._lines = [[]]
        if lines:
            form = "verse" if len(lines) > 1 else form
            self._open[-1][1].append(Block(form, lines))

    def code(self, words: str) -> None:
        """A block of words that are kept line by line."""
        self.flush()
        if words.strip():
            self._open[-1][1].append(Block("code", words=words.strip("\n")))

    def begin(self, form: str) -> None:
        """Begin a block of blocks."""
        self.flush()
        self._open.append((form, []))

    def end(self) -> None:
        """End it; what holds nothing is none."""
        self.flush()
        form, blocks = self._open.pop()
        if blocks:
            self._open[-1][1].append(Block(form, blocks=tuple(blocks)))

    def attribute(self, citation: str) -> None:
        """The source of a quotation, as an author types it."""
        self.flush()
        self._open[-1][1].append(Block("attribution", words=citation))

    @property
    def done(self) -> Blocks:
        """All blocks, those left open too."""
        while len(self._open) > 1:
            self.end()
        self.flush()
        return tuple(self._open[0][1])


def is_safe(uri: str) -> bool:
    """Whether a link may lead there."""
    return uri.strip().lower().startswith(_SAFE)
