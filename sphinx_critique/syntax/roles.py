"""``:quote:``, ``:locus:`` and ``:critique:ref:``."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, cast

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
from ..texts.anchoring import Span
from ..texts.languages import is_known
from ..texts.printed import readable
from .citing import citations_in

_QUOTE = re.compile(r"(?P<words>.*\S)\s*<(?P<citation>[^<>]*)>\s*", re.DOTALL)
# As in running text: not before or after a letter, nor around white space.
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(?P<words>[^*]*[^\s*])\*(?![\w*])")
Result = tuple[list[nodes.Node], list[nodes.system_message]]


def _place(role: SphinxRole) -> Location:
    """Where it stands; after what a glossary includes, docutils counts beyond the end."""
    for line in range(role.lineno, 0, -1):
        source, known = role.get_source_info(line)
        if source:
            return Location(source, known)
    return Location(str(role.env.doc2path(role.env.docname)), 1)


class _CitingRole(SphinxRole):
    uncited: str
    meaning: ClassVar[str]
    """What it is for, in a sentence, for manuals."""
    takes: ClassVar[str]
    """What is written in it; in brackets, where that may be left out."""

    def citations(self, text: str) -> list[nodes.Node]:
        citations = citations_in(text, CritiqueDomain.of(self.env))
        location = _place(self)
        if not citations:
            return [mistake(self.rawtext, "", message=self.uncited, location=location)]
        found = list(cites(citations, self.env.docname, location))
        for node in found:
            node.rawsource = self.rawtext
        return joined(found)


class QuoteRole(_CitingRole):
    """Words quoted in running text, with their citation."""

    uncited = "nothing is cited in <…>; without it a quotation is of the work"
    meaning = "A quotation in running text, in the quote marks of its language, with its citation."
    takes = "words [<citation>]"

    def run(self) -> Result:
        text = readable(self.text)
        match = _QUOTE.fullmatch(text)
        words = match["words"] if match else text.strip()
        node = quote(self.rawtext, docname=self.env.docname)
        node["words"], node["emphasis"] = _plain(words)
        node["location"] = _place(self)
        citations = self.citations(match["citation"]) if match else []
        cited = (each["citations"] for each in citations if isinstance(each, cite))
        node["citations"] = tuple(citation for group in cited for citation in group)
        node += _emphasised(quoted(words, self._language(node)))
        if not match:
            return [node], []
        for each in citations:
            if isinstance(each, cite):
                each["of_words"] = True
        apart = [] if isinstance(citations[0], mistake) else [nodes.Text(" ")]
        return [node, *apart, *citations], []

    def _language(self, node: quote) -> str:
        """Whose quote marks the words have: what Sphinx has translated is the edition's own."""
        domain = CritiqueDomain.of(self.env)
        if node["location"].source.endswith("<translated>"):
            return domain.languages.document
        cited = node["citations"] or domain.quoting.of_work(domain.work)
        language = domain.languages.of(node["words"], "", cited)
        return language if is_known(language) else domain.languages.document


def _emphasised(text: str) -> Iterator[nodes.Node]:
    """The words, with those between asterisks as emphasis."""
    done = 0
    for found in _EMPHASIS.finditer(text):
        yield nodes.Text(text[done : found.start()])
        yield nodes.emphasis(found[0], found["words"])
        done = found.end()
    if text[done:]:
        yield nodes.Text(text[done:])


def _plain(text: str) -> tuple[str, tuple[Span, ...]]:
    """The words without the asterisks, and where those stand that were between them."""
    spans = []
    for taken, found in enumerate(_EMPHASIS.finditer(text)):
        start = found.start() - 2 * taken
        spans.append((start, start + len(found["words"])))
    return _EMPHASIS.sub(r"\g<words>", text), tuple(spans)


class LocusRole(_CitingRole):
    """A citation with no quotation."""

    uncited = "this locus cites nothing"
    meaning = "A citation with no quotation."
    takes = "citation"

    def run(self) -> Result:
        return self.citations(self.text), []


class ReferenceRole(XRefRole):
    """A link to an excerpt, a quotation or an annotation; its name is the last ``<…>``."""

    meaning: ClassVar[str] = "A link to an excerpt, a quotation or a note, by its name."
    takes: ClassVar[str] = "name, or words <name>"
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
        cast(pending_xref, refnode)["location"] = _place(self)
        refnode["typed"] = " ".join(target.split())
        return title, normal_name(target)


ROLES: Final[Mapping[str, type[QuoteRole | LocusRole]]] = {"quote": QuoteRole, "locus": LocusRole}
"""Those that have short names, too."""
