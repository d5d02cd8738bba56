"""Whether a quotation stands in its source as it is quoted, and what it should be if not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from ..anchoring import Span
from .effort import TooMuch, limited
from .failing import Failing
from .hiding import Hiding
from .index import Index
from .marks import BARE, Atom, Cut, Plain, Quoted, read_literally, read_quoted, too_many_marks
from .match import Found, Matcher
from .passing import passed_over
from .results import Change, Passage, Result, Scope, Status
from .segment import Difference
from .sentences import sentence_around
from .signs import QUOTES
from .tokens import FREE, is_word, joined
from .whereabouts import told_place, whereabouts

_MOST_DOTS: Final = 50
_REST: Final = re.compile(r"(?:[.,:/]\d+)+(?!\w)")


def check(index: Index, text: str, scope: Scope) -> Result:
    """Hold a quotation against a transcript."""
    return Check(index, scope).of(text)


class Check:
    """Checks quotations of one transcript, all within one scope."""

    def __init__(self, index: Index, scope: Scope) -> None:
        self.index = index
        self.scope = scope
        self.ranges, self.unplaced, missing, self.doubtful = whereabouts(index, scope.locator)
        self.missing = missing if index.partial else ()
        self._around: tuple[Span, Span] = ((-1, -1), (-1, -1))

    def of(self, text: str) -> Result:
        """What the check of a quotation comes to, and whether its place could be compared."""
        try:
            with limited(len(self.index)):
                result = self._of(text)
        except TooMuch as error:
            result = Result(Status.UNCHECKED, reason=str(error), limit=str(error))
        compared = self.ranges is not None and not self.unplaced
        if result.place:
            return result
        if result.status is Status.UNCHECKED or not compared:
            return replace(result, place="unchecked", why=self.unplaced)
        return replace(result, place="checked")

    def _of(self, text: str) -> Result:
        if limit := too_many_marks(text):
            return self._as_it_is(text, limit)
        quoted = read_quoted(text, self.scope.cut_marks)
        if not all(quoted.segments) or not quoted.segments:
            return Result(Status.UNCHECKED, reason="there are no words in it")
        if self.scope.translated:
            return Result(Status.UNCHECKED, reason="it is a translation of the editor's own")
        if self.ranges == [] and self.missing:
            return Result(Status.UNCHECKED, reason=self._missing())
        plain = list(_unwrapped(quoted))
        forms = [*map(self._matcher, (*_literal(quoted), *plain, *self._with_own_dots(quoted)))]
        ranges = self.ranges
        here = self._find(forms, ranges)
        if here is not None:
            return self.good(*here)
        anywhere = None if ranges is None else self._find(forms, None)
        if anywhere is not None and self.doubtful:
            return replace(self.good(*anywhere), place="unchecked", why=self.doubtful)
        if anywhere is not None:
            return self._misplaced(*anywhere)
        return self._failed(plain[-1], ranges or [])

    def _as_it_is(self, text: str, limit: str) -> Result:
        """What a quotation comes to whose marks are too many, but for those of the source."""
        found = self._find([self._matcher(read_literally(text))], self.ranges)
        if found is None:
            raise TooMuch(limit)
        return self.good(*found)

    def stands(self, text: str) -> str | None:
        """Where words stand, as a quotation may have them: nothing said where that is cited."""
        if too_many_marks(text):
            return None
        quoted = read_quoted(text, self.scope.cut_marks)
        if not quoted.segments or not all(quoted.segments):
            return None
        forms = (*_literal(quoted), *_unwrapped(quoted), *self._with_own_dots(quoted))
        tried = [*map(self._matcher, forms)]
        if self._find(tried, None if self.doubtful else self.ranges) is not None:
            return ""
        found = None if self.ranges is None else self._find(tried, None)
        return told_place(self.index, found[1].span, self.scope.locator) if found else None

    def _matcher(self, quoted: Quoted) -> Matcher:
        return Matcher(self.index, quoted, self.scope.language)

    def _with_own_dots(self, quoted: Quoted) -> Iterator[Quoted]:
        """The quotation with all bare dots as the source's, where a part is nothing but marks.

        Its parts are one then: the more marks are in it, the more often each place is read.
        """
        if len(quoted.cuts) <= _MOST_DOTS and any(
            not any(isinstance(a, Plain) for a in segment) for segment in quoted.segments
        ):
            marks = tuple(mark for mark in self.scope.cut_marks if mark != BARE)
            own = read_quoted(quoted.text, marks)
            if own.segments and all(own.segments):
                yield own

    def _find(
        self, forms: Iterable[Matcher], ranges: Sequence[Span] | None
    ) -> tuple[Quoted, Found] | None:
        """The first form of a quotation that stands in some ranges, and where."""
        for each in forms:
            found = each.find(ranges)
            if found is not None:
                return each.quoted, found
        return None

    def everywhere(self, text: str, most: int = 20) -> list[tuple[Span, Result]]:
        """The places (of tokens) at which a quotation stands, whatever pages are cited."""
        if too_many_marks(text):
            tried = iter([self._matcher(read_literally(text))])
        else:
            quoted = read_quoted(text, self.scope.cut_marks)
            tried = map(self._matcher, (*_literal(quoted), quoted))
        return next(filter(None, (list(self._places(each, most)) for each in tried)), [])

    def _places(self, matcher: Matcher, most: int) -> Iterator[tuple[Span, Result]]:
        start = 0
        for _ in range(most):
            found = self._within_limits(matcher, start)
            if found is None:
                return
            yield found.span, self.good(matcher.quoted, found)
            start = found.span[1]

    def _within_limits(self, matcher: Matcher, start: int) -> Found | None:
        """The next place from a token on; none where looking for it takes too long."""
        with suppress(TooMuch), limited(len(self.index)):
            return matcher.find([(start, len(self.index))])
        return None

    def _missing(self) -> str:
        return f"the transcript is partial and has not {', '.join(self.missing)}"

    def good(self, quoted: Quoted, found: Found) -> Result:
        """What the check of a quotation comes to that has been found."""
        cuts = list(self._cut(quoted, found))
        marked = found.marked or bool(cuts)
        return Result(
            Status.MARKED if marked else Status.VERBATIM,
            self.passage(found.span),
            listed=tuple(self.change(quoted, each) for each in found.listed),
            cuts=tuple(self.index.words(*span) for _, span in cuts),
            context=self.context(found.span),
            **self._passed(found),
            hides=self.hides(quoted, found, [span for _, span in cuts]),
            **self._emphasis(quoted, found),
            reason=self._over_pages([span for _, span in cuts]),
            cut_spans=tuple((cut.start, cut.end) for cut, _ in cuts),
        )

    def _passed(self, found: Found) -> dict[str, Any]:
        """What is passed over, and where in the words found each of it stands."""
        spans = list(passed_over(self.index, found.passed))
        start = found.span[0]
        return {
            "passed": tuple(self.index.words(*span) for span in spans),
            "passed_at": tuple(len(self.index.words(start, first)) for first, _ in spans),
        }

    def _over_pages(self, cuts: Iterable[Span]) -> str:
        """Which cuts go over the end of a page: they may leave out more than a reader thinks."""
        pages = ((self.index.page_of(start), self.index.page_of(end)) for start, end in cuts)
        last = len(self.index.labels)
        ends = (tuple(map(self.index.page_name, pair)) for pair in pages if pair[1] < last)
        over = [f"{a} to {b}" for a, b in ends if a != b]
        return f"a cut goes over from page {', '.join(over)}" if over else ""

    def hides(self, quoted: Quoted, found: Found, cuts: Iterable[Span]) -> tuple[str, ...]:
        """The words by which what is left out, put in or altered turns the sentence."""
        hiding = Hiding(self.index, self.scope.language)
        return hiding.words(quoted, found, cuts, self._sentence(found.span))

    def _cut(self, quoted: Quoted, found: Found) -> Iterator[tuple[Cut, Span]]:
        """Each cut that is not the source's own dots, with the tokens it leaves out."""
        start, end = found.span
        before, after = self._sentence(found.span) if quoted.opening or quoted.closing else (0, 0)
        if quoted.opening and not self._is_own(quoted.opening, start, -1):
            yield quoted.opening, (before, start)
        for cut, span in zip(quoted.cuts, found.cuts, strict=True):
            if span is not None:
                yield cut, span
        if quoted.closing and not self._is_own(quoted.closing, end, 1):
            yield quoted.closing, (end, after)

    def _is_own(self, cut: Cut, at: int, way: int) -> bool:
        edge = at + way * len(cut.literal)
        return tuple(self.index.between(max(0, min(at, edge)), max(at, edge))) == cut.literal

    def _misplaced(self, quoted: Quoted, found: Found) -> Result:
        good = self.good(quoted, found)
        where = told_place(self.index, found.span, self.scope.locator)
        return replace(good, status=Status.MISPLACED, reason=f"the words stand {where}")

    def _failed(self, quoted: Quoted, ranges: Sequence[Span]) -> Result:
        try:
            with limited(len(self.index)):
                return self._failing(Failing(self, quoted, ranges))
        except TooMuch as error:
            return Result(Status.NOT_FOUND, limit=str(error))

    def _failing(self, failing: Failing) -> Result:
        if self.missing or (self.index.partial and not failing.close and self.ranges is None):
            reason = (
                self._missing() if self.missing else "the words are not in the partial transcript"
            )
            return Result(Status.UNCHECKED, reason=reason)
        return failing.result()

    def change(self, quoted: Quoted, each: Difference) -> Change:
        """A difference in the words of both sides."""
        theirs = self.index.words(each.first, each.last)
        ours = joined(quoted.text[each.start : each.end])
        rest = self._rest_of_number(quoted.text, each) if theirs[-1:].isdigit() else ""
        if rest and ours[-1:].isdigit():
            theirs, ours = theirs + rest, ours + rest
        op = "replace" if theirs and ours else "delete" if theirs else "insert"
        return Change(op, theirs, ours)

    def _rest_of_number(self, text: str, each: Difference) -> str:
        """What both sides of a difference go on with within a number: `.42` behind `-0`."""
        found = _REST.match(self.index.text, self.index.end_of(each.last - 1))
        return found[0] if found and text.startswith(found[0], each.end) else ""

    def passage(self, span: Span) -> Passage:
        """The words of a span and the page on which they begin."""
        page = self.index.page_name(self.index.page_of(span[0])) if self.index.labels else ""
        return Passage(page, self.index.words(*span))

    def context(self, span: Span) -> tuple[str, ...]:
        """The rest of the sentences in which a span begins and ends."""
        before, after = self._sentence(span)
        return self._said(before, span[0]), self._said(span[1], after)

    def _sentence(self, span: Span) -> Span:
        if self._around[0] != span:
            self._around = span, sentence_around(self.index, *span)
        return self._around[1]

    def _said(self, start: int, end: int) -> str:
        """The words between tokens, if there are any but page furniture."""
        words = any(map(is_word, self.index.between(self.index.past(start), end)))
        return self.index.words(start, end) if words else ""

    def _emphasis(self, quoted: Quoted, found: Found) -> dict[str, Any]:
        """Whether what is set apart is what the source sets apart, and what is not."""
        if not (self.index.tells_emphasis and self.scope.check_emphasis):
            return {}
        ours = [word.form for word in quoted.words if _touches(self.scope.emphasis, word)]
        theirs = [form for span in found.spans for form in self._emphasised(span)]
        added, removed = list(_without(ours, theirs)), list(_without(theirs, ours))
        if self.scope.declared == "added" and not removed:
            return {"emphasis": "added"}
        if self.scope.declared == "removed" and not added:
            return {"emphasis": "removed"}
        if "".join(ours) == "".join(theirs) or not (added or removed):
            return {"emphasis": "same"}
        return {"emphasis": "differs", "added": tuple(added), "removed": tuple(removed)}

    def _emphasised(self, span: Span) -> Iterator[str]:
        for at in range(*span):
            form = self.index.forms[self.index.tokens[at]]
            start = self.index.starts[at]
            if is_word(form) and any(first <= start < last for first, last in self.index.emphasis):
                yield form


