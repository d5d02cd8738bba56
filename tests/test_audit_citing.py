"""Which page is named beside a quotation."""

import pytest

from sphinx_critique.texts.quoting.citing import beside, page_in


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("(Serge 2016, 107)", "107"),
        ("(107)", "107"),
        ("[p. 107]", "107"),
        ("[2]", ""),
        ("*[2]", ""),
        ("[2] (Serge, 107)", "107"),
    ],
)
def test_a_page(text: str, page: str) -> None:
    """What calls a note, or numbers a work, is no page."""
    assert page_in(text) == page


@pytest.mark.parametrize(
    ("before", "after", "pages"),
    [
        ("", "p. 12. And then “more” p. 13", ["12", ""]),
        ("", ", pp. 45–6 of the Year One, and so on.", ["45–6", ""]),
        ("He says on p. 12: ", "", ["12"]),
        ("Price says on p. 9 that ", ", as he has it (p. 4). No", ["4", "9"]),
        # What stands right behind another quotation is said of that.
        ("“The clubs,” p. 19. There cannot be ", "", [""]),
        ("“The clubs” (p. 19). ", "", [""]),
        ("“The clubs” (p. 19), and again ", "p. 20", ["20", ""]),
        ("“The clubs” and on p. 20: ", "", ["20"]),
    ],
)
def test_what_stands_beside(before: str, after: str, pages: list[str]) -> None:
    """A page in no brackets, behind a quotation or before it, is that of the nearest."""
    assert [page_in(text) for text in beside(before, after)] == pages
