"""Where a lemma stands in a text, and how marked spans cut up its leaves.

Places are spans: (start, end) in code points of the text, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from . import late
from .folding import GLUE, INVISIBLE, UNSPACED, Folded, fold, is_mark

if TYPE_CHECKING:
    from rapidfuzz import fuzz
else:
    fuzz = late.module("rapidfuzz.fuzz")

Span = tuple[int, int]

_LIKE = 60.0
"""Of 100: words less like a lemma help nobody."""
_NUMBER = re.compile(r"(?<!\s)\s*+\[([1-9][0-9]{0,5})\]\Z")
_ANY_DOTS = r"(?:…|\.(?:\s*+\.){2,}+)"
_DOTS = re.compile(rf"\[\s*+{_ANY_DOTS}\s*+\]|{_ANY_DOTS}")
# Signs that set the letter after them under the one before (Myanmar, Khmer).
_STACKERS = "\u1039\u17d2"
# The most usual signs beside which a word ends.
_PARTING = frozenset(' \n\t,.;:!?()"')
_SIGNS = frozenset(("Po", "Pd", "Pi", "Pf", "Zs", "Zl", "Zp"))
"""Categories of others: brackets, which may stand within a word, are none of them."""
# Past this length a lemma that overlaps itself is searched for in linear time.
_LONG = 32
_MOST_PARTS, _MOST_PLACES = 3_000, 300_000
"""Parts of a lemma (``first … last``) that are looked for, and places of all of them together."""
_MOST_SOUGHT = 10_000_000
"""Letters of a text, times those of a lemma, among which the nearest words are looked for."""
_FEWEST_SOUGHT = 50


class LemmaError(ValueError):
    """A lemma that has not one place; ``count`` is the number of places it has."""

    def __init__(self, lemma: str, count: int) -> None:
        super().__init__(lemma, count)
        self.count = count


class LemmaMissing(LemmaError):
    """The lemma is not there (``count`` 0), or fewer times than its number asks."""


class LemmaAmbiguous(LemmaError):
    """The lemma is there ``count`` times, and has no number to say which is meant."""


class LemmaEndless(LemmaError):
    """The lemma has more parts, or these more places, (``what``, ``count``) than ``most``."""

    def __init__(self, lemma: str, count: int, what: str, most: int) -> None:
        super().__init__(lemma, count)
        self.what = what
        self.most = most


def locate(text: str, lemma: str) -> Span:
    """Where the lemma stands in the text.

    The lemma is read as words, then as ``first … last`` (the shortest such span), then both with
    a number (``words [2]``). Among several places those that match in case go first, then those
    that match to the letter. A number counts the places that match in case if there are as many,
    else all; of spans, those that hold no other.

    Raises LemmaMissing or LemmaAmbiguous; LemmaEndless where there is too much to look through.
    """
    words = lemma.strip()
    quick = _stands_once(text, words)
    if quick:
        return quick
    for parts, number in _readings(words):
        for glue, drops in _ways(words):
            places = _Occurrences(text, parts, glue, drops)
            if places.all:
                return places.choose(lemma, number)
    raise LemmaMissing(lemma, 0)


def layers(start: int, end: int, spans: Sequence[Span]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Cut [start, end) at the edges of the spans.

    Gives (start, end, indexes of the spans that cover the piece, outermost first) for each piece,
    none empty, in order.
    """
    if start >= end:
        return []
    touching = [i for i, (first, last) in enumerate(spans) if first < end and last > start]
    touching.sort(key=lambda i: (spans[i][0], -spans[i][1], i))
    edges = {edge for i in touching for edge in spans[i] if start < edge < end}
    cuts = [start, *sorted(edges), end]
    pieces = []
    over: list[int] = []
    begun = 0
    for left, right in pairwise(cuts):
        while begun < len(touching) and spans[touching[begun]][0] <= left:
            over.append(touching[begun])
            begun += 1
        over = [i for i in over if right <= spans[i][1]]
        pieces.append((left, right, tuple(over)))
    return pieces


