"""Paragraphs that say where the words before them are taken from.

In block quotes, excerpts, quotations and annotations, in reST and in MyST alike: a paragraph
that begins with ``--`` or a dash, read from its source, where nothing is markup yet.
"""

import re
from typing import TypeGuard, cast

from docutils import nodes
from docutils.utils import get_source_line
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import copy_source_info

from ..model.nodes import (
    annotation,
    around,
    cites,
    elements,
    excerpt,
    is_sources,
    joined,
    review,
    sources,
    translation,
)
from ..model.nodes import quote as quoted_words
from ..model.problems import Location, Problem, Warn
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..texts.loci import attribution, looks_like_unknown_key
from ..texts.printed import readable
from .citing import depend_on_bibliography

_DASH = re.compile(r"\s*(?:--|—|–)\s+")


class Attributions(SphinxTransform):
    """Reads attributions before anything resolves or translates what stands in them."""

    default_priority = Step.READ_ATTRIBUTIONS.priority

    def apply(self, **kwargs: object) -> None:
        self._domain = CritiqueDomain.of(self.env)
        self._swallowing: set[int] = set()
        for node in elements(self.document, nodes.block_quote, excerpt, translation):
            self._last_paragraph(node)
        notes = elements(self.document, annotation)
        for note in notes:
            self._quotations(note)
        work = self._domain.settings.work
        for each in elements(self.document, nodes.attribution, review):
            if isinstance(each, review):
                work = each["key"]
            else:
                self._read(each, work)
        bodies = (nodes.block_quote, excerpt, translation, annotation)
        for body in elements(self.document, *bodies):
            self._keep_keys(body)
            self._find_swallowed(body)
        for node in elements(self.document, excerpt, translation):
            self._own_citation(node)
        for note in notes:
            self._check_quotes(note)

    def _last_paragraph(self, quote: nodes.block_quote) -> None:
        """Make attributions of the paragraphs of a quotation that MyST left as they were."""
        for child in list(quote.children):
            if _is_attribution(child) and child is not quote.children[0]:
                quote.replace(child, _attribution(cast(nodes.paragraph, child)))

    def _quotations(self, note: annotation) -> None:
        """An attribution speaks of the block quote directly before it, else of all before it."""
        before: list[nodes.Element] = []
        for child in list(note.children):
            if _is_attributed(child):
                before = []
            elif _is_attribution(child) and any(map(_has_words, before)):
                self._attribute(note, before, cast(nodes.paragraph, child))
                before = []
            elif isinstance(child, nodes.Element) and _is_body(child):
                before.append(child)

    def _attribute(
        self, note: annotation, before: list[nodes.Element], said: nodes.paragraph
    ) -> None:
        *others, last = before
        is_of_quote = isinstance(last, nodes.block_quote) and not isinstance(last, excerpt)
        quote = self._wrapped(note, [last] if is_of_quote else before)
        note.remove(said)
        quote += _attribution(said)
        if is_of_quote and any(map(_has_words, others)):
            message = (
                "only the block quote before this attribution is taken for the quotation, not the"
                " words before it; write the attribution into the block quote, as its last"
                " paragraph, and nothing is in doubt"
            )
            self._warn(Warn.CITATION, message, self._location(said))

    def _wrapped(self, note: annotation, body: list[nodes.Element]) -> nodes.block_quote:
        only = body[0] if len(body) == 1 else None
        if isinstance(only, nodes.block_quote) and not isinstance(only, excerpt):
            return only
        quote = nodes.block_quote()
        copy_source_info(next(filter(_has_words, body)), quote)
        note.insert(note.index(body[0]), quote)
        for node in body:
            note.remove(node)
        quote += body
        return quote

    def _read(self, node: nodes.Element, work: str) -> None:
        text = " ".join(readable(node.rawsource).split())
        keys, location = self._domain.bibliography.keys, self._location(node)
        language = self._domain.language
        found = attribution(text, keys=keys, work=work or None, language=language)
        if found:
            docname = self.env.docname
            depend_on_bibliography(self._domain)
            node.children = []
            node += joined(cites(found, docname, location))
            node["citations"] = found
            node["translatable"] = False
        elif (key := looks_like_unknown_key(text, keys=keys, language=language)) is not None:
            message = f"the bibliography has no source “{key}”; the attribution is printed as words"
            self._warn(Warn.CITATION, message, location)

    def _find_swallowed(self, body: nodes.Element) -> None:
        """An attribution with no blank line before it is one more line of the words."""
        of_words = isinstance(body, annotation) and body["kind"] != "counterquote"
        as_what = "words of the note" if of_words else "quoted words"
        for paragraph in filter(_is_words, body.children):
            lines = paragraph.rawsource.splitlines()
            if len(lines) < 2 or not _DASH.match(lines[-1]):
                continue
            depend_on_bibliography(self._domain)
            keys, language = self._domain.bibliography.keys, self._domain.language
            said = " ".join(readable(lines[-1]).split())
            if attribution(_DASH.sub("", said, count=1), keys=keys, work=None, language=language):
                message = f"a blank line is missing before “{said}”: it is printed as {as_what}"
                source, line = self._location(paragraph)
                self._warn(Warn.QUOTATION, message, Location(source, line + len(lines) - 1))
                self._swallowing.add(id(body))

    def _keep_keys(self, body: nodes.Element) -> None:
        """Where an attribution is only words, a key like ``foo_`` is still no link of reST."""
        for node in filter(_is_said, elements(body, nodes.attribution, nodes.paragraph)):
            for link in elements(node, nodes.reference):
                typed, named = link.rawsource, link.get("refname")
                if "refname" in link and named in self.document.nameids:
                    continue
                if typed.endswith("_") and self._names_key(node.rawsource, typed):
                    link.parent.replace(link, nodes.Text(typed))

    def _names_key(self, text: str, end: str) -> bool:
        keys = self._domain.bibliography.keys
        return any(key.endswith(end) and key in text for key in keys)

    def _own_citation(self, node: nodes.Element) -> None:
        """An excerpt or a translation with no citation of its own has that of its attribution."""
        if any(isinstance(child, sources) for child in node.children):
            return
        for child in list(node.children):
            if isinstance(child, nodes.attribution) and child.get("citations"):
                own = sources("", "", *child.children, role="argument", translatable=False)
                copy_source_info(child, own)
                node.remove(child)
                node += own
                return

    def _check_quotes(self, note: annotation) -> None:
        """A quotation says where it is from, or its annotation's one citation does."""
        brought = [each for each in note.children if is_sources(each, "cite")]
        several = bool(brought) and len(cast(sources, brought[0]).children) > 1
        if not several and note["kind"] != "counterquote":
            return
        quotes = [q for q in elements(note, nodes.block_quote) if _is_quotation_of(q, note)]
        if several:
            for quote in filter(_is_unattributed, quotes):
                message = (
                    "several sources in :cite: and a quotation that names none of them:"
                    " end it with a paragraph “-- KEY, LOCATOR”"
                )
                self._warn(Warn.CITATION, message, self._location(quote))
        is_told = bool(quotes or elements(note, quoted_words)) or id(note) in self._swallowing
        if note["kind"] == "counterquote" and not is_told:
            message = (
                "this counterquote quotes nothing: quote in a block quote, in words followed by"
                " a paragraph “-- KEY, LOCATOR”, or with :quote:"
            )
            self._warn(Warn.QUOTATION, message, note["location"])

    def _warn(self, warn: Warn, message: str, location: Location) -> None:
        docname = self.env.docname
        self._domain.note_problem(docname, Problem(warn, message, location))

    def _location(self, node: nodes.Element) -> Location:
        source, line = get_source_line(node)
        return Location(source or self.document["source"], line or 1)


