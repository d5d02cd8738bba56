"""The apparatus at the foot of the page: LaTeX's, set by reledmac."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from .conftest import Project
from .printing import ENGINES, compiled, problems, text_of, words_of

pytestmark = pytest.mark.slow

FOOT = {"critique_latex_apparatus": "foot", "latex_use_xindy": False}
LEMMATA = 108
ON_A_PAGE = 12
PARAGRAPH = 60


def drawn(random: Random, number: int) -> str:
    """A passage of words that stand nowhere else, and notes about any run of them."""
    words = [f"{number}q{each}{'x' * random.randint(0, 5)}" for each in range(3 * PARAGRAPH)]
    parts = [words[at : at + PARAGRAPH] for at in range(0, len(words), PARAGRAPH)]
    body = "\n\n".join(f"   {' '.join(part)}" for part in parts)
    notes = (note(random, words) for _ in range(ON_A_PAGE))
    return "\n\n".join([f".. excerpt::\n\n{body}", *notes])


def note(random: Random, words: list[str]) -> str:
    first = random.randrange(len(words) - 1)
    last = min(first + random.choice([0, 1, 3, 12, 70]), len(words) - 1)
    lemma = words[first] if first == last else f"{words[first]} … {words[last]}"
    more = " ".join(["argument"] * random.randint(1, 40))
    return f".. omission:: {lemma}\n   :cite: some source\n\n   N{words[first]} {more}."


def edition() -> str:
    random = Random(5)
    passages = (drawn(random, number) for number in range(LEMMATA // ON_A_PAGE))
    return "Edition\n=======\n\n" + "\n\n".join(passages) + "\n"


WORD = r"\d+q\d+x*"
ENTRY = re.compile(rf"(\d+)(?:–(\d+\.)?(\d+))? ({WORD})(?: (?:…|\. ?\. ?\.) ({WORD}))?\]")
"""First and last line (with its page if that is another), first and last word."""


THREE = """
Edition
#######

One
===

.. excerpt::

   1q0

.. gloss:: 1q0

   One.

Two
===

.. excerpt::

   2q0

.. gloss:: 2q0

   Two.

Three
=====

.. excerpt::

   3q0

.. gloss:: 3q0

   Three.
"""


class Pages:
    """A PDF of passages of words that stand nowhere else, with its apparatus."""

    def __init__(self, pdf: Path) -> None:
        self.words = list(words_of(pdf))
        known = [word for word in self.words if re.fullmatch(WORD, word.text)]
        size = max(word.size for word in known)
        large = [word for word in known if word.size > size * 0.95]
        self.text = {word.text: word for word in reversed(large)}  # The index is at the end.
        margin = min(word.left for word in self.text.values())
        self.numbers = [w for w in self.words if w.text.isdecimal() and w.left < margin - 12]

    def line(self, word: str) -> str:
        """The number that is printed beside a word."""
        line = [each for each in self.numbers if each.on_line_of(self.text[word])]
        return ",".join(each.text for each in line)

    def entries(self) -> Iterator[tuple[int, re.Match[str]]]:
        """What stands in the apparatus, and on which page."""
        for page, words in groupby(self.words, key=lambda word: word.page):
            small = [w.text for w in words if self.text.get(w.text) is not w]
            for found in ENTRY.finditer(" ".join(small)):
                yield page, found


@pytest.mark.parametrize("engine", ENGINES)
def test_entries_tell_the_line_on_which_their_lemma_stands(project: Project, engine: str) -> None:
    config = {**FOOT, "latex_engine": engine}
    built = project.write({"index.rst": edition()}).build("latex", config=config)
    pdf, log = compiled(built, engine)
    assert problems(log) == []
    pages = Pages(pdf)
    found = list(pages.entries())
    wrong = []
    for page, entry in found:
        first, _, last, begin, end = entry.groups()
        there = (pages.line(begin), pages.line(end or begin))
        if there != (first, last or first) or not page - 1 <= pages.text[begin].page <= page:
            wrong.append((page, entry[0], there))
    assert wrong == []
    assert len(found) == 2 * LEMMATA  # what is said, and its source


def test_lines_are_counted_from_the_top_of_each_page(project: Project) -> None:
    built = project.write({"index.rst": THREE}).build(
        "latex", config={**FOOT, "latex_engine": "lualatex"}
    )
    pdf, _ = compiled(built, "lualatex")
    assert [entry[0] for _, entry in Pages(pdf).entries()] == ["1 1q0]", "1 2q0]", "1 3q0]"]


ODD = """
Edition
#######

