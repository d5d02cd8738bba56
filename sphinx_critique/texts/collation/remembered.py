"""Words as somebody remembers them: without accents and case, or with letters that are wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import late
from ..anchoring import Span
from .index import Index, plain
from .results import Change
from .signs import SOFT
from .tokens import Token, is_word, tokens

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein
else:
    process = late.module("rapidfuzz.process")
    Levenshtein = late.module("rapidfuzz.distance.Levenshtein")

_LIKE = 0.7
_MOST_ALIKE = 20
"""Words of a transcript that are taken for one that it does not have."""
_MOST = 20
_REACH = 60
"""Tokens, at most, from one word to the next: signs, and what may be passed over."""
_SHORTEST = 4
"""Letters that a word must have for others like it to be looked for."""


Words = list[Span]
"""The spans (of tokens) of words that follow each other."""


def remembered(index: Index, text: str, *, misspelt: bool = False) -> Iterator[Words]:
    """Where words stand but for accents, case and the signs between them.

    ``misspelt``: of words that do not stand there at all, those most like them are meant.
    """
    words = _words(text)
    if not words:
        return
    forms = _unaccented(index)
    wanted = [set(forms.get(plain(word.form), ())) for word in words]
    if misspelt:
        alike = zip(words, wanted, strict=True)
        wanted = [found or _alike(forms, word.form) for word, found in alike]
    if not all(wanted):
        return
    count = 0
    for start in _starts(index, wanted):
        found = _words_from(index, wanted, start)
        if found:
            yield found
            count += 1
        if count == _MOST:
            return


def differing(index: Index, found: Words, text: str) -> Iterator[Change]:
    """In which of its words a text is other than what it was found at."""
    for span, word in zip(found, _words(text), strict=True):
        theirs, ours = index.words(*span), text[word.start : word.end]
        if theirs != ours:
            yield Change("replace", theirs, ours)


def _words(text: str) -> list[Token]:
    return [token for token in tokens(text) if is_word(token.form)]


def _unaccented(index: Index) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, form in enumerate(index.forms):
        bare = form.casefold() if form.isascii() else plain(form)
        found.setdefault(bare, []).append(number)
    return found


def _alike(forms: dict[str, list[int]], word: str) -> set[int]:
    bare = plain(word)
    if len(bare) < _SHORTEST:
        return set()
    scorer = Levenshtein.normalized_similarity
    like = process.extract(bare, list(forms), scorer=scorer, score_cutoff=_LIKE, limit=_MOST_ALIKE)
    return {number for name, *_ in like for number in forms[name]}


def _starts(index: Index, wanted: Sequence[set[int]]) -> list[int]:
    """Where the first word stands with the rarest not far behind it."""
    places = [sorted({at for n in numbers for at in index.postings[n]}) for numbers in wanted]
    rarest = min(range(len(places)), key=lambda number: len(places[number]))
    if rarest == 0:
        return places[0]
    found = set[int]()
    for place in places[rarest]:
        first = bisect_left(places[0], place - _REACH * (rarest + 1))
        found.update(places[0][first : bisect_left(places[0], place)])
    return sorted(found)


def _words_from(index: Index, wanted: Sequence[set[int]], start: int) -> Words:
    """The words, if they stand one after the other from a place on."""
    found: Words = []
    end = start
    for numbers in wanted:
        at = _word_from(index, end)
        end = _end_of_word(index, at, numbers)
        if end < 0:
            return []
        found.append((at, end))
    return found


def _word_from(index: Index, at: int) -> int:
    """The first word from a place on, but in what may be passed over."""
    at = index.past(at)
    while at < len(index) and not is_word(index.forms[index.tokens[at]]):
        at = index.past(at + 1)
    return at


def _end_of_word(index: Index, at: int, wanted: set[int]) -> int:
    """Where a word ends that is one of those wanted, perhaps broken at a line's end; else -1."""
    if at >= len(index):
        return -1
    if index.tokens[at] in wanted:
        return at + 1
    soft = index.past(at + 1)
    following = index.past(soft + 1)
    if following >= len(index) or index.forms[index.tokens[soft]] != SOFT:
        return -1
    whole = "".join(index.forms[index.tokens[each]] for each in (at, following))
    return following + 1 if index.ids.get(whole, -1) in wanted else -1
