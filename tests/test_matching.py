"""Quotations of any text: what stands there is found, what does not is not, nothing fails."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_critique.texts.collation import FAILED, Index, Page, Pages, Scope, Status, check

WORDS = st.sampled_from(
    "the of party Soviet don't well-known naïve café 1921 не партия все τοῦ λόγος שלום דבר".split()
)
TEXTS = st.lists(WORDS, min_size=6, max_size=60)
GAPS = st.sampled_from([" ", "\n", "  ", ", ", ". ", " – ", "; ", " “", "” "])
ODD = st.text(
    alphabet=st.sampled_from(list("aB é…[]()./-—\n\"“”'’,;:?!\0\u00ad\u202e{}\\%<>中。«»sic")),
    max_size=60,
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and the span (code points) of some whole words of it."""
    words = draw(TEXTS)
    text, spans = "", []
    for word in words:
        spans.append((len(text), len(text) + len(word)))
        text += word + draw(GAPS)
    first = draw(st.integers(0, len(words) - 3))
    last = draw(st.integers(first + 2, len(words) - 1))
    return text, spans[first][0], spans[last][1]


def held(text: str, quotation: str) -> Status:
    half = len(text) // 2
    at = text.find("\n", half)
    pages = [Page("1", text[:at]), Page("2", text[at:])] if at > 0 else [Page("1", text)]
    return check(Index.of(Pages.of(pages)), quotation, Scope()).status


@given(passages())
def test_what_stands_there_is_verbatim(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    assert held(text, text[start:end]) is Status.VERBATIM
    assert held(text, " ".join(text[start:end].replace("“", "'").replace("”", "'").split())) in (
        Status.VERBATIM,
    )


@given(passages(), st.sampled_from(["…", "[…]", "...", "(…)"]), st.data())
def test_a_cut_is_marked(passage: tuple[str, int, int], mark: str, data: st.DataObject) -> None:
    text, start, end = passage
    found = [word.span() for word in re.finditer(r"[\w'-]+", text[start:end])]
    cut = data.draw(st.integers(1, len(found) - 2)) if len(found) > 2 else 1
    before, after = found[cut - 1][1], found[min(cut + 1, len(found) - 1)][0]
    quotation = f"{text[start : start + before]} {mark} {text[start + after : end]}"
    assert held(text, quotation) is Status.MARKED


@given(passages(), st.data())
def test_a_word_changed_dropped_or_added_is_refused(
    passage: tuple[str, int, int], data: st.DataObject
) -> None:
    text, start, end = passage
    words = text[start:end].split()
    at = data.draw(st.integers(0, len(words) - 1))
    assert held(text, " ".join([*words[:at], "zebra", *words[at + 1 :]])) in FAILED
    assert held(text, " ".join([*words[:at], "zebra", *words[at:]])) in FAILED


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(ODD, ODD)
@example("a" * 50, "[a] " * 50)
@example("[a] " * 300, "[a] … " * 300)
def test_nothing_fails(text: str, quotation: str) -> None:
    pages = Pages.of([Page("1", text), Page("ii", quotation)])
    assert check(Index.of(pages), quotation, Scope()).status in Status
