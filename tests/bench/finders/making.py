"""The book, made up, with what is true of it: ``python -m tests.bench.finders.making``."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.auditing import Truth, quoting

from .books import PAGE, Match, keep

LABEL = re.compile(r"^\[p\. \d+\]\n", re.MULTILINE)
BROKEN = re.compile(r"(?<=\w)-\n(?=\w)")


def main(folder: Path, seed: int, quotations: int, sources: int) -> None:
    made = quoting(seed, quotations, sources)
    plain = LABEL.sub(f"{PAGE}\n", made.text)
    _write(folder / "book.txt", made.text)
    _write(folder / "plain" / "book.txt", plain)
    for key, text in made.sources.items():
        _write(folder / "sources" / f"{key}.txt", text)
        _write(folder / "plain" / "sources" / f"{key}.txt", BROKEN.sub("", LABEL.sub("", text)))
    letters = "".join(filter(str.isalnum, plain)).casefold()
    keep(folder, "truth", [*_placed(letters, made.truths), *_placed(letters, made.unmarked)])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _placed(book: str, truths: Sequence[Truth]) -> Iterator[Match]:
    """Where the words of each stand in the book: they are in its order."""
    at = 0
    for truth in truths:
        words = "".join(filter(str.isalnum, truth.text)).casefold()
        at = book.index(words, at)
        yield Match(at, at + len(words), truth.source, truth.status, truth.page)
        at += len(words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
