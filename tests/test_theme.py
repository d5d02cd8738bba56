"""The edition's own theme: what a user of Sphinx expects of one."""

import re
from pathlib import Path
from typing import Any

import pytest

from .browsing import EXAMPLE, build, complaints
from .conftest import Project

PAGE = """
Title
=====

An introduction.

.. excerpt::

   one two three

.. gloss:: two

   A note.
"""
INDEX = "Edition\n=======\n\n.. toctree::\n\n   page\n   more\n"
MORE = "More\n====\n\nWords.\n"


@pytest.fixture
def edition(project: Project) -> Project:
    project.config |= {"html_theme": "critique", "project": "The Edition", "author": "A. Author"}
    project.write({"index.rst": INDEX, "page.rst": PAGE, "more.rst": MORE})
    return project


def test_a_page_has_its_ways_and_no_word_of_documentation(edition: Project) -> None:
    page = edition.build("html").read("page.html")
    assert "documentation</title>" not in page
    assert '<a class="critique-home" href="index.html">The Edition</a>' in page
    assert re.search(r'rel="prev" href="index.html"><span>Before:</span> Edition', page)
    assert re.search(r'rel="next" href="more.html"><span>Next:</span> More', page)
    for way in ("genindex.html", "search.html", "more.html"):
        assert f'href="{way}"' in page


NAMES = ("page", "genindex", "search", "critique-kinds", "critique-loci")


def test_nothing_is_inline(edition: Project) -> None:
    built = edition.build("html")
    for page in (
        built.read(f"{name}.html") for name in NAMES if (built.out / f"{name}.html").exists()
    ):
        scripts = re.findall(r"<script[^>]*>", page)
        assert scripts
        assert all(" src=" in each for each in scripts)
        assert " style=" not in page
        assert "<style" not in page


def test_search_finds_the_words_of_a_page(edition: Project) -> None:
    """Sphinx's script looks for them by this role."""
    assert edition.build("html").read("page.html").count('role="main"') == 1


def test_notes_stand_beside_unless_the_project_says_otherwise(edition: Project) -> None:
    assert "critique-group-beside" in edition.build("html").read("page.html")
    edition.config["critique_layout"] = "below"
    assert "critique-group-beside" not in edition.build("html").read("page.html")


def test_what_sphinx_lets_a_project_set_is_there(edition: Project) -> None:
    edition.write({"_static/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    edition.write({"_static/own.css": "", "_templates/mine.html": "<p>Mine</p>"})
    edition.config |= {
        "html_static_path": ["_static"],
        "templates_path": ["_templates"],
        "html_logo": "_static/mark.svg",
        "html_favicon": "_static/mark.svg",
        "html_css_files": ["own.css"],
        "html_last_updated_fmt": "%Y",
        "html_title": "A Title",
        "html_sidebars": {"**": ["mine.html"]},
        "copyright": "2026, A. Author",
    }
    page = edition.build("html").read("page.html")
    assert re.search(r'<img src="_static/mark.svg[^"]*" alt="A Title">', page)
    assert re.search(r'rel="icon" href="_static/mark.svg', page)
    assert "own.css" in page
    assert "Last updated on" in page
    assert "2026, A. Author" in page
    assert "<p>Mine</p>" in page
    assert "A Title</title>" in page


def test_contents_may_stand_at_the_side(edition: Project) -> None:
    edition.config["html_theme_options"] = {"contents": "side"}
    page = edition.build("html").read("page.html")
    assert '<nav aria-label="Contents">' in page
    # On a phone they open from the head, as they do everywhere without this.
    assert '<details class="critique-contents critique-where-narrow">' in page


def test_colours_and_width_can_be_changed(edition: Project) -> None:
    edition.config["html_theme_options"] = {
        "colours": {"paper": ("#ffffff", "#000000"), "against": "crimson"},
        "width": "60rem",
    }
    styles = edition.build("html").read("_static/critique.css")
    assert styles.count("--critique-paper: #ffffff;") == 1
    assert styles.count("--critique-paper: #000000;") == 2
    assert styles.count("--critique-against: crimson;") == 3
    assert "max-width: 60rem;" in styles


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"contents": "top"}, "contents: 'top' is none of: head, side; the default is used"),
        ({"width": "wide"}, "width: 'wide' is no length"),
        ({"width": "1px; } body { display: none"}, "is no length"),
        ({"colours": {"papers": "#fff"}}, "colours: 'papers' is none of: paper, ink"),
        ({"colours": {"paper": "red; } *{"}}, "colours: 'paper': 'red; } *{' is no colour of CSS"),
        ({"colours": {"paper": ["#fff"]}}, "a pair for light and dark"),
        ({"colours": "#fff"}, "colours: must be a dictionary of colours"),
    ],
)
def test_a_wrong_option_is_said_and_changes_nothing(
    edition: Project, options: dict[str, object], said: str
) -> None:
    before = edition.build("html").read("_static/critique.css")
    edition.config["html_theme_options"] = options
    built = edition.build("html", allow_warnings=True)
    assert [said in warning for warning in built.warnings] == [True]
    assert built.read("_static/critique.css") == before


def test_a_page_runs_to_the_left_in_a_language_that_does(edition: Project) -> None:
    edition.config["language"] = "he"
    page = edition.build("html").read("page.html")
    assert re.search(r'<html class="critique-press" lang="he" dir="rtl"', page)


def test_it_serves_a_project_that_has_nothing_of_ours(edition: Project) -> None:
    edition.write({"page.rst": "Title\n=====\n\nWords.\n"})
    page = edition.build("html").read("page.html")
    assert "critique-head" in page
    assert "sphinx-critique" not in page


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_builders_of_pages_have_it(edition: Project, builder: str) -> None:
    page = edition.build(builder).read("index.html")
    assert 'class="critique-head"' in page


def test_the_book_of_an_edition_has_its_colours(edition: Project) -> None:
    edition.config["html_theme_options"] = {"colours": {"against": ("maroon", "pink")}}
    built = edition.build("epub")
    sheet = built.read("_static/critique-look.css")
    assert sheet.index("--critique-against: maroon;") < sheet.index("--critique-against: pink;")
    assert "_static/critique-look.css" in built.read("page.xhtml")
    edition.config |= {"html_theme": "alabaster", "html_theme_options": {}}
    built = edition.build("epub")
    assert "critique-look" not in built.read("page.xhtml")
    assert not (built.out / "_static" / "critique-look.css").exists()


@pytest.mark.slow
def test_a_strict_policy_has_nothing_to_complain_of(browser: Any, tmp_path: Path) -> None:
    built = build(EXAMPLE, tmp_path, html_theme="critique")
    pages = ("index", "kronstadt", "overview", "genindex", "critique-kinds", "search")
    assert list(complaints(browser, built, *pages)) == [[]] * len(pages)
