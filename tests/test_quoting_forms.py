"""The same book gives the same quotations in every form of transcript."""

from pathlib import Path

import pytest

from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.quoting import Made, read_quotations
from sphinx_critique.texts.transcripts import Reading, read_transcript

from .quoting.forms import EXPECTED, FORMS, alto_of, pdf_of

BODY = "And the text goes on with words of its own, as it did before that, to the end of its line"


def read(folder: Path, form: str, written: str | bytes) -> list[Made]:
    path = folder / f"book.{form}"
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return read_quotations(Index.of(read_transcript(path, Reading())))


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str, tmp_path: Path) -> None:
    made = read(tmp_path, form, FORMS[form]())
    # Where notes are elements, they are where these stand: here behind all pages.
    expected = [
        (words, "2" if words.startswith("nobody was") and form in ("html", "epub") else page)
        for words, page in EXPECTED
    ]
    assert sorted((each.words, each.page) for each in made) == sorted(expected)
    assert [each.words for each in made if each.is_block] == [EXPECTED[1][0], EXPECTED[3][0]]
    assert all(each.within < 0 and not each.open for each in made)


SET_IN = {
    "a block": ([(0, BODY)] * 3 + [(3, "What is"), (3, "set in")] + [(0, BODY)] * 3,
                ["What is set in"]),
    "its first line set in farther": (
        [(0, BODY)] * 3 + [(5, "What is"), (3, "set in"), (3, "so")] + [(0, BODY)] * 3,
        ["What is set in so"],
    ),
    "behind a paragraph's first line": (
        [(1.5, BODY), (0, BODY), (1.5, BODY), (0, BODY), (3, "What is"), (3, "set in"), (1.5, BODY),
         (0, BODY)],
        ["What is set in"],
    ),
    "dialogue": ([(1.5, BODY), (0, BODY), (1.5, BODY), (0, BODY), (1.5, "No."), (1.5, "Yes."),
                  (0, BODY)], []),
    "in the middle": ([(0, BODY)] * 3 + [(9, "A heading of"), (10, "two lines"), (0, BODY)], []),
    "a list": ([(0, BODY)] * 3 + [(2, "1. One that"), (2, "goes on")] + [(0, BODY)] * 3, []),
    "a bibliography": ([(0, "Serge, V."), (2, "The Year"), (2, "One.")] * 5, []),
    "two columns": ([(0, BODY)] * 4 + [(30, BODY)] * 4, []),
    "one line": ([(0, BODY)] * 3 + [(3, "What is set in")] + [(0, BODY)] * 3, []),
}  # fmt: skip


@pytest.mark.parametrize("name", SET_IN)
@pytest.mark.parametrize("form", ["pdf", "alto"])
def test_what_a_page_sets_in(form: str, name: str, tmp_path: Path) -> None:
    lines, expected = SET_IN[name]
    written = pdf_of([lines]) if form == "pdf" else alto_of([lines])
    made = read(tmp_path, form, written)
    assert [each.words for each in made if each.is_block] == expected


def test_a_block_that_runs_on_to_the_next_page(tmp_path: Path) -> None:
    first = [*[(0, BODY)] * 4, (3, "What is set in"), (3, "and runs on")]
    second = [(3, "to the next page"), *[(0, BODY)] * 4]
    (made,) = read(tmp_path, "alto", alto_of([first, second]))
    assert (made.words, made.is_block) == ("What is set in and runs on to the next page", True)
