"""Quotations looked for in texts: what each comes to there, and from which it most likely is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from .. import late
from ..collation import Check, Index, Passage, Result, Scope, Status, read_quoted
from ..collation.effort import TooMuch, limited
from ..collation.marks import CUT_MARKS
from ..collation.nearest import nearest
from ..loci import read_locator
from .citing import Names, named
from .evidence import Evidence, evidence, word_forms
from .likeness import Likeness, Placed, likeness, placed_forms
from .made import Made
from .verdict import GOOD, Finding, Verdict, others_of, rank

_SENTENCE_END: Final = late.pattern(r"[.?!…][\"'”’»)\]]*(?=\s+[^\W\d_])")
_MARKS: Final = late.pattern(
    r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|[\[\]<>{}…]|\.\s?\.",
)
"""What may be the quoter's, with the words that are in brackets."""
_MOST_ENDS: Final = 8
"""Sentences at whose ends a quotation that nothing closes is tried."""
_LIKELIEST: Final = 3
"""Sources against which a quotation is held that stands in none."""
_LIKELY: Final = 12.0
_SURE: Final = 2.0
_LESS_SURE: Final = 3.0
_FEW: Final = 2
"""Words that may be altered in a short quotation."""
_SHORT: Final = 10
"""Words of which so few may be all that is left of them that they stand so by chance, too."""
_SHARE: Final = 0.7
"""With so many of its words, less need speak for a quotation."""
_NAMED: Final = 10.0
"""What counts for a source that is named beside a quotation."""


class Source(NamedTuple):
    """A text in which quotations are looked for; ``language`` is that of words from it."""

    key: str
    words: Index
    language: Callable[[str], str] = lambda _: "en"


Done = Callable[[int, int], None]
"""Told how many quotations are done, of how many."""


