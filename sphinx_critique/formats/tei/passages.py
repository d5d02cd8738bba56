"""Excerpts, quotations and translations, and the marks in their words, in TEI."""

from typing import Any, Final
from xml.etree.ElementTree import Element

from docutils import nodes

from ...edition.persons import office
from ...model.identifiers import lemma_identifier, names_in
from ...model.nodes import (
    annotation,
    call,
    cite,
    cut,
    elements,
    excerpt,
    group,
    heading,
    lemma,
    listed,
    locus,
    page,
    quote,
    remark,
    replies,
    review,
    roll,
    supplied,
    translation,
)
from ...model.records import Excerpt, Quotation
from .citing import point_at_source, spoken_note, tell_places
from .tree import add, add_text, when, word
from .writing import Writer, writes

_UNDER: Final = (remark, locus, nodes.attribution, translation, annotation)
_BESIDE: Final = "critique-beside"


def quotation_of(writer: Writer, node: nodes.Element) -> Quotation | None:
    """The record of what a node quotes."""
    if "quotation" not in node:
        return None
    docname, number = node["quotation"]
    found: Quotation = writer.build.documents[docname].quotations[number]
    return found


def tell_quotation(writer: Writer, element: Element, node: nodes.Element) -> None:
    """The language, source and status of words that are quoted."""
    record = quotation_of(writer, node)
    if record is None:
        if "language" in node:
            writer.speak(element, node["language"] or "")
        return
    languages = writer.domain.languages
    writer.speak(element, languages.of(record.text, record.language, record.citations))
    point_at_source(writer, element, "source", record.citations)
    if node.get("status"):
        element.set("ana", f"#{status_id(node['status'])}")


def status_id(status: str) -> str:
    """The id of what a check can come to."""
    return f"status-{status.replace(' ', '-')}"


@writes(group, replies, listed, review)
def write_group(writer: Writer, parent: Element, node: Any) -> None:
    """What holds others: an excerpt is followed by links to its notes."""
    writer.anchor(parent, node)
    holder = parent
    for child in node.children:
        if isinstance(child, excerpt):
            holder = write_excerpt(writer, parent, child)
        else:
            writer.write(holder, child)


@writes(page)
def write_page(writer: Writer, parent: Element, node: Any) -> None:
    """Nothing has pages here."""


@writes(excerpt)
def _write_excerpt(writer: Writer, parent: Element, node: Any) -> None:
    write_excerpt(writer, parent, node)


def write_excerpt(writer: Writer, parent: Element, node: excerpt) -> Element:
    """A passage with where it is from, what is said of it, and its translations."""
    sort = "excerpt" if node["answerable"] else "quotation"
    cit = writer.bear(add(parent, "cit", type=sort), node)
    number = writer.edition.numbers.get(next(iter(node["ids"]), ""))
    if number is not None:
        cit.set("n", str(number))
    _cited(writer, cit, node)
    return cit


@writes(nodes.block_quote)
def write_quotation(writer: Writer, parent: Element, node: Any) -> None:
    """Words quoted in a block; a passage that is set beside another stands elsewhere already."""
    if _BESIDE in node["classes"]:
        return
    if "quotation" in node or any(isinstance(each, _UNDER) for each in node.children):
        _cited(writer, writer.bear(add(parent, "cit"), node), node)
        return
    element = writer.put(parent, "quote", node)
    tell_quotation(writer, element, node)


@writes(translation)
def write_translation(writer: Writer, parent: Element, node: Any) -> None:
    """A passage in another language, beside the original."""
    cit = parent if parent.tag == "cit" else add(parent, "cit")
    _cited(writer, cit, node, "translation")


def _cited(writer: Writer, cit: Element, node: nodes.Element, kind: str = "") -> None:
    """The words, then all that is said of them."""
    words = add(cit, "quote", type=kind)
    tell_quotation(writer, words, node)
    if kind:
        writer.bear(words, node)
    under = [each for each in node.children if isinstance(each, _UNDER)]
    writer.children(words, [each for each in node.children if each not in under])
    for each in under:
        writer.write(cit, each)
    if node.get("status"):
        status = str(node["status"])
        note = spoken_note(cit, "status")
        note.set("subtype", word(status))
        add_text(note, node.get("verdict") or "")


