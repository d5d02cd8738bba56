"""What transcripts of every form say, kind by kind: gaps, labels, places, versions, furniture."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from sphinx_critique.texts.collation import Check, Index, Page, Pages, Result, Scope, check
from sphinx_critique.texts.collation.drawn import draw
from sphinx_critique.texts.collation.holding import holds
from sphinx_critique.texts.collation.pages import GAP
from sphinx_critique.texts.loci import Locator, Place, read_locator
from sphinx_critique.texts.transcripts import (
    Layout,
    Reading,
    TranscriptError,
    read_errata,
    read_transcript,
)
from sphinx_critique.texts.transcripts.foliation import foliated

from .conftest import Project, module

TITLE = "T\n=\n\n:quote:`"
SOURCES = "\n.. bibliography::\n"


def read(path: Path, content: str, **reading: Any) -> Pages:
    path.write_text(content, encoding="utf-8")
    return read_transcript(path, Reading(**reading))


def tei(folder: Path, body: str, **reading: Any) -> Pages:
    return read(folder / "a.xml", f"<TEI><text><body>{body}</body></text></TEI>", **reading)


def web(folder: Path, body: str, **reading: Any) -> Pages:
    return read(folder / "a.html", f"<!DOCTYPE html><body>{body}", **reading)


def plain(folder: Path, text: str, **reading: Any) -> Pages:
    return read(folder / "a.txt", text, **reading)


def result(pages: Pages, words: str, locator: str = "") -> Result:
    return check(Index.of(pages), words, Scope(read_locator(locator)))


def placed(pages: Pages, words: str, locator: str) -> str:
    found = result(pages, words, locator)
    return f"{found.status}, {found.place}"


def texts(pages: Pages) -> list[tuple[str, str]]:
    return [(page.label, " ".join(page.text.split())) for page in pages.pages]


def furniture(pages: Pages) -> list[list[str]]:
    return [[page.text[slice(*span)] for span in page.furniture] for page in pages.pages]


# Gaps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("We do <gap><desc>〈◊〉</desc></gap> hold", f"We do {GAP} hold"),
        ("a l<gap/> debt", f"a l{GAP} debt"),
        ("a <gap/>ge debt", f"a {GAP}ge debt"),
        ("a <unclear/> debt", f"a {GAP} debt"),
        ("a <unclear>large</unclear> debt", "a large debt"),
        ("an <damage><gap/></damage>; which", f"an {GAP}; which"),
        ("an [illegible] debt", f"an {GAP} debt"),
    ],
)
def test_gaps_of_tei(tmp_path: Path, body: str, text: str) -> None:
    assert texts(tei(tmp_path, f"<p>{body}</p>")) == [("", text)]


@pytest.mark.parametrize(
    "mark", ["[illegible]", "[Illegible: 2 words]", "[2 illegible words]", "〈◊〉", "[unleserlich]"]
)
def test_gaps_of_plain_text(tmp_path: Path, mark: str) -> None:
    assert texts(plain(tmp_path, f"We do {mark} hold")) == [("", f"We do {GAP} hold")]
    assert texts(web(tmp_path, f"<p>We do {mark} hold")) == [("", f"We do {GAP} hold")]


@pytest.mark.parametrize("mark", ["[sic]", "[…]", "[Illegal]", "〈詩〉", "[an illegible hand]"])
def test_what_is_no_gap(tmp_path: Path, mark: str) -> None:
    assert texts(plain(tmp_path, f"We do {mark} hold")) == [("", f"We do {mark} hold")]


# Labels ----------------------------------------------------------------------------------------

VOLUMES = (
    '<div type="volume" n="1"><pb n="16"/><p>the young children <pb n="17"/>left alone</p></div>'
    '<div type="volume" n="2"><pb n="16"/><p>He rose and ran <pb n="17"/>very fast</p></div>'
)


def test_volumes_of_tei(tmp_path: Path) -> None:
    pages = tei(tmp_path, VOLUMES)
    assert [page.label for page in pages.pages] == ["1: 16", "1: 17", "2: 16", "2: 17"]
    assert placed(pages, "the young children left alone", "16–17") == "verbatim, checked"
    assert placed(pages, "He rose and ran very fast", "2: 16–17") == "verbatim, checked"
    assert placed(pages, "He rose and ran very fast", "vol. 2") == "verbatim, checked"
    assert placed(pages, "He rose and ran", "1: 16") == "misplaced, checked"
    assert result(pages, "the young children He rose", "16").status == "misquoted"
    assert result(pages, "left alone He rose", "16–17").status == "misquoted"


@pytest.mark.parametrize("marks", [("[p. 1: 16]", "[p. 2: 16]"), ("[vol. 1]\n[p. 16]",) * 2])
def test_volumes_of_plain_text(tmp_path: Path, marks: tuple[str, str]) -> None:
    second = marks[1].replace("vol. 1", "vol. 2")
    pages = plain(tmp_path, f"{marks[0]}\nthe young children\n{second}\nHe rose\n")
    assert texts(pages) == [("1: 16", "the young children"), ("2: 16", "He rose")]
    assert result(pages, "children He rose", "16").status == "misquoted"


def test_labels_that_come_again_without_volumes(tmp_path: Path) -> None:
    pages = plain(tmp_path, "[p. 1]\nthe cover\n[p. 2]\na motto\n[p. 1]\nIt began\n[p. 2]\nto rain")
    assert [page.label for page in pages.pages] == ["1", "2", "1", "2"]
    assert placed(pages, "It began to rain", "1–2") == "verbatim, checked"
    assert placed(pages, "the cover a motto", "1–2") == "verbatim, checked"
    assert placed(pages, "It began", "1") == "verbatim, checked"
    assert placed(pages, "It began", "2: 1") == "verbatim, unchecked"
    assert result(pages, "the cover It began", "1").status == "misquoted"
    assert Index.of(pages).places_of_pages.repeated == ["1", "2"]


def test_pages_are_joined_as_they_follow_in_the_file(tmp_path: Path) -> None:
    pages = plain(tmp_path, "[p. 3]\nthree runs\n[p. 5]\nto five\n[p. 4]\nbut four")
    assert result(pages, "to five but four", "4–5").status == "verbatim"
    assert result(pages, "three runs but four", "3–4").status == "misquoted"


@pytest.mark.parametrize(
    "body",
    [
        '<pb facs="x"/><p>A motto</p><pb n="1"/><p>one</p><pb/><p>a plate</p><pb n="2"/><p>two</p>',
        '<pb facs="x"/><p>A motto</p><pb n="1"/><p>one</p><pb n=""/><p>a plate</p><pb n="2"/>two',
    ],
)
def test_leaves_without_a_label_borrow_none(tmp_path: Path, body: str) -> None:
    pages = tei(tmp_path, body)
    assert [page.label for page in pages.pages] == ["", "1", "", "2"]
    motto, plate = result(pages, "A motto", "1"), result(pages, "a plate", "1–2")
    assert (motto.status, plate.status) == ("misplaced", "misplaced")
    assert "(before 1)" in motto.reason
    assert "(between 1 and 2)" in plate.reason
    assert plate.found is not None
    assert plate.found.page == "between 1 and 2"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("one\ftwo\fthree", ["1", "2", "3"]),
        ("[p. 7]\nseven\feight\fnine", ["7", "8", "9"]),
        ("[p. 7]\nseven\fa plate\f[p. 8]\neight", ["7", "", "8"]),
        ("[p. 7]\nseven\feight\f[p. 9]\nnine", ["7", "8", "9"]),
        ("a title\n[p. 2]\ntwo", ["", "2"]),
        ("a title\f[p. vii]\nseven", ["", "vii"]),
    ],
)
def test_form_feeds_are_counted_where_the_count_is_sure(
    tmp_path: Path, text: str, labels: list[str]
) -> None:
    assert [page.label for page in plain(tmp_path, text).pages] == labels


def test_notes_are_no_part_of_what_runs_on(tmp_path: Path) -> None:
    page = '<pb n="{0}"/><p>{1}<note>{2} note</note></p>'
    pages = tei(tmp_path, page.format(1, "one", "a") + page.format(2, "two", "b"))
    assert result(pages, "two a note", "1–2").status in ("misquoted", "not found")
    assert result(pages, "a note b note", "1–2").status in ("misquoted", "not found")


# Places ----------------------------------------------------------------------------------------


def test_a_text_without_pages_checks_no_place(tmp_path: Path) -> None:
    pages = plain(tmp_path, "The whole text of it has no pages at all.\n")
    found = result(pages, "The whole text", "999")
    assert (found.status, found.place, found.why) == (
        "verbatim",
        "unchecked",
        "the transcript has no pages",
    )
    assert placed(pages, "The whole text", "item 9") == "verbatim, unchecked"
    assert placed(pages, "The whole text", "") == "verbatim, unchecked"
    pages = plain(tmp_path, "[p. 1]\nThe whole text of it.")
    assert placed(pages, "The whole text", "999") == "misplaced, checked"


VERSES = (
    '<div type="edition"><l n="1">Demeter of the hearth</l><l>and priests who serve</l>'
    '<l n="40">all things through men</l><l n="41">are done by women</l></div>'
)


@pytest.mark.parametrize(
    ("words", "locator", "expected"),
    [
        ("Demeter of the hearth and priests", "ll. 1–2", "verbatim, checked"),
        ("and priests who serve", "l. 2", "verbatim, checked"),
        ("and priests who serve", "l. 1", "misplaced, checked"),
        ("through men / are done", "ll. 40–41", "verbatim, checked"),
        ("through men / are done", "ll. 40ff.", "verbatim, checked"),
        ("through men", "ll. 500–501", "misplaced, checked"),
        ("through men", "500", "misplaced, checked"),
        ("through men", "40", "verbatim, checked"),
        ("through men / are done", "40–41", "verbatim, checked"),
        ("through men / are done", "40f.", "verbatim, checked"),
        ("through men", "p. 500", "verbatim, unchecked"),
        ("through men", "ch. 3", "verbatim, unchecked"),
    ],
)
def test_lines_of_tei(tmp_path: Path, words: str, locator: str, expected: str) -> None:
    assert placed(tei(tmp_path, VERSES), words, locator) == expected


PRINTED = '<p><lb n="1"/>These are lines<lb n="2"/>of a print<lb n="3"/>without pages</p>'


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("2", "verbatim, checked, "),
        ("3", "verbatim, unchecked, the transcript has no pages"),
        ("44", "verbatim, unchecked, the transcript has no pages"),
        ("l. 3", "misplaced, checked, "),
        ("l. 2", "verbatim, checked, "),
    ],
)
def test_bare_numbers_may_be_pages_of_printed_lines(
    tmp_path: Path, locator: str, expected: str
) -> None:
    found = result(tei(tmp_path, PRINTED), "of a print", locator)
    assert f"{found.status}, {found.place}, {found.why}" == expected


PLAY = "".join(
    f'<div type="act" n="{act}">'
    + "".join(
        f'<div type="scene" n="{scene}"><stage>Enter</stage>'
        f'<l n="1">{act} {scene} first</l><l n="2">{act} {scene} second</l></div>'
        for scene in (1, 2)
    )
    + "</div>"
    for act in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("words", "locator", "expected"),
    [
        ("3 2 second", "3.2.2", "verbatim, checked"),
        ("3 2 second", "3.2.1", "misplaced, checked"),
        ("3 2 second", "2.2.2", "misplaced, checked"),
        ("3 2 second", "3.1.2", "misplaced, checked"),
        ("3 2 second", "act III, sc. ii, l. 2", "verbatim, checked"),
        ("3 2 second", "act III, sc. i", "misplaced, checked"),
        ("3 2 first / 3 2 second", "3.2.1–2", "verbatim, checked"),
        ("3 2 first / 3 2 second", "3.2.1ff.", "verbatim, checked"),
        ("2 2 second Enter 3 1 first", "2.2.2–3.1.1", "verbatim, checked"),
        ("3 1 first", "2.2.2–3.1.1", "verbatim, checked"),
        ("3 1 second", "2.2.2–3.1.1", "misplaced, checked"),
        ("3 2 second", "3.2", "verbatim, checked"),
        ("3 2 second", "3.1", "misplaced, checked"),
        ("3 2 second", "3.9.9", "misplaced, checked"),
        ("3 2 second", "p. 3", "verbatim, unchecked"),
    ],
)
def test_acts_scenes_and_lines(tmp_path: Path, words: str, locator: str, expected: str) -> None:
    assert placed(tei(tmp_path, PLAY), words, locator) == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("III.ii.2", "verbatim"), ("II.ii.2", "misplaced")]
)
def test_acts_by_roman_numbers(tmp_path: Path, typed: str, expected: str) -> None:
    place = Place("page", "", typed, typed, typed=typed)
    scope = Scope(Locator(typed, typed, (place,), ()))
    found = Check(Index.of(tei(tmp_path, PLAY)), scope).of("3 2 second")
    assert (found.status, found.place) == (expected, "checked")
    if expected == "misplaced":
        assert found.reason == "the words stand in act 3, in scene 2, at line 2"


def test_numbers_of_parts_that_are_pages_or_are_not_recorded(tmp_path: Path) -> None:
    page = '<pb n="3.1"/><p>one</p><pb n="3.2"/><p>two</p>'
    pages = tei(tmp_path, f'<div type="act" n="3"><div type="scene" n="1">{page}</div></div>')
    assert placed(pages, "two", "3.2") == "verbatim, checked"
    pages = tei(tmp_path, '<div type="book" n="1"><l n="1">one</l><l n="2">two</l></div>')
    assert placed(pages, "two", "1.2") == "verbatim, checked"
    assert placed(pages, "two", "1.1") == "misplaced, checked"
    acts = '<div type="act" n="{0}"><div type="scene" n="1"><p>{0} words</p></div></div>'
    found = result(tei(tmp_path, acts.format(1) + acts.format(2)), "2 words", "2.1.7")
    assert (found.status, found.place) == ("verbatim", "unchecked")
    assert found.why == "the transcript records no lines"
    assert placed(tei(tmp_path, acts.format(1) + acts.format(2)), "2 words", "1.1.7").startswith(
        "misplaced"
    )


def test_lines_of_a_page(tmp_path: Path) -> None:
    page = '<pb n="{0}"/><p><lb n="1"/>first of {0}<lb/>second of {0}</p>'
    pages = tei(tmp_path, page.format("one") + page.format("7") + page.format("8"))
    assert placed(pages, "second of 8", "8, l. 2") == "verbatim, checked"
    assert placed(pages, "second of 8", "7, l. 2") == "misplaced, checked"
    assert placed(pages, "second of 8", "8, l. 1") == "misplaced, checked"
    assert placed(pages, "second of 8", "8, n. 1") == "verbatim, unchecked"


CHAPTERS = {
    "tei": '<div type="chapter" n="1"><p>one thing</p></div><div type="chapter" n="2"><p>another'
    "</p></div>",
    "untyped": '<div n="1"><p>one thing</p></div><div n="2"><p>another</p></div>',
    "epidoc": '<div type="textpart" subtype="chapter" n="1"><p>one thing</p></div>'
    '<div type="textpart" subtype="chapter" n="2"><p>another</p></div>',
    "heads": '<div type="chapter"><head>Chapter One</head><p>one thing</p></div>'
    "<div><head>CHAPTER 2. <lb/>Of it</head><p>another</p></div>",
    "milestone": '<p><milestone unit="chapter" n="1"/>one thing '
    '<milestone unit="chapter" n="2"/>another</p>',
}
HEADINGS = {
    "labelled": "<h2>Chapter 1</h2><p>one thing<h2>CHAPTER II. Of it</h2><p>another",
    "numbers": "<h2>I</h2><p>one thing<h2>II. Of it</h2><p>another",
    "nested": "<h1>Chapter 1</h1><h2>2. Of it</h2><p>one thing<h1>Chapter 2</h1><p>another",
    "German": "<h2>Kapitel 1</h2><p>one thing<h2>2. Of it</h2><p>another",
    "in words": "<h2>Chapter One</h2><p>one thing<h2>CHAPTER TWO: Of it</h2><p>another",
    "lines": "<h2>Chapter One<br>Of it</h2><p>one thing"
    "<h2>C<small>HAPTER</small> 2<br>X</h2><p>another",
    "ordinals": "<h2>Erstes Kapitel</h2><p>one thing<h2>Zweites Kapitel.</h2><p>another",
    "French": "<h2>Chapitre premier</h2><p>one thing<h2>Chapitre 2</h2><p>another",
    "Russian": "<h2>Глава первая</h2><p>one thing<h2>Глава вторая</h2><p>another",
}
PLAIN = {
    "marks": "[ch. 1]\none thing\n[ch. 2]\nanother\n",
    "headings": "Chapter One\n\none thing\n\nCHAPTER 2. Of it\n\nanother\n",
    "pages": "\n\n[p. 3]\n\nKapitel 1\n\none thing\n\n[p. 4]\n\nZweites Kapitel\nDer"
    " Titel\n\nanother",
    "titles": "  CHAPTER I.\n  Of this\n\none thing\n\n  CHAPTER II.\n  Of that\n\nanother\n",
    "heads": "Chapitre premier\n\none thing\n\n== CHAPITRE 2 ==\n\nanother\n",
    "parts": "Part One\n\nChapter 1\n\none thing\n\nChapter 2\n\nanother\n\nPART TWO\n\nIt ends.",
}


@pytest.mark.parametrize("name", [*CHAPTERS, *HEADINGS, *PLAIN])
def test_chapters(tmp_path: Path, name: str) -> None:
    if name in PLAIN:
        pages = plain(tmp_path, PLAIN[name])
    elif name in CHAPTERS:
        pages = tei(tmp_path, CHAPTERS[name])
    else:
        pages = web(tmp_path, HEADINGS[name])
    assert placed(pages, "one thing", "ch. 1") == "verbatim, checked"
    assert placed(pages, "another", "chap. 2") == "verbatim, checked"
    found = result(pages, "another", "ch. 7")
    assert (found.status, found.reason) == (
        "misplaced",
        f"the words stand {'on page 4, ' if name == 'pages' else ''}in chapter"
        f" {'II' if name in ('labelled', 'numbers', 'titles') else '2'}",
    )
    assert placed(pages, "one thing", "ch. 2") == "misplaced, checked"


@pytest.mark.parametrize(
    "text",
    [
        "one thing\nChapter Two\nand then another",
        "one thing\n\nChapter two was burned in the night.\n\nanother",
        "one thing\n\nFirst Line\n\nanother",
        "one thing\n\nSecond thoughts\n\nanother",
        "one thing\n\nChapter Two:\nof it\nthere is\nno more\n\nanother",
        "[ch. 1]\none thing\n\nChapter 2\n\nanother",
    ],
)
def test_what_is_no_heading_of_plain_text(tmp_path: Path, text: str) -> None:
    assert placed(plain(tmp_path, text), "another", "ch. 2") != "verbatim, checked"


def test_running_heads_begin_no_chapter(tmp_path: Path) -> None:
    pages = plain(tmp_path, HEADS)
    assert placed(pages, "it rained", "ch. 1") == "verbatim, unchecked"


def test_a_part_ends_the_chapters_of_the_one_before(tmp_path: Path) -> None:
    pages = plain(tmp_path, PLAIN["parts"])
    assert placed(pages, "It ends", "ch. 2") == "misplaced, checked"
    assert placed(pages, "It ends", "part 2") == "verbatim, checked"
    assert placed(pages, "another", "part 1, ch. 2") == "verbatim, checked"


def test_headings_end_what_they_do_not_name(tmp_path: Path) -> None:
    body = "<h2>Chapter 1</h2><p>one thing<h3>A part of it</h3><p>more<h2>Index</h2><p>all things"
    pages = web(tmp_path, body)
    assert placed(pages, "more", "ch. 1") == "verbatim, checked"
    assert placed(pages, "all things", "ch. 1") == "misplaced, checked"


def test_sections_within_chapters(tmp_path: Path) -> None:
    sections = '<div type="section" n="1">{0} first</div><div type="section" n="2">{0} last</div>'
    body = "".join(
        f'<div type="chapter" n="{n}">{sections.format(word)}</div>'
        for n, word in ((1, "one"), (2, "two"))
    )
    pages = tei(tmp_path, body)
    assert placed(pages, "two last", "ch. 2, § 2") == "verbatim, checked"
    assert placed(pages, "two last", "ch. 2, § 1") == "misplaced, checked"
    assert placed(pages, "two last", "ch. 1, § 2") == "misplaced, checked"


def test_a_chapter_of_plain_text_may_be_named_above_its_first_page(tmp_path: Path) -> None:
    pages = plain(
        tmp_path, "[ch. 2]\n[p. 90]\nThe bakers left.\n[ch. 3]\n[p. 91]\nThe ovens cooled.\n"
    )
    assert placed(pages, "The bakers left", "ch. 2") == "verbatim, checked"
    assert placed(pages, "The bakers left", "ch. 3") == "misplaced, checked"
    assert placed(pages, "The ovens cooled", "ch. 3") == "verbatim, checked"


def test_notes_stand_in_the_chapter_that_calls_them(tmp_path: Path) -> None:
    body = '<div type="chapter" n="{0}"><p>text {0}<note>note of {0}</note></p></div>'
    pages = tei(tmp_path, body.format("1") + body.format("2"))
    assert placed(pages, "note of 2", "ch. 2") == "verbatim, checked"
    assert placed(pages, "note of 2", "ch. 1") == "misplaced, checked"


@pytest.mark.parametrize("behind", [" ", "\n"])
def test_lines_of_plain_text(tmp_path: Path, behind: str) -> None:
    first, later = (f"[l. {number}]{behind}" for number in (39, 50))
    text = f"[p. 3]\n{first}The first of them\nthe second of them\n\n{later}a later one\n"
    pages = plain(tmp_path, text)
    assert texts(pages) == [("3", "The first of them the second of them a later one")]
    assert placed(pages, "the second of them", "l. 40") == "verbatim, checked"
    assert placed(pages, "The first of them / the second", "ll. 39–40") == "verbatim, checked"
    assert placed(pages, "a later one", "3, l. 50") == "verbatim, checked"
    assert placed(pages, "a later one", "l. 41") == "misplaced, checked"


@pytest.mark.parametrize("number", ["ii", "XIV", "9" * 5_000])
def test_lines_that_cannot_be_counted_on(tmp_path: Path, number: str) -> None:
    """Those with roman numbers, and with such as Python takes for none."""
    (page,) = plain(tmp_path, f"[p. 3]\n[l. {number}]\nThe first\nthe second\n").pages
    assert page.text.split() == "The first the second".split()
    assert [(each.unit, each.number) for each in page.milestones] == [("line", number)]
    verse = f"<lb n='{number}'/>The first <lb/>the second"
    (page,) = tei(tmp_path, verse).pages
    assert page.text.split() == "The first the second".split()


def test_labels_that_no_page_can_have(tmp_path: Path) -> None:
    long = "9" * 5_000
    text = f"\fOne\n\f[p. {long}]\nTwo\n\fThree\n"
    assert (long, "Two") in texts(plain(tmp_path, text))


@pytest.mark.parametrize("letter", ["İ", "ſ", "K"])
def test_letters_like_those_of_roman_numbers(tmp_path: Path, letter: str) -> None:
    pages = plain(tmp_path, "\f".join(f"Page {n}\n\nwords\n\n{letter}" for n in range(4)))
    assert len(pages.pages) == 4


def test_brackets_of_the_source_are_no_places(tmp_path: Path) -> None:
    text = "[Figure 3]\nwords [Section] and [note 4] more\n[1917]\nend"
    (page,) = plain(tmp_path, text).pages
    assert (page.text, page.milestones) == (text, ())


def test_a_partial_transcript_need_not_have_the_place(tmp_path: Path) -> None:
    pages = plain(tmp_path, "[ch. 1]\none thing", partial=True)
    assert result(pages, "never there", "ch. 2").status == "unchecked"


PLACES = """
Title
=====

