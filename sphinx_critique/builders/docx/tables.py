"""Tables of a page in pandoc's terms."""

from collections.abc import Iterator
from typing import Any

from . import elements as made
from .elements import Blocks
from .reader import Reader

Element = Any
_MOST = 1000
"""Columns or rows that one cell may run over."""


def read_table(table: Element, page: Reader) -> Blocks:
    """A table with its caption before it; one of code and its line numbers is the code alone."""
    before = page.read_all(table.iterchildren("caption"))
    heads: list[list[Any]] = []
    rows: list[list[Any]] = []
    for row, is_head in _rows(table):
        page.wait_for(row)
        cells = [_cell(each, page) for each in row if each.tag in ("td", "th")]
        (heads if is_head and not rows else rows).append(cells)
    width = _width([*heads, *rows])
    return [*before, made.table(heads, rows, width)] if width else before


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for part in table:
        if part.tag == "tr":
            yield part, False
        elif part.tag in ("thead", "tbody", "tfoot"):
            for row in part.iterchildren("tr"):
                yield row, part.tag == "thead"


def _cell(element: Element, page: Reader) -> list[Any]:
    page.wait_for(element)
    rows, columns = (_span(element.get(name)) for name in ("rowspan", "colspan"))
    return made.cell(made.close_set(page.read(element)), rows, columns)


def _span(given: str | None) -> int:
    return min(int(given), _MOST) or 1 if given and given.isdigit() else 1


def _width(rows: list[list[Any]]) -> int:
    """How many columns there are, with cells that reach down from rows above."""
    down: list[int] = []
    widest = 0
    for row in rows:
        taken = sum(1 for each in down if each)
        width = taken + sum(cell[3] for cell in row)
        widest = max(widest, width)
        down = [max(each - 1, 0) for each in down]
        place = 0
        for cell in row:
            while place < len(down) and down[place]:
                place += 1
            for column in range(place, place + cell[3]):
                down += [0] * (column + 1 - len(down))
                down[column] = cell[2] - 1
            place += cell[3]
    return widest
