"""Faults of scanning, mended on record: ``thiswork => this work``, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..collation import Page
from .edits import Edit, edited

Errata = Sequence[tuple[str, str]]
_Faults = dict[str, "_Faults"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_END = ""
"""Stands, where a fault may end, before what is right."""


class Unread(NamedTuple):
    """A line that cannot be read, by its number from 1."""

    number: int
    line: str


def read_errata(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[Unread, ...]]:
    """What stands wrongly in a transcript with what stands in the source; lines not read."""
    errata: dict[str, str] = {}
    unread: list[Unread] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        written = " ".join(line.split())
        if not written or written.startswith("#"):
            continue
        wrong, *right = (part.strip() for part in written.split("=>"))
        if wrong and len(right) == 1 and right[0] and errata.get(wrong, right[0]) == right[0]:
            errata[wrong] = right[0]
        else:
            unread.append(Unread(number, line.strip()))
    return tuple(errata.items()), tuple(unread)


class Mending:
    """Mends each fault where it stands as whole words, over line ends too; all else moves along.

    Of faults that begin at one place the longest is mended.
    """

    def __init__(self, errata: Errata) -> None:
        self._faults: _Faults = {}
        for wrong, right in errata:
            faults = self._faults
            for token in _tokens(" ".join(wrong.split())):
                faults = faults.setdefault(token, {})
            faults[_END] = {right: {}}

    def mended(self, page: Page) -> Page:
        """A page without its faults."""
        return edited(page, list(self._edits(page.text))) if self._faults else page

    def _edits(self, text: str) -> Iterator[Edit]:
        found = list(_TOKEN.finditer(text))
        done = 0
        for number, each in enumerate(found):
            if number >= done and each[0] in self._faults:
                last, right = self._longest(found, number)
                if last > number:
                    yield Edit(each.start(), found[last - 1].end(), right)
                    done = last

    def _longest(self, found: Sequence[re.Match[str]], number: int) -> tuple[int, str]:
        """The token behind the longest fault that begins at one, and what is right."""
        faults, best = self._faults, (number, "")
        for at in range(number, len(found)):
            token = found[at][0]
            following = faults.get(" " if token.isspace() else token)
            if following is None:
                break
            faults = following
            if _END in faults:
                best = at + 1, next(iter(faults[_END]))
        return best


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)
