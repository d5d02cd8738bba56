"""Elements of HTML, named by their tag."""

from docutils import nodes


class html_block(nodes.container):
    """An HTML element with blocks in it; ``tag`` names it."""


class html_line(nodes.paragraph):
    """An HTML element that is a block with words in it; ``tag`` names it."""


class html_inline(nodes.inline):
    """An HTML element with words in it; ``tag`` names it."""


def become(
    node: nodes.Element,
    element: type[nodes.Element],
    tag: str,
    classes: list[str],
    attributes: dict[str, str] | None = None,
) -> nodes.Element:
    """Make a node an element of HTML where it stands, with its children, ids and classes.

    A new node in its place would take over each child, and each of these its document.
    """
    own = node.attributes
    node.__class__ = element
    node.attributes = {
        "ids": own["ids"],
        "names": own["names"],
        "dupnames": own["dupnames"],
        "backrefs": [],
        "classes": [*classes, *(each for each in own["classes"] if each not in classes)],
        "tag": tag,
        "attributes": attributes or {},
    }
    return node


UNSEARCHED = "no-search"
"""A class by which Sphinx leaves words out of its index for searches; not printed on lines."""


def unsearched(line: nodes.Element) -> nodes.Element:
    """Leave a line out of the index for searches: its words stand on the page once more."""
    line["classes"].append(UNSEARCHED)
    return line


OURS = (html_block, html_line, html_inline)


def holds_ours(tree: nodes.Element | None) -> bool:
    """Whether the tree of a page has anything of ours."""
    return tree is not None and tree.next_node(lambda node: isinstance(node, OURS)) is not None