.. excerpt:: ch. 1

   The old words

.. excerpt:: 12

   The old words

.. excerpt::

   The old words
"""


def test_what_a_row_and_a_reader_are_told(project: Project) -> None:
    project.cite().write(
        {"index.rst": PLACES, "transcripts/serge2016.txt": "[ch. 1]\nThe old words stand here."}
    )
    built = project.build("quotecheck")
    rows = built.read("output.txt").splitlines()
    assert [row.partition("place unchecked: ")[2] for row in rows] == [
        "",
        "the transcript has no pages",
        "",
    ]
    assert '"place": "checked"' in built.read("output.json").splitlines()[0]
    page = project.build("html").read("index.html")
    assert page.count("checked against the text; its place is not checked") == 1


# Which text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "last", "first"),
    [
        ("the <del>old</del><add>young</add> men", "the young men", "the old men"),
        ("and <subst>\n <del>she</del>\n <add>he</add>\n</subst> laughed", "and he laughed", ""),
        ("a <surplus>a</surplus> word", "a word", "a a word"),
        ("so <restore><del>it</del></restore> is", "so it is", "so it is"),
        ("un<subst><del>fair</del> <add>fit</add></subst>ted", "unfitted", "unfairted"),
        ("go <delSpan spanTo='#e'/>away <hi>now</hi> <anchor xml:id='e'/>home", "go home", ""),
        ("go <addSpan spanTo='#e'/>away<anchor xml:id='e'/> home", "go away home", "go home"),
        ("a <choice>\n <sic>wrod</sic>\n <corr>word</corr>\n</choice>s", "a words", "a wrods"),
        ("a <choice><orig>worde</orig><reg>word</reg></choice>s", "a wordes", "a wordes"),
        ("<choice><expan>Mister</expan><abbr>Mr</abbr></choice> A", "Mr A", "Mr A"),
        ("a <choice><corr>word</corr></choice> <corr>so</corr>", "a word so", "a word so"),
        ("it <choice><sic>are</sic><corr/></choice> is", "it is", "it are is"),
        (
            "<choice><sic>teh</sic><corr>the</corr><reg>ye</reg></choice> end",
            "the end",
            "teh end",
        ),
        ("an <app>\n<lem>old</lem>\n<rdg>new</rdg>\n</app>er one", "an older one", ""),
    ],
)
def test_versions_of_tei(tmp_path: Path, body: str, last: str, first: str) -> None:
    assert texts(tei(tmp_path, f"<p>{body}</p>")) == [("", last)]
    if first:
        assert texts(tei(tmp_path, f"<p>{body}</p>", first_version=True)) == [("", first)]


@pytest.mark.parametrize(
    ("words", "power"),
    [("5 km", "5 km²"), ("E=mc", "E=mc²"), ("let x", "let x²"), ("some 10", "some 10²")],
)
def test_what_is_raised_in_a_formula_calls_no_note(tmp_path: Path, words: str, power: str) -> None:
    body = f"<p>He went.<sup>1</sup> Then {words}<sup>2</sup> was told.<sup>2</sup></p>"
    notes = "<ol class='footnotes'><li>Once.</li><li>Twice.</li></ol>"
    ((_, text),) = texts(web(tmp_path, body + notes))
    assert text.startswith(f"He went. Then {power} was told.")


def test_versions_of_html(tmp_path: Path) -> None:
    body = "<p>the <del>old</del> <ins>new</ins> house <s>and</s> home"
    assert texts(web(tmp_path, body)) == [("", "the new house home")]
    assert texts(web(tmp_path, body, first_version=True)) == [("", "the old house and home")]


def test_the_first_version_is_a_setting(project: Project) -> None:
    project.cite().write(
        {
            "index.rst": TITLE + "the old men were gone <1>`\n" + SOURCES,
            "a.xml": '<TEI><text><pb n="1"/>the <del>old</del><add>young</add> men were gone'
            "</text></TEI>",
        }
    )
    entry: dict[str, Any] = {"path": "a.xml", "reading": "first"}
    project.config["critique_transcripts"] = {"serge2016": entry}
    assert project.build("quotecheck").warnings == []
    entry["reading"] = "second"
    (warning,) = project.build("quotecheck", fresh=True).warnings
    assert "'reading' must be one of first, last" in warning


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Then <q>come here</q> he said", "Then “come here” he said"),
        ("Then <said>come <q>here</q></said> he", "Then “come “here”” he"),
        ("Then <q>“come here”</q> he", "Then “come here” he"),
        ("Then “<q>come here</q>” he", "Then “come here” he"),
        ("Then <q/> he", "Then he"),
    ],
)
def test_quoted_words_of_tei(tmp_path: Path, body: str, text: str) -> None:
    pages = tei(tmp_path, f"<p>{body}</p>")
    assert texts(pages) == [("", text)]
    marks = [mark for page in furniture(pages) for mark in page]
    assert len(marks) == (0 if "“" in body or "/>" in body else text.count("“") * 2)
    drawn = draw(Index.of(pages), "Then", "he", None)
    assert drawn is not None
    assert ("“" in drawn[0][0].text) == ("“" in body)


@pytest.mark.parametrize(
    ("words", "change", "suggestion"),
    [
        ("Then “come there” he said", "here", "Then “come here” he said"),
        ("Then come there he said", "here", "Then come here he said"),
        (
            "come there he said, and “go now” she said",
            "here",
            "come here he said, and “go now” she",
        ),
        ("“come here” he said, and go sow she", "now", "“come here” he said, and go now she"),
    ],
)
def test_marks_of_quoted_words_are_free_where_a_word_is_wrong(
    tmp_path: Path, words: str, change: str, suggestion: str
) -> None:
    body = "<p>Then <q>come here</q> he said, and <q>go now</q> she said to all of them.</p>"
    found = result(tei(tmp_path, body), words)
    assert [each.transcript for each in found.changes] == [change]
    assert found.suggestion.startswith(suggestion)


# Page furniture --------------------------------------------------------------------------------


def book(*pages: str) -> str:
    return "\f".join(pages)


HEADS = book(
    "CHAPTER ONE\nIt was cold and the\nnext day\n12",
    "THE TITLE\nit rained. All of\nthem went\n13",
    "CHAPTER ONE\nhome again and\nslept\n14",
    "THE TITLE\nuntil noon of the\nday\n15",
)
NUMBERED = book(
    "12 CHAPTER ONE\nIt was cold and",
    "THE FIRST DAY 13\nit rained. All",
    "14 CHAPTER ONE\nhome again",
)
DASHES = book(
    "Chapter One\nIt was cold and\n— iv —",
    "A Book\nit rained. All\n— v —",
    "Chapter One\nday, for a week\n— vi —",
)
NOTES = book(
    "It was cold.1 And it\nrained, they said,2 for\n1 A note of some words.\n2 Another\nof two.",
    "a week. Then* it stopped\n* So they say.",
)


def test_heads_and_numbers(tmp_path: Path) -> None:
    assert furniture(plain(tmp_path, HEADS)) == [
        ["CHAPTER ONE", "12"],
        ["THE TITLE", "13"],
        ["CHAPTER ONE", "14"],
        ["THE TITLE", "15"],
    ]
    assert furniture(plain(tmp_path, NUMBERED)) == [
        ["12 CHAPTER ONE"],
        ["THE FIRST DAY 13"],
        ["14 CHAPTER ONE"],
    ]
    assert furniture(plain(tmp_path, DASHES)) == [
        ["Chapter One", "— iv —"],
        ["— v —"],
        ["Chapter One", "— vi —"],
    ]


def test_notes_at_the_foot_and_their_calls(tmp_path: Path) -> None:
    assert furniture(plain(tmp_path, NOTES)) == [
        ["1", "2", "1 A note of some words.\n2 Another\nof two."],
        ["*", "* So they say."],
    ]
    pages = plain(tmp_path, "Here1 it is.\n\n1So it is.")
    assert pages.pages[0].text == "Here 1 it is.\n\n1 So it is."
    assert furniture(pages) == [["1", "1 So it is."]]


@pytest.mark.parametrize(
    "words",
    [
        "the next day it rained",  # Over a number and a head.
        "All of them went home again",
        "went 13",  # What is passed over is there as well.
        "The Title it rained",
    ],
)
def test_words_over_furniture_are_not_absent(tmp_path: Path, words: str) -> None:
    assert holds(Index.of(plain(tmp_path, HEADS)), words) is not None


@pytest.mark.parametrize("words", ["day it slept", "next day home", "rained all of", "ained"])
def test_words_that_are_absent(tmp_path: Path, words: str) -> None:
    assert holds(Index.of(plain(tmp_path, HEADS)), words) is None


def test_broken_words_are_not_absent(tmp_path: Path) -> None:
    broken = HEADS.replace("the\nnext day\n12", "the next un-\n12")
    index = Index.of(plain(tmp_path, broken.replace("it rained", "usual rain")))
    for words in ("unusual rain", "next unusual", "the next un-usual rain"):
        assert holds(index, words) is not None


@pytest.mark.parametrize("sign", ["1", "*", "∗", "†", "[1]", "1."])
def test_signs_of_notes(tmp_path: Path, sign: str) -> None:
    call = sign.rstrip(".")
    for parting in "", " ", "\n   ":
        pages = plain(tmp_path, f"It was cold.{call} And\nso on\n\n{sign}{parting}A note of it.")
        assert len(furniture(pages)[0]) == 2
        assert furniture(pages)[0][1].startswith(sign)


def test_calls_that_count_on(tmp_path: Path) -> None:
    text = "described today 19—then came.\nThe mill was closed.20 The owner left it [21] alone."
    assert furniture(plain(tmp_path, text)) == [["19", "20", "[21]"]]


@pytest.mark.parametrize(
    "text",
    [
        "No.5 and no.6 in the street, fig.7 and fig.8 of it.",
        "He had 12,500 men; of them 3.5 and 4.5 per cent. went.",
        "It was closed.20 The owner left it alone.",
        "On 19 June and 20 June, from 21 to 22.",
        "The year 1917.\n1 The one.\n2 The other.\n3 The third.",
        "H2 and H3 are gases.",
        "see [4] and then [9]",
        "first1 said so to last1. Then first2 and last2. came, and first3.",
        "Windows10 and Debian11, the mp3 and the mp4",
    ],
)
def test_numbers_of_the_text_are_none_of_its_furniture(tmp_path: Path, text: str) -> None:
    assert furniture(plain(tmp_path, text)) == [[]]


def test_lines_of_the_text_are_no_heads(tmp_path: Path) -> None:
    text = book("One went out\nand came", "two went\nhome", "three stayed\nin 1917", "four slept")
    assert furniture(plain(tmp_path, text)) == [[], [], [], []]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("na¨ıve caf´e fa¸cade", "naïve café façade"),
        ("`a la ˇS ˜n ˆo ˚a d`es", "à la Š ñ ô å dès"),
        ("the `same' words", "the `same' words"),
        ("5´ x 3 ˆ y", "5´ x 3 ˆ y"),
        ("nul\0 and \x02", "nul\ufffd and \ufffd"),
    ],
)
def test_accents_and_controls(tmp_path: Path, typed: str, text: str) -> None:
    assert texts(plain(tmp_path, typed)) == [("", text)]


@pytest.mark.parametrize("hyphen", ["-", "¬", "⸗", "="])
def test_hyphens_of_black_letter(tmp_path: Path, hyphen: str) -> None:
    pages = plain(tmp_path, f"[p. 1]\ndie Ver{hyphen}\nwandlung und die Ver{hyphen}\n[p. 2]\nnunft")
    assert result(pages, "die Verwandlung und die Vernunft", "1–2").status == "verbatim"
    pages = tei(tmp_path, f"<p>die Ver{hyphen}<lb/>wandlung</p>")
    assert result(pages, "die Verwandlung").status == "verbatim"
    assert texts(plain(tmp_path, "x = y und a=b")) == [("", "x = y und a=b")]


def test_words_are_drawn_without_furniture(tmp_path: Path) -> None:
    index = Index.of(plain(tmp_path, HEADS))
    (paragraph,) = draw(index, "It was cold", "home again", None) or []
    assert [run.text for run in paragraph] == [
        "It was cold and the next day it rained. All of them went home again"
    ]
    index = Index.of(plain(tmp_path, NOTES))
    (paragraph,) = draw(index, "rained, they", "it stopped", None) or [[]]
    assert paragraph[0].text == "rained, they said, for a week. Then it stopped"
    (paragraph,) = draw(index, "A note", "some words", None) or [[]]
    assert paragraph[0].text == "A note of some words"


# Forms -----------------------------------------------------------------------------------------

HOCR = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class='ocr_page' id='page_1' title='image "p.tif"; ppageno 11; lpageno "12"'>
<p class='ocr_par'><span class='ocr_line'><span class='ocrx_word'>was</span>
<span class='ocrx_word'>dis-</span></span>
<span class='ocr_line'><span class='ocrx_word'>solved</span></span></p></div>
<div class='ocr_page' id='page_2' title='ppageno 12{}'><p class='ocr_par'>
<span class='ocr_line'>by vote</span></p></div></body></html>"""
ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>
<Page ID="a" PHYSICAL_IMG_NR="11" PRINTED_IMG_NR="12"><PrintSpace><TextBlock><TextLine>
<String CONTENT="was"/><SP/><String CONTENT="dis" SUBS_TYPE="HypPart1"/><HYP CONTENT="-"/>
</TextLine><TextLine><String CONTENT="solved"/></TextLine></TextBlock></PrintSpace></Page>
<Page ID="b" PHYSICAL_IMG_NR="12" PRINTED_IMG_NR="13"><PrintSpace><TextBlock><TextLine>
<String CONTENT="by"/><String CONTENT="vote"/></TextLine></TextBlock></PrintSpace></Page>
</Layout></alto>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.hocr", HOCR.format("; lpageno 13")),
        ("a.html", HOCR.format("; lpageno 13")),
        ("a.xml", ALTO),
        ("a.alto", ALTO),
    ],
)
def test_text_recognition(tmp_path: Path, name: str, content: str) -> None:
    pages = read(tmp_path / name, content)
    assert [page.label for page in pages.pages] == ["12", "13"]
    assert pages.pages[0].text.split() == ["was", "dis-", "solved"]
    assert placed(pages, "was dissolved by vote", "12–13") == "verbatim, checked"
    assert placed(pages, "by vote", "12") == "misplaced, checked"


