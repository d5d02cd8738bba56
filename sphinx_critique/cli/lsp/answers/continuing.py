"""Words that are begun, and how they go on in a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

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
    """How words go on (``rest``), in which source, and how all of it is cited."""

    rest: str
    source: str
    locator: str


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
            yield Continued(rest[len(begun) :], key, locator_at(index, (span[0], end)))


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
