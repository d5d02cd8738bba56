"""Several works under review: data, indexes, builders, edits; ``cases/works/`` has the rest."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from .browsing import complaints
from .checkers import nu_checker
from .conftest import Built, Project
from .rebuilt import WITHOUT_SEARCH, Builds, assert_as_clean
from .test_builders import DEMANDED, SHIPPED, printed
from .test_cases import HERE, Case
from .test_translation import catalogue

REVIEWS = Case.read(HERE / "works" / "three-reviews.txt").written_in("rst")
CONFIG = {
    "bibtex_bibfiles": ["sources.bib"],
    "bibtex_reference_style": "author_year",
    "bibtex_default_style": "plain",
}
SOURCES = "Sources\n=======\n\n.. bibliography::\n"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HEADINGS = ("Hobbes", "Leviathan"), ("Burke", "Reflections"), ("Malthus", "An Essay on")


@pytest.fixture
def reviews(project: Project) -> Project:
    project.config |= CONFIG
    return project.write(REVIEWS | {"sources.rst": SOURCES, "conf.py": WITHOUT_SEARCH})


def build(project: Project, page: str, builder: str = "html", **config: Any) -> Built:
    built = project.cite().write({"index.rst": page}).build(builder, config=config)
    assert built.warnings == []
    return built


def data(page: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in DATA.findall(page)]


# Data for programs


def test_a_page_says_what_it_reviews(reviews: Project) -> None:
    config = {"author": "A. Reader", "html_baseurl": "https://example.org/reviews/"}
    built = reviews.build(config=config)
    assert built.warnings == []
    (said,) = data(built.read("hobbes.html"))
    assert said == {
        "@context": "https://schema.org",
        "@type": "Review",
        "itemReviewed": {
            "@type": "Book",
            "name": "Leviathan",
            "author": [{"@type": "Person", "name": "Thomas Hobbes"}],
            "datePublished": "1651",
            "publisher": {"@type": "Organization", "name": "Crooke"},
        },
        "name": "The state of nature",
        "author": {"@type": "Person", "name": "A. Reader"},
        "inLanguage": "en",
        "url": "https://example.org/reviews/hobbes.html",
    }
    assert [each["itemReviewed"]["name"] for each in data(built.read("burke.html"))] == [
        "Reflections on the Revolution in France"
    ]
    assert data(built.read("index.html")) == []


def test_a_review_that_is_a_section_has_its_title_and_place(project: Project) -> None:
    page = "Two\n===\n\nOne & <b>\n---------\n\n.. work:: lenincw\n\n.. bibliography::\n"
    built = build(project, page, html_baseurl="https://example.org")
    (said,) = data(built.read("index.html"))
    assert said["name"] == "One & <b>"
    assert said["url"] == "https://example.org/index.html#one-b"
    assert "<b>" not in DATA.findall(built.read("index.html"))[0]


def test_without_an_address_or_author_none_is_said(project: Project) -> None:
    built = build(project, ".. work:: serge2016\n\nTitle\n=====\n\n.. bibliography::\n")
    (said,) = data(built.read("index.html"))
    assert said.keys() == {"@context", "@type", "itemReviewed", "name", "inLanguage"}
    assert said["name"] == "Title"
    assert len(said["itemReviewed"]["author"]) == 2


def test_what_ends_a_script_does_not(project: Project) -> None:
    title = "</script><script>alert(1)</script>"
    entry = f"@misc{{evil, editor = {{Ed, A. & B.}}, title = {{{{{title}}}}}}}\n"
    project.cite(entry).config["critique_work"] = ""
    page = "Title\n=====\n\n.. work:: evil\n   :heading:\n\n.. bibliography::\n   :all:\n"
    built = project.write({"index.rst": page}).build()
    html = built.read("index.html")
    (said,) = data(html)
    assert said["itemReviewed"]["name"] == title
    assert said["itemReviewed"]["editor"][0]["name"].endswith("Ed")
    assert "<script>alert" not in html


@pytest.mark.parametrize("builder", ["epub", "json", "qthelp"])
def test_pages_that_no_browser_opens_have_no_data(reviews: Project, builder: str) -> None:
    built = reviews.build(builder, config={"version": "1", "copyright": "The editors"})
    files = [path for path in built.out.rglob("*") if path.suffix in (".xhtml", ".html", ".fjson")]
    assert files
    assert not [path for path in files if "ld+json" in path.read_text(encoding="utf-8")]


def test_one_page_of_all_has_each(reviews: Project) -> None:
    said = data(reviews.build("singlehtml").read("index.html"))
    assert [each["itemReviewed"]["datePublished"] for each in said] == ["1651", "1790", "1798"]
    assert [each["name"] for each in said] == ["The state of nature", "The plumage", "Two ratios"]


@pytest.mark.slow
def test_the_nu_checker_finds_nothing_in_it(reviews: Project) -> None:
    out = reviews.build(config={"html_theme": "basic"}).out
    pages = [out / f"{name}.html" for name in ("hobbes", "burke", "malthus")]
    folder = out.parent / "checked"
    folder.mkdir()
    for page in pages:
        (folder / page.name).write_bytes(page.read_bytes())
    said = {message for found in nu_checker([folder]).values() for message in found}
    assert not [message for message in said if "script" in message or "“p”" in message]


@pytest.mark.slow
def test_a_strict_policy_has_nothing_against_it(reviews: Project, browser: Any) -> None:
    reviews.write({"bare.rst": ":orphan:\n\nBare\n====\n\nWords.\n"})
    bare, *pages = complaints(browser, reviews.build().out, "bare", "hobbes", "burke")
    assert pages == [bare, bare]


# Indexes


def test_indexes_tell_of_which_work_a_page_is(project: Project) -> None:
    page = """
