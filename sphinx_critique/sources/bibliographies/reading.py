"""The entries of all the files of a project, and what is wrong in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pybtex.database import Person

from ...model.problems import Location, Problem, Warn
from ...texts.bibtex import Name, Raw, Scanner, Slip, decode, inherit, nearest, read_names
from ...texts.bibtex.markup import Title, Words
from ...texts.bibtex.names import PARTS
from ...texts.printed import readable
from ..style.dates import When, read_when
from .entry import BibliographyEntry
from .sets import complete_set

_ROLES = frozenset(
    """author editor translator bookauthor annotator commentator introduction foreword afterword
    editora editorb editorc holder shortauthor shorteditor namea nameb namec""".split()
)
_ONLY_PERSONS = frozenset({"author", "editor"})
"""Not fields as well, as pybtex has it: a template would take them for words."""
_PROTECTED = frozenset(
    """journal series publisher institution organization school address location venue
    library""".split()
)
_BIBTEX = (
    ("journaltitle", "journal"),
    ("location", "address"),
    ("annotation", "annote"),
    ("eprinttype", "archiveprefix"),
    ("eprintclass", "primaryclass"),
)
_make_person: Any = Person


class Read(NamedTuple):
    """What files hold: entries by key in their order, the keys of each file, and the slips."""

    entries: dict[str, BibliographyEntry]
    keys: dict[Path, list[str]]
    problems: list[Problem]


class _Placed(NamedTuple):
    path: Path
    raw: Raw


def read_files(contents: Iterable[tuple[Path, bytes]], encoding: str) -> Read:
    """Read files, each with what it holds, as one bibliography."""
    gathered = _Gathered(encoding)
    for path, content in contents:
        gathered.add(path, content)
    return gathered.read()


class _Gathered:
    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._scanner = Scanner()
        self._placed: dict[str, _Placed] = {}
        self._keys: dict[Path, list[str]] = {}
        self._problems: list[Problem] = []

    def add(self, path: Path, content: bytes) -> None:
        """Read a file; what an earlier one has under the same key stands."""
        text, guessed = decode(content, self._encoding)
        text = readable(text.replace("\f", " "))
        raws, slips = self._scanner.read(text)
        keys = self._keys.setdefault(path, [])
        self._note(path, slips)
        self._note(path, _guessed(guessed, raws, self._encoding))
        for raw in raws:
            known = self._placed.get(raw.key.lower())
            if known is None:
                self._placed[raw.key.lower()] = _Placed(path, raw)
                keys.append(raw.key)
            else:
                self._note(path, [_twice(raw, known)])

    def read(self) -> Read:
        """All files as one: what stands in one may be inherited in another."""
        placed = self._placed
        for raw, slip in inherit(each.raw for each in placed.values()):
            self._note(placed[raw.key.lower()].path, [slip])
        entries = {
            each.raw.key: self._entry(each) for each in placed.values() if each.raw.type != "xdata"
        }
        for entry in entries.values():
            if entry.original_type == "set":
                complete_set(entry, entries)
        keys = {path: [key for key in keys if key in entries] for path, keys in self._keys.items()}
        return Read(entries, keys, sorted(set(self._problems), key=lambda each: each.location))

    def _note(self, path: Path, slips: Iterable[Slip]) -> None:
        for slip in slips:
            message = f"“{slip.key}”: {slip.message}" if slip.key else slip.message
            problem = Problem(Warn.CITATION, message, Location(str(path), slip.line))
            self._problems.append(problem)

    def _entry(self, placed: _Placed) -> BibliographyEntry:
        raw = placed.raw
        entry = BibliographyEntry(nearest(raw.type, raw.fields))
        entry.original_type, entry.key = raw.type, raw.key
        for name, value in raw.fields.items():
            if not value:
                continue
            if name in _ROLES:
                names = read_names(value)
                persons = [_person(each) for each in names]
                self._note(placed.path, _misread(names, raw, name))
                if persons:
                    entry.persons[name] = persons
            if name not in _ONLY_PERSONS:
                entry.fields[name] = (
                    Title(value) if "title" in name or name in _PROTECTED else Words(value)
                )
        _fill(entry)
        return entry


def _guessed(lines: list[int], raws: list[Raw], encoding: str) -> Iterator[Slip]:
    for line in lines:
        around = [raw for raw in raws if raw.line <= line]
        key = around[-1].key if around else ""
        yield Slip(line, key, f"the line is not in {encoding}; it is read as one of Windows’")


def _twice(raw: Raw, known: _Placed) -> Slip:
    where = f"{known.path.name}, line {known.raw.line}"
    same = "the key stands" if raw.key == known.raw.key else f"the key stands as “{known.raw.key}”"
    return Slip(raw.line, raw.key, f"{same} in {where} already; this entry is left out")


def _misread(names: Iterable[Name], raw: Raw, field: str) -> Iterator[Slip]:
    line = raw.lines.get(field)
    for name in names:
        # A name that is inherited is wrong where it was written.
        if name.slip and line is not None:
            yield Slip(line, raw.key, name.slip)


def _person(name: Name) -> Person:
    return _with_markup(_make_person(name.typed) if not name.family else _extended(name))


def _extended(name: Name) -> Any:
    parts = {
        "first": name.given,
        "prelast": name.prefix if name.uses_prefix else "",
        # As BibLaTeX has it: a particle that is not used goes with the given names.
        "middle": "" if name.uses_prefix else name.prefix,
        "last": name.family,
        "lineage": name.suffix,
    }
    return _make_person(**parts)


def _with_markup(person: Any) -> Person:
    for part in (f"{each}_names" for each in PARTS):
        names = getattr(person, part)
        if any("\\" in each or "{" in each for each in names):
            setattr(person, part, [Words(each) for each in names])
    found: Person = person
    return found


def _fill(entry: BibliographyEntry) -> None:
    """BibTeX's own fields, where they are missing."""
    fields = entry.fields
    for theirs, bibtex in _BIBTEX:
        if fields.get(theirs) and not fields.get(bibtex):
            fields[bibtex] = fields[theirs]
    where = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
    wanted = where.get(entry.type)
    found = fields.get("institution") or fields.get("school")
    if wanted and found and not fields.get(wanted):
        fields[wanted] = found
    if not fields.get("date"):
        return
    when = read_when(str(fields["date"]))
    if not fields.get("year"):
        fields["year"] = Words(_year_to_sort(when))
    if when.first and when.first.month and not fields.get("month"):
        fields["month"] = Words(when.first.month_alone("en"))


def _year_to_sort(when: When) -> str:
    """The year in which it began, which sorts; templates are given all of it."""
    first = when.first or when.last
    year = first.year.replace("X", "0") if first else ""
    return str(int(year)) if year.isdigit() and int(year) else when.years
