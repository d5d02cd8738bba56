"""Paragraphs, lists, tables and all else that a document is made of, in TEI."""

from typing import Any
from xml.etree.ElementTree import Element

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .tree import add, add_text, made, word
from .writing import Writer, writes


@writes(nodes.section)
def write_section(writer: Writer, parent: Element, node: Any) -> None:
    """A part of the text, with its heading."""
    writer.section(node)


@writes(nodes.title, nodes.subtitle, nodes.caption)
def write_title(writer: Writer, parent: Element, node: Any) -> None:
    """A heading, where one may stand."""
    writer.put(parent, "head", node)


@writes(nodes.paragraph)
def write_paragraph(writer: Writer, parent: Element, node: Any) -> None:
    """A paragraph."""
    writer.put(parent, "p", node)


@writes(nodes.bullet_list)
def write_list(writer: Writer, parent: Element, node: Any) -> None:
    """Items, with bullets."""
    _list(writer, parent, node, "bulleted")


@writes(nodes.enumerated_list)
def write_enumeration(writer: Writer, parent: Element, node: Any) -> None:
    """Items, numbered."""
    _list(writer, parent, node, "numbered", int(node.get("start", 1)))


def _list(
    writer: Writer, parent: Element, node: nodes.Element, rend: str, number: int | None = None
) -> None:
    if not node.children:
        writer.anchor(parent, node)
        return
    element = writer.bear(add(parent, "list", rend=rend), node)
    for child in node.children:
        if isinstance(child, nodes.list_item):
            item = writer.put(element, "item", child)
            if number is not None:
                item.set("n", str(number))
                number += 1
        else:
            writer.write(element, child)


@writes(nodes.list_item, addnodes.hlistcol)
def write_item(writer: Writer, parent: Element, node: Any) -> None:
    """An item in what is no list of docutils' own."""
    writer.anchor(parent, node)
    writer.children(parent, node.children)


def _pairs(writer: Writer, parent: Element, node: nodes.Element) -> Element:
    return writer.bear(add(parent, "list", type="gloss"), node)


def pair(writer: Writer, parent: Element, labels: list[Any], body: list[nodes.Node]) -> None:
    """Words and what is said of them: an item of a list of such."""
    label = add(parent, "label")
    for number, each in enumerate(labels):
        if number:
            add(label, "lb")
        if isinstance(each, nodes.option_group):
            writer.write(label, each)
            continue
        writer.anchor(label, each)
        writer.children(label, each.children)
    writer.children(add(parent, "item"), body)


@writes(nodes.definition_list, nodes.field_list, nodes.option_list)
def write_pairs(writer: Writer, parent: Element, node: Any) -> None:
    """Terms with their definitions, names of fields with what they hold, options."""
    if not node.children:
        writer.anchor(parent, node)
        return
    element = _pairs(writer, parent, node)
    for item in node.children:
        labels: list[Any] = []
        body: list[Any] = []
        for child in getattr(item, "children", []):
            is_label = not isinstance(
                child, (nodes.definition, nodes.field_body, nodes.description)
            )
            (labels if is_label and not body else body).append(child)
        inner = [part for each in body for part in each.children]
        pair(writer, element, labels, inner)


@writes(nodes.option_group)
def write_options(writer: Writer, parent: Element, node: Any) -> None:
    """Options that mean the same."""
    for number, each in enumerate(node.children):
        add_text(parent, ", " if number else "")
        add(parent, "code", each.astext())


@writes(addnodes.desc)
def write_description(writer: Writer, parent: Element, node: Any) -> None:
    """A thing of a program: its signatures, and what is said of it."""
    labels = [each for each in node.children if isinstance(each, addnodes.desc_signature)]
    rest = [each for each in node.children if not isinstance(each, addnodes.desc_signature)]
    body = [part for each in rest for part in getattr(each, "children", [])]
    pair(writer, _pairs(writer, parent, node), labels, body)


