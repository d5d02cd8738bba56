"""The ids of the one file: unique in it, and only such as something bears are pointed at."""

import re
from collections.abc import Container, Sequence
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from docutils.nodes import make_id

from ...model.identifiers import PREFIX
from .tree import ID

_DOCUMENT: Final = "#document-"
_NO_NAME: Final = re.compile(r"[^\w.-]")


class _Pointer(NamedTuple):
    element: Element
    attribute: str
    anchors: tuple[str, ...]


def slug(text: str) -> str:
    """A text as a part of an id; no two texts have the same."""
    made = make_id(text)
    return (
        made if made == text else f"{made}.{sha256(text.encode(errors='replace')).hexdigest()[:8]}"
    )


def uri_of(docname: str) -> str:
    """What links to a document have for an address until they are written."""
    return _DOCUMENT + quote(docname, safe="/")


class Anchors:
    """Gives ids to elements, and has others point at them.

    ``ours`` are the ids of excerpts and annotations, which are unique in a project already.
    """

    def __init__(self, ours: Container[str]) -> None:
        self._ours = ours
        self._given: dict[str, str] = {}
        self._pointers: list[_Pointer] = []

    def of(self, docname: str, anchor: str = "") -> str:
        """The id of a place in a document, or of the document."""
        if anchor in self._ours or (anchor.startswith(PREFIX) and "--" in anchor):
            return anchor
        document = f"doc.{slug(docname)}"
        if not anchor:
            return document
        clean = _NO_NAME.sub("_", anchor)
        if clean != anchor:
            clean += f".{sha256(anchor.encode(errors='replace')).hexdigest()[:8]}"
        return f"{document}--{clean}"

    def give(self, element: Element, *ids: str) -> bool:
        """Have an element bear the first of these that nothing bears, the others lead to it.

        Whether there was any.
        """
        own = element.get(ID, "")
        fresh = [each for each in ids if each not in self._given]
        if not own and fresh:
            own = fresh[0]
            element.set(ID, own)
        self._given |= dict.fromkeys(fresh, own)
        return bool(fresh)

    def has(self, anchor: str) -> bool:
        """Whether anything bears an id."""
        return anchor in self._given

    def point(self, element: Element, attribute: str, *anchors: str) -> None:
        """Have an element point at the first of these that is there in the end."""
        self._pointers.append(_Pointer(element, attribute, anchors))

    def link(self, element: Element, docname: str, uri: str) -> bool:
        """Have an element lead where an address does, if that is a place in the edition."""
        if not uri.startswith(_DOCUMENT):
            return False
        name, _, anchor = uri[len(_DOCUMENT) :].partition("#")
        name = unquote(name)
        self.point(element, "target", self.of(name, anchor), self.of(name))
        return True

    def settle(self) -> None:
        """Write the addresses; of what leads nowhere, the words stay."""
        for element, attribute, anchors in self._pointers:
            found: Sequence[str] = [self._given[each] for each in anchors if each in self._given]
            if found:
                before = element.get(attribute)
                target = f"#{found[0]}"
                element.set(attribute, f"{before} {target}" if before else target)
            elif element.tag == "ptr":
                element.tag = "anchor"
                element.attrib.clear()
