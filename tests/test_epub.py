"""The EPUB: footnotes that a device may hide, links to what is seen, and what the book tells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from zipfile import ZipFile

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from sphinx_critique.builders.epub.accessibility import properties

from .browsing import EXAMPLE
from .checkers import epubcheck
from .conftest import Built, Project
from .editions import MINIMAL, words_in
from .test_builders import DEMANDED, full_edition
from .test_lists import WITH_LISTS
from .test_page_in_themes import BARE, violations

pytestmark = pytest.mark.slow

NAMES = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
TYPE = f"{{{NAMES['epub']}}}type"
NOTES = "//h:aside[contains(@class, 'critique-annotation')]"
FOOTNOTES = "//h:aside[@epub:type = 'footnote']"
Pages = dict[str, Any]


def pages_in(folder: Path) -> Pages:
    """The tree of each page, by its name."""
    paths = sorted(folder.rglob("*.xhtml"))
    return {path.relative_to(folder).as_posix(): etree.parse(path).getroot() for path in paths}


def found(page: Any, path: str) -> list[Any]:
    return list(page.xpath(path, namespaces=NAMES))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return full_edition(tmp_path_factory.mktemp("full")).write(WITH_LISTS).build("epub")


@pytest.fixture(scope="module")
def pages(full: Built) -> Pages:
    return pages_in(full.out)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    app = SphinxTestApp("epub", srcdir=EXAMPLE, builddir=folder, warningiserror=True)
    try:
        app.build()
    finally:
        app.cleanup()
    return Path(app.outdir)


# Notes and their numbers.


def test_a_number_calls_a_footnote_that_leads_back(pages: Pages, example: Path) -> None:
    calls = 0
    for page in (*pages.values(), *pages_in(example).values()):
        for call in found(page, "//h:a[@epub:type = 'noteref']"):
            calls += 1
            (note,) = found(page, f"//*[@id = '{call.get('href')[1:]}']")
            assert (note.tag, note.get(TYPE)) == (f"{{{NAMES['h']}}}aside", "footnote")
            assert (call.get("role"), note.get("role")) == ("doc-noteref", "doc-footnote")
            number = call.text
            assert note.get("aria-label").endswith(f" {number}")
            (back,) = found(note, ".//h:a[@epub:type = 'backlink']")
            assert (back.get("role"), back.text) == ("doc-backlink", number)
            (place,) = found(page, f"//*[@id = '{back.get('href')[1:]}']")
            assert not found(place, f"ancestor-or-self::*[@id = '{note.get('id')}']")
        called = {call.get("href")[1:] for call in found(page, "//h:a[@epub:type = 'noteref']")}
        assert {note.get("id") for note in found(page, FOOTNOTES)} == called
    assert calls > 80


def test_no_footnote_is_in_a_note_nor_called_from_one(pages: Pages) -> None:
    for page in pages.values():
        assert found(page, f"{NOTES}//h:aside[@epub:type]") == []
        assert found(page, f"{NOTES}//h:a[@epub:type = 'noteref']") == []


def test_what_no_number_calls_is_a_note_in_the_text(pages: Pages) -> None:
    plain = {
        word
        for page in pages.values()
        for note in found(page, f"{NOTES}[@role = 'note']")
        for word in words_in(" ".join(note.itertext()))
    }
    for body in (
        "wordbodyconcession",  # about an excerpt as a whole
        "wordbodyanchorless",  # whose lemma is nowhere
        "wordbodywork",  # about the work
        "wordbodyreply",  # in another note
        "wordbodyafterquote",  # whose number is on another page
        "wordbodyinner",  # about an excerpt in a note
    ):
        assert body in plain
    notes = [note for page in pages.values() for note in found(page, NOTES)]
    assert {note.get("role") for note in notes} == {"note", "doc-footnote"}
    assert all(note.get("aria-label") for note in notes)


def links(pages: Pages) -> Iterator[tuple[Any, Any]]:
    """Each link within a book, with what it leads to."""
    for name, page in pages.items():
        for link in found(page, "//h:a[@href]"):
            path, _, place = urljoin(f"book:///{name}", link.get("href")).partition("#")
            target = pages.get(path.removeprefix("book:///"))
            if target is not None and place:
                (there,) = found(target, f"//*[@id = '{unquote(place)}']")
                yield link, there


@pytest.mark.parametrize("book", ["full", "example"])
def test_links_lead_to_what_is_seen_where_footnotes_are_hidden(
    book: str, request: pytest.FixtureRequest
) -> None:
    value = request.getfixturevalue(book)
    all_links = list(links(pages_in(value.out if isinstance(value, Built) else value)))
    assert len(all_links) > 200
    for link, there in all_links:
        hidden = found(there, "ancestor-or-self::h:aside[@epub:type = 'footnote']")
        own = found(link, "ancestor::h:aside[@epub:type = 'footnote']")
        assert link.get(TYPE) == "noteref" or hidden in ([], own), link.get("href")


def test_notes_stand_below_where_a_column_of_them_could_be_empty(tmp_path: Path) -> None:
    project = Project(tmp_path).write(MINIMAL)
    project.config |= {**DEMANDED, "critique_layout": "beside"}
    page = project.build("epub").read("index.xhtml")
    assert "critique-columns" in project.build("html").read("index.html")
    assert "critique-columns" not in page
    assert "beside" not in page
    assert page.index("<figure") < page.index("<aside")


def test_other_builders_have_no_footnotes(full: Built, tmp_path: Path) -> None:
    page = full_edition(tmp_path).build("html").read("passages.html")
    assert "epub:type" not in page
    assert 'role="note"' in page


def test_sources_are_items_of_a_list(pages: Pages) -> None:
    sources = found(pages["sources.xhtml"], "//h:div[@role = 'list']/h:div[@role = 'listitem']")
    assert len(sources) == 3
    assert all(source.get("id") for source in sources)


# What the book tells of itself.


def told(built: Built) -> list[tuple[str, str]]:
    package = etree.parse(built.out / "content.opf").getroot()
    return [
        (each.get("property").removeprefix("schema:"), each.text)
        for each in package.iter("{*}meta")
        if str(each.get("property")).startswith("schema:")
    ]


def test_a_book_of_text_says_so(full: Built) -> None:
    said = told(full)
    assert {name for name, _ in said} == {
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    }
    assert ("accessModeSufficient", "textual") in said
    assert ("accessibilityFeature", "index") in said
    assert ("accessibilityHazard", "none") in said
    assert "leads to it" in dict(said)["accessibilitySummary"]
    head, _, _body = full.read("index.xhtml").partition("<body")
    assert head.count(' lang="en" xml:lang="en"') == 1


def test_a_book_without_pictures_is_said_to_have_none(project: Project) -> None:
    """The pages of indexes have hidden ones, for scripts."""
    said = told(project.write(MINIMAL).build("epub", config=DEMANDED))
    assert ("accessMode", "visual") not in said
    assert ("accessibilityFeature", "alternativeText") not in said


def test_pictures_without_words_are_no_alternative(project: Project) -> None:
    project.config |= DEMANDED
    (project.source / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    page = "Page\n====\n\n.. excerpt::\n\n   Words.\n\n.. image:: a.png\n"
    without = told(project.write({"index.rst": page}).build("epub"))
    assert ("accessModeSufficient", "textual,visual") in without
    assert ("accessibilityFeature", "alternativeText") not in without
    assert "leads to it" not in dict(without)["accessibilitySummary"]
    with_words = told(project.write({"index.rst": f"{page}   :alt: A cat\n"}).build("epub"))
    assert ("accessModeSufficient", "textual") in with_words
    assert ("accessibilityFeature", "alternativeText") in with_words
    assert ("accessMode", "visual") in with_words


CODE = '<img src="g.png" alt="digraph {a -&gt; b}"/>'


@pytest.mark.parametrize(
    ("pages", "others", "said", "not_said"),
    [
        (["<p>a</p>"], {}, ("accessibilityHazard", "none"), ("accessMode", "visual")),
        (['<img src="a"/>'], {}, ("accessMode", "visual"), ("accessModeSufficient", "textual")),
        (['<img alt=""\n src="a"/>'], {}, ("accessMode", "textual"), ("accessMode", "visual")),
        ([CODE], {}, ("accessMode", "visual"), ("accessibilityFeature", "alternativeText")),
        (["<p/>"], {"a.GIF": ""}, ("accessibilityHazard", "unknown"), ("", "")),
        (["<p/>"], {"a.svg": "<svg><animate/>"}, ("accessibilityHazard", "unknown"), ("", "")),
        (["<p/>"], {"a.svg": "<svg/>"}, ("accessibilityHazard", "none"), ("", "")),
        (["<audio/>"], {}, ("accessMode", "auditory"), ("accessibilityHazard", "none")),
        (["<svg/>"], {}, ("accessMode", "visual"), ("accessModeSufficient", "textual")),
    ],
)
def test_only_what_is_seen_is_said(
    pages: list[str], others: dict[str, str], said: tuple[str, str], not_said: tuple[str, str]
) -> None:
    found = properties(pages, others, index=False)
    assert said in found
    assert not_said not in found
    assert ("accessibilityFeature", "index") not in found


@pytest.mark.parametrize("how", ["   :hidden:\n", ""])
def test_contents_name_the_chapters_of_an_edition(project: Project, how: str) -> None:
    index = f"Edition\n=======\n\n.. edition::\n\n.. toctree::\n{how}\n   one\n"
    one = "One\n===\n\n.. excerpt::\n\n   a word\n"
    built = project.write({"index.rst": index, "one.rst": one}).build("epub")
    for name in ("nav.xhtml", "toc.ncx"):
        assert "one.xhtml" in built.read(name)


def test_the_book_has_one_identifier(project: Project) -> None:
    settings = {"epub_identifier": "urn:isbn:9780000000000 & more", "epub_uid": "isbn"}
    built = project.write(MINIMAL).build("epub", config={**DEMANDED, **settings})
    package, contents = (etree.parse(built.out / name) for name in ("content.opf", "toc.ncx"))
    (identifier,) = package.getroot().iter("{*}identifier")
    assert identifier.text == settings["epub_identifier"]
    (uid,) = (e for e in contents.getroot().iter("{*}meta") if e.get("name") == "dtb:uid")
    assert uid.get("content") == settings["epub_identifier"]


THEIRS = """
from sphinx.builders.epub3 import Epub3Builder

