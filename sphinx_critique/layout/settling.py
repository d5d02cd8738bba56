"""What is printed, settled before all else."""

from docutils import nodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node

from ..edition.conditions import condition_of, conditional
from ..model.identifiers import PREFIX
from ..model.nodes import (
    ancestors,
    annotation,
    cite,
    elements,
    excerpt,
    listing,
    quote,
    recall,
    review,
    translation,
)
from ..model.steps import Step
from .base import LayoutTransform

_OURS = (annotation, cite, excerpt, listing, quote, recall, review, translation)
_IDENTIFIED = (annotation, excerpt)


class Settle(LayoutTransform):
    """Takes out what the build leaves out; says of each item which it is, and on which page."""

    default_priority = Step.SETTLE.priority

    def run(self, **kwargs: object) -> None:
        ours = elements(self.document, *_OURS)
        if not ours:
            return
        gone = self._leave_out(ours)
        for node in ours:
            if _is_within(node, gone):
                continue
            if isinstance(node, _IDENTIFIED) and self._is_hidden(node):
                node.parent.remove(node)
            elif isinstance(node, _IDENTIFIED):
                node["ids"][0] = self.edition.id_of(node["docname"], node["ids"][0])
            if self.is_copy and "docname" in node:
                node["docname"] = self.env.docname

    def _is_hidden(self, node: nodes.Element) -> bool:
        """Whether it is left out where it was written, and another extension prints it again."""
        home = self.edition.id_of(node["docname"], node["ids"][0])
        return self.is_copy and self.edition.get(home) is None

    def _leave_out(self, ours: list[nodes.Element]) -> set[int]:
        """What other parts of a page hold under ``only`` is Sphinx's to warn of, then take out.

        Returns the identities of the nodes that have lost what they held.
        """
        waiting = conditional(self.document)
        around = {id(each) for node in ours for each in ancestors(node)} if waiting else set()
        within = {id(node) for node in ours}
        gone: set[int] = set()
        for node in waiting:
            if _is_within(node, gone):
                continue
            concerned = id(node) in around or any(id(each) in within for each in ancestors(node))
            if self.edition.includes([condition_of(node)]):
                if isinstance(node, ifconfig) and node.children:
                    node.replace_self(node.children)
            elif isinstance(node, todo_node):
                node.parent.replace(node, nodes.comment())
            elif concerned or isinstance(node, ifconfig):
                gone.add(id(node))
                node.children = []  # The extension prints an error in the place of some.
        if waiting:
            self._leave_out_footnotes()
        return gone

    def _leave_out_footnotes(self) -> None:
        """Those that hold citations which are left out."""
        marks = self.document.findall(nodes.footnote_reference)
        cited = {each.get("refid", "") for each in marks}
        for note in list(self.document.findall(nodes.footnote)):
            if note["ids"] and note["ids"][0].startswith(PREFIX) and not cited & {*note["ids"]}:
                note.parent.remove(note)


def _is_within(node: nodes.Element, some: set[int]) -> bool:
    return any(id(each) in some for each in ancestors(node))
