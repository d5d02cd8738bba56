"""Words that a text takes from another and does not mark as quoted."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation.citing import locator_at
from ..collation.index import Index
from ..collation.tokens import is_word
from .evidence import evidence, word_forms
from .finding import Source
from .made import Made

_LIKELY: Final = 10.0


class Run(NamedTuple):
    """Words that stand in a text and in a source: where in both, and what they are."""

    source: str
    span: Span
    page: str
    words: str
    found_page: str
    found: str
    locator: str


def unmarked(index: Index, source: Source, made: Sequence[Made], least: int) -> Iterator[Run]:
    """The longest runs of words of a text that stand in a source, outside its quotations.

    What may as well be common words that come together is none.
    """
    ours, theirs = _row(index), _row(source.words)
    numbers = [source.words.ids.get(form, -1) for form in index.forms]
    known = array("l", (numbers[index.tokens[at]] for at in ours))
    there = array("l", (source.words.tokens[at] for at in theirs))
    quoted = _quoted(index, made)
    for first, place, size in _runs(known, there, [at in quoted for at in ours], least):
        span = ours[first], ours[first + size - 1] + 1
        end = theirs[place + size - 1] + 1
        found = source.words.words(theirs[place], end)
        words = index.words(*span)
        if evidence(source.words, word_forms(words), found).bits < _LIKELY:
            continue
        pages = (
            i.page_name(i.page_of(at)) for i, at in ((index, span[0]), (source.words, end - 1))
        )
        page, found_page = pages
        locator = locator_at(source.words, (theirs[place], end))
        yield Run(source.key, span, page, words, found_page, found, locator)


def _row(index: Index) -> list[int]:
    """The tokens that are words, but for what may be passed over."""
    body = index.body if index.body is not None else range(len(index))
    words = [is_word(form) for form in index.forms]
    return [at for at in body if words[index.tokens[at]]]


def _quoted(index: Index, made: Sequence[Made]) -> set[int]:
    return {at for each in made for part in each.parts for at in range(*part)}


def _runs(
    ours: Sequence[int], theirs: Sequence[int], quoted: Sequence[bool], least: int
) -> Iterator[tuple[int, int, int]]:
    """Where in both rows the longest runs begin, and how many words they have."""
    grams: dict[tuple[int, ...], list[int]] = {}
    wanted = {tuple(ours[at : at + least]) for at in range(len(ours) - least + 1)}
    for at in range(len(theirs) - least + 1):
        gram = tuple(theirs[at : at + least])
        if gram in wanted:
            grams.setdefault(gram, []).append(at)
    at = 0
    while at <= len(ours) - least:
        places = grams.get(tuple(ours[at : at + least]), ()) if not quoted[at] else ()
        sizes = [(_shared(ours, theirs, at, place), -place) for place in places]
        size, place = max(sizes, default=(0, 0))
        free = next((n for n in range(size) if quoted[at + n]), size)
        if free >= least:
            yield at, -place, free
        at += max(1, free)


def _shared(ours: Sequence[int], theirs: Sequence[int], at: int, place: int) -> int:
    size, most = 0, min(len(ours) - at, len(theirs) - place)
    while size < most and ours[at + size] == theirs[place + size] and ours[at + size] >= 0:
        size += 1
    return size
