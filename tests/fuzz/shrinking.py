"""The smallest input that still fails."""

import re
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
TRIES, SECONDS = 100, 60.0
"""After so many what has been found is small enough."""


class Tries:
    """Counts how often something is tried, and how long it takes."""

    def __init__(self, most: int = TRIES, seconds: float = SECONDS) -> None:
        self._left, self._until = most, time.monotonic() + seconds

    def __bool__(self) -> bool:
        """Whether there is one more."""
        return self._left > 0 and time.monotonic() < self._until

    def __call__(self) -> bool:
        """Whether there was one more."""
        there = bool(self)
        self._left -= 1
        return there


def smallest(
    items: Sequence[_T], fails: Callable[[list[_T]], bool], tries: Tries | None = None
) -> list[_T]:
    """Fewer of the items, in their order, with which it fails: none of them can be left out."""
    tries = Tries() if tries is None else tries
    kept, size = list(items), max(len(items) // 2, 1)
    while kept and tries:
        start, shrunk = 0, False
        while start < len(kept) and tries():
            fewer = kept[:start] + kept[start + size :]
            if fails(fewer):
                kept, shrunk = fewer, True
            else:
                start += size
        if size == 1 and not shrunk:
            break
        size = max(size // 2, 1)
    return kept


def smallest_text(text: str, fails: Callable[[str], bool], tries: Tries) -> str:
    """The same of a document: first its blocks, then its lines, then the words of each."""
    parts = re.split(r"\n\n(?=\S)", text)
    blocks = smallest(parts, lambda some: fails("\n\n".join(some) + "\n"), tries)
    lines = ("\n\n".join(blocks) + "\n").split("\n")
    lines = smallest(lines, lambda some: fails("\n".join(some)), tries)
    for number, line in enumerate(lines):
        head = line[: len(line) - len(line.lstrip())]

        def with_words(some: list[str], at: int = number, before: str = head) -> str:
            return "\n".join([*lines[:at], before + " ".join(some), *lines[at + 1 :]])

        words = line.split()
        # In a table the space between words is part of it.
        if len(words) > 1 and len(line) < 2000 and tries() and fails(with_words(words)):
            words = smallest(words, lambda some, make=with_words: fails(make(some)), tries)
            lines[number] = head + " ".join(words)
    return "\n".join(lines)
