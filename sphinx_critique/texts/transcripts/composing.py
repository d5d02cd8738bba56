"""Pages of text composed from a marked-up document, in one walk through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from ..collation import Page, Pages
from ..collation.pages import GAP, NOTED, PARAGRAPH, QUOTED, Milestone
from ..folding import QUOTES
from .cleaning import legible
from .set_in import line_at

_SOFT: Final = "\N{SOFT HYPHEN}" * 2
"""Two tell that a word goes on with no hyphen printed."""
_LINE: Final = "\n"
_PARAGRAPH: Final = "\n\n"
_OPENING: Final = "“"
_QUOTES: Final = re.compile(f"[{QUOTES}«»‹›]")
_GAPS: Final = ("", " ", _LINE, _PARAGRAPH)


class _Leaf:
    """A page as it grows; ``label`` may be empty. ``notes`` are those that are called on it."""

    def __init__(self, label: str = "", apart: bool = False) -> None:
        self.label = label
        self.apart = apart
        self.length = 0
        self.last = ""
        self.emphasis: list[tuple[int, int]] = []
        self.furniture: list[tuple[int, int]] = []
        self.milestones: list[Milestone] = []
        self.notes: _Flow | None = None
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)
        self.last = piece[-1:] or self.last

    def page(self, label: str, before: Iterable[Milestone] = ()) -> Page:
        """The page as it is kept; ``before``: what begins on leaves before it that say nothing."""
        return Page(
            label,
            "".join(self._pieces),
            tuple(self.emphasis),
            tuple(self.furniture),
            (*(each._replace(offset=0) for each in before), *self.milestones),
            self.apart,
        )


class _Flow:
    """Text that runs on from page to page; what parts two words is written with the second."""

    def __init__(self) -> None:
        self.leaf = _Leaf()
        self.leaves = [self.leaf]
        self._gap = ""
        self._emphases = 0
        self._goes_on = False
        self._torn: _Leaf | None = None

    def say(self, text: str) -> None:
        if text[:1].isspace():
            self.part(" ")
        words = " ".join(text.split())
        if not words:
            return
        if self._torn is not None and not self._gap and words[0].isalnum():
            self._torn.add(_SOFT)
        self._torn = None
        self._set_off()
        start = self.leaf.length
        self.leaf.add(words)
        if self._emphases:
            self._set_apart(start)
        if text[-1].isspace():
            self.part(" ")

    def _set_off(self) -> None:
        """Write what parts the words that come; at the head of a page it is only noted."""
        if self.leaf.length:
            self.leaf.add(self._gap)
        elif self._gap == _PARAGRAPH:
            self.mark(PARAGRAPH, "")
        self._gap = ""

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

    def tear(self, label: str) -> None:
        """Turn the page, within a word if letters stand right before the mark and behind it."""
        torn = self.leaf if self.leaf.last.isalnum() else self._torn
        torn = None if self._gap else torn
        self.turn(label)
        self._torn = torn

    def mark(self, unit: str, number: str) -> None:
        self.leaf.milestones.append(Milestone(self.leaf.length, unit, number))

    def may_be_left_out(self, sign: str) -> None:
        """Say a sign that stands for none of the transcript's."""
        opens = sign in _OPENING
        if opens or self.leaf.length:
            if opens:
                self._set_off()
            self.leaf.furniture.append((self.leaf.length, self.leaf.length + 1))
            self.leaf.add(sign)

    def number(self, label: str) -> None:
        """Say the number of an item, which may as well not be there."""
        self._set_off()
        self.leaf.furniture.append((self.leaf.length, self.leaf.length + len(label)))
        self.leaf.add(label)
        self._gap = " "

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
    """Takes words in reading order; notes go to pages of their own, with the same labels.

    ``muted``: what is said meanwhile is not part of the text.
    """

    def __init__(self) -> None:
        self._flow = self._running = _Flow()
        self._units: dict[str, str] = {}
        self._notes = 0
        self.volume = ""
        self.muted = False

    def words(self, text: str | None) -> None:
        """Add running text; white space folds to single spaces."""
        if text and not self.muted:
            self._flow.say(legible(text))

    def gap(self) -> None:
        """Words or letters that cannot be read."""
        self.words(GAP)

    def block(self) -> None:
        """Begin a new paragraph."""
        self._flow.part(_PARAGRAPH)

    def line(self, within_word: bool = False) -> None:
        """Begin a new line, perhaps within a word."""
        if within_word:
            self._flow.join()
        self._flow.part(_LINE)

    def page(self, label: str, within_word: bool | None = False) -> None:
        """Begin a new page, perhaps within a word; within a note, only the note goes on there.

        Whether within a word is told, where that is ``None``, by the white space around it.
        """
        label = " ".join(label.split())
        if label and self.volume and ":" not in label:
            label = f"{self.volume}: {label}"
        if within_word:
            self._flow.join()
        (self._flow.tear if within_word is None else self._flow.turn)(label)

    def unit(self, unit: str, number: str) -> None:
        """Begin a line, a chapter or the like; end it where it has no number."""
        if self._flow is self._running:
            self._units[unit] = number
            self._flow.mark(unit, number)

    def numbered(self, unit: str) -> str:
        """The number of the line, the chapter or the like that has begun last."""
        return self._units.get(unit, "")

    def at_quote(self) -> bool:
        """Whether the last that was said is a quote mark."""
        return bool(_QUOTES.match(self._flow.leaf.last))

    def quote_mark(self, mark: str) -> None:
        """A quote mark that may as well not be there."""
        if not self.muted:
            self._flow.may_be_left_out(mark)

    def line_at(self, left: float, top: float, size: float) -> None:
        """Say where the line that begins is set on its page."""
        leaf = self._flow.leaf
        leaf.milestones.append(line_at(leaf.length, left, top, size))

    def quoted(self, begins: bool) -> None:
        """Begin words that are quoted, whatever marks they have, or end the last that began."""
        self._flow.mark(QUOTED, "1" if begins else "")

    def number(self, label: str) -> None:
        """The number with which an item of a list begins."""
        if not self.muted:
            self._flow.number(label)

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
        self._notes += 1
        number = str(self._notes)
        outer.mark(NOTED, number)
        if leaf.notes is None:
            leaf.notes = _Flow()
            leaf.notes.leaf.apart = True
        self._flow = leaf.notes
        if self._flow.leaf.label:
            self._flow.turn("")
            self._flow.leaf.apart = True
        for unit, own in self._units.items():
            self._flow.mark(unit, own)
        self._flow.mark(NOTED, number)
        self.block()
        yield
        self._flow = outer

    def pages(self, *, partial: bool) -> Pages:
        """What was composed; a page without a label borrows none."""
        return Pages.of(
            self._pages(),
            notes=(note for leaf in self._running.leaves for note in _notes(leaf)),
            partial=partial,
            tells_emphasis=True,
        )

    def _pages(self) -> Iterator[Page]:
        before: list[Milestone] = []
        for leaf in self._running.leaves:
            if leaf.length:
                yield leaf.page(leaf.label, before)
                before = []
            else:
                before += leaf.milestones


def _notes(leaf: _Leaf) -> Iterator[Page]:
    for each in leaf.notes.leaves if leaf.notes else ():
        if each.length:
            yield each.page(each.label or leaf.label)