One
===

.. excerpt::
   :name: verse

   | First stanza
   | line two
   |
   | Second stanza

.. gloss:: line two

   On verse.

.. excerpt::

   .. _a-target:

   With *another emphasised* ``code_lit`` thing :sup:`two` and words words
   words :kbd:`K`, [former] things. See :ref:`that <a-target>`.

.. gloss:: another

   * Two
   * paragraphs.

.. gloss:: code_lit

   With a footnote [#a]_.

   .. [#a] Its text.

.. gloss:: two

   In a superscript.

.. gloss:: words [2]

   The second.

.. gloss:: K

   A key.

.. gloss:: [former] things

   In brackets.

Two
===

.. gloss:: Second stanza
   :on: verse

   From elsewhere.
"""
FOUND = """
2 line two] gloss 1. On verse.
3 Second stanza] gloss 8 (p. 3)
4 another] gloss 2.
4 code_lit] gloss 3. With a footnote1 .
4 two] gloss 4. In a superscript.
4 words2 ] gloss 5. The second.
4 K] gloss 6. A key.
4 [former] things] gloss 7. In brackets.
"""


def test_odd_entries(project: Project) -> None:
    built = project.write({"index.rst": ODD}).build(
        "latex", config={**FOOT, "latex_engine": "lualatex"}
    )
    pdf, log = compiled(built, "lualatex")
    assert problems(log) == []
    lines = [" ".join(line.split()) for line in text_of(pdf, layout=True).splitlines()]
    assert [line for line in lines if re.match(r"\d+ .*\] gloss", line)] == FOUND.split("\n")[1:-1]


LONG = f"""
Edition
#######

Long
====

.. excerpt::

   A passage.

.. omission:: passage
   :cite: some source

   {"word " * 3000}

.. gloss:: A
   :cite: some other source

   Short.

After the excerpt, :critique:ref:`named`.

{"More text. " * 500}

.. excerpt::
   :name: named

   Named.
"""


def test_long_notes_go_on_over_pages(project: Project) -> None:
    built = project.write({"index.rst": LONG}).build(
        "latex", config={**FOOT, "latex_engine": "lualatex"}
    )
    pdf, log = compiled(built, "lualatex")
    assert problems(log) == []
    assert "Overfull \\vbox" not in log
    pages = [page.split() for page in text_of(pdf).split("\f")]
    (long,) = [number for number, page in enumerate(pages) if "LONG" in page and "passage." in page]
    assert [page.count("word") > 100 for page in pages[long : long + 3]] == [True, True, True]


def test_no_apparatus_in_two_columns(project: Project) -> None:
    columns = {"latex_elements": {"classoptions": ",twocolumn"}}
    built = project.write({"index.rst": ODD}).build("latex", config=FOOT | columns)
    (warning,) = built.warnings
    assert warning.endswith("[critique.config]")
    assert "edtext" not in built.read("projectnamenotset.tex")


NESTED = """
Edition
#######

.. excerpt::

   A passage of words.

.. excerpt::
   :name: other

   Another.

.. omission:: Another

   Said.

   .. gloss:: passage
      :at: 107

      On a place.

   .. reply:: Said

      Replied.
