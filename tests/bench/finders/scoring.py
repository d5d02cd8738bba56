"""How much of the truth a finder finds, and how much of what it finds is true."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .books import Letters, Match, kept, plain_book

LEAST = 5
"""Words of a match that is held against the truth."""
UNMARKED, NOWHERE = "unmarked", "not found"
WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """Shares: of quotations and of unmarked borrowings, those that are found in their source; of
    what is found, that which is true; of quotations, those with the right status and page; of the
    altered those told so, and of the true those that are.
    """

    recall: float
    precision: float
    unmarked: float
    status: float
    page: float
    altered: float
    true_altered: float


class _Book:
    """Where the words of a book begin."""

    def __init__(self, text: str) -> None:
        letters = Letters(text)
        starts = (letters.match(*found.span(), "").start for found in WORD.finditer(text))
        self._starts = array("I", starts)

    def words(self, match: Match) -> range:
        """The numbers of the words that begin in a match."""
        first, last = (bisect_left(self._starts, at) for at in (match.start, match.end))
        return range(first, last)


def score(folder: Path, name: str) -> Score:
    """What was found, held against the truth."""
    book = _Book(plain_book(folder))
    truths = [each for each in kept(folder, "truth") if each.status != NOWHERE]
    matches = [each for each in kept(folder, name) if len(book.words(each)) >= LEAST]
    marked = [each for each in truths if each.status != UNMARKED]
    there = {each: _best(book, each, matches) for each in truths}
    altered = [each for each in marked if each.status == "misquoted"]
    true = [each for each in marked if each.status != "misquoted"]
    return Score(
        _share([there[each] is not None for each in marked]),
        _share([_is_true(book, each, truths) for each in matches]),
        _share([there[each] is not None for each in truths if each.status == UNMARKED]),
        _share([_status(there[each]) == each.status for each in marked]),
        _share([_is_page(there[each], each) for each in marked]),
        _share([_status(there[each]) == "misquoted" for each in altered]),
        _share([_status(there[each]) == "misquoted" for each in true]),
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def _common(book: _Book, match: Match, other: Match) -> set[int]:
    if match.source != other.source or match.end <= other.start or other.end <= match.start:
        return set()
    return set(book.words(match)) & set(book.words(other))


def _best(book: _Book, truth: Match, matches: Sequence[Match]) -> Match | None:
    """The match with most of its words, if all of its source have half of them together."""
    common = {each: _common(book, truth, each) for each in matches}
    together = set().union(*common.values())
    if 2 * len(together) < len(book.words(truth)):
        return None
    return max(common, key=lambda each: len(common[each]))


def _is_true(book: _Book, match: Match, truths: Sequence[Match]) -> bool:
    """Whether half of the words of a match are from its source."""
    words = set[int]().union(*(_common(book, match, truth) for truth in truths))
    return 2 * len(words) >= len(book.words(match))


def _status(match: Match | None) -> str:
    return match.status if match else ""


def _is_page(match: Match | None, truth: Match) -> bool:
    # Words at an end that are altered may be those of the page before.
    return match is not None and match.page in (truth.page, str(int(truth.page) + 1))