class TheirBuilder(Epub3Builder):
    pass

def setup(app):
    app.add_builder(TheirBuilder, override=True)
"""


def test_the_builder_of_another_extension_stays(project: Project) -> None:
    project.write({**MINIMAL, "conf.py": THEIRS})
    built = project.build("epub", config=DEMANDED)
    assert type(built.app.builder).__name__ == "TheirBuilder"
    assert told(built) == []
    assert 'epub:type="footnote"' in built.read("index.xhtml")


def test_a_book_is_the_same_whenever_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    books = []
    for name in ("one", "two"):
        project = Project(tmp_path / name).write(MINIMAL)
        built = project.build("epub", config={**DEMANDED, "project": "Book"})
        (built.out / "index.xhtml").chmod(0o644 if name == "one" else 0o600)
        books.append(next(project.build("epub", config=DEMANDED).out.glob("*.epub")))
    assert books[0].read_bytes() == books[1].read_bytes()
    with ZipFile(books[0]) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", 0)


def test_a_book_holds_nothing_of_documents_that_are_gone(project: Project) -> None:
    page = ":orphan:\n\nO\n=\n\n.. image:: a.png\n   :alt: A\n\n.. argument-map::\n"
    (project.source / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    config = {**DEMANDED, "html_extra_path": ["more"], "epub_pre_files": [("own.xhtml", "Own")]}
    own = MINIMAL["index.rst"]
    project.write({**MINIMAL, "more/own.xhtml": "<html/>", "gone.rst": page})
    assert {"gone.xhtml", "a.png"} <= files_of(project.build("epub", config=config).out)
    (project.source / "gone.rst").unlink()
    left = files_of(
        project.write({"index.rst": own + "\nMore.\n"}).build("epub", config=config).out
    )
    assert left == files_of(project.build("epub", fresh=True, config=config).out)
    assert "own.xhtml" in left


def files_of(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


# What the edition says of itself.

PASSAGE = ".. excerpt::\n\n   some words\n"
FRONT = f"Notes\n=====\n\n.. edition::\n\n   What it *is*\n   about.\n\n{PASSAGE}"
EDITED = {
    "title": "Notes & queries",
    "subtitle": "On one <book>",
    "series": "Replies",
    "editors": ["Anne Doe", "Roe, Ed"],
    "publisher": "A press",
    "licence": "CC BY 4.0",
    "date": "2026-05-02",
    "doi": "10.1234/5",
    "url": "https://example.org/notes/",
    "formats": {"PDF": "notes.pdf", "Elsewhere": "https://example.org/other"},
}
PACKAGE = {"dc": "http://purl.org/dc/elements/1.1/", "o": "http://www.idpf.org/2007/opf"}


def package_of(built: Built) -> dict[str, list[str]]:
    """What the package of a book says, by element; and what refines this, by its words."""
    package = etree.parse(built.out / "content.opf")
    found: dict[str, list[str]] = {}
    for each in package.xpath("//dc:*", namespaces=PACKAGE):
        of = f"//o:meta[@refines = '#{each.get('id')}']"
        roles = [meta.text for meta in package.xpath(of, namespaces=PACKAGE)]
        told = " ".join([each.text or "", *(f"[{role}]" for role in roles)])
        found.setdefault(etree.QName(each).localname, []).append(told)
    return found


def test_a_book_says_what_its_edition_says(project: Project) -> None:
    project.config |= {**DEMANDED, "critique_edition": EDITED}
    built = project.write({"index.rst": FRONT}).build("epub")
    assert package_of(built) == {
        "language": ["en"],
        "title": ["Notes & queries", "On one <book> [subtitle]"],
        "description": ["What it is about."],
        "creator": ["Anne Doe [edt]", "Roe, Ed [edt]"],
        "publisher": ["A press"],
        "rights": [f"{DEMANDED['copyright']}. CC BY 4.0"],
        "identifier": ["urn:doi:10.1234/5"],
        "date": ["2026-05-02"],
    }
    page = built.read("index.xhtml")
    assert 'href="https://example.org/notes/notes.pdf"' in page
    assert 'epub:type="titlepage"' in page
    assert "belongs-to-collection" in built.read("content.opf")
    assert 'content="urn:doi:10.1234/5"' in built.read("toc.ncx")
    assert epubcheck(built.out) == []


def test_what_a_project_says_of_its_book_goes_before(project: Project) -> None:
    own = {
        "epub_title": "Own title",
        "epub_author": "A. N. Author",
        "epub_contributor": "A helper",
        "epub_publisher": "Own press",
        "epub_copyright": "Mine",
        "epub_identifier": "own-1",
        "epub_description": "Own words",
    }
    project.config |= {**DEMANDED, **own, "critique_edition": EDITED}
    said = package_of(project.write({"index.rst": FRONT}).build("epub"))
    assert said["title"] == ["Own title"]
    assert said["creator"] == ["A. N. Author"]
    assert said["contributor"] == ["A helper", "Anne Doe [edt]", "Roe, Ed [edt]"]
    assert said["identifier"] == ["urn:doi:10.1234/5", "own-1"]
    assert (said["publisher"], said["rights"]) == (["Own press"], ["Mine"])
    assert said["description"] == ["Own words"]


def test_what_nobody_has_said_is_not_said(project: Project) -> None:
    project.config |= {**DEMANDED, "copyright": ""}
    front = f".. edition::\n\n{PASSAGE}"
    said = package_of(project.write({"index.rst": front}).build("epub"))
    assert not {"creator", "contributor", "description", "publisher", "rights"} & set(said)


# The tools of a press.


def test_epubcheck_finds_nothing(example: Path) -> None:
    assert epubcheck(example) == []


def test_epubcheck_finds_nothing_in_another_layout(tmp_path: Path) -> None:
    beside = {"critique_layout": "beside", "bibtex_reference_style": "foot"}
    full = full_edition(tmp_path)
    full.config |= beside
    assert epubcheck(full.build("epub").out) == []


def test_axe_finds_nothing_of_ours(
    browser: Any, full: Built, example: Path, tmp_path: Path
) -> None:
    bare = Project(tmp_path)
    bare.config = dict(DEMANDED)
    folder = bare.write({"index.rst": BARE}).build("epub").out
    theirs = {
        rule for path in folder.glob("*.xhtml") for rule in violations(browser, path, "light")
    }
    for path in (*sorted(full.out.rglob("*.xhtml")), *sorted(example.rglob("*.xhtml"))):
        # What is coloured in any way is in the full edition; chapters are no other.
        rules = "all" if full.out in path.parents else "structure"
        ours = {
            rule: [target for target, is_ours in nodes if is_ours or rule not in theirs]
            for rule, nodes in violations(browser, path, "light", rules).items()
        }
        assert {rule: nodes for rule, nodes in ours.items() if nodes} == {}, path.name


def test_nothing_is_wider_than_the_page_of_a_small_device(browser: Any, example: Path) -> None:
    context = browser.new_context(viewport={"width": 340, "height": 600})
    page = context.new_page()
    for path in sorted(example.rglob("*.xhtml")):
        page.goto(path.as_uri())
        if path.name != "genindex.xhtml":  # Sphinx's columns
            width = "document.documentElement.scrollWidth"
            assert page.evaluate(width) <= 340, path.name
            for image in page.locator("img:visible").all():
                assert image.bounding_box()["width"] <= 340
    context.close()
