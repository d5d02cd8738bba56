"""What an entry says that the templates of its type would not print, in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...texts.bibtex.markup import Words, plain
from ...texts.bibtex.names import PARTS

_PRINTED: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "article": "pages note",
        "book": "issuetitle volume number series publisher address edition isbn note",
        "booklet": "howpublished address note",
        "inbook": "chapter pages volume number series publisher address edition note",
        "incollection": "volume number series chapter pages publisher address edition",
        "inproceedings": "volume number series pages organization address publisher note",
        "manual": "organization address edition note",
        "mastersthesis": "school address note",
        "phdthesis": "type school address note",
        "proceedings": "volume number series organization address publisher note",
        "techreport": "type number institution address note",
        "unpublished": "note",
        "misc": "howpublished note",
    }.items()
}
"""What a type prints in pybtex's own styles, of the fields that are looked at here."""
_NAMED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("incollection", "inproceedings"), ("author", "editor")),
    "proceedings": ("editor",),
}
_EITHER = frozenset({"book", "inbook"})
"""Types that name their editors only where they have no author."""

_ROLES: tuple[tuple[str, str], ...] = (
    ("author", "by"),
    ("bookauthor", "book by"),
    ("editor", "edited by"),
    ("translator", "translated by"),
    ("annotator", "annotated by"),
    ("commentator", "with a commentary by"),
    ("introduction", "with an introduction by"),
    ("foreword", "with a foreword by"),
    ("afterword", "with an afterword by"),
    ("editora", "edited by"),
    ("editorb", "edited by"),
    ("editorc", "edited by"),
    ("holder", "held by"),
)
_TYPES = {
    "editor": "edited by",
    "compiler": "compiled by",
    "founder": "founded by",
    "continuator": "continued by",
    "redactor": "redacted by",
    "reviser": "revised by",
    "collaborator": "with",
    "director": "directed by",
    "translator": "translated by",
    "organizer": "organized by",
}
_KINDS = {
    "techreport": "technical report",
    "resreport": "research report",
    "phdthesis": "PhD thesis",
    "software": "software",
    "patent": "patent",
    "patentus": "U.S. patent",
    "patenteu": "European patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "mathesis": "Master’s thesis",
    "audiocd": "audio CD",
    "datacd": "data CD",
}
_STATES = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
_PLACES = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
_SERIES = {"newseries": "new series", "oldseries": "old series"}
_AS_TYPED = "{}".format
_FIELDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("type", lambda typed: _KINDS.get(typed.lower(), typed)),
    ("howpublished", _AS_TYPED),
    ("booktitle", "in {}".format),
    ("journal", _AS_TYPED),
    ("volume", "volume {}".format),
    ("number", "number {}".format),
    ("issue", _AS_TYPED),
    ("issuetitle", _AS_TYPED),
    ("chapter", "chapter {}".format),
    ("series", lambda typed: _SERIES.get(typed, f"series {typed}" if typed.isdigit() else typed)),
    ("volumes", "{} volumes".format),
    ("edition", lambda typed: f"{typed} edition" if len(typed) < 5 else typed),
    ("version", "version {}".format),
    ("publisher", _AS_TYPED),
    ("institution", _AS_TYPED),
    ("school", _AS_TYPED),
    ("organization", _AS_TYPED),
    ("address", lambda typed: ", ".join(_PLACES.get(each, each) for each in typed.split(", "))),
    ("eid", "article {}".format),
    ("pages", "pages {}".format),
    ("pagetotal", "{} pages".format),
    ("eventtitle", _AS_TYPED),
    ("eventtitleaddon", _AS_TYPED),
    ("venue", _AS_TYPED),
    ("eventdate", _AS_TYPED),
    ("origdate", "originally published {}".format),
    ("library", _AS_TYPED),
    ("pubstate", lambda typed: _STATES.get(typed.lower(), typed)),
    ("note", _AS_TYPED),
    ("addendum", _AS_TYPED),
)


def left_over(entry: Any, given: Mapping[str, Words | None]) -> Iterator[str]:
    """What stands in the note of an entry, part by part; ``given`` is what templates see."""
    own = "howpublished" if entry.type in ("misc", "booklet") else "note"
    yield from _persons(entry)
    printed = _printed(entry, given)
    for name, say in _FIELDS:
        value = _value(entry, given, name)
        # The title of a collection may be there once more, for its parts to take over.
        repeated = name == "booktitle" and value == _value(entry, given, "title")
        if value and name != own and name not in printed and not repeated:
            yield say(value)
    yield from _elsewhere(entry, given)


def _value(entry: Any, given: Mapping[str, Words | None], name: str) -> str:
    found = given[name] if name in given else entry.fields.get(name)
    return str(found or "")


def _printed(entry: Any, given: Mapping[str, Words | None]) -> set[str]:
    """The fields that the type prints; some only beside others."""
    found = set(_PRINTED.get(entry.type, ()))

    def has(name: str) -> bool:
        return bool(_value(entry, given, name))

    if entry.type == "article":
        found |= {"journal"}
        if has("volume") and has("pages"):
            found |= {"volume", "number"}
    elif has("volume"):
        found -= {"number"} if entry.type != "techreport" else set()
    if entry.type in _NAMED and entry.type != "proceedings":
        found |= {"booktitle"}
    if "number" in found and not has("number"):
        found |= {"issue"}
    if has("issue") and _value(entry, given, "number") == _value(entry, given, "issue"):
        found |= {"issue"}
    wanted = {"publisher", "institution", "school", "organization"}
    # The one body that is named may come from a field of another name.
    shown = {plain(_value(entry, given, name)) for name in wanted & found}
    return found | {name for name in wanted if plain(str(entry.fields.get(name) or "")) in shown}


def _persons(entry: Any) -> Iterator[str]:
    for role, words in _ROLES:
        persons = entry.persons.get(role)
        if not persons or role in _shown(entry):
            continue
        if role == "bookauthor" and persons == entry.persons.get("author"):
            continue
        kind = str(entry.fields.get(f"{role}type") or "").lower()
        yield f"{_TYPES.get(kind, words)} {names_of(persons)}"


def _shown(entry: Any) -> tuple[str, ...]:
    if entry.type in _EITHER:
        return ("author",) if entry.persons.get("author") else ("author", "editor")
    return _NAMED.get(entry.type, ("author",))


def names_of(persons: list[Any]) -> str:
    """Names in a row, as typed."""
    names = [_natural(each) for each in persons]
    if names[-1] == "others":
        return f"{', '.join(names[:-1])} and others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _natural(person: Any) -> str:
    return " ".join(name for part in PARTS for name in getattr(person, f"{part}_names"))


def _elsewhere(entry: Any, given: Mapping[str, Words | None]) -> Iterator[str]:
    """Where it is kept but at arXiv; when a page was seen that has no address."""
    kind = str(entry.fields.get("eprinttype") or entry.fields.get("archiveprefix") or "")
    if "eprint" in given and given["eprint"] is None:
        yield f"{_ARCHIVES.get(kind.lower(), kind)}: {entry.fields['eprint']}"
    if entry.fields.get("urldate") and not entry.fields.get("url"):
        yield f"visited on {_value(entry, given, 'urldate')}"


_ARCHIVES = {
    "jstor": "JSTOR",
    "pubmed": "PubMed",
    "hdl": "HDL",
    "googlebooks": "Google Books",
}
