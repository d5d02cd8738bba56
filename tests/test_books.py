"""An edition as a book (``critique_book``), by LaTeX and by WeasyPrint, from one set of values."""

import re
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sphinx_critique.formats.press import LETTERS, MM, PAGE
from sphinx_critique.model.config import Settings

from .conftest import Project, module, program, require
from .ink import too_blank
from .printing import Word, compiled, problems, run_once, words_of

BUILDERS = ("latex", "webpdf")
TITLE, SUBTITLE = "Of rations", "A book and its answers"
EDITION = {
    "title": TITLE,
    "subtitle": SUBTITLE,
    "series": "Answers",
    "editors": ["Ann Other", "Bea Third"],
    "publisher": "The press",
    "place": "Petrograd",
    "date": "1921",
    "licence": "CC0",
}
BOOK = {
    "critique_book": True,
    "critique_edition": EDITION,
    "copyright": "1921, The press",
    "latex_engine": "lualatex",
    "latex_use_xindy": False,
}
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo zu bre cla dro fle gri".split()
CHAPTERS = ("Bread", "Peace")
PASSAGES = 5


class Writer:
    """Words that look like words, each of them once."""

    def __init__(self) -> None:
        self.random = Random(1921)
        self.written: set[str] = set()

    def words(self, count: int) -> str:
        return " ".join(self._word() for _ in range(count))

    def _word(self) -> str:
        while True:
            word = "".join(self.random.choices(SYLLABLES, k=self.random.randint(3, 4)))
            if word not in self.written:
                self.written.add(word)
                return word

    def passage(self, page: int) -> str:
        """A passage with a short note, or a long one, of words alone or with a block quote."""
        words = self.words(self.random.choice([5, 12, 60])).split()
        size = self.random.choice([10, 40, 100, 200])
        head = self.words(size)
        quote = f"\n\n      {self.words(12)}\n\n   {self.words(size // 2)}" if size > 90 else ""
        return (
            f"Section {page}\n" + "-" * 12 + f"\n\n{self.words(20)}.\n\n"
            f".. excerpt:: serge2016, {page}\n\n   {' '.join(words)}\n\n"
            f".. omission:: {words[-2]}\n\n   {head}.{quote}\n\n"
        )

    def chapter(self, number: int, title: str) -> str:
        pages = range(100 * number, 100 * number + PASSAGES)
        return f"{title}\n=====\n\n{self.words(30)}.\n\n" + "".join(map(self.passage, pages))


INDEX = """
Rations
=======

.. edition::

.. toctree::

   bread
   peace
   sources
"""


RIGHT_TO_LEFT = """
Rations
=======

Bread
-----

.. excerpt:: serge2016, 10

   one two three

.. omission:: two

   A note.

.. bibliography::
"""


