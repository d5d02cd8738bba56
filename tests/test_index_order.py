"""Under a source, the general index has loci in a reader's order, in every format that has one."""

import re

import pytest

from .conftest import Project
from .printing import compiled, program, words_of

LOCI = ["viii", "xii", "3", "8–9", "10", "85–6", "86", "chap. 7", "chap. 11", "1: 200", "2: 31"]
_PAGE = "Order\n=====\n\n" + "".join(
    f".. excerpt:: {locus}\n\n   Words.\n\n" for locus in sorted(LOCI, key=lambda each: each[::-1])
)


def _edition(project: Project) -> Project:
    return project.cite().write({"index.rst": f"{_PAGE}.. bibliography::\n"})


@pytest.mark.parametrize(
    ("builder", "name"), [("html", "genindex.html"), ("epub", "genindex.xhtml")]
)
def test_of_pages(project: Project, builder: str, name: str) -> None:
    index = _edition(project).build(builder, config={"version": "1"}).read(name)
    entries = re.findall(r">([^<>]+)</a>", index)
    first = entries.index(LOCI[0])
    assert entries[first : first + len(LOCI)] == LOCI


@pytest.mark.slow
def test_of_print(project: Project) -> None:
    program("makeindex")
    pdf, _log = compiled(_edition(project).build("latex"), "pdflatex")
    words = [word.text for word in words_of(pdf)]
    found = " ".join(words).replace("\N{NO-BREAK SPACE}", " ")
    places = [found.rindex(f" {locus}, ") for locus in LOCI]
    assert places == sorted(places)


SEMICOLONS = """
.. excerpt::

   Oracle of God; I thence; invoke

.. gloss:: God; I thence; invoke

   Said.
"""


@pytest.mark.parametrize(
    ("builder", "name"), [("html", "genindex.html"), ("latex", "projectnamenotset.tex")]
)
def test_a_lemma_keeps_its_semicolons(project: Project, builder: str, name: str) -> None:
    """By which Sphinx parts entries."""
    index = project.write({"index.rst": f"T\n=\n{SEMICOLONS}"}).build(builder).read(name)
    assert "God; I thence; invoke" in index
    assert "God, I thence" not in index
