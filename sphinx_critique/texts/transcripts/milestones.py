"""Lines, chapters and the like, as typists and headings name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..collation import Page
from ..collation.pages import Milestone
from ..enumeration import number_in
from ..loci import read_locator
from .edits import Edit, edited
from .numerals import spelt

_UNITS: Final = frozenset(
    "act article book canon canto chapter column folio item letter line paragraph part scene"
    " section stanza verse volume".split()
)
_WITH_HEADINGS: Final = frozenset(
    "act article book canto chapter letter part scene section".split()
)
_IN_OTHER_LANGUAGES: Final = {
    word: unit
    for unit, words in {
        "chapter": "kapitel kap chapitre capítulo capitulo capitolo caput hoofdstuk rozdział глава",
        "section": "abschnitt sección sezione раздел",
        "part": "teil partie parte часть",
        "book": "buch livre libro liber книга",
        "act": "akt aufzug acte acto atto действие",
        "scene": "szene auftritt scène escena scena явление сцена",
    }.items()
    for word in words.split()
}
_MARK: Final = re.compile(
    r"^[ \t]*\[(?P<alone>ll?\.[ ]?\d+[a-z]?)\][ \t]*\n(?=[^\n]*\S)"
    r"|\[(?P<line>ll?\.[ ]?\d+[a-z]?)\][ ]?"
    r"|^[ \t]*\[(?P<other>[^\W\d_§]{0,20}§?\.?[ ]?[\w.]{1,12})\][ \t]*$",
    re.MULTILINE,
)
_HEADING: Final = re.compile(
    r"(?P<label>[^\W\d_]+|§)\.?\s*(?P<number>\d[\w.]*|[IVXLCDM]+|[ivxlcdm]+)\b"
)
_IN_WORDS: Final = re.compile(
    r"(?:the\s)?(?P<first>[^\W\d_]+)\s(?:the\s)?(?P<second>[^\W\d_]+(?:[-‐‑][^\W\d_]+)?)"
    r"(?=\s*(?:[.,:;—–-]|\Z|\n))",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"\s*(?:[.,:;—–-].{0,80})?")
_BARE: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXLCDM]+)(?:\.|:|\s*\Z|\s[—–-])")


def unit_of(name: str) -> str:
    """The label of locators for what a document calls its parts; nothing where there is none."""
    if name.lower() in _UNITS:
        return name.lower()
    if name.lower() in _IN_OTHER_LANGUAGES:
        return _IN_OTHER_LANGUAGES[name.lower()]
    places = read_locator(f"{name} 1").places
    return places[0].label if len(places) == 1 and places[0].label in _UNITS else ""


def named(text: str) -> tuple[str, str] | None:
    """The unit and number that a mark or a heading names: `ch. 4`, `Chapter IV. The mill`.

    Numbers may be spelt out: `Chapter One`, `Erstes Kapitel`.
    """
    found = _HEADING.match(text)
    unit = unit_of(found["label"]) if found else ""
    return (unit, found["number"].rstrip(".")) if found and unit else _spelt_out(text)


def heading(line: str) -> tuple[str, str] | None:
    """The same of a line that is a heading: there is no more in it, or a title behind a sign."""
    found = _HEADING.match(line) or _IN_WORDS.match(line)
    return named(line) if found and _TITLE.fullmatch(line, found.end()) else None


def _spelt_out(text: str) -> tuple[str, str] | None:
    found = _IN_WORDS.match(text)
    if found is None:
        return None
    words = found["first"], found["second"]
    for label, number in (words, words[::-1]):
        value, unit = spelt(number), unit_of(label)
        if value and unit in _WITH_HEADINGS:
            return unit, str(value)
    return None


def bare_number(text: str) -> str:
    """The number alone with which a heading begins: `IV`, `2. The mill`, `3.1 The ovens`."""
    found = _BARE.match(text)
    return found["number"] if found else ""


def marked(page: Page) -> Page:
    """A page of plain text with what its marks name; they are no part of its text."""
    if "[" not in page.text:
        return page
    edits, milestones = list[Edit](), list[Milestone]()
    for found in _MARK.finditer(page.text):
        name = named((found["alone"] or found["line"] or found["other"] or "").strip())
        if name is not None:
            edits.append(Edit(found.start(), found.end(), ""))
            milestones.append(Milestone(found.start(), *name))
    lines = [(each, edit.end) for each, edit in zip(milestones, edits, strict=True)]
    lines = [(each, end) for each, end in lines if each.unit == "line"]
    ends = [*(each.offset for each, _ in lines[1:]), len(page.text)]
    counted = [
        more
        for (line, begin), end in zip(lines, ends, strict=False)  # One end more, of no line.
        for more in _counted(page.text, line, begin, end)
    ]
    every = sorted({*milestones, *counted}, key=lambda each: each.offset)
    return edited(Page(page.label, page.text, milestones=tuple(every)), edits)


def _counted(text: str, line: Milestone, begin: int, end: int) -> Iterator[Milestone]:
    """The lines behind one with an arabic number, counted on to the next one that has one."""
    number = number_in(re.sub(r"\D", "", line.number))
    if number is None:
        return
    for found in re.finditer(r"\n(?=[^\n]*\S)", text[begin:end]):
        number += 1
        at = begin + found.end()
        if at < end:
            yield Milestone(at, "line", str(number))
