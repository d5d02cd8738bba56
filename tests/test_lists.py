"""Lists over an edition with every kind and option, by every builder."""

from functools import cache
from pathlib import Path

import pytest

from sphinx_critique.edition.lists import FORMS
from sphinx_critique.formats.lists.printer import PRINTERS

from .checkers import epubcheck
from .conftest import Built, Project
from .editions import FULL
from .printing import compiled, problems, text_of
from .test_builders import (
    SHIPPED,
    Build,
    full_edition,
    pages,
    printed,
)
from .test_cases import broken_links

pytestmark = pytest.mark.slow

APART = ("gettext", "doctest", "coverage")
"""Builders that demand doctrees or extensions of their own."""
TOCTREE = "   passages\n"
LISTS = """
Lists
=====

.. apparatus::
   :scope: edition
   :name: the-apparatus

.. critique-list::
   :sort: kind

.. critique-list::
   :columns:
   :sort: locus

.. critique-list::
   :columns: number; kind; locus; lemma; right; note; sources; voice; charged; date; document;
             passage; tags
   :doc: nested

.. apparatus::
   :scope: edition
   :short:

.. edition::

   An abstract.

.. score::

.. critique-summary::
   :chart:

.. critique-summary::
   :by: source
   :chart:

.. critique-summary::
   :by: voice

.. critique-summary::
   :by: charged

.. index-locorum::

.. argument-map::

.. argument-map::
   :around: verse
   :depth: 2

.. cut-list::

.. sigla::

.. note::

   .. apparatus::
      :doc: part/answers

   * .. critique-summary::
        :kind: gloss

.. list-table::

   * - .. index-locorum::
          :source: trotsky
     - .. critique-list::
          :kind: gloss

.. recall:: markup

.. recall:: reply
   :on: verse
   :lemma: wordversetwo
   :class: anyclass

.. recall:: markup
   :on: lines

See :ref:`the-apparatus-label`.

.. _the-apparatus-label:

Again
-----

.. apparatus::
"""
WITH_LISTS = {
    "index.rst": FULL["index.rst"].replace(TOCTREE, f"{TOCTREE}   lists\n"),
    "lists.rst": LISTS,
    "sources.bib": FULL["sources.bib"].replace(
        "title = {Wordlife}", "shorttitle = {Wordshort}, title = {Wordlife}"
    ),
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The edition by one builder, each built once and all from the same doctrees."""
    folder = tmp_path_factory.mktemp("listed")
    return cache(full_edition(folder).write(WITH_LISTS).build)


@pytest.mark.parametrize("builder", [*sorted({*SHIPPED} - {*APART}), "webpdf"])
def test_lists_are_printed_without_a_warning(listed: Build, builder: str) -> None:
    built = listed(builder)
    # One lemma of the edition is not in its excerpt, on purpose.
    problems = [line for line in built.warnings if "wordmissingone" not in line]
    assert problems == []


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "text", "latex", "webpdf"])
def test_lists_show_what_they_list(listed: Build, builder: str) -> None:
    text = " ".join(printed(listed(builder)).split()).casefold()
    assert text.count("wordbodyreplyreply") == 2  # Where it is written, and in the apparatus.
    for word in ("wordshort", "in all", "wordright", "in evidence", "first given as"):
        assert word in text, word


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_links_of_lists_lead_somewhere(listed: Build, builder: str) -> None:
    for path in listed(builder).out.rglob("*html"):
        assert broken_links(path.read_text(encoding="utf-8")) == [], path.name


def test_links_to_other_pages_lead_somewhere(listed: Build) -> None:
    found = dict(pages(listed("html")))
    ids = {name: set(page.xpath("//@id")) for name, page in found.items()}
    page = found["lists.html"]
    targets = [str(href) for href in page.xpath("//*[contains(@class, 'critique-')]//a/@href")]
    away = [href.partition("#") for href in targets if not href.startswith("#")]
    assert len(away) > 100
    dead = [
        (name, anchor) for name, _, anchor in away if anchor and anchor not in ids.get(name, ())
    ]
    assert dead == []


def test_epubcheck_takes_lists(listed: Build) -> None:
    assert epubcheck(listed("epub").out) == []


def test_lualatex_sets_lists(listed: Build) -> None:
    pdf, log = compiled(listed("latex"), "lualatex")
    assert "wordshort" in text_of(pdf).casefold()
    # Made-up words are wider than the columns of a table with all columns.
    assert problems(log, overfull=200) == []


def test_parallel_gives_the_same(listed: Build, tmp_path: Path) -> None:
    serial = listed("html")
    project = full_edition(tmp_path).write(WITH_LISTS)
    parallel = project.build("html", parallel=2)
    assert parallel.read("lists.html") == serial.read("lists.html")
    assert parallel.read("critique-loci.html") == serial.read("critique-loci.html")


def test_indexes_can_be_referred_to(project: Project) -> None:
    project.write(
        {
            "index.rst": (
                "I\n=\n\n.. excerpt::\n\n   some words\n\n.. gloss:: words\n\n   A.\n\n"
                "See :ref:`critique-kinds` and :ref:`all loci <critique-loci>`.\n"
            )
        }
    )
    page = project.build().read("index.html")
    assert 'href="critique-kinds.html"' in page
    assert "Annotations by kind" in page
    assert 'href="critique-loci.html"' in page


def test_the_indexes_are_set_as_words_and_a_page_is_called_one(project: Project) -> None:
    """Themes set the names on such pages as code."""
    notes = (f".. correction::\n   :at: {at}\n\n   A.\n" for at in ("87", "serge2016, 9"))
    written = "I\n=\n\n.. excerpt::\n\n   some words\n\n" + "\n".join(notes)
    built = project.cite().write({"index.rst": written}).build()
    for name in ("critique-kinds", "critique-loci"):
        assert "_static/sphinx-critique.css" in built.read(f"{name}.html")
    for name in ("critique-kinds", "genindex"):
        assert ">p. 87</" in built.read(f"{name}.html")


def test_print_has_the_indexes_that_are_asked_for(project: Project) -> None:
    source = "I\n=\n\n.. excerpt::\n\n   some words\n\n.. gloss:: words\n\n   A.\n"
    project.write({"index.rst": source})
    asked = {"latex_domain_indices": ["critique-kinds"]}
    with_index = latex_of(project.build("latex", config=asked, fresh=True))
    assert "Annotations by kind" in with_index
    assert "Annotations by kind" not in latex_of(project.build("latex", fresh=True))


def latex_of(built: Built) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in built.out.glob("*.tex"))


def test_every_list_has_a_printer_and_is_printed_here() -> None:
    assert set(PRINTERS) == set(FORMS)
    assert all(f".. {form}::" in LISTS for form in FORMS)


def test_no_kind_bears_the_name_of_another_directive_or_role(project: Project) -> None:
    taken = [*FORMS, "excerpt", "quotation", "recall", "quote", "locus", "ref"]
    project.config["critique_kinds"] = {name: {"title": "Ours"} for name in taken}
    built = project.write({"index.rst": "Title\n=====\n"}).build("dummy")
    assert len(built.warnings) == len(taken)
    for name, line in zip(taken, built.warnings, strict=True):
        assert f"'{name}' is the name of another directive" in line
