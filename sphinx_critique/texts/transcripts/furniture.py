"""Page furniture: what a book prints between words that belong together.

Running heads and page numbers are told by coming again from page to page, notes at the foot and
their calls by each other. A quotation may pass over what is found here, so nothing is taken for
furniture by its looks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ..anchoring import Span
from ..collation import Page
from .calls import SIGNS, Leaf, calls_of, chained
from .edits import Edit, edited
from .foliation import AROUND, LONGEST, NEAR, Edge, counting_on, edges_of, lines_of, numbers_of

_NOTE: Final = re.compile(
    rf"[ \t]*(?:[\[(]?(\d{{1,3}})[\])]?\.?|([{SIGNS}]{{1,3}}))[ \t]*(?:(?=[^\W\d]|[“‘«\"'(])|\Z)"
)
_MOST_OF_A_PAGE: Final = 0.7
_LONGEST_PAGE: Final = 30_000
"""Characters; what is longer is a text that is not parted into pages."""


def furnished(pages: Sequence[Page]) -> list[Page]:
    """The pages with their furniture; ``emphasis`` of these is what is set in smaller type."""
    leaves = [Leaf(page.text, page.emphasis, list(lines_of(page.text))) for page in pages]
    for number, spans in enumerate(_heads(pages, leaves)):
        leaves[number].furniture += spans
    notes_before = False
    for leaf in leaves:
        notes_before = _find_foot(leaf, notes_before)
    chained(leaves)
    return [_page(page, leaf) for page, leaf in zip(pages, leaves, strict=True)]


def _page(page: Page, leaf: Leaf) -> Page:
    """A page with its furniture, parted from the words that it touches."""
    spans = sorted(leaf.furniture)
    starts = {start for start, _ in spans} | set(leaf.signs)
    ends = {end for _, end in spans} | set(leaf.signs.values())
    text = page.text
    cuts = [
        at
        for at in sorted(starts | ends)
        if text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
    ]
    page = replace(page, emphasis=(), furniture=tuple(_merged(spans)))
    return edited(page, [Edit(at, at, " ") for at in cuts])


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


# Heads and page numbers ------------------------------------------------------------------------


def _heads(pages: Sequence[Page], leaves: Sequence[Leaf]) -> list[list[Span]]:
    """For each page, its running heads and numbers: from its edges inward, as far as they go."""
    edges = [edge for n, leaf in enumerate(leaves) for edge in edges_of(n, leaf.text, leaf.lines)]
    trusted = _trusted_numbers(pages, edges)
    again = _coming_again(edges)
    found: list[list[Span]] = [[] for _ in pages]
    reached: dict[tuple[int, bool], int] = {}
    for edge in edges:
        side = edge.page, edge.top
        is_furniture = edge in again or _has_number(edge, trusted[edge.page])
        if is_furniture and reached.get(side, 0) == edge.rank:
            reached[side] = edge.rank + 1
            found[edge.page].append(edge.span)
    return found


def _trusted_numbers(pages: Sequence[Page], edges: Sequence[Edge]) -> list[set[str]]:
    """For each page, what its number is: its label, or what counts on from page to page."""
    counted = counting_on(edges)
    labels = [page.label.rpartition(":")[2].strip().lower() for page in pages]
    return [({label} - {""}) | counted.get(n, set()) for n, label in enumerate(labels)]


def _has_number(edge: Edge, trusted: set[str]) -> bool:
    """Whether a line is the page's number, or a head that has it; text may end with a number."""
    numbers = set(numbers_of(edge)) & trusted
    if not numbers:
        return False
    alone = edge.text.strip(AROUND).lower() in numbers
    return alone or (edge.top and edge.rank == 0 and len(edge.text) <= LONGEST)


def _coming_again(edges: Sequence[Edge]) -> set[Edge]:
    """The lines that stand at the same edge of a page nearby too."""
    last: dict[tuple[bool, str], Edge] = {}
    again = set()
    for edge in edges:
        words = re.sub(r"\W+|\d+", " ", edge.text).casefold().split()
        if not words or len(edge.text) > LONGEST:
            continue
        before = last.get((edge.top, " ".join(words)))
        if before is not None and 0 < edge.page - before.page <= NEAR:
            again |= {before, edge}
        last[edge.top, " ".join(words)] = edge
    return again


# Notes at the foot -----------------------------------------------------------------------------


def _find_foot(leaf: Leaf, notes_before: bool) -> bool:
    """Take what stands at the foot of a page as notes, and their calls; whether there are any."""
    body = [line for line in leaf.lines if not leaf.is_furniture(line)]
    first = _foot_in_small_type(leaf, body, notes_before)
    if first is None:
        first = _foot_by_calls(leaf, body)
    if first is None:
        return False
    leaf.furniture.append((body[first][0], body[-1][1]))
    for line in body[first:]:
        if (sign := _sign(leaf, line)) is not None:
            leaf.signs[sign[1][0]] = sign[1][1]
    called = {sign for line in body[first:] if (found := _sign(leaf, line)) for sign in found[:1]}
    leaf.furniture += calls_of(leaf, called, body[first][0])
    return True


def _sign(leaf: Leaf, line: Span) -> tuple[str, Span] | None:
    """The sign with which a line begins a note, and where it stands."""
    found = _NOTE.match(leaf.text, *line)
    if found is None:
        return None
    group = 1 if found[1] else 2
    return found[group], found.span(group)


def _foot_in_small_type(leaf: Leaf, body: Sequence[Span], notes_before: bool) -> int | None:
    first = len(body)
    while first and leaf.is_small(body[first - 1]):
        first -= 1
    signed = [n for n in range(first, len(body)) if _sign(leaf, body[n])]
    if first == 0 or first == len(body) or not (signed or notes_before):
        return None
    return first if notes_before else signed[0]


def _foot_by_calls(leaf: Leaf, body: Sequence[Span]) -> int | None:
    """Where notes begin of which each is called above, and all that are called above are there."""
    if len(leaf.text) > _LONGEST_PAGE:
        return None
    starts = [(n, sign[0]) for n, line in enumerate(body) if (sign := _sign(leaf, line))]
    for place, (first, _) in enumerate(starts):
        if first < len(body) * (1 - _MOST_OF_A_PAGE):
            continue
        signs = [sign for _, sign in starts[place:]]
        end = body[first][0]
        if all(calls_of(leaf, {sign}, end) for sign in signs) and _in_order(signs):
            return first
    return None


def _in_order(signs: Sequence[str]) -> bool:
    numbers = [int(sign) for sign in signs if sign.isdecimal()]
    return all(b - a == 1 for a, b in pairwise(numbers))