"""


def test_a_note_within_a_note_says_what_it_answers(project: Project) -> None:
    project.config["nitpicky"] = False
    built = project.cite().write({"index.rst": NESTED}).build("latex", config=FOOT)
    source = built.read("projectnamenotset.tex")
    note = source[source.index("{critiquefootreply}") :]
    assert "107" in note[: note.index("On a place")]
    assert "omission 1" in note[note.index("On a place") : note.index("Replied")]


def sung(place: int) -> str:
    """A chapter of verse whose lines have numbers, and a place of the work."""
    lines = "\n".join(f"   | {place}q{line} sung" for line in (1, 2, 3))
    excerpt = f".. excerpt:: {place}\n   :numbered:\n\n{lines}\n\n.. gloss::\n\n   Said.\n"
    return f"{place}\n===\n\n{excerpt}"


@pytest.mark.parametrize("engine", ["lualatex", "xelatex"])
def test_numbers_of_verse_are_in_one_margin_of_a_book_and_its_place_in_the_other(
    project: Project, engine: str
) -> None:
    config = {"critique_book": True, "latex_use_xindy": False, "latex_engine": engine}
    text = "\n".join(["Edition\n#######\n", sung(107), sung(108)])
    built = project.cite().write({"index.rst": text}).build("latex", config=config)
    pdf, log = compiled(built, engine)
    assert problems(log) == []
    words = list(words_of(pdf))
    pages = []
    for place in (107, 108):
        lefts = set()
        for line in (1, 2, 3):
            first = next(each for each in words if each.text == f"{place}q{line}")
            on_line = [each for each in words if each.on_line_of(first)]
            found = [each.text for each in sorted(on_line, key=lambda each: each.left)]
            where = ["p.", str(place)] if line == 1 else []
            verse = [first.text, "sung"]
            right = [str(line), *verse, *where]
            assert found == (right if first.page % 2 else [*where, *verse, str(line)])
            lefts.add(next(each.left for each in on_line if each.text == str(line)))
        assert max(lefts) - min(lefts) < 4
        pages.append(first.page % 2)
    assert sorted(pages) == [0, 1]


TRANSLATED = """
Edition
#######

.. excerpt::

   Gallia est omnis divisa in partes tres.

   .. translation::

      All Gaul is parted into three parts.

.. gloss:: divisa

   Of its words.

.. gloss:: parted

   Of those of its translation.

.. gloss:: tres … Gaul

   Of both.

.. excerpt::
   :numbered:

   | arma virumque
   | cano

.. translation::

   Arms and the man.

.. gloss:: cano

   Of a line.

.. gloss:: man

   Of none.
"""
TOLD = {
    False: """
1 divisa] gloss 1. Of its words.
1 tres … Gaul] gloss 2. Of both.
Excerpt 1 parted] gloss 3. Of those of its translation.
Excerpt 2, 2 cano] gloss 4. Of a line.
Excerpt 2 man] gloss 5. Of none.
""",
    True: """
1 gloss 1 divisa] Of its words.
2 gloss 1 tres … Gaul] Of both.
3 gloss parted] Of those of its translation.
4 gloss 2 cano] Of a line.
5 gloss man] Of none.
""",
}


@pytest.mark.parametrize("book", [False, True])
def test_notes_on_a_passage_and_its_translation_are_at_the_foot(
    project: Project, book: bool
) -> None:
    config = {**FOOT, "latex_engine": "lualatex", "critique_book": book}
    built = project.write({"index.rst": TRANSLATED}).build("latex", config=config)
    pdf, log = compiled(built, "lualatex")
    assert problems(log) == []
    text = " ".join(text_of(pdf, layout=True).split())
    told = " ".join(TOLD[book].split())
    assert told in text
    assert text.index("Arms and the man") < text.index(told)


VERSES = "\n".join(f"   | verse {number}" for number in range(90))
FOOTNOTE = f"""
Edition
#######

.. excerpt::

{VERSES}

.. gloss:: verse 4

   With a footnote. [#f]_

   .. [#f] Of the first page.

.. excerpt::

   Gallia.

   .. translation::

      Gaul.

.. gloss:: Gaul

   With another. [#g]_

   .. [#g] Of a translation.
"""


@pytest.mark.parametrize("book", [False, True])
def test_a_footnote_of_a_note_is_on_its_page(project: Project, book: bool) -> None:
    config = {**FOOT, "latex_engine": "lualatex", "critique_book": book}
    built = project.write({"index.rst": FOOTNOTE}).build("latex", config=config)
    pdf, log = compiled(built, "lualatex")
    assert problems(log) == []
    pages = [" ".join(page.split()) for page in text_of(pdf).split("\f")]
    for words, note in (
        ("With a footnote.", "the first page."),
        ("With another.", "a translation."),
    ):
        assert [words in page for page in pages] == [note in page for page in pages]
        assert any(words in page for page in pages)
    assert not any("Page " in page for page in pages)
