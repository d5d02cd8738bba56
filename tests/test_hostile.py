"""Hostile text in every place (``hostile.py``) is text in every form of output."""

import json
import re
from collections.abc import Iterator

import pytest
from lxml import etree, html

from sphinx_critique.cli.checking import check_files
from sphinx_critique.cli.formats import FORMATS

from .conftest import Built, Project
from .hostile import GATHERED, config, edition

OBEYED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal, or who reads a file line by line, takes for more than a letter."""
SCRIPTS = re.compile(r"[\s\0-\x20]*(javascript|data|vbscript|file):", re.IGNORECASE)
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("hostile"))
    for name, content in edition(GATHERED).items():
        path = project.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    settings = {"extensions": ["sphinx_critique"], **config(GATHERED)}
    lines = (f"{name} = {value!r}\n" for name, value in settings.items())
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


def test_nothing_runs_in_html(hostile: Project) -> None:
    built = hostile.build("html")
    pages = list(built.out.glob("*.html"))
    assert len(pages) > len(GATHERED)
    for path in pages:
        assert [*escapes(path.read_text(encoding="utf-8"))] == [], path


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
    outcome = check_files(hostile.source, [*hostile.source.glob("d[12]*.rst")])
    assert outcome.status == 1
    said = {form: [*make(outcome, hostile.source)] for form, make in FORMATS.items()}
    for form, lines in said.items():
        assert not OBEYED.search("".join(lines)), form
    assert all(re.search(r":\d+: \[", line) for line in said["text"])
    assert all(json.loads(line)["status"] for line in said["json"])
    assert all(line.startswith(("::error file=", "::warning file=")) for line in said["github"])
    assert json.loads("".join(said["sarif"]))["runs"]
