"""Quoted lists: the numbers of their items are held against those that the source has, if any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from .. import late
from ..anchoring import Span
from .check import Check
from .results import FAILED, Change, Result, Status

Label = tuple[int, str]
"""Where an item begins in a text (code points), and how it is numbered."""
_BEFORE: Final = late.pattern(
    r"(?:\A|\s)([(\[]?(?:\d{1,4}|[ivxlcdmIVXLCDM]{1,8}|[a-zA-Z])[.)\]]{1,2})\s+\Z"
)
_FARTHEST: Final = 20


def check_list(check: Check, text: str, labels: Sequence[Label]) -> Result:
    """What the check of a quotation comes to whose items are numbered.

    A source that has no numbers where the items begin leaves them free; ``check`` is of the text
    without them.
    """
    bare = check.of(text)
    if not labels or bare.status is Status.UNCHECKED:
        return bare
    numbered = _numbered(check, text, labels)
    if numbered.status not in FAILED:
        return numbered
    if bare.status in FAILED:
        return min(bare, numbered, key=lambda each: (each.found is None, len(each.changes)))
    theirs = _labels_before(check, text)
    bare_number = _bare(labels[0][1])
    if labels[0][0] > 0 or not all(theirs) or bare_number in map(_bare, theirs):
        return bare
    change = Change("replace", theirs[0], labels[0][1])
    return replace(bare, status=Status.MISQUOTED, changes=(change, *bare.changes))


def _bare(label: str) -> str:
    """A number without the signs around it, which are a matter of how lists are set."""
    return label.strip("()[].")


def _numbered(check: Check, text: str, labels: Sequence[Label]) -> Result:
    """The check of the text with the numbers in it, its cuts as spans of the text without."""
    emphasis = tuple(_moved(span, labels) for span in check.scope.emphasis)
    own = Check(check.index, replace(check.scope, emphasis=emphasis))
    result = own.of(_with(text, labels))
    widths = [len(label) + 1 for _, label in labels]
    places = [at + sum(widths[:number]) for number, (at, _) in enumerate(labels)]
    back = (
        (_back(start, places, widths), _back(end, places, widths))
        for start, end in result.cut_spans
    )
    return replace(result, cut_spans=tuple(back))


def _with(text: str, labels: Iterable[Label]) -> str:
    for at, label in sorted(labels, reverse=True):
        text = f"{text[:at]}{label} {text[at:]}"
    return text


def _moved(span: Span, labels: Sequence[Label]) -> Span:
    start, end = (at + sum(len(label) + 1 for own, label in labels if own <= at) for at in span)
    return start, end


def _back(at: int, places: Sequence[int], widths: Sequence[int]) -> int:
    return at - sum(width for place, width in zip(places, widths, strict=True) if place < at)


def _labels_before(check: Check, text: str) -> list[str]:
    """The number before each place where words stand; nothing where there is none."""
    found = []
    for span, _ in check.everywhere(text):
        start = check.index.starts[span[0]]
        label = _BEFORE.search(check.index.text, max(0, start - _FARTHEST), start)
        found.append(label[1] if label else "")
    return found
