"""Words that are begun, and how they go on in a transcript."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from ....texts.anchoring import Span
from ....texts.collation import Check, Index, Scope
from ....texts.collation.citing import locator_at
from ....texts.loci import read_citations
from ..reading.opened import Opened

_MOST_PLACES: Final = 8
_SIGNS: Final = str.maketrans("’‘“”", "''\"\"")
"""Quote marks that are typed in another style than the source's."""
_ENDS: Final = ".?!…"
_MOST_TOKENS: Final = 80


class Continued(NamedTuple):
    """How words go on (``rest``), in which source, and how all of it is cited.

    ``emphasis`` are spans of them that the source sets apart.
    """

    rest: str
    source: str
    locator: str
    emphasis: tuple[Span, ...] = ()


def continued(project: Opened, typed: str, cited: str, work: str | None) -> Iterator[Continued]:
    """To the end of the sentence that typed words stand in, wherever they do.

    The last of them may be begun only.
    Looked for where a citation names a source, or else in the ``work`` under review.
    """
    key = _source_of(project, cited) or work
    library = project.domain.library
    owner = library.owner(key) if key else None
    index = library.index(owner) if owner else None
    if index is None or key is None:
        return
    whole, _, begun = " ".join(typed.split()).rpartition(" ")
    seen: set[str] = set()
    for span, _ in Check(index, Scope()).everywhere(whole, _MOST_PLACES) if whole else ():
        end = _end_of_sentence(index, span[1])
        rest = index.words(span[1], end)
        is_so = rest[: len(begun)].translate(_SIGNS) == begun.translate(_SIGNS)
        if is_so and len(rest) > len(begun) and rest not in seen:
            seen.add(rest)
            locator = locator_at(index, (span[0], end))
            emphasis = tuple(_behind(begun, rest, _emphasis(index, span[1], end)))
            yield Continued(rest[len(begun) :], key, locator, emphasis)


def _emphasis(index: Index, first: int, end: int) -> Iterator[Span]:
    """What of the words of some tokens is set apart; nothing where other words stand among them."""
    text = ""
    found: list[Span] = []
    for is_apart, group in groupby(range(first, end), partial(_is_apart, index)):
        tokens = list(group)
        text += " " if text and index.parted(tokens[0]) else ""
        start, text = len(text), text + index.words(tokens[0], tokens[-1] + 1)
        if is_apart:
            found.append((start, len(text)))
    yield from found if text == index.words(first, end) else ()


def _is_apart(index: Index, token: int) -> bool:
    start = index.starts[token]
    at = bisect_right(index.emphasis, start, key=lambda each: each[0]) - 1
    return at >= 0 and start < index.emphasis[at][1]


def _behind(begun: str, rest: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of what is behind the word that is begun: of whole words, as markup has it."""
    for start, end in spans:
        around = rest[start - 1 : start] + rest[end : end + 1] if start else rest[end : end + 1]
        if start >= len(begun) and not any(map(str.isalnum, around)):
            yield start - len(begun), end - len(begun)


def _source_of(project: Opened, cited: str) -> str | None:
    keys = project.domain.bibliography.keys
    for citation in read_citations(cited, keys=keys) if cited.strip() else ():
        if citation.key in keys:
            return citation.key
    return None


def _end_of_sentence(index: Index, start: int) -> int:
    """Behind the sign that ends the sentence in which a token stands."""
    last = min(len(index), start + _MOST_TOKENS)
    for token in range(start, last):
        if index.forms[index.tokens[token]] in _ENDS:
            return token + 1
    return last
