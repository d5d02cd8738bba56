"""Lines of ours are written as docutils' writer has them, whoever writes them."""

import inspect
import json
import re
from pathlib import Path

import pytest
import sphinx.search
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_critique.formats.html import writing

from .conftest import Project
from .editions import FULL, FULL_CONFIG


class OfATheme(HTML5Translator):
    """A writer that has links in a way of its own."""

    def visit_reference(self, node: nodes.Element) -> None:
        super().visit_reference(node)
        self.body.append("<!-- a link -->")


def pages(project: Project, builder: str = "html") -> dict[str, str]:
    out = project.build(builder, fresh=True).out
    return {path.name: path.read_text(encoding="utf-8") for path in Path(out).rglob("*.html")}


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_pages_are_those_of_the_writer_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    project.write(FULL).config |= FULL_CONFIG
    ours = pages(project, builder)
    monkeypatch.setattr(writing, "_is_usual", lambda translator: False)
    assert pages(project, builder) == ours


def test_a_theme_has_links_as_it_likes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(FULL).config |= FULL_CONFIG
    monkeypatch.setattr("sphinx.builders.html.HTML5Translator", OfATheme)
    monkeypatch.setattr(
        "sphinx.builders.html.StandaloneHTMLBuilder.default_translator_class", OfATheme
    )
    lines = re.findall(r'<p class="critique-.*?</p>', "".join(pages(project).values()), re.DOTALL)
    links = re.findall(r'<a class="reference[^>]*>(<!-- a link -->)?', "".join(lines))
    assert len(links) > 10
    assert all(links)


def test_text_is_no_markup(project: Project) -> None:
    files = {
        "index.rst": """
T
=

.. excerpt:: 1

   one <b>two</b> & "three"

.. gloss:: <b>two</b>
   :voice: A <i>; B & "C"
   :name: it's

   Said at `it <it's>`.
"""
    }
    page = pages(project.write(files))["index.html"]
    assert "<b>two" not in page
    assert "&lt;b&gt;two&lt;/b&gt;" in page


FAR = {
    "index.rst": """
T
=

.. toctree::

   b

.. excerpt::
   :name: passage

   zebras graze

.. gloss:: zebras

   Striped.
""",
    "b.rst": """
B
=

.. context:: zebras
   :on: passage

   Hooved.
""",
}


def test_heads_are_searched_where_their_passage_is_not(project: Project) -> None:
    """What a head says stands in the passage, too, where that is on the page."""
    built = project.write(FAR).build("html")
    index = json.loads(re.search(r"\{.*\}", built.read("searchindex.js"), re.DOTALL)[0])  # type: ignore[index]
    found = {word: index["terms"].get(word) for word in ("zebra", "gloss", "context")}
    b, first = (index["docnames"].index(name) for name in ("b", "index"))
    # Older ones know no words that are not searched, and index heads like all else.
    spares = "no-search" in inspect.getsource(sphinx.search)
    head = None if spares else first
    assert found == {"zebra": [b, first], "gloss": head, "context": [b, first]}
    assert "no-search" not in built.read("index.html") + built.read("b.html")
