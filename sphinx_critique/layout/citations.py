"""Citations set in the project's style, each linked to its entry."""

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx.builders import Builder
from sphinxcontrib.bibtex.domain import Citation as Listed
from sphinxcontrib.bibtex.nodes import raw_latex

from ..edition.links import named
from ..edition.works import place
from ..locale import _
from ..locale.punctuation import between_locators, comma, spaced, with_commas
from ..locale.wording import said_before, said_behind, said_locator
from ..model.nodes import around, cite, elements
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..sources.bibliography import tooltip
from ..sources.own_citations import OwnCitations, Wording, linked
from ..sources.style.rich import text
from ..texts.directions import has_right_to_left
from ..texts.languages import runs_to_left
from ..texts.loci import Citation, Locator
from .base import LayoutTransform
from .course import Course, Mention
from .foreign import set_apart
from .medium import Medium

_MARKS = ("\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}")
"""Part a citation from words beside it that run to the left; never printed."""


_TURNING = ("xelatex", "lualatex")
"""Engines for which words are set in their direction, and such marks taken out."""


class SetCitations(LayoutTransform):
    """After everything that is cited has its place in the tree."""

    default_priority = Step.SET_CITATIONS.priority

    def run(self, **kwargs: object) -> None:
        setter = Setter(self.domain, self.builder)
        found = elements(self.document, cite)
        own = self.domain.bibliography.own
        mentions = self._course(own).mentions(found) if own else _places(found)
        for node in found:
            if self.is_copy:
                node["ids"] = []
            result = setter.set(node, mentions.get(node))
            if setter.medium.is_tei:
                # A program is told what is cited, too.
                node[:] = result
                continue
            if _moves(node):
                _unlink(result)
            bears = self.medium.is_html or (_moves(node) and not _bears_names(result))
            if bears and (node["ids"] or not result):
                result = [nodes.inline("", "", *result, ids=node["ids"])]
            elif not _moves(node):
                result = [*(nodes.target("", "", ids=[each]) for each in node["ids"]), *result]
            node.replace_self(result or [nodes.inline()])

    def _course(self, own: OwnCitations) -> Course:
        return Course(self.domain.bibliography, own.as_notes, bare=self.medium.is_html)


def _places(found: Iterable[cite]) -> dict[cite, Mention]:
    """Those of the work under review, in whatever style."""
    return {each: Mention(Wording.PLACE) for each in found if each.get("place_alone")}


def _moves(node: nodes.Node) -> bool:
    """Whether a node stands where LaTeX copies it to elsewhere, and no link of bibtex's can."""
    return around(node, nodes.title, nodes.caption) is not None


def _bears_names(citation: list[nodes.Node]) -> bool:
    return bool(citation) and isinstance(citation[0], nodes.Element)


def _unlink(citation: list[nodes.Node]) -> None:
    for node in citation:
        for link in list(node.findall(raw_latex)):
            link.parent.remove(link)


