"""Lines kept as the author broke them, each with its number."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes

from ..edition.passages import is_part, is_translation
from ..model.nodes import excerpt

LINE_NUMBER = "critique-line-number"
"""The class of a number."""


def number_lines(node: excerpt) -> None:
    """Number the lines of an excerpt; paragraphs become line blocks, verse is numbered by verse."""
    for paragraph in list(node.findall(nodes.paragraph)):
        counts = is_part(paragraph, node) and not is_translation(paragraph, node)
        if type(paragraph) is nodes.paragraph and counts:
            paragraph.replace_self(_as_lines(paragraph))
    for number, line in enumerate(_verses(node), 1):
        label = nodes.inline("", str(number), classes=[LINE_NUMBER])
        line.insert(0, [label, nodes.Text(" ")])


def _verses(node: excerpt) -> Iterator[nodes.line]:
    lines = (line for line in list(node.findall(nodes.line)) if line.astext().strip())
    return (each for each in lines if is_part(each, node) and not is_translation(each, node))


def _as_lines(paragraph: nodes.paragraph) -> nodes.line_block:
    block = nodes.line_block(classes=["critique-lines", *paragraph["classes"]])
    block += [nodes.line("", "", *line) for line in _split(paragraph)]
    return block


def _split(node: nodes.Element) -> list[list[nodes.Node]]:
    """The children of an element, line by line; inline markup goes on over the line's end."""
    lines: list[list[nodes.Node]] = [[]]
    for child in node.children:
        parts = _parts(child)
        lines[-1] += parts[0]
        lines += parts[1:]
    return lines


def _parts(child: nodes.Node) -> list[list[nodes.Node]]:
    if isinstance(child, nodes.Text):
        return [[nodes.Text(line)] if line else [] for line in child.astext().split("\n")]
    inner = _split(cast(nodes.Element, child))
    if len(inner) == 1:
        return [[child]]
    result: list[list[nodes.Node]] = []
    for number, line in enumerate(inner):
        copy = cast(nodes.Element, child).copy()
        if number:
            copy["ids"], copy["names"] = [], []
            if "first" in copy:
                copy["first"] = False
        copy += line
        result.append([copy])
    return result
