"""Nothing is fetched from the network for what is being typed.

docutils fetches what ``:url:`` names whenever a document is read: here that would be with each key,
and of addresses that are not yet whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from docutils.parsers.rst.directives import misc, tables

_NOTHING: Final = b"-"
"""A table of which nothing is known has a cell."""


@contextmanager
def offline() -> Iterator[None]:
    """Meanwhile what directives fetch is as good as empty; a build says what is wrong with it."""
    fetching: list[Any] = [misc, tables]
    before = [each.urlopen for each in fetching]
    for each in fetching:
        each.urlopen = _fetch_nothing
    try:
        yield
    finally:
        for each, fetch in zip(fetching, before, strict=True):
            each.urlopen = fetch


def _fetch_nothing(_: object) -> BytesIO:
    return BytesIO(_NOTHING)
