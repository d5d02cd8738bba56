"""Hostile text in every place (``hostile.py``) is text in every form of output."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from sphinx_critique.cli.checking import check_files
from sphinx_critique.cli.formats import FORMATS
from sphinx_critique.texts.addresses import as_link, may_be_followed, of_doi

from .checkers import epubcheck
from .conftest import Built, Project, module, program
from .hostile import GATHERED, config, edition, file_name
from .printing import text_of
from .word_files import word_file

OBEYED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal, or who reads a file line by line, takes for more than a letter."""
SCRIPTS = re.compile(r"[\s\0-\x20]*(javascript|data|vbscript|file):", re.IGNORECASE)
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster")


@pytest.fixture(scope="module", params=[".rst", ".md"])
def hostile(tmp_path_factory: pytest.TempPathFactory, request: Any) -> Project:
    return written(tmp_path_factory.mktemp("hostile"), request.param)


def written(folder: Path, suffix: str, name: Callable[[str], str] = file_name) -> Project:
    project = Project(folder)
    for path, content in edition(GATHERED, suffix, name).items():
        (project.source / path).parent.mkdir(parents=True, exist_ok=True)
        (project.source / path).write_bytes(content)
    if suffix == ".md":
        project.config["extensions"] = ["myst_parser", "sphinx_critique"]
    settings = {**project.config, **config(GATHERED)}
    lines = (f"{setting} = {value!r}\n" for setting, value in settings.items())
    (project.source / "conf.py").write_text("".join(lines), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def checked(hostile: Project) -> Built:
    return hostile.build("quotecheck")


def escapes(page: str) -> Iterator[str]:
    """What of a page of HTML a browser would run, or fetch unasked."""
    parser = html.HTMLParser(encoding="utf-8")
    for element in html.document_fromstring(page.encode(), parser).iter(etree.Element):
        start = etree.tostring(element).decode()[:200]
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "script" and not is_data and "alert" in (element.text or ""):
            yield start
        for name, value in element.attrib.items():
            is_address = name in ADDRESSES and SCRIPTS.match(str(value))
            if str(name).startswith("on") or (is_address and not _by_docutils(element)):
                yield start


def _by_docutils(element: etree._Element) -> bool:
    """Whether a link is an address in prose, of which docutils makes a link in any project."""
    return element.get("class") == "reference external" and element.text == element.get("href")


@pytest.mark.slow
def test_nothing_runs_in_html(hostile: Project) -> None:
    built = hostile.build("html")
    pages = list(built.out.glob("*.html"))
    assert len(pages) > len(GATHERED)
    for path in pages:
        assert [*escapes(path.read_text(encoding="utf-8"))] == [], path


@pytest.mark.slow
def test_books_are_what_readers_know(tmp_path: Path) -> None:
    """Signs in names of files are Sphinx's to write; of addresses in reST docutils makes links."""
    built = written(tmp_path, ".md", lambda words: "").build("epub")
    assert epubcheck(built.out) == []


@pytest.mark.slow
@pytest.mark.parametrize("notes", ["comments", "footnotes", "below"])
def test_word_obeys_nothing(hostile: Project, notes: str) -> None:
    """No link leads to what runs, nothing is brought from elsewhere, and no field is made."""
    module("pypandoc")
    found = word_file(hostile.build("docx", config={"critique_docx_notes": notes}))
    links = {each for each in found.addresses if SCRIPTS.match(each)}
    assert links == set()
    parts = b"".join(found.parts.values())
    assert b"<w:instrText" not in parts
    assert b"<w:altChunk" not in parts
    rels = [part.decode() for name, part in found.parts.items() if name.endswith(".rels")]
    outside = [
        each for part in rels for each in re.findall("<Relationship [^>]*External[^>]*>", part)
    ]
    assert all('/hyperlink"' in each for each in outside)
    assert "<script>alert(1)</script>" in found.words
    assert len(found.comments) > len(GATHERED) if notes == "comments" else not found.comments


def test_nothing_runs_in_a_report(checked: Built) -> None:
    page = checked.read("report.html")
    assert [*escapes(page)] == []
    assert not OBEYED.search(page)


def test_xml_is_well_formed(hostile: Project) -> None:
    built = hostile.build("xml")
    for path in built.out.glob("*.xml"):
        etree.parse(str(path))


def test_a_line_is_a_line_in_logs_and_answers(checked: Built, hostile: Project) -> None:
    warnings = "\n".join(each for each in checked.warnings if "[critique." in each)
    assert not OBEYED.search(warnings)
    assert not re.search(r"^(::|/x\.rst)", warnings, re.MULTILINE)
    assert not OBEYED.search(checked.read("output.txt"))
    objects = [json.loads(line) for line in checked.read("output.json").splitlines()]
    assert {each["status"] for each in objects} > {"misquoted", "unchecked"}


def test_answers_of_check(hostile: Project) -> None:
    outcome = check_files(hostile.source, [*hostile.source.glob("d[12]*.[rm][sd]*")])
    assert outcome.status == 1
    said = {form: [*make(outcome, hostile.source)] for form, make in FORMATS.items()}
    for form, lines in said.items():
        assert not OBEYED.search("".join(lines)), form
    assert all(re.search(r":\d+: \[", line) for line in said["text"])
    assert all(json.loads(line)["status"] for line in said["json"])
    assert all(line.startswith(("::error file=", "::warning file=")) for line in said["github"])
    assert json.loads("".join(said["sarif"]))["runs"]


OUT = "is a link that leads out of"


def test_links_that_lead_out_are_not_read(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("words of others")
    (outside / "secret.errata").write_text("words => deeds")
    transcripts = project.cite().source / "transcripts"
    transcripts.mkdir()
    (transcripts / "trotsky1961.txt").write_text("words of others")
    (transcripts / "trotsky1961.errata").symlink_to(outside / "secret.errata")
    (transcripts / "serge2016.txt").symlink_to(outside / "secret.txt")
    (project.source / "named.txt").symlink_to(outside / "secret.txt")
    os.mkfifo(project.source / "pipe.bib")
    project.config["critique_transcripts"] = {"lenincw": "named.txt"}
    project.config["bibtex_bibfiles"] = ["sources.bib", "pipe.bib"]
    keys = "serge2016", "trotsky1961", "lenincw", "../../outside/secret"
    quotations = "".join(f".. quotation:: {key}\n\n   words of others\n\n" for key in keys)
    index = f"I\n=\n\n{quotations}.. bibliography::\n   :all:\n"
    built = project.write({"index.rst": index}).build("quotecheck")
    statuses = re.findall(r"\[([a-z]+)\]", built.read("output.txt"))
    assert statuses == ["unchecked", "verbatim", "verbatim", "unchecked"]
    assert [each.partition(":")[0] for each in built.warnings if OUT in each] == [
        "transcripts/serge2016.txt",
        "transcripts/trotsky1961.errata",
    ]
    assert any("cannot read the bibliography “pipe.bib”" in each for each in built.warnings)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org/a:b", True),
        ("www.example.org", True),
        ("10.1000/x:y", True),
        ("javascript:alert(1)", False),
        (" \x01JaVa\tScript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("run:/bin/sh", False),
    ],
)
def test_links_of_bibliographies(address: str, may: bool) -> None:
    assert may_be_followed(address) is may


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            "10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2",
            "10.1002/(SICI)1097(1998)17:15%3C1661::AID%3E3.0.CO;2-2",
        ),
        ("https://doi.org/10.1000/x%2Fy", "10.1000/x%2Fy"),
        ("http://dx.doi.org/10.1000/x y", "10.1000/x%20y"),
        ("DOI: 10.1000/100%", "10.1000/100%25"),
        ("10.1016/0040[94]é", "10.1016/0040%5B94%5D%C3%A9"),
        ("10.1000/a#b#c", "10.1000/a%23b%23c"),
    ],
)
def test_links_of_identifiers(typed: str, address: str) -> None:
    assert as_link(of_doi(typed)) == f"https://doi.org/{address}"


