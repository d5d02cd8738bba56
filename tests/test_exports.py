"""What is written beside the pages, what leads there, and what pages say to programs."""

import json
import re
from typing import Any

import pytest

from .conftest import Built, Project, module
from .test_works import data

BASE = "https://example.org/edition/"
EXPORTS = ["webannotation", "bibtex", "csl"]
PAGE = """\
Page
====

.. excerpt:: 107
   :date: 1921-03

   demanding the end of rationing, freedom for small traders, and more

.. correction:: the end of rationing
   :right: equal rations

   All who work were to be rationed </script><b> alike.

.. distortion::

   It asked for more.

.. unsupported:: freedom
   :voice: Somebody

   Nobody says so.

.. gloss:: traders

   Those who trade.

.. correction::
   :at: 12

   No words are quoted.
"""
FRONT = """\
Edition
=======

.. toctree::

   part/page
   sources

.. edition::
"""
SOURCES = "Sources\n=======\n\n.. bibliography::\n   :all:\n"


@pytest.fixture
def edition(project: Project) -> Project:
    project.cite().write({"index.rst": FRONT, "part/page.rst": PAGE, "sources.rst": SOURCES})
    project.config |= {
        "html_baseurl": BASE,
        "critique_exports": EXPORTS,
        "critique_edition": {
            "title": "An edition",
            "editors": ["Ada Lovelace", "Council of Editors and Readers"],
            "date": "2026-11-30",
            "doi": "10.5555/a_b",
            "licence": "https://creativecommons.org/licenses/by/4.0/",
        },
    }
    return project


def claims(built: Built, name: str = "part/page.html") -> Any:
    found = [each for each in data(built.read(name)) if "@graph" in each]
    return found[0]["@graph"] if found else []


