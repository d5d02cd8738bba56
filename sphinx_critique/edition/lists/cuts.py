"""Every cut in a checked quotation, with the words that it leaves out."""

from typing import NamedTuple

from ...texts.loci import Citation
from .form import declared
from .selection import Selection
from .survey import Ref, Standing, Survey


class CutRow(NamedTuple):
    """One cut; ``before`` and ``after`` are the quotation's words around it, spaces and all."""

    ref: Ref
    citations: tuple[Citation, ...]
    before: str
    after: str
    words: str
    hides: tuple[str, ...]
    language: str


_AROUND = 4


def cut_rows(selection: Selection) -> tuple[CutRow, ...]:
    """The cuts of a selection, in reading order."""
    survey = selection.survey
    rows: list[CutRow] = []
    for place, quotation, checked in survey.checks():
        result = checked.result
        if not result.cuts or not selection.covers(place, quotation.citations):
            continue
        ref, cited = _ref(survey, place), quotation.citations
        language = survey.languages.of(quotation.text, quotation.language, cited)
        for span, words in zip(result.cut_spans, result.cuts, strict=False):
            if words:
                before, after = _last(quotation.text[: span[0]]), _first(quotation.text[span[1] :])
                hidden = tuple(word for word in result.hides if word in words)
                rows.append(CutRow(ref, cited, before, after, words, hidden, language))
    return tuple(rows)


def _ref(survey: Survey, place: Standing) -> Ref:
    return survey.ref(place.item) if place.item is not None else survey.page(place.docname)


def _last(text: str) -> str:
    return " ".join(text.split()[-_AROUND:]) + (" " if text[-1:].isspace() else "")


def _first(text: str) -> str:
    return (" " if text[:1].isspace() else "") + " ".join(text.split()[:_AROUND])


LIST = declared(
    "cut-list", "Each cut in a checked quotation, with the words that it leaves out.", cut_rows
)
