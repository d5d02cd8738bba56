"""What readers do with pages that are not as usual: each of these once went wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx import version_info

from .browsing import BOXES, MINUTE, NARROW, NOTE, WIDE, build, changes, when_still

pytestmark = pytest.mark.slow

LONG = "\n".join(f"   Sentence {n} of a long note, which says the same again.\n" for n in range(30))
EXCERPT = "Page\n====\n\n.. excerpt::\n\n   one two three four\n\n"
Shown = Callable[..., Any]


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Shown]:
    """Open a page of one document, notes beside; it must meet no error."""
    errors: list[str] = []

    def shown(source: str, rest: str = "", size: Any = WIDE, **files: str) -> Any:
        folder = tmp_path / "source"
        folder.mkdir()
        (folder / "conf.py").write_text(
            'extensions = ["sphinx_critique"]\ncritique_layout = "beside"\n'
        )
        (folder / "index.rst").write_text(source)
        for name, text in files.items():
            (folder / f"{name}.rst").write_text(f":orphan:\n\n{text}")
        page = browser.new_context(viewport=size).new_page()
        page.set_default_timeout(MINUTE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((build(folder, tmp_path / "out") / "index.html").as_uri() + rest)
        return page

    yield shown
    assert errors == []


def note(name: str, lemma: str, body: str, kind: str = "gloss") -> str:
    return f".. {kind}:: {lemma}\n   :name: {name}\n\n{body}\n\n"


def few(count: int = 5) -> str:
    """More than a few notes, so that there is a bar."""
    return "".join(note(f"few{n}", "one", "   A.") for n in range(count))


def test_an_excerpt_taller_than_the_window_does_not_stick(shown: Shown) -> None:
    words = "\n\n".join(f"   paragraph{n} " + "and more words " * 40 for n in range(12))
    notes = "".join(note(f"n{n}", f"paragraph{n}", LONG) for n in range(12))
    page = shown(f"Page\n====\n\n.. excerpt::\n\n{words}\n\n{notes}")
    figure = page.locator("figure")
    before = figure.bounding_box()["y"]
    page.evaluate("scrollTo(0, 2000)")
    assert figure.bounding_box()["y"] == pytest.approx(before - 2000, abs=2)


def test_a_short_excerpt_stays_in_view(shown: Shown) -> None:
    page = shown(EXCERPT + "".join(note(f"n{n}", "two", LONG[:400]) for n in range(12)))
    page.evaluate("scrollTo(0, 700)")
    assert page.locator("figure").bounding_box()["y"] > 0


def test_in_a_cell_notes_are_below(shown: Shown) -> None:
    page = shown(
        "Page\n====\n\n.. list-table::\n\n   * - .. excerpt::\n\n          one two three\n\n"
        "       .. gloss:: two\n\n          A note of some length in a cell.\n\n     - other\n"
    )
    ((_, _, _, bottom), ((left, top, right, _),)) = page.evaluate(BOXES)[0]
    assert top >= bottom
    assert right - left > 100


def test_the_layout_comes_to_rest(shown: Shown) -> None:
    words = "One word after the other. " * 40
    notes = (note(f"n{n}", "two", f"   {words[:n]}") for n in range(100, 1000, 20))
    page = shown(EXCERPT + "".join(notes))
    when_still(page)
    assert page.locator(".critique-folded").count() > 2
    assert changes(page) == 0


def test_tab_into_a_folded_note_opens_it(shown: Shown) -> None:
    link = "   `A link <https://example.org/>`_ at the end."
    page = shown(EXCERPT + note("long", "two", f"{LONG}\n{link}") + note("next", "four", "   B."))
    folded = page.locator("#critique-long")
    assert "critique-folded" in folded.get_attribute("class")
    folded.locator(".critique-heading a").last.focus()
    page.keyboard.press("Tab")
    assert "critique-folded" not in folded.get_attribute("class")
    assert folded.evaluate("note => note.scrollTop") == 0


def test_a_note_that_pushes_no_other_is_not_folded(shown: Shown) -> None:
    page = shown(EXCERPT + note("first", "two", "   A.") + note("long", "four", LONG))
    assert page.locator(".critique-folded").count() == 0


def test_unfolding_by_keyboard_keeps_the_focus(shown: Shown) -> None:
    page = shown(EXCERPT + note("long", "two", LONG) + note("next", "four", "   B."))
    page.locator(".critique-unfold").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "critique-long"


def test_a_link_into_a_folded_note_opens_it(shown: Shown) -> None:
    long = note("long", "two", f"{LONG}\n   .. _within:\n\n   The end.")
    page = shown(EXCERPT + long + note("next", "four", "   B."), "#within")
    assert "critique-folded" not in page.locator("#critique-long").get_attribute("class")


def test_a_link_to_a_reply_shows_what_it_answers(shown: Shown) -> None:
    reply = "\n   .. reply::\n      :name: answer\n\n      B.\n"
    source = EXCERPT + note("parent", "two", f"   A.\n{reply}", "fallacy") + few()
    page = shown(source, "?critique-hide=kind:fallacy#critique-answer")
    assert page.locator("#critique-answer").is_visible()
    assert page.evaluate("document.activeElement.id") == "critique-answer"


@pytest.mark.skipif(version_info < (8, 2), reason="no admonitions that close before Sphinx 8.2")
def test_keys_go_through_what_is_closed(shown: Shown) -> None:
    closed = (
        ".. note::\n   :collapsible: closed\n\n   .. excerpt::\n\n      five six\n\n"
        "   .. gloss:: six\n      :name: within\n\n      A.\n\n"
    )
    last = ".. excerpt::\n\n   seven eight\n\n" + note("last", "eight", "   B.")
    page = shown(EXCERPT + note("first", "two", "   A.") + closed + last)
    seen = []
    for _ in range(3):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["critique-first", "critique-within", "critique-last"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_words_without_end_and_wide_tables_stay_in_their_column(shown: Shown, size: Any) -> None:
    row = " ".join(["=" * 12] * 12)
    cells = " ".join(f"cellcell{n:04}" for n in range(12))
    table = "\n".join(f"   {line}" for line in (row, cells, row))
    page = shown(
        f"Page\n====\n\n.. excerpt::\n\n   one {'longword' * 40} two\n\n"
        + note("word", "two", f"   {'longword' * 40}")
        + note("table", "one", table),
        size=size,
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for selector in ("figure", "#critique-word", "#critique-table"):
        box = page.locator(selector).evaluate("each => [each.scrollWidth, each.clientWidth]")
        assert box[0] <= box[1] + 1, selector


def test_the_choice_made_last_is_kept(shown: Shown) -> None:
    page = shown(EXCERPT + few() + note("other", "two", "   B.", "fallacy"), "#critique-other")
    page.locator("button[data-critique-filter='kind:fallacy']").click()
    page.reload()
    assert not page.locator("#critique-other").is_visible()


def test_back_gives_the_choice_of_before(shown: Shown) -> None:
    page = shown(EXCERPT + few() + note("other", "two", "   B.", "fallacy"))
    page.locator("button[data-critique-filter='kind:fallacy']").click()
    page.locator("a.critique-call[href='#critique-few1']").click()
    page.evaluate("location.hash = 'critique-other'")
    page.wait_for_function("document.activeElement.id === 'critique-other'")
    page.go_back()
    page.wait_for_function("document.getElementById('critique-other').hidden")
    assert page.locator("button[aria-pressed='false']").count() == 1


def test_few_notes_are_never_hidden_and_keys_can_be_turned_on_again(shown: Shown) -> None:
    page = shown(EXCERPT + note("only", "two", "   A."), "?critique-hide=kind:gloss")
    only = page.locator(NOTE)
    assert only.is_visible()
    page.keyboard.press("?")
    page.locator("dialog input").uncheck()
    page.keyboard.press("Escape")
    only.hover()
    only.locator(".critique-tools button").last.click()
    assert page.locator("dialog").is_visible()


def test_a_note_taller_than_the_window_is_shown_from_its_beginning(shown: Shown) -> None:
    tall = note("tall", "two", LONG * 3)
    page = shown(EXCERPT + tall + note("next", "three", "   B."), size=NARROW)
    for key in "nnp":
        page.keyboard.press(key)
    assert 0 <= page.locator("#critique-tall").bounding_box()["y"] < 300


def test_a_preview_of_another_page_has_no_raw_names(shown: Shown) -> None:
    page = shown(
        EXCERPT + note("n1", "two", "   See :critique:ref:`n2`."),
        two=EXCERPT + note("n2", "two", "   As :critique:ref:`n1` says."),
    )
    title = page.locator("a.reference[href^='two.html']").first.get_attribute("title")
    assert title == "gloss 2: two] As gloss 1 says."


def test_what_stands_on_the_page_is_previewed_from_it(shown: Shown) -> None:
    """By pointing and by keyboard: without numbers of lemmata, replies or what is hidden."""
    reply = "\n   .. reply::\n\n      An answer.\n"
    source = EXCERPT.replace("::\n", "::\n   :name: words\n", 1)
    source += note("n1", "two", f"   An argument.\n{reply}") + few()
    page = shown(f"{source}See :critique:ref:`words` and :critique:ref:`n1`.\n")
    passage, about = page.locator("p > a.reference.internal[href^='#']:has(.critique-ref)").all()
    assert [each.get_attribute("title") for each in (passage, about)] == [None, None]
    preview = page.locator(".critique-preview")
    for link, words in (
        (passage, "one two three four Excerpt 1"),
        (about, "Gloss two] An argument."),
    ):
        link.hover()
        preview.wait_for()
        assert " ".join(preview.inner_text().split()) == words
        shown_beside = preview.locator(".critique-heading > .critique-number").all()
        numbers = [each.get_attribute("data-critique-shown") for each in shown_beside]
        assert numbers == ([] if link is passage else ["6"])
        page.keyboard.press("Escape")
        link.focus()
        preview.wait_for()
        assert " ".join(preview.inner_text().split()) == words
        page.keyboard.press("Escape")


def test_a_long_preview_stays_in_the_window(shown: Shown) -> None:
    fill = "\n\n".join(["Words."] * 12)
    page = shown(EXCERPT + note("long", "two", LONG) + f"{fill}\n\nSee :critique:ref:`long`.\n")
    page.locator("p > a.reference").last.focus()
    preview = page.locator(".critique-preview")
    preview.wait_for()
    box = preview.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= WIDE["height"]


def test_an_address_that_is_none_breaks_nothing(shown: Shown) -> None:
    page = shown(EXCERPT + note("n", "two", "   A."), "#%E0%A4%A")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "critique-n"


def test_lemmata_of_notes_elsewhere_are_hidden_with_their_kind(shown: Shown) -> None:
    there = "Two\n===\n\n.. fallacy:: three\n   :on: passage\n\n   B.\n"
    page = shown(EXCERPT.replace("::\n", "::\n   :name: passage\n", 1) + few(), two=there)
    mark = page.locator("mark.critique-fallacy")
    assert "critique-off" not in mark.get_attribute("class")
    # No kind of this page's: its chip is that of another page, whose address one may have.
    page.goto(f"{page.url}?critique-hide=kind:fallacy")
    assert "critique-off" in mark.get_attribute("class")


PAIR = """
P
=

