"""How a transcript is to be read, and what every reader of one has to do with."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Final

MAX_BYTES: Final = 64 * 2**20
"""The largest file that is read; of one that is packed, the most that is unpacked."""

PAGE_BREAK: Final = r"\f"
PAGE_LABEL: Final = r"^[ \t]*\[p\.\s*(?P<label>[^\]\n]+?)\s*\][ \t]*$"

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NO_ENCODINGS: Final = frozenset(
    ("punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined")
)
"""What Python calls encodings; no text is in them, and some take long."""


class TranscriptError(Exception):
    """A transcript cannot be read: a sentence that tells its author why, and what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages are told apart: regular expressions, each tried on every line.

    ``page_label``'s first group (or the one named ``label``) is a label; what ``running_head``
    matches is no part of the text. ``first_page`` is the number of the first page, from which the
    others are counted, whatever they are called in the file.
    """

    page_break: str = PAGE_BREAK
    page_label: str = PAGE_LABEL
    running_head: str = ""
    first_page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a transcript is to be read.

    ``encoding``: of text and HTML that do not name their own. ``layout``: how pages of plain text
    are told apart, and the running heads there and in PDF. ``errata``: what stands wrongly in the
    transcript, and what stands in the source. ``first_version``: of what its writer or editor
    changed, the words are those before the change.
    """

    partial: bool = False
    encoding: str = "utf-8"
    layout: Layout = field(default_factory=Layout)
    errata: tuple[tuple[str, str], ...] = ()
    first_version: bool = False


def decoded(data: bytes, encoding: str) -> str:
    """The text of a file, with ``\\n`` alone at the ends of its lines.

    A byte order mark says more than ``encoding`` where that is UTF-8. Raises TranscriptError.
    """
    try:
        name = codecs.lookup(encoding).name
        if name.replace("-", "_") in _NO_ENCODINGS:
            raise LookupError(f"unknown encoding: {encoding}")
        if name == "utf-8":
            encoding = next((_MARKS[mark] for mark in _MARKS if data.startswith(mark)), encoding)
        text = data.decode(encoding)
    except LookupError as error:
        raise TranscriptError(
            f"{error}; give its encoding as “latin-1” or “cp1252”, say"
        ) from error
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"it is not in {encoding.upper()} (see byte {error.start}); save it as UTF-8,"
            ' or give its encoding: {"path": …, "encoding": "latin-1"}'
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
