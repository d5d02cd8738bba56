"""What an entry takes over from others: ``crossref`` and ``xdata``, by BibLaTeX's rules.

The table is that of its manual (appendix B). A title never comes as a title: it is that of the
whole. What an entry has itself stands; so does its year, where its parent has a date.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from .scanning import Raw, Slip

_TITLES = ("title", "subtitle", "titleaddon")
_SPECIAL = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle", *_TITLES))
_NEVER = frozenset(
    """ids crossref xref entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey xdata""".split()
)
_IN_BOOK = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_COLLECTION = frozenset({"incollection", "inreference", "suppcollection"})
_IN_PROCEEDINGS = frozenset({"inproceedings", "conference"})
_IN_PERIODICAL = frozenset({"article", "suppperiodical", "review", "newspaper"})
_PARTS = _IN_BOOK | _IN_COLLECTION | _IN_PROCEEDINGS
_VOLUMES = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})
_WHOLES = frozenset({"book", "collection", "reference", "proceedings"})
_DATES = {
    "date": ("year", "month", "day"),
    "year": ("date",),
    "month": ("date",),
    "day": ("date",),
    "journal": ("journaltitle",),
    "journaltitle": ("journal",),
    "location": ("address",),
    "address": ("location",),
    "institution": ("school",),
    "school": ("institution",),
}
"""A field that says the same under another name."""


def inherit(entries: Iterable[Raw]) -> list[tuple[Raw, Slip]]:
    """Give each entry what it takes over; the slips with the entries that refer to nothing."""
    by_key = {each.key: each for each in entries}
    lower = {key.lower(): key for key in reversed(by_key)}
    heritage = _Heritage(by_key, lower)
    for each in by_key.values():
        heritage.complete(each)
    return heritage.slips


class _Heritage:
    def __init__(self, entries: Mapping[str, Raw], lower: Mapping[str, str]) -> None:
        self._entries = entries
        self._lower = lower
        self._done: set[str] = set()
        self._under_way: set[str] = set()
        self.slips: list[tuple[Raw, Slip]] = []

    def complete(self, raw: Raw) -> None:
        """Complete an entry, and first all those that it takes over from, however many."""
        if raw.key in self._done:
            return
        under_way = [self._steps(raw)]
        while under_way:
            needed = next(under_way[-1], None)
            if needed is None:
                under_way.pop()
            else:
                under_way.append(self._steps(needed))

    def _steps(self, raw: Raw) -> Iterator[Raw]:
        """Complete an entry; those that must be complete before it are given out to be so."""
        self._done.add(raw.key)
        self._under_way.add(raw.key)
        for key in re.split(r"\s*,\s*", raw.fields.get("xdata", "")):
            yield from self._take(raw, key, "xdata")
        yield from self._pieces(raw)
        yield from self._take(raw, raw.fields.get("crossref", ""), "crossref")
        self._under_way.remove(raw.key)

    def _take(self, raw: Raw, key: str, name: str) -> Iterator[Raw]:
        other = self._find(raw, key, name)
        if other is None:
            return
        if other.key not in self._done:
            yield other
        if name == "xdata":
            given = {each: value for each, value in other.fields.items() if each != "crossref"}
        else:
            raw.fields["crossref"] = other.key
            given = dict(inherited(raw.type, other))
        own = set(raw.fields)
        for each, value in given.items():
            if not own.intersection((each, *_DATES.get(each, ()))):
                raw.fields[each] = value

    def _find(self, raw: Raw, key: str, name: str) -> Raw | None:
        if not key:
            return None
        key = key if key in self._entries else self._lower.get(key.lower(), key)
        other = self._entries.get(key)
        line = raw.lines.get(name, raw.line)
        if other is None:
            self.slips.append((raw, Slip(line, raw.key, f"{name}: there is no entry “{key}”")))
        elif key in self._under_way:
            message = f"{name}: “{key}” refers back to it"
            self.slips.append((raw, Slip(line, raw.key, message)))
            return None
        return other

    def _pieces(self, raw: Raw) -> Iterator[Raw]:
        """One field alone of an entry of data: ``publisher = {xdata=key-field}``."""
        for name, value in list(raw.fields.items()):
            found = re.fullmatch(r"(?i)xdata\s*=\s*(\S+?)-([a-z]+)(?:-(\d+))?", value)
            other = self._find(raw, found[1], name) if found else None
            if found and other is not None:
                if other.key not in self._done:
                    yield other
                raw.fields[name] = other.fields.get(found[2].lower(), "")


def inherited(child: str, parent: Raw) -> Iterable[tuple[str, str]]:
    """What a child of some type takes from its parent, each under its name there."""
    moved = _moved(child, parent.type)
    for name, value in parent.fields.items():
        if name in _NEVER:
            continue
        if moved and name in _TITLES:
            yield f"{moved}{name}", value
        elif not (moved and name in _SPECIAL):
            yield name, value
        if name == "author" and child in _IN_BOOK and parent.type in ("book", "mvbook"):
            yield "bookauthor", value


def _moved(child: str, parent: str) -> str:
    """Of what a parent's title is the title, for its child."""
    if parent == "periodical" or child in _IN_PERIODICAL:
        return "journal" if child in _IN_PERIODICAL else ""
    if parent in _VOLUMES and child in _PARTS | _WHOLES:
        return "main"
    return "book" if child in _PARTS else ""
