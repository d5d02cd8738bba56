"""Witnesses: transcripts as they lie on disk, read into pages of text; no Sphinx in here.

Each form has a reader (:data:`FORMS`), which is loaded when a file of that form is first read.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ..collation import Pages
from .errata import mended, read_errata
from .plain import Layout, read_plain

__all__ = [
    "FORMS",
    "MAX_BYTES",
    "Layout",
    "Reading",
    "TranscriptError",
    "decoded",
    "read_errata",
    "read_transcript",
]

MAX_BYTES: Final = 64 * 2**20
"""The largest file that is read; of one that is packed, the most that is unpacked."""

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class TranscriptError(Exception):
    """A transcript cannot be read: a sentence that tells its author why, and what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a transcript is to be read.

    ``encoding``: of text and HTML that do not name their own. ``layout``: how pages of plain text
    are told apart, and the running heads there and in PDF. ``errata``: what stands wrongly in the
    transcript, and what stands in the source.
    """

    partial: bool = False
    encoding: str = "utf-8"
    layout: Layout = field(default_factory=Layout)
    errata: tuple[tuple[str, str], ...] = ()


def read_transcript(path: Path, reading: Reading) -> Pages:
    """Read a transcript in the form that its suffix names, with its errata mended.

    Raises TranscriptError, which names the file, whatever goes wrong.
    """
    try:
        return _read(path, reading)
    except TranscriptError as error:
        raise TranscriptError(f"{path.name}: {error}") from error
    except MemoryError:
        raise
    except ImportError as error:
        message = f"reading it takes {error.name}: install it (pip install {error.name})"
        raise TranscriptError(f"{path.name}: {message}") from error
    except OSError as error:
        message = f"it cannot be read: {error.strerror or error}"
        raise TranscriptError(f"{path.name}: {message}") from error
    except Exception as error:  # The libraries that read the forms raise all kinds.
        message = f"it cannot be read ({_said(error)}); mend it, or give it in another form"
        raise TranscriptError(f"{path.name}: {message}") from error


def _read(path: Path, reading: Reading) -> Pages:
    reader = FORMS.get(path.suffix.lower())
    if reader is None:
        forms = ", ".join(FORMS)
        raise TranscriptError(f"a transcript cannot be of this form; the forms are {forms}")
    if not path.exists():
        raise TranscriptError(f"there is no such file in {path.parent}")
    if not path.is_file():
        raise TranscriptError("it is no file; name the file itself")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TranscriptError(
            f"it is too large ({size / 2**20:.0f} MiB; at most {MAX_BYTES // 2**20} are read);"
            " give only the pages that are quoted, and mark it partial"
        )
    pages = reader(path, reading)
    if not pages.pages:
        raise TranscriptError("there is no text in it; give the text that is quoted")
    if not reading.errata:
        return pages
    return replace(pages, pages=tuple(mended(page, reading.errata) for page in pages.pages))


def _said(error: Exception) -> str:
    """What a library says of an error, on one line."""
    text = str(getattr(error, "msg", None) or error)
    return f"{type(error).__name__}: {' '.join(text.split())[:200]}"


def decoded(data: bytes, encoding: str) -> str:
    """The text of a file, with ``\\n`` alone at the ends of its lines.

    A byte order mark says more than ``encoding`` where that is UTF-8. Raises TranscriptError.
    """
    try:
        if codecs.lookup(encoding).name == "utf-8":
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


def _read_plain(path: Path, reading: Reading) -> Pages:
    text = decoded(path.read_bytes(), reading.encoding)
    return read_plain(text, partial=reading.partial, layout=reading.layout)


def _read_tei(path: Path, reading: Reading) -> Pages:
    from .tei import read_tei

    return read_tei(path.read_bytes(), reading)


def _read_html(path: Path, reading: Reading) -> Pages:
    from .html import read_html

    return read_html(path.read_bytes(), reading)


def _read_epub(path: Path, reading: Reading) -> Pages:
    from .epub import read_epub

    return read_epub(path.read_bytes(), reading)


def _read_pdf(path: Path, reading: Reading) -> Pages:
    from .pdf import read_pdf

    return read_pdf(path.read_bytes(), reading)


FORMS: Final[Mapping[str, Callable[[Path, Reading], Pages]]] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".xml": _read_tei,
    ".tei": _read_tei,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".epub": _read_epub,
    ".pdf": _read_pdf,
}
"""The readers, by suffix in lower case."""
