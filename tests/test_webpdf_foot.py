"""Notes at the foot of the pages that webpdf sets."""

import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from math import inf
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from sphinx_critique.builders.webpdf import foot, heights

from .conftest import Project, module, require
from .editions import FULL, FULL_CONFIG, words_in, words_written
from .test_builders import DEMANDED, printed
from .test_webpdf import Pdf, pdf_of

pytestmark = pytest.mark.slow

TALES = "Rations were alike for all who worked. "


def foot_note(lemma: str, body: str, options: str = "") -> str:
    return f".. context:: {lemma}\n{options}\n" + indent(body, "   ") + "\n\n"


def at_foot(project: Project, body: str) -> tuple[Pdf, list[str]]:
    """The PDF, and the first words of its notes in the order in which they are printed."""
    files = {"index.rst": f"Notes\n=====\n\n{body}"}
    pdf = pdf_of(project, files, critique_webpdf_apparatus="foot")
    return pdf, re.findall(r"\d+ Context (\w+)", pdf.text, re.IGNORECASE)


EXCERPT = ".. excerpt::\n\n   one two three four five six seven\n\n"


def test_notes_stand_at_the_foot(project: Project) -> None:
    notes = foot_note("two", "Short. :critique:ref:`x`") + foot_note("four", TALES, "   :name: x\n")
    pdf, found = at_foot(project, f"{EXCERPT}{notes}The text goes on.\n")
    assert found == ["two", "four"]
    assert pdf.text.index("The text goes on") < pdf.text.index("Context two")
    assert re.search(r"1 Context two ?\] ?Short\. context 2 ", pdf.text, re.IGNORECASE)
    assert len(pdf.named("/Note")) == 2


@pytest.mark.parametrize(
    "body",
    [
        TALES * 60,
        ".. code-block:: text\n\n   code",
        ".. list-table::\n\n   * - cell",
    ],
    ids=["long", "code", "table"],
)
def test_what_cannot_stand_at_the_foot_stays_below(project: Project, body: str) -> None:
    notes = foot_note("two", body) + foot_note("four", "Short.")
    pdf, found = at_foot(project, f"{EXCERPT}{notes}The text goes on.\n")
    assert found == ["two", "four"]
    text = pdf.text.lower()
    assert text.index("context two") < text.index("the text goes on") < text.index("context four")


@pytest.mark.parametrize("around", [".. admonition:: Box", ".. sidebar:: Box", ".. list-table::"])
def test_notes_in_boxes_stay_in_them(project: Project, around: str) -> None:
    inner = EXCERPT + foot_note("two", "Short.")
    if "table" in around:
        inner = "* - " + indent(inner, "    ").lstrip()
    body = f"{around}\n\n{indent(inner, '   ')}\n\nThe text goes on.\n"
    pdf, _found = at_foot(project, body)
    assert len(pdf.named("/Note")) == 1
    assert re.search(r"context two\b.*the text goes on", pdf.text.lower())


def test_every_word_is_printed_once_with_notes_at_the_foot(tmp_path: Path) -> None:
    require(find_spec("weasyprint"), "WeasyPrint")
    project = Project(tmp_path).write(FULL)
    project.config = {**DEMANDED, **FULL_CONFIG, "critique_webpdf_apparatus": "foot"}
    built = project.build("webpdf")
    found = Counter(words_in(printed(built)))
    assert words_written(*FULL) - set(found) == set()
    bodies = {word: n for word, n in found.items() if word.startswith("wordbody")}
    assert {word: n for word, n in bodies.items() if n != 1} == {}


@pytest.mark.no_cover
def test_no_note_is_lost_however_many_there_are(project: Project) -> None:
    """Notes that fill more than a page, of which WeasyPrint leaves some out or prints some over."""
    lemmata = [f"lemma{n}" for n in range(60)]
    lengths = (3, 25, 1, 8, 40, 2)
    notes = (
        foot_note(words, f"body{n}x. " + TALES * lengths[n % len(lengths)])
        for n, words in enumerate(lemmata)
    )
    excerpts = "\n\n   ".join(" ".join(lemmata[n : n + 6]) for n in range(0, 60, 6))
    pdf, found = at_foot(project, f".. excerpt::\n\n   {excerpts}\n\n" + "".join(notes))
    assert sorted(found) == sorted(lemmata)
    assert [pdf.text.count(f"body{n}x") for n in range(60)] == [1] * 60


def test_a_note_that_does_not_fit_is_put_below(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too long is found out from the pages, too, whatever size they have."""
    monkeypatch.setattr(foot, "_LONGEST", 10**6)
    notes = foot_note("two", "Short.") + foot_note("four", TALES * 300 + "Its end.")
    pdf, found = at_foot(project, f"{EXCERPT}{notes}The text goes on.\n")
    assert sorted(found) == ["four", "two"]
    assert pdf.text.count("alike") == 300
    assert re.search(r"context four\b.*Its end\..*The text goes on", pdf.text, re.IGNORECASE)


def test_heights_are_those_that_weasyprint_lays_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes, layout = module("weasyprint.formatting_structure.build"), module("weasyprint.layout")
    added_up, differences = heights.Heights.of, list[float]()

    def both(self: heights.Heights, context: Any, notes: Sequence[Any]) -> tuple[float, float]:
        found = added_up(self, context, notes)
        area = context.current_footnote_area
        area.children = list(notes)
        copy = boxes.create_anonymous_boxes(area.deepcopy())
        laid = layout.block_level_layout(context, copy, -inf, None, area.page)[0]
        differences.append(abs(laid.height - found[0]))
        differences.append(abs(laid.margin_height() - sum(found)))
        return found

    monkeypatch.setattr(heights.Heights, "of", both)
    bodies = ["Short.", f"{TALES * 3}\n\n    Set in.", TALES, "See :critique:ref:`x`."]
    words = ("one", "two", "three", "four")
    notes = [foot_note(word, body) for word, body in zip(words, bodies, strict=True)]
    last = foot_note("five", "Named.", "   :name: x\n")
    at_foot(project, f"{EXCERPT}{''.join(notes)}{last}")
    assert len(differences) > 8
    assert max(differences) < 0.001  # Of a pixel: these are sums of fractions.