@writes(locus)
def write_locus(writer: Writer, parent: Element, node: Any) -> None:
    """Who speaks, when, and in which source; the number is told by the passage itself."""
    _number, *where = node.children
    record = writer.edition.get(next(iter(node.parent["ids"]), ""))
    if not where:
        return
    first, *rest = where
    if len(rest) == 1 and isinstance(rest[0], cite):
        _cited_whole(writer, writer.bear(add(parent, "bibl"), node), rest[0])
        return
    bibl = writer.bear(add(parent, "bibl"), node)
    if not isinstance(first, nodes.Text):
        writer.write(bibl, first)
    for each in rest:
        classes = each["classes"] if isinstance(each, nodes.Element) else []
        if "critique-voice" in classes and isinstance(record, Excerpt) and record.voice:
            write_named(writer, bibl, record.voice, each.astext())
        elif "critique-voice" in classes:
            writer.persons.name(bibl, each.astext())
        elif "critique-date" in classes and isinstance(record, Excerpt):
            add(bibl, "date", each.astext(), when=when(record.date))
        else:
            writer.write(bibl, each)


def write_named(writer: Writer, parent: Element, typed: str, said: str) -> None:
    """Names as they are said, each leading to the person."""
    names = names_in(typed)
    rest = said
    for name in names:
        shown = office(name)
        before, found, behind = rest.partition(shown)
        if not found:
            continue
        add_text(parent, before)
        writer.persons.name(parent, name, shown)
        rest = behind
    add_text(parent, rest)


def _cited_whole(writer: Writer, bibl: Element, node: cite) -> None:
    """A citation that is all that is said of where words are from."""
    writer.bear(bibl, node)
    writer.children(bibl, node.children)
    tell_places(writer, bibl, node["citations"])


@writes(nodes.attribution)
def write_attribution(writer: Writer, parent: Element, node: Any) -> None:
    """What a quotation is taken from, in the author's own line."""
    bibl = writer.bear(add(parent, "bibl", type="attribution"), node)
    cited = node.children[0] if len(node.children) == 1 else None
    if isinstance(cited, cite):
        _cited_whole(writer, bibl, cited)
    else:
        writer.children(bibl, node.children)


@writes(remark, heading)
def write_remark(writer: Writer, parent: Element, node: Any) -> None:
    """A line of ours: a note where it is about what it stands in, else a paragraph."""
    role = node.get("role") or "line"
    if parent.tag not in ("cit", "app", "note"):
        writer.put(parent, "item" if parent.tag == "list" else "p", node)
        return
    if role == "translated" and not elements(node, cite):
        return  # That it is one is told by its element.
    note = writer.bear(spoken_note(parent, role), node)
    writer.children(note, node.children)


@writes(roll)
def write_roll(writer: Writer, parent: Element, node: Any) -> None:
    """The lines of a list."""
    if node.children:
        writer.put(parent, "list", node, type=word(node["form"]))


@writes(quote)
def write_quote(writer: Writer, parent: Element, node: Any) -> None:
    """Words quoted in running text, with their marks."""
    tell_quotation(writer, writer.put(parent, "quote", node), node)


@writes(cut)
def write_cut(writer: Writer, parent: Element, node: Any) -> None:
    """The dots as they were typed, and behind them that words are left out."""
    writer.children(parent, node.children)
    if parent.tag != "code":
        add(parent, "gap", reason="editorial")


@writes(supplied)
def write_supplied(writer: Writer, parent: Element, node: Any) -> None:
    """What a quotation puts in, in its brackets."""
    writer.put(parent, "supplied", node, reason="editorial")


@writes(lemma)
def write_lemma(writer: Writer, parent: Element, node: Any) -> None:
    """A point where the words begin that an annotation is about; it has one where they end."""
    if node["first"]:
        writer.anchors.give(add(parent, "anchor"), lemma_identifier(node["annotation"]))
    writer.children(parent, node.children)


def end_of_lemma(annotation_id: str) -> str:
    """The id of the point where the words end that an annotation is about."""
    return f"{lemma_identifier(annotation_id)}-end"


@writes(call)
def write_call(writer: Writer, parent: Element, node: Any) -> None:
    """A point where words end that an annotation is about, and a link to it."""
    note = node["annotation"]
    writer.anchors.give(add(parent, "anchor"), end_of_lemma(note))
    writer.reached.add(note)
    link = add(parent, "ptr", type="annotation", subtype=word(node["kind"]), n=node.astext())
    writer.anchors.point(link, "target", note)
