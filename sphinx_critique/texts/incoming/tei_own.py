"""What our own ``tei`` builder says in an apparatus: options of annotations, citations, names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from .records import filled, tidy

_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_SOURCE: Final = "#bib."
_KIND, _TAG, _PREFIX = "kind-", "tag.", "critique-"


def is_own(app: Any) -> bool:
    """Whether an entry of the apparatus is one of ours."""
    return f"#{_KIND}" in (app.get("ana") or "") and (app.get(_ID) or "").startswith(_PREFIX)


def kind_of(element: Any) -> str:
    """The kind that a note says that it is of."""
    for each in (element.get("ana") or "").split():
        if _KIND in each:
            return tidy(each.rpartition(_KIND)[2])
    return tidy(element.get("type"))


def tags_of(element: Any, root: Any) -> Iterator[str]:
    """The tags of a note, in the words of their taxonomy."""
    names = {each[1:] for each in (element.get("ana") or "").split() if each.startswith(f"#{_TAG}")}
    for each in root.iter("{*}category") if names else ():
        if each.get(_ID) in names:
            yield tidy("".join(each.itertext()))


def name_in(identity: str) -> str:
    """The name that an author gave, if the id is made of one."""
    name = identity.removeprefix(_PREFIX)
    return name if name != identity and "--" not in name else ""


def options_of(app: Any) -> tuple[tuple[str, str], ...]:
    """The options of an annotation of ours."""
    options = {"name": name_in(app.get(_ID) or "")}
    for note in app.iterchildren("{*}note"):
        sort = note.get("type")
        persons = "; ".join(tidy("".join(each.itertext())) for each in note.iter("{*}persName"))
        if sort in ("voice", "charged"):
            options[sort] = persons.removeprefix("the ")
        elif sort == "sources":
            options["cite"] = "; ".join(filter(None, map(citation, note.iter("{*}bibl"))))
        elif sort == "reading":
            options["right"] = "".join("".join(c.itertext()) for c in note.iter("{*}corr"))
        elif sort == "locus":
            found = "; ".join(filter(None, map(citation, note.iter("{*}bibl"))))
            options["at"] = found or "work"
    return filled(options)


def citation(bibl: Any) -> str:
    """A citation as an author would type it; nothing where its source is not told by key."""
    parts: list[str] = []
    volume = ""
    for each in bibl.iter(etree.Element):
        name = etree.QName(each).localname
        target = each.get("target") or ""
        if name == "ptr" and each.get("type") == "source" and target.startswith(_SOURCE):
            parts.append(target.removeprefix(_SOURCE))
        elif name == "citedRange" and each.get("unit") == "volume" and each.get("n"):
            volume = f"{each.get('n')}: "
        elif name == "citedRange" and parts:
            parts[-1] += f", {volume}{_range(each)}"
            volume = ""
    return "; ".join(map(tidy, parts))


def _range(element: Any) -> str:
    if element.get("n"):
        return f'"{element.get("n")}"'
    unit = element.get("unit") or ""
    first, last = element.get("from") or "", element.get("to") or ""
    ends = first if last in ("", first) else f"{first}–{last}"
    return ends if unit in ("", "page") else f"{unit} {ends}"
