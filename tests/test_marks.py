"""Marking as a property: each lemma is marked on exactly its words, and nothing else changes."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.edition.edition import Mark
from sphinx_critique.edition.passages import leaves, text_of
from sphinx_critique.layout.marks import depths, mark
from sphinx_critique.model.nodes import call, excerpt, lemma
from sphinx_critique.texts.anchoring import Span

WORDS = [
    "end",
    "of",
    "rationing",
    "Совет",
    "власть",
    "τέλος",
    "שלום",
    "終わり",
    "don’t",
    "[f]ree",
    "1921",
]
INLINE = (nodes.emphasis, nodes.strong, nodes.literal, nodes.reference, None, None)


class Annotation(NamedTuple):
    """As much of an annotation as marking needs."""

    id: str
    kind: str = "omission"
    docname: str = "index"
    lemma: str = ""


@st.composite
def passages(draw: st.DrawFn) -> excerpt:
    """Paragraphs and verse of words of several scripts, some in inline markup, some nested."""
    node = excerpt()
    for _ in range(draw(st.integers(1, 3))):
        block = draw(st.sampled_from([nodes.paragraph, nodes.line]))
        paragraph = block()
        for _ in range(draw(st.integers(1, 5))):
            words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
            text = nodes.Text(" ".join(words) + draw(st.sampled_from([" ", "", "\n", ", "])))
            markup = draw(st.sampled_from(INLINE))
            paragraph += markup("", "", text) if markup else text
        node += paragraph if block is nodes.paragraph else nodes.line_block("", paragraph)
    return node


@st.composite
def marked(draw: st.DrawFn) -> tuple[excerpt, list[Span]]:
    """A passage, and spans of it that overlap, nest and run over markup and blocks.

    A span begins and ends with a character, as those of lemmata do, never between blocks.
    """
    node = draw(passages())
    breaks = set(breaks_of(node))
    places = [place for place in range(len(text_of(node))) if place not in breaks]
    ends = st.tuples(st.sampled_from(places), st.sampled_from(places))
    spans = draw(st.lists(ends, min_size=1, max_size=6))
    return node, [(min(each), max(each) + 1) for each in spans]


def words_of(node: excerpt, annotation: str) -> str:
    """The words marked for an annotation, without numbers."""
    found = [each for each in node.findall(lemma) if each["annotation"] == annotation]
    return "".join(
        leaf.astext()
        for each in found
        for leaf in each.findall(nodes.Text)
        if not isinstance(leaf.parent, call)
    )


def unmarked(node: nodes.Element) -> str:
    """The tree as it reads with marks and numbers taken out again."""
    copy = node.deepcopy()
    for each in list(copy.findall(call)):
        each.parent.remove(each)
    for each in list(copy.findall(lemma)):
        each.replace_self(each.children)
    return text_of(copy)


def without_breaks(text: str, span: Span, blocks: Sequence[int]) -> str:
    start, end = span
    return "".join(char for place, char in enumerate(text[start:end], start) if place not in blocks)


def breaks_of(node: excerpt) -> list[int]:
    """The offsets that stand for the end of a block, and are no text of any leaf."""
    covered: set[int] = set()
    for leaf, start in leaves(node):
        covered.update(range(start, start + len(leaf.astext())))
    return [place for place in range(len(text_of(node))) if place not in covered]


@pytest.mark.slow
@pytest.mark.no_cover
@given(marked())
@settings(max_examples=500, deadline=None)
def test_each_lemma_is_marked_on_exactly_its_words(case: tuple[excerpt, list[Span]]) -> None:
    node, spans = case
    text, breaks = text_of(node), breaks_of(node)
    marks = [Mark(span, Annotation(f"a{number}")) for number, span in enumerate(spans)]
    numbers = {each.annotation.id: number for number, each in enumerate(marks, 1)}

    mark(node, marks, numbers)

    assert unmarked(node) == text
    for each in marks:
        assert words_of(node, each.annotation.id) == without_breaks(text, each.span, breaks)
        calls = [c for c in node.findall(call) if c["annotation"] == each.annotation.id]
        assert len(calls) == 1
        firsts = [
            found
            for found in node.findall(lemma)
            if found["annotation"] == each.annotation.id and found["first"]
        ]
        assert len(firsts) == 1
    for each in node.findall(call):
        assert not isinstance(each.parent, (nodes.reference, nodes.literal))


_SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12)


@given(_SPANS.map(lambda found: [(start, start + length) for start, length in found]))
@settings(max_examples=100, deadline=None)
def test_no_line_falls_on_another_and_none_is_lower_than_need_be(spans: list[Span]) -> None:
    rows = depths(spans)
    for place, (start, end) in enumerate(spans):
        for other, (first, last) in enumerate(spans[:place]):
            assert rows[place] != rows[other] or end <= first or last <= start
    most = max((sum(a <= at < b for a, b in spans) for at in range(40)), default=0)
    assert max(rows, default=-1) + 1 == most