.. excerpt::
   :name: one

   One two.

.. excerpt::
   :name: two
   :layout: below

   Three four.

.. gloss:: Three
   :with: one

   Above.

Words between.

.. gloss:: four
   :on: two
   :with: one

   Below.
"""


def test_the_other_passage_stands_beside_its_twin(shown: Shown) -> None:
    """But not where the twin stands directly above."""
    page = shown(PAIR)
    twins = page.locator(".critique-twins > .critique-twin")
    first, second = (each.bounding_box() for each in twins.all())
    assert abs(first["y"] - second["y"]) < 2
    assert second["x"] > first["x"] + first["width"] - 1
    assert page.locator("blockquote.critique-beside").count() == 3


VERSE = """
P
=

.. excerpt::
   :numbered:

   | The river keeps no ledger of the drowned, nor of the living, nor of anyone at all,
   |     I lean upon the pole, and hear the sound
   | You say the toll is just.
"""


def test_numbers_of_verses_stand_in_one_column(shown: Shown) -> None:
    page = shown(VERSE, size=NARROW)
    numbers = [each.bounding_box() for each in page.locator(".critique-line-number").all()]
    assert len({each["x"] for each in numbers}) == 1
    lines = [each.bounding_box() for each in page.locator("blockquote .line").all()]
    for number, line in zip(numbers, lines, strict=True):
        assert line["y"] - 2 <= number["y"] <= line["y"] + 8
