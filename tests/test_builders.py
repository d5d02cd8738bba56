"""Every builder prints every word, once where it is to be once, and well-formed."""

import json
import pickle
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from sphinx_critique.model.kinds import KINDS
from sphinx_critique.syntax import AnnotationDirective, ExcerptDirective

from . import nested
from .checkers import epubcheck
from .conftest import Built, Project, module, program
from .editions import FULL, FULL_CONFIG, MINIMAL, UNANCHORED, words_in, words_written
from .word_files import word_file

pytestmark = pytest.mark.slow

PAGES = ("html", "dirhtml", "singlehtml", "htmlhelp", "qthelp", "devhelp", "applehelp", "epub")
OTHERS = ("json", "pickle", "latex", "text", "man", "texinfo", "xml", "pseudoxml")
SILENT = ("linkcheck", "changes", "dummy", "doctest", "coverage")
SHIPPED = (*PAGES, *OTHERS, "gettext", *SILENT)
WRITING = (*PAGES, *OTHERS, "webpdf", "docx")

# What builders demand of any project.
DEMANDED = {
    "version": "1",
    "copyright": "The editors",
    "applehelp_bundle_id": "org.example.critique",
    "applehelp_disable_external_tools": True,
    "latex_engine": "lualatex",
    "latex_use_xindy": False,
}
EXTENSIONS_WITH_BUILDERS = ["sphinx.ext.doctest", "sphinx.ext.coverage"]
Build = Callable[[str], Built]


