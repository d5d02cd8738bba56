"""What a text quotes, as it is read: each case of ``tests/quoting`` is one test.

After ``=== TITLE`` come the lines of a plain transcript (``tei`` or ``html`` in brackets behind the
title: of that form), then what is expected of it: ``-->`` before each quotation, in its order; with
what is said of it behind ``|``: ``block``, ``open``, ``in N`` (the one it stands in), ``p. 3`` (its
page), ``cited …`` (the first words in which its own citation may be).
"""

import re
from pathlib import Path

import pytest

from sphinx_critique.texts.collation import Index, Pages, Status
from sphinx_critique.texts.quoting import Finder, Made, Source, read_quotations
from sphinx_critique.texts.quoting.citing import Names
from sphinx_critique.texts.transcripts import Reading
from sphinx_critique.texts.transcripts.html import read as read_html
from sphinx_critique.texts.transcripts.plain import read_plain
from sphinx_critique.texts.transcripts.tei import read as read_tei

FOLDER = Path(__file__).parent / "quoting"
_TITLE = re.compile(r"^=== (.+?)(?: \((tei|html)\))?$", re.MULTILINE)


def _cases() -> list[object]:
    cases: list[object] = []
    for path in sorted(FOLDER.glob("*.txt")):
        parts = _TITLE.split(path.read_text(encoding="utf-8"))[1:]
        for title, form, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            cases.append(pytest.param(form or "", body, id=f"{path.stem}: {title}"))
    return cases


def pages_of(form: str, text: str) -> Pages:
    """A transcript of some form, from its text without what is around all of them."""
    if form == "tei":
        whole = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{text}</body></text></TEI>'
        return read_tei(whole.encode(), Reading())
    if form == "html":
        return read_html(f"<html><body>{text}</body></html>".encode(), Reading())
    return read_plain(text)


def told(each: Made, wanted: str) -> str:
    """A quotation, with what of it is asked for."""
    said = [
        *(["block"] if each.is_block else []),
        *(["open"] if each.open else []),
        *([f"in {each.within + 1}"] if each.within >= 0 else []),
        *([f"p. {each.page}"] if "| p." in wanted else []),
        *([f"cited {each.cited[0] if each.cited else ''}"] if "| cited" in wanted else []),
    ]
    return " | ".join([each.words, *said])


@pytest.mark.parametrize(("form", "body"), _cases())
def test_case(form: str, body: str) -> None:
    lines = body.strip("\n").split("\n")
    text = [line for line in lines if not line.startswith("--> ")]
    wanted = [line[4:] for line in lines if line.startswith("--> ")]
    made = read_quotations(Index.of(pages_of(form, "\n".join(text))))
    asked = [*wanted, *[""] * len(made)]
    assert [told(*pair) for pair in zip(made, asked, strict=False)] == wanted


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("the councils were closed by the {} of that year", Status.MARKED),
        ("the councils were closed by the {} and went home in June", Status.NOT_FOUND),
    ],
)
def test_what_the_work_cannot_be_read_for_is_no_cut_of_its_writer(
    words: str, status: Status
) -> None:
    gap = '<gap reason="illegible"/>'
    made = read_quotations(Index.of(pages_of("tei", f"<p>He says “{words.format(gap)}”.</p>")))
    assert made[0].words == words.format("[… illegible]")
    source = (
        "The councils were closed by the spring of that year, as nobody had asked for, though the"
        " delegates of the northern towns sat for nine days more, and went home in June."
    )
    finder = Finder(made, Names({}, {}))
    for look in (finder.look_in, finder.look_closer):
        look(Source("source", Index.of(read_plain(source))))
    [finding] = finder.findings()
    assert finding.best is not None
    assert finding.best.result.status is status
