"""Each list of an edition, made once, whatever asks for it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from ...model.problems import Location, Problem, Warn
from ...model.records import Listing, Mention, Piece
from ...texts.loci import Citation
from .apparatus import apparatus
from .argument_map import Map, argument_map
from .cuts import cut_rows
from .locorum import index_locorum
from .notes import COLUMNS, DEFAULT_COLUMNS, SORTS, note_rows
from .selection import Selection
from .sigla import sigla
from .summary import BY, summary
from .survey import Survey

_NOWHERE = Location("", 0)
SCOPES = ("document", "edition")
_Key = tuple[str, str, tuple[tuple[str, str], ...]]
Rows = Any
"""What a list holds: a tuple of its rows, or a :class:`~.mapping.Map`."""


class Lists:
    """Makes lists of records; the same list is made once."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._selections: dict[_Key, Selection] = {}
        self._made: dict[_Key, Rows] = {}

    def rows(self, docname: str, listing: Listing) -> Rows:
        """What a list in a document holds."""
        key = _key(docname, listing)
        if key not in self._made:
            self._made[key] = _FORMS[listing.form](self._selection(docname, listing), listing)
        return self._made[key]

    def _selection(self, docname: str, listing: Listing) -> Selection:
        key = _key(docname, listing)
        if key not in self._selections:
            local = _is_local(listing)
            self._selections[key] = Selection(self.survey, docname, listing, local)
        return self._selections[key]

    def problems(self, docname: str, listing: Listing) -> Iterator[Problem]:
        """What is wrong with the options of a list."""
        for problem in self._selection(docname, listing).problems:
            yield problem._replace(location=listing.location)
        for option, allowed in _ALLOWED.get(listing.form, {}).items():
            typed_ones = _typed(listing, option)
            if listing.has(option) and option not in ("columns", "chart") and len(typed_ones) != 1:
                message = f":{option}: is one of {', '.join(allowed)}"
                yield Problem(Warn.OPTION, message, listing.location)
            for typed in typed_ones:
                if typed not in allowed:
                    message = f":{option}: is any of {', '.join(allowed)}; not “{typed}”"
                    yield Problem(Warn.OPTION, message, listing.location)
        if listing.option("depth") and _depth(listing) is None:
            message = f":depth: is a number of steps, not “{listing.option('depth')}”"
            yield Problem(Warn.OPTION, message, listing.location)
        name = listing.option("around")
        if name and self.survey.edition.find(name) is None:
            message = f":around: names no excerpt and no annotation: “{name}”"
            yield Problem(Warn.FILTER, message, listing.location)

    @cached_property
    def everything(self) -> Selection:
        """The whole edition, for the indexes of the domain."""
        return Selection(self.survey, "", Listing("", _NOWHERE, (), ()))


def _key(docname: str, listing: Listing) -> _Key:
    """What makes two lists the same: their options, and where they stand if it matters."""
    local = _is_local(listing) or listing.has("doc")
    return docname if local else "", listing.form, listing.options


def columns(listing: Listing) -> tuple[str, ...]:
    """The columns of a table; none where a list is asked for."""
    if not listing.has("columns"):
        return ()
    return tuple(each for each in _typed(listing, "columns") if each in COLUMNS) or DEFAULT_COLUMNS


def summed_by(listing: Listing) -> str:
    """What a summary counts by."""
    return _first(listing, "by", BY)


def citations_in(rows: object) -> Iterator[Citation]:
    """Every citation that is printed with rows."""
    if isinstance(rows, Citation):
        yield rows
    elif isinstance(rows, tuple):
        for each in rows:
            if isinstance(each, tuple | Citation):
                yield from citations_in(each)


def links_in(rows: object) -> Iterator[str]:
    """Every label that the notes printed with rows refer to."""
    if isinstance(rows, Piece):
        if rows.link is not None:
            yield rows.link.target
    elif isinstance(rows, tuple):
        for each in rows:
            if isinstance(each, tuple):
                yield from links_in(each)


def mentions_in(rows: object) -> Iterator[Mention]:
    """The same as names of ours."""
    yield from (Mention(label, None) for label in links_in(rows))


def _typed(listing: Listing, option: str) -> list[str]:
    parts = listing.option(option).replace(",", ";").split(";")
    return [part.strip().lower() for part in parts if part.strip()]


def _first(listing: Listing, option: str, allowed: tuple[str, ...]) -> str:
    return next((each for each in _typed(listing, option) if each in allowed), allowed[0])


def _depth(listing: Listing) -> int | None:
    typed = listing.option("depth")
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _is_local(listing: Listing) -> bool:
    return listing.form == "apparatus" and _first(listing, "scope", SCOPES) == "document"


def _notes(selection: Selection, listing: Listing) -> Rows:
    sort = _first(listing, "sort", SORTS)
    return note_rows(selection, sort, with_notes="note" in columns(listing))


def _map(selection: Selection, listing: Listing) -> Map:
    name = listing.option("around")
    around = selection.survey.edition.find(name) if name else None
    depth = _depth(listing)
    return argument_map(selection, around, depth or (1 if around and depth is None else 0))


_FORMS: dict[str, Callable[[Selection, Listing], Rows]] = {
    "apparatus": lambda selection, _: apparatus(selection),
    "critique-list": _notes,
    "critique-summary": lambda selection, listing: summary(selection, summed_by(listing)),
    "index-locorum": lambda selection, _: index_locorum(selection),
    "argument-map": _map,
    "cut-list": lambda selection, _: cut_rows(selection),
    "sigla": lambda selection, _: sigla(selection),
}
_ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "apparatus": {"scope": SCOPES},
    "critique-list": {"columns": COLUMNS, "sort": SORTS},
    "critique-summary": {"by": BY, "chart": ("yes", "no", "true", "false")},
}
