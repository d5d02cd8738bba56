"""What other extensions print of an edition once more, in places of their own.

Lists of todos, of posts, previews: these are documents that others make of pieces of ours, and have
resolved as if they stood on the page where they are printed.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..edition.conditions import condition_of, conditional
from ..edition.links import link_to
from ..model.identifiers import PREFIX
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from .base import LayoutTransform


class CopyTransform(LayoutTransform):
    """A transform of such documents alone."""

    def is_supported(self) -> bool:
        return super().is_supported() and self.is_copy


class SetFootnotes(CopyTransform):
    """LaTeX sets each footnote at its mark, and is brought it; elsewhere the mark leads home."""

    default_priority = Step.SET_FOOTNOTES_OF_COPIES.priority

    def run(self, **kwargs: object) -> None:
        self._homes: dict[str, set[str]] = {}
        here = {anchor for each in self.document.findall(nodes.footnote) for anchor in each["ids"]}
        brought: dict[tuple[str, str], nodes.footnote | None] = {}
        for mark in list(self.document.findall(nodes.footnote_reference)):
            home = mark.get("docname", ""), mark.get("refid", "")
            if home[1] in here or home[0] not in self.env.all_docs:
                continue
            if self.medium.is_latex and home not in brought:
                brought[home] = self._footnote(*home)
            if brought.get(home) is None:
                mark["ids"] = []
                mark.replace_self(nodes.superscript("", "", self._way_home(mark, *home)))
        self.document += [each for each in brought.values() if each is not None]

    def _way_home(self, mark: nodes.Node, docname: str, anchor: str) -> nodes.Node:
        """The number of a footnote; a link where the page that it was written for has it."""
        number = nodes.Text(mark.astext())
        if anchor not in self._printed(docname):
            return number
        return link_to(self.builder, self.env.docname, docname, anchor, number)

    def _printed(self, docname: str) -> set[str]:
        """The ids of the footnotes that a page has marks of."""
        if docname not in self._homes:
            tree = self.env.get_doctree(docname)
            gone = [each for each in conditional(tree) if not self._is_met(each)]
            left_out = {
                id(mark) for each in gone for mark in each.findall(nodes.footnote_reference)
            }
            marks = tree.findall(nodes.footnote_reference)
            self._homes[docname] = {
                each.get("refid", "") for each in marks if id(each) not in left_out
            }
        return self._homes[docname]

    def _is_met(self, node: nodes.Element) -> bool:
        return self.edition.includes([condition_of(node)])

    def _footnote(self, docname: str, anchor: str) -> nodes.footnote | None:
        notes = self.env.get_doctree(docname).findall(nodes.footnote)
        return next((each.deepcopy() for each in notes if anchor in each["ids"]), None)


class TakeNames(CopyTransform):
    """Links lead to where words were written, not to what is printed of them once more."""

    default_priority = Step.TAKE_NAMES.priority

    def run(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.Element):
            if any(each.startswith(PREFIX) for each in node["ids"]):
                node["ids"] = [each for each in node["ids"] if not each.startswith(PREFIX)]
            if self.medium.is_pdf and not node.get("refid", PREFIX).startswith(PREFIX):
                # The page that it is printed on is another than that for which it was resolved.
                page = self.builder.get_target_uri(self.env.docname)
                node["refuri"] = f"{page}#{node.attributes.pop('refid')}"
            attributes: dict[str, str] = node.get("attributes", {})
            attributes.pop("data-critique-note", None)


def keep_apart(app: Sphinx, builder: Builder) -> None:
    """Lists of todos are made of what has been read, not of the pages that it has been made into.

    Sphinx writes pages of the very nodes that the lists copy, where one process reads and writes.
    """
    if not CritiqueDomain.of(builder.env).is_used:
        return
    todos = builder.env.domaindata.get("todo", {}).get("todos", {})
    for docname, some in todos.items():
        todos[docname] = [each.deepcopy() for each in some]


def setup(app: Sphinx) -> None:
    """Before anything is written."""
    Step.KEEP_COPIES_APART.connect(app, keep_apart)
