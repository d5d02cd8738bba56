"""A note in pieces of some lines, since WeasyPrint breaks none at the foot of a page.

Where its lines end is seen where it has been set. Each piece is as a note of its own, so that those
for which there is no room stand at the foot of the next page. White space is not counted: at the
end of a line there is none.
"""

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import Element

_LINES = 2
"""Of a piece; the last may have one more, and none goes before it for being smaller."""
_HYPHEN = "\N{HYPHEN}"
GOES_ON, MORE = "critique-goes-on", "critique-more"


class Measured:
    """The lines of notes as they have been set: how many letters each has, and if it is cut."""

    def __init__(self, document: Any, names: Collection[str]) -> None:
        self._names = names
        self._lines: dict[str, list[tuple[int, bool]]] = {}
        for page in document.pages:
            self._measure(page._page_box, "")

    def _measure(self, box: Any, name: str) -> None:
        element = getattr(box, "element", None)
        if element is not None and element.tag == "aside" and element.get("id") in self._names:
            name = element.get("id")
        if type(box).__name__ == "LineBox":
            if name:
                text = "".join(_texts(box))
                is_cut = text.endswith(_HYPHEN)
                self._lines.setdefault(name, []).append((_letters(text) - is_cut, is_cut))
            return
        for child in getattr(box, "children", ()):
            self._measure(child, name)

    def cuts(self, note: Element) -> list[tuple[int, bool]]:
        """After how many letters a note can be cut, and whether within a word; perhaps nowhere."""
        lines = self._lines.get(note.get("id", ""), [])
        if sum(count for count, _ in lines) != _letters("".join(note.itertext())):
            return []
        found, so_far = [], 0
        for number, (count, is_cut) in enumerate(lines[: -_LINES - 1], 1):
            so_far += count
            if number % _LINES == 0 and number <= len(lines) - _LINES:
                found.append((so_far, is_cut))
        return found


def _texts(line: Any) -> Iterator[str]:
    for box in line.descendants():
        if type(box).__name__ == "TextBox" and "::" not in str(box.element_tag):
            yield box.text


def _letters(text: str) -> int:
    return sum(not each.isspace() for each in text)


def in_pieces(note: Element, cuts: list[tuple[int, bool]]) -> list[Element]:
    """Copies of a note, each with the letters from one cut to the next."""
    ends = [*cuts, (_letters("".join(note.itertext())), False)]
    starts = [0, *(end for end, _ in cuts)]
    pieces = []
    for start, (end, is_cut) in zip(starts, ends, strict=True):
        piece = _Piece(start, end, _HYPHEN if is_cut else "").of(deepcopy(note))
        begun, ended = MORE if start else "", GOES_ON if end != ends[-1][0] else ""
        piece.set("class", " ".join(filter(None, (piece.get("class", ""), begun, ended))))
        pieces.append(piece)
    return pieces


class _Piece:
    def __init__(self, start: int, end: int, sign: str) -> None:
        self.start, self.end, self.sign = start, end, sign
        self.at = 0

    def of(self, element: Element) -> Element:
        """Cut away what is before and behind."""
        if self.at < self.start or self.at >= self.end:
            element.attrib.pop("id", None)
        element.text = self._within(element.text)
        for child in list(element):
            before = self.at
            self.of(child)
            child.tail = self._within(child.tail)
            is_kept = "".join(child.itertext()).strip() or (self._has(before) and not len(child))
            if not is_kept:
                _remove(element, child)
        return element

    def _has(self, at: int) -> bool:
        return self.start <= at < self.end

    def _within(self, text: str | None) -> str:
        kept = []
        for letter in text or "":
            inside = self._has(self.at) or (letter.isspace() and self.start < self.at < self.end)
            if inside:
                kept.append(letter)
            if not letter.isspace():
                self.at += 1
                if self.at == self.end and inside:
                    kept.append(self.sign)
        return "".join(kept)


def _remove(parent: Element, child: Element) -> None:
    """Remove an element, but not what stands behind it."""
    place = list(parent).index(child)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)
