"""The transcripts of a library taken into the catalogue: each read once, on all processors."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from ..texts.transcripts import Reading, TranscriptError, read_transcript
from .catalogue import Catalogue, Likely, rows_of

_FEWEST: Final = 8
"""Transcripts for which it is worth starting other processes."""
_AT_ONCE: Final = 4
"""Transcripts that wait for being written, for each process."""

Told = Callable[[int, int], None]
"""Is told how many transcripts have been read, and of how many."""


class Lying(NamedTuple):
    """A transcript as it lies on disk."""

    path: Path
    reading: Reading


def fill(catalogue: Catalogue, lying: Mapping[str, Lying], told: Told) -> None:
    """Take in what is missing, by its digest; what has been is not read again, however this ends.

    A transcript that cannot be read holds no words: who opens it is told why.
    """
    missing = catalogue.missing(lying)
    for number, (digest, rows) in enumerate(_read([(each, lying[each]) for each in missing]), 1):
        catalogue.add(digest, rows)
        told(number, len(missing))


def likely(catalogue: Catalogue, lying: Mapping[str, Lying], words: str, told: Told) -> Likely:
    """The transcripts in which words may stand; all of them where nothing can be told."""
    for _ in range(2):
        try:
            fill(catalogue, lying, told)
            return catalogue.likely(words, lying)
        except sqlite3.OperationalError:
            break  # No FTS5, no room, no leave to write.
        except sqlite3.DatabaseError:
            catalogue.discard()
    return Likely(list(lying), [])


def _read(missing: Sequence[tuple[str, Lying]]) -> Iterator[tuple[str, list[str]]]:
    if len(missing) < _FEWEST or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_rows, missing)
        return
    workers = os.cpu_count() or 1
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        # Not all at once: what has been read waits in memory.
        step = workers * _AT_ONCE
        for first in range(0, len(missing), step):
            yield from pool.map(_rows, missing[first : first + step])


def _rows(each: tuple[str, Lying]) -> tuple[str, list[str]]:
    digest, lying = each
    try:
        pages = read_transcript(lying.path, lying.reading)
    except TranscriptError:
        return digest, []
    return digest, rows_of("\n".join(page.text for page in pages.pages))
