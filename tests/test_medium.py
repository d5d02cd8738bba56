"""A builder is known by what it is, not by its name."""

import re
from pathlib import Path

import pytest
from lxml import html

from .conftest import Project
from .editions import FULL, FULL_CONFIG

BUILDERS = """
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.manpage import ManualPageBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.builders.text import TextBuilder
from sphinx.builders.xml import PseudoXMLBuilder


def setup(app):
    for name, base in {
        "html": StandaloneHTMLBuilder,
        "dirhtml": DirectoryHTMLBuilder,
        "singlehtml": SingleFileHTMLBuilder,
        "epub": Epub3Builder,
        "man": ManualPageBuilder,
        "text": TextBuilder,
    }.items():
        app.add_builder(type(name, (base,), {"name": f"my{name}"}))
    app.add_builder(type("Unknown", (PseudoXMLBuilder,), {"name": "tree", "format": "tree"}))
"""
PRINTED = {"html": "*.html", "dirhtml": "*.html", "singlehtml": "*.html", "epub": "*.xhtml"}
PRINTED |= {"man": "*.1", "text": "*.txt"}
_ASSET = re.compile(r"sphinx-critique\.(?:css|js)")


@pytest.fixture
def edition(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    project.write({**FULL, "builders_of_others.py": BUILDERS})
    monkeypatch.syspath_prepend(str(project.source))
    project.config = {**FULL_CONFIG, "version": "1", "copyright": "The editors"}
    project.config |= {"critique_layout": "beside"}
    project.config["extensions"] = [*project.config["extensions"], "builders_of_others"]
    return project


def pages(folder: Path, pattern: str) -> dict[str, list[str | bytes]]:
    found = sorted(folder.rglob(pattern))
    return {str(path.relative_to(folder)): _printed(path.read_text("utf-8")) for path in found}


def _printed(text: str) -> list[str | bytes]:
    """What is ours of a page: around it Sphinx says which builder it is."""
    if "<html" not in text:
        return [text]
    bodies = html.fromstring(text.encode()).find_class("body")
    return [*map(html.tostring, bodies), *_ASSET.findall(text)]


@pytest.mark.parametrize("name", PRINTED)
def test_a_builder_under_another_name_gets_all_that_the_named_one_gets(
    edition: Project, name: str
) -> None:
    named = pages(edition.build(name).out, PRINTED[name])
    other = pages(edition.build(f"my{name}").out, PRINTED[name])
    assert named
    assert other == named


def test_a_format_that_is_not_known_gets_what_every_writer_knows(edition: Project) -> None:
    built = edition.build("tree")
    trees = "".join(path.read_text("utf-8") for path in sorted(built.out.rglob("*.pseudoxml")))
    assert "<bibliography" not in trees
    assert "<attribution" not in trees
    assert "<citation " not in trees
    for words in ("Excerpt 1", "[Wor02] Leon Wordtrotsky."):
        assert words in " ".join(trees.split()), words


VISITORS_BY_NAME = """
from docutils import nodes

class theirs(nodes.Element): ...

def setup(app):
    names = ("dirhtml", "epub", "singlehtml")
    app.add_node(theirs, **{name: (lambda *args: None, None) for name in names})
"""


@pytest.mark.parametrize("builder", ["dirhtml", "epub", "singlehtml"])
def test_visitors_that_others_register_by_name_hide_none_of_ours(
    project: Project, builder: str
) -> None:
    project.config |= {"version": "1", "copyright": "The editors"}
    passage = "T\n=\n\n.. excerpt::\n\n   a b\n\n.. gloss:: a\n\n   Words.\n\n"
    page = f"{passage}.. argument-map::\n   :depth: 0\n"
    built = project.write({"index.rst": page, "conf.py": VISITORS_BY_NAME}).build(builder)
    assert built.warnings == []
    printed = "".join(
        path.read_text("utf-8") for path in built.out.rglob("*") if path.suffix in HTML_SUFFIXES
    )
    assert "critique-argument-map" in printed
    assert "<aside" in printed


HTML_SUFFIXES = {".html", ".xhtml"}
