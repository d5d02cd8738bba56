"""Editions whose own language runs from right to left."""

import re
from typing import Any

import pytest

from sphinx_critique.builders.webpdf.pagerefs import style_sheet
from sphinx_critique.formats.lists.bars import drawn
from sphinx_critique.formats.lists.maker import Share
from sphinx_critique.model.kinds import Stance
from sphinx_critique.texts.languages import runs_to_left

from .conftest import Project, module
from .printing import problems, run_twice, text_of

TURNED = '<div dir="rtl">'
PAGE = """
כותרת
=====

.. excerpt:: 107

   המלחים דרשו בחירות חדשות לסובייטים, חירות לסוחרים הקטנים וסיום הקיצוב.

.. omission:: בחירות חדשות
   :name: note

   ראו Lenin 25: 430.

.. correction:: וסיום
   :right: 1921

   ראו :critique:ref:`note`.

ראו :critique:ref:`note`.

.. critique-summary::
   :by: kind
   :chart:
"""
WITHOUT = "דף\n==\n\nמילים.\n"
BIDI = {
    "polyglossia": "",
    "fontpkg": "",
    "babel": r"\usepackage[bidi=basic,provide=*,main=hebrew]{babel}"
    r"\babelfont{rm}{FreeSerif}\babelfont{sf}{FreeSans}\babelfont{tt}{FreeMono}",
}
"""What a Hebrew book needs of LuaLaTeX, with ours or without."""


@pytest.fixture
def hebrew(project: Project) -> Project:
    # Docutils says of each page that it has no Hebrew.
    project.config |= {"language": "he", "suppress_warnings": ["docutils"]}
    return project.write({"index.rst": PAGE})


@pytest.mark.parametrize(
    ("language", "turned"),
    [("he", True), ("ar_EG", True), ("dv", True), ("de", False), ("zh_TW", False), ("?", False)],
)
def test_direction(language: str, turned: bool) -> None:
    assert runs_to_left(language) is turned


def test_every_page_runs_as_its_language(hebrew: Project) -> None:
    built = hebrew.write({"other.rst": f":orphan:\n\n{WITHOUT}"}).build("html")
    assert built.warnings == []
    for name in ("index.html", "other.html"):
        assert built.read(name).count(TURNED) == 1


def test_an_entry_of_the_bibliography_runs_as_its_words(hebrew: Project) -> None:
    entry = (
        "@book{kings, author = {Smith, Anne}, title = {Kings}, publisher = {Crook}, year = 1650}"
    )
    written = f"{PAGE}\n:cite:`kings`\n\n.. bibliography::\n"
    hebrew.write({"sources.bib": entry, "index.rst": written})
    built = hebrew.build("html", config={"bibtex_bibfiles": ["sources.bib"]})
    assert built.warnings == []
    page = built.read("index.html")
    assert re.search(r'<p><span dir="ltr">Anne Smith.*1650\.</span></p>', page)
    ours = dict.fromkeys(("bibtex_default_style", "bibtex_reference_style"), "critique")
    page = hebrew.build("html", config=ours | {"bibtex_bibfiles": ["sources.bib"]}).read(
        "index.html"
    )
    assert re.search(
        r'<p id="\w+"><span dir="ltr"><span dir="ltr" lang="und-Latn">Smith, Anne', page
    )


def test_a_page_is_as_without_us_until_there_is_something_of_ours(hebrew: Project) -> None:
    hebrew.write({"index.rst": WITHOUT, "other.rst": f":orphan:\n\n{WITHOUT}"})
    assert TURNED not in hebrew.build("html").read("index.html")
    built = hebrew.write({"other.rst": f":orphan:\n{PAGE}"}).build("html")
    assert TURNED in built.read("index.html")


def test_other_languages_stay(project: Project) -> None:
    built = project.write({"index.rst": PAGE}).build("html")
    assert TURNED not in built.read("index.html")


def test_a_book_is_turned_as_a_whole(hebrew: Project) -> None:
    built = hebrew.build("epub", config={"version": "1", "copyright": "1"})
    page = built.read("index.xhtml")
    assert re.search(r'<html [^>]*lang="he" xml:lang="he" dir="rtl"', page)
    assert TURNED not in page
    assert 'page-progression-direction="rtl"' in built.read("content.opf")


def test_heads_of_printed_pages_change_sides() -> None:
    assert "@top-left { content: string(chapter" in style_sheet("ar")
    assert "@top-left" not in style_sheet("en")


def test_bars_begin_at_the_right() -> None:
    shares = [Share(1, Stance.AGAINST), Share(2, Stance.FOR)]
    ends = [re.findall(r' x="(\d+)"', drawn(shares, 4, turned)) for turned in (False, True)]
    assert ends == [["0", "60"], ["180", "60"]]


@pytest.mark.slow
def test_in_a_browser(hebrew: Project, browser: Any) -> None:
    built = hebrew.build("html", config={"html_theme": "critique"})
    page = browser.new_context(viewport={"width": 1800, "height": 900}).new_page()
    page.goto((built.out / "index.html").as_uri())
    passage = page.locator("figure.critique-excerpt").bounding_box()
    note = page.locator("aside.critique-annotation").first.bounding_box()
    assert note["x"] + note["width"] <= passage["x"]
    row = page.locator(".critique-counts summary").first
    number, bar = (row.locator(each).bounding_box() for each in (".critique-total", "rect"))
    assert bar["x"] + bar["width"] <= number["x"]


@pytest.mark.slow
def test_webpdf(hebrew: Project) -> None:
    module("weasyprint")
    built = hebrew.build("webpdf")
    assert built.warnings == []
    assert '<html lang="he" dir="rtl">' in built.read("index.html")


@pytest.mark.slow
def test_latex(hebrew: Project) -> None:
    config = {"latex_engine": "lualatex", "latex_elements": BIDI}
    built = hebrew.build("latex", config=config)
    # Sphinx has a Hebrew index sorted by xindy, which few have: no latexmk.
    pdf, log = run_twice(built, "lualatex")
    assert [each for each in problems(log) if "Font shape" not in each] == []
    text = text_of(pdf)
    assert "1921" in text
    assert "25: 430" in text