class Finder:
    """Looks for the quotations of one text, source by source.

    First all sources are looked through for what stands there (:meth:`look_in`), then those that
    have most of its words for what stands nowhere (:meth:`look_closer`). ``names``: by what sources
    are named beside a quotation.
    """

    def __init__(
        self,
        made: Sequence[Made],
        names: Names,
        least: int = 5,
        cut_marks: tuple[str, ...] = CUT_MARKS,
    ) -> None:
        self.made = made
        self._cut_marks = cut_marks
        self._least = least
        self._long = [n for n, each in enumerate(made) if each.size >= least]
        self._forms = {n: placed_forms(made[n].words) for n in self._long}
        self._unbroken = {n: _unbroken(made[n], least) for n in self._long}
        self._named = {n: named(made[n].cited, names) for n in self._long}
        self._alike: dict[int, dict[str, Likeness]] = {n: {} for n in self._long}
        self._found: dict[int, list[Verdict]] = {n: [] for n in self._long}

    def look_in(self, source: Source, on: Done = lambda done, total: None) -> None:
        """Note what stands in a source, and how much of the rest may be from there."""
        for done, number in enumerate(self._long):
            on(done, len(self._long))
            alike = likeness(source.words, self._forms[number])
            if not alike.bits:
                continue
            self._alike[number][source.key] = alike
            if not self._may_stand(number, source, alike):
                continue
            check = self._check(number, source)
            words = _standing(check, self.made[number], self._least)
            if words:
                self._keep(number, source, check, words)

    def _may_stand(self, number: int, source: Source, alike: Likeness) -> bool:
        """Whether all of some part of a quotation that has no marks may stand in a source."""
        for part in self._unbroken[number]:
            is_all = len(part) == len(self._forms[number])
            there = alike if is_all else likeness(source.words, part)
            if there.may_be_all(len(part)):
                return True
        return False

    def look_closer(self, source: Source, on: Done = lambda done, total: None) -> None:
        """Hold what stands in no source against one, if it is among the likeliest."""
        for done, number in enumerate(self._long):
            on(done, len(self._long))
            if not self._is_likely(number, source.key):
                continue
            made = self.made[number]
            words = _first_sentence(made.words, self._least) if made.open else made.words
            is_named = source.key in self._named[number].keys
            alike = self._alike[number][source.key]
            if _is_taken(alike.evidence(source.words, len(self._forms[number])), is_named):
                self._keep(number, source, self._check(number, source), words)
                continue
            near = nearest(source.words, read_quoted(words, self._cut_marks), [])
            if near is None:
                continue
            passage = source.words.words(*near.span)
            told = evidence(source.words, word_forms(words), passage)
            if _is_taken(told, is_named):
                self._keep(number, source, self._check(number, source), words)
            else:
                page = source.words.page_name(source.words.page_of(near.span[0]))
                result = Result(Status.NOT_FOUND, Passage(page, passage))
                self._found[number].append(Verdict(source.key, result, words, "", told, False))

    def wants_closer(self, key: str) -> bool:
        """Whether a source is among the likeliest of what stands nowhere."""
        return any(self._is_likely(number, key) for number in self._long)

    def _is_likely(self, number: int, key: str) -> bool:
        alike = self._alike[number]
        if key not in alike or any(each.result.status in GOOD for each in self._found[number]):
            return False
        if key in self._named[number].keys:
            return True
        best = sorted((each.bits for each in alike.values()), reverse=True)[:_LIKELIEST]
        size = len(self._forms[number])
        if alike[key].may_be_all(size):
            return alike[key].bits >= max(best[-1], best[0] / 2)
        # Of words that come so by chance, one source is as likely as another.
        return alike[key].bits >= max(best[-1], best[0] - (_SURE if size < _SHORT else 0.0))

    def _check(self, number: int, source: Source) -> Check:
        told, made = self._named[number], self.made[number]
        # A page is that of the source that is named, if any is.
        its_own = not told.keys or source.key in told.keys
        locator = told.locator if its_own else read_locator("")
        language = source.language(made.words)
        return Check(source.words, Scope(locator, self._cut_marks, language, check_emphasis=False))

    def _keep(self, number: int, source: Source, check: Check, words: str) -> None:
        result = check.of(words)
        if result.found is None:
            return
        is_named = source.key in self._named[number].keys
        if result.status in GOOD:
            told = self._alike[number][source.key].evidence(source.words, len(self._forms[number]))
        else:
            told = evidence(source.words, word_forms(words), result.found.text)
        if result.status is Status.UNCHECKED:
            result = _not_found(result)
        verdict = Verdict(source.key, result, words, check.scope.locator.text, told, is_named)
        self._found[number].append(verdict)

    def findings(self) -> list[Finding]:
        """What each long enough quotation comes to; none of those within one that was found."""
        weights = self._weights()
        findings: list[Finding] = []
        found: set[int] = set()
        for number in self._long:
            made = self.made[number]
            if self._is_within(made, found):
                found.add(number)
                continue
            verdicts = sorted(self._found[number], key=lambda each: rank(each, weights))
            finding = Finding(made, verdicts[0] if verdicts else None, others_of(verdicts))
            if finding.stands:
                found.add(number)
            findings.append(finding)
        return findings

    def _is_within(self, made: Made, found: set[int]) -> bool:
        while made.within >= 0:
            if made.within in found:
                return True
            made = self.made[made.within]
        return False

    def _weights(self) -> Mapping[str, int]:
        """How often each source is quoted for certain."""
        sure: Iterable[str] = (
            each[0].source for each in self._found.values() if len(each) == 1 and each[0].stands
        )
        return Counter(sure)


def _unbroken(made: Made, least: int) -> list[Placed]:
    """Of each part of a quotation that may stand by itself, the most words with no marks among."""
    begun = [_first_sentence(made.words, least)] if made.open else [made.words]
    parts = (map(placed_forms, _MARKS.split(each)) for each in made.paragraphs or begun)
    return [max(part, key=len) for part in parts]


def _standing(check: Check, made: Made, least: int) -> str:
    """The words of a quotation, if they stand anywhere.

    Of an open one, as many sentences as do; of a block, its paragraphs without the first or last,
    which may be the writer's own.
    """
    tried = list(filter(None, (made.words, made.hyphenated)))
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


def _first_sentence(words: str, least: int) -> str:
    """The first of the sentences of an open quotation, with others where it is short."""
    ends = (each.end() for each in _SENTENCE_END.finditer(words))
    return next((words[:end] for end in ends if len(word_forms(words[:end])) >= least), words)


def _is_taken(told: Evidence, is_named: bool) -> bool:
    """Whether words that are not the source's are likely to have been taken from it."""
    bits = told.bits + (_NAMED if is_named else 0)
    if told.share >= _SHARE:
        return bits >= _SURE
    return bits >= (_LIKELY if told.size - told.kept > _FEW else _SURE + _LESS_SURE)


def _not_found(result: Result) -> Result:
    return Result(Status.NOT_FOUND, result.found, reason=result.reason)
