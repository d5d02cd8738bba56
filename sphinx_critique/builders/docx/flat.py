"""Blocks as paragraphs of plain words, for a comment, which holds nothing else."""

from collections.abc import Iterator
from typing import Any

from ...locale.quotemarks import marks_of
from . import elements as made
from . import names
from .elements import Blocks, Inlines, Node

_QUOTED = "quoted"
QUOTED = {"role": _QUOTED}
"""An attribute of blocks that quote."""
_BETWEEN_CELLS = " | "
_BULLET = "– "


def flat(blocks: Blocks, language: str) -> list[Inlines]:
    """The paragraphs; what is quoted stands in the quote marks of a language."""
    return [each for each in _flat(blocks, language) if each]


def _flat(blocks: Blocks, language: str) -> Iterator[Inlines]:
    for block in blocks:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield content
            case "Header":
                yield content[2]
            case "Div":
                yield from _division(content, language)
            case "BulletList":
                yield from _items(content, [_BULLET] * len(content), language)
            case "OrderedList":
                start = content[0][0]
                numbers = [f"{start + place}. " for place in range(len(content[1]))]
                yield from _items(content[1], numbers, language)
            case "DefinitionList":
                for term, bodies in content:
                    yield term
                    for body in bodies:
                        yield from _flat(body, language)
            case "Table":
                yield from _rows(content, language)


def _division(content: Any, language: str) -> Iterator[Inlines]:
    (_, _, pairs), blocks = content
    attributes = dict(pairs)
    spoken = {name: attributes[name] for name in ("lang", "dir") if name in attributes}
    if attributes.get("role") != _QUOTED:
        paragraphs = list(_flat(blocks, language))
    else:
        own = [each for each in blocks if not _is_ours(each)]
        paragraphs = _enclosed(flat(own, language), language)
        paragraphs += _flat([each for each in blocks if _is_ours(each)], language)
    for each in paragraphs:
        yield [made.span(each, spoken)] if spoken and each else each


def _is_ours(block: Node) -> bool:
    """Whether a paragraph says where what stands before it is from."""
    style = dict(block["c"][0][2]).get("custom-style") if block["t"] == "Div" else ""
    return style in (names.ATTRIBUTION, names.LOCUS, names.REMARK)


def _enclosed(paragraphs: list[Inlines], language: str) -> list[Inlines]:
    if not paragraphs:
        return []
    marks = marks_of(language)
    first, last = made.text(marks.open), made.text(marks.close)
    paragraphs[0] = [first, *paragraphs[0]]
    paragraphs[-1] = [*paragraphs[-1], last]
    return paragraphs


def _items(items: list[Blocks], labels: list[str], language: str) -> Iterator[Inlines]:
    for label, item in zip(labels, items, strict=True):
        first, *rest = flat(item, language) or [[]]
        yield [made.text(label), *first]
        yield from rest


def _rows(content: Any, language: str) -> Iterator[Inlines]:
    _, caption, _, head, bodies, foot = content
    yield from _flat(caption[1], language)
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for _, cells in rows:
        words: Inlines = []
        for cell in cells:
            for each in flat(cell[4], language):
                words += [made.text(_BETWEEN_CELLS), *each] if words else each
        yield words
