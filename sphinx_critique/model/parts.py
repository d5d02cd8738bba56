"""The parts of those values of ``conf.py`` that are dictionaries: what each is and is for."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Part(NamedTuple):
    """One part: the types it may have, what it is for, and what it may be, where that is little."""

    types: tuple[type, ...]
    meaning: str
    allowed: tuple[str, ...] = ()


_TEXT: Final = (str,)
READINGS: Final = ("first", "last")

TRANSCRIPT: Final[Mapping[str, Part]] = {
    "path": Part(_TEXT, "Where the file is, seen from ``conf.py``."),
    "partial": Part((bool,), "Whether only some pages are there; what is on others is unchecked."),
    "encoding": Part(_TEXT, "The encoding of a plain text that is not in UTF-8."),
    "page_break": Part(_TEXT, "A regular expression for what begins a page of a plain text."),
    "page_label": Part(_TEXT, "A regular expression that finds the label printed on a page."),
    "running_head": Part(_TEXT, "A regular expression for lines that are no part of the text."),
    "first_page": Part((int,), "The number of the first page, where the file names none."),
    "reading": Part(
        _TEXT, "Which text is meant of what was changed in it; without it, the last.", READINGS
    ),
    "emphasis": Part((bool,), "``False`` leaves emphasis in quotations from it unchecked."),
}
"""What can be said of one in ``critique_transcripts``."""

EDITION: Final[Mapping[str, Part]] = {
    "title": Part(_TEXT, "Its title; without it, ``project``."),
    "subtitle": Part(_TEXT, "What stands below the title."),
    "series": Part(_TEXT, "The series that it is part of."),
    "version": Part(_TEXT, "Which state of it this is; without it, ``release`` or ``version``."),
    "date": Part(_TEXT, "When it came out; without it, ``today``."),
    "licence": Part(_TEXT, "On what terms others may use it."),
    "place": Part(_TEXT, "Where it is published."),
    "publisher": Part(_TEXT, "Who publishes it."),
    "doi": Part(_TEXT, "Its DOI."),
    "url": Part(_TEXT, "Its address; without it, ``html_baseurl``."),
    "editors": Part((str, list, tuple), "Who made it: one name, or several; else ``author``."),
    "formats": Part((dict,), "Forms to take away: the name of each to its file or address."),
}
"""What an edition says of itself on its front page, in ``critique_edition``."""