class _Occurrences:
    """The places of ``parts``, in this order, in a text: ``all``, and those ``cased`` alike."""

    def __init__(self, text: str, parts: Sequence[str], glue: bool, drops: bool = True) -> None:
        self.text = text
        self.parts = parts
        self.drops = drops
        kept, caseless = _views(text, drops)
        needles = [fold(part, drops).text.strip(" ") for part in parts]
        self.all = self._find(caseless, [needle.casefold() for needle in needles], glue)
        self.cased = self._find(kept, needles, glue) if self.all else []

    def choose(self, lemma: str, number: int | None) -> Span:
        """The place that is meant, or LemmaMissing or LemmaAmbiguous."""
        if number is not None:
            counted = self.cased if len(self.cased) >= number else self.all
            if len(counted) < number:
                raise LemmaMissing(lemma, len(counted))
            return counted[number - 1]
        likely = sorted(self.cased or self.all, key=self._rank)
        if len(likely) > 1 and self._rank(likely[0]) == self._rank(likely[1]):
            raise LemmaAmbiguous(lemma, len(likely))
        return likely[0]

    def _rank(self, span: Span) -> tuple[int, bool]:
        """The shortest first (words alone are all as short), then those the same to the letter."""
        length = span[1] - span[0] if len(self.parts) > 1 else 0
        first, last = self.parts[0], self.parts[-1]
        exact = self.text.startswith(first, *span) and self.text.endswith(last, *span)
        return length, not exact

    def _find(self, folded: Folded, needles: Sequence[str], glue: bool) -> list[Span]:
        if not all(needles):
            return []
        kinds = dict.fromkeys(needles)
        self._limit(len(kinds), "different parts", _MOST_PARTS)
        places = {needle: self._places(folded, needle, glue) for needle in kinds}
        found = [places[needle] for needle in needles]
        self._limit(sum(map(len, found[1:])), "places of its parts", _MOST_PLACES)
        return [self._span(folded, *place) for place in _minimal(found)]

    def _places(self, folded: Folded, needle: str, glue: bool) -> list[Span]:
        places = _whole(self.text, folded, needle, glue)
        if self.drops:
            return places
        return [each for each in places if not any(self._in_word(folded, at) for at in each)]

    def _in_word(self, folded: Folded, at: int) -> bool:
        """Whether the brackets beside this place of the folded text stand within a word."""
        if not 0 < at < len(folded.offsets):
            return False
        before = self.text[: folded.offsets[at][0]].rstrip("[]")
        after = self.text[folded.offsets[at - 1][1] :].lstrip("[]")
        return bool(before and after) and _in_word(before[-1]) and _in_word(after[0])

    def _limit(self, count: int, what: str, most: int) -> None:
        if count > most:
            raise LemmaEndless(" … ".join(self.parts), count, what, most)

    def _span(self, folded: Folded, first: int, last: int) -> Span:
        start, end = folded.offsets[first][0], folded.offsets[last - 1][1]
        start, end = _balanced(self.text, folded, start, end)
        outer = self.text[max(start - 1, 0) : end + 1]
        if outer == self.parts[0] and folded.brackets.get(start - 1) == end:
            return start - 1, end + 1
        return start, end


@lru_cache(maxsize=16)
def _views(text: str, drops: bool) -> tuple[Folded, Folded]:
    folded = fold(text, drops)
    return folded, folded.caseless()


def _stands_once(text: str, words: str) -> Span | None:
    """The place of most lemmata, found without folding; none where there is any doubt."""
    start = text.find(words)
    end = start + len(words)
    if start < 0 or not words or text.find(words, start + 1) >= 0:
        return None
    if not (words[0].isalnum() and words[-1].isalnum()):
        return None
    opens = start == 0 or _parts(text[start - 1])
    closes = end == len(text) or _parts(text[end])
    return (start, end) if opens and closes else None


def _parts(char: str) -> bool:
    """Whether a word ends beside a character, whatever the rest of the text is."""
    return char in _PARTING or (category(char) in _SIGNS and not GLUE.match(char))


def _readings(words: str) -> Iterator[tuple[Sequence[str], int | None]]:
    """The ways to read a lemma: the parts that are to be found in turn, and its number."""
    number = _NUMBER.search(words)
    stems = {words: None, words[: number.start()]: int(number[1])} if number else {words: None}
    for stem, count in stems.items():
        if any(char.isalnum() or category(char) == "So" for char in stem):
            yield (stem,), count
            parts = [part.strip() for part in _DOTS.split(stem)]
            if len(parts) > 1:
                yield parts, count


