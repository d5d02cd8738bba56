"""The short titles that an edition uses, and what they stand for."""

from typing import NamedTuple

from ...texts.loci import citation_keys
from .form import declared
from .selection import Selection
from .survey import Source


class Siglum(NamedTuple):
    """A shorthand or short title, and its source."""

    short: str
    source: Source


def sigla(selection: Selection) -> tuple[Siglum, ...]:
    """The short titles of the sources that a selection cites, in alphabetical order."""
    survey = selection.survey
    cited = (
        key
        for place, each in survey.cited
        if selection.covers(place, [each.citation])
        for key in citation_keys(each.citation)
        if selection.wants(key)
    )
    found = {key: survey.bibliography.short(key) for key in dict.fromkeys(cited)}
    rows = [Siglum(short, survey.source(key)) for key, short in found.items() if short]
    return tuple(sorted(rows, key=lambda row: (row.short.casefold(), row.source.key)))


LIST = declared(
    "sigla", "The shorthands and short titles of the sources cited, and what they stand for.", sigla
)
