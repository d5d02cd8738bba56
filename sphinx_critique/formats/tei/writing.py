"""From nodes to TEI: which node is written by what, and all that a document is written with."""

from collections.abc import Callable, Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder

from ...project.domain import CritiqueDomain
from .anchors import Anchors
from .persons import Persons
from .tree import add, add_text, made, set_language, together

Handler = Callable[["Writer", Element, Any], None]
"""Writes a node at the end of an element."""
HANDLERS: Final[dict[Any, Handler]] = {}
PLACE: Final = "place"
"""Marks a part of a text in which a document is to stand."""
_SILENT: Final = (nodes.Invisible, nodes.system_message, addnodes.index, nodes.raw)


def writes(*types: Any) -> Callable[[Handler], Handler]:
    """Say which nodes a function writes."""

    def noted(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(types, handler))
        return handler

    return noted


class Writer:
    """Writes the documents of an edition, one after the other.

    ``divisions`` are the documents, by name; ``places`` where in each others are to stand;
    ``apps`` the annotations of each; ``tags`` what annotations are tagged with; ``reached`` the
    annotations that words in a passage lead to; ``within`` the annotation being written; ``kept``
    what is looked up once.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.env = builder.env
        self.domain = CritiqueDomain.of(builder.env)
        self.build = self.domain.build
        self.edition = self.build.edition
        self.bibliography = self.domain.bibliography
        self.language = self.domain.languages.document
        self.anchors = Anchors({item.id for item in self.edition.items} | {*self.edition.recalls})
        self.persons = Persons(self.anchors)
        self.divisions: dict[str, Element] = {}
        self.places: dict[str, list[tuple[str, Element]]] = {}
        self.apps: dict[str, list[Element]] = {}
        self.tags: set[str] = set()
        self.reached: set[str] = set()
        self.kept: dict[str, Any] = {}
        self.languages: set[str] = set()
        self.docname = ""
        self.within = ""
        self._division = made("div")

    def document(self, docname: str, document: nodes.document) -> None:
        """Write a document as a part of the text."""
        self.docname = docname
        self.apps[docname] = []
        self.places[docname] = []
        self._division = self.divisions[docname] = made("div", type="document")
        self.anchors.give(self._division, self.anchors.of(docname))
        parts: list[nodes.Node] = list(document.children)
        seen = [each for each in parts if not isinstance(each, _SILENT)]
        if len(seen) == 1 and isinstance(seen[0], nodes.section):
            # The document is the section, whose names lead there.
            self.anchors.give(self._division, *self.ids(seen[0]))
            self._number(self._division, seen[0])
            parts = seen[0].children
        self.children(self._division, parts)
        together(self._division)

    def section(self, node: nodes.Element) -> None:
        """Write a section in the part of the text that it stands in."""
        around = self._division
        self._division = SubElement(around, "div")
        self.bear(self._division, node)
        self._number(self._division, node)
        self.children(self._division, node.children)
        together(self._division)
        self._division = around

    def _number(self, division: Element, node: nodes.Element) -> None:
        """The number that Sphinx gives a section, the first of a document by an empty name."""
        numbers = self.env.toc_secnumbers.get(self.docname, {})
        names = [f"#{each}" for each in node["ids"]]
        found = next((numbers[each] for each in names if each in numbers), None)
        if found is None and division is self.divisions[self.docname]:
            found = numbers.get("")
        if found:
            division.set("n", ".".join(map(str, found)))

    def place(self, docnames: Iterable[str]) -> None:
        """Have documents stand here."""
        for docname in docnames:
            if docname in self.env.found_docs:
                place = SubElement(self._division, "div", {PLACE: ""})
                self.places[self.docname].append((docname, place))

    def children(self, parent: Element, children: Iterable[nodes.Node]) -> None:
        """Write nodes, one after the other, at the end of an element."""
        for child in children:
            self.write(parent, child)

    def write(self, parent: Element, node: nodes.Node) -> None:
        """Write a node at the end of an element."""
        if isinstance(node, nodes.Text):
            add_text(parent, node.astext())
            return
        HANDLERS[self._known(type(node))](self, parent, node)

    @staticmethod
    def _known(kind: type[nodes.Node]) -> type[nodes.Node]:
        if kind not in HANDLERS:
            known = (each for each in kind.__mro__ if each in HANDLERS)
            HANDLERS[kind] = HANDLERS[next(known)]
        return kind

    def ids(self, node: nodes.Element) -> list[str]:
        """The ids of a node as they are in the one file."""
        return [self.anchors.of(self.docname, each) for each in node["ids"]]

    def bear(self, element: Element, node: nodes.Element) -> Element:
        """Have an element bear the ids of a node."""
        self.anchors.give(element, *self.ids(node))
        return element

    def anchor(self, parent: Element, node: nodes.Element) -> None:
        """Put a place into the text for the ids of a node that has no element."""
        if any(not self.anchors.has(each) for each in self.ids(node)):
            self.bear(add(parent, "anchor"), node)

    def put(self, parent: Element, tag: str, node: nodes.Element, **attributes: str) -> Element:
        """Write a node as an element with all that it holds."""
        element = self.bear(add(parent, tag, "", **attributes), node)
        self.children(element, node.children)
        return element

    def speak(self, element: Element, language: str) -> None:
        """Say in which language the words of an element are."""
        if set_language(element, language):
            self.languages.add(language)


@writes(nodes.Node)
def write_unknown(writer: Writer, parent: Element, node: Any) -> None:
    """Whatever it is: its words; of a picture made of words these."""
    writer.anchor(parent, node)
    code = node.get("code")
    if not node.children and isinstance(code, str) and code.strip():
        add(parent, "figure" if parent.tag != "cit" else "note")
        add(parent[-1] if len(parent) else parent, "eg", code)
    writer.children(parent, node.children)


@writes(*_SILENT)
def write_nothing(writer: Writer, parent: Element, node: Any) -> None:
    """What no reader sees, but that links may lead to."""
    if node.get("ids"):
        writer.anchor(parent, node)
    if isinstance(node, nodes.TextElement) and isinstance(node, nodes.target):
        writer.children(parent, node.children)
