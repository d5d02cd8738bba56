"""Citations set in the project's style, each linked to its entry."""

from docutils import nodes
from sphinx.builders import Builder
from sphinxcontrib.bibtex.nodes import raw_latex

from ..locale import _
from ..locale.punctuation import between_locators, comma, spaced, with_commas
from ..model.nodes import around, cite, elements
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..texts.loci import Citation
from .base import LayoutTransform


class SetCitations(LayoutTransform):
    """After everything that is cited has its place in the tree."""

    default_priority = Step.SET_CITATIONS.priority

    def run(self, **kwargs: object) -> None:
        setter = Setter(self.domain, self.builder)
        for node in elements(self.document, cite):
            result = setter.set(node)
            if _moves(node):
                _unlink(result)
            if self.medium.is_html and (node["ids"] or not result):
                result = [nodes.inline("", "", *result, ids=node["ids"])]
            elif not _moves(node):
                result = [*(nodes.target("", "", ids=[each]) for each in node["ids"]), *result]
            node.replace_self(result or [nodes.inline()])


def _moves(node: nodes.Node) -> bool:
    """Whether a node stands where LaTeX copies it to elsewhere, and no link of bibtex's can."""
    return around(node, nodes.title, nodes.caption) is not None


def _unlink(citation: list[nodes.Node]) -> None:
    for node in citation:
        for link in list(node.findall(raw_latex)):
            link.parent.remove(link)


class Setter:
    """Sets citations for a builder."""

    def __init__(self, domain: CritiqueDomain, builder: Builder) -> None:
        self.bibliography = domain.bibliography
        self.builder = builder

    def set(self, node: cite) -> list[nodes.Node]:
        """What a reader sees of the citations of one source."""
        if node.get("footnote"):
            return list(node.children)
        citations: tuple[Citation, ...] = node["citations"]
        first, last = citations[0], citations[-1]
        locators = between_locators().join(filter(None, (each.locator.text for each in citations)))
        after = ", ".join(filter(None, (locators, last.tail)))
        if first.carrier is not None and not (first.key or first.words or locators):
            return self._second_hand(first.carrier, node["docname"], False, last.tail)
        result: list[nodes.Node] = []
        if first.key is not None:
            result += self.one(first.key, node["docname"], first.words, after)
        elif after or first.words:
            result.append(nodes.Text(" ".join(filter(None, (first.words, after)))))
        if first.carrier is not None:
            result += self._second_hand(first.carrier, node["docname"], bool(result))
        return result

    def source_of(self, node: cite) -> tuple[str | None, str, str]:
        """Key, words before and locators of a citation that no other hand or footnote is in."""
        first, last = node["citations"][0], node["citations"][-1]
        if node.get("footnote") or first.carrier is not None or first.key is None:
            return None, "", ""
        texts = (each.locator.text for each in node["citations"])
        locators = between_locators().join(filter(None, texts))
        return first.key, first.words, ", ".join(filter(None, (locators, last.tail)))

    def one(self, key: str, docname: str, before: str, after: str) -> list[nodes.Node]:
        """A citation of one source."""
        listed = self.bibliography.listed(key, docname)
        if listed is not None and not self.bibliography.footnotes:
            return [self.bibliography.set(listed, self.builder, docname, before, after)]
        named = with_commas((self.bibliography.plain(key), after))
        return [nodes.Text(f"{before} {named}".strip())]

    def _second_hand(
        self, carrier: Citation, docname: str, follows: bool, tail: str = ""
    ) -> list[nodes.Node]:
        words = (comma() if follows else "") + spaced(_("quoted in"))
        after = ", ".join(filter(None, (carrier.locator.text, carrier.tail, tail)))
        if carrier.key is None:
            return [nodes.Text(words + after)]
        return [nodes.Text(words), *self.one(carrier.key, docname, carrier.words, after)]
