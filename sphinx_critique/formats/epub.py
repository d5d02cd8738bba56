"""What pages of an EPUB have besides: notes that a reader's device opens at their number."""

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx

from ..layout.base import LayoutTransform
from ..model.identifiers import note_identifier
from ..model.nodes import ancestors, elements
from ..model.steps import Step
from .html.nodes import OURS, html_block, html_inline

_HOLDING_NOTES = (nodes.footnote, nodes.citation)


class DressForEpub(LayoutTransform):
    """After elements of HTML have been made, which are not changed for other builders."""

    default_priority = Step.DRESS_FOR_EPUB.priority

    def is_supported(self) -> bool:
        return super().is_supported() and self.medium.is_epub

    def run(self, **kwargs: object) -> None:
        for block in elements(self.document, html_block):
            if "critique-group-beside" in block["classes"]:
                _set_below(block)
            if "critique-edition" in block["classes"]:
                block["attributes"] = {**block.get("attributes", {}), "epub:type": "titlepage"}
        for table in elements(self.document, nodes.table):
            if "critique-table" in table["classes"]:
                table["classes"].append("critique-table-in-book")
        for numbers, note in [] if self.is_copy else list(_footnotes(self.document)):
            _make_footnote(numbers, note)
        for parent in {each.parent: None for each in elements(self.document, nodes.citation)}:
            _list_sources(cast(nodes.Element, parent))


def _set_below(group: html_block) -> None:
    """A column of notes that a device hides until they are called would stand empty."""
    group["classes"].remove("critique-group-beside")
    columns = cast(nodes.Element, group.children[0])
    group.children = []
    group += columns.children


def _footnotes(document: nodes.document) -> Iterator[tuple[list[html_inline], html_block]]:
    """The notes that numbers in the text of their page lead to, with these numbers.

    A device may hide a footnote until it is called. What nothing on its page calls, or only
    something that is hidden itself, stays a note in the text, and so does what a note holds.
    """
    numbers: dict[str, list[html_inline]] = {}
    for each in elements(document, html_inline):
        attributes: dict[str, str] = each.get("attributes", {})
        called = attributes.get("data-critique-note")
        if each["tag"] == "sup" and called and not _in_note(each):
            numbers.setdefault(called, []).append(each)
    for block in elements(document, html_block):
        if _is_note(block) and block["ids"][0] in numbers and not _in_note(block):
            yield numbers[block["ids"][0]], block


def _is_note(node: nodes.Node) -> bool:
    return isinstance(node, html_block) and "critique-annotation" in node["classes"]


def _in_note(node: nodes.Node) -> bool:
    around = ancestors(node)
    return any(_is_note(each) or isinstance(each, _HOLDING_NOTES) for each in around)


def _make_footnote(numbers: list[html_inline], note: html_block) -> None:
    _move_places(numbers[0], note)
    note["attributes"] |= {"epub:type": "footnote", "role": "doc-footnote"}
    for number in numbers:
        for link in list(number.findall(nodes.reference)):
            link["refid"] = note["ids"][0]
            _declare(link, "noteref")
    heading = cast(nodes.Element, note.children[0])
    for link in list(heading.findall(nodes.reference)):
        if "critique-number" in link["classes"]:
            _declare(link, "backlink")


def _move_places(number: html_inline, note: html_block) -> None:
    """Let links into a footnote lead to its number, which is seen on all devices.

    What other links within it lead to has an id for these; what is Sphinx's is left alone.
    """
    links = [each for each in note.findall(nodes.reference) if "refid" in each]
    called = {note["ids"][0], *(each["refid"] for each in links)}
    moved: set[str] = set()
    for node in list(note.findall(nodes.Element)):
        if _is_place(node):
            moved.update(node["ids"])
            number["ids"] += node["ids"]
            node["ids"] = [note_identifier(each) for each in node["ids"] if each in called]
    for link in links:
        if link["refid"] in moved:
            link["refid"] = note_identifier(link["refid"])


def _is_place(node: nodes.Element) -> bool:
    """Whether something of ours, or what has no look of its own, bears ids that links lead to.

    A target that itself leads somewhere is not printed.
    """
    if isinstance(node, nodes.target):
        return not any(way in node for way in ("refid", "refuri", "refname"))
    return isinstance(node, OURS) or type(node) is nodes.inline


def _declare(link: nodes.reference, what: str) -> None:
    """Say what a link is for, in the terms of EPUB and of what reads a page aloud."""
    classes = [*link["classes"], "reference", "internal"]
    made = html_inline("", "", *link.children, tag="a", classes=classes)
    made["attributes"] = {"href": f"#{link['refid']}", "epub:type": what, "role": f"doc-{what}"}
    if "label" in link:
        made["attributes"]["aria-label"] = link["label"]
    link.replace_self(made)


def _list_sources(parent: nodes.Element) -> None:
    """Entries of a bibliography as items of a list: docutils gives them a role that is no more."""
    result: list[nodes.Node] = []
    for are_sources, run in groupby(list(parent.children), _is_source):
        if are_sources:
            entries = html_block("", *map(_entry, run), tag="div", classes=["citation-list"])
            entries["attributes"] = {"role": "list"}
            result.append(entries)
        else:
            result += run
    parent.children = []
    parent += result


def _is_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.citation)


def _entry(source: nodes.Node) -> html_block:
    assert isinstance(source, nodes.citation)
    entry = html_block("", *source.children, tag="div", ids=source["ids"])
    entry["classes"] = ["citation", *source["classes"]]
    entry["backrefs"] = source["backrefs"]
    entry["attributes"] = {"role": "listitem"}
    return entry


def setup(app: Sphinx) -> None:
    """Dress what has been dressed as HTML."""
    app.add_post_transform(DressForEpub)