def full_edition(folder: Path) -> Project:
    project = Project(folder).write(FULL)
    project.config = {**DEMANDED, **FULL_CONFIG}
    return project


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The full edition by one builder, each built once and all from the same doctrees."""
    return cache(full_edition(tmp_path_factory.mktemp("full")).build)


# What a reader sees of each builder's output.


def all_pages(built: Built) -> Iterator[tuple[str, html.HtmlElement]]:
    """The name and the tree of each HTML page."""
    for path in sorted(built.out.rglob("*")):
        if path.suffix in (".html", ".xhtml"):
            yield path.relative_to(built.out).as_posix(), html.fromstring(path.read_bytes())


def pages(built: Built) -> Iterator[tuple[str, html.HtmlElement]]:
    """The pages that are documents."""
    for name, page in all_pages(built):
        if not re.match("(genindex|search|nav)[./]", name):
            yield name, page


def text_of(built: Built, suffix: str) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(built.out.rglob(f"*{suffix}")))


def bodies(stored: list[dict[str, Any]]) -> str:
    found = [html.fromstring(each["body"]) for each in stored if "body" in each]
    return "\n".join(" ".join(each.itertext()) for each in found)


def pdf_text(path: Path) -> str:
    pages = module("pypdf").PdfReader(path).pages
    text = "\n".join(page.extract_text() for page in pages)
    return re.sub(r"[-\u2010\u00ad]\s*\n\s*", "", text)


def printed(built: Built) -> str:
    """What a reader finds in the output of a builder, the general index left out."""
    match built.app.builder.name:
        case "json":
            return bodies([json.loads(p.read_text()) for p in built.out.rglob("*.fjson")])
        case "pickle":
            return bodies([pickle.loads(p.read_bytes()) for p in built.out.rglob("*.fpickle")])
        case "xml":
            trees = (etree.parse(path) for path in built.out.rglob("*.xml"))
            return "\n".join(" ".join(tree.getroot().itertext()) for tree in trees)
        case "latex":
            return re.sub(r"\\index\{.*", "", text_of(built, "set.tex"))
        case "texinfo":
            return re.sub(r"@geindex.*", "", text_of(built, ".texi"))
        case "pseudoxml":
            return re.sub(r"(?m)^ *<.*", "", text_of(built, ".pseudoxml"))
        case "webpdf":
            return pdf_text(next(built.out.glob("*.pdf")))
        case "docx":
            return word_file(built).words
        case "text" | "plainer":
            return text_of(built, ".txt")
        case "man":
            return text_of(built, ".1")
        case "gettext":
            return text_of(built, ".pot")
    found = [page.find("body") for _, page in pages(built)]
    # The tags of notes are data, which only the sentence that filters by them shows.
    for tally in [each for body in found for each in body.cssselect(".critique-tally")]:
        tally.drop_tree()
    return "\n".join(" ".join(body.itertext()) for body in found)


# Every builder.


def test_all_builders_of_sphinx_are_tried(project: Project) -> None:
    """A builder of a later Sphinx that this module does not know fails here."""
    project.config["extensions"] += EXTENSIONS_WITH_BUILDERS
    found = project.write(MINIMAL).build("dummy").app.registry.builders.items()
    ours = {name for name, cls in found if cls.__module__.startswith("sphinx_critique.")}
    assert {name for name, _ in found} - (ours - {"epub"}) == set(SHIPPED)


@pytest.mark.parametrize("builder", [*SHIPPED, "webpdf", "docx"])
def test_minimal_edition_builds_without_a_warning(project: Project, builder: str) -> None:
    ours = [f"sphinx.ext.{builder}"] if builder in ("doctest", "coverage") else []
    project.config["extensions"] += ours
    assert project.write(MINIMAL).build(builder, config=DEMANDED).warnings == []


def test_full_edition_has_every_kind_and_option() -> None:
    """So that the tests below forget none."""
    text = "\n".join(FULL.values())
    for kind in KINDS:
        assert re.search(rf"\.\. {kind.name}::|:::{{{kind.name}}}", text), kind.name
    for option in {*AnnotationDirective.option_spec, *ExcerptDirective.option_spec}:
        assert f"   :{option}:" in text or option in ("from", "to"), option


# Every word.


@pytest.mark.parametrize("builder", WRITING)
def test_every_word_comes_out(full: Build, builder: str) -> None:
    built = full(builder)
    found = Counter(words_in(printed(built)))
    written = words_written(*FULL) | {"wordkindtitle"}
    missing = written - set(found)
    assert not missing, missing
    assert [word for word in found if word.startswith(("hidden", "draft", "999"))] == []
    bodies = {word: n for word, n in found.items() if word.startswith("wordbody")}
    assert {word: n for word, n in bodies.items() if n != 1} == {}
    assert len(built.warnings) == 1
    assert UNANCHORED in built.warnings[0]


@pytest.mark.parametrize("builder", [each for each in WRITING if each != "docx"])
def test_a_note_reads_number_kind_lemma_body_citation(full: Build, builder: str) -> None:
    """In a Word file notes are comments, which begin with their kind: `test_docx` has them."""
    in_order = r"\b9\b.{0,99}?Correction\b.{0,99}?wordsix\b.*?wordbodycorrection\b.*?9111"
    assert re.search(in_order, printed(full(builder)), re.DOTALL | re.IGNORECASE)


def test_every_word_is_in_a_catalogue(tmp_path: Path) -> None:
    """What a translator must see: words of the sources, not of the bibliography."""
    targets = {"gettext_additional_targets": ["literal-block"]}
    built = full_edition(tmp_path).build("gettext", config=targets)
    found = set(words_in(printed(built)))
    texts = [name for name in FULL if not name.endswith(".bib")]
    written = {word for word in words_written(*texts) if word.isalpha()}
    assert written - found == set()
    assert [word for word in found if word.startswith("hidden")] == []


# Other people's extensions and builders.

HOSTILE = """
from docutils import nodes

class theirs(nodes.General, nodes.Element):
    pass

def nothing(self, node):
    pass

def setup(app):
    names = "html dirhtml singlehtml epub webpdf docx latex text man texinfo xml".split()
    app.add_node(theirs, **dict.fromkeys(names, (nothing, nothing)))
"""


def written(built: Built) -> dict[str, bytes]:
    """What a builder wrote, but for its record of the configuration and the dates in a zip."""
    files = (path for path in built.out.rglob("*") if path.is_file())
    return {
        path.relative_to(built.out).as_posix(): path.read_bytes()
        for path in files
        if path.name != ".buildinfo" and path.suffix != ".epub"
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "webpdf", "docx"])
def test_foreign_visitors_change_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """A writer that finds visitors under its builder's name looks at no others (sphinx#9219)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    before = written(project.write(MINIMAL).build(builder, config=DEMANDED))
    project.write({"conf.py": HOSTILE})
    assert written(project.build(builder, fresh=True, config=DEMANDED)) == before


