"""Transcripts as they lie on disk, read into pages of text; no Sphinx in here.

Each form has a module (:data:`FORMS`), which is loaded when a file of that form is first read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from ..collation import Page, Pages
from .cleaning import hyphenated
from .errata import Mending, read_errata
from .reading import MAX_BYTES, Layout, Reading, TranscriptError

__all__ = [
    "FORMS",
    "MAX_BYTES",
    "UNKNOWN",
    "Layout",
    "Reading",
    "TranscriptError",
    "read_errata",
    "read_transcript",
]


Reader = Callable[[bytes, Reading], Pages]
FORMS: Final[Mapping[str, str]] = {
    ".txt": "plain",
    ".text": "plain",
    ".xml": "tei",
    ".tei": "tei",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
    ".hocr": "html",
    ".alto": "alto",
    ".pdf": "pdf",
}
"""The module here that reads each form, by suffix in lower case."""
_LONGEST_LABEL: Final = 10_000
UNKNOWN: Final = f"a transcript cannot be of this form; the forms are {', '.join(FORMS)}"
"""What is said of a file of any other form."""


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
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise TranscriptError(UNKNOWN)
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
    read: Reader = import_module(f".{form}", __package__).read
    pages = read(path.read_bytes(), reading)
    if not pages.pages:
        raise TranscriptError("there is no text in it; give the text that is quoted")
    tidy = map(hyphenated, map(_with_brief_labels, pages.pages))
    return replace(pages, pages=tuple(map(Mending(reading.errata).mended, tidy)))


def _with_brief_labels(page: Page) -> Page:
    """A page without labels so long that nobody cites them: they are none."""
    told = tuple(each for each in page.milestones if len(each.number) <= _LONGEST_LABEL)
    label = page.label if len(page.label) <= _LONGEST_LABEL else ""
    return replace(page, label=label, milestones=told)


def _said(error: Exception) -> str:
    """What a library says of an error, on one line."""
    text = str(getattr(error, "msg", None) or error)
    return f"{type(error).__name__}: {' '.join(text.split())[:200]}"
