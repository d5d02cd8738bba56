"""The one page that webpdf sets, and the PDF that comes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from lxml import html

from sphinx_critique.builders.webpdf import pagerefs
from sphinx_critique.builders.webpdf.paper import prepare

from .conftest import Project, module, require
from .test_cases import body_of

pytestmark = pytest.mark.slow

PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
SECTION = """
Notes
=====

.. figure:: pixel.svg
   :name: fig-{0}

   A figure.

.. table:: A table.

   == ==
   a  b
   == ==

.. math:: a
   :label: eq-{0}

Notes
-----

See :numref:`fig-{0}` and :eq:`eq-{0}`.
"""
NUMBERED = {
    "index.rst": """
The edition
===========

Before all
----------

.. toctree::
   :numbered:

   one
   part/two

.. toctree::

   plain
""",
    "one.rst": SECTION.format("one"),
    "part/two.rst": SECTION.format("two").replace("pixel", "/pixel")
    + "\n.. toctree::\n\n   three\n",
    "part/three.rst": "Three\n=====\n\nUnder it\n--------\n",
    "plain.rst": "Plain\n=====\n\nNotes\n-----\n",
    "pixel.svg": PIXEL,
}


ORDER = ("index", "one", "part/two", "part/three", "plain")
NUMBERED_THINGS = (
    "//h1 | //h2 | //h3 | //h4 | //h5 | //h6",
    "//figcaption//p | //caption",
    "//*[contains(@class, 'std-numref')]",
    "//*[contains(@class, 'eqno')] | //p/a[contains(@href, 'eq')]",
)


def texts(page: str, path: str) -> list[str]:
    found: list[html.HtmlElement] = html.fromstring(page).xpath(path)
    return [" ".join(each.text_content().split()).rstrip("¶") for each in found]


@pytest.mark.parametrize("depth", [0, 1])
def test_numbers_are_those_of_html(project: Project, depth: int) -> None:
    require(find_spec("weasyprint"), "WeasyPrint")
    project.config |= {"numfig": True, "numfig_secnum_depth": depth, "html_theme": "basic"}
    built = project.write(NUMBERED).build("webpdf")
    assert built.warnings == []
    page = built.read("index.html")
    html_pages = project.build("html", fresh=True)
    bodies = [body_of(html_pages.read(f"{name}.html")) for name in ORDER]
    for path in NUMBERED_THINGS:
        wanted = [each for body in bodies for each in texts(body, path)]
        assert texts(page, path) == wanted
        assert wanted
    titles = texts(page, "//main//h1 | //main//h2 | //main//h3")
    assert texts(page, "//nav//li/p/a | //nav//li/a") == titles[1:]


# The PDF.

CHAPTERS = {
    "index.rst": """
The edition
===========

.. toctree::
   :numbered:

   first
   second
""",
    "first.rst": """
The first
=========

Part
----

.. excerpt::
   :name: passage
   :voice: Serge

   the end of rationing, freedom for small traders, and of the press

.. omission:: the end of rationing
   :name: rations

   See :critique:ref:`far` and :critique:ref:`passage`.

   .. reply::

      A reply to it.

.. gloss:: small traders

   Peasants, for the most part.

See :ref:`second-chapter`, ``code`` and `elsewhere <https://e.org/>`_.

* one
* two

  a. three

Term
   Definition.
""",
    "second.rst": """
.. _second-chapter:

The second
==========

.. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - Head
     - Other
   * - Stub
     - Cell

.. image:: pixel.svg
   :alt: A pixel

.. excerpt::
   :name: far

   another passage

.. critique-summary::
   :chart:
