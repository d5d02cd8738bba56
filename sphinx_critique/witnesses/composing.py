"""Pages of text composed from a marked-up document, in one walk through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ..quotation import Page, Pages
from .plain import labelled

_SPACE = re.compile(r"\s+")
_SOFT = "\N{SOFT HYPHEN}"


@dataclass
class _Leaf:
    """The text of a page as it grows."""

    label: str
    text: str = ""
    emphasis: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: str, emphasis: bool) -> None:
        words = _SPACE.sub(" ", words)
        if not self.text or self.text[-1].isspace():
            words = words.lstrip(" ")
        if words:
            start = len(self.text)
            self.text += words
            if emphasis:
                self.emphasis.append((start, len(self.text)))

    def part(self, gap: str) -> None:
        if self.text:
            self.text = self.text.rstrip(" \n") + gap if not self.text.endswith(gap) else self.text


class Composer:
    """Takes words in reading order; notes go to pages of their own, with the same labels."""

    def __init__(self) -> None:
        self._pages = [_Leaf("")]
        self._notes: list[_Leaf] = []
        self._within: list[_Leaf] = []
        self._emphasis = 0

    @property
    def _leaf(self) -> _Leaf:
        return self._within[-1] if self._within else self._pages[-1]

    def words(self, text: str | None) -> None:
        """Add running text; white space folds to single spaces."""
        if text:
            self._leaf.add(text, self._emphasis > 0)

    def block(self) -> None:
        """Begin a new paragraph."""
        self._leaf.part("\n\n")

    def line(self, within_word: bool = False) -> None:
        """Begin a new line, perhaps within a word."""
        self._break(within_word)
        self._leaf.part("\n")

    def page(self, label: str, within_word: bool = False) -> None:
        """Begin a new page, perhaps within a word."""
        self._break(within_word)
        self._pages.append(_Leaf(" ".join(label.split())))

    def _break(self, within_word: bool) -> None:
        if within_word and self._leaf.text[-1:].isalpha():
            self._leaf.text += _SOFT

    @contextmanager
    def set_apart(self, really: bool = True) -> Iterator[None]:
        """What is added meanwhile is emphasised."""
        self._emphasis += really
        yield
        self._emphasis -= really

    @contextmanager
    def note(self) -> Iterator[None]:
        """What is added meanwhile is a note on the present page."""
        self._within.append(_Leaf(self._pages[-1].label))
        emphasis, self._emphasis = self._emphasis, 0
        yield
        self._emphasis = emphasis
        self._notes.append(self._within.pop())

    def pages(self, *, partial: bool) -> Pages:
        """What was composed; pages with no label are numbered."""
        spans = {id(leaf.text): tuple(leaf.emphasis) for leaf in self._pages}
        numbered = labelled((leaf.label, leaf.text) for leaf in self._pages)
        pages = [replace(page, emphasis=spans.get(id(page.text), ())) for page in numbered]
        first = pages[0].label if pages else "1"
        notes = [Page(leaf.label or first, leaf.text, tuple(leaf.emphasis)) for leaf in self._notes]
        return Pages.of(pages, notes=notes, partial=partial, tells_emphasis=True)
