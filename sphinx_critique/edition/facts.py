"""What an edition says of itself: ``critique_edition``, and what Sphinx knows of the project."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sphinx.config import Config

from ..model.exports import EXPORTS
from ..texts.addresses import as_link, bare_doi, is_whole, of_doi
from ..texts.printed import readable

_YEAR = re.compile(r"\b\d{4}\b")
_SLUG = re.compile(r"[^a-z0-9]+")
_SPECIAL = re.compile(r"[\\{}%#$&_~^]")
_BACKSLASH = r"\textbackslash{}"
_NOBODY = "Author name not set"
_VERBATIM = ("doi", "url")
"""Fields in which BibLaTeX and reference managers take each sign as it stands."""
_PLAIN = 2
"""Words of a name of which it is plain which is the family's."""


class Facts(NamedTuple):
    """Each is empty where nothing is said of it; ``formats`` are names with their addresses.

    ``exports``: the names of what is written beside the pages, in the order of the table of all.
    """

    title: str
    subtitle: str
    series: str
    editors: tuple[str, ...]
    version: str
    date: str
    licence: str
    place: str
    publisher: str
    doi: str
    url: str
    copyright: tuple[str, ...]
    formats: tuple[tuple[str, str], ...]
    exports: tuple[str, ...]

    @property
    def whole_title(self) -> str:
        return ": ".join(filter(None, (self.title, self.subtitle)))

    @property
    def year(self) -> str:
        found = _YEAR.search(self.date)
        return found[0] if found else ""

    @property
    def address(self) -> str:
        """Where it can be found for good."""
        return of_doi(self.doi) if self.doi else self.url

    def on_the_web(self, beside: str) -> str:
        """The address of what lies beside the edition's pages, if it is known where these lie."""
        if is_whole(beside) or not self.url:
            return beside
        return f"{self.url.rstrip('/')}/{beside.lstrip('/')}"

    @property
    def key(self) -> str:
        """A key for it in a bibliography."""
        words = _SLUG.sub("-", f"{self.title} {self.year}".lower()).strip("-")
        return words or "edition"


def facts_of(config: Config, given: Mapping[str, Any], exports: Sequence[str]) -> Facts:
    """Those given, else what the configuration has; ``exports`` are written in this build."""
    said = {name: readable(each) for name, each in given.items() if isinstance(each, str)}
    rights = config.copyright
    formats: Mapping[str, str] = given.get("formats", {})
    return Facts(
        title=said.get("title") or readable(config.project),
        subtitle=said.get("subtitle", ""),
        series=said.get("series", ""),
        editors=tuple(map(readable, _editors(config, given.get("editors")))),
        version=said.get("version") or readable(config.release or config.version),
        date=said.get("date") or readable(config.today),
        licence=said.get("licence", ""),
        place=said.get("place", ""),
        publisher=said.get("publisher", ""),
        doi=bare_doi(said.get("doi", "")),
        url=said.get("url") or readable(getattr(config, "html_baseurl", "") or ""),
        copyright=tuple(map(readable, [rights] if isinstance(rights, str) else rights)),
        formats=tuple((readable(name), readable(each)) for name, each in formats.items()),
        exports=tuple(name for name in EXPORTS if name in exports),
    )


def _editors(config: Config, given: str | Sequence[str] | None) -> Iterator[str]:
    """Those given, else the authors of the project, if it has said who they are."""
    if given:
        yield from [given] if isinstance(given, str) else given
    elif config.author not in ("", _NOBODY):
        yield config.author


def fields_of(facts: Facts) -> dict[str, str]:
    """What BibTeX says of an edition; empty where nothing is said."""
    return {
        "title": facts.title,
        "subtitle": facts.subtitle,
        "editor": " and ".join(facts.editors),
        "series": facts.series,
        "publisher": facts.publisher,
        "address": facts.place,
        "year": facts.year,
        "version": facts.version,
        "doi": as_link(facts.doi),
        "url": as_link(facts.url),
    }


def as_bibtex(facts: Facts) -> str:
    """The edition as an entry of BibTeX."""
    return entry("book", facts.key, fields_of(facts))


def entry(type_: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of BibTeX, without the fields that are empty."""
    written = {
        name: value if name in _VERBATIM else _in_braces(value) for name, value in fields.items()
    }
    said = (f"  {name} = {{{value}}},\n" for name, value in written.items() if value)
    return f"@{type_}{{{key},\n{''.join(said)}}}"


def as_csl(facts: Facts) -> str:
    """The same as a list of one item of CSL-JSON."""
    return json.dumps([csl_item(facts)], ensure_ascii=False, indent=2)


def csl_item(facts: Facts) -> dict[str, Any]:
    """The item, without what is empty."""
    item: dict[str, Any] = {
        "id": facts.key,
        "type": "book",
        "title": facts.whole_title,
        "editor": list(_persons(facts.editors)),
        "collection-title": facts.series,
        "publisher": facts.publisher,
        "publisher-place": facts.place,
        "issued": {"date-parts": [[int(facts.year)]]} if facts.year else {},
        "version": facts.version,
        "DOI": facts.doi,
        "URL": facts.url,
    }
    return {name: value for name, value in item.items() if value}


def _persons(names: Sequence[str]) -> Iterator[dict[str, str]]:
    """Persons whose names are written plainly; all others are taken as they are."""
    for name in names:
        family, comma, given = (part.strip() for part in name.partition(","))
        if not comma and len(name.split()) == _PLAIN:
            given, family = name.split()
        yield {"family": family, "given": given} if given else {"literal": name}


def _in_braces(words: str) -> str:
    return _SPECIAL.sub(lambda sign: _BACKSLASH if sign[0] == "\\" else f"\\{sign[0]}", words)
