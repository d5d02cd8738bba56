"""What a quotation is held against, and what the check of it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from ..anchoring import Span
from ..loci import Citation, Emphasis, Locator, read_locator
from .marks import CUT_MARKS

_NO_LOCATOR: Final = read_locator("")


class Status(StrEnum):
    """What a check comes to, best first; a quotation in fragments has the worst of theirs."""

    VERBATIM = "verbatim"
    """The words stand there, whole.

    Free are white space, hyphens at the ends of lines and pages, ligatures, the style of quote
    marks and dashes, the case of the first letter, and signs at the end or beside a quote mark.
    """
    MARKED = "marked"
    """They do once what is marked is undone.

    Marked are words left out (``…``, ``[…]``), put in (``[words]``), letters altered
    (``[f]ormer``, ``demand[s]``), and ``[sic]``.
    """
    UNCHECKED = "unchecked"
    """There is nothing to check them against.

    No source is cited or there is no transcript of it, not that page, or a gap among the words;
    the words are ``my translation``, or ``:unchecked:`` gives a reason.
    """
    MISPLACED = "misplaced"
    """They stand there, but not on the pages cited.

    The pages are named on which they do.
    """
    MISQUOTED = "misquoted"
    """Words like them stand there, with changes that nothing marks.

    What differs is shown word by word, with the quotation as it should read.
    """
    NOT_FOUND = "not found"
    """Nothing like them stands there.

    The nearest passage is named.
    """


_EMPHASIS: Final = ("", "same", "added", "removed", "differs")
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
    check_emphasis: bool = True
    """Whether what is set apart is held against the source."""
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
        check_emphasis: bool = True,
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
            check_emphasis,
            any(each.translated for each in tails),
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What was found.

    ``changes``: what differs and may not; ``listed``: what differs and may (signs at the end and
    beside quote marks, the first letter, words run together there). ``cuts``: the words left out,
    each in turn; ``passed``: page furniture passed over; ``context``: the rest of the first and of
    the last sentence; ``hides``: the words by which what is left out turns the sentence.
    ``added`` and ``removed``: words set apart here and not in the source, and the other way round.
    """

    status: Status
    found: Passage | None = None
    changes: tuple[Change, ...] = ()
    listed: tuple[Change, ...] = ()
    cuts: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    emphasis: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    suggestion: str = ""
    reason: str = ""
    place: str = ""
    """Whether the place cited was compared: ``checked`` or ``unchecked``; ``why`` it was not."""
    why: str = ""
    limit: str = ""
    """The limit past which comparing was given up, if it was."""
    cut_spans: tuple[Span, ...] = field(default=(), compare=False)
    """Spans (code points) of the quotation that mark the cuts."""
    passed_at: tuple[int, ...] = field(default=(), compare=False)
    """Where in the text found (code points) each of ``passed`` stands, if it is known."""

    def moved(self, offset: int) -> Result:
        """The same of a quotation that begins so much later in its text."""
        spans = tuple((start + offset, end + offset) for start, end in self.cut_spans)
        return replace(self, cut_spans=spans)


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
        passed=tuple(text for each in results for text in each.passed),
        passed_at=(),
        context=tuple(part for each in results for part in each.context),
        hides=tuple(dict.fromkeys(word for each in results for word in each.hides)),
        added=tuple(word for each in results for word in each.added),
        removed=tuple(word for each in results for word in each.removed),
        emphasis=max((each.emphasis for each in together), key=_EMPHASIS.index, default=""),
    )
