"""Who speaks in passages, is faulted or replies, and who has made the edition."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from .anchors import Anchors, slug
from .tree import ID, add, made


class Persons:
    """Gives each person an id, in the order in which they come."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """What leads to a person."""
        if name not in self._known:
            self._known[name] = f"person.{slug(name)}"
        return f"#{self._known[name]}"

    def name(self, parent: Element, name: str, said: str = "") -> None:
        """Write a name, or what is said instead, so that it leads to the person."""
        add(parent, "persName", said or name, ref=self.of(name))

    def description(self) -> Iterable[Element]:
        """All of them, as the header has them."""
        if self._known:
            holder = made("particDesc")
            persons = SubElement(holder, "listPerson")
            for name, person in sorted(self._known.items()):
                element = SubElement(persons, "person", {ID: person})
                add(element, "persName", name)
            yield holder
