"""What the marks of a quotation hide: words that turn the sentence, cut, put in or altered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..anchoring import Span
from .hides import denials, turned, turning_words
from .index import Index
from .marks import Altered, Atom, Inserted, Plain, Quoted
from .match import Found
from .segment import Difference
from .tokens import FREE, is_word, tokens

_PHRASE: Final = 3
_DROPPED: Final = 5
_BESIDE: Final = 8
"""Tokens beyond a passage for which words put in at its end may stand."""


class Hiding:
    """Tells what marks hide in one transcript, by the words of a language."""

    def __init__(self, index: Index, language: str) -> None:
        self.index = index
        self.language = language

    def words(
        self, quoted: Quoted, found: Found, cuts: Iterable[Span], sentence: Span
    ) -> tuple[str, ...]:
        """The words that turn the sentence among what is left out, put in or altered.

        ``sentence``: the tokens of the sentences in which the passage found begins and ends.
        """
        cuts = list(cuts)
        turning = (span for span in cuts if self.index.turns(span, self.language))
        forms = [form for span in turning for form in self.index.between(*span)]
        parted = [word for span in cuts for edge in span for word in self._over(edge)]
        denied = denials(forms, self._is_known, self.language)
        marks = {a.start: a for s in quoted.segments for a in s if not isinstance(a, Plain)}
        changed: list[str] = []
        for each in found.stood_for:
            theirs = self.index.between(each.first, each.last)
            mark = marks.get(each.start)
            if isinstance(mark, Inserted):
                ours = _words(quoted, each)
                forms += theirs + ours
                changed += turned(theirs, ours, self.language)
            elif isinstance(mark, Altered):
                changed += turned(["".join(theirs)], [mark.plain], self.language)
        for theirs, ours in self._at_ends(quoted, found, sentence):
            forms += _shared(theirs, ours) if ours else theirs[:_DROPPED][::-1]
            changed += self._reversed(theirs, ours)
        return tuple(
            dict.fromkeys([*turning_words(forms, self.language), *parted, *changed, *denied])
        )

    def _over(self, edge: int) -> list[str]:
        """The turns of several words that stand on both sides of a cut's edge."""
        index, span = self.index, (max(0, edge - _PHRASE), edge + _PHRASE)
        if not index.turns(span, self.language):
            return []
        sides = index.between(span[0], edge), index.between(edge, span[1])
        apart = [word for side in sides for word in turning_words(side, self.language)]
        found = turning_words([*sides[0], *sides[1]], self.language)
        return [word for word in found if word not in apart and " " in word]

    def _is_known(self, word: str) -> bool:
        return word in self.index.ids

    def _at_ends(
        self, quoted: Quoted, found: Found, sentence: Span
    ) -> Iterator[tuple[list[str], list[str]]]:
        """Words put in at an end of a part, and those of the source beyond it, nearest first."""
        ends = [sentence[0], *(end for _, end in found.spans)]
        starts = [*(start for start, _ in found.spans), sentence[1]]
        for number, segment in enumerate(quoted.segments):
            for way, atom in ((-1, _outermost(segment)), (1, _outermost(segment[::-1]))):
                if isinstance(atom, Inserted) and not atom.note:
                    at = number + (way > 0)
                    beyond = self.index.between(ends[at], starts[at])[::way]
                    yield beyond[:_BESIDE], _words(quoted, atom)

    def _reversed(self, theirs: list[str], ours: list[str]) -> list[str]:
        """The words of which one is another with a prefix or suffix that turns it."""
        plain = set(turning_words([*theirs, *ours], self.language))
        return [word for word in turned(theirs, ours, self.language) if word not in plain]


def _outermost(atoms: Sequence[Atom]) -> Atom | None:
    """The first of some atoms that is no sign, or one that is not free."""
    solid = (atom for atom in atoms if not isinstance(atom, Plain) or atom.form not in FREE)
    return next(solid, None)


def _words(quoted: Quoted, put: Inserted | Difference) -> list[str]:
    text = quoted.text[put.start : put.end]
    return [token.form for token in tokens(text) if is_word(token.form)]


def _shared(theirs: list[str], ours: list[str]) -> list[str]:
    """The words beyond an end up to the last that is put in: what the insertion stands for."""
    known = [form.casefold() for form in ours]
    at = max((n for n, form in enumerate(theirs, 1) if _is_of(form.casefold(), known)), default=0)
    return [*theirs[:at], *ours] if at else []


def _is_of(form: str, known: Sequence[str]) -> bool:
    """Whether a word is one of those known, itself or denied (`can`: `cannot`, `did`: `didn't`)."""
    return form in known or form.removesuffix("not") in known or form.removesuffix("n't") in known
