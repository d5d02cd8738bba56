"""A quotation that stands nowhere: what it is like, what differs, and what it should be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, Protocol

from ..anchoring import Span
from .alignment import Alignment
from .edges import breaks_off, torn_before, whole_words, within_word
from .effort import spend
from .hides import turning_words
from .index import Index
from .marks import BARE, SQUARE, Atom, Cut, Plain, Quoted, read_quoted, read_with_own
from .match import Found, Matcher
from .nearest import Nearest, nearest, own_marks
from .pages import GAP
from .passing import is_supplied
from .results import Change, Passage, Result, Scope, Status
from .segment import Difference
from .signs import QUOTES, SOFT, are_alike
from .silent import Silent, SilentCuts
from .tokens import DOTS, FREE, is_word, joined, tokens
from .vouching import with_vouchers

_AROUND: Final = 30
_GLUED: Final = 3
_MANY: Final = 3
"""Words by which those of the source are more where they are left out rather than changed."""
_LETTERS_AT_ONCE: Final = 1000
"""Letters that are copied in the time of one step."""
_TIMES_LONGER, _LONGER = 20, 10_000
"""Nobody prints a suggestion that is so much longer than what was quoted."""
"""Words of a quotation that must be run together before what goes on behind them is excused."""


class Checking(Protocol):
    """The check that a quotation has failed, and what it knows of the transcript."""

    index: Index
    scope: Scope

    def stands(self, text: str) -> str | None: ...
    def change(self, quoted: Quoted, each: Difference) -> Change: ...
    def passage(self, span: Span) -> Passage: ...
    def context(self, span: Span) -> tuple[str, ...]: ...
    def hides(self, quoted: Quoted, found: Found, cuts: Iterable[Span]) -> tuple[str, ...]: ...


class Failing:
    """What is to be said of one quotation that stands nowhere."""

    def __init__(self, check: Checking, quoted: Quoted, ranges: Sequence[Span]) -> None:
        self.check = check
        self.index = check.index
        language = check.scope.language
        own = own_marks(check.index, quoted, ranges, language)
        self.quoted = quoted = read_with_own(quoted, own) if own else quoted
        self.ranges = ranges
        self.near = nearest(check.index, quoted, ranges, language)

    @cached_property
    def words(self) -> list[Plain]:
        """The words that are to be found."""
        return self.quoted.words

    @cached_property
    def close(self) -> bool:
        """Whether at least half of the words stand in one passage, silent cuts apart."""
        if self.near is None or not self.words:
            return False
        return 2 * self.near.kept >= len(self.words) or self.silent is not None

    @cached_property
    def silent(self) -> Silent | None:
        """The quotation with the cuts that it should have marked, if that is all."""
        if self.near is None:
            return None
        found = self._silent(self.quoted, self.near)
        if found is None and self._has_dots(self.near):
            # The quotation's dots may be the source's.
            marks = tuple(mark for mark in self.check.scope.cut_marks if mark != BARE)
            own = read_quoted(self.quoted.text, marks)
            near = nearest(self.index, own, self.ranges, self.check.scope.language)
            found = self._silent(own, near) if near is not None and all(own.segments) else None
        return found

    def _has_dots(self, near: Nearest) -> bool:
        """Whether both the quotation and the passage have bare dots."""
        start, end = near.span
        around = self.index.between(max(0, start - _AROUND), end + _AROUND)
        return bool(self.quoted.cuts) and DOTS in around

    def _silent(self, quoted: Quoted, near: Nearest) -> Silent | None:
        # One of three parts, at least, is a third of it.
        if 4 * near.kept < len(self.words) or not near.may_drop(self.index):
            return None
        language = self.check.scope.language
        return SilentCuts(self.index, quoted, self.ranges, language, near).find()

    def result(self) -> Result:
        """What the check of it comes to."""
        if self.near is None:
            return Result(Status.NOT_FOUND)
        if self.silent is not None:
            return self._cut_in_silence(self.silent)
        passage = self.check.passage(self.near.span)
        if self._is_run_together():
            reason = "the transcript runs words together where it begins or ends"
            return Result(Status.UNCHECKED, passage, reason=reason)
        if not self.close:
            return Result(Status.NOT_FOUND, passage)
        changes = list(self._changes(self.near))
        apart = [each for each in changes if not self._is_gap(each)]
        if changes and not apart and self.near.in_order:
            return Result(Status.UNCHECKED, passage, reason="a gap of the transcript is among them")
        told = tuple(self.check.change(self.quoted, each) for each in apart)
        told += (*self._torn(self.near), *self._disorder(self.near))
        if not told and (over := self._over_volumes(self.near)):
            return replace(over, context=self.check.context(self.near.span))
        return Result(
            Status.MISQUOTED,
            passage,
            changes=told or (Change("replace", passage.text, joined(self.quoted.text)),),
            context=self.check.context(self.near.span),
            hides=self._hides(apart),
            **self._suggestion(self.near, changes),
        )

    def _is_run_together(self) -> bool:
        """Whether it stands but for words run together with others beyond its first or last.

        Where these end the transcript does not tell: “home” may be half of a word there.
        """
        long = self.index.run_together
        segments = list(self.quoted.segments)
        for number, way in ((-1, 1), (0, -1)) if long else ():
            atoms = segments[number][::way]
            words = [a.form if isinstance(a, Plain) and is_word(a.form) else "\n" for a in atoms]
            for count in range(_GLUED, min(len(words), 30)):
                part = words[-count:][::way]
                for form in long if way > 0 else reversed(long):
                    fits = form.startswith if way > 0 else form.endswith
                    if fits("".join(part)) and self._stands_with(number, way, count, form):
                        return True
        return False

    def _stands_with(self, number: int, way: int, count: int, form: str) -> bool:
        """Whether the quotation stands with a form for its last, or first, words."""
        segments = list(self.quoted.segments)
        atoms = segments[number][::way]
        glued = Plain(form, *sorted((atoms[-count].start, atoms[-1].end)))
        segments[number] = (*atoms[:-count], glued)[::way]
        quoted = replace(self.quoted, segments=tuple(segments))
        return Matcher(self.index, quoted, self.check.scope.language).find() is not None

    def _cut_in_silence(self, silent: Silent) -> Result:
        check, (quoted, found, cuts) = self.check, silent
        marked = [span for span in found.cuts if span is not None]
        return Result(
            Status.MISQUOTED,
            check.passage(found.span),
            changes=tuple(Change("delete", self.index.words(*span), "") for span in cuts),
            context=check.context(found.span),
            hides=check.hides(quoted, found, marked),
            **self._good(self._with_marks(quoted, mark) for mark in self._cut_marks()),
        )

    def _with_marks(self, quoted: Quoted, mark: str) -> str:
        text = quoted.text
        for cut in reversed(quoted.cuts):
            if not cut.literal:
                text = f"{text[: cut.start].rstrip()} {mark} {text[cut.end :].lstrip()}"
        return text

    def _cut_marks(self) -> list[str]:
        """Marks for a cut, those that the quotation has itself first."""
        own = [self.quoted.text[each.start : each.end] for each in self.quoted.cuts]
        allowed = self.check.scope.cut_marks
        usual = [mark for mark in (SQUARE, BARE) if mark in allowed] or list(allowed[:1])
        return list(dict.fromkeys([*(each for each in own if each), *usual]))

    def _changes(self, near: Nearest) -> Iterator[Difference]:
        """What differs and may not, with the words whole at both ends of each part."""
        for number, alignment in enumerate(near.alignments):
            if alignment is None:
                segment = self.quoted.segments[number]
                at = near.span[1]
                yield Difference(at, at, segment[0].start, segment[-1].end)
                continue
            differs = [
                each for each in alignment.differences if not self._is_free(number, alignment, each)
            ]
            yield from self._to_whole_words(alignment, differs)

    def _to_whole_words(
        self, alignment: Alignment, differs: list[Difference]
    ) -> Iterator[Difference]:
        """The same, and what of the words at both ends the quotation leaves off."""
        (start, end), atoms = alignment.span, alignment.segment
        language = self.check.scope.language
        first, last = whole_words(self.index, start, end, language)
        if first < start:
            _, behind = whole_words(self.index, first, start, language)
            ours = atoms[min(behind - start, len(atoms)) - 1].end
            differs = _merged(Difference(first, behind, atoms[0].start, ours), differs)
        if last > end:
            before = end - 1
            while before > first and within_word(self.index, before, language):
                before -= 1
            ours = atoms[max(0, len(atoms) - max(1, end - before))].start
            differs = _merged(Difference(before, last, ours, atoms[-1].end), differs)
        yield from differs

    def _is_free(self, number: int, alignment: Alignment, each: Difference) -> bool:
        theirs = self.index.between(each.first, each.last)
        ours = [token.form for token in tokens(self.quoted.text[each.start : each.end])]
        words = self.words
        if number == 0 and words and each.start == words[0].start and len(theirs) == len(ours) == 1:
            a, b = theirs[0], ours[0]
            return a[1:] == b[1:] and a.casefold() == b.casefold()
        if len(theirs) == len(ours) == 1 and are_alike(theirs[0], ours[0]):
            return theirs[0] != SOFT or self.index.may_be(each.first, ours[0])
        if not ours and len(theirs) == 1 and is_supplied(self.index, each.first):
            return True
        if not set(theirs + ours) <= FREE:
            return False
        last = number == len(self.quoted.segments) - 1
        at_end = last and each.end >= max(w.end for w in words) if words else False
        around = self.index.between(max(0, each.first - 1), each.last + 1)
        return at_end or not QUOTES.isdisjoint(around)

    def _is_gap(self, each: Difference) -> bool:
        """Whether the words are unlike because the transcript cannot be read there."""
        theirs = self.index.between(each.first, each.last)
        return any(GAP in form for form in theirs) and all(
            GAP in form or not is_word(form) for form in theirs
        )

    def _hides(self, changes: Iterable[Difference]) -> tuple[str, ...]:
        """The words that turn the sentence among those left out, or put in few for many."""
        forms: list[str] = []
        for each in changes:
            theirs = self.index.between(each.first, each.last)
            ours = [token.form for token in tokens(self.quoted.text[each.start : each.end])]
            more = sum(map(is_word, theirs)) - sum(map(is_word, ours))
            if each.start == each.end or more >= _MANY:
                forms += (form for form in theirs if form not in ours)
        return tuple(turning_words(forms, self.check.scope.language))

    def _over_volumes(self, near: Nearest) -> Result | None:
        """What is said of words on two pages of which the second does not follow the first."""
        start, end = near.span
        pages = range(self.index.page_of(start), self.index.page_of(end - 1) + 1)
        edges = [self.index.page_tokens[page] for page in pages[1:]]
        ends = {last for _, last in self.index.everywhere}
        at = next((edge for edge in edges if edge in ends), None)
        if at is None:
            return None
        parts = self.index.words(start, at), self.index.words(at, end)
        names = (self.index.page_name(self.index.page_of(each)) for each in (at - 1, at))
        change = Change("replace", " … ".join(parts), joined(self.quoted.text))
        reason = "page {} does not run on to page {}".format(*names)
        passage = self.check.passage(near.span)
        return Result(Status.MISQUOTED, passage, changes=(change,), reason=reason)

    def _torn(self, near: Nearest) -> Iterator[Change]:
        """The words broken over notes with a part of which the quotation begins or ends."""
        at, end = near.span
        before = torn_before(self.index, at)
        if breaks_off(self.index, end) and near.alignments[-1] is not None and self.words:
            last = self.words[-1]
            whole = self.index.words(end - 1, end + 1)
            yield Change("replace", whole, self.quoted.text[last.start : last.end])
        if before >= 0 and near.alignments[0] is not None and self.words:
            first = self.words[0]
            whole = "".join(self.index.between(before, before + 1) + self.index.between(at, at + 1))
            yield Change("replace", whole, self.quoted.text[first.start : first.end])

    def _disorder(self, near: Nearest) -> tuple[Change, ...]:
        if near.in_order:
            return ()
        return (Change("replace", self._passages(near, " … "), joined(self.quoted.text)),)

    def _passages(self, near: Nearest, mark: str) -> str:
        """The parts of a quotation in the order of the source."""
        language = self.check.scope.language
        spans = sorted(whole_words(self.index, *each.span, language) for each in near.found)
        return mark.join(self.index.words(*span) for span in spans)

    def _suggestion(self, near: Nearest, changes: list[Difference]) -> dict[str, Any]:
        return self._good(self._suggestions(near, changes))

    def _good(self, suggestions: Iterable[str]) -> dict[str, Any]:
        """The first that stands where it is cited, else where the reason says.

        It is never what was refused.
        """
        elsewhere: dict[str, Any] = {}
        refused = joined(self.quoted.text)
        longest = _TIMES_LONGER * len(refused) + _LONGER
        for each in dict.fromkeys(joined(text) for text in suggestions if len(text) <= longest):
            place = self.check.stands(each) if each and each != refused else None
            if place == "":
                return {"suggestion": each}
            if place and not elsewhere:
                elsewhere = {"suggestion": each, "reason": f"what it should read stands {place}"}
        return elsewhere

    def _suggestions(self, near: Nearest, changes: list[Difference]) -> Iterator[str]:
        marks = self._cut_marks()
        for told in (list(with_vouchers(changes, self._atoms)), changes) if near.in_order else ():
            yield from (self._mended(told, mark) for mark in [*marks, ""])
        yield from (self._passages(near, f" {mark} ") for mark in marks)
        if near.span[1] - near.span[0] <= _TIMES_LONGER * len(self._atoms) + _LONGER:
            whole = whole_words(self.index, *near.span, self.check.scope.language)
            yield self.index.words(*whole)

    def _mended(self, changes: list[Difference], mark: str) -> str:
        """The quotation with the words of the source, or a mark where it leaves some out."""
        text = self.quoted.text
        moved = set(self._put_in(changes))
        for each in sorted(changes, key=lambda change: change.start, reverse=True):
            spend(1 + len(text) // _LETTERS_AT_ONCE)
            theirs = self.index.words(each.first, each.last)
            forms = self.index.between(each.first, each.last)
            dropped = each.start == each.end and any(map(is_word, forms))
            dropped = dropped and not moved.issuperset(forms)
            before, after = text[: each.start], text[each.end :]
            if mark and dropped:
                text = f"{before.rstrip()} {mark} {after.lstrip()}"
                continue
            left, right = self._joints(each)
            if mark and after.lstrip().startswith(mark):
                left, right = left if theirs else "", " "
            joint = left + theirs + right if theirs else left or right
            text = before.rstrip() + joint + after.lstrip()
        return text

    def _put_in(self, changes: Iterable[Difference]) -> Iterator[str]:
        """The forms that stand in the quotation only: left out at one place, they are moved."""
        for each in changes:
            if each.first == each.last:
                yield from (token.form for token in tokens(self.quoted.text[each.start : each.end]))

    def _joints(self, each: Difference) -> tuple[str, str]:
        """What parts words from those before and behind them: as in the source, else here."""
        text, atoms = self.quoted.text, self._atoms
        at = bisect_left(self._ends, each.start + 1)
        own = text[: each.start], text[each.end :]
        left = " " if not own[0] or own[0][-1:].isspace() else ""
        right = " " if own[1][:1].isspace() else ""
        if at and isinstance(atoms[at - 1], Plain):
            left = " " if self.index.parted(each.first) else ""
        later = (atoms[number] for number in range(at, len(atoms)))
        behind = next((atom for atom in later if atom.start >= each.end), None)
        if isinstance(behind, Plain):
            right = " " if self.index.parted(each.last) else ""
        return left, right

    @cached_property
    def _atoms(self) -> list[Atom | Cut]:
        marks: list[Atom | Cut] = [
            *(a for segment in self.quoted.segments for a in segment),
            *self.quoted.cuts,
        ]
        return sorted(marks, key=lambda each: each.start)

    @cached_property
    def _ends(self) -> list[int]:
        return [each.end for each in self._atoms]


def _merged(edge: Difference, others: list[Difference]) -> list[Difference]:
    """A difference at an end, with those that it touches in it."""
    apart = []
    for each in others:
        if each.first <= edge.last and edge.first <= each.last:
            edge = Difference(
                min(edge.first, each.first),
                max(edge.last, each.last),
                min(edge.start, each.start),
                max(edge.end, each.end),
            )
        else:
            apart.append(each)
    return sorted([edge, *apart])
