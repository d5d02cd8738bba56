"""What a quotation has passed over: each head, number and note by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ..anchoring import Span
from .index import Index
from .signs import QUOTES


def passed_over(index: Index, spans: Iterable[Span]) -> Iterator[Span]:
    """The furniture (spans of tokens) within spans, one by one.

    Quote marks are none: they stand for what a transcript says without them.
    """
    for start, end in spans:
        at = bisect_left(index.furniture, (start, 0))
        for first, last in index.furniture[at:]:
            if last > end:
                break
            if not is_supplied(index, first):
                yield first, last


def is_supplied(index: Index, token: int) -> bool:
    """Whether a token is a quote mark that the transcript says in another way (``<q>``)."""
    return index.skips.get(token) == token + 1 and index.forms[index.tokens[token]] in QUOTES
