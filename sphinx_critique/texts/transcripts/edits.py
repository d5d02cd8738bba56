"""Changes to the text of a page, with which all that is known of its places moves along."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from ..collation import Page
from ..collation.pages import Milestone


class Edit(NamedTuple):
    """New words for what stands from ``start`` to before ``end`` (code points)."""

    start: int
    end: int
    words: str


def edited(page: Page, edits: Sequence[Edit]) -> Page:
    """A page after some edits, in the order of their places."""
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
        furniture=_moved(page.furniture, edits),
        milestones=tuple(_moved_milestones(page.milestones, edits)),
    )


def _moved_milestones(
    milestones: Sequence[Milestone], edits: Sequence[Edit]
) -> Iterator[Milestone]:
    places = _moved([(each.offset, each.offset) for each in milestones], edits)
    for each, (offset, _) in zip(milestones, places, strict=True):
        yield each._replace(offset=offset)


def _moved(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> tuple[tuple[int, int], ...]:
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
