"""text-matcher, with the settings that it comes with, over the whole book or a page at a time.

Over the whole book it finds only what stands in both in the same order. Its list of common words is
data of NLTK; where that is missing they are kept, as its option ``--stops`` has it.
"""

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

import nltk
from text_matcher.matcher import Matcher, Text

from .books import Letters, Match, keep, parts, plain_book, plain_sources

BY_PAGE = "text-matcher-by-page"
sys.setrecursionlimit(100_000)


def has_common_words() -> bool:
    """Whether NLTK's list of common words is there."""
    try:
        nltk.corpus.stopwords.words("english")
    except LookupError:
        return False
    return True


def main(folder: Path, name: str) -> None:
    # It takes a hyphen with a space behind it for a broken word: lines are joined by spaces.
    book = plain_book(folder).replace("\n", " ")
    letters = Letters(book)
    drop = has_common_words()
    matches: list[Match] = []
    with redirect_stdout(io.StringIO()):
        pages = [
            (start, Text(page, "book", removeStopwords=drop))
            for start, page in (parts(book) if name == BY_PAGE else [(0, book)])
        ]
        for key, text in plain_sources(folder):
            source = Text(text.replace("\n", " "), key, removeStopwords=drop)
            for start, page in pages:
                matcher = Matcher(page, source)
                matcher.match()
                matches += (letters.match(start + a, start + b, key) for a, b in matcher.locationsA)
    keep(folder, name, matches)
    if not drop:
        print("text-matcher: without NLTK's list of common words", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
