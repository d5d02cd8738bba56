"""The guide: each example is built, in reST and in MyST, and both are the same; links hold."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from runpy import run_path
from shutil import copytree, ignore_patterns
from typing import Any
from urllib.parse import urlsplit

import pytest
from docutils import nodes

from .browsing import PROJECTS
from .conftest import Built, Project
from .guiding import GUIDE, PAGES, Snippet, snippets

EXAMPLES = [each for each in snippets() if each.language == "example" and not each.is_wrong]
WRONG = [each for each in snippets() if each.is_wrong]
IN_BOTH = [each for each in EXAMPLES if each.options.get("myst") != "no"]
OURS = re.compile(
    r"(?:\.\. |\{)(?:critique:)?(?:excerpt|quotation|translation|work|recall|apparatus|edition"
    r"|sigla|index-locorum|score|argument-map|cut-list|critique-\w+|omission|counterquote|contradiction"
    r"|correction|distortion|unsupported|fallacy|double-standard|reversal|reply|concession|gloss"
    r"|context)(?:::|\})"
)
BIBLIOGRAPHY = re.compile(r"\.\. bibliography::|\{bibliography\}")
HEADING = {"rst": "Example\n=======\n\n", "md": "# Example\n\n"}
HEADED = {"rst": re.compile(r"(\.\. _.*:\n\n)?.+\n===+\n"), "md": re.compile(r"(\(.*\)=\n+)?# ")}
TOCTREE = re.compile(r"toctree(?:::|\}).*\n(?: *:.*\n)*((?:\n| *[\w/-]+(?:\n|$))+)")
DOC = re.compile(r":doc: (.+)")
ADDRESS = re.compile(r"\bhttps?:[^\s`<>\"')\]}]*")
OTHER = """Other
=====

.. excerpt::
   :name: demands

   one two

.. gloss:: one
   :name: bread

   A note.
"""
VARIES = ("ids", "names", "backrefs", "myst", "slug", "wordcount-words", "location")


def settings() -> dict[str, Any]:
    """What ``conf.py`` of the guide says of sources and notes."""
    conf = run_path(str(GUIDE / "conf.py"))
    given = {
        name: value for name, value in conf.items() if name.startswith(("critique_", "bibtex_"))
    }
    for entry in given["critique_transcripts"].values():
        entry["path"] = str(GUIDE / entry["path"])
    return given


@pytest.fixture(scope="module")
def in_myst() -> Any:
    return run_path(str(GUIDE / "in_myst.py"))["in_myst"]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory of another edition, which examples call ``other``."""
    project = Project(tmp_path_factory.mktemp("other")).write({"index.rst": OTHER})
    return project.build(config={"html_theme": "basic"}).out / "objects.inv"


def build(folder: Path, documents: Mapping[str, str], markup: str, elsewhere: Path) -> Built:
    """Build a project with a document for each example."""
    project = Project(folder)
    project.config |= settings() | {"nitpicky": True, "keep_warnings": True}
    project.config["extensions"] = ["sphinx_critique", "myst_parser", "sphinx.ext.intersphinx"]
    project.config["myst_footnote_transition"] = False
    project.config["myst_enable_extensions"] = ["colon_fence"]
    project.config["intersphinx_mapping"] = {"other": ("https://example.org/", str(elsewhere))}
    files = {f"{name}.{markup}": _headed(text, markup) for name, text in documents.items()}
    for text in documents.values():
        for entry in re.findall(r"[\w/-]+", " ".join(TOCTREE.findall(text) + DOC.findall(text))):
            files[f"{entry}.rst"] = f":orphan:\n\n{entry}\n{'=' * len(entry)}\n"
    files["index.rst"] = "Examples\n========\n\n.. toctree::\n   :glob:\n\n   *\n"
    if not any(map(BIBLIOGRAPHY.search, documents.values())):
        files["sources.rst"] = "Sources\n=======\n\n.. bibliography::\n   :all:\n"
    files["sources.bib"] = (GUIDE / "sources.bib").read_text("utf-8")
    return project.write(files).build("dummy", warningiserror=False)


def _headed(text: str, markup: str) -> str:
    return f"{text}\n" if HEADED[markup].match(text) else f"{HEADING[markup]}{text}\n"


def in_projects(examples: Sequence[Snippet]) -> list[list[Snippet]]:
    """Those with a bibliography have a project each, all others are in one."""
    alone = [[each] for each in examples if BIBLIOGRAPHY.search(each.text)]
    return [[each for each in examples if not BIBLIOGRAPHY.search(each.text)], *alone]


