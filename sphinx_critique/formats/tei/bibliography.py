"""The sources of an edition as a program reads them: each with its fields."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ...texts.loci import keys_of
from .citing import source_id
from .tree import ID, add, made, word
from .writing import Writer

_PARTS: Final = ("booktitle", "maintitle", "journal", "journaltitle")
_IN_JOURNALS: Final = ("journal", "journaltitle")
_PUBLISHERS: Final = ("publisher", "institution", "school", "organization", "howpublished")
_PLACES: Final = ("address", "location")
_SCOPES: Final = {"volume": "volume", "number": "issue", "issue": "issue", "pages": "page"}
_IDS: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URI", "eprint": "eprint"}
_NOTES: Final = ("note", "annotation", "abstract", "addendum")
_AUTHORS: Final = ("author", "bookauthor")
_TITLES: Final = ("subtitle", "titleaddon", "booksubtitle", "shorttitle")


def sources(writer: Writer) -> Element | None:
    """Every source that is cited, answered or listed."""
    used = sorted(_used(writer) & writer.bibliography.keys)
    if not used:
        return None
    result = made("listBibl")
    for key in used:
        result.append(_Entry(writer, key).written())
    return result


def _used(writer: Writer) -> set[str]:
    survey = writer.build.lists.survey
    cited = keys_of(each.citation for _, each in survey.cited)
    listed = {each.key for each in writer.bibliography.domain.citations}
    used = {*cited, *listed, *survey.works}
    return used | {writer.bibliography.works_of(key) or key for key in used}


def witnesses(writer: Writer) -> Element | None:
    """The editions of the works under review, where there is more than one of any."""
    works = writer.build.lists.survey.works & writer.bibliography.keys
    used = sorted(_used(writer) & writer.bibliography.keys)
    found = {each for work in works for each in _editions(writer, work, used)}
    if not found:
        return None
    result = made("listWit")
    for key in sorted(found):
        witness = add(result, "witness", writer.bibliography.plain(key))
        witness.set(ID, f"wit-{source_id(key)}")
        witness.set("corresp", f"#{source_id(key)}")
    return result


def _editions(writer: Writer, work: str, used: list[str]) -> set[str]:
    """A work with those that are said to be related to it, or have its author and title."""
    named, related = _named(writer, work), _related(writer, work)
    others = {
        key
        for key in used
        if key in related or work in _related(writer, key) or _named(writer, key) == named
    }
    return {work, *others} if all(named) and others - {work} else set()


def _named(writer: Writer, key: str) -> tuple[list[str], str]:
    own = writer.bibliography
    return own.names(key, "author"), own.field(key, "title").casefold()


def _related(writer: Writer, key: str) -> set[str]:
    return {each.strip() for each in writer.bibliography.field(key, "related").split(",")}


class _Entry:
    """One source."""

    def __init__(self, writer: Writer, key: str) -> None:
        self._own = writer.bibliography
        self._key = key
        entry = self._own.entry(key)
        self._type = str(entry.type) if entry is not None else ""

    def written(self) -> Element:
        result = made("biblStruct", type=word(self._type))
        result.set(ID, source_id(self._key))
        around = next(filter(self._field, _PARTS), "")
        if around:
            self._analytic(result)
        self._monogr(result, around)
        if self._field("series"):
            add(add(result, "series"), "title", self._field("series"), level="s")
        for name in _NOTES:
            if self._field(name):
                add(result, "note", self._field(name), type=name)
        return result

    def _field(self, name: str) -> str:
        return self._own.field(self._key, name)

    def _titled(self, parent: Element, level: str) -> None:
        add(parent, "title", self._field("title") or self._key, level=level)
        for name in _TITLES:
            if self._field(name):
                add(parent, "title", self._field(name), level=level, type=name)

    def _persons(self, parent: Element, *roles: str) -> None:
        for role in roles:
            for name in self._own.names(self._key, role):
                tag = "author" if role in _AUTHORS else "editor"
                add(parent, tag, name, role="" if role in ("author", "editor") else role)

    def _analytic(self, result: Element) -> None:
        part = add(result, "analytic")
        self._persons(part, "author")
        self._titled(part, "a")

    def _monogr(self, result: Element, around: str) -> None:
        whole = add(result, "monogr")
        if around:
            level = "j" if around in _IN_JOURNALS else "m"
            self._persons(whole, "bookauthor")
            add(whole, "title", self._field(around), level=level)
        else:
            self._persons(whole, "author")
            self._titled(whole, "m")
        for name, kind in _IDS.items():
            if self._field(name):
                add(whole, "idno", self._field(name), type=kind)
        self._persons(whole, "editor", "translator")
        if self._field("edition"):
            add(whole, "edition", self._field("edition"))
        self._imprint(whole)
        for name, unit in _SCOPES.items():
            if self._field(name):
                add(whole, "biblScope", self._field(name), unit=unit)

    def _imprint(self, whole: Element) -> None:
        imprint = add(whole, "imprint")
        said = list(self._published())
        for tag, words in said:
            add(imprint, tag, words)
        if not any(tag == "date" for tag, _ in said):
            add(imprint, "date")

    def _published(self) -> Iterator[tuple[str, str]]:
        for tag, names in (("pubPlace", _PLACES), ("publisher", _PUBLISHERS)):
            found = next(filter(None, map(self._field, names)), "")
            if found:
                yield tag, found
        date = self._field("year") or self._field("date")
        if date:
            yield "date", date
