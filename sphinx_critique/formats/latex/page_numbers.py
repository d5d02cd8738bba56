"""References to excerpts and annotations with their page, where pages have numbers."""

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.base import LayoutTransform
from ...model.identifiers import PREFIX
from ...model.nodes import around, elements, listed
from ...model.steps import Step
from .nodes import latex_page

_MOVED = (nodes.title, nodes.caption, nodes.term, listed)
"""What is copied to elsewhere, or has its page numbers already."""


class AddPages(LayoutTransform):
    """Once all references are made, those at the foot too; not the numbers behind lemmata."""

    default_priority = Step.ADD_PAGE_NUMBERS.priority
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, nodes.reference):
            docname, _hash, anchor = _target(node).rpartition("#")
            if anchor.startswith(PREFIX) and not _is_moved(node) and not _is_number(node):
                label = f"{docname}:{anchor}" if docname else anchor
                page = latex_page("", "", label=label)
                node.parent.insert(node.parent.index(node) + 1, page)


def _target(node: nodes.reference) -> str:
    if "refid" in node:
        return f"#{node['refid']}"
    uri = str(node.get("refuri", ""))
    return uri.removeprefix("%") if uri.startswith(("#", "%")) else ""


def _is_number(node: nodes.reference) -> bool:
    """Whether it is the number that a note begins with, which leads to the words it is about."""
    return "critique-number" in node["classes"]


def _is_moved(node: nodes.Node) -> bool:
    return around(node, *_MOVED) is not None


def setup(app: Sphinx) -> None:
    """Add them."""
    app.add_post_transform(AddPages)
