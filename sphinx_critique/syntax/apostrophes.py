"""Apostrophes at the beginning of quoted words, before Sphinx makes opening quote marks of them."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.util.nodes import is_smartquotable

from ..locale.apostrophes import APOSTROPHE, with_apostrophes
from ..model.nodes import (
    annotation,
    around,
    citations_of,
    elements,
    excerpt,
    quote,
    review,
    sources,
    translation,
)
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..texts.loci import Citation

_NO_WORDS = (annotation, excerpt, sources, translation)
_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


class SetApostrophes(SphinxTransform):
    """Where Sphinx makes quote marks curly, and in quotations alone: other words are not ours."""

    default_priority = Step.SET_APOSTROPHES.priority

    def apply(self, **kwargs: object) -> None:
        is_curly = SphinxSmartQuotes(self.document, None).is_available()
        if not (is_curly and self.document.settings.smart_quotes):
            return
        self._domain = CritiqueDomain.of(self.env)
        self._work = self._domain.settings.work
        for node in elements(self.document, review, nodes.block_quote, excerpt, translation, quote):
            if isinstance(node, review):
                self._work = node["key"]
            elif isinstance(node, quote):
                _set(node, self._language(node, node["citations"]))
            elif isinstance(node, (excerpt, translation)) or around(node, annotation) is not None:
                language = self._language(node, _citations(node))
                for block in _blocks(node):
                    _set(block, language)
        for note in elements(self.document, annotation):
            lemma = with_apostrophes(note["lemma"], self._domain.languages.document)
            _change_lemma(note, _WITHIN_A_WORD.sub(APOSTROPHE, lemma))

    def _language(self, node: nodes.Element, citations: tuple[Citation, ...]) -> str:
        """What the author says, else that of the source, else of the edition."""
        cited = citations or self._domain.quoting.of_work(self._work)
        return self._domain.languages.of(node.astext(), node.get("language", ""), cited)


def _citations(quotation: nodes.Element) -> tuple[Citation, ...]:
    for child in quotation.children:
        if isinstance(child, nodes.attribution):
            return tuple(child.get("citations", ()))
    return citations_of(quotation, "argument")


def _blocks(node: nodes.Element) -> Iterator[nodes.Element]:
    """The blocks of words in a quotation, but for those that are not its own."""
    for child in node.children:
        if isinstance(child, nodes.TextElement):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _NO_WORDS):
            yield from _blocks(child)


def _set(block: nodes.Element, language: str) -> None:
    leaves = list(filter(is_smartquotable, block.findall(nodes.Text)))
    words = "".join(leaves)
    done = with_apostrophes(words, language)
    if done == words:
        return
    for leaf in leaves:
        own, done = done[: len(leaf)], done[len(leaf) :]
        leaf.parent.replace(leaf, nodes.Text(own))


def _change_lemma(note: annotation, lemma: str) -> None:
    """A lemma stands in the head of its note and in the general index."""
    typed, note["lemma"] = note["lemma"], lemma
    for child in note.children:
        if isinstance(child, addnodes.index):
            child["entries"] = [
                (form, text.replace(typed, lemma), *rest) for form, text, *rest in child["entries"]
            ]


def setup(app: Sphinx) -> None:
    """Set apostrophes while documents are read."""
    app.add_transform(SetApostrophes)
