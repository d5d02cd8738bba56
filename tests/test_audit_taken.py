"""Whether words that stand nowhere are taken for an altered quotation, or are so by chance."""

import pytest

from sphinx_critique.texts.collation import Index, Status
from sphinx_critique.texts.quoting import Finder, Source, read_quotations
from sphinx_critique.texts.quoting.citing import Names
from sphinx_critique.texts.quoting.evidence import Evidence, needed
from sphinx_critique.texts.transcripts.plain import read_plain


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        # One word of five is another; “he has done” and “gone too far” stand in any book.
        (Evidence(5.0, 4, 5), True),
        (Evidence(8.6, 3, 5), False),
        (Evidence(12.4, 3, 5), False),
        (Evidence(16.0, 3, 5), True),
        # A turn of phrase of four words, with two others.
        (Evidence(6.5, 4, 6), False),
        (Evidence(12.0, 4, 6), True),
        # Long ones of which much is altered.
        (Evidence(63.0, 13, 14), True),
        (Evidence(40.0, 12, 24), False),
        (Evidence(90.0, 17, 29), True),
    ],
)
def test_what_is_needed(told: Evidence, taken: bool) -> None:
    """Each word that does not stand there asks for more; few that do, for much."""
    assert (told.bits >= needed(told)) is taken


_SOURCE = "\n".join(
    f"[p. {page}]\nOn day {page} of the voyage the mate wrote that {words}"
    for page, words in enumerate(
        (
            *("all was well with the sheep.", "the wind had gone round to the north again."),
            *("the crew are owed the half of what they earn.", "nobody had slept or washed."),
            *("the cook is a bad man to be at sea with.", "the charts were those of other seas."),
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("book", "found"),
    [
        ("“The men on board are due one half of what they earn.”", False),
        ("“The men on board are due one half of what they earn” (p. 4).", False),
        ("“The men on board are due one half of what they earn” (p. 3).", True),
        ("“The men on board are due one half of what they earn,” p. 3. So it was.", True),
        ("As Mate has it, “The men on board are due one half of what they earn” (3).", True),
    ],
)
def test_what_stands_beside(book: str, found: bool) -> None:
    """What is much altered is taken for a quotation where a page or a name tells that it is."""
    finder = Finder(read_quotations(Index.of(read_plain(book))), Names({"mate": ["Mate"]}, {}))
    source = Source("mate", Index.of(read_plain(_SOURCE)))
    finder.look_in(source)
    finder.look_closer(source)
    (finding,) = finder.findings()
    assert finding.stands is found
    assert finding.best is not None
    assert finding.best.result.status is (Status.MISQUOTED if found else Status.NOT_FOUND)