@dataclass
class Printed:
    """A book, its words as written and as printed."""

    pdf: Path
    written: set[str]
    log: str

    @cached_property
    def pages(self) -> list[str]:
        command = [program("pdftotext"), str(self.pdf), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return unicodedata.normalize("NFKC", text).split("\f")[:-1]

    @cached_property
    def words(self) -> list[Word]:
        return list(words_of(self.pdf))

    def page_of(self, start: str) -> int:
        """The first page behind the title pages that begins with some words."""
        found = (n for n, text in enumerate(self.pages, 1) if text.startswith(start) and n > 4)
        return next(found)


def made_up(folder: Path, config: dict[str, Any]) -> tuple[Project, set[str]]:
    writer = Writer()
    project = Project(folder).cite()
    project.config |= config
    project.write({f"{t.lower()}.rst": writer.chapter(n, t) for n, t in enumerate(CHAPTERS, 1)})
    project.write({"index.rst": INDEX, "sources.rst": "Sources\n=======\n\n.. bibliography::\n"})
    return project, writer.written


def printed(project: Project, written: set[str], builder: str) -> Printed:
    if builder == "webpdf":
        require(find_spec("weasyprint"), "WeasyPrint")
    else:
        program("lualatex")
    built = project.build(builder)
    assert built.warnings == []
    if builder == "latex":
        pdf, log = compiled(built, "lualatex")
        return Printed(pdf, written, log)
    return Printed(next(built.out.glob("*.pdf")), written, "")


@pytest.fixture(scope="module", params=BUILDERS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    project, written = made_up(tmp_path_factory.mktemp("book"), BOOK)
    return printed(project, written, request.param)


def test_notes_stand_at_the_foot_of_a_book_unless_it_is_said_otherwise() -> None:
    notes = [(s.latex_notes, s.webpdf_notes) for s in (Settings(), Settings(book=True))]
    assert notes == [("below", "below"), ("foot", "foot")]
    assert Settings(book=True, latex_apparatus="below").latex_notes == "below"


def test_what_is_no_book_has_nothing_of_one(tmp_path: Path) -> None:
    project, _ = made_up(tmp_path, {**BOOK, "critique_book": False})
    built = project.build("latex")
    source = built.read("projectnamenotset.tex")
    assert "critiquebook" not in source
    assert "halftitle" not in source
    assert not (built.out / "critiquebook.sty").exists()


def test_what_has_nothing_of_ours_is_no_book(project: Project) -> None:
    project.config |= BOOK
    source = project.write({"index.rst": "Rations\n=======\n\nText.\n"}).build("latex")
    assert "critique" not in source.read("projectnamenotset.tex")


def test_an_engine_that_sets_no_book_goes_on_without(tmp_path: Path) -> None:
    project, _ = made_up(tmp_path, {**BOOK, "latex_engine": "uplatex", "language": "ja"})
    built = project.build("latex")
    said = [each for each in built.warnings if "critique_book: uplatex sets none" in each]
    assert len(said) == 1
    assert "[critique.config]" in said[0]
    source = built.read("projectnamenotset.tex")
    assert "critiquebook" not in source
    assert "critiquefoot" not in source


def test_a_project_has_title_pages_of_its_own(tmp_path: Path) -> None:
    own = {"latex_elements": {"maketitle": r"\myowntitle", "tableofcontents": ""}}
    project, _ = made_up(tmp_path, {**BOOK, **own})
    source = project.build("latex").read("projectnamenotset.tex")
    assert r"\myowntitle" in source
    assert source.count(r"\begin{critiqueimprint}") == 1
    assert r"\begin{critiquetitlepage}" not in source
    assert r"\begin{critiquecontents}" not in source


@pytest.mark.slow
def test_before_the_text(book: Printed) -> None:
    """Half-title, a page left blank, title page, imprint, contents."""
    half, blank, title, imprint, contents = (" ".join(each.split()) for each in book.pages[:5])
    assert (half, blank) == (TITLE, "")
    said = "Answers", TITLE, SUBTITLE, "Victor Serge", "Ann Other", "Petrograd, The press, 1921"
    assert [title.lower().find(each.lower()) for each in said] == sorted(
        title.lower().index(each.lower()) for each in said
    )
    for each in ("© 1921, The press", "Licence CC0", "Cite as Ann Other", "10 passages, 10 notes"):
        assert each in imprint
    chapters = *CHAPTERS, "Sources"
    assert re.findall("|".join(chapters), contents) == [*chapters]
    # Numbers may be read as a column of their own.
    assert {str(book.page_of(each)) for each in chapters} <= {*re.findall(r"\d+", contents)}


@pytest.mark.slow
def test_pages_are_full(book: Printed) -> None:
    assert too_blank(book.pdf) == []


@pytest.mark.slow
@pytest.mark.parametrize("book", ["latex"], indirect=True)
def test_lines_fit_and_every_reference_leads_somewhere(book: Printed) -> None:
    assert problems(book.log, overfull=0) == []


@pytest.mark.slow
def test_a_book_has_the_measures_of_the_press(book: Printed) -> None:
    sizes = {tuple(map(float, page.mediabox[2:])) for page in _reader(book).pages}
    assert [tuple(round(each / MM) for each in size) for size in sizes] == [
        (PAGE.width, PAGE.height)
    ]


@pytest.mark.slow
def test_no_word_is_lost(book: Printed) -> None:
    text = " ".join(re.sub(r"[-\u2010\u00ad]\n", "", page) for page in book.pages)
    found = re.findall(r"[a-z]+", text.lower())
    # What a page's end or a note's parts is found in pieces.
    lost = book.written.difference(found)
    assert {each for each in lost if not _in_pieces(each, found)} == set()


def _in_pieces(word: str, found: list[str]) -> bool:
    parts = set(found)
    return any(word[:at] in parts and word[at:] in parts for at in range(3, len(word) - 2))


@pytest.mark.slow
def test_a_hyphen_leaves_three_letters_on_each_side(book: Printed) -> None:
    cut = re.findall(r"\b([a-z]+)[-\u2010\u00ad]\n([a-z]+)", "\n".join(book.pages))
    assert cut
    assert min(len(before) for before, _ in cut) >= LETTERS[0]
    assert min(len(behind) for _, behind in cut) >= LETTERS[1]


@pytest.mark.slow
def test_heads_name_the_edition_and_the_chapter(book: Printed) -> None:
    begun = [book.page_of(each) for each in (*CHAPTERS, "Sources")]
    for number in range(begun[0], begun[-1]):
        head = [w.text for w in book.words if w.page == number and w.base < (PAGE.top - 3) * MM]
        chapter = CHAPTERS[sum(each <= number for each in begun) - 1]
        left, right = [str(number), *TITLE.split()], [chapter, str(number)]
        assert head == ([] if number in begun else right if number % 2 else left)


@pytest.mark.slow
def test_places_stand_in_the_outer_margin(book: Printed) -> None:
    places = (each for each in book.words if re.fullmatch(r"[12]0\d", each.text))
    outside = [each.text for each in places if _is_outside(each)]
    assert len(set(outside)) == len(outside) == PASSAGES * len(CHAPTERS)


def _is_outside(word: Word) -> bool:
    if word.page % 2:
        return word.left > (PAGE.width - PAGE.outer) * MM
    return word.left < PAGE.outer * MM


@pytest.mark.slow
def test_a_heading_stays_with_its_text(book: Printed) -> None:
    parted = [page for page in book.pages if re.search(r"Section \d+\n+(\d+ Omission|$)", page)]
    assert parted == []


@pytest.mark.slow
def test_no_page_begins_with_a_line_of_ours(book: Printed) -> None:
    """What stands under a passage stays with it."""
    begins = [re.sub(r"\A.*\d.*\n+", "", page)[:20] for page in book.pages[5:]]
    assert [each for each in begins if each.startswith("excerpt")] == []


@pytest.mark.slow
def test_from_right_to_left_with_a_bibliography_that_leads_back(project: Project) -> None:
    """The title page is a left-hand one, as all that are odd; no link leads nowhere."""
    require(find_spec("weasyprint"), "WeasyPrint")
    project.cite().config |= {"critique_book": True, "language": "he", "project": "Rations"}
    del project.config["bibtex_reference_style"]
    project.write({"index.rst": RIGHT_TO_LEFT})
    built = project.build("webpdf")
    assert built.warnings == []
    pages = Printed(next(built.out.glob("*.pdf")), set(), "").pages
    assert [bool(page.strip()) for page in pages[:5]] == [True, False, True, True, True]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["xelatex", "pdflatex"])
def test_other_engines(tmp_path: Path, engine: str) -> None:
    project, _ = made_up(tmp_path, {**BOOK, "latex_engine": engine})
    built = project.build("latex")
    assert built.warnings == []
    _, log = run_once(built, engine)
    assert re.findall(r"^(?:Overfull|!|Missing character).*", log, re.M) == []


@pytest.mark.slow
def test_a_book_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    require(find_spec("weasyprint"), "WeasyPrint")
    made = []
    for name in ("one", "other"):
        project = Project(tmp_path / name).cite()
        project.config |= BOOK
        text = Writer().passage(100)
        project.write({"index.rst": f"Rations\n=======\n\n{text}"})
        made.append(next(project.build("webpdf").out.glob("*.pdf")).read_bytes())
    assert made[0] == made[1]


def _reader(book: Printed) -> Any:
    return module("pypdf").PdfReader(book.pdf)