def as_text(doctree: nodes.document) -> str:
    """A tree without what must differ from markup to markup.

    A text is one, in one line, however it was read; footnotes stand at the end, as in MyST.
    """
    doctree = doctree.deepcopy()
    for node in [*doctree.findall(nodes.Element)]:
        given = {name: _in_a_line(value) for name, value in node.attributes.items()}
        node.attributes = {name: value for name, value in given.items() if name not in VARIES}
        if isinstance(node, nodes.reference):
            node.attributes.pop("name", None)
        if isinstance(node, nodes.footnote):
            node.parent.remove(node)
            doctree.append(node)
        if any(isinstance(child, nodes.Text) for child in node):
            node.children = [*_joined(node.children)]
    return re.sub(r"<document [^>]*>", "<document>", doctree.pformat().replace("\\n", " "))


def _in_a_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _joined(children: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    for is_text, group in groupby(children, lambda child: isinstance(child, nodes.Text)):
        if not is_text:
            yield from group
            continue
        text = "".join(each.astext() for each in group)
        yield nodes.Text(re.sub(r"\s*\n\s*", " ", text))


def test_names_are_given_once() -> None:
    names = re.findall(
        r"^ +:name: (.+)$", "\n".join(each.read_text("utf-8") for each in PAGES), re.MULTILINE
    )
    assert len(names) > 20
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.slow
def test_examples_are_the_same_in_both(tmp_path: Path, elsewhere: Path, in_myst: Any) -> None:
    for number, examples in enumerate(in_projects(IN_BOTH)):
        texts = {
            "rst": {each.name: each.whole for each in examples},
            "md": {each.name: in_myst(each.whole) for each in examples},
        }
        built = {
            markup: build(tmp_path / f"{number}-{markup}", documents, markup, elsewhere)
            for markup, documents in texts.items()
        }
        assert {markup: each.warnings for markup, each in built.items()} == {"rst": [], "md": []}
        for each in examples:
            rst, md = (as_text(one.app.env.get_doctree(each.name)) for one in built.values())
            assert rst == md, f"{each}\n{texts['md'][each.name]}"


@pytest.mark.slow
@pytest.mark.parametrize(("language", "markup"), [("rst", "rst"), ("markdown", "md")])
def test_what_else_is_shown_of_the_language(
    tmp_path: Path, elsewhere: Path, language: str, markup: str
) -> None:
    only_so = [each for each in EXAMPLES if each not in IN_BOTH and markup == "rst"]
    shown = [each for each in snippets() if each.language == language and OURS.search(each.text)]
    for number, examples in enumerate(in_projects([*only_so, *shown])):
        documents = {each.name: each.whole for each in examples}
        built = build(tmp_path / str(number), documents, markup, elsewhere)
        assert built.warnings == []


@pytest.mark.slow
def test_what_is_wrong_on_purpose_warns(tmp_path: Path, elsewhere: Path, in_myst: Any) -> None:
    assert WRONG
    for each in WRONG:
        for markup, text in (("rst", each.whole), ("md", in_myst(each.whole))):
            folder = tmp_path / f"{each.name}-{markup}"
            (said,) = build(folder, {each.name: text}, markup, elsewhere).warnings
            assert f"[{each.options['warns']}]" in said


def test_addresses_are_whole() -> None:
    found = {
        (file.name, address.rstrip(".,;:"))
        for file in PAGES
        for address in ADDRESS.findall(re.sub(r'xmlns="[^"]*"', "", file.read_text("utf-8")))
    }
    assert found
    for file, address in found:
        parts = urlsplit(address)
        assert parts.scheme == "https", (file, address)
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}|…", parts.netloc), (file, address)


@pytest.mark.slow
def test_it_is_the_same_wherever_it_is_built(tmp_path: Path) -> None:
    outcomes = []
    for folder, jobs in (("one", "1"), ("another/place", "2")):
        copytree(PROJECTS, tmp_path / folder, ignore=ignore_patterns("_build", "__pycache__"))
        options = ["-b", "html", "-n", "-W", "--keep-going", "-q", "-j", jobs, "-d", "read"]
        command = [sys.executable, "-m", "sphinx", *options, "guide", "built"]
        run = subprocess.run(command, cwd=tmp_path / folder, capture_output=True, text=True)
        assert (run.returncode, run.stderr) == (0, "")
        built = tmp_path / folder / "built"
        outcomes.append(
            {
                path.relative_to(built).as_posix(): path.read_bytes()
                for path in built.rglob("*")
                if path.is_file()
            }
        )
    one, another = outcomes
    assert sorted(one) == sorted(another)
    assert [name for name in one if one[name] != another[name]] == []
