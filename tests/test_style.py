"""References in our own style: ``references/NAME.txt`` has entries, and how each is printed.

A file begins with a sentence that says what it shows. Blocks follow: an entry, then ``list:`` with
what a list of references has of it and ``note:`` with what a note has; what is set apart stands
between asterisks. With ``--update`` what differs is written into the file.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import Entry, parse_string

from sphinx_critique.sources.style import CritiqueStyle, plugins
from sphinx_critique.sources.style.dates import read_when

HERE = Path(__file__).parent / "references"
BLOCK = re.compile(r"(?P<entry>@.*?\n)list:(?P<list>.*?)\nnote:(?P<note>.*?)(?=\n\n|\s*\Z)", re.S)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the edition that was built before."""
    monkeypatch.setattr(plugins, "_edition", plugins._Edition())


def marked(words: Any) -> str:
    """A text with what is set apart between asterisks; links are their words."""
    html: str = words.render_as("html")
    html = re.sub(r"</?em>", "*", html)
    html = re.sub(r"<[^>]*>", "", html)
    return html.replace("&amp;", "&").replace("&nbsp;", " ")


def entries(text: str) -> list[Entry]:
    return list(parse_string(text, "bibtex").entries.values())


def printed(text: str) -> str:
    style = CritiqueStyle()
    (entry,) = entries(text)
    listed, note = style.format_entry("", entry).text, style.note(entry)
    return f"{text}list: {marked(listed)}\nnote: {marked(note)}"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_references(path: Path, update: bool) -> None:
    told = path.read_text(encoding="utf-8")
    found = BLOCK.sub(lambda block: printed(block["entry"]), told)
    if update:
        path.write_text(found, encoding="utf-8")
    assert found == told or update


def cited(text: str) -> list[str]:
    style = CritiqueStyle()
    found = entries(text)
    named = style.name_all(found)
    return [marked(style.author_date(entry, named[entry.key])) for entry in found]


def test_letters_tell_works_of_a_year_apart_in_the_order_of_their_titles() -> None:
    assert cited(
        "@book{x, author={Doe, Jo}, title={The Zoo}, year=1900}"
        "@book{y, author={Doe, Jo}, title={A Bee}, year=1900}"
        "@book{z, author={Doe, Jo}, title={Cow}, year=1901}"
    ) == ["Doe 1900b", "Doe 1900a", "Doe 1901"]


def test_authors_of_one_surname_have_their_initials() -> None:
    assert cited(
        "@book{x, author={Doe, Jo}, title={T}, year=1900}"
        "@book{y, author={Doe, Ann Mary}, title={T}, year=1900}"
        "@book{z, author={Roe, Bo}, title={T}, year=1900}"
    ) == ["J. Doe 1900", "A. M. Doe 1900", "Roe 1900"]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("A, X", "A 1900"),
        ("A, X and B, Y", "A and B 1900"),
        ("A, X and B, Y and C, Z", "A, B, and C 1900"),
        ("A, X and B, Y and C, Z and D, V", "A et al. 1900"),
        ("A, X and others", "A et al. 1900"),
        ("{The Crew}", "The Crew 1900"),
    ],
)
def test_citations_name_up_to_three_authors(authors: str, expected: str) -> None:
    assert cited(f"@book{{x, author={{{authors}}}, title={{T}}, year=1900}}") == [expected]


def test_a_title_stands_for_an_author_that_is_not_known() -> None:
    assert cited("@book{x, title={Tract: A Reply}}") == ["*Tract*, n.d."]


@pytest.mark.parametrize(
    ("typed", "years", "full"),
    [
        ("1985-03/1985-04", "1985", "March–April 1985"),
        ("1900~", "[ca. 1900]", "[ca. 1900]"),
        ("1900?", "[1900?]", "[1900?]"),
        ("-0044", "45 BCE", "45 BCE"),
        ("199X", "1990s", "1990s"),
        ("1951/1963", "1951–63", "1951–63"),
        ("1951/", "1951–", "1951–"),
        ("/1951", "–1951", "–1951"),
        ("1985-21", "1985", "Spring 1985"),
        ("1921-03-05", "1921", "March 5, 1921"),
        ("c. 1979", "c. 1979", "c. 1979"),
    ],
)
def test_dates(typed: str, years: str, full: str) -> None:
    when = read_when(typed)
    assert (when.years, when.printed("en")) == (years, full)


KINDS = """article book mvbook inbook bookinbook suppbook booklet collection mvcollection
incollection suppcollection dataset manual misc online patent periodical suppperiodical proceedings
mvproceedings inproceedings reference mvreference inreference report software thesis unpublished
artwork audio commentary image jurisdiction legislation legal letter movie music performance review
standard video newspaper electronic mastersthesis phdthesis techreport www""".split()
FIELDS = {
    "author": "{Aaa}", "title": "Ttt", "subtitle": "Sss", "publisher": "Ppp", "location": "Lll",
    "volume": "77", "number": "88", "volumes": "66", "part": "55", "pages": "301", "chapter": "44",
    "note": "Nnn", "institution": "Iii", "organization": "Ooo", "howpublished": "Hhh",
    "type": "Yyy", "version": "9.9", "series": "Rrr", "edition": "Eee", "editor": "{Ddd}",
    "translator": "{Ttr}", "eventtitle": "Vvv", "venue": "Www", "library": "Bbb",
    "titleaddon": "Zzz", "addendum": "Kkk", "pubstate": "Qqq", "url": "https://u.example/",
    "eprint": "Fff", "origdate": "1800", "date": "1985", "urldate": "2001",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_entry_tells_is_in_the_list_whatever_it_is(kind: str) -> None:
    told = ", ".join(f"{name} = {{{words}}}" for name, words in FIELDS.items())
    (entry,) = entries(f"@{kind}{{key, {told}}}")
    listed = marked(CritiqueStyle().format_entry("", entry).text).lower()
    lost = {name for name, words in FIELDS.items() if words.strip("{}").lower() not in listed}
    assert lost == set()
