"""Every warning this extension gives, and the one way of giving it."""

import re
from enum import StrEnum
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

from sphinx.util import logging

from ..texts.printed import one_line

_logger = logging.getLogger(__name__)


class Warn(StrEnum):
    """Subtypes of ``critique`` warnings: ``suppress_warnings = ["critique.lemma"]`` hides one."""

    CONFIG = "config"
    """A value in ``conf.py`` is not one of those allowed; the default is used instead."""
    OPTION = "option"
    """A directive has an option that does not exist, or whose value cannot be used."""
    CITATION = "citation"
    """A cited source is unknown, in no bibliography or not said; a file of sources has a slip."""
    LOCATOR = "locator"
    """A locator cannot be read; it is printed as it was typed."""
    LEMMA = "lemma"
    """A lemma is not in its excerpt, or stands there more than once."""
    TARGET = "target"
    """An annotation answers nothing, or something that does not exist."""
    NAME = "name"
    """Two excerpts or annotations bear the same name."""
    REFERENCE = "reference"
    """A reference names no excerpt and no annotation."""
    FILTER = "filter"
    """A list asks for a kind, voice, person, source, tag or document that is not there."""
    QUOTATION = "quotation"
    """A counterquote quotes nothing, or a quotation takes too long to be checked."""
    EMPTY = "empty"
    """An excerpt or a quotation holds no words."""
    TRANSCRIPT = "transcript"
    """A transcript is not there or cannot be read, or has not the words to be taken from it."""
    MISQUOTED = "misquoted"
    """A quotation is close to its source, with changes that nothing marks."""
    MISPLACED = "misplaced"
    """The words of a quotation stand in its source, but not on the pages cited."""
    NOT_FOUND = "not-found"
    """The words of a quotation stand nowhere in its source."""
    EMPHASIS = "emphasis"
    """The emphasis in a quotation is not that of its source, and nothing says so."""
    ABSENT = "absent"
    """A term that the work is said not to hold stands in it."""
    SCRIPT = "script"
    """The LaTeX engine cannot print the letters of a script."""
    PDF = "pdf"
    """WeasyPrint could not find or read something that a page needs."""
    DOCX = "docx"
    """Pandoc could not read or set something that a Word file needs."""


_PADDING = re.compile("internal padding (after|before) ")


class Location(NamedTuple):
    """A place in the sources: the file as Sphinx names it, and the line, counted from 1."""

    source: str
    line: int

    def __str__(self) -> str:
        """As Sphinx prints it; docutils names included files as seen from the working folder.

        Around what is included docutils puts empty lines, whose file is no name of a file.
        """
        return f"{normpath(Path.cwd() / _PADDING.sub('', self.source))}:{self.line}"


class Problem(NamedTuple):
    """A warning found while reading, kept so that every later build can give it again."""

    warn: Warn
    message: str
    location: Location


def give(warn: Warn, message: str, location: Location) -> None:
    """Log one warning of type ``critique`` at its place."""
    at = one_line(str(location))
    _logger.warning("%s", one_line(message), type="critique", subtype=str(warn), location=at)
