"""What every step of the layout has in common."""

from collections.abc import Callable, Sequence
from functools import cached_property

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..edition.edition import Edition
from ..edition.links import link_to
from ..model.nodes import NEUTRAL, ancestors, call, elements
from ..model.steps import Step
from ..project.build import Build
from ..project.domain import CritiqueDomain
from .medium import Medium

Dress = Callable[[nodes.Element], nodes.Node | Sequence[nodes.Node]]


class LayoutTransform(SphinxPostTransform):
    """A post-transform of an edition."""

    def is_supported(self) -> bool:
        """Catalogues hold what the author wrote as it was written."""
        return super().is_supported() and not isinstance(self.builder, I18nBuilder)

    @cached_property
    def domain(self) -> CritiqueDomain:
        return CritiqueDomain.of(self.env)

    @cached_property
    def build(self) -> Build:
        return self.domain.build

    @cached_property
    def edition(self) -> Edition:
        return self.build.edition

    @cached_property
    def medium(self) -> Medium:
        return Medium.of(self.builder)

    @cached_property
    def builder(self) -> Builder:
        return self.build.builder


class DressTransform(LayoutTransform):
    """Replaces neutral nodes, innermost first, by those of a format.

    Each format has a method ``dress_NODE`` for every one of :data:`NEUTRAL`.
    """

    default_priority = Step.DRESS.priority

    def run(self, **kwargs: object) -> None:
        for node in reversed(elements(self.document, *NEUTRAL)):
            dress: Dress = getattr(self, f"dress_{type(node).__name__}")
            node.replace_self(dress(node))

    def dress_review(self, node: nodes.Element) -> list[nodes.Node]:
        """The reference of a work, if it is to be printed: a line already dressed."""
        return node.children

    def link_of(self, node: nodes.Element) -> nodes.Element:
        """The number behind a lemma, linked to its annotation."""
        assert isinstance(node, call)
        number = nodes.Text(node.astext())
        anchor, docname = node["annotation"], node["docname"]
        return link_to(self.builder, _docname_of(node), docname, anchor, number)

    def stance_of(self, node: nodes.Element) -> str:
        """Which side of the passage an annotation, or the mark of its lemma, takes."""
        return str(self.build.kinds[node["kind"]].stance)


def _docname_of(node: nodes.Element) -> str:
    """The document that a node stands in, also where several are printed as one."""
    named = (each["docname"] for each in ancestors(node) if "docname" in each)
    return str(next(named, ""))
