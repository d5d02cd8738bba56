"""What every step of the layout has in common."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..edition.edition import Edition
from ..edition.links import link_to
from ..model.nodes import NEUTRAL, ancestors, call, elements, remark, translation
from ..model.steps import Step
from ..project.build import Build
from ..project.domain import CritiqueDomain
from ..texts.languages import runs_to_left
from ..texts.loci import Citation
from .medium import Medium

Dressed = nodes.Node | Sequence[nodes.Node]
Dress = Callable[[nodes.Element], Dressed]


class LayoutTransform(SphinxPostTransform):
    """A post-transform of an edition."""

    def is_supported(self) -> bool:
        """Catalogues hold what the author wrote as it was written; what uses nothing of ours is
        left alone."""
        of_ours = super().is_supported() and self.domain.is_used
        return of_ours and not isinstance(self.builder, I18nBuilder)

    @cached_property
    def is_copy(self) -> bool:
        """Whether another extension has made the document, of pieces of others."""
        is_named = not str(self.document.get("source") or "<").startswith("<")
        if is_named or "docname" in self.document:
            return False
        return not elements(self.document, addnodes.start_of_file)

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


_NOT_ITS_WORDS = (translation, remark, nodes.attribution)


class Spoken(NamedTuple):
    """The language of words, and whether they run from right to left."""

    language: str
    right: bool


class DressTransform(LayoutTransform):
    """Replaces neutral nodes, innermost first, by those of a format.

    Each format has a method ``dress_NODE`` for every one of :data:`NEUTRAL`.
    """

    default_priority = Step.DRESS.priority

    def run(self, **kwargs: object) -> None:
        for node in reversed(elements(self.document, *NEUTRAL)):
            dress: Dress = getattr(self, f"dress_{type(node).__name__}")
            dressed = dress(node)
            if dressed is not node:
                node.replace_self(_bearing(node, dressed))

    @cached_property
    def document_spoken(self) -> Spoken:
        """How the edition's own words are."""
        language = self.domain.languages.document
        return Spoken(language, runs_to_left(language))

    def spoken(self, node: nodes.Element) -> Spoken | None:
        """How the words that a node quotes are, ``None`` where it quotes nothing."""
        if "quotation" not in node:
            if "language" not in node:
                return None
            own = (each for each in node.children if not isinstance(each, _NOT_ITS_WORDS))
            words = " ".join(each.astext() for each in own)
            return self.spoken_of(words, node["language"], node.get("cited", ()))
        docname, number = node["quotation"]
        record = self.build.documents[docname].quotations[number]
        return self.spoken_of(record.text, record.language, record.citations)

    def spoken_of(self, words: str, told: str = "", citations: Iterable[Citation] = ()) -> Spoken:
        """How words are, of which a language may be told or is that of a source."""
        language = self.domain.languages.of(words, told, citations)
        return Spoken(language, runs_to_left(language, words))

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


def _bearing(node: nodes.Element, dressed: Dressed) -> Dressed:
    """What a node is replaced by, with something that bears its ids, names and classes."""
    if isinstance(dressed, nodes.Node) or not any(node[each] for each in node.basic_attributes):
        return dressed
    first = dressed[0] if dressed else None
    bears = isinstance(first, nodes.Element) and not isinstance(first, nodes.raw)
    return dressed if bears else [nodes.target(), *dressed]


def _docname_of(node: nodes.Element) -> str:
    """The document that a node stands in, also where several are printed as one."""
    named = (each["docname"] for each in ancestors(node) if "docname" in each)
    return str(next(named, ""))
