"""An edition to be argued: what a work quotes wrongly, with the words of the sources."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from ..sources.checked import shortened, told
from ..texts.anchoring import Span
from ..texts.collation import Check, Index, Scope, Status
from ..texts.collation.citing import locator_at
from ..texts.collation.sentences import sentence_around
from ..texts.collation.whereabouts import on_page
from ..texts.incoming.forms import Form, Lines, parted
from ..texts.incoming.lemma import lemma_for
from ..texts.incoming.records import Block, paragraph, tidy
from .audit_rows import Found
from .auditing import Audit

_BRACKET: Final = 20
"""Tokens of what may stand in the brackets behind a quotation."""
_LONGEST: Final = 60
"""Words of what a cut leaves out that are printed."""


def argued(audit: Audit, found: Sequence[Found], form: Form, known: Container[str]) -> str:
    """The document: a section for each page, an excerpt for each passage, a note for each fault.

    ``known``: the keys of the bibliography; no other source can be cited.
    """
    wrong = [each for each in found if _is_wrong(each)]
    ordered = sorted(wrong, key=lambda each: each.made.span)
    pieces: list[Lines] = [form.title(f"What {audit.key} quotes", 1)]
    if not ordered:
        pieces.append(form.blocks([paragraph("No quotation was found that is altered.")]))
    for page, group in groupby(ordered, key=lambda each: each.made.page):
        if page:
            pieces.append(form.title(f"p. {page}", 2))
        pieces += _Arguing(audit, form, known).of_page(list(group))
    return "\n".join(parted(pieces)) + "\n"


def _is_wrong(each: Found) -> bool:
    return each.result.status is Status.MISQUOTED or bool(each.result.hides)


class _Arguing(NamedTuple):
    """How the passages of a page and their notes are written."""

    audit: Audit
    form: Form
    known: Container[str]

    def of_page(self, group: Sequence[Found]) -> Iterator[Lines]:
        """The passages, those that overlap as one, each with its notes."""
        words, form = self.audit.words, self.form
        for span, held in _passages(words, group):
            text = tidy(words.words(*span))
            locator = locator_at(words, span)
            options = [] if _stands(words, text) else [("unchecked", "as the audit read it")]
            citation = f"{self.audit.key}, {locator}" if locator else self.audit.key
            yield form.directive("excerpt", citation, options, form.blocks([paragraph(text)]))
            for each in held:
                yield self._note(each, _lemma(words, each, text, span))

    def _note(self, each: Found, lemma: str) -> Lines:
        form, cited = self.form, each.best.source in self.known
        if each.result.status is Status.MISQUOTED:
            options = [] if cited else [("unchecked", "its source is not in the bibliography")]
            body = form.blocks(self._answer(each))
            return form.directive("counterquote", lemma, options, body)
        options = [("cite", self._citation(each))] if cited else []
        body = form.blocks([*_hidden(each), *([] if cited else [_see(each)])])
        return form.directive("omission", lemma, options, body)

    def _answer(self, each: Found) -> Iterator[Block]:
        """The words of the source, whence they are, and what has become of them."""
        result = each.result
        source = self.audit.sources.source(each.best.source)
        tried = [result.found.text if result.found else "", result.suggestion]
        words = next((t for t in tried if t and source and _stands(source.words, t)), "")
        if words and each.best.source in self.known:
            attribution = Block("attribution", words=self._citation(each, words))
            yield Block("quote", blocks=(paragraph(tidy(words)), attribution))
        else:
            yield _see(each)
            yield from [Block("quote", blocks=(paragraph(tidy(words)),))] if words else []
        if result.changes:
            yield paragraph(f"{'; '.join(map(told, result.changes))}.")
        if result.hides:
            yield _turned(each)

    def _citation(self, each: Found, words: str = "") -> str:
        """The source and its page, as a citation has them."""
        source = self.audit.sources.source(each.best.source)
        text = words or (each.result.found.text if each.result.found else "")
        if source and text:
            places = Check(source.words, Scope()).everywhere(text, 1)
            locator = locator_at(source.words, places[0][0]) if places else ""
            if locator:
                return f"{each.best.source}, {locator}"
        return each.best.source


def _passages(index: Index, group: Sequence[Found]) -> list[tuple[Span, list[Found]]]:
    """The sentences in which something is wrong, those that overlap as one."""
    passages: list[tuple[Span, list[Found]]] = []
    for each in group:
        start, end = _sentence(index, each.made.span)
        if passages and start < passages[-1][0][1]:
            (first, last), held = passages[-1]
            passages[-1] = (first, max(last, end)), [*held, each]
        else:
            passages.append(((start, end), [each]))
    return passages


def _sentence(index: Index, span: Span) -> Span:
    """The sentences around a quotation, to the end of the brackets that they end in (`(p. 7)`)."""
    start, end = sentence_around(index, *span)
    opened = index.words(start, end).count("(") - index.words(start, end).count(")")
    near = index.between(end, min(end + _BRACKET, len(index))) if opened > 0 else []
    if ")" in near:
        end += near.index(")") + 1
        end += index.between(end, end + 1) == ["."]
    return start, end


def _stands(index: Index, text: str) -> bool:
    return Check(index, Scope()).stands(text) is not None


def _lemma(index: Index, each: Found, text: str, span: Span) -> str:
    """What stands for the quotation among the words of its passage; nothing: it is the whole."""
    start, end = each.made.span
    words = tidy(index.words(start, end))
    before = len(tidy(index.words(span[0], start))) if start > span[0] else 0
    at = text.find(words, max(0, before - 2))
    at = text.find(words) if at < 0 else at
    found = lemma_for(text, (at, at + len(words))) if at >= 0 else None
    return found[0] if found else ""


def _see(each: Found) -> Block:
    """Where words stand, in what is no citation."""
    page = each.result.found.page if each.result.found else ""
    place = ", ".join(filter(None, (each.best.source, on_page(page))))
    return paragraph(f"See {place}.")


def _hidden(each: Found) -> Iterator[Block]:
    cuts = [shortened(cut, _LONGEST) for cut in each.result.cuts if cut]
    if cuts:
        yield paragraph(f"Left out: {'; '.join(cuts)}.")
    yield _turned(each)


def _turned(each: Found) -> Block:
    words = ", ".join(f"“{word}”" for word in each.result.hides)
    return paragraph(f"What turns the sentence is gone: {words}.")
