"""The apparatus at the foot of the page: LaTeX's, set by reledmac."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from .conftest import Project
from .printing import ENGINES, compiled, problems, words_of

FOOT = {"critique_latex_apparatus": "foot", "latex_use_xindy": False}
LEMMATA = 300
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