def test_recognised_pages_without_numbers(tmp_path: Path) -> None:
    assert [p.label for p in read(tmp_path / "a.hocr", HOCR.format("")).pages] == ["12", ""]
    layout = Layout(first_page=4)
    pages = read(tmp_path / "a.hocr", HOCR.format(""), layout=layout)
    assert [page.label for page in pages.pages] == ["4", "5"]


@pytest.mark.parametrize(
    ("mark", "word"),
    [
        ("<span class='pagenum'>[13]</span>", "something"),
        ("<a id='page_13'></a>", "something"),
        ("<span class='pagenum'>[13]</span> ", "some thing"),
        (" <span class='pagenum'>[13]</span>", "some thing"),
    ],
)
def test_page_marks_within_words_of_html(tmp_path: Path, mark: str, word: str) -> None:
    pages = web(tmp_path, f"<p><span class='pagenum'>[12]</span>he saw some{mark}thing else")
    assert [page.label for page in pages.pages] == ["12", "13"]
    for each in "something", "some thing":
        found = result(pages, f"he saw {each} else", "12–13").status
        assert found == ("verbatim" if each == word else "misquoted")


NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    '<nav epub:type="toc"><ol><li><a href="a.xhtml#x">9</a></li></ol></nav>'
    '<nav epub:type="page-list"><ol><li><a href="a.xhtml">7</a></li>'
    '<li><a href="a.xhtml#p8">8</a></li><li><a href="a.xhtml#p9">9</a></li></ol></nav>'
    "</body></html>"
)
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList>'
    '<pageTarget value="7"><navLabel><text>7</text></navLabel><content src="a.xhtml"/></pageTarget>'
    '<pageTarget value="8"><content src="a.xhtml#p8"/></pageTarget>'
    '<pageTarget><navLabel><text>Page 9</text></navLabel><content src="a.xhtml#p9"/></pageTarget>'
    "</pageList></ncx>"
)


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ('href="n" media-type="application/xhtml+xml" properties="nav"', NAV),
        ('href="n" media-type="application/x-dtbncx+xml"', NCX),
    ],
)
def test_page_lists_of_epub(tmp_path: Path, item: str, content: str) -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        f'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="n" {item}/>'
        '</manifest><spine><itemref idref="a"/></spine></package>'
    )
    body = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h2 id="x">Chapter 1</h2><p>seven'
        '<span id="p8"/>teen</p><p id="p9">nine</p></body></html>'
    )
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as file:
        file.writestr(
            "META-INF/container.xml", '<container><rootfile full-path="o/p.opf"/></container>'
        )
        file.writestr("o/p.opf", package)
        file.writestr("o/a.xhtml", body)
        file.writestr("o/n", content)
    pages = read_transcript(tmp_path / "a.epub", Reading())
    assert [page.label for page in pages.pages] == ["7", "8", "9"]
    assert placed(pages, "seventeen", "7–8") == "verbatim, checked"
    assert placed(pages, "nine", "9, ch. 1") == "verbatim, checked"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    weasyprint = module("weasyprint")
    parts = ["<p>cover", "<p>Page v<p>five", "<p>one<p>[1]", "<p>a plate", "<p>three<p>[3]"]
    html = "<div style='break-before: page'>".join(parts)
    weasyprint.HTML(string=html).write_pdf(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_labels_of_pdf(pdf: Path) -> None:
    def labels(**layout: Any) -> list[str]:
        pages = read_transcript(pdf, Reading(layout=Layout(**layout))).pages
        return [page.label for page in pages]

    assert labels() == ["1", "2", "3", "4", "5"]
    assert labels(first_page=13) == ["13", "14", "15", "16", "17"]
    assert labels(first_page=-1) == ["", "", "1", "2", "3"]
    assert labels(page_label=r"^\[(\d+)\]$|^Page (?P<label>\w+)$") == ["", "v", "1", "2", "3"]
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.set_page_label(0, 0, prefix="")
    writer.set_page_label(1, 1, style="/r", start=5)
    writer.set_page_label(2, 4, style="/D", start=1)
    writer.write(pdf)
    assert labels() == ["", "v", "1", "2", "3"]


def leaf(number: str, words: str = "words of the text\nand more of them") -> Page:
    return Page("", f"{words}\n{number}".strip())


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        (["", "", "1", "2", "3", "4"], ["", "", "1", "2", "3", "4"]),
        (["", "9", "10", "", "12", "13", ""], ["8", "9", "10", "11", "12", "13", "14"]),
        (["", "ii", "iii", "", "v", "1", "2", "3"], ["", "ii", "iii", "iv", "v", "1", "2", "3"]),
        (["", "vi", "vii", "", "2", "3", "4"], ["", "vi", "vii", "1", "2", "3", "4"]),
        (["1", "2", "3", "a plate", "4", "5"], ["1", "2", "3", "", "4", "5"]),
        (["[7]", "– 8 –", "9.", "10", "11"], ["7", "8", "9", "10", "11"]),
        (["The Title 12", "13 A Book", "The Title 14"], ["12", "13", "14"]),
    ],
)
def test_printed_numbers_are_read(printed: list[str], labels: list[str]) -> None:
    pages = foliated([leaf(number) for number in printed])
    assert pages is not None
    assert [page.label for page in pages] == labels


