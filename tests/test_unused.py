"""What has nothing of ours is built as without us, whatever words, links and indexes it has."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Project, program

OTHERS = {
    "index.rst": """
A book שלום
===========

.. toctree::

   two

.. index:: single: Word

We warn ⚠️ you; ♻️ is new, and ↔️. Слово, 漢字, "it's". See :any:`two` and `elsewhere`_.

.. _elsewhere: #critique-of-all

   Words of somebody.

   -- Somebody, *A Work*, p. 7
""",
    "two.rst": """
Critique of all
===============

.. index:: single: word

As :ref:`search` and :ref:`there <there>` say.

.. _there:

There
-----

Words.
""",
}
PASSAGE = "\n.. excerpt::\n\n   Words שלום one two.\n\n.. gloss:: one\n\n   A note.\n"
_NOT_COMPARED = (".buildinfo", ".epub")
"""What tells of the configuration; an archive of the pages, with their times."""


def output(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(_NOT_COMPARED)
    }


@pytest.fixture
def others(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project.config |= {"version": "1", "copyright": "The editors", "latex_engine": "lualatex"}
    return project.write(OTHERS)


@pytest.mark.parametrize(
    ("language", "builders"), [("en", ["html", "latex", "epub", "man"]), ("he", ["html"])]
)
def test_every_file_is_as_without_us(others: Project, language: str, builders: list[str]) -> None:
    others.config["language"] = language
    found = []
    for extensions in (["sphinx_critique"], []):
        others.config["extensions"] = extensions
        found.append([others.build(each, fresh=each == builders[0]) for each in builders])
        found[-1] = [(built.warnings, output(built.out)) for built in found[-1]]
    for builder, ours, plain in zip(builders, *found, strict=True):
        assert ours[0] == plain[0]
        assert ours[1].keys() == plain[1].keys(), builder
        assert [name for name in plain[1] if ours[1][name] != plain[1][name]] == [], builder


def test_graphs_are_as_without_us(others: Project) -> None:
    """In a book, and what Graphviz leaves beside a picture that has no links."""
    program("dot")
    others.write({"two.rst": OTHERS["two.rst"] + "\n.. graphviz::\n\n   digraph { a -> b }\n"})
    found = []
    for extensions in (["sphinx_critique"], []):
        others.config["extensions"] = ["sphinx.ext.graphviz", *extensions]
        found.append(output(others.build("epub", fresh=True).out))
    assert any(name.endswith(".map") for name in found[1])
    assert found[0] == found[1]


def test_with_the_first_passage_all_that_is_ours_comes_and_goes_with_the_last(
    others: Project,
) -> None:
    for builder in ("epub", "latex"):
        before = output(others.build(builder, fresh=True).out)
        others.write({"two.rst": OTHERS["two.rst"] + PASSAGE})
        edited = output(others.build(builder).out)
        assert edited == output(others.build(builder, fresh=True).out)
        assert edited.keys() != before.keys()
        others.write(OTHERS)
        after = output(others.build(builder).out)
        assert {name: after[name] for name in before} == before, builder


def test_what_only_editions_need_is_not_loaded_with_the_extension() -> None:
    command = [sys.executable, "-c", "import sphinx_critique, sys; print(*sys.modules)"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "sphinx_critique" in loaded
    assert not {"latexcodec", "lxml", "pypdf", "rapidfuzz", "weasyprint"} & set(loaded)
