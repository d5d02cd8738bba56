"""What is to be a block of its own, where it stands among words of a paragraph."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..written.document import Written
from ..written.places import Span
from .citing import QUOTING

_MARGIN: Final = re.compile(r"(?P<space>[ \t]*)(?P<mark>(?:[-*+]|#\.|\d{1,9}[.)])[ \t]+)?")
_NO_PARAGRAPH: Final = re.compile(r"[ \t]*(?:[>|+]|\.\.[ \t]|:[\w-]+:(?!`))")


class Block(NamedTuple):
    """Where words end a paragraph, begin one, and how far it is set in."""

    span: Span
    margin: str
    is_begun: bool
    goes_on: bool

    @classmethod
    def of(cls, written: Written, span: Span) -> Block | None:
        """Of words that are selected; ``None`` where they are in no paragraph, or are quoted."""
        directive = written.around(span.line)
        first, last = written.lines[span.line], written.lines[span.end_line]
        if _NO_PARAGRAPH.match(first) or (
            directive is not None and (directive.name in QUOTING or span.line < directive.body)
        ):
            return None
        found = _MARGIN.match(first)
        assert found is not None
        above = written.lines[span.line - 1].strip() if span.line else ""
        below = written.lines[span.end_line + 1 : span.end_line + 2]
        before, behind = first[found.end() : span.column].strip(), last[span.end_column :].strip()
        has_mark = bool(found["mark"])
        is_begun = bool(before or (above and not has_mark))
        margin = " " * len(found[0].expandtabs())
        start, end = span.column, span.end_column
        if before:
            start = len(first[:start].rstrip())
        if behind:
            end = len(last) - len(last[end:].lstrip())
        around = Span(span.line, start, span.end_line, end)
        return cls(around, margin, is_begun, bool(behind or (below and below[0].strip())))

    def put(self, text: str) -> str:
        """A text as a block there."""
        lines = text.split("\n")
        set_in = [lines[0], *(f"{self.margin}{line}" if line else "" for line in lines[1:])]
        before = f"\n\n{self.margin}" if self.is_begun else ""
        behind = f"\n\n{self.margin}" if self.goes_on else ""
        return f"{before}{chr(10).join(set_in)}{behind}"
