"""The first passage: a whole sentence of a transcript, from the body of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final, NamedTuple
from unicodedata import category

from ...texts.anchoring import Span
from ...texts.collation import Check, Index, Scope, Status
from ...texts.collation.citing import locator_at
from ...texts.collation.sentences import sentence_around
from ...texts.incoming.lemma import lemma_for
from ...texts.incoming.records import tidy
from ...texts.loci import read_citations
from .answers import First

_LEAST, _MOST = 8, 40
"""Words of a sentence."""
_LONG: Final = 2_000
"""Words of a text that may begin with a title page, a foreword and a table of contents."""
_FRONT: Final = 5
"""Of such a text this part of the whole is passed over."""
_MOST_TRIED: Final = 4_000
_END: Final = re.compile(r"[.?!。？！؟।։።]\Z")
_MARKUP: Final = frozenset('\\*_`|[]{}<>@#&~$^=+/%"“”„‟«»‹›…')
"""What might be markup, or is better not at the edge of a first quotation."""
_JOINERS: Final = "\u200c\u200d"
_EDGES: Final = re.compile(r"^\W+|\W+$")
_MOST_OF_PART: Final = 25
_FEW: Final = 3
"""Words of a lemma."""
_SHORT: Final = 3
"""Letters of words that a lemma does not begin or end with, if it need not."""
_UNSPACED: Final = re.compile(r"[^\W\d_]{4}")


class _Found(NamedTuple):
    rank: tuple[bool, bool, bool]
    span: Span
    words: str


_LAST: Final = (True, True, True)


def first_passage(index: Index, key: str) -> First | None:
    """A sentence that stands there word for word, and how it is cited; ``None`` if there is none.

    Pages with numbers are preferred, and sentences among others; where no sentence will do, a part
    of one.
    """
    tried: list[_Found] = []
    for each in islice(_candidates(index), _MOST_TRIED):
        tried.append(each)
        if each.rank == (False, False, False) and (first := _first(index, key, each)):
            return first
    tried.sort(key=lambda found: found.rank)
    for each in (*tried, *islice(_parts(index), _MOST_TRIED)):
        if first := _first(index, key, each):
            return first
    return None


def _candidates(index: Index) -> Iterator[_Found]:
    start = len(index) // _FRONT if len(index) > _LONG else 0
    for first, last in ((start, len(index)), (0, start)):
        before = (first, first)
        for span in _sentences(index, first, last):
            words = tidy(index.words(*span))
            if _is_prose(index, span, words):
                label = index.labels[index.page_of(span[0])]
                alone = _begins_anew(index, before[1], span[0])
                yield _Found((not label, not label.isdigit(), alone), span, words)
            before = span


def _parts(index: Index) -> Iterator[_Found]:
    """Words in a row with nothing among them that might be markup, the most of each sentence."""
    for span in filter(partial(_is_on_one_page, index), _sentences(index, 0, len(index))):
        rows: list[list[str]] = [[]]
        for word in tidy(index.words(*span)).split(" "):
            if not all(map(_is_plain, word)):
                rows.append([])
            elif len(rows[-1]) < _MOST_OF_PART:
                rows[-1].append(word)
        most = max(rows, key=len)
        words = _EDGES.sub("", " ".join(most))
        if words:
            yield _Found(_LAST, span, words)


def _sentences(index: Index, start: int, end: int) -> Iterator[Span]:
    """Each sentence as a span of tokens; the first one may begin within one."""
    at = sentence_around(index, start, start + 1)[1] if start else start
    while at < end:
        behind = max(sentence_around(index, at, at + 1)[1], at + 1)
        yield at, behind
        at = behind


def _begins_anew(index: Index, before: int, start: int) -> bool:
    """Whether a sentence begins a paragraph, and may be a heading or stand alone."""
    last = index.end_of(before - 1) if before else 0
    return before != start or "\n\n" in index.text[last : index.starts[start]]


def _is_prose(index: Index, span: Span, words: str) -> bool:
    """Whether it is whole, of some length, on one page, and holds nothing but words and stops."""
    count = sum(index.words_among[number] for number in index.tokens[slice(*span)])
    if not _LEAST <= count <= _MOST or not _END.search(words) or words[0].islower():
        return False
    return bool(
        words[0].isalpha()
        and all(map(_is_plain, words))
        and _few_capitals(words)
        and sum(map(str.isdigit, words)) * 10 < len(words)
        and _is_on_one_page(index, span)
        and not _touches(index, span)
    )


def _is_on_one_page(index: Index, span: Span) -> bool:
    return index.page_of(span[0]) == index.page_of(span[1] - 1)


def _is_plain(char: str) -> bool:
    return char not in _MARKUP and (category(char)[0] in "LMNPZ" or char in _JOINERS)


def _few_capitals(words: str) -> bool:
    """Whether it is no heading."""
    each: list[str] = re.findall(r"[^\W\d_]{2,}", words)
    return 2 * sum(word[0].isupper() for word in each) <= len(each)


def _touches(index: Index, span: Span) -> bool:
    """Whether there is something in it that may be passed over, or is set apart."""
    first, last = index.starts[span[0]], index.end_of(span[1] - 1)
    passed = any(start < span[1] and end > span[0] for start, end in index.furniture)
    return passed or any(start < last and end > first for start, end in index.emphasis)


def _first(index: Index, key: str, found: _Found) -> First | None:
    """The passage, if a build that checks it will find it so."""
    locator = locator_at(index, found.span)
    cited = read_citations(locator or key, keys={key}, work=key)
    if len(cited) != 1 or cited[0].key != key or not cited[0].locator.readable:
        return None
    result = Check(index, Scope.of(cited[0])).of(found.words)
    if result.status is not Status.VERBATIM or result.passed or result.emphasis == "differs":
        return None
    return First(found.words, locator or key, _lemma(found.words))


def _lemma(words: str) -> str:
    """A few words of it that stand there once, as an author would type them."""
    for span in _runs(words):
        lemma = lemma_for(words, span)
        if lemma == (words[slice(*span)], span):
            return lemma[0]
    return ""


def _is_slight(lemma: str) -> bool:
    first, *_, last = lemma.split(" ")
    return min(len(first), len(last)) <= _SHORT


def _runs(words: str) -> Iterator[Span]:
    """Words in a row with nothing between them but spaces, those in the middle first."""
    parts = list(re.finditer(r"\S+", words))
    rows = [(parts[n].start(), parts[n + _FEW - 1].end()) for n in range(len(parts) - _FEW + 1)]
    rows = [row for row in rows if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)+", words[slice(*row)])]
    yield from sorted(
        rows, key=lambda row: (_is_slight(words[slice(*row)]), abs(sum(row) - len(words)))
    )
    yield from (found.span() for found in _UNSPACED.finditer(words))
