"""A search by likeness: what is in quote marks, and each other sentence, slid along the sources.

What is between two marks is taken whole, whatever the marks are; the rest by sentences. Those of
five words and more are from the source that has the likest passage, if that is like enough.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, utils

from .books import Letters, Match, keep, plain_book, plain_sources

LEAST, LIKE = 5, 85
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\f]*\n))+")
MARKS = re.compile(r"[“”„«»‹›「」\"]|``|''|(?<!\w)['‘’‚]|['‘’](?!\w)")
SENTENCE = re.compile(r"[^.?!…]+[.?!…]*")


def units(book: str) -> Iterator[tuple[int, int]]:
    """What is looked for, of five words and more."""
    for paragraph in PARAGRAPH.finditer(book):
        edges = [paragraph.start()]
        for mark in MARKS.finditer(book, *paragraph.span()):
            edges += mark.span()
        edges.append(paragraph.end())
        for number in range(0, len(edges), 2):
            start, end = edges[number : number + 2]
            is_quoted = number % 4 == 2
            found = [(start, end)] if is_quoted else _sentences(book, start, end)
            yield from (each for each in found if len(book[slice(*each)].split()) >= LEAST)


def _sentences(book: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in SENTENCE.finditer(book, start, end)]


def main(folder: Path) -> None:
    book = plain_book(folder)
    letters = Letters(book)
    sources = [(key, _folded(text)) for key, text in plain_sources(folder)]
    matches: list[Match] = []
    for start, end in units(book):
        words = _folded(book[start:end])
        scores = (
            (fuzz.partial_ratio(words, text, score_cutoff=LIKE), key) for key, text in sources
        )
        best, key = max(scores)
        if best:
            matches.append(letters.match(start, end, key))
    keep(folder, "rapidfuzz", matches)


def _like(words: str, text: str) -> float:
    """How like a passage of a text is; 0 if it is not like enough."""
    return fuzz.partial_ratio(words, text, score_cutoff=LIKE)


def _folded(text: str) -> str:
    return " ".join(utils.default_process(text).split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
