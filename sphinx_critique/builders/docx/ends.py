"""The first and the last paragraph of blocks, to which something is added."""

from typing import Any

from . import elements as made
from .elements import Blocks, Inlines


def append_to(blocks: Blocks, words: Inlines) -> None:
    """Add words to the last paragraph of blocks, however deep that is."""
    if not words:
        return
    place = _last(blocks)
    if place is None:
        blocks.append(made.para(words))
    else:
        place += words


def _last(blocks: Blocks) -> Inlines | None:
    for block in reversed(blocks):
        content: Any = block.get("c")
        found: Inlines | None = None
        match block["t"]:
            case "Para" | "Plain":
                found = content
            case "Header":
                found = content[2]
            case "Div":
                found = _last(content[1])
            case "BulletList":
                found = _last(content[-1])
            case "OrderedList":
                found = _last(content[1][-1])
            case "DefinitionList":
                term, bodies = content[-1]
                found = _last(bodies[-1]) if bodies else term
            case "Table":
                rows = content[4][-1][3] or content[3][1]
                found = _last(rows[-1][1][-1][4]) if rows else None
        if found is not None:
            return found
    return None


def prepend_to(blocks: Blocks, words: Inlines) -> None:
    """Add words to the first paragraph of blocks, or make one of them."""
    first = blocks[0] if blocks else None
    while first is not None and first["t"] == "Div":
        first = first["c"][1][0]
    if first is not None and first["t"] == "Para":
        first["c"][:0] = words
    elif words:
        blocks.insert(0, made.para(words))
