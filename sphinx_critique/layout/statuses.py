"""What the checks of quotations came to, shown where the words are quoted."""

from typing import cast

from docutils import nodes

from ..edition.passages import leaves, text_of
from ..locale import _
from ..locale.punctuation import with_commas
from ..locale.quotemarks import enclosed
from ..model.kinds import term
from ..model.nodes import cite, cut, elements, excerpt, quote, translation
from ..model.steps import Step
from ..texts.anchoring import Span
from ..texts.collation import FAILED, Result, Status
from .base import LayoutTransform
from .editing import mark_editing
from .left_out import besides, middle_cut

_FAILURES = {
    Status.MISQUOTED: term("misquoted"),
    Status.MISPLACED: term("on another page"),
    Status.NOT_FOUND: term("not found"),
}


class ShowStatuses(LayoutTransform):
    """Before lemmata are marked: cuts are spans of the text as it was read."""

    default_priority = Step.SHOW_STATUSES.priority

    def run(self, **kwargs: object) -> None:
        opens = self.medium.unfolds
        for node in elements(self.document, excerpt, translation, nodes.block_quote, quote):
            found = self.domain.checked(node) if "quotation" in node else None
            if self.medium.is_tei and "quotation" in node:
                docname, number = node["quotation"]
                record = self.build.documents[docname].quotations[number]
                result = found[1].result if found else None
                mark_editing(node, record, result, self.domain.settings.cut_marks)
            if found is None:
                continue
            quotation, checked = found
            cuts = [] if opens else [middle_cut(each) for each in checked.result.cuts if each]
            are_told = not (self.medium.is_tei or isinstance(node, quote))
            rest = besides(checked.result, cuts if are_told else [])
            node["status"] = str(checked.result.status)
            node["verdict"] = verdict(rest, self.config.language)
            node["needs_words"] = needs_words(rest)
            node["cuts"] = cuts
            node["hides"] = checked.result.hides if are_told else ()
            if opens and (isinstance(node, quote) or text_of(node).startswith(quotation.text)):
                _show_cuts(node, checked.result)


def verdict(result: Result, language: str) -> str:
    """What a reader who asks is told of a check."""
    if result.status in FAILED:
        return _("not as in the source: {status}").format(status=_(_FAILURES[result.status]))
    if result.status is Status.UNCHECKED:
        return ""
    if not result.cuts:
        said = _("checked against the text")
    elif result.hides:
        words = with_commas(enclosed(word, language) for word in result.hides)
        said = _("checked; left out: {words}").format(words=words)
    else:
        said = _("checked; words left out: {count}").format(count=_count(result.cuts))
    if result.why:
        return _("{said}; its place is not checked").format(said=said)
    return said


def needs_words(result: Result) -> bool:
    """Whether a sign would hide something that a reader should know without asking."""
    return result.status in FAILED or bool(result.hides or result.why)


def _count(cuts: tuple[str, ...]) -> int:
    return sum(len(words.split()) for words in cuts)


def _show_cuts(node: nodes.Element, result: Result) -> None:
    """Have the dots open to the words that they stand for: where they stand, if they can."""
    cuts = [pair for pair in zip(result.cut_spans, result.cuts, strict=False) if pair[1]]
    if isinstance(node, quote):
        # Nothing that opens may stand within a quotation in running text.
        parent = cast(nodes.Element, node.parent)
        openers = [cut("", "[…]", words=words, quotation=node["quotation"]) for _, words in cuts]
        behind = [part for opener in openers for part in (nodes.Text(" "), opener)]
        parent.insert(_behind(node, parent), behind)
        return
    for span, words in reversed(cuts):
        leaf = _leaf_at(node, span)
        if leaf is not None and not isinstance(leaf[0].parent, nodes.Inline):
            text, start = leaf
            _part(text, (span[0] - start, span[1] - start), words)


def _behind(node: quote, parent: nodes.Element) -> int:
    """The place behind a quotation in running text and its citation."""
    place = parent.index(node) + 1
    cited = parent.children[place : place + 2]
    return place + 2 if cited and isinstance(cited[-1], cite) else place


def _leaf_at(node: nodes.Element, span: Span) -> tuple[nodes.Text, int] | None:
    for leaf, start in leaves(node):
        if start <= span[0] and span[1] <= start + len(leaf.astext()):
            return leaf, start
    return None


def _part(text: nodes.Text, span: Span, words: str) -> None:
    said = text.astext()
    parts: list[nodes.Node] = [
        nodes.Text(said[: span[0]]),
        cut("", said[slice(*span)], words=words),
        nodes.Text(said[span[1] :]),
    ]
    parent = cast(nodes.Element, text.parent)
    place = next(n for n, child in enumerate(parent.children) if child is text)
    parent[place : place + 1] = [part for part in parts if part.astext()]
