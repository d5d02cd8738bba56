"""Words with markup, links, formulas and pictures, in TEI."""

from typing import Any, Final
from xml.etree.ElementTree import Element

from docutils import nodes
from sphinx import addnodes

from ...texts.addresses import as_link, may_be_followed
from .tree import add
from .writing import Writer, writes

_RENDERED: Final[dict[type[nodes.Node], str]] = {
    nodes.emphasis: "italic",
    nodes.strong: "bold",
    nodes.subscript: "subscript",
    nodes.superscript: "superscript",
    addnodes.literal_emphasis: "italic code",
    addnodes.literal_strong: "bold code",
    nodes.generated: "generated",
}


@writes(*_RENDERED)
def write_highlighted(writer: Writer, parent: Element, node: Any) -> None:
    """Words that look otherwise than those around them."""
    rend = next(_RENDERED[each] for each in type(node).__mro__ if each in _RENDERED)
    writer.put(parent, "hi", node, rend=rend)


@writes(nodes.inline, addnodes.manpage)
def write_inline(writer: Writer, parent: Element, node: Any) -> None:
    """Words with nothing of their own but a name, perhaps."""
    writer.anchor(parent, node)
    writer.children(parent, node.children)


@writes(nodes.title_reference)
def write_title_reference(writer: Writer, parent: Element, node: Any) -> None:
    """A title in running text."""
    writer.put(parent, "title", node)


@writes(nodes.literal)
def write_literal(writer: Writer, parent: Element, node: Any) -> None:
    """Code in running text, in which words may be marked."""
    plain = all(isinstance(each, nodes.Text) for each in node.children)
    if plain:
        writer.put(parent, "code", node)
    else:
        writer.put(parent, "seg", node, type="code")


@writes(nodes.abbreviation)
def write_abbreviation(writer: Writer, parent: Element, node: Any) -> None:
    """What is abbreviated, and in full what it stands for."""
    said = node.get("explanation", "")
    if not said:
        writer.put(parent, "abbr", node)
        return
    choice = add(parent, "choice")
    writer.put(choice, "abbr", node)
    add(choice, "expan", said)


@writes(nodes.math)
def write_formula(writer: Writer, parent: Element, node: Any) -> None:
    """A formula as it was written, its numbers and marks behind it."""
    writer.anchor(parent, node)
    add(parent, "formula", node.astext().strip(), notation="TeX")


@writes(nodes.reference, nodes.footnote_reference, nodes.citation_reference)
def write_reference(writer: Writer, parent: Element, node: Any) -> None:
    """A link; only its words where it leads nowhere, or where nobody should follow."""
    ref = writer.bear(add(parent, "ref"), node)
    uri = str(node.get("refuri", ""))
    if isinstance(node, nodes.footnote_reference):
        ref.set("type", "footnote")
    if node.get("refid"):
        writer.anchors.point(ref, "target", writer.anchors.of(writer.docname, node["refid"]))
    elif uri and not writer.anchors.link(ref, writer.docname, uri) and may_be_followed(uri):
        address = as_link(uri)
        if address:
            ref.set("target", address)
    writer.children(ref, node.children)


@writes(nodes.image)
def write_image(writer: Writer, parent: Element, node: Any) -> None:
    """A picture, with its description; where none can be copied that alone."""
    figure = writer.bear(add(parent, "figure"), node)
    uri = str(node.get("uri", ""))
    name = writer.builder.images.get(uri)
    if name is not None:
        add(figure, "graphic", url=as_link(f"{writer.builder.imagedir}/{name}"))
    elif "://" in uri and may_be_followed(uri):
        add(figure, "graphic", url=as_link(uri))
    if node.get("alt"):
        add(figure, "figDesc", node["alt"])