@pytest.mark.parametrize(
    "printed",
    [
        ["1", "2"],
        ["", "", "", "", "5", "6", "7", ""],
        ["1917", "1917", "1917", "1917"],
        ["5", "6", "7", "5", "6", "7"],
        ["5", "4", "3", "2"],
        ["1", "5", "9", "13"],
        ["1", "2", "3", "i", "ii", "iii"],
    ],
)
def test_numbers_that_do_not_count_on_are_no_pages(printed: list[str]) -> None:
    assert foliated([leaf(number) for number in printed]) is None


def test_a_pdf_without_labels_has_the_numbers_printed_on_it(tmp_path: Path) -> None:
    weasyprint = module("weasyprint")
    page = "<div style='break-before: page'><p>{} words<p>{}</div>"
    html = "".join(page.format(word, n) for n, word in enumerate("one two three four".split(), 31))
    weasyprint.HTML(string=f"<p>cover{html}").write_pdf(tmp_path / "a.pdf")

    def labels(**layout: Any) -> list[str]:
        pages = read_transcript(tmp_path / "a.pdf", Reading(layout=Layout(**layout))).pages
        return [page.label for page in pages]

    assert labels() == ["30", "31", "32", "33", "34"]
    assert labels(first_page=1) == ["1", "2", "3", "4", "5"]
    assert labels(page_label=r"^(three) words$") == ["", "", "", "three", ""]
    pages = read_transcript(tmp_path / "a.pdf", Reading())
    assert placed(pages, "two words three words", "32–33") == "verbatim, checked"
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    writer.set_page_label(0, 4, style="/D", start=1)
    writer.write(tmp_path / "a.pdf")
    assert labels() == ["1", "2", "3", "4", "5"]