def _is_attribution(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and _DASH.match(node.rawsource) is not None


def _is_words(node: nodes.Node) -> TypeGuard[nodes.paragraph]:
    return isinstance(node, nodes.paragraph)


def _is_said(node: nodes.Node) -> bool:
    return isinstance(node, nodes.attribution) or _is_attribution(node)


def _attribution(paragraph: nodes.paragraph) -> nodes.attribution:
    """The attribution that a paragraph is, with its words parsed as they were."""
    source = _DASH.sub("", paragraph.rawsource, count=1)
    node = nodes.attribution(source, "", *paragraph.children)
    copy_source_info(paragraph, node)
    first = node.next_node(nodes.Text)
    if first is not None and (dash := _DASH.match(str(first))):
        first.parent.replace(first, nodes.Text(str(first)[dash.end() :]))
    return node


def _is_body(node: nodes.Node) -> bool:
    """Whether it is part of what is quoted; the name of an equation goes where that goes."""
    no_body = (annotation, sources, addnodes.index, nodes.system_message, nodes.Invisible)
    return isinstance(node, nodes.target) or not isinstance(node, no_body)


def _has_words(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.target)


def _is_attributed(node: nodes.Node) -> bool:
    return isinstance(node, nodes.block_quote) and not _is_unattributed(node)


def _is_unattributed(quote: nodes.block_quote) -> bool:
    return quote.first_child_matching_class(nodes.attribution) is None


def _is_quotation_of(quote: nodes.block_quote, note: annotation) -> bool:
    if isinstance(quote, (excerpt, translation)):
        return False
    return around(quote, annotation) is note


def setup(app: Sphinx) -> None:
    """Read attributions while documents are read."""
    app.add_transform(Attributions)