FOREIGN = """
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.builders.text import TextBuilder

class PlainerBuilder(TextBuilder):
    name = format = "plainer"

class SiteBuilder(StandaloneHTMLBuilder):
    name = "site"

class OneFileBuilder(SingleFileHTMLBuilder):
    name = "onefile"

class BareBuilder(Builder):
    name = "bare"

    def get_outdated_docs(self):
        return self.env.all_docs

    def get_target_uri(self, docname, typ=None):
        return docname

    def prepare_writing(self, docnames):
        pass

    def write_doc(self, docname, doctree):
        tree = self.env.get_and_resolve_doctree(docname, self)
        path = self.outdir / f"{docname.replace('/', '-')}.html"
        path.write_text(f"<html><body><pre>{tree.astext()}</pre></body></html>", encoding="utf-8")

def setup(app):
    for builder in (PlainerBuilder, SiteBuilder, OneFileBuilder, BareBuilder):
        app.add_builder(builder)
"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = full_edition(tmp_path_factory.mktemp("foreign"))
    project.config["extensions"] = [*FULL_CONFIG["extensions"], "foreign_builders"]
    project.write({"foreign_builders.py": FOREIGN})
    project.write({"conf.py": f"import sys\nsys.path.insert(0, {str(project.source)!r})\n"})
    return cache(project.build)


@pytest.mark.parametrize("builder", ["plainer", "site", "onefile", "bare"])
def test_foreign_builders_keep_every_word(foreign: Build, builder: str) -> None:
    found = set(words_in(printed(foreign(builder))))
    assert words_written(*FULL) - found == set()


# Well-formed pages, whose links all lead somewhere.

LINKED = ("html", "dirhtml", "singlehtml", "epub", "webpdf")


def ids_of(page: html.HtmlElement) -> list[str]:
    return [str(each) for each in page.xpath("//@id")]


@pytest.mark.parametrize("builder", LINKED)
def test_ids_are_unique(full: Build, builder: str) -> None:
    for name, page in pages(full(builder)):
        repeated = [each for each, count in Counter(ids_of(page)).items() if count > 1]
        if builder == "singlehtml":  # Sphinx repeats there the ids that docutils counts up.
            repeated = [each for each in repeated if not re.fullmatch(r"id\d+", each)]
        assert repeated == [], name


def dead_links(built: Built) -> Iterator[str]:
    """Each link within the edition that leads to no page or to no place on it."""
    ids = {name: set(ids_of(page)) for name, page in all_pages(built)}
    # Sphinx 9 leaves its own links, citations among them, from page to page on a single page.
    left = "#document-" if built.app.builder.name in ("singlehtml", "onefile") else "no such link"
    for name, page in all_pages(built):
        for href in page.xpath("//main//a/@href | //*[@class='body']//a/@href | //nav//a/@href"):
            link = urlsplit(urljoin(f"http://edition/{name}", str(href)))
            if link.netloc != "edition" or not href.strip("#") or href.startswith(left):
                continue
            path = link.path[1:] + ("index.html" if link.path.endswith("/") else "")
            place = unquote(link.fragment)
            if not (built.out / path).exists() or (place and place not in ids.get(path, ())):
                yield f"{name}: {href}"


@pytest.mark.parametrize("builder", LINKED)
def test_every_link_leads_somewhere(full: Build, builder: str) -> None:
    assert sorted(set(dead_links(full(builder)))) == []


@pytest.mark.parametrize("builder", ["site", "onefile"])
def test_links_of_foreign_builders_lead_somewhere(foreign: Build, builder: str) -> None:
    assert sorted(set(dead_links(foreign(builder)))) == []


@pytest.mark.parametrize("builder", LINKED)
def test_pages_have_no_parse_errors(full: Build, builder: str) -> None:
    """By the HTML standard's own parser, or as XML where it is XHTML."""
    built = full(builder)
    for name, _ in pages(built):
        source = (built.out / name).read_text(encoding="utf-8")
        if name.endswith(".xhtml"):
            etree.fromstring(source.encode())
        else:
            parser = module("tinyhtml5.parser").HTMLParser()
            parser.parse(source)
            assert parser.errors == [], name


