"""Numbers rise with the text in every format, after any edit, whoever reads the documents."""

import re

import pytest

from .conftest import Project
from .test_webpdf import pdf_of

PAGE = """Title
=====

.. excerpt::

   alpha beta gamma delta

   .. gloss:: delta

      Fourthly.

.. gloss:: gamma

   Thirdly.

.. reply::

   To Thirdly.

.. gloss:: alpha

   Firstly.
"""
ORDER = ["Firstly", "Thirdly", "To Thirdly", "Fourthly"]
FILES = {
    "latex": "*.tex",
    "man": "*.1",
    "texinfo": "*.texi",
    "xml": "*.xml",
    "text": "*.txt",
    "epub": "index.xhtml",
}
BODY = r"To Thirdly|\w+ly(?=\.)"


def bodies(text: str) -> list[str]:
    return re.findall(BODY, text)


@pytest.mark.parametrize(
    ("builder", "config"),
    [
        ("html", {}),
        ("html", {"critique_layout": "beside"}),
        ("singlehtml", {}),
        ("epub", {"copyright": "2016", "version": "1"}),
        ("text", {}),
        ("man", {}),
        ("texinfo", {}),
        ("xml", {}),
        ("latex", {}),
        ("latex", {"critique_latex_apparatus": "foot"}),
    ],
)
def test_in_every_format(project: Project, builder: str, config: dict[str, str]) -> None:
    files = {"index.rst": PAGE}
    built = project.write(files).build(builder, config={"html_theme": "basic"} | config)
    assert built.warnings == []
    page = next(built.out.glob(FILES.get(builder, "index.html")))
    assert bodies(page.read_text(encoding="utf-8")) == ORDER


def test_a_lemma_moved_numbers_all_after_it_anew(project: Project) -> None:
    other = "Other\n=====\n\nSee :critique:ref:`last`.\n"
    page = PAGE.replace("gloss:: gamma", "gloss:: gamma\n   :name: last")
    project.write({"index.rst": page + "\n.. toctree::\n\n   other\n", "other.rst": other})
    assert "gloss 2" in project.build("text").read("other.txt")
    moved = page.replace("alpha beta gamma delta", "gamma alpha beta delta")
    project.write({"index.rst": moved + "\n.. toctree::\n\n   other\n"})
    built = project.build("text")
    kept = {name: built.read(name) for name in ("index.txt", "other.txt")}
    assert "gloss 1" in kept["other.txt"]
    clean = project.build("text", fresh=True)
    assert kept == {name: clean.read(name) for name in kept}


def test_two_processes_read_the_same(project: Project) -> None:
    names = [f"page{number}" for number in range(8)]
    toctree = "Index\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names)
    project.write({"index.rst": toctree} | {f"{name}.rst": PAGE for name in names})
    alone = project.build("text")
    one = [alone.read(f"{name}.txt") for name in names]
    shared = project.build("text", fresh=True, parallel=2)
    assert [shared.read(f"{name}.txt") for name in names] == one
    assert {tuple(bodies(each)) for each in one} == {tuple(ORDER)}


def test_after_conditions_of_ifconfig(project: Project) -> None:
    page = PAGE.replace(
        ".. gloss:: alpha\n\n   Firstly.",
        ".. ifconfig:: True\n\n   .. gloss:: alpha\n\n      Firstly.",
    )
    project.config["extensions"] = ["sphinx_critique", "sphinx.ext.ifconfig"]
    built = project.write({"index.rst": page}).build("text")
    assert built.warnings == []
    assert bodies(built.read("index.txt")) == ORDER


@pytest.mark.slow
def test_at_the_foot_of_webpdf(project: Project) -> None:
    pdf = pdf_of(project, {"index.rst": PAGE}, critique_webpdf_apparatus="foot")
    assert bodies(pdf.text) == ORDER
