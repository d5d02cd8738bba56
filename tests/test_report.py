"""``report.html``: every quotation beside its source, on one page that needs nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from sphinx_critique.builders.quotecheck.differences import Piece, sides, with_passed

from .checkers import nu_checker
from .conftest import BIBLIOGRAPHY, Project, module

TRANSCRIPT = """\
[p. 107]
They were demanding the re-election of the Soviets, the end of ration-
ing unless workers asked for it, and freedom for small traders. Nobody knew <b>why</b>\x01.
[p. 108]
The pact was not loyally observed, for the two sides detested each other.
"""
GERMAN = """
@book{kant, author={Kant, Immanuel}, title={Kritik}, publisher={H}, year={1781}, langid={german}}
"""
INDEX = """\
Title
=====

.. excerpt:: 107

   demanding the re-election … and freedom for small traders.

.. excerpt:: 107

   demanding the re-election of the <i>parties</i>, the end of rationing

.. quotation:: 107

   The pact was not loyally observed

.. excerpt:: kant, 3

   Zwei Dinge

.. gloss:: Zwei
   :absent: Gemüt

   Words :quote:`passed over that stands nowhere <108>`, :quote:`said so <anweiler1974, 2>`,
   :quote:`Nobody knew <b>why</b> <107>`.

.. bibliography::
"""


@pytest.fixture
def project(project: Project) -> Project:
    project.config |= {"project": "A <review> & more", "critique_check_ignore": ["^passed over"]}
    return project.cite(BIBLIOGRAPHY + GERMAN).write(
        {
            "index.rst": INDEX,
            "transcripts/serge2016.txt": TRANSCRIPT,
            "transcripts/kant.txt": "[p. 3]\nZwei Dinge erfüllen das Gemüt.\n",
        }
    )


@pytest.fixture
def page(project: Project) -> str:
    return project.build("quotecheck").read("report.html")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def marked(article: Any, kind: str) -> list[list[str]]:
    """What is marked on each side."""
    return [
        [mark.text_content() for mark in side.cssselect(f"mark.{kind}")]
        for side in article.cssselect("blockquote")
    ]


def test_it_counts_by_source_and_status(page: str) -> None:
    table = html.fromstring(page).cssselect("table")[0]
    rows = [[words(cell) for cell in row] for row in table.cssselect("tr")]
    assert rows == [
        ["source", "verbatim", "marked", "unchecked", "misplaced", "misquoted", "not found", "all"],
        ["anweiler1974 (Anweiler, 1974)", "0", "0", "1", "0", "0", "0", "1"],
        ["kant (Kant, 1781)", "1", "0", "0", "0", "0", "0", "1"],
        ["serge2016 (Serge and Sedova Trotsky, 2016)", "1", "1", "0", "1", "1", "1", "5"],
        ["all", "2", "1", "1", "1", "1", "1", "7"],
    ]
    assert {cell.get("scope") for cell in table.cssselect("th")} == {"col", "row"}


def test_each_quotation_stands_beside_its_source(page: str) -> None:
    tree = html.fromstring(page)
    parts = {words(h2): h2.getparent().cssselect("article") for h2 in tree.cssselect("h2")}
    assert {title: len(articles) for title, articles in parts.items()} == {
        "Besides": 0,
        "To be mended": 2,
        "Passed over": 1,
        "Not checked": 1,
        "Right": 3,
    }
    misquoted, misplaced = parts["To be mended"]
    assert words(misquoted.cssselect("h3")[0]) == "misquoted serge2016, 107 index.rst:8"
    assert marked(misquoted, "differs") == [["<i>parties</i>"], ["Soviets"]]
    assert "“Soviets” has become “<i>parties</i>”" in words(misquoted)
    assert "It should read: “demanding the re-election of the Soviets, the end" in words(misquoted)
    assert "In the source, page 108" in words(misplaced)
    assert "observed, for the two sides" in words(misplaced)
    assert "there is no transcript of “anweiler1974”" in words(parts["Not checked"][0])
    cut = parts["Right"][0]
    assert marked(cut, "cut") == [
        ["…"],
        ["of the Soviets, the end of rationing unless workers asked for it,"],
    ]
    assert "Left out: “of the Soviets, the end" in words(cut)
    assert "That hides: unless" in words(cut)
    assert ":absent: “Gemüt” stands in kant, p. 3" in words(tree.cssselect("ul")[1])


FURNITURE = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<pb n="1"/><p>Then <q>come here</q> he said.</p></body></text></TEI>
"""
PLAIN = "\f".join(
    f"{head}\n{words}\n{number}"
    for head, words, number in (
        ("THE TITLE", "It was cold.1 And it\nrained, they said, for\n1 A note.", 1),
        ("THE TITLE", "a week and more.\nThen it stopped.", 2),
    )
)


