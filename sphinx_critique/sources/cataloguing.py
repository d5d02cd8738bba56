"""The transcripts of a library taken into the catalogue: each read once, on all processors."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from ..texts.transcripts import Reading, TranscriptError, read_transcript
from .catalogue import Catalogue, Likely, rows_of

FEW: Final = 12
"""Transcripts that are looked into one by one sooner than a catalogue is made."""
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


class Known(NamedTuple):
    """A transcript by the key of its source, with its digest."""

    key: str
    digest: str
    lying: Lying


def fill(catalogue: Catalogue, lying: Mapping[str, Lying], told: Told) -> None:
    """Take in what is missing, by its digest; what has been is not read again, however this ends.

    A transcript that cannot be read holds no words: who opens it is told why.
    """
    missing = catalogue.missing(lying)
    for number, (digest, rows) in enumerate(_read([(each, lying[each]) for each in missing]), 1):
        catalogue.add(digest, rows)
        told(number, len(missing))


def likely(
    catalogue: Catalogue, lying: Mapping[str, Lying], texts: Sequence[str], told: Told
) -> list[Likely]:
    """For each of some texts where its words may stand; everywhere, where nothing can be told."""
    for _ in range(2):
        try:
            fill(catalogue, lying, told)
            return catalogue.likely(texts, lying)
        except sqlite3.OperationalError:
            break  # No FTS5, no room, no leave to write.
        except sqlite3.DatabaseError:
            catalogue.discard()
    return [Likely(list(lying), [])] * len(texts)


def likely_keys(
    catalogue: Catalogue, known: Iterable[Known], texts: Sequence[str], told: Told
) -> list[Likely]:
    """The same, by the keys of the sources that have these transcripts."""
    lying: dict[str, Lying] = {}
    bearing: dict[str, list[str]] = {}
    for each in known:
        lying[each.digest] = each.lying
        bearing.setdefault(each.digest, []).append(each.key)
    return [
        Likely(*([key for digest in group for key in bearing[digest]] for group in each))
        for each in likely(catalogue, lying, texts, told)
    ]


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
