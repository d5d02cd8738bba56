"""Where each note goes: the words that its comment is about, or behind which its footnote stands.

The page says so in attributes of ours, which are read as it is turned into pandoc's tree.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...edition.edition import Edition
from ...model.identifiers import lemma_identifier

OPEN, CLOSE, BEHIND = "critique-open", "critique-close", "critique-behind"
"""Notes that begin before the words of an element, that end behind them, that stand there."""
GONE, HEAD_ALONE = "critique-gone", "critique-head-alone"
"""A note of which nothing, or its first line, is left where it was written."""
NOTE = "data-critique-note"
_ANNOTATION, _GROUP, _PARALLEL = "critique-annotation", "critique-group", "critique-parallel"
_HEADING, _FOOTNOTE = "critique-heading", "footnote"
Element = Any


class Anchor(NamedTuple):
    """The first and the last element of the words that a note is about; ``of`` has them marked."""

    first: Element
    last: Element
    of: str


def classes_of(element: Element) -> list[str]:
    return str(element.get("class") or "").split()


def text_of(element: Element) -> str:
    """All words in an element."""
    return str(element.xpath("string()"))


def is_note(element: Element) -> bool:
    return element.tag == "aside" and _ANNOTATION in classes_of(element)


def head_of(note: Element) -> Element:
    """The first line of a note; the mark of a place that links lead to may stand before it."""
    return next((each for each in note if _HEADING in classes_of(each)), note)


class Places:
    """Where the notes of a page go, which are ``comments``, ``footnotes``, or stay ``below``.

    ``moved`` are those, by id, that stand elsewhere than written; ``homes`` are the notes in which
    what has an id of its own is moved.
    """

    def __init__(self, page: Element, edition: Edition, mode: str) -> None:
        self._edition = edition
        self._as_comments = mode == "comments"
        self._by_id: dict[str, Element] = {}
        self._marks: dict[str, list[Element]] = {}
        self._calls: dict[str, Element] = {}
        self._anchors: dict[str, Anchor | None] = {}
        known = {each.get("id"): each for each in self._known(page) if is_note(each)}
        notes = {name: each for name, each in known.items() if name and _may_move(each)}
        stay = mode == "below"
        moved = {} if stay else {k: v for k, v in notes.items() if not self._is_copy(k)}
        self.moved: dict[str, Element] = moved
        self.homes: dict[str, str] = {}
        for name, note in self.moved.items():
            self._move(name, note)

    def anchor(self, name: str) -> Anchor | None:
        """What a note is about; one that answers a note is where that is."""
        if name not in self._anchors:
            self._anchors[name] = None
            self._anchors[name] = self._found(name)
        return self._anchors[name]

    def says_lemma(self, name: str) -> bool:
        """Whether a comment must say which words it is about: it is not on just these."""
        place = self.anchor(name)
        return place is None or place.of != self._edition.marked(name)

    def _known(self, page: Element) -> Iterator[Element]:
        for each in page.iter():
            if not isinstance(each.tag, str):
                continue
            if name := each.get("id"):
                self._by_id.setdefault(name, each)
            if (about := each.get(NOTE)) and each.tag == "mark":
                self._marks.setdefault(about, []).append(each)
            elif about:
                self._calls[about] = each
            yield each

    def _is_copy(self, name: str) -> bool:
        """Whether a note is printed again, with no words of its own to be about."""
        return name in self._edition.homes and self._edition.marked(name) != name

    def _move(self, name: str, note: Element) -> None:
        if self._outer(note.getparent()) and not self._as_comments:
            return
        self.homes |= {each.get("id"): name for each in note.iter() if each.get("id")}
        place = self.anchor(name)
        if place is None:
            return
        note.set(GONE if self._is_by(note, place) else HEAD_ALONE, "1")
        if self._as_comments:
            _add(place.first, OPEN, name)
            _add(place.last, CLOSE, name)
        else:
            call = self._calls.get(place.of)
            _add(place.last if call is None else call, BEHIND, name)

    def _found(self, name: str) -> Anchor:
        note, place = self.moved[name], self._passage(name)
        around = self._outer(place.first) if place is not None else name
        if place is not None and not around:
            return place
        # Notes may be about words in one another, or in themselves.
        found = self.anchor(around) if around != name else None
        around = self._outer(note.getparent())
        if found is None and around:
            found = self.anchor(around)
        head = head_of(note)
        return found or Anchor(head, head, "")

    def _passage(self, name: str) -> Anchor | None:
        """The words that a note is about, or all that it answers."""
        place = self._marked(self._edition.marked(name))
        if place is None:
            target = self._edition.targets.get(name)
            printed = self._by_id.get(target.id) if target is not None else None
            place = _whole(printed) if printed is not None else None
        return place if place is None or not is_in_footnote(place.first) else None

    def _marked(self, name: str) -> Anchor | None:
        first = self._by_id.get(lemma_identifier(name))
        call = self._calls.get(name)
        if first is None:
            return None
        if first.tag == "mark":
            return Anchor(first, self._marks[name][-1], name)
        return Anchor(first, call, name) if call is not None else None

    def _outer(self, element: Element | None) -> str:
        """The outermost note that an element stands in, or is, of those that are moved."""
        found = ""
        while element is not None:
            if is_note(element) and element.get("id") in self.moved:
                found = element.get("id")
            element = element.getparent()
        return found

    def _is_by(self, note: Element, place: Anchor) -> bool:
        """Whether a note stands with the passage that it is about, or in another note."""
        if note in place.first.iterancestors():
            return False
        around = note.getparent()
        while around is not None and _GROUP not in classes_of(around):
            if is_note(around):
                return True
            around = around.getparent()
        return around is not None and around in place.first.iterancestors()


def _may_move(note: Element) -> bool:
    """Copies that others make have no ids; a footnote holds no comments and no other footnotes."""
    return head_of(note) is not note and not is_in_footnote(note)


def is_in_footnote(element: Element) -> bool:
    """Whether it stands in a footnote of an author's."""
    return any(_FOOTNOTE in classes_of(each) for each in element.iterancestors("aside"))


def _whole(printed: Element) -> Anchor:
    """All words of a passage, or of what else is answered as a whole."""
    for each in printed.iterchildren("blockquote", "div"):
        if each.tag == "blockquote" or _PARALLEL in classes_of(each):
            return Anchor(each, each, "")
    return Anchor(printed, printed, "")


def _add(element: Element, attribute: str, name: str) -> None:
    element.set(attribute, f"{element.get(attribute, '')} {name}".strip())
