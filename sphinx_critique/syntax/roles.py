"""``:quote:``, ``:locus:`` and ``:critique:ref:``."""

import re
from typing import Final, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from ..locale.quotemarks import quoted
from ..model.identifiers import normal_name
from ..model.nodes import cite, cites, joined, mistake, quote
from ..model.problems import Location
from ..project.domain import CritiqueDomain
from .citing import citations_in
from .controls import readable

_QUOTE = re.compile(r"(?P<words>.*\S)\s*<(?P<citation>[^<>]*)>\s*", re.DOTALL)
Result = tuple[list[nodes.Node], list[nodes.system_message]]


class _CitingRole(SphinxRole):
    uncited: str

    def citations(self, text: str) -> list[nodes.Node]:
        citations = citations_in(text, CritiqueDomain.of(self.env))
        location = Location(*self.get_source_info())
        if not citations:
            return [mistake(self.rawtext, "", message=self.uncited, location=location)]
        found = list(cites(citations, self.env.docname, location))
        for node in found:
            node.rawsource = self.rawtext
        return joined(found)


class QuoteRole(_CitingRole):
    """Words quoted in running text, with their citation."""

    uncited = "nothing is cited in <…>; without it a quotation is of the work"

    def run(self) -> Result:
        text = readable(self.text)
        match = _QUOTE.fullmatch(text)
        words = match["words"] if match else text.strip()
        printed = quoted(words, self.config.language)
        node = quote(self.rawtext, printed, words=words, docname=self.env.docname)
        node["location"] = Location(*self.get_source_info())
        node["citations"] = ()
        if not match:
            return [node], []
        citations = self.citations(match["citation"])
        cited = (each["citations"] for each in citations if isinstance(each, cite))
        node["citations"] = tuple(citation for group in cited for citation in group)
        for each in citations:
            if isinstance(each, cite):
                each["of_words"] = True
        apart = [] if isinstance(citations[0], mistake) else [nodes.Text(" ")]
        return [node, *apart, *citations], []


class LocusRole(_CitingRole):
    """A citation with no quotation."""

    uncited = "this locus cites nothing"

    def run(self) -> Result:
        return self.citations(self.text), []


class ReferenceRole(XRefRole):
    """A link to an excerpt, a quotation or an annotation; its name is the last ``<…>``."""

    explicit_title_re = re.compile(r"(.+?)\s*(?<!\x00)<([^<>]*)>$", re.DOTALL)

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        cast(pending_xref, refnode)["location"] = Location(*self.get_source_info())
        refnode["typed"] = " ".join(target.split())
        return title, normal_name(target)


ROLES: Final[dict[str, type[_CitingRole]]] = {"quote": QuoteRole, "locus": LocusRole}
