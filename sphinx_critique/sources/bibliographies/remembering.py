"""Lists of references that are made again and again, for a program that reads a project so.

sphinxcontrib-bibtex sets every entry anew whenever any document has been read.
"""

from __future__ import annotations

import logging
from ast import dump
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sphinx.util.logging import NAMESPACE
from sphinxcontrib.bibtex.domain import BibtexDomain

_ATTRIBUTE: Final = "critique_lists"
_SAYING: Final = f"{NAMESPACE}.sphinxcontrib.bibtex.domain"


def remember_lists(domain: BibtexDomain) -> None:
    """Have a list made once as long as all documents cite the same, in the same order.

    One of which something is said is made each time, for that to be said again. What is made is
    kept with what was read.
    """
    own: Any = domain
    own.get_formatted_entries = _Remembering(domain).entries


@contextmanager
def entries_anew(domain: BibtexDomain) -> Iterator[None]:
    """Entries without words: these are added to the same nodes each time that lists are resolved.

    So an entry would say them again, and hold all documents that it ever stood in.
    """
    lists = [each.citation_nodes for each in domain.bibliographies.values()]
    kept = [dict(each) for each in lists]
    for each in lists:
        each.update({key: node.copy() for key, node in each.items()})
    try:
        yield
    finally:
        for each, before in zip(lists, kept, strict=True):
            each.update(before)


class _Made(NamedTuple):
    """A list as it was last made, and what it depends on; ``files``: what was read of these."""

    files: object
    state: object
    entries: list[Any]


class _Remembering:
    """The lists of one project."""

    def __init__(self, domain: BibtexDomain) -> None:
        self._domain = domain
        self._make: Any = domain.get_formatted_entries
        self._made: dict[object, _Made] = vars(domain.env).setdefault(_ATTRIBUTE, {})

    def entries(self, key: Any, docnames: list[str], *how: object) -> list[Any]:
        """The entries of a list, as sphinxcontrib-bibtex makes them."""
        files, state = self._domain.bibdata.data, self._state(key, docnames, how)
        before = self._made.pop(key, None)
        if before is None or before.files is not files or before.state != state:
            with _heard() as said:
                before = _Made(files, state, list(self._make(key, docnames, *how)))
            if said:
                return before.entries
        self._made[key] = before
        return before.entries

    def _state(self, key: Any, docnames: list[str], how: tuple[object, ...]) -> object:
        cited: dict[str, dict[str, None]] = {}  # What comes again changes nothing.
        for each in self._domain.citation_refs:
            cited.setdefault(each.docname, {}).update((one.key, None) for one in each.targets)
        own = self._domain.bibliographies[key]
        parsed: Any = dump(own.filter_)
        # Its nodes and its line are not what it lists.
        listed = own._replace(line=0, citation_nodes={}, filter_=parsed)
        return listed, list(docnames), {name: [*keys] for name, keys in cited.items()}, how


class _Said(logging.Handler):
    """What sphinxcontrib-bibtex says meanwhile."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note it; it is said by others."""
        self.records.append(record)


@contextmanager
def _heard() -> Iterator[list[logging.LogRecord]]:
    """Listen to it."""
    handler, logger = _Said(), logging.getLogger(_SAYING)
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)
