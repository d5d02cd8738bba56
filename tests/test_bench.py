"""The benches themselves: what they compare, and what they make of it. Nothing is built here."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from .bench import picture
from .bench.checking import judged, keep, load
from .bench.comparing import BASELINES, START, Ratio, Row, growth, ratios
from .bench.editions import BARE, BY_HAND, NEEDS, OURS, WORDS, Form, edit, passages, write
from .bench.measuring import BUILDS, CLEAN, UNCHANGED, Cost, Edition

FORMS = (OURS, BARE, BY_HAND, NEEDS)
NOTES = 30
ROW = Row("bare", "html, clean", 100, "cpu")
SVG = "{http://www.w3.org/2000/svg}"


def words(text: str) -> list[str]:
    """Those of the passages and notes, in order; entries of an index say them again."""
    text = re.sub(r"^\.\. index::.*", "", text, flags=re.MULTILINE)
    return [word for word in re.findall("[a-z]+", text) if word in WORDS.split()]


def written(form: Form, folder: Path, citing: bool = False) -> dict[str, str]:
    folder.mkdir(parents=True)
    write(folder, NOTES, form, citing)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_form_holds_the_same_words_in_the_same_order(form: Form) -> None:
    expected: list[str] = []
    given = ""
    for passage in passages(NOTES):
        said = [(note.lemma, note.body, note.quoted) for note in passage.notes]
        expected += words(" ".join((passage.text, *(" ".join(each) for each in said))))
        given += "\n".join(form.written(passage))
    assert words(given) == expected
    assert len(expected) > NOTES * 50


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_edit_changes_one_word_of_one_document(form: Form, tmp_path: Path) -> None:
    before = written(form, tmp_path / "source")
    for _ in range(2):
        edit(tmp_path / "source", NOTES)
        after = {name: (tmp_path / "source" / name).read_text("utf-8") for name in before}
        (changed,) = [name for name in before if before[name] != after[name]]
        pairs = zip(before[changed].split(), after[changed].split(), strict=True)
        assert sum(one != other for one, other in pairs) == 1
        before = after


def test_by_hand_each_lemma_is_marked_numbered_and_linked_to_and_fro() -> None:
    for passage in passages(NOTES):
        text = "\n".join(BY_HAND.written(passage))
        for note in passage.notes:
            assert f":lemma:`{note.lemma}`\\ :ref:`{note.number + 1} <n{note.number}>`" in text
            assert f".. admonition:: :ref:`{note.number + 1} <e{passage.number}>`" in text


@pytest.mark.parametrize("form", [OURS, BARE], ids=lambda form: form.name)
def test_with_citations_each_note_has_one(form: Form, tmp_path: Path) -> None:
    sources = written(form, tmp_path / "source", citing=True)
    cited = "".join(text for name, text in sources.items() if name.startswith("page"))
    assert len(re.findall(r":cite(?::p:`|: )source\d+", cited)) == NOTES
    assert "sphinxcontrib.bibtex" in sources["conf.py"]


def test_ratios_are_of_the_least_to_the_least() -> None:
    ours, bare = (Edition(form) for form in (OURS, BARE))
    costs = {
        ours: {CLEAN: [Cost(3, 10, 4, 8), Cost(6, 10, 4, 8), Cost(9, 10, 4, 8)]},
        bare: {CLEAN: [Cost(4, 10, 2, 0), Cost(2, 10, 2, 0), Cost(5, 10, 2, 0)]},
    }
    found = ratios(costs, 100)
    assert found[ROW] == Ratio(1.5, 1.5, 3, 2)
    assert found[ROW._replace(figure="environment")].least == 2
    # Without pages on one side there is nothing to compare.
    assert ROW._replace(figure="pages") not in found


def test_growth_is_a_power_of_the_number_of_notes() -> None:
    found = {
        ROW: Ratio(2, 2, 2, 1),
        ROW._replace(notes=1000): Ratio(10, 10, 200, 10),
        ROW._replace(notes=1000, figure="pages"): Ratio(1, 1, 7, 7),
    }
    assert growth(found, CLEAN.name) == pytest.approx((2, 1))
    assert growth(found, UNCHANGED.name) is None


def test_what_is_worse_better_missing_or_new() -> None:
    rows = [ROW._replace(notes=notes) for notes in range(1, 7)]
    kept = dict(zip(rows[:5], (1.0, 1.0, 1.0, 1.0, 1.0), strict=True))
    now = dict(zip([*rows[:4], rows[5]], (1.04, 1.06, 0.94, 1.5, 9.0), strict=True))
    verdict = judged(kept, now)
    assert [change.row for change in verdict.worse] == [rows[3], rows[1]]
    assert [change.row for change in verdict.better] == [rows[2]]
    assert [change.row for change in verdict.alike] == [rows[0]]
    assert (verdict.missing, verdict.new) == ([rows[4]], [rows[5]])
    assert verdict.status == 1
    assert judged(kept, now, tolerance=0.6).status == 0
    said = "\n".join(verdict.lines())
    assert f"  {rows[3]}: 1.000, now 1.500 (+50.0%)" in said
    assert "not measured now: 1\n  bare / html, clean / 5" in said


def test_to_compare_nothing_is_not_to_pass() -> None:
    assert judged({}, {ROW: 1.0}).status == 2
    assert judged({ROW: 1.0}, {}).status == 2


def test_what_is_not_measured_stays_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    keep({ROW: 1.23456, START: 1.0}, path)
    keep({START: 1.5}, path)
    assert load(path) == {ROW: 1.235, START: 1.5}
    assert load(tmp_path / "none.json") == {}


def test_rows_that_are_kept_are_such_as_are_measured() -> None:
    names = {baseline.name for baseline in BASELINES}
    builds = {build.name for build in BUILDS}
    kept = load()
    assert kept
    for row in kept.keys() - {START}:
        assert (row.against in names, row.build in builds) == (True, True), row
        assert row.figure in Cost._fields


@pytest.mark.parametrize(
    "ratios_at", [{100: 1.2}, {100: 0.8, 1000: 12.0}, {100: 1.0, 1000: 1.0, 10_000: 1.0}], ids=str
)
def test_the_picture_is_well_formed_and_told_in_words(ratios_at: dict[int, float]) -> None:
    builds = [build.name for build in picture.LOOKS]
    kept = {Row("bare", b, n, "cpu"): ratio for b in builds for n, ratio in ratios_at.items()}
    root = etree.fromstring(picture.drawn(kept))
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == picture.TITLE
    told = root.findtext(f"{SVG}desc") or ""
    assert all(f"{ratio:.2f} at {notes:,} notes" in told for notes, ratio in ratios_at.items())
    assert len(root.findall(f"{SVG}circle")) == len(builds) * len(ratios_at)
    places = [float(each.get("y", "nan")) for each in root.iter(f"{SVG}text")]
    assert all(0 < y < picture.HEIGHT for y in places)
    names = [text for text in root.iter(f"{SVG}text") if float(text.get("x", "")) > picture.RIGHT]
    ends = sorted(float(text.get("y", "")) for text in names)
    assert all(lower - upper > picture.APART - 0.1 for upper, lower in pairwise(ends))


def test_the_picture_of_the_guide_is_of_what_is_kept() -> None:
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.drawn(load())
