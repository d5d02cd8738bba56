"""Whether words that stand nowhere are taken for an altered quotation, or are so by chance."""

import pytest

from sphinx_critique.texts.loci import read_locator
from sphinx_critique.texts.quoting.citing import Named
from sphinx_critique.texts.quoting.evidence import Evidence
from sphinx_critique.texts.quoting.finding import _is_taken

NOBODY = Named(read_locator(""), frozenset())
NAMED = Named(read_locator(""), frozenset({"serge"}))
CITED = Named(read_locator("107"), frozenset({"serge"}))


@pytest.mark.parametrize(
    ("told", "beside", "taken"),
    [
        # One word of five is another; “he has done” and “gone too far” stand in any book.
        (Evidence(5.0, 4, 5), NOBODY, True),
        (Evidence(8.6, 3, 5), NOBODY, False),
        (Evidence(12.4, 3, 5), NOBODY, False),
        (Evidence(16.0, 3, 5), NOBODY, True),
        # A turn of phrase of four words, with two others.
        (Evidence(6.5, 4, 6), NOBODY, False),
        (Evidence(12.0, 4, 6), NOBODY, True),
        # Long ones of which much is altered.
        (Evidence(63.0, 13, 14), NOBODY, True),
        (Evidence(40.0, 12, 24), NOBODY, False),
        (Evidence(90.0, 17, 29), NOBODY, True),
        # A name says little: it stands on every page of a book that answers another.
        (Evidence(8.6, 3, 5), NAMED, False),
        (Evidence(6.5, 4, 6), CITED, True),
        (Evidence(6.5, 4, 6), NAMED, True),
        (Evidence(3.0, 4, 6), NAMED, False),
    ],
)
def test_taken(told: Evidence, beside: Named, taken: bool) -> None:
    assert _is_taken(told, beside, "serge") is taken