# The tools that read what the builders write.


def test_epubcheck_finds_nothing(full: Build) -> None:
    assert epubcheck(full("epub").out) == []


def test_makeinfo_takes_it(full: Build) -> None:
    built = full("texinfo")
    source = next(built.out.glob("*.texi"))
    command = [program("makeinfo"), "--no-split", "-o", str(built.out / "out.info"), str(source)]
    result = subprocess.run(command, capture_output=True, text=True)
    # Sphinx sets targets also in @subheading, and on the first line of an admonition.
    misplaced = "warning: @anchor should not appear in"
    problems = [line for line in result.stderr.splitlines() if misplaced not in line]
    assert (result.returncode, problems) == (0, [])


# The structure that style sheets and scripts of others may count on.


@pytest.fixture(scope="module")
def passages(full: Build) -> html.HtmlElement:
    return dict(pages(full("html")))["passages.html"]


def test_an_excerpt_is_a_figure_with_a_quotation(passages: html.HtmlElement) -> None:
    figure = passages.get_element_by_id("critique-full")
    assert figure.tag == "figure"
    assert {"critique-excerpt", "anyclass"} <= set(figure.classes)
    (quotation,) = figure.findall("blockquote")
    assert "wordexcerptone" in quotation.text_content()
    assert "wordbody" not in quotation.text_content()
    assert "Wordvoiceinner" in figure.find("figcaption").text_content()


def test_marks_hold_their_lemma(passages: html.HtmlElement) -> None:
    def joined(text: str) -> str:
        return "".join(text.split())

    def lemma(note: str) -> str:
        marks = passages.xpath("//mark[@data-critique-note = $note]", note=note)
        assert all("critique-lemma" in mark.classes for mark in marks)
        return joined("".join(mark.text_content() for mark in marks))

    notes = passages.xpath("//aside[contains(@class, 'critique-annotation')]")
    lemmata = {note.get("id"): note.xpath(".//*[@class='critique-lemma-words']") for note in notes}
    found = {note_id: words[0].text_content() for note_id, words in lemmata.items() if words}
    assert len(found) > 10
    for note_id, words in found.items():
        if words != UNANCHORED and "…" not in words:
            assert lemma(note_id) == joined(words)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS] + ["mystery"])
def test_a_note_is_an_aside_of_its_kind(full: Build, kind: str) -> None:
    notes = [n for _, page in pages(full("html")) for n in page.iter("aside")]
    assert any({"critique-annotation", f"critique-{kind}"} <= set(note.classes) for note in notes)


def test_a_note_has_its_name_for_id(passages: html.HtmlElement) -> None:
    note = passages.get_element_by_id("critique-markup")
    assert note.tag == "aside"
    assert {"critique-annotation", "critique-omission", "anyclass"} <= set(note.classes)


def test_quoted_words_are_quotes(passages: html.HtmlElement) -> None:
    found = [each.text_content() for each in passages.find_class("critique-quote")]
    assert found == ["“wordquotedone ‘wordquotedinner’”", "“wordquotedtwo”", "“wordquotedthree”"]
    assert {each.tag for each in passages.find_class("critique-quote")} == {"q"}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_style_sheet_is_loaded_where_it_is_needed(project: Project, builder: str) -> None:
    other = ":orphan:\n\nOther\n=====\n\nwords\n"
    pages_of_text = {"other.rst": other, "quoting.rst": f"{other}\n:quote:`words`\n"}
    built = project.write(MINIMAL | pages_of_text).build(builder, config=DEMANDED)
    loading = {
        name: any("sphinx-critique" in str(href) for href in page.xpath("//link/@href"))
        for name, page in pages(built)
        if "critique-" not in name
    }
    assert len(loading) == 3
    assert loading == {name: "other" not in name for name in loading}


@pytest.mark.parametrize("builder", ["html", "latex", "text", "man", "texinfo", "xml"])
def test_citations_in_titles_and_captions(project: Project, builder: str) -> None:
    index = "Of :locus:`3`\n=============\n\n.. figure:: none.png\n\n   See :locus:`4 and`\n"
    project.cite().write({"index.rst": index})
    (project.source / "none.png").write_bytes(nested.picture())
    project.build(builder)
