"""Where the citation of a quotation is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..written.document import Written
from ..written.places import Span, place_in, text_of, within

QUOTING: Final = ("excerpt", "quotation", "translation")
"""Directives whose argument cites what stands in their bodies."""
_ATTRIBUTION: Final = re.compile(r"[ \t>]*(?:--|—)[ \t]+(?P<cited>.*\S)")
_FAR: Final = 40
"""Lines of a quotation below which its attribution is looked for."""


def locator_of(written: Written, quotation: Span, typed: str) -> Span | None:
    """A locator in the citation of a quotation; behind all of it, where it has none.

    ``None`` where it is not there, or more than once: nobody knows then which is meant.
    """
    region = citation_of(written, quotation)
    if region is None:
        return None
    text = text_of(written.lines, region)
    if not typed:
        return within(region, place_in(text, len(text)), place_in(text, len(text)))
    found = list(re.finditer(rf"(?<![\w.:-]){re.escape(typed)}(?!\w)", text))
    if len(found) != 1:
        return None
    return within(region, place_in(text, found[0].start()), place_in(text, found[0].end()))


def citation_of(written: Written, quotation: Span) -> Span | None:
    """In its role, in an attribution behind it, or with the directive that it stands in."""
    place = quotation.line, quotation.column
    for role in written.roles:
        if role.content_span.holds(*place):
            text = text_of(written.lines, role.content_span)
            start = text.rfind("<") + 1
            end = max(start, len(text.rstrip().removesuffix(">")))
            there = within(role.content_span, place_in(text, start), place_in(text, end))
            return there if start else None
    return next(_behind(written, quotation), None) or _of_directive(written, quotation)


def _behind(written: Written, quotation: Span) -> Iterator[Span]:
    margin = _margin(written.lines[quotation.line])
    for number in range(quotation.end_line + 1, min(quotation.end_line + _FAR, len(written.lines))):
        line = written.lines[number]
        found = _ATTRIBUTION.match(line)
        if found is not None:
            yield Span(number, found.start("cited"), number, found.end("cited"))
        if found is not None or (line.strip(" \t>") and _margin(line) < margin):
            return
        if any(each.head == number for each in written.directives):
            return


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))


def _of_directive(written: Written, quotation: Span) -> Span | None:
    directive = written.around(quotation.line)
    if directive is None:
        return None
    if directive.name in QUOTING:
        return directive.argument_span
    cited = [each.value_span for each in directive.options if each.name == "cite"]
    return cited[-1] if cited else None
