"""What a check came to, under the passages of a PDF: a sign, or words where one will not do."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from .conftest import Built, Project, require
from .printing import ENGINES, run_once, text_of

pytestmark = pytest.mark.slow

TRANSCRIPT = """\
[p. 107]
The mass of men lead quiet lives. What is called resignation is not at all a desperation.
The bakers left.
"""
INDEX = """\
Title
=====

.. excerpt:: 107

   The mass of men lead quiet lives.

.. excerpt:: 107

   What is called resignation is … a desperation.

.. excerpt:: 107

   The bulk of men lead quiet lives.

.. gloss:: bulk

   No.

.. quotation:: item 9

   The … left.

.. excerpt:: 108

   Other words.

.. excerpt:: 107
   :unchecked: from memory

   Some words.

.. bibliography::
"""
TOLD = [
    "excerpt 1 ✓",
    "excerpt 2 ✓ | left out: “not at all”",
    "excerpt 3 | not as in the source: misquoted",
    "quotation 4 | left out: “bakers” | checked against the text; its place is not checked",
    "excerpt 5",
    "excerpt 6 | not checked: from memory",
]


def told(pdf: Path) -> list[str]:
    """What stands under each passage of its check."""
    found: list[str] = []
    for line in text_of(pdf).casefold().splitlines():
        line = " ".join(line.split())
        sign = " ✓" if "✓" in line else ""
        for number in range(1, 7):
            for label in (f"excerpt {number}", f"quotation {number}"):
                if label in line and not any(each.startswith(label) for each in found):
                    found.append(label + sign)
        if line.startswith(("left out:", "not as in", "checked ", "not checked:")):
            found[-1] += f" | {line}"
    return found


def built(project: Project, builder: str, **config: object) -> Built:
    files = {"index.rst": INDEX, "transcripts/serge2016.txt": TRANSCRIPT}
    given = {
        "critique_transcripts": {
            "serge2016": {"path": "transcripts/serge2016.txt", "partial": True}
        },
        "latex_use_xindy": False,
    }
    made = project.cite().write(files).build(builder, config={**given, **config})
    assert [each for each in made.warnings if "critique.misquoted" not in each] == []
    return made


@pytest.mark.parametrize("book", [False, True])
def test_webpdf(project: Project, book: bool) -> None:
    require(find_spec("weasyprint"), "WeasyPrint")
    made = built(project, "webpdf", critique_book=book)
    assert told(next(made.out.glob("*.pdf"))) == TOLD


@pytest.mark.parametrize(
    ("engine", "given"),
    [*((each, {}) for each in ENGINES), ("lualatex", {"critique_book": True})],
)
def test_latex(project: Project, engine: str, given: dict[str, object]) -> None:
    made = built(project, "latex", latex_engine=engine, **given)
    assert told(run_once(made, engine)[0]) == TOLD
