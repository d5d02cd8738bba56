"""Words that a text takes from another and does not mark; how like a quotation is to a text."""

import random

import pytest

from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.quoting import Source, read_quotations
from sphinx_critique.texts.quoting.likeness import likeness, placed_forms
from sphinx_critique.texts.quoting.unmarked import Borrowings
from sphinx_critique.texts.transcripts.plain import read_plain

SOURCE = """The harbour lay under snow, and nobody in the council would pub-
lish what the sailors had demanded of it that winter. Bread was rationed by rank."""

REST = " ".join(f"word{number}" for number in range(300))


def index(text: str) -> Index:
    return Index.of(read_plain(text))


def borrowed(text: str, source: str = f"{SOURCE} {REST}") -> list[str]:
    book = index(text)
    found = Borrowings(book, read_quotations(book), 5).of(Source("source", index(source)))
    return [run.words for run in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "She writes that bread was rationed by rank everywhere.",
            "bread was rationed by rank",
        ),
        (
            "Would publish what the sailors had demanded, they said.",
            "Would publish what the sailors had demanded",
        ),
        ("For would pub-\nlish what the sailors.", "would publish what the sailors"),
    ],
)
def test_runs_in_any_case_and_over_lines(text: str, words: str) -> None:
    assert borrowed(text) == [words]


def test_not_what_is_quoted() -> None:
    assert borrowed("He says: “bread was rationed by rank”, which is so.") == []


def test_not_what_comes_together_by_chance() -> None:
    draw = random.Random(1)
    common = "the of and a to in that it was he not for but with his as on had at they".split()
    book, source = (" ".join(draw.choices(common, k=4000)) for _ in range(2))
    assert borrowed(book, source) == []
    assert borrowed(f"{book} harbour snow nobody council publish", f"{source} {SOURCE}") == []


@pytest.mark.parametrize(
    ("quoted", "kept"),
    [
        ("nobody in the council would publish", 6),
        ("nobody in a council would publish", 5),
        ("nobody in the very council would publish", 6),
        ("quagga in the zebra would not", 3),
        ("quagga and zebra", 0),
    ],
)
def test_words_at_their_places(quoted: str, kept: int) -> None:
    assert likeness(index(SOURCE), placed_forms(quoted)).kept == kept


def test_words_too_common_to_be_looked_up() -> None:
    text = "the of and was to " * 600
    there = likeness(
        index(f"{text} the harbour of the snow {text}"), placed_forms("the of harbour of the snow")
    )
    assert there.kept == 4