class Setter:
    """Sets citations for a builder; in our own style those of several sources share brackets."""

    def __init__(self, domain: CritiqueDomain, builder: Builder) -> None:
        self.bibliography = domain.bibliography
        self.languages = domain.languages
        self.builder = builder
        self.medium = Medium.of(builder)
        bare = self.bibliography.own is None or self.bibliography.own.as_notes
        self.brackets = ("", "") if bare else ("(", ")")
        self._mention = Mention()

    def set(self, node: cite, mention: Mention | None = None) -> list[nodes.Node]:
        """What a reader sees of the citations of one source, names in other scripts set apart."""
        result, medium = self._bracketed(node, mention or Mention()), self.medium
        if medium.is_latex and not _moves(node) and self._runs_two_ways(result):
            mark = _MARKS[runs_to_left(self.languages.document)]
            return [nodes.Text(mark), *result, nodes.Text(mark)]
        return self.apart(result, node["citations"][0].key) if medium.is_html else result

    def apart(self, citation: list[nodes.Node], key: str | None) -> list[nodes.Node]:
        """A citation with names in other scripts than the edition's set apart."""
        whole = nodes.inline("", "", *citation)
        set_apart(whole, self.languages.document, self.bibliography.language(key))
        return whole.children

    def _runs_two_ways(self, result: list[nodes.Node]) -> bool:
        turns = self.builder.config.latex_engine in _TURNING
        return turns and any(has_right_to_left(each.astext()) for each in result)

    def _bracketed(self, node: cite, mention: Mention) -> list[nodes.Node]:
        if node.get("footnote"):
            return list(node.children)
        self._mention = mention
        before, after = mention.around
        result = self._set(node)
        result = [nodes.Text(before), *result] if before else result
        return [*result, nodes.Text(after)] if after else result

    def _set(self, node: cite) -> list[nodes.Node]:
        citations: tuple[Citation, ...] = node["citations"]
        first, last = citations[0], citations[-1]
        place_alone = self._mention.wording is Wording.PLACE
        locators, after = _behind(citations, place if place_alone else _said)
        if first.carrier is not None and not (first.key or first.words or locators):
            return self._second_hand(first.carrier, node["docname"], False, last.tail)
        result: list[nodes.Node] = []
        if first.key is not None:
            result += self.one(first.key, node["docname"], said_before(first.words), after)
        elif after or first.words:
            result.append(nodes.Text(" ".join(filter(None, (said_before(first.words), after)))))
        if first.carrier is not None:
            result += self._second_hand(first.carrier, node["docname"], bool(result))
        return result

    def source_of(self, node: cite) -> tuple[str | None, str, str]:
        """Key, words before and locators of a citation that no other hand or footnote is in."""
        first = node["citations"][0]
        if node.get("footnote") or first.carrier is not None or first.key is None:
            return None, "", ""
        return first.key, said_before(first.words), _behind(node["citations"])[1]

    def one(self, key: str, docname: str, before: str, after: str) -> list[nodes.Node]:
        """A citation of one source."""
        listed = self.bibliography.listed(key, docname)
        if listed is not None and self._mention.wording is Wording.PLACE:
            said = self._place_alone(listed, docname, before, after)
            return [nodes.inline("", "", *said, classes=["critique-cite"])]
        if listed is not None and self.bibliography.own is not None:
            said = self._own(listed, docname, before, after)
            return [nodes.inline("", "", *said, classes=["critique-cite"])]
        if listed is not None and not self.bibliography.footnotes:
            return [self.bibliography.set(listed, self.builder, docname, before, after)]
        named = with_commas((self.bibliography.plain(key), after))
        return [nodes.Text(f"{before} {named}".strip())]

    def _own(self, listed: Listed, docname: str, before: str, after: str) -> list[nodes.Node]:
        own, mention = self.bibliography.own, self._mention
        assert own is not None
        said = tooltip(listed)
        result: list[nodes.Node] = [nodes.Text(f"{before} ")] if before else []
        if mention.wording is Wording.LOCATOR:
            return self._place_alone(listed, docname, before, after)
        words = own.said(listed, mention.wording, is_bracketed=mention.is_within)
        result += linked(words, listed, self.builder, docname, said)
        shorthand = own.style.shorthand(listed.entry)
        if mention.wording is Wording.FIRST and shorthand:
            after = ", ".join(filter(None, (after, _("hereafter {short}").format(short=shorthand))))
        joint = own.joint(listed, mention.wording)
        return [*result, nodes.Text(joint + after)] if after else result

    def _place_alone(
        self, listed: Listed, docname: str, before: str, words: str
    ) -> list[nodes.Node]:
        found = linked(text(words), listed, self.builder, docname, tooltip(listed))
        label = with_commas((self.bibliography.plain(listed.key), words))
        named = [self._named(each, label) for each in found]
        return [nodes.Text(f"{before} "), *named] if before else named

    def _named(self, reference: nodes.Node, label: str) -> nodes.Node:
        """A link that shows a place alone says of what to who hears it."""
        if isinstance(reference, nodes.Element) and Medium.of(self.builder).is_html:
            return named(reference, label)
        return reference

    def _second_hand(
        self, carrier: Citation, docname: str, follows: bool, tail: str = ""
    ) -> list[nodes.Node]:
        words = (comma() if follows else "") + spaced(_("quoted in"))
        tails = map(said_behind, (carrier.tail, tail))
        after = ", ".join(filter(None, (_said(carrier.locator), *tails)))
        if carrier.key is None:
            return [nodes.Text(words + after)]
        before = said_before(carrier.words)
        return [nodes.Text(words), *self.one(carrier.key, docname, before, after)]


def _said(locator: Locator) -> str:
    return said_locator(locator.text)


def _behind(
    citations: Sequence[Citation], say: Callable[[Locator], str] = _said
) -> tuple[str, str]:
    """The locators of one source, and all that stands behind it: these and the tail."""
    locators = between_locators().join(filter(None, (say(each.locator) for each in citations)))
    return locators, ", ".join(filter(None, (locators, said_behind(citations[-1].tail))))
