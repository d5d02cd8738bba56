"""The examples: whole, with no warning, each note of the review on its words."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from lxml import html
from sphinx.testing.util import SphinxTestApp

from sphinx_critique.model.kinds import KINDS

from .browsing import EXAMPLE, PROJECTS
from .conftest import program

pytestmark = pytest.mark.slow

BY_KIND = {
    "omission": 11,
    "context": 9,
    "contradiction": 8,
    "correction": 8,
    "distortion": 8,
    "unsupported": 8,
    "reversal": 7,
    "double-standard": 6,
    "concession": 5,
    "counterquote": 3,
    "fallacy": 1,
    "gloss": 1,
}
LONGEST_QUOTATION = 60
ELSEWHERE = ".//*[contains(@class, 'critique-beside')]//a/@href"
"""Where the passages are that a note is set beside."""
OTHER_PAGE = re.compile(r".+#critique-")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[html.HtmlElement]:
    app = SphinxTestApp(
        "html",
        srcdir=EXAMPLE,
        builddir=tmp_path_factory.mktemp("example"),
        confoverrides={"nitpicky": True},
        warningiserror=True,
    )
    app.build()
    app.cleanup()
    return [html.parse(str(page)).getroot() for page in Path(app.outdir).glob("*.html")]


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub"])
@pytest.mark.parametrize("name", ["guide", "pamphlet"])
def test_what_stands_beside_it_builds_alone(name: str, builder: str, tmp_path: Path) -> None:
    copytree(PROJECTS, tmp_path, dirs_exist_ok=True, ignore=ignore_patterns("_build"))
    options = ["-W", "--keep-going", "-n", "-q", "-b", builder, "-d", "read"]
    command = [sys.executable, "-m", "sphinx", *options, name, "built"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def notes(pages: list[html.HtmlElement]) -> list[html.HtmlElement]:
    return [note for page in pages for note in page.cssselect("aside.critique-annotation")]


def test_the_count_by_kind(pages: list[html.HtmlElement]) -> None:
    kinds = Counter(note.get("class").split()[1].removeprefix("critique-") for note in notes(pages))
    assert kinds == BY_KIND
    assert sum(BY_KIND.values()) == 75


def test_each_note_with_a_lemma_is_joined_to_marked_words(pages: list[html.HtmlElement]) -> None:
    marked: dict[str, str] = {}
    for page in pages:
        for mark in page.cssselect("mark.critique-lemma"):
            words = "".join(mark.xpath(".//text()[not(ancestor::sup)]"))
            note = mark.get("data-critique-note")
            marked[note] = f"{marked.get(note, '')}{words}"
    for note in notes(pages):
        for lemma in note.cssselect(".critique-heading .critique-lemma-words"):
            whole = lemma.get("title", lemma.text_content())
            assert " ".join(marked[note.get("id")].split()) == whole


def test_no_quotation_is_long(pages: list[html.HtmlElement]) -> None:
    quotations = [q for page in pages for q in page.cssselect("blockquote, q.critique-quote")]
    assert len(quotations) > 100
    for quotation in quotations:
        assert len(quotation.text_content().split()) <= LONGEST_QUOTATION + 10  # and its source


def test_each_note_says_something(pages: list[html.HtmlElement]) -> None:
    for note in notes(pages):
        assert len(note.text_content().split()) >= 25, note.get("id")


def test_lists_give_the_same_figures(pages: list[html.HtmlElement]) -> None:
    by_kind, by_charged = (
        {
            row.cssselect("th")[0].text_content(): int(total.text_content())
            for row in table.cssselect("tbody tr")
            for total in row.cssselect(".critique-total")
        }
        for page in pages
        for table in page.cssselect(".critique-summary table")
    )
    titles = {each.title: BY_KIND[each.name] for each in KINDS if each.name in BY_KIND}
    assert by_kind == titles | {"In all": 75}
    assert by_charged["In all"] == 75
    assert by_charged["the editor"] == 4


def test_each_count_unfolds_what_it_counts(pages: list[html.HtmlElement]) -> None:
    rows = [row for page in pages for row in page.cssselect(".critique-counts tr:has(details)")]
    assert len(rows) == len(BY_KIND) + 5
    for row in rows:
        assert int(row.cssselect(".critique-total")[0].text) == len(row.cssselect("details a"))


def test_the_apparatus_has_every_note(pages: list[html.HtmlElement]) -> None:
    ids = {note.get("id") for note in notes(pages)}
    listed = {
        href.partition("#")[2]
        for page in pages
        for href in page.xpath("//ul[contains(@class, 'critique-apparatus')]/li/a[1]/@href")
    }
    assert listed == ids
    assert len(ids) == 75


def test_the_map_has_what_leads_from_chapter_to_chapter(pages: list[html.HtmlElement]) -> None:
    program("dot")
    leading = {
        note.get("id")
        for note in notes(pages)
        if any(OTHER_PAGE.match(href) for href in note.xpath(ELSEWHERE))
    }
    mapped = {href.partition("#")[2] for page in pages for href in page.xpath("//map/area/@href")}
    assert leading
    assert mapped & {note.get("id") for note in notes(pages)} == leading
    boxes = [box for page in pages for box in page.xpath("//map/area[@href]")]
    assert all(box.get("alt") == box.get("title") != "" for box in boxes)


def test_the_index_has_every_source_that_is_cited(pages: list[html.HtmlElement]) -> None:
    cited = {
        href.partition("#")[2]
        for page in pages
        for href in page.xpath("//*[@class='critique-cite']//a/@href")
    }
    indexed = {
        href.partition("#")[2]
        for page in pages
        for href in page.xpath("//li[@class='critique-work']//a/@href")
    }
    # The book's forewords and afterword, by another hand, are indexed as parts of the book.
    assert indexed <= cited
    assert len(cited - indexed) == 1
