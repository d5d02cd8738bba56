"""Tables, in TEI."""

from typing import Any
from xml.etree.ElementTree import Element

from docutils import nodes

from ...model.nodes import elements
from .tree import add
from .writing import Writer, writes


@writes(nodes.table)
def write_table(writer: Writer, parent: Element, node: Any) -> None:
    """Rows of cells; those of the head, and of columns that are such, are labels."""
    rows = [each for group in node.children for each in _rows(group)]
    if not rows:
        writer.anchor(parent, node)
        return
    table = writer.bear(add(parent, "table"), node)
    for title in (each for each in node.children if isinstance(each, nodes.title)):
        writer.write(table, title)
    for group in (each for each in node.children if isinstance(each, nodes.tgroup)):
        stubs = [bool(each.get("stub")) for each in elements(group, nodes.colspec)]
        for part in (each for each in group.children if isinstance(each, nodes.Part)):
            for row in part.children:
                if isinstance(row, nodes.row):
                    _row(writer, table, row, stubs, isinstance(part, nodes.thead))


def _rows(group: nodes.Node) -> list[nodes.row]:
    found = elements(group, nodes.row) if isinstance(group, nodes.tgroup) else []
    return [each for each in found if each.children]


def _row(writer: Writer, table: Element, node: nodes.row, stubs: list[bool], is_head: bool) -> None:
    if not node.children:
        return
    row = add(table, "row", role="label" if is_head else "")
    for number, entry in enumerate(node.children):
        assert isinstance(entry, nodes.Element)
        is_label = not is_head and number < len(stubs) and stubs[number]
        cell = add(row, "cell", role="label" if is_label else "")
        for attribute, more in (("rows", "morerows"), ("cols", "morecols")):
            if entry.get(more):
                cell.set(attribute, str(int(entry[more]) + 1))
        writer.bear(cell, entry)
        writer.children(cell, entry.children)
