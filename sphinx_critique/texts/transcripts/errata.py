"""Faults of scanning, mended on record: ``thiswork => this work``, a line each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..collation import Page

Errata = Sequence[tuple[str, str]]


class _Edit(NamedTuple):
    """New words for what stands from ``start`` to before ``end`` (code points)."""

    start: int
    end: int
    words: str


def read_errata(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What stands wrongly in a transcript with what stands in the source; lines not read."""
    errata: dict[str, str] = {}
    unread: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines():
        written = " ".join(line.split())
        if not written or written.startswith("#"):
            continue
        wrong, *right = (part.strip() for part in written.split("=>"))
        if wrong and len(right) == 1 and right[0] and errata.get(wrong, right[0]) == right[0]:
            errata[wrong] = right[0]
        else:
            unread.append(line.strip())
    return tuple(errata.items()), tuple(unread)


def mended(page: Page, errata: Errata) -> Page:
    """A page with each fault mended, where it stands as whole words; emphasis moves along."""
    edits = list(_edits(page.text, errata))
    if not edits:
        return page
    pieces, done = list[str](), 0
    for edit in edits:
        pieces += page.text[done : edit.start], edit.words
        done = edit.end
    return replace(
        page,
        text="".join((*pieces, page.text[done:])),
        emphasis=_moved(page.emphasis, edits),
    )


def _edits(text: str, errata: Errata) -> Sequence[_Edit]:
    # Few of the errata concern any one page, and `in` is by far the fastest way to tell.
    split = ((wrong.split(), right) for wrong, right in errata)
    concerned = {" ".join(words): right for words, right in split if words and words[0] in text}
    if not concerned:
        return ()
    found = _pattern(tuple(concerned)).finditer(text)
    return [_Edit(*each.span(), concerned[" ".join(each[0].split())]) for each in found]


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


def _moved(spans: Sequence[tuple[int, int]], edits: Sequence[_Edit]) -> tuple[tuple[int, int], ...]:
    """Where spans lie after the edits; one that cuts into an edit takes in all of it."""
    starts = [edit.start for edit in edits]
    shifts = [0, *accumulate(len(edit.words) - (edit.end - edit.start) for edit in edits)]

    def place(at: int, is_end: bool) -> int:
        # An edit that begins where a span ends is none of its own.
        number = bisect_right(starts, at - is_end)
        if number and at < edits[number - 1].end:
            last = edits[number - 1]
            return last.start + shifts[number - 1] + (len(last.words) if is_end else 0)
        return at + shifts[number]

    return tuple((place(start, False), place(end, True)) for start, end in spans)
