"""Transcripts in PDF: the text layer, page by page, by the labels that its pages have."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from pypdf import PdfReader

from ..collation import Pages
from .plain import labelled
from .reading import MAX_BYTES, Reading, TranscriptError

_MOST_SECONDS: Final = 120
_MOST_PAGES: Final = 10_000


def read(data: bytes, reading: Reading) -> Pages:
    """Read a text layer. Raises TranscriptError where there is none, or it is locked."""
    with _silence():
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TranscriptError("it is locked with a password; give a copy that is not")
        texts = list(_texts(reader, reading.layout.running_head))
    if not any(text.strip() for _, text in texts):
        raise TranscriptError(
            "it has no text layer, only pictures of pages; give it one (OCR), or give its text"
        )
    return Pages.of(labelled(iter(texts)), partial=reading.partial)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep pypdf from saying what it thinks of a file, page by page."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _texts(reader: PdfReader, running_head: str) -> Iterator[tuple[str, str]]:
    """Each page's label and text."""
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise TranscriptError(f"it has {count:,} pages; give only those that are quoted")
    heads = re.compile(running_head, re.MULTILINE) if running_head else None
    started, size = time.monotonic(), 0
    for label, page in zip(reader.page_labels, reader.pages, strict=False):
        text = page.extract_text()
        size += len(text)
        if time.monotonic() - started > _MOST_SECONDS or size > MAX_BYTES:
            raise TranscriptError(
                f"its text could not be read in {_MOST_SECONDS} seconds, or there is too much"
                " of it; give only the pages that are quoted, and mark it partial"
            )
        text = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
        yield label, (heads.sub("", text) if heads else text).strip("\n")