def test_first_page_is_a_setting(project: Project) -> None:
    project.cite().write(
        {"index.rst": TITLE + "the second <14>`\n" + SOURCES, "a.txt": "the first\fthe second"}
    )
    entry: dict[str, Any] = {"path": "a.txt", "first_page": 13}
    project.config["critique_transcripts"] = {"serge2016": entry}
    assert project.build("quotecheck").warnings == []
    entry["first_page"] = True
    (warning,) = project.build("quotecheck", fresh=True).warnings
    assert "'first_page' must be of type int" in warning


def test_a_file_of_another_form(project: Project) -> None:
    project.cite().write(
        {
            "index.rst": TITLE + "the ovens were closed <3>`\n" + SOURCES,
            "transcripts/serge2016.md": "the ovens were closed",
            "transcripts/README.md": "what lies here",
        }
    )
    built = project.build("quotecheck")
    (warning,) = built.warnings
    assert "serge2016.md:1:" in warning
    assert "cannot be of this form; the forms are .txt, " in warning
    assert "cannot be of this form; the forms are .txt, " in built.read("output.txt")
    with pytest.raises(TranscriptError, match="cannot be of this form"):
        read_transcript(project.source / "transcripts/serge2016.md", Reading())


# Errata ----------------------------------------------------------------------------------------