Title
=====

.. fallacy::
   :at: 5

.. fallacy::
   :at: work

.. work:: trotsky1961

.. excerpt:: 1

   one two

.. fallacy::
   :at: 5; lenincw, 6

.. fallacy::
   :at: work

.. bibliography::
"""
    built = build(project, page)
    index = re.sub(r"<[^>]*>|\s+", " ", built.read("genindex.html"))
    for words in ("p. 5", "work", "Trotsky, 1961, p. 5; Lenin, 1960, p. 6", "Trotsky, 1961"):
        assert f" {words} " in index
    assert re.search(r"Trotsky, 1961 +1 ", index)
    kinds = re.sub(r"<[^>]*>|\s+", " ", built.read("critique-kinds.html"))
    for words in ("p. 5", "Trotsky, 1961, p. 5; Lenin, 1960, p. 6", "Trotsky, 1961"):
        assert f" {words} " in kinds
    loci = re.sub(r"<[^>]*>|\s+", " ", built.read("critique-loci.html"))
    assert "Leon Trotsky, Terrorism and Communism" in loci


# Translation


def test_translated_words_are_of_the_work_where_they_stand(project: Project) -> None:
    page = """
Title
=====

First :locus:`1`.

.. work:: trotsky1961

Then :locus:`2` and :quote:`words <3>`.

.. work:: lenincw

Last :locus:`4`.

