"""Citations as footnotes, where the project's style is that (``bibtex_reference_style = "foot"``).

A footnote gets its number while the document is read, so these are made then.
"""

from collections.abc import Iterator
from typing import Any

import pybtex.plugin
from docutils import nodes
from pybtex.database import Entry
from pybtex.style.template import FieldIsMissing
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.transforms import node_text_transform

from ..locale import _
from ..locale.punctuation import between_locators, comma, spaced, with_commas
from ..locale.wording import said_before, said_behind, said_locator
from ..model.identifiers import identifier
from ..model.nodes import cite
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..sources.bibliography import Bibliography
from ..sources.style import CritiqueStyle
from ..texts.loci import Citation


class CitationFootnotes(SphinxTransform):
    """Gives each citation of a known source a footnote that holds the entry and the locator."""

    default_priority = Step.MAKE_FOOTNOTES.priority

    def apply(self, **kwargs: object) -> None:
        domain = CritiqueDomain.of(self.env)
        if domain.bibliography.footnotes:
            self._content = _Content(domain.bibliography, self.config.bibtex_default_style)
            citations = [*self.document.findall(cite)]
            for number, node in enumerate(citations, 1):
                self._set(node, identifier(self.env.docname, f"footnote{number}"))
            if citations:
                self.document.autofootnotes.sort(key=_Called(self.document).place)

    def _set(self, node: cite, name: str) -> None:
        paragraph = nodes.paragraph("", "", *self._content.of(node["citations"]))
        if not paragraph.astext().endswith("."):
            paragraph += nodes.Text(".")
        footnote = nodes.footnote("", paragraph, auto=1, names=[name])
        node_text_transform(footnote)
        reference = nodes.footnote_reference("", refname=name, auto=1)
        node.children = []
        node += reference
        node["footnote"] = True
        self.document.note_autofootnote(footnote)
        self.document.note_explicit_target(footnote, footnote)
        self.document.note_autofootnote_ref(reference)
        self.document.note_footnote_ref(reference)
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        (sections[-1] if sections else self.document).append(footnote)


class _Called:
    """Where footnotes are first called: their numbers rise with these, the author's among ours."""

    def __init__(self, document: nodes.document) -> None:
        self._places: dict[str, int] = {}
        unnamed = list[int]()
        calls = [*document.findall(nodes.footnote_reference)]
        for place, call in enumerate(calls):
            if call.get("auto") and "refname" in call:
                self._places.setdefault(call["refname"], place)
            elif call.get("auto"):
                unnamed.append(place)
        self._last = len(calls)
        self._unnamed = iter(unnamed)

    def place(self, footnote: nodes.footnote) -> int:
        """Those that nothing calls come last."""
        if not footnote["names"]:
            return next(self._unnamed, self._last)
        return min(self._places.get(name, self._last) for name in footnote["names"])


class _Content:
    """What the footnotes of a document say; in our style a source is named in full once."""

    def __init__(self, bibliography: Bibliography, style: str) -> None:
        self.bibliography = bibliography
        plugins: Any = pybtex.plugin
        self.style: Any = plugins.find_plugin("pybtex.style.formatting", style)()
        self.named: set[str] = set()
        self._joint = ", "

    def of(self, citations: tuple[Citation, ...]) -> Iterator[nodes.Node]:
        first, last = citations[0], citations[-1]
        locators = between_locators().join(
            said_locator(each.locator.text) for each in citations if each.locator.text
        )
        tail = said_behind(last.tail)
        if first.key or first.words or first.carrier is None:
            yield from self._source(first, with_commas((locators, tail)))
            tail = ""
        if first.carrier is not None:
            yield nodes.Text((comma() if first.key else "") + spaced(_("quoted in")))
            carrier = first.carrier
            parts = (said_locator(carrier.locator.text), said_behind(carrier.tail), tail)
            yield from self._source(carrier, with_commas(parts))

    def _source(self, citation: Citation, after: str) -> Iterator[nodes.Node]:
        if citation.words:
            yield nodes.Text(f"{said_before(citation.words)} ")
        entry = self.bibliography.entry(citation.key)
        if entry is not None:
            yield from self._entry(entry)
        elif citation.key:
            yield nodes.Text(citation.key)
        if after:
            stopped = entry is not None and not isinstance(self.style, CritiqueStyle)
            yield nodes.Text(f" {after}" if stopped else self._joint + after)

    def _entry(self, entry: Entry) -> list[nodes.Node]:
        """An entry in the project's style; one that lacks what the style asks for, in short."""
        if isinstance(self.style, CritiqueStyle):
            return self._note(entry)
        try:
            formatted = self.style.format_entry("", entry)
        except FieldIsMissing:
            return [nodes.Text(self.bibliography.plain(entry.key))]
        return list(self.bibliography.domain.backend.paragraph(formatted).children)

    def _note(self, entry: Entry) -> list[nodes.Node]:
        style: CritiqueStyle = self.style
        is_first = str(entry.key) not in self.named
        self._joint = style.note_joint(entry) if is_first else ", "
        self.named.add(str(entry.key))
        named = style.named(entry)
        words = style.note(entry) if is_first else style.short_note(entry, named)
        result: list[nodes.Node] = words.render(self.bibliography.domain.backend)
        return result


def setup(app: Sphinx) -> None:
    """Make footnotes while documents are read."""
    app.add_transform(CitationFootnotes)
