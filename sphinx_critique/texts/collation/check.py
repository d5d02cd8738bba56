"""Whether a quotation stands in its source as it is quoted, and what it should be if not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from ..loci import Citation, Emphasis, Locator, read_locator
from .hides import turning_words
from .index import Index
from .marks import CUT_MARKS, Cut, Inserted, Plain, Quoted, read_quoted
from .match import Found, Matcher
from .nearest import Alignment, Nearest, nearest
from .pages import Span
from .segment import Difference
from .sentences import sentence_around
from .tokens import FREE, QUOTE, form_of, is_word, joined, tokens
from .whereabouts import told_place, whereabouts

_NO_LOCATOR: Final = read_locator("")


class Status(StrEnum):
    """What a check comes to, best first; a quotation in fragments has the worst of theirs."""

    VERBATIM = "verbatim"
    """The words stand there."""
    MARKED = "marked"
    """They do once what is marked is undone."""
    UNCHECKED = "unchecked"
    """There is nothing to check them against."""
    MISPLACED = "misplaced"
    """They stand there, but not on the pages cited."""
    MISQUOTED = "misquoted"
    """Words like them stand there, with changes that nothing marks."""
    NOT_FOUND = "not found"
    """Nothing like them stands there."""


_EMPHASIS: Final = ("", "same", "added", "differs")
FAILED: Final = (Status.MISPLACED, Status.MISQUOTED, Status.NOT_FOUND)


class Change(NamedTuple):
    """Words of the transcript, and what the quotation has for them; ``op`` as in a difference:

    ``replace``, ``delete`` (the quotation drops them) or ``insert`` (it adds them).
    """

    op: str
    transcript: str
    quotation: str


class Passage(NamedTuple):
    """Words of a transcript and the page on which they begin.

    That is its label; `between 8 and 9` of one that has none; nothing where no page has one.
    """

    page: str
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a quotation is to be looked for, and how it is to be read."""

    locator: Locator = _NO_LOCATOR
    cut_marks: tuple[str, ...] = CUT_MARKS
    language: str = "en"
    emphasis: tuple[Span, ...] = ()
    """Spans (code points) of the quotation that it sets apart."""
    declared: Emphasis = ""
    """Whose the emphasis is, where the citation says so."""
    translated: bool = False
    """Whether the words are the editor's own translation."""

    @classmethod
    def of(
        cls,
        citation: Citation,
        *,
        cut_marks: tuple[str, ...] = CUT_MARKS,
        language: str = "en",
        emphasis: tuple[Span, ...] = (),
    ) -> Scope:
        """What a citation says of where to look; at second hand, of where in the carrier."""
        place = citation.carrier or citation
        tails = (citation, place)
        return cls(
            place.locator,
            cut_marks,
            language,
            emphasis,
            next((each.emphasis for each in tails if each.emphasis), ""),
            any(each.translated for each in tails),
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What was found.

    ``changes``: what differs and may not; ``listed``: what differs and may (signs at the end and
    beside quote marks, the first letter, words run together there). ``cuts``: the words left out,
    each in turn; ``context``: the rest of the first and of the last sentence; ``hides``: the words
    by which what is left out turns the sentence.
    """

    status: Status
    found: Passage | None = None
    changes: tuple[Change, ...] = ()
    listed: tuple[Change, ...] = ()
    cuts: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    emphasis: str = ""
    suggestion: str = ""
    reason: str = ""
    place: str = ""
    """Whether the place cited was compared: ``checked`` or ``unchecked``; ``why`` it was not."""
    why: str = ""
    cut_spans: tuple[Span, ...] = field(default=(), compare=False)
    """Spans (code points) of the quotation that mark the cuts."""

    def moved(self, offset: int) -> Result:
        """The same of a quotation that begins so much later in its text."""
        spans = tuple((start + offset, end + offset) for start, end in self.cut_spans)
        return replace(self, cut_spans=spans)


def check(index: Index, text: str, scope: Scope) -> Result:
    """Hold a quotation against a transcript."""
    return Check(index, scope).of(text)


def worst(results: Sequence[Result]) -> Result:
    """What a quotation in fragments comes to: the worst of theirs, with the cuts of all."""
    bad = max(results, key=lambda each: list(Status).index(each.status))
    if len(results) == 1:
        return bad
    together = [each for each in results if each.found is not None]
    return replace(
        bad,
        changes=tuple(change for each in results for change in each.changes),
        listed=tuple(change for each in results for change in each.listed),
        cuts=tuple(cut for each in results for cut in each.cuts),
        cut_spans=tuple(span for each in results for span in each.cut_spans),
        context=tuple(part for each in results for part in each.context),
        hides=tuple(dict.fromkeys(word for each in results for word in each.hides)),
        emphasis=max((each.emphasis for each in together), key=_EMPHASIS.index, default=""),
    )


class Check:
    """Checks quotations of one transcript, all within one scope."""

    def __init__(self, index: Index, scope: Scope) -> None:
        self.index = index
        self.scope = scope
        self.ranges, self.unplaced, missing = whereabouts(index, scope.locator)
        self.missing = missing if index.partial else ()

    def of(self, text: str) -> Result:
        """What the check of a quotation comes to, and whether its place could be compared."""
        result = self._of(text)
        compared = self.ranges is not None and not self.unplaced
        if result.status is Status.UNCHECKED or not compared:
            return replace(result, place="unchecked", why=self.unplaced)
        return replace(result, place="checked")

    def _of(self, text: str) -> Result:
        quoted = read_quoted(text, self.scope.cut_marks)
        if not all(quoted.segments) or not quoted.segments:
            return Result(Status.UNCHECKED, reason="there are no words in it")
        if self.scope.translated:
            return Result(Status.UNCHECKED, reason="it is a translation of the editor's own")
        if self.ranges == [] and self.missing:
            return Result(Status.UNCHECKED, reason=self._missing())
        forms = list(_unwrapped(quoted))
        anywhere = self._find(forms, None)
        ranges = self.ranges
        if anywhere is None:
            return self._failed(forms[-1], ranges or [])
        here: tuple[Quoted, Found] | None = anywhere
        if ranges is not None and not _within(anywhere[1], ranges):
            here = self._find(forms, ranges)
        return self._misplaced(*anywhere) if here is None else self._good(*here)

    def _find(
        self, forms: Iterable[Quoted], ranges: Sequence[Span] | None
    ) -> tuple[Quoted, Found] | None:
        """The first form of a quotation that stands in some ranges, and where."""
        for each in forms:
            found = Matcher(self.index, each, ranges).find()
            if found is not None:
                return each, found
        return None

    def everywhere(self, text: str, most: int = 20) -> Iterator[Result]:
        """The places at which a quotation stands, whatever pages are cited."""
        quoted = read_quoted(text, self.scope.cut_marks)
        start = 0
        for _ in range(most):
            found = Matcher(self.index, quoted, [(start, len(self.index))]).find()
            if found is None:
                return
            yield self._good(quoted, found)
            start = found.span[0] + 1

    def _missing(self) -> str:
        return f"the transcript is partial and has not {', '.join(self.missing)}"

    def _good(self, quoted: Quoted, found: Found) -> Result:
        cuts = list(self._cut(quoted, found))
        marked = found.marked or bool(cuts)
        forms = [form for _, span in cuts for form in self.index.between(*span)]
        forms += self._bracketed(quoted, found)
        return Result(
            Status.MARKED if marked else Status.VERBATIM,
            self._passage(found.span),
            listed=tuple(self._change(quoted, each) for each in found.listed),
            cuts=tuple(self.index.words(*span) for _, span in cuts),
            context=self._context(found.span),
            hides=tuple(turning_words(forms, self.scope.language)),
            emphasis=self._emphasis(quoted, found),
            reason=self._over_pages([span for _, span in cuts]),
            cut_spans=tuple((cut.start, cut.end) for cut, _ in cuts),
        )

    def _over_pages(self, cuts: Iterable[Span]) -> str:
        """Which cuts go over the end of a page: they may leave out more than a reader thinks."""
        pages = ((self.index.page_of(start), self.index.page_of(end)) for start, end in cuts)
        last = len(self.index.labels)
        ends = (tuple(map(self.index.page_name, pair)) for pair in pages if pair[1] < last)
        over = [f"{a} to {b}" for a, b in ends if a != b]
        return f"a cut goes over from page {', '.join(over)}" if over else ""

    def _bracketed(self, quoted: Quoted, found: Found) -> Iterator[str]:
        """The words put in, and those that they stand for."""
        put_in = {a.start for s in quoted.segments for a in s if isinstance(a, Inserted)}
        for each in found.stood_for:
            if each.start in put_in:
                yield from self.index.between(each.first, each.last)
                yield from (token.form for token in tokens(quoted.text[each.start : each.end]))

    def _cut(self, quoted: Quoted, found: Found) -> Iterator[tuple[Cut, Span]]:
        """Each cut that is not the source's own dots, with the tokens it leaves out."""
        start, end = found.span
        before, after = sentence_around(self.index, start, end)
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
        good = self._good(quoted, found)
        where = told_place(self.index, found.span, self.scope.locator)
        return replace(good, status=Status.MISPLACED, reason=f"the words stand {where}")

    def _failed(self, quoted: Quoted, ranges: Sequence[Span]) -> Result:
        near = nearest(self.index, quoted, ranges)
        size = sum(_size(segment) for segment in quoted.segments)
        close = near is not None and 2 * near.kept >= size > 0
        if self.missing or (self.index.partial and not close and self.ranges is None):
            reason = (
                self._missing() if self.missing else "the words are not in the partial transcript"
            )
            return Result(Status.UNCHECKED, reason=reason)
        if near is None:
            return Result(Status.NOT_FOUND)
        passage = self._passage(near.span)
        if not close:
            return Result(Status.NOT_FOUND, passage)
        changes = list(self._changes(quoted, near))
        return Result(
            Status.MISQUOTED,
            passage,
            changes=tuple(self._change(quoted, each) for each in changes)
            + self._disorder(quoted, near),
            context=self._context(near.span),
            suggestion=self._suggestion(quoted, near, changes),
        )

    def _changes(self, quoted: Quoted, near: Nearest) -> Iterator[Difference]:
        """What differs and may not."""
        for number, alignment in enumerate(near.alignments):
            if alignment is None:
                segment = quoted.segments[number]
                at = near.span[1]
                yield Difference(at, at, segment[0].start, segment[-1].end)
                continue
            for each in alignment.differences:
                if not self._is_free(quoted, number, alignment, each):
                    yield each

    def _is_free(self, quoted: Quoted, number: int, alignment: Alignment, each: Difference) -> bool:
        theirs = self.index.between(each.first, each.last)
        ours = [token.form for token in tokens(quoted.text[each.start : each.end])]
        words = quoted.words
        if number == 0 and words and each.start == words[0].start and len(theirs) == len(ours) == 1:
            a, b = theirs[0], ours[0]
            return a[1:] == b[1:] and a.casefold() == b.casefold()
        if not set(theirs + ours) <= FREE:
            return False
        last = number == len(quoted.segments) - 1
        at_end = last and each.end >= max(w.end for w in words) if words else False
        around = self.index.between(max(0, each.first - 1), each.last + 1)
        return at_end or QUOTE in around

    def _change(self, quoted: Quoted, each: Difference) -> Change:
        theirs = self.index.words(each.first, each.last)
        ours = joined(quoted.text[each.start : each.end])
        op = "replace" if theirs and ours else "delete" if theirs else "insert"
        return Change(op, theirs, ours)

    def _disorder(self, quoted: Quoted, near: Nearest) -> tuple[Change, ...]:
        if near.in_order:
            return ()
        text = self._passages(near)
        return (Change("replace", text, joined(quoted.text)),)

    def _passages(self, near: Nearest) -> str:
        """The parts of a quotation in the order of the source."""
        spans = sorted(each.span for each in near.found)
        return " … ".join(self.index.words(*span) for span in spans)

    def _suggestion(self, quoted: Quoted, near: Nearest, changes: Iterable[Difference]) -> str:
        if not near.in_order:
            return self._passages(near)
        text = quoted.text
        for each in sorted(changes, key=lambda change: change.start, reverse=True):
            theirs = self.index.words(each.first, each.last)
            before, after = text[: each.start], text[each.end :]
            if theirs and not (before[-1:].isspace() or not before or form_of(theirs[0]) in FREE):
                theirs = f" {theirs}" if each.start == each.end else theirs
            if theirs and after[:1].isalnum():
                theirs += " "
            text = before + theirs + (after if theirs else after.lstrip() if not before else after)
        return " ".join(text.split())

    def _passage(self, span: Span) -> Passage:
        page = self.index.page_name(self.index.page_of(span[0])) if self.index.labels else ""
        return Passage(page, self.index.words(*span))

    def _context(self, span: Span) -> tuple[str, ...]:
        before, after = sentence_around(self.index, *span)
        return self._said(before, span[0]), self._said(span[1], after)

    def _said(self, start: int, end: int) -> str:
        """The words between tokens, if there are any."""
        words = any(map(is_word, self.index.between(start, end)))
        return self.index.words(start, end) if words else ""

    def _emphasis(self, quoted: Quoted, found: Found) -> str:
        if not self.index.tells_emphasis:
            return ""
        if self.scope.declared == "added":
            return "added"
        ours = [word.form for word in quoted.words if _touches(self.scope.emphasis, word)]
        theirs = [form for span in found.spans for form in self._emphasised(span)]
        return "same" if "".join(ours) == "".join(theirs) else "differs"

    def _emphasised(self, span: Span) -> Iterator[str]:
        for at in range(*span):
            form = self.index.forms[self.index.tokens[at]]
            start = self.index.starts[at]
            if is_word(form) and any(first <= start < last for first, last in self.index.emphasis):
                yield form


def _touches(spans: Iterable[Span], word: Plain) -> bool:
    return any(first <= word.start < last for first, last in spans)


def _within(found: Found, ranges: Iterable[Span]) -> bool:
    ranges = list(ranges)
    return all(any(a <= start and end <= b for a, b in ranges) for start, end in found.spans)


def _size(segment: Iterable[object]) -> int:
    return sum(isinstance(atom, Plain) and is_word(atom.form) for atom in segment)


def _unwrapped(quoted: Quoted) -> Iterator[Quoted]:
    """The quotation as it is, then without quote marks of its own around all of it."""
    yield quoted
    segments = list(quoted.segments)
    last = list(segments[-1])
    while last and isinstance(last[-1], Plain) and last[-1].form in FREE:
        last.pop()
    if _is_quote(segments[0][0]) and last and _is_quote(last[-1]):
        segments[-1] = (*last[:-1], *segments[-1][len(last) :])
        segments[0] = segments[0][1:]
        if all(segments):
            yield replace(quoted, segments=tuple(segments))


def _is_quote(atom: object) -> bool:
    return isinstance(atom, Plain) and atom.form == QUOTE
