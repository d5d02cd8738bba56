"""Whatever an author can write somewhere comes out as text: in HTML, LaTeX and EPUB."""

import re
import subprocess
import zipfile

import pytest
from lxml import etree, html

from .conftest import Project, program, require

HOSTILE = "<script>alert(1)</script>\"'&\\input{x}{}%$#^~]]><!--\u202e\u2066"
IN_PROSE = HOSTILE.replace("\\", "\\\\")
VISIBLE = "<script>alert(1)</script>"


def hostile(slot: str, text: str = HOSTILE) -> str:
    """The hostile words, told apart by the place they stand in."""
    return f"slot{slot} {text}"


SOURCES = {
    "sources.bib": f"""
@book{{serge2016, author = {{Serge{HOSTILE.replace("{}", "").replace("{x}", "")}, Victor}},
  title = {{{hostile("entry").replace("%", "")}}}, publisher = {{P}}, year = {{2016}}}}
""",
    "index.rst": f"""
Title {hostile("title", IN_PROSE)}
{"=" * 90}

.. excerpt:: serge2016, {hostile("locator")}
   :name: {hostile("name")}
   :voice: {hostile("voice")}
   :date: {hostile("date")}
   :class: {hostile("class")}
   :unchecked: {hostile("unchecked")}

   The words {hostile("excerpt", IN_PROSE)} of the passage.

   -- {hostile("attribution", IN_PROSE)}

.. correction:: {hostile("excerpt")} of the
   :name: note {hostile("notename")}
   :charged: {hostile("charged")}
   :right: {hostile("right")}
   :tags: {hostile("tags")}
   :cite: serge2016, {hostile("cite")}

   The argument {hostile("body", IN_PROSE)}, and :quote:`said {hostile("quote", IN_PROSE)} <107>`,
   and :locus:`serge2016, {hostile("role", IN_PROSE)}`.

.. hostile-kind:: {hostile("missing")}
   :at: {hostile("at")}

   See :critique:ref:`note {hostile("notename", IN_PROSE)}`.

.. bibliography::
""",
}
"""An edition in which every text is hostile."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("hostile")).write(SOURCES)
    project.config |= {
        "critique_work": "serge2016",
        "bibtex_bibfiles": ["sources.bib"],
        "bibtex_reference_style": "author_year",
        "critique_kinds": {"hostile-kind": {"title": hostile("kind"), "stance": "against"}},
        "latex_engine": "lualatex",
        "latex_use_xindy": False,
        "epub_copyright": "nobody",
        "version": "1",
    }
    return project


def check(page: str, slots: str) -> None:
    tree = html.document_fromstring(page)
    body = tree.find("body") if tree.find("body") is not None else tree
    assert not [e for e in body.iter("script") if "alert" in (e.text or "")]
    assert not [v for e in body.iter() for v in e.attrib if v.startswith("on")]
    shown = " ".join(body.text_content().split())
    for slot in slots.split():
        assert f"slot{slot} {VISIBLE}" in shown, slot


PRINTED = "title voice excerpt attribution charged right cite body quote role missing at kind entry"


def test_html(edition: Project) -> None:
    check(edition.build("html", fresh=True).read("index.html"), PRINTED + " locator unchecked date")


def test_index_of_the_page(edition: Project) -> None:
    check(edition.build("html").read("genindex.html"), "kind missing")


def test_epub_is_well_formed(edition: Project) -> None:
    built = edition.build("epub", fresh=True)
    book = next(built.out.glob("*.epub"))
    with zipfile.ZipFile(book) as pages:
        for name in pages.namelist():
            if name.endswith(("xhtml", "opf", "ncx")):
                etree.fromstring(pages.read(name))
        page = pages.read("index.xhtml")
    check(page.decode(), PRINTED)


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "xml", "pseudoxml", "gettext"])
def test_other_builders_do_not_fail(edition: Project, builder: str) -> None:
    edition.build(builder, fresh=True)


@pytest.mark.slow
def test_latex_compiles(edition: Project) -> None:
    require(program("lualatex"), "lualatex")
    built = edition.build("latex", fresh=True)
    source = next(built.out.glob("*.tex"))
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(command, cwd=built.out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    pdf = source.with_suffix(".pdf")
    text = subprocess.run(
        [program("pdftotext"), "-raw", pdf.name, "-"],
        cwd=built.out,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    squeezed = re.sub(r"\s+|-\n", "", text)
    for slot in PRINTED.replace("title ", "").split():  # the root's title is the project's there
        assert f"slot{slot}<script>" in squeezed, slot


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "latex", "epub", "text", "webpdf", "docx"])
def test_nul_and_other_controls_do_no_harm(project: Project, builder: str) -> None:
    control = "\0\x01\x0b\x1b\x7f"
    page = f"""
Title
=====

.. excerpt:: 1
   :name: a{control}b
   :voice: someone{control}

   one{control} two three

.. omission:: two{control}
   :right: x{control}y

   body{control} words
"""
    project.config |= {"epub_copyright": "nobody", "version": "1"}
    built = project.write({"index.rst": page}).build(builder)
    for path in built.out.rglob("*"):
        if path.suffix in {".html", ".xhtml", ".tex", ".txt"} and "_sources" not in path.parts:
            assert not re.search(r"[\0-\x08\x0b\x0e-\x1f]", path.read_text(encoding="utf-8")), path
