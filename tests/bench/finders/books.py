"""The book and its sources as files; what was found in it, as a file too.

Places in the book are numbers of letters and figures: each finder sees the white space otherwise.
"""

import json
from array import array
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

PAGE = "\f"
"""What parts the pages of the book, where it has no labels."""


class Match(NamedTuple):
    """Words of the book that are told to be from a source, on one of its pages, in what status.

    The truth of a quotation is one too.
    """

    start: int
    end: int
    source: str
    status: str = ""
    page: str = ""


def plain_book(folder: Path) -> str:
    """The book without the labels of its pages."""
    return (folder / "plain" / "book.txt").read_text(encoding="utf-8")


def plain_sources(folder: Path) -> Iterator[tuple[str, str]]:
    """The sources without the labels of pages, with broken words made whole."""
    for path in sorted((folder / "plain" / "sources").iterdir()):
        yield path.stem, path.read_text(encoding="utf-8")


class Letters:
    """The number of letters before each place of a text."""

    def __init__(self, text: str) -> None:
        self._before = array("I", accumulate(map(str.isalnum, text), initial=0))

    def match(self, start: int, end: int, source: str, status: str = "", page: str = "") -> Match:
        """What was found between two places."""
        return Match(self._before[start], self._before[end], source, status, page)


def parts(book: str) -> Iterator[tuple[int, str]]:
    """Its pages, each with the place at which it begins."""
    start = 0
    for page in book.split(PAGE):
        if page.strip():
            yield start, page
        start += len(page) + len(PAGE)


def keep(folder: Path, name: str, matches: list[Match]) -> None:
    """Write what a finder found."""
    (folder / f"{name}.json").write_text(json.dumps(matches), encoding="utf-8")


def kept(folder: Path, name: str) -> list[Match]:
    """What a finder found."""
    return [Match(*each) for each in json.loads((folder / f"{name}.json").read_text("utf-8"))]
