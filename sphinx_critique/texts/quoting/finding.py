"""Quotations looked for in texts: what each comes to there, and from which it most likely is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation import Check, Index, Passage, Result, Scope, Status, read_quoted
from ..collation.marks import CUT_MARKS
from ..collation.nearest import nearest
from ..loci import read_locator
from .citing import Names, named
from .evidence import evidence, needed, runs_on, word_forms
from .likeness import Likeness, likeness, placed_forms
from .made import UNREAD, Made
from .standing import first_sentence, least_changed, standing, unbroken
from .verdict import GOOD, Finding, Verdict, others_of, rank

_LIKELIEST: Final = 3
"""Sources against which a quotation is held that stands in none."""
_SHORT: Final = 10
_AS_LIKELY: Final = 2.0
"""Of so few words, sources that tell so little less are as likely as the likeliest."""
_MOST_LOST: Final = 8
"""Words that a place may have which the transcript of the quoting text cannot read."""
_MOST_WITHIN: Final = 40
"""Quotations behind an interrupted one among which are its parts."""
_CITED: Final = 10.0
_NAMED: Final = 3.0
"""What counts for a source that is named beside a quotation, with a page and without."""
_ON_PAGE: Final = 8.0
"""What counts for words on the page that is cited, though no source is named."""


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
    are named beside a quotation; ``among`` how many sources it is looked for.
    """

    def __init__(
        self,
        made: Sequence[Made],
        names: Names,
        least: int = 5,
        cut_marks: tuple[str, ...] = CUT_MARKS,
        among: int = 1,
    ) -> None:
        self.made = made
        self._among = among
        self._cut_marks = cut_marks
        self._least = least
        self._long = [n for n, each in enumerate(made) if each.size >= least]
        self._forms = {n: placed_forms(made[n].words) for n in self._long}
        self._unbroken = {n: unbroken(made[n], least) for n in self._long}
        self._named = {n: named(made[n].cited, names) for n in self._long}
        self._alike: dict[int, dict[str, Likeness]] = {n: {} for n in self._long}
        self._found: dict[int, list[Verdict]] = {n: [] for n in self._long}

    @property
    def long(self) -> Sequence[int]:
        """The numbers of the quotations that are long enough to be looked for."""
        return self._long

    def named(self, number: int) -> frozenset[str]:
        """The sources that are named beside a quotation."""
        return self._named[number].keys

    def look_in(
        self,
        source: Source,
        numbers: Collection[int] | None = None,
        may_stand: Collection[int] | None = None,
        on: Done = lambda done, total: None,
    ) -> None:
        """Note what stands in a source, and how much of the rest may be from there.

        ``numbers``: of the quotations of which it may be the source, ``may_stand`` of those whose
        very words it may have; all, where that is not known.
        """
        numbers = self._long if numbers is None else numbers
        for done, number in enumerate(numbers):
            on(done, len(numbers))
            alike = likeness(source.words, self._forms[number])
            if not alike.bits:
                continue
            self._alike[number][source.key] = alike
            if may_stand is not None and number not in may_stand:
                continue
            if not self._may_stand(number, source, alike):
                continue
            check = self._check(number, source)
            words = standing(check, self.made[number], self._least)
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
            words = first_sentence(made.words, self._least) if made.open else made.words
            check = self._check(number, source)
            quick = self._alike[number][source.key].evidence(source.words, len(self._forms[number]))
            if not made.is_interrupted and quick.bits >= needed(quick, self._among):
                self._keep(number, source, check, least_changed(check, made.joined, words))
                continue
            near = nearest(source.words, read_quoted(words, self._cut_marks), [])
            if near is None:
                continue
            passage = source.words.words(*near.span)
            told = evidence(source.words, word_forms(words), passage)
            halves = [each.words for each in self._halves(number)]
            if made.is_interrupted and not runs_on(halves, passage):
                continue
            beside = self._beside(number, check, source, near.span)
            if told.bits + beside >= needed(told, self._among):
                self._keep(number, source, check, least_changed(check, made.joined, words))
            else:
                page = source.words.page_name(source.words.page_of(near.span[0]))
                result = Result(Status.NOT_FOUND, Passage(page, passage))
                self._found[number].append(Verdict(source.key, result, words, "", told, False))

    def _beside(self, number: int, check: Check, source: Source, span: Span) -> float:
        """What stands beside a quotation, and counts for it that it is from some words."""
        told = self._named[number]
        if source.key in told.keys:
            return _CITED if told.locator.places else _NAMED
        on_page = any(first <= span[0] < last for first, last in check.ranges or ())
        return _ON_PAGE if on_page else 0.0

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
        return alike[key].bits >= max(best[-1], best[0] - (_AS_LIKELY if size < _SHORT else 0.0))

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
        if result.status is Status.UNCHECKED or _loses_much(words, result):
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
            if made.is_interrupted and not self._is_one(number, verdicts):
                continue
            finding = Finding(made, verdicts[0] if verdicts else None, others_of(verdicts))
            if finding.stands:
                found.add(number)
            findings.append(finding)
        return findings

    def short(self, findings: Sequence[Finding]) -> list[Made]:
        """What is too short to be looked for, but for halves of what was looked for as one."""
        whole = {id(each.made) for each in findings if each.made.is_interrupted}
        return [
            each
            for each in self.made
            if each.size < self._least
            and not each.is_interrupted
            and not (each.within >= 0 and id(self.made[each.within]) in whole)
        ]

    def _halves(self, number: int) -> list[Made]:
        behind = self.made[number + 1 : number + 1 + _MOST_WITHIN]
        return [each for each in behind if each.within == number]

    def _is_one(self, number: int, verdicts: Sequence[Verdict]) -> bool:
        """Whether what words of saying part is told as one quotation, and not as its halves."""
        sizes = [each.size >= self._least for each in self._halves(number)]
        if verdicts and verdicts[0].stands:
            return verdicts[0].result.status in GOOD or not all(sizes)
        return not any(sizes)

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


def _loses_much(words: str, result: Result) -> bool:
    """Whether what a text's own transcript cannot read would be more than is lost in one place."""
    return any(
        words[start:end] == UNREAD and len(word_forms(cut)) > _MOST_LOST
        for (start, end), cut in zip(result.cut_spans, result.cuts, strict=False)
    )


def _not_found(result: Result) -> Result:
    return Result(Status.NOT_FOUND, result.found, reason=result.reason)
