"""Which page is named beside a quotation."""

import pytest

from sphinx_critique.texts.quoting.citing import page_in


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
