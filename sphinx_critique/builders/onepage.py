"""All documents as one page whose ids are unique and whose links stay on it."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes

from ..names import PREFIX

_DOCUMENT = "#document-"


def unite(tree: nodes.document, root: str) -> None:
    """Make the ids of joined documents unique, and the links between them links to those.

    ``tree`` is the root document with the others in it, each in a ``start_of_file``.
    """
    for docname, node in _with_docnames(tree, root):
        node["ids"] = [_unique(docname, each) for each in node["ids"]]
        if "refid" in node:
            node["refid"] = _unique(docname, node["refid"])
        if str(node.get("refuri", "")).startswith(_DOCUMENT):
            node["refuri"] = _on_page(node["refuri"], root)
        if "backrefs" in node:
            node["backrefs"] = [_unique(docname, each) for each in node["backrefs"]]


def _with_docnames(tree: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    for child in tree.children:
        if isinstance(child, nodes.Element):
            own = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield own, child
            yield from _with_docnames(child, own)


def _unique(docname: str, anchor: str) -> str:
    """An id on the one page; ours are unique already."""
    return anchor if anchor.startswith(PREFIX) else f"{nodes.make_id(docname)}--{anchor}"


def _on_page(uri: str, root: str) -> str:
    docname, _, anchor = uri[len(_DOCUMENT) :].partition("#")
    if anchor:
        return f"#{_unique(docname, anchor)}"
    return "#" if docname == root else uri


def contents(tree: nodes.document, depth: int) -> nodes.bullet_list | None:
    """A table of contents of the one page, of so many levels below its title."""
    top = tree.next_node(nodes.section)
    return _entries(top, depth) if top is not None else None


def _entries(section: nodes.Element, depth: int) -> nodes.bullet_list | None:
    items = [_entry(each, depth) for each in _subsections(section)] if depth else []
    return nodes.bullet_list("", *items) if items else None


def _entry(section: nodes.section, depth: int) -> nodes.list_item:
    title = cast(nodes.title, section.next_node(nodes.title))
    text = nodes.Text(title.astext())
    link = nodes.reference("", "", text, internal=True, refid=section["ids"][0])
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    below = _entries(section, depth - 1)
    if below is not None:
        item += below
    return item


def _subsections(node: nodes.Element) -> Iterator[nodes.section]:
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _subsections(child)
