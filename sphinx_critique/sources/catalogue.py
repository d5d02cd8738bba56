"""Which words stand in which transcripts, on disk: what a library has is not held in memory.

SQLite (FTS5) only finds where words may stand, without accents and case; what does, is for the
checks to say. One file serves all projects of a user: a transcript is in it by its digest.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from itertools import islice
from math import log
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from ..texts import late
from ..texts.folding import INVISIBLE, UNSPACED_CLASS

_ROW: Final = 400
_OVERLAP: Final = 80
"""Words of a row, and those of the next that it has too: a quotation may run over its end."""
_ROWS_OF_ONE: Final = 2**24
_RAREST: Final = 8
"""Words of a quotation that are looked for."""
_MOST_ROWS: Final = 20_000
"""Rows with a word of which it is still worth looking which they are."""
_SHARE: Final = 0.3
"""Of what the words looked for say, how much a row must have."""
_TOGETHER: Final = 12
_MOST_FOUND: Final = 24
"""Transcripts in which only some of the words stand together."""
_PATIENCE: Final = 60
"""Seconds that another process may keep the file to itself."""
_WORD: Final = late.pattern(rf"[{UNSPACED_CLASS}]|[^\W_{UNSPACED_CLASS}]+")
_BROKEN: Final = late.pattern(r"([^\W_]+)[-‐¬⸗=][ \t\r]*\n\s*([^\W_]+)")
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS texts (number INTEGER PRIMARY KEY, digest TEXT UNIQUE NOT NULL);
    CREATE VIRTUAL TABLE IF NOT EXISTS words
        USING fts5 (said, content = '', detail = none, columnsize = 0);
    CREATE VIRTUAL TABLE IF NOT EXISTS frequencies USING fts5vocab ('words', 'row');
"""


def rows_of(text: str) -> list[str]:
    """The words of a text as the catalogue keeps them, row by row; linear in its length."""
    words = words_of(text)
    return [" ".join(words[at : at + _ROW + _OVERLAP]) for at in range(0, len(words), _ROW)]


def words_of(text: str) -> list[str]:
    """Runs of letters and digits without accents and case, those of scripts without spaces alone.

    What a hyphen breaks at a line's end is read both ways.
    """
    text = _BROKEN.sub(r"\1 \2 \1\2", INVISIBLE.sub("", text))
    if text.isascii():
        return _WORD.findall(text.lower())
    bare = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return [each if each.isascii() else _spelt(each) for each in _WORD.findall(bare.casefold())]


@lru_cache(maxsize=2**16)
def _spelt(word: str) -> str:
    """A word in letters that mean nothing to SQLite, whatever its script."""
    return f"x{word.encode('utf-8', 'surrogatepass').hex()}"


class Likely(NamedTuple):
    """The digests of transcripts: all in which the words stand together, and some with a few."""

    together: list[str]
    some: list[str]


class Catalogue:
    """The file; one that is broken, or of a SQLite without FTS5, is as if it held nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those of transcripts that are not in it."""
        with self._opened() as base:
            known = {each for (each,) in base.execute("SELECT digest FROM texts")}
            return [each for each in digests if each not in known]

    def add(self, digest: str, rows: Iterable[str]) -> None:
        """Take a transcript in, whole or not at all."""
        with self._opened() as base, base:
            added = base.execute("INSERT OR IGNORE INTO texts (digest) VALUES (?)", (digest,))
            if added.rowcount:
                first = (added.lastrowid or 0) * _ROWS_OF_ONE
                numbered = enumerate(islice(rows, _ROWS_OF_ONE), first)
                base.executemany("INSERT INTO words (rowid, said) VALUES (?, ?)", numbered)

    def likely(self, texts: Iterable[str], digests: Collection[str]) -> list[Likely]:
        """For each of some texts the transcripts in which its words may stand, likeliest first."""
        with self._opened() as base:
            numbers = dict(base.execute("SELECT digest, number FROM texts"))
            wanted = {numbers[each]: each for each in digests if each in numbers}
            found = [_Search(base, words_of(text)).texts(wanted) for text in texts]
        return [Likely(*([wanted[number] for number in group] for group in each)) for each in found]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as base:
            # A process that is killed loses nothing; a machine that is may lose the file.
            base.execute("PRAGMA synchronous = OFF")
            base.executescript(_SCHEMA)
            yield base

    def discard(self) -> None:
        """Take the file away, to be made anew."""
        with suppress(OSError):
            self._path.unlink()


class _Search:
    """One search, for the words of a quotation; each is weighed by how rare it is."""

    def __init__(self, base: sqlite3.Connection, words: Sequence[str]) -> None:
        self._base = base
        self._words = words
        self._counts = {word: self._count(word) for word in dict.fromkeys(words)}

    def texts(self, wanted: Collection[int]) -> tuple[list[int], list[int]]:
        """The numbers of texts: all that have the words together, and some that have a few."""
        together = dict.fromkeys(row // _ROWS_OF_ONE for row in self._together())
        votes = self._votes()
        found = [number for number in together if number in wanted]
        found.sort(key=lambda number: -votes[number])
        others = (number for number, _ in votes.most_common() if number in wanted)
        some = [number for number in others if number not in together]
        return found, some[:_MOST_FOUND]

    def _votes(self) -> Counter[int]:
        """What the rarest words say for the texts that have any, as many as one row has.

        A text that has hardly any of them together is none of these.
        """
        weights: Counter[int] = Counter()
        most = 0
        for word in self._rarest(self._counts)[:_RAREST]:
            if self._counts[word] <= _MOST_ROWS:
                weight = 1 + round(1000 / log(2 + self._counts[word]))
                weights.update(dict.fromkeys(self._rows([word]), weight))
                most += weight
        best: Counter[int] = Counter()
        for row, weight in weights.items():
            if weight >= most * _SHARE:
                number = row // _ROWS_OF_ONE
                best[number] = max(best[number], weight)
        return best

    def _together(self) -> list[int]:
        """The rows that have all that is near the rarest word; rows overlap by no more."""
        rarest = self._rarest(self._counts)
        at = self._words.index(rarest[0]) if rarest else 0
        near = self._words[max(0, at - _OVERLAP // 2) : at + _OVERLAP // 2]
        several = self._rarest(near)[:_TOGETHER]
        return self._rows(several) if several else []

    def _rarest(self, words: Iterable[str]) -> list[str]:
        """Those that stand somewhere, the rarest first."""
        found = filter(self._counts.__getitem__, dict.fromkeys(words))
        return sorted(found, key=self._counts.__getitem__)

    def _rows(self, words: Sequence[str]) -> list[int]:
        query = " ".join(f'"{word}"' for word in words)
        asked = "SELECT rowid FROM words WHERE words MATCH ?"
        return [row for (row,) in self._base.execute(asked, (query,))]

    def _count(self, term: str) -> int:
        asked = "SELECT doc FROM frequencies WHERE term = ?"
        found = self._base.execute(asked, (term,)).fetchone()
        return int(found[0]) if found else 0