def _ways(words: str) -> Iterator[tuple[bool, bool]]:
    """Whether hyphens and apostrophes join words, and whether brackets at letters are dropped.

    Words that are cut within brackets drop others than the text does: they are kept in both.
    """
    yield from ((True, True), (False, True))
    if "[" in words or "]" in words:
        yield True, False


def _whole(text: str, folded: Folded, needle: str, glue: bool) -> list[Span]:
    """Where the needle stands as whole words, as spans of the folded text."""
    size = len(needle)
    return [
        (at, at + size)
        for at in _occurrences(folded.text, needle)
        if _parted(text, folded, at, glue) and _parted(text, folded, at + size, glue)
    ]


def _occurrences(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        after = text.find(needle, at + 1)
        if len(needle) > _LONG and at < after < at + len(needle):
            yield from _overlapping(text, needle, after)
            return
        at = after


def _overlapping(text: str, needle: str, at: int) -> Iterator[int]:
    """The same from ``at`` on, by Knuth, Morris and Pratt: linear for repeats of repeats too."""
    joined = [*needle, None, *text[at:]]
    matches = [0]
    for index in range(1, len(joined)):
        matched = matches[-1]
        while matched and joined[matched] != joined[index]:
            matched = matches[matched - 1]
        matches.append(matched + (joined[matched] == joined[index]))
        if matches[-1] == len(needle):
            yield at + index - 2 * len(needle)


def _minimal(found: Sequence[list[Span]]) -> list[Span]:
    """The spans that hold a place of each part in turn, and no other such span."""
    chains = found[0]
    for places in found[1:]:
        ends = [end for _, end in chains]
        # The last chain that ends before a place is the one that begins latest.
        joins = ((bisect_right(ends, start), end) for start, end in places)
        chains = [(chains[before - 1][0], end) for before, end in joins if before]
    return sorted(dict(reversed(chains)).items())


def _parted(text: str, folded: Folded, at: int, glue: bool) -> bool:
    """Whether no word runs on over this place of the folded text."""
    if not 0 < at < len(folded.text):
        return True
    left, right = folded.text[at - 1], folded.text[at]
    if folded.offsets[at][0] < folded.offsets[at - 1][1] or is_mark(right) or left in _STACKERS:
        return False
    if _in_word(left) and _in_word(right):
        return False
    return not (glue and (_glues(text, folded, at - 1) or _glues(text, folded, at)))


def _in_word(char: str) -> bool:
    return (char.isalnum() or is_mark(char)) and not UNSPACED.match(char)


def _glues(text: str, folded: Folded, at: int) -> bool:
    """Whether an apostrophe or hyphen here makes one word of the letters beside it."""
    if not 0 < at < len(folded.text) - 1:
        return False
    (_, before), (start, end), (after, _) = folded.offsets[at - 1 : at + 2]
    around = text[before:start] + text[end:after]
    if not GLUE.fullmatch(text, start, end) or re.search(r"\s", around):
        return False
    letters = folded.text[at - 1], folded.text[at + 1]
    return all(_in_word(char) and not char.isnumeric() for char in letters)


def _balanced(text: str, folded: Folded, start: int, end: int) -> Span:
    """Take in the dropped brackets at the edges whose partners stand within."""
    partner = folded.brackets.get
    while start < partner(before := _beside(text, start - 1, -1), -1) < end:
        start = before
    while start <= partner(after := _beside(text, end, 1), -1) < end:
        end = after + 1
    return start, end


def _beside(text: str, at: int, step: int) -> int:
    """The next character in this direction that can be seen."""
    while 0 <= at < len(text) and (text[at].isspace() or INVISIBLE.match(text[at])):
        at += step
    return at


def nearest_words(text: str, lemma: str) -> str:
    """The whole words of a text that are most like a lemma, on one line; nothing if none are.

    They only help an author: a lemma stands where its words do, never by likeness.
    """
    plain = " ".join(text.split())
    most = max(_FEWEST_SOUGHT, _MOST_SOUGHT // (len(plain) + 1))
    sought = _DOTS.split(" ".join(lemma.split()))[0][:most]
    found = fuzz.partial_ratio_alignment(sought.lower(), plain.lower(), score_cutoff=_LIKE)
    if not sought or found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    start = plain.rfind(" ", 0, start + 1) + 1
    behind = plain.find(" ", max(start, end - 1))
    return plain[start : behind if behind >= 0 else len(plain)].strip(",.;:")
