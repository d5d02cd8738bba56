"""Books set by LaTeX and read from their PDFs: what they print between words is passed over.

The words of a book are all different, so that each is known to stand where the PDF has it.
"""

import random
import re
import subprocess
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

import pytest

from sphinx_critique.texts.collation import FAILED, Index, Scope, check
from sphinx_critique.texts.loci import read_locator
from sphinx_critique.texts.transcripts import Reading, read_transcript

from .conftest import program

pytestmark = pytest.mark.slow

CHAPTERS, PARAGRAPHS = 8, 17
FONTS = {
    "pdflatex": r"\usepackage[T1]{fontenc}\usepackage{lmodern}",
    "lualatex": r"\usepackage{fontspec}",
}
BOOK = r"""\documentclass[11pt]{book}
\usepackage[paperwidth=130mm,paperheight=200mm,margin=17mm,includehead,includefoot]{geometry}
%s
\usepackage{hyperref}
\begin{document}\frontmatter\chapter{Preface}
%s
\mainmatter
%s
\end{document}
"""
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo zu bre cla dro fle gri".split()


@dataclass(frozen=True)
class Book:
    """A book: its index, its words in order, of each the number of its page, the pages' labels.

    ``called``: the words behind which a note is called; ``begun``: those that begin chapters.
    """

    index: Index
    words: list[str]
    pages: list[int]
    labels: list[str]
    called: list[int]
    begun: list[int]

    def cited(self, first: int, last: int) -> str:
        """The pages of some words, as they are cited."""
        ends = [self.labels[self.pages[at]] for at in (first, last)]
        return "–".join(dict.fromkeys(ends))

    def verdict(self, words: list[str], first: int, last: int) -> str:
        locator = read_locator(self.cited(first, last))
        return str(check(self.index, " ".join(words), Scope(locator)).status)


def vocabulary(seed: int) -> list[str]:
    """Some thousand words, none of which is a part of another."""
    words = ["".join(parts) for parts in product(SYLLABLES, repeat=4)]
    random.Random(seed).shuffle(words)
    return words


class Writer:
    """Writes text of ever new words, and remembers them."""

    def __init__(self, seed: int) -> None:
        self._new = iter(vocabulary(seed))
        self._random = random.Random(seed)
        self.words: list[str] = []
        self.called: list[int] = []
        self.begun: list[int] = []

    def paragraph(self, note: bool) -> str:
        sentences = [self._sentence() for _ in range(self._random.randint(6, 11))]
        if note:
            self.called.append(len(self.words) - len(sentences[-1].split()) - 1)
            words = " ".join(next(self._new) for _ in range(self._random.randint(8, 40)))
            sentences[-2] += rf"\footnote{{{words.capitalize()}.}}"
        return " ".join(sentences)

    def _sentence(self) -> str:
        size = self._random.randint(6, 16)
        words = [next(self._new) for _ in range(size)]
        words[0] = words[0].capitalize()
        words[size // 2] += self._random.choice([",", ";", ""])
        words[-1] += self._random.choice(".....?!")
        self.words += words
        return " ".join(words)

    def chapters(self) -> str:
        parts = []
        for number in range(CHAPTERS):
            parts.append(rf"\chapter{{{next(self._new).title()}}}")
            self.begun.append(len(self.words))
            parts += [self.paragraph((n + number) % 2 == 0) for n in range(PARAGRAPHS)]
        return "\n\n".join(parts)

    def preface(self) -> str:
        return "\n\n".join(self.paragraph(False) for _ in range(PARAGRAPHS))


@pytest.fixture(scope="module", params=["pdflatex", "lualatex"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    engine = program(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    writer = Writer(len(request.param))
    text = BOOK % (FONTS[request.param], writer.preface(), writer.chapters())
    (folder / "book.tex").write_text(text, encoding="utf-8")
    for _ in range(2):
        command = [engine, "-interaction=batchmode", "-halt-on-error", "book.tex"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return read_book(folder / "book.pdf", writer)


def read_book(path: Path, writer: Writer) -> Book:
    pages = read_transcript(path, Reading())
    found: dict[str, int] = {}
    for number, page in enumerate(pages.pages):
        text = re.sub(r"-\n", "", page.text)
        found |= dict.fromkeys(re.findall(r"[a-z]+", text.lower()), number)
    numbers, at = [], 0
    for word in writer.words:
        # A word that is broken over the end of a page begins on the page of the word before.
        at = found.get(word.strip(".,;?!").lower(), at)
        numbers.append(at)
    labels = [page.label for page in pages.pages]
    return Book(Index.of(pages), writer.words, numbers, labels, writer.called, writer.begun)


def over_page_ends(book: Book) -> list[tuple[int, int]]:
    """Runs of words, each of which goes on from a page to the next."""
    ends = [n for n, (a, b) in enumerate(pairwise(book.pages)) if b == a + 1]
    return [(max(0, end - 6), min(len(book.words) - 1, end + 6)) for end in ends]


def over_calls(book: Book) -> list[tuple[int, int]]:
    """Runs of words in which a note is called."""
    return [(at - 5, at + 6) for at in book.called]


def runs(book: Book) -> list[tuple[int, int]]:
    """The same, but for those over the heading of a chapter."""
    every = [*over_page_ends(book), *over_calls(book)]
    return [
        (first, last)
        for first, last in every
        if not any(first < begun <= last for begun in book.begun)
    ]


def test_the_book_is_one(book: Book) -> None:
    assert len(book.labels) >= 60
    assert "ii" in book.labels
    assert len(over_page_ends(book)) >= 60
    assert len(over_calls(book)) >= 60
    assert len(runs(book)) >= 140


def test_what_is_printed_between_words_is_known(book: Book) -> None:
    """With the furniture taken out, the words of the text follow each other."""
    index, text, done = book.index, "", 0
    for first, last in index.furniture:
        text, done = text + index.text[done : index.starts[first]], index.end_of(last - 1)
    kept = re.sub(r"-\n\s*", "", text + index.text[done:]).split()
    headings = 3 * CHAPTERS + 1
    assert len(set(kept) ^ set(book.words)) <= headings
    there = set(kept) & set(book.words)
    assert [w for w in kept if w in there] == [w for w in book.words if w in there]


def test_true_quotations_are_found(book: Book) -> None:
    verdicts = [
        book.verdict(book.words[first : last + 1], first, last) for first, last in runs(book)
    ]
    good = verdicts.count("verbatim")
    assert good >= 0.95 * len(verdicts), f"{good} of {len(verdicts)}"


def test_false_quotations_are_refused(book: Book) -> None:
    chosen = random.Random(7)
    for first, last in runs(book):
        words = book.words[first : last + 1]
        at = chosen.randrange(1, len(words) - 1)
        dropped = [*words[:at], *words[at + 1 :]]
        changed = [*words[:at], "never", *words[at + 1 :]]
        turned = [*words[:at], words[at + 1].lower(), words[at].lower(), *words[at + 2 :]]
        for each in dropped, changed, turned:
            assert book.verdict(each, first, last) in FAILED, each
