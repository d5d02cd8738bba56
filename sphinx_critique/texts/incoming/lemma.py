"""Lemmata that anchor at exactly the words that were selected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category

from ..anchoring import LemmaError, LemmaMissing, Span, locate
from ..folding import GLUE, INVISIBLE, UNSPACED, is_mark
from .records import tidy

_CURLY = str.maketrans(dict.fromkeys('"“„‟', "”") | dict.fromkeys("'‘‚‛`", "’"))
"""Quote marks as Sphinx may set them: lemmata must not need those that were typed."""
_LIMIT = 4_000
"""Letters beyond which a run without white space is no word to widen a selection to."""


def lemma_for(text: str, span: Span) -> tuple[str, Span] | None:
    """What an author would type for a span of a text, and the words that it stands for.

    What begins or ends within a word is widened to whole words; ``None`` where there are none.
    """
    tried: set[Span] = set()
    for each in _widened(text, span):
        if each in tried or not _has_words(text[slice(*each)]):
            continue
        tried.add(each)
        if lemma := _typed(text, each):
            return lemma, each
    return None


def _widened(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    yield start, end
    while start > 0 and end - start < _LIMIT and _runs_on(text, start):
        start -= 1
    while end < len(text) and end - start < _LIMIT and _runs_on(text, end):
        end += 1
    yield start, end
    while start > 0 and end - start < _LIMIT and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - start < _LIMIT and not text[end].isspace():
        end += 1
    yield start, end


def _runs_on(text: str, at: int) -> bool:
    """Whether a word may run on over this place."""
    before, after = text[at - 1], text[at]
    return is_mark(after) or (_in_word(before) and _in_word(after))


def _in_word(char: str) -> bool:
    if UNSPACED.match(char):
        return False
    return bool(char.isalnum() or is_mark(char) or GLUE.match(char) or INVISIBLE.match(char))


def _has_words(words: str) -> bool:
    return any(char.isalnum() or category(char) == "So" for char in words)


def _typed(text: str, span: Span) -> str:
    """The words, with the number of the place where they come again; nothing if they anchor not."""
    words = tidy(text[slice(*span)])
    if _stands(text, words, span):
        return words
    low, high = 1, max(len(text) // max(len(words), 1) + 2, 2)
    number = min(text.count(text[slice(*span)], 0, span[0]) + 1, high)
    while low <= high:
        lemma = f"{words} [{number}]"
        try:
            found = locate(text, lemma)
        except LemmaMissing:
            high = number - 1
            number = (low + high) // 2
            continue
        except LemmaError:
            return ""
        if _is_same(text, found, span):
            return lemma if _stands(text, lemma, span) else ""
        low, high = (number + 1, high) if found[0] < span[0] else (low, number - 1)
        number = (low + high) // 2
    return ""


def _stands(text: str, lemma: str, span: Span) -> bool:
    """Whether a lemma stands there, whatever Sphinx makes of the quote marks."""
    try:
        return all(_is_same(text, locate(each, lemma), span) for each in (text, _curly(text)))
    except LemmaError:
        return False


@lru_cache(maxsize=4)
def _curly(text: str) -> str:
    return text.translate(_CURLY)


def _is_same(text: str, found: Span, span: Span) -> bool:
    """Whether two spans are of the same words: brackets and what nobody sees may be in one."""
    edges = text[min(found[0], span[0]) : max(found[0], span[0])]
    edges += text[min(found[1], span[1]) : max(found[1], span[1])]
    return all(char in "[]" or char.isspace() or INVISIBLE.match(char) for char in edges)


def find_words(
    text: str, words: str, before: str = "", after: str = "", at: int | None = None
) -> Span | None:
    """Where words stand, white space apart; of several places the one with these words around it.

    ``at`` says near which place, where nothing else does.
    """
    plain, places = _unspaced(text)
    sought = "".join(words.split())
    if not sought:
        return None
    prefix, suffix = "".join(before.split()), "".join(after.split())
    ranked: list[tuple[int, int, int]] = []
    found = plain.find(sought)
    while found >= 0:
        end = found + len(sought)
        score = _alike(plain[max(found - len(prefix), 0) : found][::-1], prefix[::-1])
        score += _alike(plain[end : end + len(suffix)], suffix)
        near = abs(places[found] - at) if at is not None else 0
        ranked.append((-score, near, found))
        found = plain.find(sought, found + 1)
    if not ranked:
        return None
    best = min(ranked)[2]
    return places[best], places[best + len(sought) - 1] + 1


@lru_cache(maxsize=4)
def _unspaced(text: str) -> tuple[str, list[int]]:
    places = [at for at, char in enumerate(text) if not char.isspace()]
    return "".join(text[at] for at in places), places


def _alike(ours: str, theirs: str) -> int:
    """How many letters two texts begin with alike."""
    for count, (a, b) in enumerate(zip(ours, theirs, strict=False)):
        if a != b:
            return count
    return min(len(ours), len(theirs))