def _without(some: Sequence[str], others: Iterable[str]) -> Iterator[str]:
    """Some words, each as often as it is not among others; a run of them in one."""
    left = Counter(others)
    run: list[str] = []
    for word in some:
        if left[word]:
            left[word] -= 1
            if run:
                yield " ".join(run)
            run = []
        else:
            run.append(word)
    if run:
        yield " ".join(run)


def _touches(spans: Iterable[Span], word: Plain) -> bool:
    return any(first <= word.start < last for first, last in spans)


def _literal(quoted: Quoted) -> Iterator[Quoted]:
    """The quotation with its marks as the source's own, if it has any."""
    if quoted.cuts or any(not isinstance(a, Plain) for s in quoted.segments for a in s):
        yield read_literally(quoted.text)


def _unwrapped(quoted: Quoted) -> Iterator[Quoted]:
    """The quotation as it is, then without quote marks of its own around all of it."""
    yield quoted
    segments = list(quoted.segments)
    last = list(segments[-1])
    while last and isinstance(last[-1], Plain) and last[-1].form in FREE:
        last.pop()
    if last and _are_around(quoted.text, segments[0][0], last[-1]):
        segments[-1] = (*last[:-1], *segments[-1][len(last) :])
        segments[0] = segments[0][1:]
        if all(segments):
            yield replace(quoted, segments=tuple(segments))


def _are_around(text: str, first: Atom, last: Atom) -> bool:
    """Whether two are quote marks, of which the last closes what the first opens."""
    if not (_is_quote(first) and _is_quote(last)):
        return False
    opening, closing = text[first.start], text[last.start]
    inner = text[first.end : last.start]
    closed, opened = inner.find(closing), inner.find(opening)
    return opening == closing or not 0 <= closed < opened


def _is_quote(atom: object) -> bool:
    return isinstance(atom, Plain) and atom.form in QUOTES
