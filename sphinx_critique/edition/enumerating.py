"""How the items of lists are numbered where they are quoted: a reader cites by it."""

from collections.abc import Iterator

from docutils import nodes

from ..model.nodes import around, elements
from ..texts.enumeration import numeral
from .passages import leaves

_LIKE = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
"""docutils' words for the numbers of lists, and how each counts."""
Label = tuple[int, str]
"""Where an item begins in the text of a node (code points), and its number as it is printed."""


def labels_of(node: nodes.Element) -> tuple[Label, ...]:
    """The numbers of the items in the lists of a passage, in the order of its text."""
    return tuple(_labels(node)) if elements(node, nodes.enumerated_list) else ()


def _labels(node: nodes.Element) -> Iterator[Label]:
    seen = set[int]()
    for leaf, offset in leaves(node):
        items = [item for item in _items(leaf, node) if id(item) not in seen]
        for item in reversed(items):  # A list may begin with another.
            seen.add(id(item))
            if isinstance(item.parent, nodes.enumerated_list):
                yield offset, _label(item.parent, item.parent.index(item))


def _items(leaf: nodes.Node, node: nodes.Element) -> Iterator[nodes.list_item]:
    item = around(leaf, nodes.list_item)
    while item is not None and around(item, type(node)) is not None:
        yield item
        item = around(item, nodes.list_item)


def _label(listed: nodes.enumerated_list, place: int) -> str:
    number = int(listed.get("start", 1)) + place
    said = numeral(number, _LIKE.get(listed.get("enumtype", ""), "1"))
    return f"{listed.get('prefix', '')}{said}{listed.get('suffix', '.')}"
