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
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation import Page
from ..collation.signs import RAISED
from .calls import SIGNS, Leaf, bracketed, calls_of, chained, plain_sign
from .edits import Edit, edited
from .foliation import AROUND, LONGEST, NEAR, Edge, counting_on, edges_of, lines_of, numbers_of

_THEN: Final = r"[ \t]*(?:(?=[^\W\d]|[“‘«\"'(])|\Z)"
_NOTE: Final = re.compile(
    rf"[ \t]*(?:[\[(]?(\d{{1,3}}|[{RAISED}]{{1,3}})[\])]?\.?|\(?([{SIGNS}]{{1,3}})\)?){_THEN}"
)
_LETTERED: Final = re.compile(rf"[ \t]*(?:[\[(]([a-z])[\])]|([a-z])[.)]?(?=[ \t])){_THEN}")
_RULE: Final = re.compile(r"[ \t]*(?:[-_—–─=]{3,}|(?:[*·] ?){3,})[ \t]*")
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
    signs = [_sign(leaf, line, _NOTE) for line in body]
    first = _foot_in_small_type(leaf, body, signs, notes_before)
    if first is None:
        first = _foot_by_calls(leaf, body, signs)
    if first is None:
        signs = [_sign(leaf, line, _LETTERED) for line in body]
        first = _foot_by_calls(leaf, body, signs)
    if first is None:
        return False
    ruled = first > 0 and _RULE.fullmatch(leaf.text, *body[first - 1]) is not None
    leaf.furniture.append((body[first - ruled][0], body[-1][1]))
    found = [sign for sign in signs[first:] if sign is not None]
    leaf.signs |= dict(sign.span for sign in found)
    called = {call for sign in found for call in sign.calls}
    leaf.furniture += calls_of(leaf, called, body[first][0])
    return True


class _Sign(NamedTuple):
    """The sign with which a line begins a note, where it stands, and what may call it."""

    name: str
    span: Span
    calls: frozenset[str]


def _sign(leaf: Leaf, line: Span, pattern: re.Pattern[str]) -> _Sign | None:
    found = pattern.match(leaf.text, *line)
    if found is None:
        return None
    group = 1 if found[1] else 2
    name = plain_sign(found[group])
    in_brackets = leaf.text[found.end(group) : found.end(group) + 1] in (")", "]")
    return _Sign(name, found.span(group), frozenset((name, f"({name})")[: 1 + in_brackets]))


def _foot_in_small_type(
    leaf: Leaf, body: Sequence[Span], signs: Sequence[_Sign | None], notes_before: bool
) -> int | None:
    first = len(body)
    while first and leaf.is_small(body[first - 1]):
        first -= 1
    signed = [n for n in range(first, len(body)) if signs[n]]
    if first == 0 or first == len(body) or not (signed or notes_before):
        return None
    return first if notes_before else signed[0]


def _foot_by_calls(leaf: Leaf, body: Sequence[Span], signs: Sequence[_Sign | None]) -> int | None:
    """Where notes begin of which each is called above, and all that are called above are there."""
    if len(leaf.text) > _LONGEST_PAGE:
        return None
    starts = [(n, sign) for n, sign in enumerate(signs) if sign]
    for place, (first, _) in enumerate(starts):
        if first < len(body) * (1 - _MOST_OF_A_PAGE):
            continue
        notes = [sign for _, sign in starts[place:]]
        if _are_called(leaf, notes, body[first][0]) and _in_order([each.name for each in notes]):
            return first
    return None


def _are_called(leaf: Leaf, notes: Sequence[_Sign], end: int) -> bool:
    """Whether each of some notes is called before a place, and nothing else is as they are."""
    in_brackets = {each.name for each in notes if len(each.calls) > 1}
    if in_brackets and not bracketed(leaf.text, end) <= in_brackets:
        notes = [each._replace(calls=frozenset((each.name,))) for each in notes]
    return all(calls_of(leaf, set(each.calls), end) for each in notes)


def _in_order(signs: Sequence[str]) -> bool:
    """Whether numbers count on; letters do too, from any where there are several."""
    letters = [ord(sign) for sign in signs if sign.isalpha()]
    numbers = [int(sign) for sign in signs if sign.isdecimal()]
    told = letters in ([], [ord("a")]) or len(letters) > 1
    return told and all(b - a == 1 for each in (letters, numbers) for a, b in pairwise(each))
