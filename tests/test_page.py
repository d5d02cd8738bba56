"""What a reader does with a page of the example edition, in a real browser."""

import gzip
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import sphinx_critique

from .browsing import (
    BOXES,
    EXAMPLE,
    MANY,
    MINUTE,
    NARROW,
    NOTE,
    SHIFTS,
    WIDE,
    build,
    complaints,
    many_notes,
    when_still,
)
from .conftest import program, require

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The example edition in a layout, built once."""

    def built(layout: str) -> Path:
        folder = tmp_path_factory.mktemp(layout)
        theme = "alabaster"
        return build(EXAMPLE, folder, critique_layout=layout, nitpicky=True, html_theme=theme)

    return cache(built)


Open = Callable[..., Any]


@pytest.fixture
def visit(browser: Any, site: Callable[[str], Path]) -> Iterator[Open]:
    """Open a page of the edition; at its end, the page must have met no error."""
    errors: list[str] = []

    def visit(
        layout: str = "beside", name: str = "kronstadt.html", size: Any = WIDE, **options: Any
    ) -> Any:
        page = browser.new_context(viewport=size, **options).new_page()
        page.set_default_timeout(MINUTE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        file, _, rest = name.partition("#")
        file, _, query = file.partition("?")
        address = (site(layout) / file).as_uri()
        page.goto(f"{address}?{query}#{rest}" if query or rest else address)
        return page

    yield visit
    assert errors == []


def lit(page: Any) -> set[str]:
    return set(page.locator(f"{NOTE}.critique-lit").evaluate_all("all => all.map(n => n.id)"))


def test_notes_stand_beside_their_excerpt_level_with_their_lemmata(visit: Open) -> None:
    page = visit(name="war-and-labour.html")
    found = page.evaluate(BOXES)
    assert len(found) > 5
    for (_, _, right, _), notes in found:
        assert all(left >= right for left, *_ in notes)
        for (_, _, _, bottom), (_, top, _, _) in pairwise(notes):
            assert top >= bottom
    level = page.evaluate(
        """() => [...document.querySelectorAll(".critique-columns")].map(columns => {
          const note = columns.lastElementChild.firstElementChild;
          const mark = columns.querySelector(`mark[data-critique-note="${note.id}"]`);
          return mark && mark.getClientRects()[0].top - note.getBoundingClientRect().top;
        }).filter(each => each !== null)"""
    )
    assert len(level) > 5
    assert all(abs(each) < 2 for each in level)


def test_on_a_narrow_window_notes_are_below(visit: Open) -> None:
    page = visit(size=NARROW)
    for (_, _, _, bottom), notes in page.evaluate(BOXES):
        assert all(top >= bottom for _, top, *_ in notes)
    assert page.locator(".critique-folded").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_layout_follows_the_window(visit: Open) -> None:
    page = visit(size=NARROW)
    page.set_viewport_size(WIDE)
    page.wait_for_function(
        f"document.querySelector('.critique-notes > {NOTE}').style.marginTop !== ''"
    )
    page.set_viewport_size(NARROW)
    page.wait_for_function(
        f"document.querySelector('.critique-notes > {NOTE}').style.marginTop === ''"
    )


def test_a_long_note_is_folded_and_opens(visit: Open) -> None:
    page = visit(name="war-and-labour.html")
    folded = page.locator(".critique-folded")
    before = folded.count()
    assert before > 0
    control = folded.first.locator("> .critique-unfold")
    assert control.get_attribute("aria-expanded") == "false"
    control.focus()
    page.keyboard.press("Enter")
    assert folded.count() == before - 1
    for _, notes in page.evaluate(BOXES):
        for (_, _, _, bottom), (_, top, _, _) in pairwise(notes):
            assert top >= bottom - 1


def test_an_excerpt_can_have_a_layout_of_its_own(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["sphinx_critique"]')
    excerpt = ".. excerpt::{}\n\n   one two three\n\n.. gloss:: two\n\n   A.\n\n"
    (source / "index.rst").write_text(
        "P\n=\n\n" + excerpt.format("") + excerpt.format("\n   :layout: beside")
    )
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto((build(source, tmp_path / "out") / "index.html").as_uri())
    assert page.locator(".critique-columns").count() == 1
    ((_, _, right, _), ((left, *_),)) = page.evaluate(BOXES)[0]
    assert left >= right


def test_pointing_at_a_lemma_lights_up_its_note_and_the_other_way_round(visit: Open) -> None:
    page = visit()
    mark = page.locator("mark[data-critique-note='critique-demands']").first
    mark.hover()
    assert lit(page) == {"critique-demands"}
    page.locator("#critique-old-leaders .critique-heading").hover()
    assert lit(page) == {"critique-old-leaders"}
    assert "critique-lit" in (
        page.locator("mark[data-critique-note='critique-old-leaders']").first.get_attribute("class")
    )
    page.locator("[role=main] h1").hover()
    assert lit(page) == set()


def test_focus_lights_up_as_pointing_does(visit: Open) -> None:
    page = visit()
    page.locator("a.critique-call[href='#critique-demands']").focus()
    assert lit(page) == {"critique-demands"}


def test_lemmata_that_share_words_are_each_reached(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["sphinx_critique"]')
    (source / "index.rst").write_text(
        "P\n=\n\n.. excerpt::\n\n   one two three four\n\n"
        ".. gloss:: one two three\n   :name: a\n\n   A.\n\n"
        ".. fallacy:: two three four\n   :name: b\n\n   B.\n\n"
        ".. context:: two\n   :name: c\n\n   C.\n"
    )
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto((build(source, tmp_path / "out") / "index.html").as_uri())
    at = {
        "one": {"critique-a"},
        "two": {"critique-a", "critique-b", "critique-c"},
        "three": {"critique-a", "critique-b"},
        "four": {"critique-b"},
    }
    for word, ids in at.items():
        box = page.evaluate(
            """word => { const walker = document.createTreeWalker(
              document.querySelector("figure blockquote"), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const place = walker.currentNode.data.indexOf(word);
                if (place < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, place);
                range.setEnd(walker.currentNode, place + word.length);
                const r = range.getBoundingClientRect();
                return [r.left + r.width / 2, r.top + r.height / 2]; } }""",
            word,
        )
        page.mouse.move(*box)
        assert lit(page) == ids, word
    for name in "abc":
        page.locator(f"a.critique-call[href='#critique-{name}']").focus()
        page.mouse.move(0, 0)
        assert lit(page) == {f"critique-{name}"}


def test_kinds_are_shown_and_hidden_and_the_address_keeps_the_choice(visit: Open) -> None:
    page = visit()
    chip = page.locator("button[data-critique-filter='kind:omission']")
    assert chip.inner_text() == "three omissions"
    omissions = page.locator(f"{NOTE}.critique-omission")
    others = page.locator(f"{NOTE}:not(.critique-omission)")
    chip.focus()
    page.keyboard.press("Space")
    assert chip.get_attribute("aria-pressed") == "false"
    assert all(not each.is_visible() for each in omissions.all())
    assert all(each.is_visible() for each in others.all())
    assert "critique-hide=kind%3Aomission" in page.url
    page.reload()
    assert all(not each.is_visible() for each in omissions.all())
    assert chip.get_attribute("aria-pressed") == "false"
    chip.click()
    assert all(each.is_visible() for each in omissions.all())
    assert "critique-hide" not in page.url


def test_voices_can_be_chosen_and_few_notes_need_no_bar(visit: Open) -> None:
    page = visit("below", "forewords.html")
    assert page.locator("button[data-critique-filter^='voice:']").count() > 1
    page = visit("below", "loci.html")
    assert page.locator(".critique-tally").count() == 0


def test_keys_step_through_the_notes(visit: Open) -> None:
    page = visit("below")
    ids = page.locator(NOTE).evaluate_all("all => all.map(note => note.id)")
    seen = []
    for _ in ids:
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ids
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == ids[-2]
    assert page.locator(f"#{ids[-2]}").evaluate(
        "note => note.getBoundingClientRect().top < innerHeight"
    )


def test_keys_are_listed_and_can_be_turned_off(visit: Open) -> None:
    page = visit("below")
    page.keyboard.press("?")
    dialog = page.locator("dialog.critique-keys")
    assert dialog.is_visible()
    assert [each.inner_text() for each in dialog.locator("kbd").all()] == ["n", "p", "?"]
    dialog.locator("input").uncheck()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("n")
    assert page.evaluate("!document.activeElement.matches('aside')")
    page.reload()
    page.keyboard.press("n")
    assert page.evaluate("!document.activeElement.matches('aside')")
    page.locator("button.critique-help").click()
    dialog.locator("input").check()
    page.keyboard.press("Escape")
    page.locator("[role=main] h1").click()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.matches('aside')")


def test_keys_do_not_disturb_who_types(visit: Open) -> None:
    page = visit("below")
    search = page.locator("input[name='q']").last
    search.evaluate("field => field.focus()")
    page.keyboard.type("np?")
    assert search.input_value() == "np?"


def test_a_link_to_a_note_opens_shows_and_focuses_it(visit: Open) -> None:
    page = visit(name="kronstadt.html?critique-hide=kind:omission#critique-demands")
    note = page.locator("#critique-demands")
    assert note.is_visible()
    assert "critique-folded" not in note.get_attribute("class")
    assert page.evaluate("document.activeElement.id") == "critique-demands"
    page.locator("a.critique-call[href='#critique-old-leaders']").click()
    page.wait_for_function("document.activeElement.id === 'critique-old-leaders'")
    page.locator("a.critique-call[href='#critique-old-leaders']").click()
    page.wait_for_function("document.activeElement.id === 'critique-old-leaders'")


def test_link_and_citation_are_copied(visit: Open) -> None:
    page = visit("below", permissions=["clipboard-read", "clipboard-write"])
    note = page.locator("#critique-demands")
    note.hover()
    note.locator(".critique-tools button").first.click()
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("kronstadt.html#critique-demands")
    note.locator(".critique-tools button[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('“'))")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("omission 35 (“the end of rationing, freedom for small traders”), Kron")
    assert cited.endswith("#critique-demands")


def test_a_reference_is_previewed_and_dismissed(visit: Open) -> None:
    page = visit("below", "kronstadt.html")
    reference = page.locator("a.reference:has(> .critique-ref):not(.critique-number)").first
    preview = page.locator(".critique-preview")
    page.clock.install()
    reference.hover()
    preview.wait_for()
    assert len(preview.inner_text()) > 60
    preview.hover()
    page.clock.run_for(400)
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert preview.count() == 0
    reference.focus()
    preview.wait_for()
    assert reference.get_attribute("aria-describedby") == preview.get_attribute("id")
    page.keyboard.press("Tab")
    preview.wait_for(state="detached")


def test_a_source_is_previewed_on_its_citation(visit: Open) -> None:
    page = visit("below")
    citation = page.locator(".critique-cite a", has_text="Getzler").first
    citation.focus()
    preview = page.locator(".critique-preview")
    preview.wait_for()
    assert "Kronstadt 1917–1921" in preview.inner_text()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_a_correction_is_struck_and_standing_words(visit: Open) -> None:
    page = visit("below", "opposition.html")
    reading = page.locator("#critique-stalingrad .critique-reading")
    assert " ".join(reading.inner_text().split()) == "for In 1922 read In April 1925"
    assert reading.locator("del").inner_text() == "In 1922"
    assert reading.locator("ins").inner_text() == "In April 1925"


def test_replies_hang_under_what_they_answer(visit: Open, browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["sphinx_critique"]')
    excerpt = "P\n=\n\n.. excerpt::\n\n   one two\n\n.. gloss:: two\n\n   A.\n"
    (source / "index.rst").write_text(f"{excerpt}\n   .. reply::\n\n      B.\n")
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto((build(source, tmp_path / "out") / "index.html").as_uri())
    outer = page.locator(NOTE).first.bounding_box()
    inner = page.locator(f"{NOTE} {NOTE}").bounding_box()
    assert inner["x"] > outer["x"]
    assert inner["y"] + inner["height"] <= outer["y"] + outer["height"]


@pytest.mark.parametrize("layout", ["below", "beside"])
def test_without_scripts_all_can_be_read_and_links_work(visit: Open, layout: str) -> None:
    page = visit(layout, java_script_enabled=False)
    for note in page.locator(NOTE).all():
        assert note.is_visible()
    assert page.locator(".critique-switches").first.is_visible()
    assert not page.locator(".critique-tally button").first.is_visible()
    page.locator("a.critique-call[href='#critique-demands']").click()
    assert page.url.endswith("#critique-demands")
    box = page.locator("#critique-demands").bounding_box()
    assert -1 <= box["y"] < WIDE["height"]


def test_right_to_left(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["sphinx_critique"]\nlanguage = "he"\ncritique_layout = "beside"\n'
        'html_theme = "bare"\nhtml_theme_path = ["."]\n'
    )
    theme = source / "bare"
    theme.mkdir()
    (theme / "theme.toml").write_text('[theme]\ninherit = "alabaster"\nsidebars = []\n')
    (theme / "layout.html").write_text(
        '{% extends "alabaster/layout.html" %}\n{% block htmltitle %}{{ super() }}{% endblock %}'
    )
    (source / "index.rst").write_text(
        "P\n=\n\n.. excerpt::\n\n   אחת שתיים שלוש\n\n.. gloss:: שתיים\n\n   הערה.\n"
    )
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto((build(source, tmp_path / "out") / "index.html").as_uri())
    page.evaluate("document.documentElement.dir = 'rtl'")
    when_still(page)
    ((left, *_), ((_, _, note_right, _),)) = page.evaluate(BOXES)[0]
    assert note_right <= left
    style = page.locator(".critique-notes").evaluate(
        "notes => [getComputedStyle(notes).borderRightWidth,"
        " getComputedStyle(notes).borderLeftWidth]"
    )
    assert style == ["1px", "0px"]


def test_a_page_printed_from_the_browser(visit: Open) -> None:
    page = visit(name="war-and-labour.html")
    page.emulate_media(media="print")
    heights = page.locator(NOTE).evaluate_all("all => all.map(n => getComputedStyle(n).maxHeight)")
    assert set(heights) == {"none"}
    assert not page.locator(".critique-help").is_visible()
    assert not page.locator(".critique-tools").first.is_visible()
    for (_, _, _, bottom), notes in page.evaluate(BOXES):
        assert all(top >= bottom for _, top, *_ in notes)
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("layout", ["below", "beside"])
def test_a_strict_policy_breaks_nothing(
    browser: Any, site: Callable[[str], Path], tmp_path: Path, layout: str
) -> None:
    """Nothing is said of our pages that is not said of a page of the theme's without us."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("")
    (source / "index.rst").write_text("Bare\n====\n\nWords.\n")
    without = build(source, tmp_path / "bare", html_theme="alabaster")
    (bare,) = complaints(browser, without, "index")
    for found in complaints(browser, site(layout), "kronstadt", "overview", "apparatus", "loci"):
        assert [re.sub(r"'sha256.*?'", "", each) for each in found] == [
            re.sub(r"'sha256.*?'", "", each) for each in bare
        ]


