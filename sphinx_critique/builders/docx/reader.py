"""What each part of the reading asks of the page that is read."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from .elements import Blocks, Inlines
from .lines import Line
from .pictures import Pictures

Element = Any


class Calls(Protocol):
    """Footnotes of authors."""

    def knows(self, reference: Element) -> bool:
        """Whether what a reference calls is printed where it is called."""

    def is_moved(self, footnote: Element) -> bool:
        """Whether it is not printed where it stands."""

    def call(self, reference: Element, line: Line, out: Inlines) -> None:
        """Add it to a line."""


class Reader(Protocol):
    """A page, which knows where it is being read."""

    language: str
    direction: str
    is_in_note: bool
    pictures: Pictures

    @property
    def moved(self) -> Mapping[str, Element]:
        """The notes, by id, that stand elsewhere than written."""

    @property
    def footnotes(self) -> Calls:
        """The footnotes that it has."""

    def read(self, root: Element) -> Blocks:
        """All that stands in an element."""

    def read_all(self, elements: Iterable[Element]) -> Blocks:
        """Elements one after the other."""

    def line_of(self, element: Element, kept: bool = False) -> Inlines:
        """The words of an element that is one paragraph."""

    def line(self, parts: Iterable[Any], kept: bool = False) -> Inlines:
        """Words and elements as one paragraph."""

    def in_note(self) -> AbstractContextManager[None]:
        """Within, words are those of a note."""

    def anchor_of(self, name: str) -> str:
        """Where a link within the edition leads, empty where that is not printed."""

    def wait_for(self, element: Element) -> None:
        """Have what begins with an element stand before its words."""

    def ends_of(self, element: Element) -> Inlines:
        """What stands behind the words of an element."""

    def taken(self) -> Inlines:
        """What stands before what comes now."""
