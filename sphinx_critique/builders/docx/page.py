"""The one page of an edition as the tree that pandoc reads."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from ...texts.languages import runs_to_left
from . import elements as made
from .blocks import BlockReader
from .comments import Comments
from .elements import Blocks, Inlines
from .footnotes import Footnotes
from .inlines import InlineReader
from .lines import Line
from .pictures import Pictures
from .placing import BEHIND, CLOSE, OPEN, Places

Element = Any


class Page:
    """What is known of a page while it is read; ``moved`` is as in :class:`.Places`."""

    def __init__(
        self,
        root: Element,
        places: Places,
        pictures: Pictures,
        comments: Comments,
        language: str,
    ) -> None:
        self.moved = places.moved
        self._homes = places.homes
        self.pictures = pictures
        self.comments = comments
        self.language = language
        self.direction = "rtl" if runs_to_left(language) else "ltr"
        self.footnotes = Footnotes(self, root)
        self.blocks = BlockReader(self)
        self.is_in_note = False
        self._waiting: Inlines = []
        self._ids = {each.get("id") for each in root.iter() if each.get("id")}
        self._linked = set(self._targets(root))
        self._open: set[str] = set()

    def read(self, root: Element) -> Blocks:
        """All that stands in an element."""
        return self.blocks.within(root)

    def read_all(self, elements: Iterable[Element]) -> Blocks:
        """Elements one after the other."""
        return [block for each in elements for block in self.blocks.read(each)]

    def line_of(self, element: Element, kept: bool = False) -> Inlines:
        """The words of an element that is one paragraph."""
        return self.line([element.text, *_children(element)], kept)

    def line(self, parts: Iterable[Any], kept: bool = False) -> Inlines:
        """Words and elements as one paragraph."""
        out: Inlines = []
        line = Line(self._waiting, kept)
        reader = InlineReader(self, line)
        for each in parts:
            if each is None or isinstance(each, str):
                line.say(each, out)
            else:
                reader.read(each, out)
        line.finish()
        return out

    @contextmanager
    def in_note(self) -> Iterator[None]:
        """Within, nothing is the target of a link, no picture stands and no footnote is called."""
        before, waiting = self.is_in_note, self._waiting
        self.is_in_note, self._waiting = True, []
        try:
            with self.blocks.styled(""):
                yield
        finally:
            self.is_in_note, self._waiting = before, waiting

    def anchor_of(self, name: str) -> str:
        """Where a link within the edition leads, empty where that is not printed."""
        name = self.footnotes.homes.get(name, name)
        name = self._homes.get(name, name)
        return name if name in self._ids else ""

    def wait_for(self, element: Element) -> None:
        """What stands before the next words: targets of links, and notes that begin there."""
        if self.is_in_note:
            return
        name = element.get("id")
        if name and name not in self._homes:
            self._waiting += self._target(name)
        for note in str(element.get(OPEN) or "").split():
            self._waiting += self._target(note)
            self._waiting.append(self.comments.start(note, self))
            self._open.add(note)

    def ends_of(self, element: Element) -> Inlines:
        """What stands behind the words of an element: notes that end there, and footnotes."""
        found: Inlines = []
        for note in str(element.get(CLOSE) or "").split():
            if note in self._open:
                self._open.remove(note)
                found.append(self.comments.end(note))
        for place, note in enumerate(str(element.get(BEHIND) or "").split()):
            found += [made.between_calls()] if place else []
            found += [*self._target(note), self.comments.footnote(note, self)]
        if found:
            # Nothing but places may have been waiting where there are no words.
            found = [*self.taken(), *found]
        return found

    def taken(self) -> Inlines:
        """The marks of places that stand before what comes now."""
        found = list(self._waiting)
        self._waiting.clear()
        return found

    def _target(self, name: str) -> Inlines:
        """The place that links lead to, the first time that it comes."""
        if name not in self._linked:
            return []
        self._linked.remove(name)
        return [made.bookmark(name)]

    def _targets(self, root: Element) -> Iterator[str]:
        for link in root.iter("a"):
            address = link.get("href") or ""
            if address.startswith("#"):
                yield self.anchor_of(address[1:])


def _children(element: Element) -> Iterator[Any]:
    for child in element:
        yield child
        yield child.tail
