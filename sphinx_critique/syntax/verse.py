"""Lines that MyST was told to break (a backslash at their end), as verse."""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.util.nodes import copy_source_info


def as_verse(content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """What is quoted, with verse for its paragraphs whose lines are broken."""
    return [_verse(each) if isinstance(each, nodes.paragraph) else each for each in content]


def quote_verse(content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """A note, whose block quotes are what it quotes."""
    parts = list(content)
    for quoted in (each for part in parts for each in part.findall(nodes.block_quote)):
        if type(quoted) is nodes.block_quote:
            quoted[:] = as_verse(quoted.children)
    return parts


def _verse(node: nodes.paragraph) -> nodes.Element:
    children: list[Any] = node.children
    _part_words(node)
    if not any(map(_is_break, children)):
        return node
    lines = [nodes.line()]
    for part in children:
        if not _is_break(part):
            lines[-1].append(part)
        elif part["format"] == "html":
            lines.append(nodes.line())
    for line in lines:
        copy_source_info(node, line)
        line.rawsource = line.astext()
    return nodes.line_block("", *lines)


def _part_words(node: nodes.paragraph) -> None:
    """Within other markup a line is no node: its end parts words all the same."""
    within: list[Any] = [each for each in node.findall(_is_break) if each.parent is not node]
    for each in within:
        if each["format"] == "html":
            each.parent.insert(each.parent.index(each), nodes.Text(" "))


def _is_break(node: Any) -> bool:
    return isinstance(node, nodes.raw) and node.astext().strip() in ("<br />", r"\\")
