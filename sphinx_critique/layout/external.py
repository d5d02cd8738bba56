"""References that say of themselves that they lead to another edition (``:external:``)."""

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..edition.links import resolved
from ..model.nodes import elements
from ..model.steps import Step
from .base import LayoutTransform


class LinkExternal(LayoutTransform):
    """Before Sphinx, which would not say what edition they lead to, and warn only when writing."""

    default_priority = Step.LINK_EXTERNAL.priority

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, pending_xref):
            if "intersphinx" in node and self._is_ours(node):
                node.setdefault("refdoc", self.env.docname)
                node.replace_self(self._link(node))

    def _is_ours(self, node: pending_xref) -> bool:
        if node["reftype"] != "any":
            return bool(node.get("refdomain") == self.domain.name)
        found = self.edition.meant_elsewhere(node["reftarget"], node["inventory"] or "")
        return found is not None

    def _link(self, node: pending_xref) -> nodes.Node:
        node["refdomain"], node["reftype"] = self.domain.name, "ref"
        return resolved(self.builder, node)