def test_links_of_addresses() -> None:
    assert as_link("http://[::1]/a[b#c#d") == "http://[::1]/a%5Bb#c%23d"
    assert as_link(" www.example.org/a b ") == "https://www.example.org/a%20b"


DOCUMENT = """
Title
=====

.. excerpt:: serge2016, 1

   One ^^5cwrite18{touch pwned} % # ~ \\\\}\\\\end{document} two \u200b\u2060\u202e three

.. gloss:: two
   :right: \\immediate\\write18{touch pwned}\\input{/etc/hostname}
   :voice: }{ \\catcode`\\@=0

   A note.

.. critique-list::

.. bibliography::
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_nothing_runs_in_latex(project: Project, engine: str) -> None:
    project.cite()
    project.config |= {"bibtex_default_style": "critique", "bibtex_reference_style": "critique"}
    project.config |= {"latex_engine": engine, "latex_use_xindy": False}
    index = "Index\n=====\n\n.. toctree::\n   :glob:\n\n   d*\n"
    built = project.write({"index.rst": index, "d % # } ~.rst": DOCUMENT}).build("latex")
    source = next(built.out.glob("*set.tex"))
    command = [program(engine), "-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
    done = subprocess.run([*command, source.name], cwd=built.out, capture_output=True)
    assert done.returncode == 0, done.stdout[-2000:]
    assert not list(built.out.glob("pwned*"))
    assert "touch pwned" in text_of(source.with_suffix(".pdf"))


@pytest.mark.slow
def test_nothing_runs_in_a_browser(hostile: Project, checked: Built, browser: Any) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    for folder in (hostile.build("html").out, checked.out):
        for path in folder.glob("*.html"):
            page.goto(path.as_uri())
            page.keyboard.press("n")
    assert asked
    assert all(url.startswith("file://") for url in asked)
    page.close()


def test_titles_are_printed_in_indexes_with_marks_for_what_is_no_character(
    project: Project,
) -> None:
    said = "Said (:locus:`serge2016, 4`)."
    project.write({"index.rst": f"A title {chr(0x11)}x\n{'=' * 20}\n\n{said}\n"})
    page = project.cite().build("html").read("critique-loci.html")
    assert "A title \N{REPLACEMENT CHARACTER}x" in page
