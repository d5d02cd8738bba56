"""What of a quotation stands in a text: all of it, or as much as may be all that is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from .. import late
from ..collation import Check
from ..collation.effort import TooMuch, limited
from .evidence import word_forms
from .likeness import Placed, placed_forms
from .made import Made

_SENTENCE_END: Final = late.pattern(r"[.?!…][\"'”’»)\]]*(?=\s+[^\W\d_])")
_MARKS: Final = late.pattern(
    r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|[\[\]<>{}…]|\.\s?\.",
)
"""What may be the quoter's, with the words that are in brackets."""
_MOST_ENDS: Final = 8
"""Sentences at whose ends a quotation that nothing closes is tried."""


def unbroken(made: Made, least: int) -> list[Placed]:
    """Of each part of a quotation that may stand by itself, the most words with no marks among."""
    begun = [first_sentence(made.words, least)] if made.open else [made.words]
    parts = (map(placed_forms, _MARKS.split(each)) for each in made.paragraphs or begun)
    return [max(part, key=len) for part in parts]


def standing(check: Check, made: Made, least: int) -> str:
    """The words of a quotation, if they stand anywhere.

    Of an open one, as many sentences as do; of a block, its paragraphs without the first or last,
    which may be the writer's own.
    """
    tried = list(filter(None, (made.words, made.hyphenated, *made.joined)))
    for shorter in (made.paragraphs[1:], made.paragraphs[:-1], made.paragraphs[1:-1]):
        words = " ".join(shorter)
        tried += [words] if len(word_forms(words)) >= least else []
    if made.open:
        ends = [each.end() for each in _SENTENCE_END.finditer(made.words)][:_MOST_ENDS]
        begun = (made.words[:end] for end in reversed(ends))
        tried += (words for words in begun if len(word_forms(words)) >= least)
    for words in tried:
        with suppress(TooMuch), limited(len(check.index)):
            if check.stands(words) is not None:
                return words
    return ""


def least_changed(check: Check, joined: Sequence[str], words: str) -> str:
    """Of what the words of a quotation may be, those that are most like the source."""
    tried = [*joined, words]
    return min(tried, key=lambda each: len(check.of(each).changes)) if joined else words


def first_sentence(words: str, least: int) -> str:
    """The first of the sentences of an open quotation, with others where it is short."""
    ends = (each.end() for each in _SENTENCE_END.finditer(words))
    return next((words[:end] for end in ends if len(word_forms(words[:end])) >= least), words)
