"""Transcripts in ALTO, which text recognition writes: pages of lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ..collation import Page, Pages
from ..collation.pages import Milestone
from . import set_in
from .cleaning import legible
from .leaves import printed
from .markup import local_name, outermost, read_xml
from .reading import Reading, TranscriptError


def read(data: bytes, reading: Reading) -> Pages:
    """Read an ALTO document. Raises TranscriptError, and what lxml raises."""
    root = read_xml(data)
    if local_name(root) != "alto":
        raise TranscriptError(f"it is no ALTO: its root is <{local_name(root)}>")
    return read_root(root, reading)


def read_root(root: Any, reading: Reading) -> Pages:
    """Read a document of which the root is there."""
    leaves = map(_leaf, outermost(root, "Page"))
    pages = set_in.told(printed(leaves, reading.layout, counted=False))
    return Pages.of(pages, partial=reading.partial)


def _leaf(page: Any) -> Page:
    text, places = "", list[Milestone]()
    for block in outermost(page, "TextBlock"):
        lines = list(block.iter("{*}TextLine"))
        text += "\n\n" if text and lines else ""
        for number, line in enumerate(lines):
            text += "\n" if number else ""
            places += _places(line, len(text))
            text += legible("".join(_words(line)))
    return Page(page.get("PRINTED_IMG_NR") or "", text, milestones=tuple(places))


def _places(line: Any, offset: int) -> Iterator[Milestone]:
    """Where a line is set, if that is told."""
    with suppress(ValueError):
        left, top, size = (float(line.get(each) or "x") for each in ("HPOS", "VPOS", "HEIGHT"))
        yield set_in.line_at(offset, left, top, size)


def _words(line: Any) -> Iterator[str]:
    before = False
    for each in line:
        name = local_name(each)
        if name == "String":
            # Some write no spaces, and all know where their words are parted.
            yield (" " if before else "") + (each.get("CONTENT") or "")
        elif name == "HYP":
            yield each.get("CONTENT") or "-"
        before = name != "HYP"