def test_pages_name_what_the_edition_can_be_had_as(edition: Project) -> None:
    built = edition.build()
    assert built.warnings == []
    links = re.findall(
        r'<link rel="(alternate|cite-as|license)".* href="(.*)">', built.read("part/page.html")
    )
    assert links == [
        ("alternate", "../annotations.jsonld"),
        ("alternate", "../edition.bib"),
        ("alternate", "../edition.csl.json"),
        ("cite-as", "https://doi.org/10.5555/a_b"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    ]
    assert "alternate" not in built.read("search.html")
    front = built.read("index.html")
    assert '<a class="reference external" href="edition.bib">BibTeX</a>' in front
    (said,) = data(front)
    assert said["itemReviewed"]["@type"] == "Book"
    assert said["encoding"][0]["contentUrl"] == f"{BASE}annotations.jsonld"


def test_the_front_page_leads_there_from_wherever_it_stands(edition: Project) -> None:
    edition.write(
        {"index.rst": FRONT.replace(".. edition::", ""), "part/page.rst": PAGE + FRONT[-14:]}
    )
    assert 'href="../annotations.jsonld">Web' in edition.build().read("part/page.html")


def test_each_note_can_be_cited(edition: Project) -> None:
    built = edition.build()
    entries = built.read("edition.bib").split("\n\n")
    assert len(entries) == 6
    assert "title = {Correction 1 (the end of rationing)}" in entries[1]
    assert "booktitle = {An edition}" in entries[1]
    assert f"url = {{{BASE}part/page.html#critique-part-page-" in entries[1]
    assert "doi = {10.5555/a_b}" in entries[0]
    whole, *notes = json.loads(built.read("edition.csl.json"))
    assert (whole["type"], whole["DOI"]) == ("book", "10.5555/a_b")
    assert [each["title"] for each in notes][1] == "Unsupported claim 2 (freedom)"
    assert {each["container-title"] for each in notes} == {"An edition"}
    assert all("DOI" not in each for each in notes)


def test_what_programs_are_told_of_claims(edition: Project) -> None:
    built = edition.build()
    first, third, second = claims(built)
    assert first["claimReviewed"] == "the end of rationing"
    assert first["url"].startswith(f"{BASE}part/page.html#critique-")
    assert first["reviewBody"].endswith("</script><b> alike.")
    assert first["reviewRating"]["alternateName"] == "Wrong on a point of fact"
    assert first["datePublished"] == "2026-11-30"
    claim = first["itemReviewed"]
    names = [each["name"] for each in claim["author"]]
    assert names == ["Victor Serge", "Natalia Sedova Trotsky"]
    assert claim["datePublished"] == "1921-03"
    assert claim["appearance"]["position"] == "p. 107"
    assert claim["appearance"]["isPartOf"]["@type"] == "Book"
    assert second["claimReviewed"].startswith("demanding the end")
    assert third["itemReviewed"]["author"] == [{"@type": "Person", "name": "Somebody"}]


def test_nothing_is_said_of_claims_whose_address_is_not_known(edition: Project) -> None:
    built = edition.build(config={"html_baseurl": ""})
    assert claims(built) == []
    assert not [each for each in data(built.read("index.html")) if "encoding" in each]


@pytest.mark.parametrize("builder", ["epub", "text", "json", "webannotation", "latex"])
def test_other_builders_write_none(edition: Project, builder: str) -> None:
    built = edition.build(builder, config={"version": "1", "copyright": "The editors"})
    assert not (built.out / "edition.bib").exists()
    assert [each for each in built.warnings if "critique" in each] == []


@pytest.mark.parametrize(("name", "file"), [("tei", "edition.xml"), ("docx", "edition.docx")])
def test_other_builders_write_what_they_write_alone(edition: Project, name: str, file: str) -> None:
    if name == "docx":
        module("pypandoc")
    built = edition.build(config={"critique_exports": [name]})
    assert built.warnings == []
    alone = edition.build(name)
    (made,) = alone.out.glob(f"*.{file.rpartition('.')[2]}")
    assert (built.out / file).read_bytes() == made.read_bytes()
    assert f'href="{file}"' in built.read("index.html")


def test_what_is_not_installed_is_passed_over(
    edition: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_critique.model.config.find_spec", lambda name: None)
    built = edition.build(config={"critique_exports": ["docx", "bibtex"]})
    assert "'docx' needs pypandoc: pip install 'sphinx-critique[docx]'" in built.warnings[0]
    assert not list(built.out.glob("*.docx"))
    assert "edition.docx" not in built.read("index.html")


def test_a_name_that_is_none(edition: Project) -> None:
    built = edition.build(config={"critique_exports": ["bibtex", "word"]})
    assert "'word' is none of: webannotation," in built.warnings[0]
    assert (built.out / "edition.bib").exists()


def test_what_uses_nothing_of_ours_is_left_alone(project: Project) -> None:
    project.write({"index.rst": "Page\n====\n\nWords.\n"})
    built = project.build(config={"critique_exports": EXPORTS, "html_baseurl": BASE})
    assert not (built.out / "annotations.jsonld").exists()
    assert "alternate" not in built.read("index.html")


def test_a_claim_of_another_page_is_told_anew(edition: Project) -> None:
    answer = "Answer\n======\n\n.. correction::\n   :on: there\n\n   No.\n"
    page = PAGE.replace("   :date: 1921-03", "   :name: there\n   :date: 1921-03", 1)
    edition.write(
        {"index.rst": FRONT.replace("   sources", "   sources\n   answer"), "answer.rst": answer}
    )
    edition.write({"part/page.rst": page})
    assert claims(edition.build(), "answer.html")[0]["itemReviewed"]["datePublished"] == "1921-03"
    edition.write({"part/page.rst": page.replace("1921-03", "1922")})
    assert claims(edition.build(), "answer.html")[0]["itemReviewed"]["datePublished"] == "1922"


@pytest.mark.slow
def test_beside_one_page_they_have_the_numbers_of_sections(edition: Project) -> None:
    """Sphinx puts those of the one page in the place of those of the documents."""
    module("pypandoc")
    edition.write({"index.rst": FRONT.replace(".. toctree::", ".. toctree::\n   :numbered:", 1)})
    config = {"critique_exports": ["tei", "docx"], "numfig": True}
    pages, one = (edition.build(each, config=config) for each in ("html", "singlehtml"))
    assert '<div type="document" xml:id="doc.part-page' in pages.read("edition.xml")
    for name in ("edition.xml", "edition.docx"):
        assert (pages.out / name).read_bytes() == (one.out / name).read_bytes()


@pytest.mark.slow
def test_what_is_wrong_with_a_form_alone_is_said_beside_the_pages(edition: Project) -> None:
    module("pypandoc")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    edition.write({"a.svg": drawing, "part/page.rst": f"{PAGE}\n.. image:: /a.*\n"})
    config = {"critique_exports": ["docx"], "critique_docx_reference": "missing.docx"}
    picture, reference = edition.build(config=config).warnings
    assert "a suitable image for docx builder not found" in picture
    assert "critique_docx_reference: " in reference
