"""The edition as one file of TEI P5."""

from xml.etree.ElementTree import Element, SubElement

# Each says by being loaded which nodes it writes.
from . import blocks, citing, inlines, notes, passages, tables, verse
from .header import header
from .tree import add, made, serialized
from .writing import PLACE, Writer

__all__ = [
    "Writer",
    "blocks",
    "citing",
    "inlines",
    "notes",
    "passages",
    "tables",
    "verse",
    "whole",
]
_DEEPEST = 100
"""Documents in each other: no program reads a file in which more parts are."""


def whole(writer: Writer) -> str:
    """The file: what a writer has written, in the order in which it is read."""
    root = made("TEI")
    text = SubElement(root, "text")
    writer.speak(text, writer.language)
    body = SubElement(text, "body")
    order = _nested(writer, body)
    apps = [each for docname in order for each in writer.apps[docname]]
    apps.sort(key=lambda each: int(each.get("n", "0")))
    if apps:
        SubElement(SubElement(root, "standOff"), "listApp").extend(apps)
    writer.anchors.settle()
    root.insert(0, header(writer))
    return serialized(root)


def _nested(writer: Writer, body: Element) -> list[str]:
    """Put each document where it is named first, else at the end; their names in that order."""
    root = writer.env.config.root_doc
    order: dict[str, None] = {}
    named = {name for places in writer.places.values() for name, _ in places}
    orphans = sorted(set(writer.divisions) - named)
    # Those in toctrees that lead in a circle, or too deep, are in none from the root on.
    for docname in (root, *orphans, *sorted(writer.divisions)):
        if docname in writer.divisions and docname not in order:
            _fill(writer, SubElement(body, "div"), docname, order)
    for place in _empty(body):
        place[0].remove(place[1])
    if not len(body):
        add(body, "p")
    return list(order)


def _fill(writer: Writer, place: Element, docname: str, order: dict[str, None]) -> None:
    """Put a document in its place, and those that stand in it in theirs."""
    waiting = [iter([(docname, place)])]
    while waiting:
        name, here = next(waiting[-1], (None, None))
        if name is None or here is None:
            waiting.pop()
        elif name not in order and name in writer.divisions and len(waiting) <= _DEEPEST:
            order[name] = None
            division = writer.divisions[name]
            here.attrib.clear()
            here.attrib.update(division.attrib)
            here[:] = list(division)
            waiting.append(iter(writer.places[name]))


def _empty(body: Element) -> list[tuple[Element, Element]]:
    """Places that no document has been put in, each with what it stands in."""
    found, waiting = [], [body]
    while waiting:
        around = waiting.pop()
        inner = [each for each in around if each.tag == "div"]
        found += [(around, each) for each in inner if PLACE in each.attrib]
        waiting += inner
    return found
