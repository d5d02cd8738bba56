"""Lines kept as the author broke them, each with its number."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes

from ..nodes import excerpt, lemma

_NUMBER = "critique-line-number"


def number_lines(node: excerpt) -> dict[str, str]:
    """Number the lines of an excerpt, and say on which each annotation's lemma stands.

    Paragraphs become line blocks; verse is numbered by verse. Returns ranges of line numbers
    (``3–4``) by the annotation's id.
    """
    for paragraph in list(node.findall(nodes.paragraph)):
        if type(paragraph) is nodes.paragraph and isinstance(paragraph.parent, _PLACES):
            paragraph.replace_self(_as_lines(paragraph))
    found: dict[str, list[int]] = {}
    for number, line in enumerate(_verses(node), 1):
        for each in line.findall(lemma):
            found.setdefault(each["annotation"], []).append(number)
        label = nodes.inline("", str(number), classes=[_NUMBER])
        line.insert(0, [label, nodes.Text(" ")])
    return {each: _range(lines[0], lines[-1]) for each, lines in found.items()}


_PLACES = (nodes.block_quote, nodes.list_item, nodes.definition)


def _verses(node: excerpt) -> Iterator[nodes.line]:
    return (line for line in list(node.findall(nodes.line)) if line.astext().strip())


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


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
