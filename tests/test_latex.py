"""PDF by LaTeX, with each engine: nothing wrong in its log, and every word on its pages."""

import re
import unicodedata
from collections import Counter

import pytest

from . import nested
from .conftest import THOROUGH, Project
from .editions import FULL, FULL_CONFIG, MINIMAL, words_written
from .printing import ENGINES, compiled, problems, run_once, run_twice, text_of

pytestmark = pytest.mark.slow

PLAIN = {"latex_use_xindy": False}
APPARATUS = ("below", "foot")


def words_on_pages(project: Project, engine: str, apparatus: str, **config: object) -> Counter[str]:
    """How often each word stands in the PDF, of whose making nothing is wrong."""
    given = {"latex_engine": engine, "critique_latex_apparatus": apparatus, **PLAIN, **config}
    pdf, log = compiled(project.build("latex", config=given), engine)
    assert problems(log) == []
    text = unicodedata.normalize("NFKC", text_of(pdf)).lower()
    return Counter(re.findall(r"[^\W\d_]+|\d+", text))


# Each with each, if there are minutes.
SETTINGS = [
    (engine, apparatus)
    for number, engine in enumerate(ENGINES)
    for apparatus in (APPARATUS if THOROUGH else [APPARATUS[number % len(APPARATUS)]])
]


@pytest.mark.parametrize(("engine", "apparatus"), SETTINGS)
def test_each_directive_in_each_construct(project: Project, engine: str, apparatus: str) -> None:
    project.write(nested.documents())
    (project.source / "none.png").write_bytes(nested.picture())
    found = words_on_pages(project, engine, apparatus)
    assert {word: found[word] for word in nested.words() if found[word] != 1} == {}


@pytest.mark.parametrize("apparatus", APPARATUS)
def test_the_full_edition(project: Project, apparatus: str) -> None:
    found = words_on_pages(project.write(FULL), "lualatex", apparatus, **FULL_CONFIG)
    assert words_written(*FULL) - set(found) == set()
    bodies = {word: n for word, n in found.items() if word.startswith("wordbody")}
    assert {word: n for word, n in bodies.items() if n != 1} == {}


@pytest.mark.parametrize("apparatus", APPARATUS)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_small_edition(project: Project, engine: str, apparatus: str) -> None:
    found = words_on_pages(project.write(MINIMAL), engine, apparatus)
    assert found["freedom"] == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_an_attribution_begins_with_a_dash(project: Project, engine: str) -> None:
    text = "Title\n=====\n\nBefore.\n\n   Quoted.\n\n   -- Somebody\n\n.. excerpt::\n\n   Words.\n"
    built = project.write({"index.rst": text}).build(
        "latex", config={"latex_engine": engine, **PLAIN}
    )
    pdf, _ = run_once(built, engine)
    assert re.search("— ?Somebody", text_of(pdf))


def test_a_head_of_the_index_is_the_same_wherever_it_is_written(project: Project) -> None:
    """LaTeX writes an entry in an argument otherwise than one outside."""
    notes = ".. gloss:: a\n\n   One.\n\n.. gloss::\n   :at: 87\n\n   Another.\n"
    given = {"critique_latex_apparatus": "foot", "latex_engine": "pdflatex", **PLAIN}
    project.cite().write({"index.rst": f"T\n=\n\n.. excerpt:: 1\n\n   a b\n\n{notes}"})
    pdf, _ = run_twice(project.build("latex", config=given), "pdflatex")
    entries = pdf.with_suffix(".idx").read_text(encoding="utf-8")
    heads = re.findall(r"\\indexentry\{(Gloss[^!]*)!", entries)
    assert len(heads) == 2
    assert len(set(heads)) == 1