@writes(addnodes.desc_parameterlist, addnodes.desc_type_parameter_list, addnodes.desc_optional)
def write_parameters(writer: Writer, parent: Element, node: Any) -> None:
    """Parameters in their brackets."""
    ends = "()" if isinstance(node, addnodes.desc_parameterlist) else "[]"
    add_text(parent, ends[0])
    for number, each in enumerate(node.children):
        add_text(parent, ", " if number else "")
        writer.write(parent, each)
    add_text(parent, ends[1])


@writes(nodes.literal_block, nodes.doctest_block)
def write_code(writer: Writer, parent: Element, node: Any) -> None:
    """Code, line for line."""
    plain = all(isinstance(each, nodes.Text) for each in node.children)
    element = writer.bear(add(parent, "eg" if plain else "ab", xml_space="preserve"), node)
    language = str(node.get("language", ""))
    if language and language != "default":
        element.set("rend", word(f"language-{language}"))
    writer.children(element, node.children)


@writes(nodes.math_block)
def write_display(writer: Writer, parent: Element, node: Any) -> None:
    """A formula by itself."""
    number = node.get("number")
    paragraph = writer.bear(add(parent, "p", rend="display", n=str(number or "")), node)
    add(paragraph, "formula", node.astext().strip(), notation="TeX")


@writes(nodes.figure)
def write_figure(writer: Writer, parent: Element, node: Any) -> None:
    """A picture with its caption and what is said under it."""
    inner = [each for each in node.children if isinstance(each, nodes.image)]
    pictures = made("seg")
    writer.children(pictures, inner)
    figure = pictures[0] if len(pictures) == 1 and pictures[0].tag == "figure" else made("figure")
    holder = add(parent, "figure")
    holder.attrib.update(figure.attrib)
    holder.extend(figure)
    writer.bear(holder, node)
    writer.children(holder, [each for each in node.children if each not in inner])


@writes(nodes.Admonition, nodes.topic, nodes.sidebar)
def write_admonition(writer: Writer, parent: Element, node: Any) -> None:
    """What stands in a box: a note, with its heading."""
    sort = type(node).__name__.strip("_")
    note = writer.bear(add(parent, "note", type=sort), node)
    label = admonitionlabels.get(sort)
    if label and not any(isinstance(each, nodes.title) for each in node.children):
        add(note, "label", str(label))
    writer.children(note, node.children)


@writes(addnodes.versionmodified)
def write_change(writer: Writer, parent: Element, node: Any) -> None:
    """What has changed in a version."""
    writer.put(parent, "note", node, type=word(node.get("type", "")))


@writes(nodes.footnote)
def write_footnote(writer: Writer, parent: Element, node: Any) -> None:
    """A note at the foot, where it was written; its number is that of the links to it."""
    label = next((each for each in node.children if isinstance(each, nodes.label)), None)
    number = word(label.astext()) if label is not None else ""
    note = writer.bear(add(parent, "note", place="foot", type="footnote", n=number), node)
    writer.children(note, [each for each in node.children if each is not label])


@writes(nodes.rubric)
def write_rubric(writer: Writer, parent: Element, node: Any) -> None:
    """A heading that begins no part."""
    writer.put(parent, "label", node, type="rubric")


@writes(addnodes.centered)
def write_centered(writer: Writer, parent: Element, node: Any) -> None:
    """A line in the middle."""
    writer.put(parent, "p", node, rend="center")


@writes(nodes.transition)
def write_transition(writer: Writer, parent: Element, node: Any) -> None:
    """A break between paragraphs."""
    add(parent, "milestone", unit="section", rend="transition")


@writes(addnodes.toctree)
def write_toctree(writer: Writer, parent: Element, node: Any) -> None:
    """The documents that it names stand here; so do links to other places, and its caption."""
    writer.anchor(parent, node)
    if node.get("caption"):
        add(parent, "p", node["caption"], rend="caption")
    outside = [(title, uri) for title, uri in node["entries"] if "://" in str(uri)]
    for title, uri in outside:
        writer.write(add(parent, "p"), nodes.reference("", title or uri, refuri=uri))
    writer.place(each for _, each in node["entries"])
