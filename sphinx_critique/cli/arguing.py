"""An edition to be argued: what a work quotes wrongly, with the words of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ..sources.checked import shortened, told
from ..texts.anchoring import Span
from ..texts.collation import Check, Index, Scope, Status
from ..texts.collation.citing import locator_at
from ..texts.collation.sentences import sentence_around
from ..texts.incoming.forms import Form, Lines, parted
from ..texts.incoming.lemma import lemma_for
from ..texts.incoming.records import Block, paragraph, tidy
from .audit_rows import Found, cited
from .auditing import Audit

_BRACKET: Final = 20
"""Tokens of what may stand in the brackets behind a quotation."""
_LONGEST: Final = 60
"""Words of what a cut leaves out that are printed."""


def argued(audit: Audit, found: Sequence[Found], form: Form) -> str:
    """The document: a section for each page, an excerpt for each passage, a note for each fault."""
    wrong = [each for each in found if _is_wrong(each)]
    ordered = sorted(wrong, key=lambda each: each.made.span)
    pieces: list[Lines] = [form.title(f"What {audit.key} quotes", 1)]
    if not ordered:
        pieces.append(form.blocks([paragraph("No quotation was found that is altered.")]))
    for page, group in groupby(ordered, key=lambda each: each.made.page):
        if page:
            pieces.append(form.title(f"p. {page}", 2))
        pieces += _of_page(audit, list(group), form)
    return "\n".join(parted(pieces)) + "\n"


def _is_wrong(each: Found) -> bool:
    return each.result.status is Status.MISQUOTED or bool(each.result.hides)


def _of_page(audit: Audit, group: Sequence[Found], form: Form) -> Iterator[Lines]:
    """The passages, those that overlap as one, each with its notes."""
    passages: list[tuple[Span, list[Found]]] = []
    for each in group:
        start, end = _sentence(audit.words, each.made.span)
        if passages and start < passages[-1][0][1]:
            (first, last), held = passages[-1]
            passages[-1] = (first, max(last, end)), [*held, each]
        else:
            passages.append(((start, end), [each]))
    for span, held in passages:
        text = tidy(audit.words.words(*span))
        locator = locator_at(audit.words, span)
        options = [] if _stands(audit.words, text) else [("unchecked", "as the audit read it")]
        citation = f"{audit.key}, {locator}" if locator else audit.key
        yield form.directive("excerpt", citation, options, form.blocks([paragraph(text)]))
        for each in held:
            yield from _notes(audit, each, text, span, form)


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


def _notes(audit: Audit, each: Found, text: str, span: Span, form: Form) -> Iterator[Lines]:
    lemma = _lemma(audit.words, each, text, span)
    if each.result.status is Status.MISQUOTED:
        yield form.directive("counterquote", lemma, [], form.blocks(_answer(audit, each)))
    elif each.result.hides:
        options = [("cite", _citation(audit, each))]
        yield form.directive("omission", lemma, options, form.blocks(_hidden(each)))


def _lemma(index: Index, each: Found, text: str, span: Span) -> str:
    """What stands for the quotation among the words of its passage; nothing: it is the whole."""
    start, end = each.made.span
    words = tidy(index.words(start, end))
    before = len(tidy(index.words(span[0], start))) if start > span[0] else 0
    at = text.find(words, max(0, before - 2))
    at = text.find(words) if at < 0 else at
    found = lemma_for(text, (at, at + len(words))) if at >= 0 else None
    return found[0] if found else ""


def _answer(audit: Audit, each: Found) -> Iterator[Block]:
    """The words of the source, whence they are, and what has become of them."""
    result = each.result
    source = audit.sources.source(each.best.source)
    tried = [result.found.text if result.found else "", result.suggestion]
    words = next((t for t in tried if t and source and _stands(source.words, t)), "")
    if words:
        citation = _citation(audit, each, words)
        blocks = (paragraph(tidy(words)), Block("attribution", words=citation))
        yield Block("quote", blocks=blocks)
    else:
        yield paragraph(f"See {cited(each.best)}.")
    if result.changes:
        yield paragraph(f"{'; '.join(map(told, result.changes))}.")
    if result.hides:
        yield _turned(each)


def _citation(audit: Audit, each: Found, words: str = "") -> str:
    """The source and its page, as a citation has them."""
    source = audit.sources.source(each.best.source)
    text = words or (each.result.found.text if each.result.found else "")
    if source and text:
        places = Check(source.words, Scope()).everywhere(text, 1)
        locator = locator_at(source.words, places[0][0]) if places else ""
        if locator:
            return f"{each.best.source}, {locator}"
    return each.best.source


def _hidden(each: Found) -> Iterator[Block]:
    cuts = [shortened(cut, _LONGEST) for cut in each.result.cuts if cut]
    if cuts:
        yield paragraph(f"Left out: {'; '.join(cuts)}.")
    yield _turned(each)


def _turned(each: Found) -> Block:
    words = ", ".join(f"“{word}”" for word in each.result.hides)
    return paragraph(f"What turns the sentence is gone: {words}.")