def test_five_hundred_notes_stand_apart_and_do_not_jump(browser: Any, tmp_path: Path) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(MINUTE)
    page.add_init_script(SHIFTS)
    page.goto(many_notes(tmp_path / "many").as_uri())
    when_still(page)
    found = page.evaluate(BOXES)
    assert sum(len(notes) for _, notes in found) == MANY
    for _, notes in found:
        for (_, _, _, bottom), (_, top, _, _) in pairwise(notes):
            assert top >= bottom
    for (_, (*_, (_, _, _, bottom))), ((_, top, *_), _) in pairwise(found):
        assert top >= bottom
    assert page.evaluate("window.shifts") == []
    page.locator("button[data-critique-filter='kind:gloss']").click()
    assert page.locator(f"{NOTE}:visible").count() == MANY - MANY // 5
    for _, notes in page.evaluate(BOXES):
        for (_, _, _, bottom), (_, top, _, _) in pairwise(notes):
            assert top >= bottom


COUNTS = ("LayoutCount", "RecalcStyleCount")


def test_the_page_is_laid_out_once_however_many_notes(browser: Any, tmp_path: Path) -> None:
    """Browsers look at each excerpt's width once, which counts as a style found anew."""
    page = browser.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(MINUTE)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def counts() -> list[int]:
        when_still(page)
        metrics = session.send("Performance.getMetrics")["metrics"]
        found = {each["name"]: int(each["value"]) for each in metrics}
        return [found[name] for name in COUNTS]

    page.goto(many_notes(tmp_path / "many").as_uri())
    _, styles = before = counts()
    assert styles < 2.5 * MANY / 5
    page.set_viewport_size({"width": WIDE["width"] - 400, "height": WIDE["height"]})
    after = counts()
    assert after[0] - before[0] < 10
    page.locator("button[data-critique-filter]").first.click()
    assert counts()[0] - after[0] < 10


def test_tools_are_at_the_end_of_each_note_wherever_the_parser_paused(
    browser: Any, tmp_path: Path
) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(MINUTE)
    page.goto(many_notes(tmp_path / "many").as_uri())
    last = page.locator(f"{NOTE} > .critique-grounds:last-child > .critique-tools:last-child")
    folded = page.locator(f"{NOTE} > .critique-grounds:nth-last-child(2):has(+ .critique-unfold)")
    assert last.count() + folded.count() == MANY


def test_it_is_small() -> None:
    static = Path(sphinx_critique.__file__).parent / "formats" / "html" / "static"
    sizes = {
        path.suffix: len(gzip.compress(path.read_bytes(), 9, mtime=0))
        for path in static.glob("sphinx-critique.*")
    }
    assert sizes[".js"] <= 8 * 1024
    assert sizes[".js"] + sizes[".css"] <= 14 * 1024


def test_the_browser_is_there() -> None:
    require(program("chromium"), "chromium")
