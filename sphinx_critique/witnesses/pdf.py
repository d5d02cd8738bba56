"""Transcripts in PDF: the text layer, page by page, by the labels that its pages have."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader

from ..quotation import Page, Pages

_MOST_SECONDS: Final = 120
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, reading: Any) -> Pages:
    """Read a text layer. Raises TranscriptError where there is none, or it is locked."""
    from . import TranscriptError

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise TranscriptError("it is locked with a password; give a copy that is not")
    pages = list(_pages(reader, reading.layout.running_head))
    if not any(page.text.strip() for page in pages):
        raise TranscriptError(
            "it has no text layer, only pictures of pages: give it one (OCR), or its text"
        )
    return Pages.of((p for p in pages if p.text.strip()), partial=reading.partial)


def _pages(reader: PdfReader, running_head: str) -> Iterator[Page]:
    from . import TranscriptError

    heads = re.compile(running_head, re.MULTILINE) if running_head else None
    labels = reader.page_labels
    started = time.monotonic()
    for number, page in enumerate(reader.pages):
        if time.monotonic() - started > _MOST_SECONDS:
            raise TranscriptError(f"its text could not be read in {_MOST_SECONDS} seconds")
        text = page.extract_text()
        label = labels[number] if number < len(labels) else str(number + 1)
        yield Page(label, heads.sub("", text) if heads else text)
