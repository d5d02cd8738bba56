"""Verse, and prose whose lines are kept, in TEI."""

from typing import Any
from xml.etree.ElementTree import Element

from docutils import nodes

from ...layout.lines import LINE_NUMBER
from .tree import add, add_text
from .writing import Writer, writes

_PROSE = "critique-lines"


@writes(nodes.line_block)
def write_lines(writer: Writer, parent: Element, node: Any) -> None:
    """Verse, a group for each stanza; prose that is numbered is still a paragraph."""
    if _PROSE in node["classes"]:
        _prose(writer, parent, node)
        return
    writer.anchor(parent, node)
    _Verse(writer, parent).block(node, 0)


class _Verse:
    """Lines, each with how far it is set in."""

    def __init__(self, writer: Writer, parent: Element) -> None:
        self._writer = writer
        self._parent = parent
        self._group: Element | None = None

    def block(self, node: nodes.Element, indent: int) -> None:
        for child in node.children:
            if isinstance(child, nodes.line_block):
                self._writer.anchor(self._parent, child)
                self.block(child, indent + 1)
            elif isinstance(child, nodes.line):
                self._line(child, indent)
            else:
                self._writer.write(self._parent, child)

    def _line(self, node: nodes.line, indent: int) -> None:
        if not node.children:
            self._group = None
            return
        if self._group is None:
            self._group = add(self._parent, "lg")
        number, words = _numbered(node)
        rend = f"indent{indent}" if indent else ""
        line = self._writer.bear(add(self._group, "l", n=number, rend=rend), node)
        self._writer.children(line, words)


def _prose(writer: Writer, parent: Element, node: nodes.Element) -> None:
    paragraph = writer.bear(add(parent, "p"), node)
    for line in node.children:
        assert isinstance(line, nodes.Element)
        number, words = _numbered(line)
        if paragraph.text or len(paragraph):
            add_text(paragraph, "\n")
        add(paragraph, "lb", n=number)
        writer.anchor(paragraph, line)
        writer.children(paragraph, words)


def _numbered(line: nodes.Element) -> tuple[str, list[nodes.Node]]:
    """The number that a line is given, and its words."""
    first = line.children[0] if line.children else None
    if isinstance(first, nodes.inline) and LINE_NUMBER in first["classes"]:
        return first.astext(), line.children[2:]
    return "", line.children
