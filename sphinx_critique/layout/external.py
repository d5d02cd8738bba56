"""References that say of themselves that they lead to another edition (``:external:``)."""

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
            if "intersphinx" in node and node.get("refdomain") == self.domain.name:
                node.replace_self(resolved(self.builder, node))
