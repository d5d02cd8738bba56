"""Chapters and the like of plain text, where headings name them and no mark does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ..collation import Page
from ..collation.pages import Milestone
from .milestones import heading

_RANKS: Final = (
    ("part", "book"),
    ("act", "canto"),
    ("chapter", "scene", "letter", "article"),
    ("section",),
)
"""What is within what, the outermost first."""
_RANK: Final = {unit: rank for rank, units in enumerate(_RANKS) for unit in units}
_MOST_LINES: Final = 3
_LONGEST: Final = 160


class _Line(NamedTuple):
    start: int
    text: str


def headed(pages: Sequence[Page]) -> list[Page]:
    """The pages with what their headings begin, which stand apart and are short."""
    marked = {each.unit for page in pages for each in page.milestones}
    return [_headed(page, marked) for page in pages]


def _headed(page: Page, marked: set[str]) -> Page:
    begun = list[Milestone]()
    for block in _blocks(page):
        found = _heading(block)
        if found is None or found[0] in marked:
            continue
        unit, number = found
        inner = (each for each, rank in _RANK.items() if rank > _RANK[unit])
        begun += (Milestone(block[0].start, each, "") for each in inner if each not in marked)
        begun.append(Milestone(block[0].start, unit, number))
    if not begun:
        return page
    every = sorted((*page.milestones, *begun), key=lambda each: each.offset)
    return replace(page, milestones=tuple(every))


def _heading(block: Sequence[_Line]) -> tuple[str, str] | None:
    """What a paragraph names, if it is one of few words that begins with that."""
    if len(block) > _MOST_LINES or sum(len(line.text) for line in block) > _LONGEST:
        return None
    found = heading(block[0].text.strip(" \t*_=#"))
    return found if found and found[0] in _RANK else None


def _blocks(page: Page) -> Iterator[list[_Line]]:
    """The paragraphs, as lines; furniture parts them as empty lines do."""
    block = list[_Line]()
    for found in re.finditer(r"[^\n]*\n?", page.text):
        line = _Line(found.start(), found[0].rstrip("\n"))
        if line.text.strip() and not _is_furniture(page, line):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_furniture(page: Page, line: _Line) -> bool:
    end = line.start + len(line.text.rstrip())
    return any(start <= line.start and end <= stop for start, stop in page.furniture)
