"""The numbers that are printed on the pages of a book, at their edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation import Page
from ..enumeration import roman

_NUMBER: Final = re.compile(
    r"\d{1,4}|(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
)
AROUND: Final = "[](){}|.,:;–—-·• \t"
"""What may stand around a page's number."""
_EDGE: Final = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
NEAR: Final = 4
"""Pages within which a running head, or a number that counts on, comes again."""
_FEWEST: Final = 3
LONGEST: Final = 120
"""Characters of a line that may be a running head."""


class Edge(NamedTuple):
    """A line at the top or the bottom of a page; ``rank`` is its number from there."""

    page: int
    top: bool
    rank: int
    span: Span
    text: str


def edges_of(page: int, text: str, lines: Sequence[Span]) -> Iterator[Edge]:
    """The lines at the edges of a page, from these inward."""
    half = (len(lines) + 1) // 2
    for rank, span in enumerate(lines[: min(_EDGE, half)]):
        yield Edge(page, True, rank, span, text[slice(*span)].strip())
    for rank, span in enumerate(lines[::-1][: min(_EDGE, len(lines) - half)]):
        yield Edge(page, False, rank, span, text[slice(*span)].strip())


def lines_of(text: str) -> Iterator[Span]:
    """The spans of the lines that say anything."""
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield start, start + len(line)
        start += len(line) + 1


def numbers_of(edge: Edge) -> Iterator[str]:
    """The numbers with which a line begins or ends."""
    words = edge.text.strip(AROUND).split()
    for word in dict.fromkeys((*words[:1], *words[-1:])):
        # Small first: “İ” is none of the letters of numbers, though case aside it is an “i”.
        bare = word.strip(AROUND).lower()
        if bare and _NUMBER.fullmatch(bare):
            yield bare


def counting_on(edges: Iterable[Edge]) -> dict[int, set[str]]:
    """For each page, the numbers at its edges that others nearby count on from."""
    numbered = [(edge.page, number) for edge in edges for number in numbers_of(edge)]
    pages: dict[tuple[bool, int], set[int]] = {}
    for page, number in numbered:
        pages.setdefault(_offset(page, number), set()).add(page)
    found: dict[int, set[str]] = {}
    for page, number in numbered:
        same = pages[_offset(page, number)]
        if any(page + step in same for step in range(-NEAR, NEAR + 1) if step):
            found.setdefault(page, set()).add(number)
    return found


def _offset(page: int, number: str) -> tuple[bool, int]:
    return number.isdecimal(), value(number) - page


def value(number: str) -> int:
    """A number, arabic or roman in lower case."""
    if number.isdecimal():
        return int(number)
    digits = [dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))[n] for n in number]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))


def foliated(leaves: Sequence[Page]) -> list[Page] | None:
    """The leaves with the numbers printed on them, ``None`` where most of them have none.

    The numbers must rise by one from leaf to leaf wherever they stand; those that do not bear any
    between two that do are counted.
    """
    edges = [edge for n, leaf in enumerate(leaves) for edge in _alone(n, leaf)]
    candidates = counting_on(edges)
    offsets = Counter(_offset(n, each) for n, found in candidates.items() for each in found)
    printed = {
        page: max(found, key=lambda each: (offsets[_offset(page, each)], each))
        for page, found in candidates.items()
    }
    told = sum(bool(leaf.text.strip()) for leaf in leaves)
    if len(printed) < _FEWEST or 2 * len(printed) <= told or not _rises(printed):
        return None
    labels = _filled(printed, len(leaves))
    return [replace(leaf, label=labels.get(n, "")) for n, leaf in enumerate(leaves)]


def _alone(number: int, leaf: Page) -> Iterator[Edge]:
    """The lines that may bear the number: the outermost, or a number alone behind it."""
    for edge in edges_of(number, leaf.text, list(lines_of(leaf.text))):
        alone = bool(_NUMBER.fullmatch(edge.text.strip(AROUND).lower() or "-"))
        if alone or (edge.rank == 0 and len(edge.text) <= LONGEST):
            yield edge


def _rises(printed: dict[int, str]) -> bool:
    """Whether roman numbers come first, and each kind rises from page to page."""
    numbers = [(each.isdecimal(), value(each)) for _, each in sorted(printed.items())]
    return all(a < b for a, b in pairwise(numbers))


def _filled(printed: dict[int, str], count: int) -> dict[int, str]:
    """The labels, with those of pages that bear none but are counted with the others."""
    labels = dict(printed)
    for (page, one), (following, other) in pairwise(sorted(printed.items())):
        same_kind = one.isdecimal() == other.isdecimal()
        if same_kind and value(other) - value(one) == following - page:
            labels |= {n: _counted(one, n - page) for n in range(page + 1, following)}
    arabic = [page for page, each in sorted(printed.items()) if each.isdecimal()]
    if arabic:
        first, last = arabic[0], arabic[-1]
        before = (n for n in range(first) if n > max((*(printed.keys() - arabic), -1)))
        numbers = {n: value(printed[first]) - first + n for n in before}
        labels |= {n: str(number) for n, number in numbers.items() if number > 0}
        labels |= {n: _counted(printed[last], n - last) for n in range(last + 1, count)}
    return labels


def _counted(number: str, more: int) -> str:
    if number.isdecimal():
        return str(int(number) + more)
    return roman(value(number) + more)
