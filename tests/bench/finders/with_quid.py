"""Quid, with the settings that it comes with: the source first, as its manual has it."""

import sys
from pathlib import Path

from quid.core.Quid import Quid

from .books import Letters, keep, plain_book, plain_sources


def main(folder: Path) -> None:
    book = plain_book(folder)
    letters = Letters(book)
    matches = []
    for key, text in plain_sources(folder):
        for each in Quid(include_text_in_result=False).compare(text, book):
            matches.append(letters.match(each.target_span.start, each.target_span.end, key))
    keep(folder, "quid", matches)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
