"""The two markups that documents are written in: what each must say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol
from unicodedata import east_asian_width

from .records import Block, Run

Lines = list[str]
Options = Sequence[tuple[str, str]]
DASHES: Final = ("— ", "– ", "-- ")
PLAIN: Final = re.compile(r"https?://[\w./-]*[\w/]", re.ASCII)
"""An address that may stand as it is."""


class Form(Protocol):
    """A markup: each part of a document in its lines, words in them being words."""

    def title(self, words: str, level: int) -> Lines:
        """The title of a document (1) or a section (2)."""

    def comment(self, words: str) -> Lines:
        """A line for the editor alone."""

    def blocks(self, blocks: Iterable[Block]) -> Lines:
        """Paragraphs, lists and the like."""

    def directive(self, name: str, argument: str, options: Options, body: Lines) -> Lines:
        """A directive of ours; the body is in this markup already."""


def parted(pieces: Iterable[Lines]) -> Lines:
    """Lines with a blank one between each two pieces."""
    out: Lines = []
    for piece in pieces:
        if piece:
            out += ["", *piece] if out else piece
    return out


def listed(items: Sequence[Lines]) -> Lines:
    """Items of a list, close to each other where each is one line."""
    if all(len(item) == 1 for item in items):
        return [line for item in items for line in item]
    return parted(items)


def indented(lines: Iterable[str], first: str, others: str) -> Lines:
    """Lines set in; a blank one holds nothing."""
    given = list(lines)
    return [
        f"{others if n else first}{line}".rstrip() if line or not n else ""
        for n, line in enumerate(given)
    ]


def joined(lines: Iterable[str], hazard: re.Pattern[str]) -> str:
    """Lines within markup: none begins with what might be read as something else."""
    first, *others = lines
    return first + "".join(f" {each}" if hazard.match(each) else f"\n{each}" for each in others)


def on_one_line(runs: Iterable[Run]) -> list[Run]:
    """Runs with no end of a line in them."""
    return [run._replace(words=run.words.replace("\n", " ")) for run in runs]


def rows_of(table: Block) -> list[Sequence[Block]]:
    """The rows of a table, if they are all of as many cells, none of them with blocks in it."""
    rows = [row.blocks for row in table.blocks if row.form == "row"]
    cells = [cell for row in rows for cell in row]
    is_even = len(rows) == len(table.blocks) and len({len(row) for row in rows}) == 1
    is_plain = all(
        cell.form == "cell" and all(each.form == "paragraph" for each in cell.blocks)
        for cell in cells
    )
    return [*rows] if is_even and is_plain else []


def width(text: str) -> int:
    """The columns that a title takes, at most."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def bare(run: Run) -> tuple[str, Run, str]:
    """A run without the white space at its ends, where no markup may begin or end."""
    words = run.words.strip()
    if not words and run.style == "ref":
        return "", run, ""
    if not words:
        return run.words, run._replace(words=""), ""
    at = run.words.index(words)
    return run.words[:at], run._replace(words=words), run.words[at + len(words) :]


def address(uri: str) -> str:
    """An address with nothing in it that any markup reads."""
    return re.sub(r"[^\w./:?#&=%+,;~@!$()-]", _percent, uri.strip(), flags=re.ASCII)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
