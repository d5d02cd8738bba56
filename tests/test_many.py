"""As many of everything as a text can have: nothing recurses; what takes too long is refused."""

import sys
from collections.abc import Iterable
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_critique.edition.order import ReadingOrder
from sphinx_critique.model.records import Document, Toctree
from sphinx_critique.texts.bibtex import Scanner, inherit
from sphinx_critique.texts.collation import (
    FAILED,
    Index,
    Page,
    Pages,
    Result,
    Scope,
    Status,
    check,
    effort,
)
from sphinx_critique.texts.collation.twice import quoted_differently
from sphinx_critique.texts.loci import read_locator
from sphinx_critique.texts.transcripts.errata import Mending

from .conftest import Project
from .growth import FEW_CALLS, counted

MANY = sys.getrecursionlimit() + 200
"""More than Python can call within each other."""
WORDS = [f"w{number % 97}" for number in range(MANY)]
LINES = "\n".join(WORDS)


def checked(text: str, quotation: str, locator: str = "") -> Result:
    index = Index.of(Pages.of([Page("1", text)]))
    return check(index, quotation, Scope(read_locator(locator)))


def test_any_number_of_strokes() -> None:
    assert checked(LINES, " / ".join(WORDS)).status is Status.VERBATIM
    assert checked(LINES, " / ".join([*WORDS, "wrong"])).status is Status.MISQUOTED


def test_strokes_after_words_that_come_again() -> None:
    text = "one\ntwo\nthree\nfour\none\ntwo"
    assert checked(text, text.replace("\n", " / ")).status is Status.VERBATIM
    assert checked(text, text.replace("\n", " / ").replace("four", "five")).status in FAILED


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("the a of " * 1000, "the … " * 400 + "of a the"),
        ("a b " * 2500, "a … [c] b " * 400 + "c d"),
        ('"a" ' * 2500, "“" * 2500 + "a" + "”" * 2500),
        ("a " * 5000 + "b", "b " + "a " * 2500),
    ],
    ids=["cuts", "cuts and insertions", "quote marks", "one word"],
)
def test_what_takes_too_long_is_given_up_and_never_passed(
    text: str, quotation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "_MOST", 10_000)
    result = checked(text, quotation)
    assert result.limit
    assert result.status in (Status.UNCHECKED, Status.NOT_FOUND)
    if result.status is Status.UNCHECKED:
        assert result.reason == result.limit


def test_entries_that_refer_to_each_other_in_a_chain() -> None:
    for field in "crossref", "xdata":
        lines = [f"@book{{k{n}, {field} = {{k{n + 1}}}}}" for n in range(MANY)]
        raws, _ = Scanner().read("\n".join([*lines, f"@book{{k{MANY}, publisher = {{P}}}}"]))
        assert not inherit(raws)
        assert all(raw.fields["publisher"] == "P" for raw in raws)


def test_entries_that_cannot_be_read_on_one_line() -> None:
    text = "@book{k, title = {" * 300 + "\n@book{l, title = {T}}"
    raws, slips = Scanner().read(text)
    assert [raw.key for raw in raws] == ["l"]
    assert slips[-1].message == "100 entries here cannot be read; no more are tried"


def test_toctrees_in_a_chain() -> None:
    names = [f"d{number}" for number in range(MANY)]
    chain = {name: Document((Toctree((following,), ()),)) for name, following in pairwise(names)}
    everything: Any = SimpleNamespace(met=lambda conditions: True)
    documents = chain | {names[-1]: Document()}
    assert ReadingOrder(documents, "d0", everything).docnames == names


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("thiswork and\nthis  work", "this work and\nTHIS"),
        ("(thiswork)", "(this work)"),
        ("thisworks", "thisworks"),
        ("this workers this", "this workers this"),
        ("a -- b --- c", "a – b – c"),
    ],
)
def test_errata_are_mended_as_whole_words_the_longest_first(text: str, mended: str) -> None:
    errata = {"thiswork": "this work", "this work": "THIS", "--": "–", "---": "–"}
    assert Mending(tuple(errata.items())).mended(Page("1", text)).text == mended


def work_of_errata(count: int) -> int:
    errata = tuple((f"the x{number}", "y") for number in range(count))
    with counted() as calls:
        Mending(errata).mended(Page("1", "the " * count))
    return calls.total()


def test_errata_take_time_in_proportion_to_their_number() -> None:
    assert work_of_errata(4_000) < 5 * work_of_errata(1_000)


def test_the_same_words_quoted_often_are_compared_once() -> None:
    def texts(count: int) -> Iterable[str]:
        return ["never in all my days have I seen it"] * count

    with counted() as calls:
        assert not list(quoted_differently([*texts(150)]))
    assert calls.total() < FEW_CALLS


def test_what_takes_too_long_is_a_warning(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "_MOST", 1_000)
    lemma = " … ".join("a" * 600)
    project.config |= {"bibtex_bibfiles": ["s.bib"], "critique_work": "k"}
    files = {
        "s.bib": "@book{k, author={A, B}, title={T}, year={2000}, publisher={P}}",
        "transcripts/k.txt": "[p. 1]\n" + "the a of " * 300,
        "index.rst": f"T\n=\n\n.. excerpt:: 1\n\n   {'the … ' * 60}of a the {'a ' * 600}\n\n"
        f".. gloss:: {lemma}\n\n   Words.\n\n.. bibliography::\n   :all:\n",
    }
    unlooked, unchecked = project.write(files).build().warnings
    assert "is not looked for: there are" in unlooked
    assert unlooked.endswith("places of its parts, more than 300,000 [critique.lemma]")
    assert "is not checked: comparing it would take more than" in unchecked
    assert unchecked.endswith("steps [critique.quotation]")


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_any_number_of_notes_on_the_same_words(project: Project, builder: str) -> None:
    notes = "".join(f".. gloss:: a\n   :name: n{number}\n\n   x\n\n" for number in range(300))
    index = f"I\n=\n\n.. excerpt:: 1\n\n   a b\n\n{notes}See :critique:ref:`n299`.\n"
    built = project.write({"index.rst": index}).build(builder)
    assert built.warnings == []
    if builder == "html":
        assert built.read("index.html").count('--lemma"') == 2 * 300
