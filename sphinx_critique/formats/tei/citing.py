"""Citations, and the bibliographies that a document prints, in TEI."""

from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element

from docutils import nodes
from sphinxcontrib.bibtex.nodes import raw_latex

from ...model.nodes import cite
from ...texts.loci import Citation, Place
from .anchors import slug
from .tree import add, add_text, word
from .writing import Writer, writes

_NO_UNITS: Final = {"words": "", "date": ""}


def source_id(key: str) -> str:
    """The id of a source in the header, by its key."""
    return f"bib.{slug(key)}" if slug(key) != key else f"bib.{key}"


def point_at_source(
    writer: Writer, element: Element, attribute: str, citations: Iterable[Citation]
) -> None:
    """Say which source words are from."""
    key = next((each.key for each in citations if each.key and each.known), None)
    if key is not None and key in writer.bibliography.keys:
        element.set(attribute, f"#{source_id(key)}")


@writes(cite)
def write_cite(writer: Writer, parent: Element, node: Any) -> None:
    """A citation as it is printed; what it cites, for programs, behind its words."""
    if node.get("footnote"):
        writer.anchor(parent, node)
        writer.children(parent, node.children)
        return
    bibl = writer.put(parent, "bibl", node)
    tell_places(writer, bibl, node["citations"])


def tell_places(writer: Writer, bibl: Element, citations: Iterable[Citation]) -> None:
    """The sources and places cited, with no words of their own."""
    last = None
    for citation in citations:
        for each in filter(None, (citation, citation.carrier)):
            if each.key in writer.bibliography.keys and each.key != last:
                add(bibl, "ptr", type="source", target=f"#{source_id(each.key)}")
                last = each.key
            for place in each.locator.places:
                _place(bibl, place)


def _place(bibl: Element, place: Place) -> None:
    if place.volume:
        add(bibl, "citedRange", unit="volume", n=word(place.volume))
    unit = _NO_UNITS.get(place.label, place.label)
    ends = {"from": word(place.first), "to": "" if place.open else word(place.last)}
    if place.label == "words":
        ends = {"n": word(place.first)}
    add(bibl, "citedRange", unit=word(unit) if unit else "", **ends)


@writes(nodes.citation)
def write_entry(writer: Writer, parent: Element, node: Any) -> None:
    """An entry of a bibliography, or what an author of reST cites."""
    last = parent[-1] if len(parent) else None
    if last is None or last.tag != "listBibl":
        last = add(parent, "listBibl")
    label = next((each for each in node.children if isinstance(each, nodes.label)), None)
    said = label.astext() if label is not None else ""
    bibl = writer.bear(add(last, "bibl", n=word(said) if said else ""), node)
    key = _keys(writer).get((writer.docname, *node["ids"][:1]))
    if key is not None:
        bibl.set("corresp", f"#{source_id(key)}")
    if said:
        add_text(bibl, f"[{said}] ")
    for number, each in enumerate(x for x in node.children if x is not label):
        add_text(bibl, " " if number else "")
        inner = each.children if isinstance(each, nodes.paragraph) else [each]
        writer.children(bibl, inner)


def _keys(writer: Writer) -> dict[tuple[str, ...], str]:
    """The key of each entry that a bibliography lists, by document and id."""
    if "keys" not in writer.kept:
        writer.kept["keys"] = {
            (each.bibliography_key.docname, each.citation_id): each.key
            for each in writer.bibliography.domain.citations
        }
    found: dict[tuple[str, ...], str] = writer.kept["keys"]
    return found


@writes(raw_latex)
def write_for_latex(writer: Writer, parent: Element, node: Any) -> None:
    """What is for LaTeX alone."""


def spoken_note(parent: Element, kind: str, label: str = "") -> Element:
    """A line of ours as a note that says what it is for."""
    note = add(parent, "note", type=word(kind))
    if label:
        add(note, "label", label)
        add_text(note, " ")
    return note
