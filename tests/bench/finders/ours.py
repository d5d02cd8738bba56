"""Ours, as the command does it: what is in quote marks, and what is in none."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.quoting import Finder, Source, read_quotations
from sphinx_critique.texts.quoting.citing import Names
from sphinx_critique.texts.quoting.unmarked import Borrowings
from sphinx_critique.texts.quoting.verdict import Finding
from sphinx_critique.texts.transcripts.plain import read_plain

from .books import Letters, Match, keep

LEAST = 5


def main(folder: Path, name: str = "ours") -> None:
    paths = {path.stem: path for path in sorted((folder / "sources").iterdir())}
    book = _index(folder / "book.txt")
    made = read_quotations(book)
    finder = Finder(made, Names({key: [key] for key in paths}, {}), LEAST)
    borrowings = Borrowings(book, made, LEAST)
    letters = Letters(book.text)
    matches: list[Match] = []
    sources = [Source(key, _index(path)) for key, path in paths.items()]
    for source in sources:
        finder.look_in(source)
        for run in borrowings.of(source):
            start, end = book.starts[run.span[0]], book.end_of(run.span[1] - 1)
            matches.append(letters.match(start, end, source.key, "unmarked", run.found_page))
    for source in sources:
        finder.look_closer(source)
    matches += _found(finder.findings(), book, letters)
    keep(folder, name, matches)


def _index(path: Path) -> Index:
    return Index.of(read_plain(path.read_text(encoding="utf-8")))


def _found(findings: list[Finding], book: Index, letters: Letters) -> Iterator[Match]:
    for each in findings:
        if each.stands and each.best is not None:
            first, last = each.made.span
            found = each.best.result.found
            page = found.page if found else ""
            status = str(each.best.result.status)
            start, end = book.starts[first], book.end_of(last - 1)
            yield letters.match(start, end, each.best.source, status, page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
