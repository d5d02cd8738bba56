"""How much of the pages of a PDF is blank."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sphinx_critique.formats.press import MM, PAGE

from .conftest import module, program

_DOTS = 36
"""Of an inch: lines of text run together, blanks between paragraphs do not."""
_DARK = 200


class Blank(NamedTuple):
    """The largest blank of a page: its share of the type area, and where that is."""

    page: int
    share: float
    within: bool


def blanks(pdf: Path, top: float = PAGE.top, bottom: float = PAGE.bottom) -> list[Blank]:
    """Of each page the largest stretch from top to bottom without ink; margins in millimetres."""
    return [_blank(n, rows, top, bottom) for n, rows in enumerate(_pages(pdf), 1)]


def too_blank(pdf: Path, most: float = 1 / 3) -> list[Blank]:
    """Those larger than they may be, and not on the page before a chapter, or before the text."""
    opened = openings(pdf)
    first = min(opened, default=1)
    return [
        each
        for each in blanks(pdf)
        if each.share > most and each.page >= first and each.page + 1 not in opened
    ]


def openings(pdf: Path) -> set[int]:
    """The pages on which chapters begin, and the one that would follow the last."""
    reader = module("pypdf").PdfReader(pdf)
    chapters = (each for each in reader.outline if not isinstance(each, list))
    begun = {reader.get_destination_page_number(each) + 1 for each in chapters}
    return begun | {len(reader.pages) + 1}


def _pages(pdf: Path) -> Iterator[list[bool]]:
    """The rows of dots of each page, whether there is ink in them."""
    command = [program("pdftoppm"), "-gray", "-r", str(_DOTS), str(pdf)]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    while data:
        _kind, size, _most, data = data.split(b"\n", 3)
        width, height = map(int, size.split())
        rows, data = data[: width * height], data[width * height :]
        yield [min(rows[start : start + width]) < _DARK for start in range(0, len(rows), width)]


def _blank(page: int, rows: list[bool], top: float, bottom: float) -> Blank:
    dots = MM * _DOTS / 72
    area = rows[round(top * dots) : len(rows) - round(bottom * dots)]
    runs = [(ink, len(list(each))) for ink, each in groupby(area)]
    size, place = max(((n, at) for at, (ink, n) in enumerate(runs) if not ink), default=(0, 0))
    return Blank(page, size / len(area), place < len(runs) - 1)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        found = too_blank(Path(name))
        print(f"{name}: {len(found)} of {len(blanks(Path(name)))} pages with too large a blank")
        for each in found:
            print(f"  {each.page}: {each.share:.0%}{' within' if each.within else ''}")
