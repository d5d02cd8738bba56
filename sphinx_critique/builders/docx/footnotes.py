"""Footnotes of authors: those that Word has, behind the words that call them."""

from typing import Any

from . import elements as made
from .elements import Inlines
from .flat import flat
from .lines import Line
from .placing import classes_of, is_in_footnote
from .reader import Reader

Element = Any


class Footnotes:
    """The footnotes of a page; what only other footnotes call stays where it is.

    ``homes`` has the call to which links lead instead of to what has an id in a footnote.
    """

    def __init__(self, page: Reader, root: Element) -> None:
        self._page = page
        self._by_id: dict[str, Element] = {}
        called: dict[str, str] = {}
        for each in root.iter("aside", "a"):
            classes = classes_of(each)
            if each.tag == "aside" and "footnote" in classes and each.get("id"):
                self._by_id[each.get("id")] = each
            elif "footnote-reference" in classes and not is_in_footnote(each):
                called.setdefault(_called(each), each.get("id") or "")
        self._moved = {name for name in self._by_id if name in called}
        self.homes = {
            inner.get("id"): called[name]
            for name in self._by_id
            if name in called
            for inner in self._by_id[name].iter()
            if inner.get("id")
        }

    def knows(self, reference: Element) -> bool:
        """Whether what a reference calls is here, and is printed where it is called."""
        return _called(reference) in self._moved and not is_in_footnote(reference)

    def is_moved(self, footnote: Element) -> bool:
        return footnote.get("id") in self._moved

    def call(self, reference: Element, line: Line, out: Inlines) -> None:
        """The footnote itself; within a note of ours its words in brackets."""
        note = self._by_id[_called(reference)]
        body = [each for each in note if not {"label", "backrefs"} & set(classes_of(each))]
        line.mark(out)
        if not self._page.is_in_note:
            with self._page.in_note():
                blocks = self._page.read_all(body)
            out.append(made.footnote(blocks, self._page.direction))
            return
        words: Inlines = []
        with self._page.in_note():
            for each in flat(self._page.read_all(body), self._page.language):
                words += [*([made.text(" ")] if words else []), *each]
        out += [made.text("["), *words, made.text("]")]


def _called(reference: Element) -> str:
    return str(reference.get("href") or "").removeprefix("#")
