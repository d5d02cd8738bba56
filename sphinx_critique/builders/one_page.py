"""All documents as one page whose ids are unique and whose links stay on it."""

from collections.abc import Container, Iterator, Mapping
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..formats.book.outline import subsections
from ..model.identifiers import PREFIX
from ..project.domain import CritiqueDomain

_DOCUMENT = "#document-"
Number = tuple[int, ...]


class OnePage:
    """Joined documents: the ``root`` with the others in it, each in a ``start_of_file``.

    ``ours`` are the ids of excerpts and annotations, which are unique in a project already.
    """

    def __init__(self, tree: nodes.document, root: str, ours: Container[str]) -> None:
        self.tree = tree
        self.root = root
        self.ours = ours

    def unite(self) -> None:
        """Make the ids of the documents unique, and the links between them links to those."""
        for docname, node in _with_docnames(self.tree, self.root):
            node["ids"] = [self._unique(docname, each) for each in node["ids"]]
            if "refid" in node:
                node["refid"] = self._unique(docname, node["refid"])
            if str(node.get("refuri", "")).startswith(_DOCUMENT):
                node["refuri"] = self._on_page(node["refuri"])
            if "backrefs" in node:
                node["backrefs"] = [self._unique(docname, each) for each in node["backrefs"]]

    def section_numbers(self, numbers: Mapping[str, Mapping[str, Number]]) -> dict[str, Number]:
        """The numbers of sections, by the anchors that they have once united.

        Sphinx keeps them for each document by anchor, that of its first section being empty.
        """
        found: dict[str, Number] = {}
        seen: set[str] = set()
        for docname, node in _with_docnames(self.tree, self.root):
            if isinstance(node, nodes.section):
                anchor = f"#{node['ids'][0]}" if docname in seen else ""
                seen.add(docname)
                if number := numbers.get(docname, {}).get(anchor):
                    found[f"#{self._unique(docname, node['ids'][0])}"] = number
        return found

    def figure_numbers(
        self, numbers: Mapping[str, Mapping[str, Mapping[str, Number]]]
    ) -> dict[str, dict[str, Number]]:
        """The numbers of what has a caption, by type and the ids once united."""
        found: dict[str, dict[str, Number]] = {}
        for docname, types in numbers.items():
            for figtype, ids in types.items():
                united = {self._unique(docname, each): number for each, number in ids.items()}
                found.setdefault(figtype, {}).update(united)
        return found

    def _unique(self, docname: str, anchor: str) -> str:
        """An id on the one page; two hyphens are in ids that we make, and in no section's."""
        if anchor in self.ours or (anchor.startswith(PREFIX) and "--" in anchor):
            return anchor
        return f"{nodes.make_id(docname)}--{anchor}"

    def _on_page(self, uri: str) -> str:
        docname, _, anchor = uri[len(_DOCUMENT) :].partition("#")
        if anchor:
            return f"#{self._unique(docname, anchor)}"
        return "#" if docname == self.root else uri


def _with_docnames(tree: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    for child in tree.children:
        if isinstance(child, nodes.Element):
            own = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield own, child
            yield from _with_docnames(child, own)


def contents(
    tree: nodes.document, depth: int, numbers: Mapping[str, Number]
) -> nodes.bullet_list | None:
    """A table of contents of the one page, of so many levels below its title."""
    top = tree.next_node(nodes.section)
    return _entries(top, depth, numbers) if top is not None else None


def _entries(
    section: nodes.Element, depth: int, numbers: Mapping[str, Number]
) -> nodes.bullet_list | None:
    items = [_entry(each, depth, numbers) for each in subsections(section)] if depth else []
    return nodes.bullet_list("", *items) if items else None


def _entry(section: nodes.section, depth: int, numbers: Mapping[str, Number]) -> nodes.list_item:
    title = cast(nodes.title, section.next_node(nodes.title))
    anchor = section["ids"][0]
    link = nodes.reference("", "", nodes.Text(title.astext()), internal=True, refid=anchor)
    link["secnumber"] = numbers.get(f"#{anchor}")
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    below = _entries(section, depth - 1, numbers)
    if below is not None:
        item += below
    return item


class OnePageBuilder(SingleFileHTMLBuilder):
    """Joins all documents into one page, for what is made of it."""

    search = False

    def fix_refuris(self, tree: nodes.Node) -> None:
        """Sphinx's way to do what :class:`OnePage` does, as long as ids happen to be unique."""

    def assemble_doctree(self) -> nodes.document:
        tree = super().assemble_doctree()
        ours = {item.id for item in CritiqueDomain.of(self.env).edition.items}
        self._page = OnePage(tree, self.config.root_doc, ours)
        self.section_numbers = self._page.section_numbers(self.env.toc_secnumbers)
        self._page.unite()
        return tree

    def assemble_toc_secnumbers(self) -> dict[str, dict[str, Number]]:
        return {self.config.root_doc: self.section_numbers}

    def assemble_toc_fignumbers(self) -> dict[str, dict[str, dict[str, Number]]]:
        return {self.config.root_doc: self._page.figure_numbers(self.env.toc_fignumbers)}
