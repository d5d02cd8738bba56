"""Notes at the foot of the page that their lemma is on.

They are moved in the page as WeasyPrint has read it, where a note may stand within a paragraph,
as it may not in HTML.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from ...model.identifiers import lemma_identifier
from .pieces import in_pieces

AT_FOOT = "critique-foot"
_LONGEST = 1500
"""Characters, about a third of a page: what is at the foot of a page cannot be broken."""
_UNBREAKABLE = {"table", "pre", "img", "svg", "object", "figure", "iframe", "video"}
_BESIDE_THE_TEXT = {"table", "aside", "a", "details", "summary"}
"""Elements out of which WeasyPrint takes no note, or that are no place for one."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"aside", "blockquote", "div", "dl", "ol", "ul", "li"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NONE: Mapping[str, list[tuple[int, bool]]] = {}
_BOXED = {"admonition", "topic", "sidebar"}


Cuts = Mapping[str, list[tuple[int, bool]]]
"""Where notes are cut in pieces, by their names (:mod:`.pieces`)."""


def set_at_foot(root: Element, stay: Collection[str], cuts: Cuts = _NONE) -> list[str]:
    """Move the notes on words of the passages above them, but those that must ``stay``."""
    moved = []
    above = {child: parent for parent in root.iter() for child in parent}
    for group in groups_of(root):
        calls = {each.get("data-critique-note"): each for each in calls_of(group)}
        for notes in [each for each in group.iter("div") if "critique-notes" in _classes(each)]:
            for note in list(notes):
                name = note.get("id", "")
                call = calls.get(name)
                if call is None or name in stay or not _can_hold(call, above):
                    continue
                if not can_break(note) or not (name in cuts or _fits(note)):
                    continue
                _move(note, notes, call, above, cuts.get(name, []))
                moved.append(name)
            if not len(notes):
                above[notes].remove(notes)
    return moved


def misset(document: Any, names: Collection[str]) -> set[str]:
    """The notes that are not wholly and legibly on the page of their lemma."""
    pages = document.pages
    found = {name: number for number, page in enumerate(pages) for name in page.anchors}
    bad = {
        name
        for name in names
        if name not in found or found[name] != found.get(lemma_identifier(name), found[name])
    }
    for before, page in pairwise([None, *pages]):
        feet = {name: page.anchors[name] for name in names if name in page.anchors}
        if feet and (_ends_in_heading(before) or not _has_room(page, list(feet.values()))):
            bad |= set(feet)
    return bad


def _has_room(page: Any, feet: list[tuple[float, float, float, float]]) -> bool:
    """Whether the notes at the foot are under all other lines, and within the page."""
    box = page._page_box
    lines = (line.position_y + line.height for line in lines_of(box.children[0]))
    start = max(lines, default=box.content_box_y())
    end = box.content_box_y() + box.height
    # The measures are sums of fractions of a pixel.
    return all(start - 1 <= foot[1] and foot[3] <= end + 1 for foot in feet)


def _ends_in_heading(page: Any) -> bool:
    """Whether the notes of the next page have left no room there for what a heading is over."""
    lines = lines_of(page._page_box.children[0]) if page is not None else ()
    last = max(lines, key=lambda line: float(line.position_y), default=None)
    return last is not None and last.element_tag in HEADINGS


def lines_of(box: Any) -> Iterator[Any]:
    """The lines of words within a box of WeasyPrint's."""
    return (each for each in box.descendants() if type(each).__name__ == "LineBox")


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def groups_of(root: Element) -> list[Element]:
    """The passages with their notes."""
    return [each for each in root.iter("div") if "critique-group" in _classes(each)]


def calls_of(group: Element) -> Iterator[Element]:
    """The numbers behind the words that notes are about."""
    return (each for each in group.iter("sup") if each.get("data-critique-note"))


def can_break(note: Element) -> bool:
    """Whether a note is of words alone."""
    return not any(each.tag in _UNBREAKABLE for each in note.iter())


def _fits(note: Element) -> bool:
    return sum(map(len, note.itertext())) <= _LONGEST


def _can_hold(call: Element, above: dict[Element, Element]) -> bool:
    element = call
    while element in above:
        element = above[element]
        if element.tag in _BESIDE_THE_TEXT or _BOXED.intersection(_classes(element)):
            return False
    return True


def _move(
    note: Element,
    notes: Element,
    call: Element,
    above: dict[Element, Element],
    cuts: list[tuple[int, bool]],
) -> None:
    notes.remove(note)
    _collapse(note)
    note.set("class", f"{note.get('class', '')} {AT_FOOT}")
    note.tail = None
    place = above[call]
    *pieces, last = in_pieces(note, cuts) if cuts else [note]
    last.tail, call.tail = call.tail, None
    start = list(place).index(call) + 1
    for number, each in enumerate((*pieces, last), start):
        place.insert(number, each)
        above[each] = place


def _collapse(note: Element) -> None:
    """Collapse white space, of which WeasyPrint keeps every line's end at the foot of a page."""
    for element in note.iter():
        inline = element.tag not in _BLOCKS
        element.text = _collapsed(element.text, inline)
        for child in element:
            child.tail = _collapsed(child.tail, inline)


def _collapsed(text: str | None, inline: bool) -> str | None:
    """Between blocks there is none; the words of a block may begin or end with one space."""
    if not text or (not inline and not text.strip()):
        return None
    return _SPACES.sub(" ", text)
