"""How what is wrong can be mended, with one key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from ....sources.checked import Checked
from ....texts.collation import Result, Status
from ....texts.collation.marks import SQUARE
from ....texts.collation.whereabouts import is_page
from ..reading.heard import Said
from ..reading.opened import Opened
from ..written.places import Place, Span, signs_around, text_of, with_signs
from .citing import locator_of
from .diagnosing import MOST_SAID, Doubted, doubts, lines_as_said, quoted, span_of
from .meaning import nearest_to
from .merging import merged

_MEANT: Final = re.compile(r"did you mean “([^”]+)”")
_NEAREST: Final = re.compile(r"the nearest words there are “([^”]+)”")
_TIMES: Final = re.compile(r"stands (\d+) times")
_CELL: Final = re.compile(r"\s*(?:\|.*\||\+[-=+]+\+)\s*$")
"""A line of a table that is drawn."""
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
_MOST: Final = 9
_MOST_WORDS: Final = 600
"""Words of a quotation up to which what is left out is looked for."""


class Fix(NamedTuple):
    """What to write in the place of a span, and what that is called.

    It mends what is said (``message``) of words that begin on a ``line``.
    """

    title: str
    place: Place
    text: str
    line: int
    message: str


def fixes(project: Opened, file: str, line: int, end_line: int) -> list[Fix]:
    """What can be mended on some lines of a document."""
    found = doubts(project)
    made: list[Fix] = []
    lines = project.lines(file)
    number_here = lines_as_said(file, lines)
    for said in [each for each in project.said() if each.file == file][:MOST_SAID]:
        doubt = found.get((said.file, said.line, said.message))
        span = span_of(lines, said, number_here(said.line - 1), doubt)
        if span.line <= end_line and line <= span.end_line:
            fixing = _Fixing(project, file, lines, said, span)
            if doubt is None:
                made += fixing.of_words()
            elif quoted(lines, number_here(said.line - 1), doubt) == span:
                made += fixing.of_quotation(doubt)
    return made


class _Fixing:
    """The ways to mend one thing."""

    def __init__(
        self, project: Opened, file: str, lines: Sequence[str], said: Said, span: Span
    ) -> None:
        self.project = project
        self.file = file
        self.lines = lines
        self.said = said
        self.span = span

    def _fix(self, title: str, span: Span, text: str) -> Fix:
        return Fix(title, Place(self.file, span), text, self.span.line, self.said.message)

    def of_words(self) -> Iterator[Fix]:
        """The name that may be meant, the lemma as it stands, or which of several is meant."""
        if self.said.code == "critique.lemma" and (head := self._glued()) is not None:
            yield self._fix("Part its own words from the lemma", Span(head, 0, head, 0), "\n")
            return
        meant, nearest = (each.search(self.said.message) for each in (_MEANT, _NEAREST))
        found = [each[1] for each in (meant, nearest) if each is not None]
        for each in found or nearest_to(self.project, self.said):
            named = each if self._text(self.span)[:1] == ":" else each.strip(":")
            yield self._fix(f"Write “{named}”", self.span, named)
        times = _TIMES.search(self.said.message)
        if times is not None and self.said.code == "critique.lemma":
            typed = self._text(self.span)
            for number in range(1, min(int(times[1]), _MOST) + 1):
                yield self._fix(
                    f"Mean place {number}: [{number}]", self.span, f"{typed} [{number}]"
                )

    def _glued(self) -> int | None:
        """The line at which the words of a note begin that stand directly under its lemma."""
        written = self.project.written(self.file)
        head = self.said.line - 1
        below = head + 1
        is_note = any(each.head == head and each.end > below for each in written.directives)
        if written.is_myst or not is_note or not self.lines[below].strip():
            return None
        return None if self.lines[below].lstrip()[:1] == ":" else below

    def of_quotation(self, doubt: Doubted) -> Iterator[Fix]:
        """The words as they should read, a cut mark, the page on which they stand."""
        result = doubt.checked.result
        if self.said.code == "critique.emphasis":
            yield from self._emphasis(doubt.checked)
        elif result.status is Status.MISQUOTED:
            yield from self._words(result, doubt.quotation.text)
        elif result.status is Status.MISPLACED and result.found is not None:
            yield from self._page(doubt.checked, result.found.page)

    def _words(self, result: Result, text: str) -> Iterator[Fix]:
        only_left_out = all(change.op == "delete" for change in result.changes)
        span = with_signs(self.lines, self.span, text)
        lines = self.lines[span.line : span.end_line + 1]
        if self._is_drawn(span) or not all(map(str.strip, lines)) or any(map(_CELL.match, lines)):
            return  # Its words are not its own, it has paragraphs, or stands in a drawn table.
        whole = result.found.text if result.found else ""
        is_cut = only_left_out and result.suggestion != whole
        what = "Mark what is left out" if is_cut else "Quote as it stands"
        mended = list(self._quote(what, span, text, result.suggestion))
        if is_cut and whole:
            mended += self._quote("Quote in full", span, text, whole)
        yield from mended
        if not mended and only_left_out and whole:
            yield from self._cuts(whole)

    def _is_drawn(self, span: Span) -> bool:
        """Whether an option says which words they are."""
        directive = self.project.written(self.file).around(span.line)
        return directive is not None and span.line < directive.body

    def _quote(self, what: str, span: Span, text: str, words: str) -> Iterator[Fix]:
        """Write words with their signs, so that none of these stands twice."""
        before, behind = signs_around(text)
        if span.column == self.span.column:
            words = words.removeprefix(before)
        if span.end_column == self.span.end_column:
            words = words.removesuffix(behind)
        typed = text_of(self.lines, span)
        mended = merged(typed, words) if words else None
        if mended is not None and mended != typed:
            yield self._fix(f"{what}: “{words}”", span, mended)

    def _cuts(self, found: str) -> Iterator[Fix]:
        """A mark wherever words of the source are left out."""
        ours = [(n, m) for n, m in self._tokens()]
        theirs = _WORD.findall(found)
        if max(len(ours), len(theirs)) > _MOST_WORDS:
            return
        matcher = SequenceMatcher(None, [m[0] for _, m in ours], theirs, autojunk=False)
        marks = self.project.domain.settings.cut_marks.split()
        mark = SQUARE if SQUARE in marks else marks[0]
        for tag, start, _end, first, last in matcher.get_opcodes():
            if tag == "insert" and 0 < start < len(ours):
                number, token = ours[start - 1]
                span = Span(number, token.end(), number, token.end())
                left_out = " ".join(theirs[first:last])
                yield self._fix(f"Mark that “{left_out}” is left out: {mark}", span, f" {mark}")

    def _tokens(self) -> Iterator[tuple[int, re.Match[str]]]:
        span = self.span
        for number in range(span.line, span.end_line + 1):
            start = span.column if number == span.line else 0
            end = span.end_column if number == span.end_line else len(self.lines[number])
            for token in _WORD.finditer(self.lines[number], start, end):
                yield number, token

    def _page(self, checked: Checked, page: str) -> Iterator[Fix]:
        place = locator_of(self.project.written(self.file), self.span, checked.locator)
        if is_page(page) and place is not None:
            yield self._fix(f"Cite page {page}", place, page)

    def _emphasis(self, checked: Checked) -> Iterator[Fix]:
        result = checked.result
        words = [
            f"emphasis {word}"
            for word, there in (("added", result.added), ("removed", result.removed))
            if there
        ]
        place = locator_of(self.project.written(self.file), self.span, checked.locator)
        if place is not None:
            behind = Span(place.end_line, place.end_column, place.end_line, place.end_column)
            for each in words:
                yield self._fix(f"Say “{each}”", behind, f", {each}")

    def _text(self, span: Span) -> str:
        if span.line == span.end_line:
            return self.lines[span.line][span.column : span.end_column]
        between = self.lines[span.line + 1 : span.end_line]
        ends = self.lines[span.line][span.column :], self.lines[span.end_line][: span.end_column]
        return " ".join([ends[0].strip(), *(each.strip() for each in between), ends[1].strip()])
