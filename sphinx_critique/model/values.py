"""The kinds of value that an option of a directive may have, as a manual calls them."""

from enum import StrEnum


class Value(StrEnum):
    """What an option is written as."""

    WORDS = "words"
    """Words, as they are printed."""
    WORD = "word"
    """One of the words that are allowed."""
    LIST = "words; words"
    """Several, joined by semicolons."""
    NAME = "name"
    """The name of an excerpt, a quotation or a note: what its ``:name:`` says."""
    NAMES = "name; name"
    """Several names, joined by semicolons."""
    PERSONS = "person; person"
    """Persons, as they are to be printed, joined by semicolons."""
    CITATIONS = "citation; citation"
    """Citations, joined by semicolons: a key, and where in it; without a key, of the work."""
    TERMS = "words <pages>; words"
    """Words, each perhaps with the pages that it is about, joined by semicolons."""
    DATE = "date"
    """A year, or a day as ``1921-03-01``."""
    LANGUAGE = "language"
    """A language tag: ``de``, ``grc``, ``zh-Hant``."""
    SWITCH = "switch"
    """On by being written, off by ``no`` or ``false``."""
    NUMBER = "number"
    """A whole number."""
    CLASSES = "classes"
    """Names of CSS classes, parted by spaces."""
