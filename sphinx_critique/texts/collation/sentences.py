"""Where the sentences begin and end that a passage cuts into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from .. import late
from ..anchoring import Span
from .index import Index
from .pages import PARAGRAPH

# It begins with one class of characters, for which the engine looks at once.
_END = late.pattern(
    r"[.?!…。？！\n](?:(?<=[.?!…])[\"'”’»)\]]*(?=\s)|(?<=[。？！])[」』”’]*|(?<=\n)[ \t]*\n)"
)
_LAST = late.pattern(r"[.?!…。？！][\"'”’»)\]」』]*\Z")
_NEAR: Final = 12
_FARTHEST: Final = 500
"""Code points beyond a passage at which its sentence is cut short."""


def sentence_around(index: Index, start: int, end: int) -> Span:
    """The tokens of the sentences in which a passage begins and ends.

    A sentence goes no farther than its paragraph, not over pages that are missing, not into notes
    behind the text, and not very far from the passage.
    """
    text, starts = index.text, index.starts
    first, last = starts[start], index.end_of(end - 1)
    before = max(0, first - _FARTHEST)
    for stop in _stops(text, before, first):
        before = stop
    after = min(len(text), last + _FARTHEST)
    for stop in _stops(text, max(first, last - 4), after):
        if stop >= last:
            after = stop
            break
    low, high = _tract(index, start)[0], _tract(index, end - 1)[1]
    before, after = bisect_left(starts, before), bisect_left(starts, after)
    return min(start, max(before, low)), max(end, min(after, high))


def _tract(index: Index, token: int) -> Span:
    """The tokens around one that may be of its paragraph, as far as pages tell."""
    ranges, begun = index.everywhere, index.units.get(PARAGRAPH, [])
    start, end = ranges[bisect_right(ranges, (token, len(index))) - 1]
    following = bisect_left(begun, (token + 1,))
    if following:
        start = max(start, begun[following - 1][0])
    if following < len(begun):
        end = min(end, begun[following][0])
    return start, end


def within_pages(index: Index, words: Span, sentences: Span) -> Span:
    """The sentences around words without those of other pages, where a page ends with one."""
    start, end = sentences
    first, last = index.page_of(words[0]), index.page_of(words[1] - 1)
    tops = index.page_tokens
    before = [at for at in tops[index.page_of(start) + 1 : first + 1] if _is_ended(index, at)]
    after = [at for at in tops[last + 1 : index.page_of(end - 1) + 1] if _is_ended(index, at)]
    return max([start, *before]), min([end, *after])


def _is_ended(index: Index, top: int) -> bool:
    """Whether the page before the one that begins at a token ends with a sentence."""
    return bool(_LAST.search(index.words(max(0, top - _NEAR), top)))


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """The code points behind which sentences end, up to ``end``."""
    for found in _END.finditer(text, start, min(len(text), end + 1)):
        following = text[found.end() : found.end() + 4].lstrip("\"'“”‘’«»([ \n")[:1]
        if found.end() <= end and (found[0][-1] == "\n" or not following.islower()):
            yield found.end()
