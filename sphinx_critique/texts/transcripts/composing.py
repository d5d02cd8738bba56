"""Pages of text composed from a marked-up document, in one walk through it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ..collation import Page, Pages
from .plain import labelled

_SOFT: Final = "\N{SOFT HYPHEN}"
_LINE: Final = "\n"
_PARAGRAPH: Final = "\n\n"
_GAPS: Final = ("", " ", _LINE, _PARAGRAPH)


class _Leaf:
    """A page as it grows; ``label`` may be empty. ``notes`` are those that are called on it."""

    def __init__(self, label: str = "") -> None:
        self.label = label
        self.length = 0
        self.last = ""
        self.emphasis: list[tuple[int, int]] = []
        self.notes: _Flow | None = None
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)
        self.last = piece[-1:] or self.last

    def page(self, label: str) -> Page:
        """The page as it is kept."""
        return Page(label, "".join(self._pieces), tuple(self.emphasis))


class _Flow:
    """Text that runs on from page to page; what parts two words is written with the second."""

    def __init__(self) -> None:
        self.leaf = _Leaf()
        self.leaves = [self.leaf]
        self._gap = ""
        self._emphases = 0
        self._goes_on = False

    def say(self, text: str) -> None:
        if text[:1].isspace():
            self.part(" ")
        words = " ".join(text.split())
        if not words:
            return
        self.leaf.add(self._gap if self.leaf.length else "")
        self._gap = ""
        start = self.leaf.length
        self.leaf.add(words)
        if self._emphases:
            self._set_apart(start)
        if text[-1].isspace():
            self.part(" ")

    def part(self, gap: str) -> None:
        """Part what comes from what is there; of all that parts them, the strongest counts."""
        self._gap = max(self._gap, gap, key=_GAPS.index)

    def join(self) -> None:
        """Let a word go on behind the end of a line, whatever white space stands there."""
        if self.leaf.last.isalnum():
            self.leaf.add(_SOFT)
        self._gap = _LINE

    def turn(self, label: str) -> None:
        self.leaf = _Leaf(label)
        self.leaves.append(self.leaf)
        self._gap = ""
        self._goes_on = False

    def emphasise(self) -> None:
        self._goes_on = self._goes_on and self._emphases > 0
        self._emphases += 1

    def relax(self) -> None:
        self._emphases -= 1

    def _set_apart(self, start: int) -> None:
        spans = self.leaf.emphasis
        first = spans.pop()[0] if self._goes_on else start
        spans.append((first, self.leaf.length))
        self._goes_on = True


class Composer:
    """Takes words in reading order; notes go to pages of their own, with the same labels."""

    def __init__(self) -> None:
        self._flow = self._running = _Flow()

    def words(self, text: str | None) -> None:
        """Add running text; white space folds to single spaces."""
        if text:
            self._flow.say(text)

    def block(self) -> None:
        """Begin a new paragraph."""
        self._flow.part(_PARAGRAPH)

    def line(self, within_word: bool = False) -> None:
        """Begin a new line, perhaps within a word."""
        if within_word:
            self._flow.join()
        self._flow.part(_LINE)

    def page(self, label: str, within_word: bool = False) -> None:
        """Begin a new page, perhaps within a word; within a note, only the note goes on there."""
        if within_word:
            self._flow.join()
        self._flow.turn(" ".join(label.split()))

    @contextmanager
    def set_apart(self, really: bool = True) -> Iterator[None]:
        """What is added meanwhile is emphasised."""
        flow = self._flow
        if really:
            flow.emphasise()
        yield
        if really:
            flow.relax()

    @contextmanager
    def note(self) -> Iterator[None]:
        """What is added meanwhile is a note on the present page; the text around it runs on."""
        outer, leaf = self._flow, self._running.leaf
        leaf.notes = self._flow = leaf.notes or _Flow()
        if self._flow.leaf.label:
            self._flow.turn("")
        self.block()
        yield
        self._flow = outer

    def pages(self, *, partial: bool) -> Pages:
        """What was composed; pages with no label are numbered."""
        leaves = [leaf for leaf in self._running.leaves if leaf.length or leaf.notes]
        # A page of notes alone has its number too.
        texts = ((leaf.label, leaf.page("").text or "note") for leaf in leaves)
        labels = [page.label for page in labelled(texts)]
        pairs = list(zip(leaves, labels, strict=True))
        return Pages.of(
            (leaf.page(label) for leaf, label in pairs if leaf.length),
            notes=(note for leaf, label in pairs for note in _notes(leaf, label)),
            partial=partial,
            tells_emphasis=True,
        )


def _notes(leaf: _Leaf, label: str) -> Iterator[Page]:
    for each in leaf.notes.leaves if leaf.notes else ():
        if each.length:
            yield each.page(each.label or label)