.. bibliography::
"""
    words = {
        "First :locus:`1`.": "Erst :locus:`1`.",
        "Then :locus:`2` and :quote:`words <3>`.": "Dann :locus:`2`, :quote:`Worte <3>`.",
        "Last :locus:`4`.": "Zuletzt :locus:`4`.",
    }
    project.write({"locale/de/LC_MESSAGES/index.po": catalogue(words)})
    built = build(project, page, "text", language="de", locale_dirs=["locale"])
    text = " ".join(built.read("index.txt").replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Erst [Serge and Sedova Trotsky, 2016, 1]." in text
    assert "Dann [Trotsky, 1961, 2], „Worte“ [Trotsky, 1961, 3]." in text
    assert "Zuletzt [Lenin, 1960, 4]." in text


# Every builder


@pytest.mark.slow
@pytest.mark.parametrize("builder", [*SHIPPED, "webpdf", "quotecheck"])
def test_every_builder(reviews: Project, builder: str) -> None:
    reviews.config |= DEMANDED
    reviews.config["extensions"] += ["sphinx.ext.doctest", "sphinx.ext.coverage"]
    built = reviews.build(builder)
    assert built.warnings == []
    if builder in ("gettext", "dummy", "linkcheck", "changes", "doctest", "coverage", "quotecheck"):
        return
    for author, title in HEADINGS:
        assert re.search(rf"{author}\..{{1,60}}{title}", printed(built), re.DOTALL), author


def test_rows_of_checks_name_the_work(reviews: Project) -> None:
    built = reviews.build("quotecheck")
    rows = [json.loads(line) for line in built.read("output.json").splitlines()]
    checked = [(row["source"], row["locator"], row["status"]) for row in rows]
    assert ("hobbes1651", "62", "verbatim") in checked
    assert ("burke1790", "", "verbatim") in checked
    assert ("malthus1798", "14", "verbatim") in checked


# Edits

EDITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "another": {"hobbes.rst": (".. work:: hobbes1651", ".. work:: locke1690")},
    "none": {"hobbes.rst": (".. work:: locke1690\n   :heading:\n", "")},
    "one again": {"hobbes.rst": ("==\n\n\n.. excerpt", "==\n\n.. work:: burke1790\n\n.. excerpt")},
    "a heading": {"hobbes.rst": (".. work:: burke1790", ".. work:: burke1790\n   :heading:")},
    "two": {"burke.rst": (".. distortion::", ".. work:: paine1791\n\n.. distortion::")},
    "a later year": {"sources.bib": ("1790", "1791")},
    "later": {"malthus.rst": (".. excerpt::", "Before :locus:`14`.\n\n.. excerpt::")},
}


def test_after_edits_all_pages_are_those_of_a_clean_build(reviews: Project, builds: Builds) -> None:
    reviews.config["critique_work"] = "malthus1798"
    reviews.write(
        {"again.rst": "Again\n=====\n\n.. recall:: first\n\nSee :critique:ref:`first`.\n"}
    )
    burke = (reviews.source / "burke.rst").read_text(encoding="utf-8")
    index = (reviews.source / "index.rst").read_text(encoding="utf-8")
    reviews.write({"burke.rst": burke.replace("   :at: work", "   :at: work\n   :name: first")})
    reviews.write({"index.rst": index.replace("   sources", "   again\n   sources")})
    builders = ("html", "latex", "text", "singlehtml")
    for builder in builders:
        builds.build("kept", builder)
    for count, (name, edits) in enumerate(EDITS.items()):
        for path, (old, new) in edits.items():
            text = (reviews.source / path).read_text(encoding="utf-8")
            assert old in text
            reviews.write({path: text.replace(old, new)})
        for place, builder in enumerate(builders):
            kept = builds.build("kept", builder, parallel=2 if count % 2 else 0)
            clean = builds.build("clean", builder, fresh=place == 0)
            assert_as_clean(kept, clean, f"{name}, {builder}")


def test_only_pages_that_show_the_work_are_written_again(reviews: Project, builds: Builds) -> None:
    def written() -> dict[str, int]:
        out = builds.build("kept").out
        return {path.stem: path.stat().st_mtime_ns for path in out.glob("[a-z]*.html")}

    reviews.write({"sources.rst": SOURCES + "   :all:\n"})
    before = written()
    old, new = EDITS["another"]["hobbes.rst"]
    reviews.write({"hobbes.rst": REVIEWS["hobbes.rst"].replace(old, new)})
    after = written()
    anew = {name for name in after if before.get(name) != after[name]}
    assert anew >= {"hobbes", "burke", "index"}
    assert not anew & {"malthus", "sources"}
