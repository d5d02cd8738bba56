"""Transcripts in plain text: a form feed starts a page, a line ``[p. 107]`` names one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..collation import Page, Pages
from .reading import Layout, Reading, decoded


def read(data: bytes, reading: Reading) -> Pages:
    """Read a file of lines. Raises TranscriptError where it is in another encoding."""
    text = decoded(data, reading.encoding)
    return read_plain(text, partial=reading.partial, layout=reading.layout)


def read_plain(text: str, *, partial: bool = False, layout: Layout | None = None) -> Pages:
    """Read a transcript of lines; pages with no label are numbered, on from the one before."""
    layout = layout or Layout()
    return Pages.of(labelled(_pages(text, layout)), partial=partial)


def _pages(text: str, layout: Layout) -> Iterator[tuple[str, str]]:
    """Each page's label, or nothing, and its text."""
    heads = re.compile(layout.running_head, re.MULTILINE) if layout.running_head else None
    for part in _parts(text, layout.page_break):
        label, done = "", 0
        for found in re.finditer(layout.page_label, part, re.MULTILINE):
            yield label, _body(part[done : found.start()], heads)
            label, done = _label(found), found.end()
        yield label, _body(part[done:], heads)


def _parts(text: str, page_break: str) -> Iterator[str]:
    """What stands between the breaks; `re.split` would give what a group matches too."""
    done = 0
    for found in re.finditer(page_break, text, re.MULTILINE):
        yield text[done : found.start()]
        done = found.end()
    yield text[done:]


def _label(found: re.Match[str]) -> str:
    groups = found.groupdict()
    label = groups.get("label") or (found[1] if found.re.groups else found[0])
    return " ".join((label or "").split())


def _body(text: str, heads: re.Pattern[str] | None) -> str:
    return (heads.sub("", text) if heads else text).strip("\n")


def labelled(pages: Iterable[tuple[str, str]]) -> Iterator[Page]:
    """The pages that say anything, each with a label: those with none are numbered on.

    A text that is not parted into pages at all has none.
    """
    told = [(label, text) for label, text in pages if text.strip()]
    if len(told) == 1 and not told[0][0]:
        yield Page("", told[0][1])
        return
    number = 0
    for label, text in told:
        if not label:
            number += 1
            label = str(number)
        elif label.isdecimal():
            number = int(label)
        yield Page(label, text)
