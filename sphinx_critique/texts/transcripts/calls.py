"""The calls of notes in plain text: numbers and signs that stand against the words they follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ..anchoring import Span
from ..collation.signs import RAISED
from .raised import BEHIND_WORDS

SIGNS: Final = "*∗†‡§¶‖∥#"
"""What calls notes where they are not numbered."""
_STOPS: Final = ".,;:!?)\\]”’\"'»…"
_ON_THE_LINE: Final = str.maketrans(RAISED, "0123456789abcdefghi")
_SIGN: Final = re.compile(
    rf"[\d{SIGNS}]+|[{RAISED}]+|\((?:\d{{1,2}}|[a-z]|[{SIGNS}]{{1,3}})\)|\[[a-z]\]"
    r"|(?<=[.,;:!?”»…)])[a-z](?!\w)"
)
_BEFORE_LETTERS: Final = re.compile(r"[^\W\d_]{2}[.,;:!?”»…)]{1,2}\Z")
_BEFORE_BRACKETS: Final = re.compile(
    r"(?:(?:[^\W\d_]{4}[”»…)]?|[^\W\d_]{2}[.!?][”»]?) ?|[^\W\d_]{2}[,;:”»…)]{1,2})\Z"
)
_MEASURED: Final = re.compile(r"\d\s?[^\W\d_]+\Z")
_CLOSED: Final = re.compile(rf"[^\W\d_][{_STOPS}]{{1,2}}\Z|[^\W\d_]{{3}}\Z")
# What has a number after it that is its own.
_COUNTS: Final = frozenset(
    "no nos nr num fig figs vol vols p pp pg page pages ch chap chapter art sec sect l ll line"
    " lines n nn note notes bd s t tom cf ca c eq eqs pl pls pt pts part ex op st v vv verse bk"
    " book item jan feb mar apr may jun jul aug sep sept oct nov dec table tab step type figure"
    " volume".split()
)
_NEAR: Final = 3
_BACK: Final = 40


@dataclass
class Leaf:
    """A page as its furniture is found; ``small``: what is set in smaller type.

    ``signs``: where the notes at its foot have theirs.
    """

    text: str
    small: Sequence[Span]
    lines: list[Span]
    furniture: list[Span] = field(default_factory=list)
    signs: dict[int, int] = field(default_factory=dict)

    def is_furniture(self, span: Span) -> bool:
        """Whether something stands within what was found."""
        return any(start <= span[0] and span[1] <= end for start, end in self.furniture)

    def is_small(self, line: Span) -> bool:
        """Whether all of a line is set in smaller type."""
        start, end = line
        at = start
        for first, last in self.small:
            if first <= at < last:
                at = last
            while at < end and self.text[at].isspace():
                at += 1
        return at >= end


class _Call(NamedTuple):
    page: int
    sign: str
    span: Span
    word: str
    weak: bool
    raised: bool


def calls_of(leaf: Leaf, signs: set[str], end: int) -> list[Span]:
    """Where the notes that have some signs are called, before a place; once each, or nowhere.

    A note that is numbered in brackets may be called by `1` and by `(1)`, of which it has both.
    """
    found: dict[str, list[_Call]] = {}
    for call in _calls(0, leaf, end):
        if call.sign in signs and not call.weak:
            found.setdefault(call.sign.strip("()"), []).append(call)
    closed = {sign: [c for c in calls if not c.word] or calls for sign, calls in found.items()}
    return [calls[0].span for calls in closed.values() if len(calls) == 1]


def bracketed(text: str, end: int) -> set[str]:
    """All that may call notes in round brackets before a place, without these."""
    return {each[1] for each in re.finditer(r"\((\d{1,2}|[a-z])\)", text[:end])}


def plain_sign(sign: str) -> str:
    """The sign of a note or a call as it is on the line: `1` for `¹`."""
    return sign.translate(_ON_THE_LINE)


def chained(leaves: Sequence[Leaf]) -> None:
    """Take as calls the numbers that count on from one to the next, not all of them behind words.

    Of words that end in numbers (`Group1`, `Group2`, `Unit3`) none is parted.
    """
    calls = [
        call
        for page, leaf in enumerate(leaves)
        for call in _calls(page, leaf, len(leaf.text))
        if call.sign.isdecimal()
    ]
    for at, call in enumerate(calls):
        around = calls[max(0, at - _NEAR) : at + _NEAR + 1]
        if any(_follow(call, other) for other in around):
            leaves[call.page].furniture.append(call.span)


def _follow(call: _Call, other: _Call) -> bool:
    step = 1 if (other.page, other.span) > (call.page, call.span) else -1
    return (
        int(other.sign) - int(call.sign) == step
        and abs(other.page - call.page) <= _NEAR
        and not (other.weak and call.weak)
        and not (call.word and other.word and not _are_notes(call, other))
    )


def _are_notes(call: _Call, other: _Call) -> bool:
    """Whether two that count on are raised, and not to be taken for a square and a cube."""
    return call.raised and other.raised and {call.sign, other.sign} != {"2", "3"}


def _calls(page: int, leaf: Leaf, end: int) -> Iterator[_Call]:
    """What may call a note in the text of a page, up to a place."""
    found = (_placed(leaf.text, each) for each in _SIGN.finditer(leaf.text, 0, end))
    places = dict(filter(None, found))
    raised = {span for span in leaf.small if _is_raised(leaf, span, end)}
    for span in sorted({*places, *raised}):
        if leaf.is_furniture(span):
            continue
        before = leaf.text[max(0, span[0] - _BACK) : span[0]]
        word = re.search(r"([^\W\d_]+)\W*\Z", before)
        name = word[1].lower() if word else ""
        if name in _COUNTS and span not in raised:
            continue
        closed = before[-1:] in "”’\"'»)" or bool(re.search(r"[^\W\d_][.,;:!?]+\Z", before))
        sign = _named(leaf.text[slice(*span)])
        kept = "" if closed and name not in _COUNTS else name
        is_raised = leaf.text[span[0]] in RAISED
        yield _Call(page, sign, span, kept, places.get(span, False), is_raised)


def _placed(text: str, found: re.Match[str]) -> tuple[Span, bool] | None:
    """Where what may be a call stands, and whether it stands apart from the word before it."""
    start, end = found.span()
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if end - start > 3 or after[:1].isalnum() or not before:
        return None
    if (behind := _behind(found[0])) is not None:
        stands = behind.search(text, max(0, start - _BACK), start)
        measured = found[0] in "²³" and _MEASURED.search(text, max(0, start - _BACK), start)
        return ((start, end), False) if stands and not measured else None
    if not found[0].isdecimal():
        alone = found[0].strip(SIGNS) or before[-1].isspace()
        return None if alone else ((start, end), False)
    if after[:1] in tuple(".,:") and after[1:].isdecimal():
        return None
    if before[-1] == "[" and after[:1] == "]":
        attached = before[:-1].strip() and "\n" not in before
        return ((start - 1, end + 1), False) if attached else None
    if before[-1] == " " and before[-2:-1].isalpha() and after[:1] in ("—", "–"):
        return (start, end), True
    return ((start, end), False) if _CLOSED.search(before) else None


def _behind(sign: str) -> re.Pattern[str] | None:
    """What must stand before a sign that is no number on the line."""
    if sign[0] in "([":
        return _BEFORE_BRACKETS
    if sign[0] in RAISED:
        return BEHIND_WORDS
    return _BEFORE_LETTERS if sign.isalpha() else None


def _named(sign: str) -> str:
    """A call as it is compared with the signs of notes: `(a)` for `[a]`, `1` for `[1]`."""
    bare = sign.strip("[]")
    return f"({bare})" if bare != sign and bare.isalpha() else plain_sign(bare)


def _is_raised(leaf: Leaf, span: Span, end: int) -> bool:
    start, stop = span
    text = leaf.text[start:stop]
    attached = start > 0 and not leaf.text[start - 1].isspace()
    return stop <= end and attached and bool(re.fullmatch(rf"\d{{1,3}}|[{SIGNS}]{{1,3}}", text))
