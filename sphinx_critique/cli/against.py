"""Passages that notes are about, in the words of a transcript and with their page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ..sources.library import Library
from ..texts.anchoring import Span
from ..texts.collation import Check, Scope, Status
from ..texts.collation.citing import locator_at
from ..texts.collation.drawn import paragraphs
from ..texts.collation.sentences import sentence_around, within_pages
from ..texts.incoming.lemma import find_words, lemma_for
from ..texts.incoming.placing import Derived
from ..texts.incoming.records import Block, Note, Passage, Run, tidied, tidy
from ..texts.loci import read_locator
from .project import ProjectError

_MOST = 200
_FEW = 8
_LEAST = 3
"""Letters around words that must be the same, where these stand in several places."""


class _Stand(NamedTuple):
    """Where the words of a note stand in a transcript, and the sentences around them, in tokens."""

    number: int
    words: Span
    sentence: Span


class Transcript:
    """The transcript of ``key``; ``say`` is told what stands there otherwise, or not at all."""

    def __init__(self, library: Library, key: str, say: Callable[[str], None]) -> None:
        owner = library.owner(key)
        index = library.index(owner) if owner else None
        if index is None:
            nearest = get_close_matches(key, library.keys, n=3, cutoff=0.5)
            hint = f"; there is one of {', '.join(nearest)}" if nearest else ""
            raise ProjectError(f"{library.why_none(key)}{hint}")
        self._key = key
        self._index = index
        self._check = Check(index, Scope())
        self._say = say

    def ground(self, derived: list[Derived], notes: Sequence[Note]) -> list[Derived]:
        """The passages of the transcript, in its order; then those that are not in it."""
        stands: list[_Stand] = []
        left: list[Derived] = []
        for each in derived:
            text = each.passage.text
            found = {n: self._stand(n, notes[n], text, span) for n, span in each.spans.items()}
            stands += filter(None, found.values())
            rest = {n: span for n, span in each.spans.items() if not found[n]}
            if rest:
                left.append(each._replace(spans=rest))
        return [*self._joined(stands, notes), *left]

    def _stand(self, number: int, note: Note, text: str, span: Span) -> _Stand | None:
        """The place of a note's words that has the same words around it."""
        whole = lemma_for(text, span)
        start, end = whole[1] if whole else span
        words, told = text[start:end], f"note {note.id}: “{tidy(text[start:end])}”"
        places = [place for place, _ in self._check.everywhere(words, _MOST)]
        if not places:
            self._say(f"{told} {self._otherwise(words)}")
            return None
        around = text[:start], text[end:]
        alike = [self._likeness(place, *around) for place in places]
        best = places[alike.index(max(alike))]
        if len(places) > 1 and max(alike) < _LEAST and "".join(around).strip():
            self._say(f"{told} {self._several(places)}, none of them among the words around it")
            return None
        if alike.count(max(alike)) > 1:
            chosen = locator_at(self._index, best) or "the first"
            self._say(f"{told} {self._several(places)}; it is put on {chosen}")
        sentences = sentence_around(self._index, *best)
        return _Stand(number, best, within_pages(self._index, best, sentences))

    def _several(self, places: Sequence[Span]) -> str:
        """That there are several places, and where they are."""
        where = [locator_at(self._index, place) for place in places[:_FEW]]
        told = ", ".join(filter(None, dict.fromkeys(where)))
        more = " …" if len(places) > _FEW else ""
        on = f" ({told}{more})" if told else ""
        return f"stands in {self._key} in {len(places)} places{on}"

    def _likeness(self, place: Span, before: str, after: str) -> int:
        """How many letters around a place are those around the words of a note."""
        first, last = self._index.starts[place[0]], self._index.end_of(place[1] - 1)
        ours = self._index.text[max(first - 2 * len(before), 0) : first]
        theirs = self._index.text[last : last + 2 * len(after) + 1]
        return _shared(ours[::-1], before[::-1]) + _shared(theirs, after)

    def _otherwise(self, words: str) -> str:
        result = self._check.of(words)
        if result.found and result.status is not Status.NOT_FOUND:
            page, text = result.found
            where = f"p. {page}" if page else "a place without page"
            return f"stands otherwise in {self._key}, {where}: “{tidy(text)}”"
        return f"is not in the transcript of {self._key}"

    def _joined(self, stands: list[_Stand], notes: Sequence[Note]) -> list[Derived]:
        """Notes on the same sentences, or on ones that overlap, have one passage."""
        groups: list[tuple[Span, list[_Stand]]] = []
        for each in sorted(stands, key=lambda each: (each.sentence, each.number)):
            if groups and each.sentence[0] < groups[-1][0][1]:
                (start, end), held = groups[-1]
                groups[-1] = (start, max(end, each.sentence[1])), [*held, each]
            else:
                groups.append((each.sentence, [each]))
        return [self._passage(span, held, notes) for span, held in groups]

    def _passage(self, span: Span, held: list[_Stand], notes: Sequence[Note]) -> Derived:
        """The sentences that notes are on, or no more than their words if only these stand so."""
        words = min(each.words[0] for each in held), max(each.words[1] for each in held)
        span = next((each for each in (span, words) if self._stands(each)), words)
        passage = self._drawn(span)._replace(source=notes[held[0].number].source)
        text = passage.text
        spans: dict[int, Span] = {}
        for each in held:
            own = self._index.words(*each.words)
            before = self._index.words(span[0], each.words[0])
            spans[each.number] = find_words(text, own, before, "", len(before)) or (0, len(text))
        return Derived(passage, spans)

    def _drawn(self, span: Span) -> Passage:
        """The words of some tokens as a passage, set apart as they are there."""
        blocks: list[Block] = []
        for each in paragraphs(self._index, span):
            runs = (Run(words, "emphasis" if is_apart else "") for words, is_apart in each)
            if line := tidied(runs)[0]:
                blocks.append(Block("paragraph", (line,)))
        locator = locator_at(self._index, span)
        citation = f"{self._key}, {locator}" if locator else self._key
        return Passage(f"{citation} {span[0]}", tuple(blocks), citation=citation)

    def _stands(self, span: Span) -> bool:
        """Whether the words of some tokens, as they are written, pass the check at their place."""
        scope = Scope(read_locator(locator_at(self._index, span)), check_emphasis=False)
        return Check(self._index, scope).of(self._drawn(span).text).status is Status.VERBATIM


def _shared(ours: str, theirs: str) -> int:
    pairs = zip("".join(ours.split()), "".join(theirs.split()), strict=False)
    count = 0
    for a, b in pairs:
        if a != b:
            return count
        count += 1
    return count
