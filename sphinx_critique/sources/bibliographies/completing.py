"""What the templates of BibTeX's styles are given of an entry of BibLaTeX's.

These styles know few fields, and each type prints only some of them. Subtitles go with titles,
dates are said in words, and whatever a type has no place for stands in the note (of ``@misc`` and
``@booklet``, in how it was published). Words of ours are English, as those of pybtex's styles are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...texts.bibtex.markup import Title, Words, plain
from ..style.dates import When, read_when
from .leftovers import left_over

_ENDS = (".", "?", "!", ":", ",")
_THESES = {
    "phdthesis": None,
    "mathesis": None,
    "candthesis": "Candidate thesis",
    "bathesis": "Bachelor’s thesis",
}
_REPORTS = {"techreport": None, "resreport": "Research report"}
_IN_HOWPUBLISHED = frozenset({"misc", "booklet"})
_ARXIV = frozenset({"", "arxiv"})
_INSTEAD = ("shorttitle", "eventtitle", "journaltitle", "journal", "booktitle", "label")
_TITLES = ("title", "maintitle", "subtitle", *_INSTEAD)
_DATES = ("urldate", "origdate", "eventdate")


def completed(entry: Any) -> dict[str, Words | None]:
    """Fields by name, where they differ from what was typed; ``None`` where none may be seen."""
    given = _Completed(entry)
    found: dict[str, Words | None] = {}
    for part in (given.titles, given.dates, given.kinds, given.numbers, given.bodies, given.links):
        found |= dict(part())
    extra = [*left_over(entry, found)]
    name = "howpublished" if entry.type in _IN_HOWPUBLISHED else "note"
    own = given.raw(name)
    if extra:
        if name == "howpublished":
            found[name] = Words(_sentence(", ".join(filter(None, (own, *extra)))))
        else:
            found[name] = Words(_joined((own, *map(_sentence, extra)), ". "))
    return found


def is_named(entry: Any) -> bool:
    """Whether there is a name or a title to cite it by; else its key stands for one."""
    return any(map(entry.persons.get, ("author", "editor"))) or any(map(entry.fields.get, _TITLES))


class _Completed:
    def __init__(self, entry: Any) -> None:
        self._entry = entry
        self._fields: Any = entry.fields

    def raw(self, *names: str) -> str:
        """The first of these fields that there is."""
        return next((str(self._fields[name]) for name in names if self._fields.get(name)), "")

    def _whole(self, base: str, *alias: str) -> str:
        """A title with subtitle and addition."""
        title, sub, more = (
            self.raw(base, *alias),
            self.raw(base.replace("title", "subtitle")),
            self.raw(f"{base}addon"),
        )
        if title and sub:
            title += f" {sub}" if plain(title)[-1:] in ("?", "!") else f": {sub}"
        return _joined((title or sub, more), ". ")

    def titles(self) -> Iterator[tuple[str, Words | None]]:
        """Those of the work, of what it stands in, and of the whole in several volumes."""
        title, book, main = (self._whole(name) for name in ("title", "booktitle", "maintitle"))
        journal = self._whole("journaltitle", "journal")
        issue = self._whole("issuetitle")
        if book or self._entry.type in ("incollection", "inproceedings"):
            yield "booktitle", _title(_joined((main, book), ". "))
        elif main:
            title = _joined((main, title), ". ")
        if not title:
            title = self._instead()
        if title:
            yield "title", _title(title)
        if journal:
            yield "journal", _title(journal)
        if issue and self._entry.type == "book":
            yield "title", _title(_joined((title, issue), ". "))

    def _instead(self) -> str:
        """What stands for a title; at last the key, that nothing is cited as nothing."""
        found = self.raw(
            "shorttitle", "eventtitle", "journaltitle", "journal", "booktitle", "label"
        )
        return found or ("" if is_named(self._entry) else str(self._entry.key))

    def dates(self) -> Iterator[tuple[str, Words | None]]:
        """Year and month in words; the day stands with the month."""
        when = read_when(self.raw("date")) if self.raw("date") else None
        if when is not None:
            yield "year", Words(when.years)
            yield "month", Words(_day_and_month(when)) if when.is_exact else None
        elif self.raw("day") and self.raw("month"):
            yield "month", Words(f"{self.raw('day')} {self.raw('month')}")
        for name in _DATES:
            if self.raw(name):
                yield name, Words(in_words(read_when(self.raw(name))))

    def kinds(self) -> Iterator[tuple[str, Words | None]]:
        """What sort of thesis or report it is, where the style does not say so itself."""
        names = {**_THESES, **_REPORTS}
        kind = self.raw("type").lower()
        if kind in names:
            yield "type", Words(names[kind]) if names[kind] else None

    def numbers(self) -> Iterator[tuple[str, Words | None]]:
        """Of volumes, issues and editions."""
        volume, part = self.raw("volume"), self.raw("part")
        if volume and part:
            yield "volume", Words(f"{volume}.{part}")
        number, issue = self.raw("number"), self.raw("issue")
        if issue and not number:
            yield "number", Words(issue)
        edition = self.raw("edition")
        if edition.isdigit():
            yield "edition", Words(_ordinal(int(edition)))

    def bodies(self) -> Iterator[tuple[str, Words | None]]:
        """Who published it or where it was written, under the name that its type has for that."""
        address = self.raw("location", "address")
        if address:
            yield "address", Title(address.replace(" and ", ", "))
        wanted, others = _BODIES.get(self._entry.type, ("", ()))
        found = self.raw(*others)
        if wanted and found:
            yield wanted, Title(_listed(found))

    def links(self) -> Iterator[tuple[str, Words | None]]:
        """Addresses as programs want them; only what arXiv has is at arXiv."""
        if self.raw("doi"):
            yield (
                "doi",
                Words(re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi:\s*)", "", self._bare("doi"))),
            )
        if self.raw("url"):
            yield "url", Words(self._bare("url"))
        if self.raw("eprint"):
            kind = self.raw("eprinttype", "archiveprefix").lower()
            yield "eprint", Words(self._bare("eprint")) if kind in _ARXIV else None

    def _bare(self, name: str) -> str:
        return re.sub(r"\\([_%&#~{}$])", r"\1", self.raw(name)).strip()


_BODIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "phdthesis": ("school", ("school", "institution", "organization", "publisher")),
    "mastersthesis": ("school", ("school", "institution", "organization", "publisher")),
    "techreport": ("institution", ("institution", "school", "organization", "publisher")),
    **dict.fromkeys(
        ("book", "inbook", "incollection"),
        ("publisher", ("publisher", "organization", "institution", "school")),
    ),
    **dict.fromkeys(
        ("proceedings", "inproceedings"), ("publisher", ("publisher", "institution", "school"))
    ),
    "manual": ("organization", ("organization", "institution", "publisher", "school")),
}
"""For each type of BibTeX's, the body that it names, and where that is looked for."""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _title(text: str) -> Words | None:
    return Title(text) if text else None


def _listed(text: str) -> str:
    return ", ".join(re.split(r"\s+and\s+(?![^{]*\})", text))


def _joined(parts: Iterable[str], joint: str) -> str:
    """What there is, with no stop after a stop."""
    found = ""
    for part in filter(None, parts):
        if not found:
            found = part
        elif joint == ". " and plain(found).endswith(_ENDS):
            found = f"{found} {part}"
        else:
            found = f"{found}{joint}{part}"
    return found


def in_words(when: When) -> str:
    """A date with its day before the month, as the styles of BibTeX have dates."""
    if not when.is_exact:
        return when.years
    return f"{_day_and_month(when)} {when.years}"


def _day_and_month(when: When) -> str:
    days = [each for each in (when.first, when.last) if each is not None]
    named = [" ".join(filter(None, (str(each.day or ""), each.month_alone("en")))) for each in days]
    if len(days) == 2 and days[0].day and days[1].day and days[0].month == days[1].month:
        return f"{days[0].day}–{named[1]}"
    return "–".join(dict.fromkeys(filter(None, named)))


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
