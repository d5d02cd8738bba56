"""What is offered to be written, and what it takes the place of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from ..written.document import At
from ..written.places import Span

_WORD: Final = re.compile(r"[^\s,;<>()]*")
_PART: Final = re.compile(r"[^,;<>]*")
_MEMBER: Final = re.compile(r"[^;<>]*")


class Sort(Enum):
    """What is offered."""

    DIRECTIVE = "directive"
    OPTION = "option"
    VALUE = "value"
    SOURCE = "source"
    NAME = "name"
    WORDS = "words"


class Offer(NamedTuple):
    """What may be written: ``text`` takes the place of a span; the rest is for the reader."""

    label: str
    text: str
    span: Span
    sort: Sort
    detail: str = ""
    told: str = ""
    more: tuple[tuple[Span, str], ...] = ()
    """What else is written, elsewhere in the document."""


def plain(meaning: str) -> str:
    """What a manual says, for an editor that shows it as it stands."""
    return meaning.replace("``", "")


def in_place(at: At, text: str, sort: Sort, detail: str = "", told: str = "") -> Offer:
    """An offer for all that is typed."""
    return Offer(text, text, at.span, sort, detail, told)


def for_word(at: At, text: str, sort: Sort, detail: str = "", told: str = "") -> Offer:
    """An offer for the last word of what is typed: a key, a label."""
    return _for_last(_WORD, at, text, sort)._replace(detail=detail, told=told)


def for_part(at: At, text: str, sort: Sort, detail: str = "") -> Offer:
    """An offer for what is typed behind the last comma."""
    return _for_last(_PART, at, text, sort)._replace(detail=detail)


def for_member(at: At, text: str, sort: Sort, detail: str = "", told: str = "") -> Offer:
    """An offer for the last of several that are joined by ``;``."""
    return _for_last(_MEMBER, at, text, sort)._replace(detail=detail, told=told)


def members(at: At, values: Iterable[str]) -> Iterator[Offer]:
    """Values each of which may be the last of several."""
    for value in sorted(set(filter(None, values))):
        yield for_member(at, value, Sort.VALUE)


def _for_last(pattern: re.Pattern[str], at: At, text: str, sort: Sort) -> Offer:
    """Looked for from behind, as long lines may be; what of it is behind the place goes too."""
    found = pattern.match(at.typed[::-1])
    begun = len(found[0].rstrip()) if found else 0
    behind = pattern.match(at.behind.partition("`")[0]) if begun else None
    rest = len(behind[0].rstrip()) if behind else 0
    span = at.span
    here = Span(span.end_line, span.end_column - begun, span.end_line, span.end_column + rest)
    return Offer(text, text, here, sort)
