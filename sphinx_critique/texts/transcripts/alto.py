"""Transcripts in ALTO, which text recognition writes: pages of lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..collation import Page, Pages
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
    leaves = [
        Page(page.get("PRINTED_IMG_NR") or "", "\n\n".join(filter(None, _blocks(page))))
        for page in outermost(root, "Page")
    ]
    pages = printed(leaves, reading.layout, counted=False)
    return Pages.of(pages, partial=reading.partial)


def _blocks(page: Any) -> Iterator[str]:
    for block in outermost(page, "TextBlock"):
        yield "\n".join(legible("".join(_words(line))) for line in block.iter("{*}TextLine"))


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
