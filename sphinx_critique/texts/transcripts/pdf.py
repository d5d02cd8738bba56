"""Transcripts in PDF: the text layer, page by page, by the labels that its pages have."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO
from typing import Any, Final, NamedTuple

from pypdf import PdfReader, apply_configuration
from pypdf.generic import ArrayObject, NameObject, NumberObject

from ..anchoring import Span
from ..collation import Page, Pages
from ..collation.pages import Milestone
from .cleaning import accents, legible
from .edits import edited
from .foliation import foliated
from .leaves import printed
from .reading import MAX_BYTES, PAGE_LABEL, Reading, TranscriptError
from .set_in import line_at, told

_MOST_SECONDS: Final = 120
_MOST_PAGES: Final = 10_000
_MOST_PACKED: Final = 32 * 2**20
"""Bytes of a stream that may go through its filters; in base 85 each takes a hundred of memory."""
_SMALLER: Final = 0.93
"""Type of notes and their calls, as a part of that of the text."""


class _Piece(NamedTuple):
    """Text in type of one size, and where it begins on its page."""

    text: str
    size: float
    left: float = 0.0
    top: float = 0.0


def read(data: bytes, reading: Reading) -> Pages:
    """Read a text layer. Raises TranscriptError where there is none, or it is locked."""
    with _silence(), apply_configuration(stream_decoding_work_maximum_length=_MOST_PACKED):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TranscriptError("it is locked with a password; give a copy that is not")
        leaves = list(_leaves(reader))
        has_labels = "/PageLabels" in reader.root_object
    if not any(leaf.text.strip() for leaf in leaves):
        raise TranscriptError(
            "it has no text layer, only pictures of pages; give it one (OCR), or give its text"
        )
    named = reading.layout.page_label
    if named != PAGE_LABEL:
        leaves = [replace(leaf, label=_label(leaf.text, named)) for leaf in leaves]
    elif not has_labels and reading.layout.first_page is None:
        leaves = foliated(leaves) or leaves
    pages = printed(leaves, reading.layout, on=named != PAGE_LABEL)
    return Pages.of(told(pages), partial=reading.partial)


def _label(text: str, pattern: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return ""
    label = found.groupdict().get("label") or (found[1] if found.re.groups else found[0])
    return " ".join((label or "").split())


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


def _leaves(reader: PdfReader) -> Iterator[Page]:
    """Each page with its label; what is set in smaller type than the text is its ``emphasis``."""
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise TranscriptError(f"it has {count:,} pages; give only those that are quoted")
    started, size = time.monotonic(), 0
    every: list[list[_Piece]] = []
    for page in reader.pages:
        every.append(_pieces(page))
        size += sum(len(piece.text) for piece in every[-1])
        if time.monotonic() - started > _MOST_SECONDS or size > MAX_BYTES:
            raise TranscriptError(
                f"its text could not be read in {_MOST_SECONDS} seconds, or there is too much"
                " of it; give only the pages that are quoted, and mark it partial"
            )
    usual = _usual_size(every)
    for label, pieces in zip(reader.page_labels, every, strict=False):
        text = "".join(piece.text for piece in pieces)
        leaf = Page(label, text, tuple(_small(pieces, usual)), milestones=tuple(_lines(pieces)))
        yield edited(leaf, accents(text))


def _pieces(page: Any) -> list[_Piece]:
    pieces: list[_Piece] = []

    def visit(text: str, at: Sequence[float], matrix: Sequence[float], _: Any, size: float) -> None:
        scale = (abs(at[3]) or 1.0) * (abs(matrix[3]) or 1.0)
        left = matrix[4] * at[0] + matrix[5] * at[2] + at[4]
        top = -(matrix[4] * at[1] + matrix[5] * at[3] + at[5])
        # Control characters are replaced one for one: no place moves.
        pieces.append(_Piece(legible(text), size * scale, left, top))

    for font in _fonts(page):
        _forget_visible_space(font)
    whole = page.extract_text(visitor_text=visit)
    # What pypdf shows its visitors is all there is, or else sizes are of no use.
    joined = "".join(piece.text for piece in pieces)
    return pieces if joined == legible(whole) else [_Piece(legible(whole), 0.0)]


def _fonts(page: Any) -> Iterator[Any]:
    with suppress(KeyError, AttributeError, TypeError):
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def _forget_visible_space(font: Any) -> None:
    """Keep pypdf from measuring words apart by a sign that stands where others have the space.

    Fonts of LaTeX (T1) have one, wider than the spaces of a tight line, which then run together.
    """
    with suppress(KeyError, AttributeError, TypeError, IndexError):
        place = 32 - font["/FirstChar"]
        widths = font["/Widths"]
        if place >= 0 and not _has_space(font["/Encoding"]["/Differences"]):
            font[NameObject("/Widths")] = ArrayObject(
                NumberObject(0) if n == place else each for n, each in enumerate(widths)
            )


def _has_space(differences: Sequence[Any]) -> bool:
    code = 0
    for each in differences:
        if isinstance(each, int):
            code = each
            continue
        if code == 32:
            return bool(each == "/space")
        code += 1
    return False


def _lines(pieces: Sequence[_Piece]) -> Iterator[Milestone]:
    """Where each line begins on its page, by the first of it that says anything."""
    start, is_new = 0, True
    for text, size, left, top in pieces:
        if is_new and size and text.strip():
            yield line_at(start, left, top, size)
            is_new = False
        is_new = is_new or "\n" in text
        start += len(text)


def _usual_size(every: Sequence[Sequence[_Piece]]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for pieces in every:
        for text, size, *_ in pieces:
            sizes[round(size, 1)] += len(text.strip())
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _small(pieces: Sequence[_Piece], usual: float) -> Iterator[Span]:
    start = 0
    for text, size, *_ in pieces:
        bare = text.strip()
        if bare and 0 < size < _SMALLER * usual:
            first = start + text.index(bare)
            yield first, first + len(bare)
        start += len(text)
