"""Locators in the languages of editions: read, held against pages, sorted and listed."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.texts import loci
from sphinx_critique.texts.loci import attribution, place_text, read_citations, read_locator

from .growth import assert_linear

# Language | as typed | the same in English.
FORMS = """
de | S. 13             | 13
de | S. 13 f.          | 13f.
de | Bd. 2, S. 13      | 2: 13
de | Kap. 3            | chap. 3
de | Anm. 4            | n. 4
de | Z. 5              | l. 5
de | Bl. 3r            | fol. 3r
de | 14. Juni 1643     | 14 June 1643
fr | t. II             | vol. II
fr | t. II, p. 13      | II: 13
fr | chap. 3           | chap. 3
fr | n° 4              | no. 4
fr | 1er mai 1920      | 1 May 1920
es | t. 2, pág. 4      | 2: 4
it | vol. II, pag. 3   | II: 3
pt | v. 2, pág. 4      | 2: 4
nl | dl. 2, blz. 4     | 2: 4
pl | t. 2, s. 13       | 2: 13
pl | 14 czerwca 1643   | 14 June 1643
ru | т. 2, с. 12–15    | 2: 12–15
ru | гл. 3             | chap. 3
ru | л. 5 об.          | fol. 5v
ru | 14 июня 1643      | 14 June 1643
uk | т. 2, с. 12       | 2: 12
el | τ. 2, σ. 13       | 2: 13
ar | ج 2، ص 13         | 2: 13
he | כרך ב, עמ' 13     | 2: 13
zh | 第13页            | 13
ja | 第2巻、13頁       | 2: 13
en | 34 sq.            | 34f.
en | 34 sqq.           | 34ff.
en | June 14, 1643     | 14 June 1643
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in FORMS.strip().splitlines()]
LANGUAGES = sorted({path.stem for path in (Path(loci.__file__).parent / "labels").glob("*.txt")})


@pytest.mark.parametrize(("language", "typed", "english"), ROWS, ids=lambda cell: cell)
def test_the_same_place_as_in_english(language: str, typed: str, english: str) -> None:
    locator = read_locator(typed, language)
    assert locator.places == read_locator(english).places
    assert locator.places
    assert locator.text == typed


@pytest.mark.parametrize("typed", ["S. 13", "с. 12", "13 {x}", "at the end", "14 Juin 1643"])
def test_labels_of_another_language_are_not_read(typed: str) -> None:
    assert not read_locator(typed, "en").readable


@pytest.mark.parametrize(
    ("typed", "label", "first"),
    [
        ("sig. A3v", "signature", "A3v"),
        ("canto III", "canto", "III"),
        ("letter 4", "letter", "4"),
        ("III.ii.3", "act", "III.ii.3"),
        ("3.2.5", "page", "3.2.5"),
        ('"title page"', "words", "title page"),
    ],
)
def test_other_places(typed: str, label: str, first: str) -> None:
    (place,) = read_locator(typed).places
    assert (place.label, place.first) == (label, first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_stands_for_two_labels(language: str) -> None:
    rows = (Path(loci.__file__).parent / "labels" / f"{language}.txt").read_text("utf-8")
    forms = [
        (form.rstrip(".").lower(), row.partition(": ")[0])
        for row in rows.partition("\n\n")[0].splitlines()
        for form in row.partition(": ")[2].replace("|", " ").split()
    ]
    assert len(dict(forms)) == len({form for form, _ in set(forms)}) == len(set(forms))


def test_an_index_has_the_labels_of_the_language() -> None:
    (place,) = read_locator("chap. 3", "de").places
    assert place_text(place, "de") == "Kap.\N{NO-BREAK SPACE}3"


@pytest.mark.parametrize(
    "order",
    [
        "vii < 3 < 8–9 < 10 < 85 < 85–6 < 86 < 1: 3 < 2: 1",
        "III.i.30 < III.ii.3 < III.ii.10 < IV.i.1",
        "9 May 1643 < 14 June 1643 < 2 January 1644",
        "sig. A3r < sig. A3v < sig. B1r < sig. Aa1r",
        '7 < item 9 < "title page"',
    ],
)
def test_orders_in_tuples_and_in_letters(order: str) -> None:
    locators = [read_locator(typed) for typed in order.split(" < ")]
    for before, after in pairwise(locators):
        assert before.sort_key < after.sort_key
        assert before.sorted_as < after.sorted_as


SIGNS = "0123456789ivxSpBт.,:;-– «»\"“”„'第页"
WORDS = (
    "S. ",
    "Bd. ",
    "т. ",
    "с. ",
    "t. ",
    "14. Juni 1643",
    "sig. A3v",
    "III.ii.3",
    "sq.",
    " sqq.",
)
pieces = st.sampled_from([*SIGNS, *WORDS, "עמ' ", "卷", "ص ", "n° ", "May 3, 1643"])


@given(st.lists(pieces, max_size=12).map("".join), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_text_keeps_its_letters_and_reads_the_same_again(text: str, language: str) -> None:
    locator = read_locator(text, language)
    assert [c for c in locator.text if c.isalnum()] == [c for c in text if c.isalnum()]
    again = read_locator(locator.text, language)
    assert (again.places, again.unread) == (locator.places, locator.unread)
    assert all(place_text(place, language) for place in locator.places)
    assert not locator.sorted_as.strip("abcdefghijklmnopqrstuvwxyz")


def test_words_in_quote_marks_or_a_date_alone_are_no_place_of_the_work() -> None:
    def found(text: str) -> object:
        return attribution(text, keys={"doe"}, work="doe")

    assert not found('"title page"')
    assert not found("14 June 1643")
    assert found('doe, "title page"')


def test_semicolons_and_commas_in_quote_marks_part_nothing() -> None:
    (citation,) = read_citations('doe, "first, then; last"', keys={"doe"})
    assert citation.locator.text == '"first, then; last"'


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("repeated", ["serge1997 ", "14 June ", '"', "III.ii.", "Bd. 2, "])
def test_long_citations_are_read_in_linear_time(repeated: str) -> None:
    def read(length: int) -> None:
        text = repeated * (2 * length // len(repeated)) + "x"
        read_citations(text, keys={"serge1997"}, language="de")

    assert_linear(lambda length: partial(read, length))
