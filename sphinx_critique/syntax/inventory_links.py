"""MyST's links to inventories (``<inv:key:critique:*#name>``), as references to be resolved.

MyST puts in what an inventory says when a document is read; that may be another when it is written.
"""

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..edition.elsewhere import Elsewhere
from ..model.nodes import elements
from ..model.problems import Location
from ..model.steps import Step
from ..project.domain import CritiqueDomain


class ResolveLater(SphinxTransform):
    """Makes a reference of each link to an item of another edition."""

    default_priority = Step.RESOLVE_LATER.priority

    def apply(self, **kwargs: Any) -> None:
        for node in elements(self.document, nodes.reference):
            key, domain, _type, name = _parts(node.get("inv_match", ""))
            if domain == CritiqueDomain.name:
                node.replace_self(self._reference(node, key, name))

    def _reference(self, node: nodes.Element, key: str, name: str) -> pending_xref:
        other = Elsewhere(self.env).find_in(key, name)
        words = nodes.inline("", "", *node.children, classes=node["classes"])
        reference = pending_xref(
            "",
            words,
            refdomain=CritiqueDomain.name,
            reftype="ref",
            reftarget=name,
            refdoc=self.env.docname,
            refwarn=False,
            refexplicit=other is None or words.astext() != other.label,
            intersphinx=True,
            inventory=key,
            typed=name,
        )
        reference.source, reference.line = node.source, node.line
        reference["location"] = Location(str(node.source or ""), int(node.line or 0))
        return reference


def _parts(match: str) -> tuple[str, str, str, str]:
    """Key, domain, type and name, of which MyST quotes those that have a colon within."""
    parts: list[str] = []
    while match and len(parts) < 4:
        if match.startswith('"') and len(parts) < 3:
            part, _quote, match = match[1:].partition('":')
        else:
            part, _colon, match = match.partition(":") if len(parts) < 3 else (match, "", "")
        parts.append(part)
    key, domain, type_, name = (*parts, *[""] * 4)[:4]
    return key, domain, type_, name[1:-1] if ":" in name else name


def setup(app: Sphinx) -> None:
    """Register it."""
    app.add_transform(ResolveLater)