def test_errata_name_their_own_line(project: Project) -> None:
    project.cite().write(
        {
            "index.rst": TITLE + "this work <1>`\n" + SOURCES,
            "transcripts/serge2016.txt": "[p. 1]\nthiswork",
            "transcripts/serge2016.errata": f"# slips\n\nthiswork => this work\n{'x' * 5000}\n",
        }
    )
    (warning,) = project.build("quotecheck").warnings
    assert "serge2016.errata:4:" in warning
    assert len(warning) < 250


def test_errata_move_all_that_is_known_of_places() -> None:
    from sphinx_critique.texts.collation.pages import Milestone
    from sphinx_critique.texts.transcripts.errata import Mending

    page = Page("1", "aaa b c", ((4, 5),), ((6, 7),), (Milestone(4, "line", "2"),))
    errata, _ = read_errata("aaa => a")
    after = Mending(errata).mended(page)
    assert (after.text, after.emphasis, after.furniture) == ("a b c", ((2, 3),), ((4, 5),))
    assert after.milestones == (Milestone(2, "line", "2"),)


def test_a_line_that_breaks_a_word_without_a_hyphen_has_none(tmp_path: Path) -> None:
    pages = tei(tmp_path, '<p>He re<lb break="no"/>formed, and was self-<lb/>taught.</p>')
    assert str(result(pages, "He reformed, and was self-taught").status) == "verbatim"
    found = result(pages, "He re-formed, and")
    assert (str(found.status), found.suggestion) == ("misquoted", "He reformed, and")


