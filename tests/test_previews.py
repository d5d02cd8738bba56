"""What a pointer at a reference is told: by the page itself where it has the words on it."""

import json
import re
from pathlib import Path

import pytest

from .conftest import Project

FILES = {
    "index.rst": "P\n=\n\n.. excerpt::\n\n   one two\n\n"
    ".. gloss:: two\n   :name: here\n\n   A word.\n\n"
    "See :critique:ref:`here`, :critique:ref:`there`.\n\n.. toctree::\n\n   two\n",
    "two.rst": "Q\n=\n\n.. excerpt::\n\n   three four\n\n"
    ".. omission:: four\n   :name: there\n\n   As :critique:ref:`here` says.\n",
}
HERE, THERE = "gloss 1: two] A word.", "omission 2: four] As gloss 1 says."
_TITLE = re.compile(r'<a class="reference internal"[^>]* title="([^"]*)"')


def titles(folder: Path, name: str) -> list[str]:
    text = (folder / name).read_text(encoding="utf-8")
    page = json.loads(text)["body"] if name.endswith("json") else text
    return _TITLE.findall(page)


@pytest.mark.parametrize(
    ("builder", "index", "two"),
    [
        ("html", "index.html", "two.html"),
        ("dirhtml", "index.html", "two/index.html"),
        ("singlehtml", "index.html", ""),
    ],
)
def test_only_links_to_other_pages_carry_what_they_lead_to(
    project: Project, builder: str, index: str, two: str
) -> None:
    out = project.write(FILES).build(builder).out
    assert titles(out, index) == ([THERE] if two else [])
    if two:
        assert titles(out, two) == [HERE]


@pytest.mark.parametrize(
    ("builder", "index", "two"),
    [("epub", "index.xhtml", "two.xhtml"), ("json", "index.fjson", "two.fjson")],
)
def test_pages_without_our_script_carry_all(
    project: Project, builder: str, index: str, two: str
) -> None:
    out = project.write(FILES).build(builder).out
    assert titles(out, index) == [HERE, THERE]
    assert titles(out, two) == [HERE]
