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
    """Subtypes of ``critique`` warnings: ``suppress_warnings = ["critique.lemma"]`` hides one.

    Of each: what is wrong, and, in a paragraph of its own, what to do.
    """

    CONFIG = "config"
    """A value in ``conf.py`` is not one of those allowed; the default is used instead.

    The message has those that are allowed.
    """
    OPTION = "option"
    """A directive has an option that does not exist, or whose value cannot be used.

    The message has those that it takes. An option below a blank line, or without a blank line
    behind the last one, is none.
    """
    CITATION = "citation"
    """A cited source is unknown, in no bibliography or not said; a file of sources has a slip.

    Correct the key, name its file in ``bibtex_bibfiles``, or add a ``bibliography`` with
    ``:all:``.
    """
    LOCATOR = "locator"
    """A locator cannot be read; it is printed as it was typed.

    In quote marks (``"title page"``) any words are one.
    """
    LEMMA = "lemma"
    """A lemma is not in its excerpt, or stands there more than once.

    Write it as it stands there; ``[2]`` behind it means the second place.
    """
    TARGET = "target"
    """An annotation answers nothing, or something that does not exist.

    Put it behind its excerpt, or name that with ``:on:``.
    """
    NAME = "name"
    """Two excerpts or annotations bear the same name.

    Rename one of them.
    """
    REFERENCE = "reference"
    """A reference names no excerpt and no annotation.

    Correct the name, or give what is meant this ``:name:``.
    """
    FILTER = "filter"
    """A list asks for a kind, voice, person, source, tag or document that is not there.

    Correct it, or leave it out.
    """
    QUOTATION = "quotation"
    """A counterquote quotes nothing, a source is read as quoted words, or a check takes too long.

    Set the words that answer the passage in, or write them in ``:quote:``; leave a blank line
    before ``-- KEY, LOCATOR``; part a very long quotation into fragments.
    """
    EMPTY = "empty"
    """An excerpt or a quotation holds no words.

    A blank line is missing before them, or they are set in by too little.
    """
    TRANSCRIPT = "transcript"
    """A transcript is not there or cannot be read, or has not the words to be taken from it.

    ``sphinx-critique show KEY`` prints what was read of one.
    """
    MISQUOTED = "misquoted"
    """A quotation is close to its source, with changes that nothing marks.

    The message has it as it should read.
    """
    MISPLACED = "misplaced"
    """The words of a quotation stand in its source, but not on the pages cited.

    The message has the pages on which they do.
    """
    NOT_FOUND = "not-found"
    """The words of a quotation stand nowhere in its source.

    Is it another source or edition? Are pages missing from the transcript (``"partial": True``)?
    """
    EMPHASIS = "emphasis"
    """The emphasis in a quotation is not that of its source, and nothing says so.

    Say ``emphasis added`` or ``emphasis removed`` behind the locator.
    """
    ABSENT = "absent"
    """A term that the work is said not to hold stands in it.

    Withdraw the claim, or name in ``<…>`` the pages that it is about.
    """
    SCRIPT = "script"
    """The LaTeX engine cannot print the letters of a script.

    Take XeLaTeX or LuaLaTeX, and a font that has them.
    """
    PDF = "pdf"
    """WeasyPrint could not find or read something that a page needs.

    See to it that the file that the message names is there and is whole.
    """
    DOCX = "docx"
    """Pandoc could not read or set something that a Word file needs.

    See to it that the file that the message names is there, or write the formula otherwise.
    """


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
