"""Each list of an edition, made once, whatever asks for it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ...model.problems import Location, Problem
from ...model.records import Link, Listing, Mention, Piece
from ...texts.loci import Citation
from .form import FORMS
from .selection import Selection
from .survey import Survey

_NOWHERE = Location("", 0)
_Key = tuple[str, str, tuple[tuple[str, str], ...]]


class Lists:
    """Makes lists of records; the same list is made once."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._selections: dict[_Key, Selection] = {}
        self._made: dict[_Key, Any] = {}

    def rows(self, docname: str, listing: Listing) -> Any:
        """What a list in a document holds: the rows of its form."""
        key = _key(docname, listing)
        if key not in self._made:
            self._made[key] = FORMS[listing.form].rows(self._selection(docname, listing))
        return self._made[key]

    def _selection(self, docname: str, listing: Listing) -> Selection:
        key = _key(docname, listing)
        if key not in self._selections:
            local = FORMS[listing.form].is_local(listing)
            self._selections[key] = Selection(self.survey, docname, listing, local)
        return self._selections[key]

    def problems(self, docname: str, listing: Listing) -> Iterator[Problem]:
        """What is wrong with the filters and options of a list."""
        for problem in self._selection(docname, listing).problems:
            yield problem._replace(location=listing.location)
        for option in FORMS[listing.form].options:
            yield from option.problems(listing, self.survey.edition)

    @cached_property
    def everything(self) -> Selection:
        """The whole edition, for the indexes of the domain."""
        return Selection(self.survey, "", Listing("", _NOWHERE, (), ()))


def _key(docname: str, listing: Listing) -> _Key:
    """What makes two lists the same: their options, and where they stand if it matters."""
    local = FORMS[listing.form].is_local(listing) or listing.has("doc")
    return docname if local else "", listing.form, listing.options


def citations_in(rows: object) -> Iterator[Citation]:
    """Every citation that is printed with rows."""
    if isinstance(rows, Citation):
        yield rows
    elif isinstance(rows, tuple):
        for each in rows:
            if isinstance(each, tuple | Citation):
                yield from citations_in(each)


def links_in(rows: object) -> Iterator[Link]:
    """Every link of the notes printed with rows."""
    if isinstance(rows, Piece):
        if rows.link is not None:
            yield rows.link
    elif isinstance(rows, tuple):
        for each in rows:
            if isinstance(each, tuple):
                yield from links_in(each)


def mentions_in(rows: object) -> Iterator[Mention]:
    """The same as names of ours."""
    for link in links_in(rows):
        yield Mention(link.target, None, inventory=link.inventory)