""",
    "pixel.svg": PIXEL,
}
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


@dataclass
class Tag:
    """An element of the tree of tags."""

    name: str
    element: Any
    parent: "Tag | None"
    kids: list["Tag"]

    def all(self) -> Iterator["Tag"]:
        yield self
        for kid in self.kids:
            yield from kid.all()


def tag(element: Any, parent: Tag | None = None) -> Tag:
    result = Tag(str(element["/S"]), element, parent, [])
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            result.kids.append(tag(found, result))
    return result


@dataclass
class Pdf:
    """A PDF as a reader and a screen reader have it."""

    reader: Any

    @cached_property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def tags(self) -> list[Tag]:
        return list(tag(self.root["/StructTreeRoot"]["/K"][0].get_object()).all())

    def named(self, *names: str) -> list[Tag]:
        return [each for each in self.tags if each.name in names]

    @cached_property
    def pages(self) -> list[str]:
        texts = (" ".join(page.extract_text().split()) for page in self.reader.pages)
        return [text.replace("\u2010 ", "") for text in texts]

    @cached_property
    def text(self) -> str:
        return " ".join(self.pages)

    @cached_property
    def places(self) -> dict[int, Any]:
        numbers = self.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        return dict(zip(numbers[::2], numbers[1::2], strict=True))

    def page_of(self, words: str) -> int:
        return next(n for n, text in enumerate(self.pages, 1) if words in text)


def pdf_of(project: Project, files: dict[str, str], **config: Any) -> Pdf:
    require(find_spec("weasyprint"), "WeasyPrint")
    project.config |= {"project": "An edition", "author": "The editors", **config}
    built = project.write(files).build("webpdf", fresh=True)
    assert built.warnings == []
    return Pdf(module("pypdf").PdfReader(next(built.out.glob("*.pdf"))))


@pytest.fixture(scope="module")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    return pdf_of(Project(tmp_path_factory.mktemp("chapters")), CHAPTERS)


def test_it_says_what_it_is(project: Project) -> None:
    pdf = pdf_of(project, CHAPTERS, language="pt_BR")
    assert pdf.root["/Lang"] == "pt-BR"
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.reader.metadata.title == "An edition"
    assert pdf.reader.metadata.author == "The editors"


def test_bookmarks_are_the_chapters_by_number(chapters: Pdf) -> None:
    def found(entries: list[Any]) -> list[Any]:
        return [
            found(each)
            if isinstance(each, list)
            else (each.title, chapters.reader.get_destination_page_number(each) + 1)
            for each in entries
        ]

    first, second = chapters.page_of("1. The first 1.1"), chapters.page_of("2. The second Head")
    assert found(chapters.reader.outline) == [
        ("Contents", 2),
        ("The edition", 3),
        ("1. The first", first),
        [("1.1. Part", first)],
        ("2. The second", second),
    ]
    contents = chapters.pages[1]
    assert re.search(rf"1\. The first[ .]+{first} 1\.1\. Part[ .]+{first} 2\.", contents)


def test_headings_do_not_skip(chapters: Pdf) -> None:
    levels = [HEADINGS[each.name] for each in chapters.named(*HEADINGS)]
    assert levels == [1, 2, 3, 2]


def test_each_note_is_tagged_as_one(chapters: Pdf) -> None:
    notes = chapters.named("/Note")
    assert len(notes) == 3
    assert len({each.element["/ID"] for each in notes}) == 3
    assert all(each.kids for each in notes)


def test_each_link_is_tagged_once(chapters: Pdf) -> None:
    links = [
        annotation.get_object()
        for page in chapters.reader.pages
        for annotation in page.get("/Annots", [])
    ]
    assert links
    for link in links:
        assert chapters.places[link["/StructParent"]].get_object()["/S"] == "/Link"
        assert link["/Contents"]
    tagged = chapters.named("/Link")
    assert len(tagged) == len(links)
    assert not any(inner is not each and inner in tagged for each in tagged for inner in each.all())
    page = chapters.page_of("another passage")
    assert f"page {page}" in {link["/Contents"] for link in links}


def test_lists_tables_and_pictures_are_tagged(chapters: Pdf) -> None:
    items = chapters.named("/LI")
    assert len(items) >= 6
    for item in items:
        assert [kid.name for kid in item.kids][-1] == "/LBody"
        assert {kid.name for kid in item.kids} <= {"/Lbl", "/LBody"}
        assert item.parent is not None
        assert item.parent.name == "/L"
    heads = [each.element["/A"]["/Scope"] for each in chapters.named("/TH")[:3]]
    assert heads == ["/Column", "/Column", "/Row"]
    told = [each.element["/Alt"] for each in chapters.named("/Figure")]
    assert told == ["A pixel"]  # A bar says nothing that the number beside it does not.
    assert chapters.named("/BlockQuote")


def test_running_heads_are_no_part_of_the_text(chapters: Pdf) -> None:
    """What is read aloud is what the tree holds, and all else is marked as none of it."""
    reached = {each.element.indirect_reference.idnum for each in chapters.tags}
    for page in chapters.reader.pages:
        places = chapters.places[page["/StructParents"]]
        for number, place in enumerate(places):
            if isinstance(place.get_object(), dict):
                assert place.idnum in reached
            else:
                marked = f"/MCID {number}>>".encode()
                assert marked not in page.get_contents().get_data()
        title_page = page == chapters.reader.pages[0]
        assert (b"/Pagination" in page.get_contents().get_data()) != title_page


def test_references_name_the_page(chapters: Pdf) -> None:
    there = chapters.page_of("another passage")
    assert f"See excerpt 2 (p. {there}) and excerpt 1." in chapters.text
    assert f"See The second (p. {there})" in chapters.text
    assert "elsewhere." in chapters.text
    assert chapters.text.count("(p. ") == 2


def test_a_chapter_has_no_head_over_its_title(project: Project) -> None:
    long = "Words of a chapter that goes on. " * 400
    pdf = pdf_of(project, CHAPTERS | {"first.rst": f"The first\n=========\n\n{long}\n"})
    first, second = pdf.page_of("1. The first Words"), pdf.page_of("2. The second Head")
    assert second > first + 1
    assert [pdf.pages[n].count("1. The first") for n in range(first - 1, second - 1)] == [
        1 for _ in range(first, second)
    ]
    assert "1. The first" not in pdf.pages[second - 1]


def test_the_word_for_a_page_is_the_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagerefs, "_", lambda words: words.replace("p. ", 'S.\\ "'))
    assert r'content: " (S.\\' in pagerefs.style_sheet("de")
    assert r'\"" target-counter(attr(href), page) ")"' in pagerefs.style_sheet("de")


def test_an_element_after_a_space_does_not_break_the_line_early() -> None:
    page = fromstring(
        "<div><p>It says: <q>words</q> and <em>x</em>.</p><pre>a <b>b</b></pre></div>"
    )
    prepare(page)
    spaces = [each.text for each in page.iter("span")]
    assert spaces == [" ", " "]
    assert "".join(page.itertext()) == "It says: words and x.a b"


def test_words_of_links_are_whole(project: Project) -> None:
    """Or parted by a hyphen, wherever in a line they stand."""
    said = (f"{'x' * count} :critique:ref:`concessionable <n>`" for count in range(1, 30))
    note = f".. gloss:: a\n   :name: n\n\n   {' '.join(said)} *end*.\n"
    pdf = pdf_of(project, {"index.rst": f"T\n=\n\n.. excerpt::\n\n   a b\n\n{note}"})
    assert pdf.text.count("concessionable") == 29


@pytest.mark.parametrize("apparatus", ["below", "foot"])
@pytest.mark.parametrize("before", ["", "| "])
def test_a_passage_longer_than_a_page_begins_under_its_heading(
    project: Project, before: str, apparatus: str
) -> None:
    lines = "".join(f"   {before}line {count} of many\n" for count in range(1, 400))
    passage = f".. excerpt::\n\n{lines}\n.. gloss:: line 390\n\n   A note.\n"
    index = f"T\n=\n\nA heading\n---------\n\n{passage}"
    pdf = pdf_of(project, {"index.rst": index}, critique_webpdf_apparatus=apparatus)
    assert pdf.page_of("A heading line 1 of") == pdf.page_of("line 3 of many")
