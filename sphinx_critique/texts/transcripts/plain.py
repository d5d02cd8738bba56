"""Transcripts in plain text: a form feed starts a page, a line ``[p. 107]`` names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..collation import Page, Pages
from ..collation.pages import Milestone
from .cleaning import accents, legible
from .edits import edited
from .headings import headed
from .leaves import printed
from .milestones import marked
from .reading import Layout, Reading, decoded


def read(data: bytes, reading: Reading) -> Pages:
    """Read a file of lines. Raises TranscriptError where it is in another encoding."""
    text = decoded(data, reading.encoding)
    return read_plain(text, partial=reading.partial, layout=reading.layout)


def read_plain(text: str, *, partial: bool = False, layout: Layout | None = None) -> Pages:
    """Read a transcript of lines; pages of form feeds alone are counted."""
    layout = layout or Layout()
    leaves = (edited(leaf, accents(leaf.text)) for leaf in _leaves(legible(text), layout))
    parted = re.search(layout.page_break, text, re.MULTILINE) is not None
    return Pages.of(headed(printed(leaves, layout, on=parted)), partial=partial)


def _leaves(text: str, layout: Layout) -> Iterator[Page]:
    """Each page with its label, or none, and with the lines and chapters that begin on it."""
    volume = ""
    waiting: tuple[Milestone, ...] = ()  # Named above the label of the page on which they begin.
    for part in _parts(text, layout.page_break):
        label, done = "", 0
        for found in [*re.finditer(layout.page_label, part, re.MULTILINE), None]:
            leaf = marked(Page(label, part[done : found.start() if found else None].strip("\n")))
            leaf = replace(leaf, milestones=(*waiting, *leaf.milestones))
            waiting = ()
            volume = next((m.number for m in leaf.milestones if m.unit == "volume"), volume)
            if found and not label and not leaf.text.strip():
                named = (each for each in leaf.milestones if each.unit != "volume")
                waiting = tuple(each._replace(offset=0) for each in named)
            yield leaf
            if found:
                label, done = _label(found), found.end()
                label = f"{volume}: {label}" if volume and ":" not in label else label


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