def test_parts_of_a_word_in_elements_are_no_words(tmp_path: Path) -> None:
    pages = tei(tmp_path, "<p>A <seg>soft</seg><seg>ly</seg> spoken <seg>Bold</seg>ly he.</p>")
    assert str(result(pages, "A softly spoken Boldly he").status) == "verbatim"
    assert str(result(pages, "A soft ly spoken").status) == "misquoted"


def test_lines_are_not_compared_on_pages_without_any(tmp_path: Path) -> None:
    text = "[p. 2]\nProse stands here.\n[p. 3]\n[l. 1] Arma virumque\n[l. 2] cano Troiae\n"
    pages = plain(tmp_path, text)
    assert placed(pages, "Prose stands here", "2, line 3") == "verbatim, unchecked"
    assert placed(pages, "cano Troiae", "3, line 1") == "misplaced, checked"
    assert placed(pages, "cano Troiae", "3, line 2") == "verbatim, checked"


# Raised numbers, and what no reader sees ---------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<sup>6</sup> men", "10⁶ men"),
        ("10<sup>-3</sup> m", "10⁻³ m"),
        ("E=mc<sup>2</sup>, x<sup>2</sup> and 5 km<sup>2</sup>", "E=mc², x² and 5 km²"),
        ("(a+b)<sup>2</sup>", "(a+b)²"),
        ("thus<sup>1</sup> it<sup>2</sup> went.<sup>3</sup>", "thus it went."),
        ("thus<sup>*</sup> it<sup>[4]</sup> went", "thus it went"),
        ("the 16<sup>th</sup> of H<sub>2</sub>O", "the 16th of H2O"),
        ("in 1921<sup>1</sup> men</p><p><sup>1</sup> So it is", "in 1921 men\n\nSo it is"),
        ("in 1921<sup>7</sup> men</p><p><sup>7</sup> So it is", "in 1921⁷ men\n\nSo it is"),
        ("a <span hidden>ghost</span> and <b style='display: none'>one</b> more", "a and more"),
    ],
)
def test_what_is_raised_and_what_is_hidden(tmp_path: Path, body: str, text: str) -> None:
    pages = read(tmp_path / "a.html", f"<p>{body}</p>")
    assert " ".join(pages.pages[0].text.split(" ")).replace("  ", " ") == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<hi rend='sup'>6</hi> men", "10⁶ men"),
        ("thus<hi rend='sup'>1</hi> it", "thus it"),
        ("in 1921<hi rend='sup'>1</hi> men<note n='1'>So</note>", "in 1921 men"),
        ("near<ref target='#n2'>2</ref> it", "near it"),
        ("see page <ref target='#p12'>12</ref>", "see page 12"),
    ],
)
def test_what_is_raised_in_tei(tmp_path: Path, body: str, text: str) -> None:
    assert tei(tmp_path, f"<p>{body}</p>").pages[0].text == text


def test_quote_marks_that_a_browser_sets_may_be_left_out(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.html", "<p><q>Never again</q>, he said</p>")
    for words in ("Never again, he said", "“Never again”, he said"):
        assert result(pages, words).status == "verbatim"