def test_what_is_passed_over_differs_in_nothing(project: Project) -> None:
    index = (
        "T\n=\n\n:quote:`“Then “come here” he said” <1>`, :quote:`Then come here he <1>`\n\n"
        ":quote:`It was cold. And it rained, they said, for a week <kant, 1–2>`\n\n"
        ":quote:`Then “come there” he said <1>`\n\n.. bibliography::\n"
    )
    (project.source / "transcripts/serge2016.txt").unlink()
    project.write(
        {
            "index.rst": index,
            "transcripts/serge2016.xml": FURNITURE,
            "transcripts/kant.txt": PLAIN,
        }
    )
    built = project.build("quotecheck")
    wrong, with_marks, without, furnished = html.fromstring(built.read("report.html")).cssselect(
        "article"
    )
    assert marked(wrong, "differs") == [["there"], ["here"]]
    for right in (with_marks, without, furnished):
        assert marked(right, "differs") == [[], []]
    assert [words(each.cssselect("blockquote")[1]) for each in (with_marks, furnished)] == [
        "Then come here he said",
        "It was cold.⟨1⟩ And it rained, they said, for⟨1 A note.⟩⟨1⟩⟨THE TITLE⟩ a week and more.",
    ]
    rows = [json.loads(line) for line in built.read("output.json").splitlines()]
    assert [row["passed"] for row in rows] == [[], [], ["1", "1 A note.", "1", "THE TITLE"], []]
    assert rows[2]["found"]["text"] == "It was cold. And it rained, they said, for a week"


def test_passed_over_words_stand_at_their_places() -> None:
    pieces = [Piece("a ", "cut"), Piece("bc", "")]
    found = [*with_passed(pieces, [(0, "1"), (3, "2"), (4, "3"), (9, "4")])]
    assert [piece.text for piece in found if piece.text] == [
        *("1", "a ", "b", "2", "c", "3", "4"),
    ]
    assert [*with_passed(pieces, [])] == pieces


def test_all_text_is_text_and_nothing_is_fetched(page: str) -> None:
    tree = html.fromstring(page)
    assert not tree.cssselect("script, link, img, i, b")
    assert not re.search(r"https?:|url\(|@import", page)
    assert words(tree.cssselect("h1")[0]) == "Quotations of A <review> & more"
    assert "\x01" not in page
    assert tree.get("lang") == "en"
    assert {q.get("lang") for q in tree.cssselect("blockquote")} == {"en", "de"}
    targets = {element.get("id") for element in tree.cssselect("[id]")}
    assert {a.get("href").lstrip("#") for a in tree.cssselect("a")} == targets


def test_it_is_the_same_each_time(project: Project, page: str) -> None:
    assert project.build("quotecheck", fresh=True, parallel=2).read("report.html") == page


def test_a_project_without_quotations_has_one(project: Project) -> None:
    project.write({"index.rst": "Title\n=====\n"})
    page = html.fromstring(project.build("quotecheck").read("report.html"))
    assert words(page.cssselect("main")[0]).endswith("0 quotations.")


@pytest.mark.parametrize(
    ("quotation", "source", "cuts", "expected"),
    [
        ("a b c", "a b c", [], ([], [])),
        ("a x c", "a b c", [], (["x"], ["b"])),
        ("“a” – b", "‘a’ — b", [], ([], [])),
        ("a … c", "a b c", ["b"], ([], [])),
        ("the […] the end", "the old and the new, the end", ["old and the new,"], ([], [])),
        ("one … the end", "one the best of the end", ["the best of"], ([], [])),
        ("[A] b", "a b", [], (["[A]"], ["a"])),
        ("", "a", [], ([], ["a"])),
    ],
)
def test_what_differs(
    quotation: str, source: str, cuts: list[str], expected: tuple[list[str], list[str]]
) -> None:
    found = sides(quotation, source, cuts)
    assert "".join(piece.text for piece in found.quotation) == quotation
    assert "".join(piece.text for piece in found.source) == source
    assert [piece.text for piece in found.source if piece.kind == "cut"] == cuts
    differing = tuple([piece.text for piece in side if piece.kind == "differs"] for side in found)
    assert differing == expected


@pytest.mark.slow
def test_checkers_find_nothing(project: Project, browser: Any) -> None:
    out = project.build("quotecheck").out
    # That of style sheets does not know properties that follow the direction of a text.
    assert not [said for said in nu_checker([out])[out] if not said.startswith("CSS:")]
    axe = Path(module("axe_playwright_python").__file__).parent / "axe.min.js"
    for width, scheme in ((1400, "light"), (390, "light"), (390, "dark")):
        size = {"width": width, "height": 900}
        opened = browser.new_context(viewport=size, color_scheme=scheme).new_page()
        opened.goto((out / "report.html").as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.add_script_tag(path=str(axe))
        found = opened.evaluate("axe.run()")["violations"]
        assert [each["id"] for each in found] == []


def test_lines_of_verse_are_kept_apart(project: Project) -> None:
    verse = "> Zwei Dinge erfüllen\\\n> das Gemüt"
    note = f"```{{gloss}} Dinge\n{verse}\n>\n> -- kant, 3\n```"
    bare = verse.replace("> ", "")
    said = f"```{{excerpt}} kant, 3\n{bare}\n```\n\n```{{translation}} kant, 3\n{bare}\n```"
    project.config["extensions"] = ["myst_parser", "sphinx_critique"]
    (project.source / "index.rst").unlink()
    project.write({"index.md": f"# Title\n\n{said}\n\n{note}\n\n```{{bibliography}}\n```\n"})
    page = project.build("quotecheck").read("report.html")
    quoted = [words(each) for each in html.fromstring(page).cssselect("blockquote")]
    assert quoted == ["Zwei Dinge erfüllen das Gemüt"] * 6
