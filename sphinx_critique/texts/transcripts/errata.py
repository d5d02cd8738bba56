"""Faults of scanning, mended on record: ``thiswork => this work``, a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..collation import Page
from .edits import Edit, edited

Errata = Sequence[tuple[str, str]]


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


def mended(page: Page, errata: Errata) -> Page:
    """A page with each fault mended, where it stands as whole words; all else moves along."""
    return edited(page, list(_edits(page.text, errata)))


def _edits(text: str, errata: Errata) -> Sequence[Edit]:
    # Few of the errata concern any one page, and `in` is by far the fastest way to tell.
    split = ((wrong.split(), right) for wrong, right in errata)
    concerned = {" ".join(words): right for words, right in split if words and words[0] in text}
    if not concerned:
        return ()
    found = _pattern(tuple(concerned)).finditer(text)
    return [Edit(*each.span(), concerned[" ".join(each[0].split())]) for each in found]


@lru_cache(maxsize=64)
def _pattern(wrongs: tuple[str, ...]) -> re.Pattern[str]:
    """What matches any of them, the longest first, over line ends too."""
    longest = sorted(wrongs, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest)))


def _whole(wrong: str) -> str:
    words = r"\s+".join(map(re.escape, wrong.split()))
    before = r"(?<!\w)" if re.match(r"\w", wrong) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", wrong) else ""
    return before + words + after
