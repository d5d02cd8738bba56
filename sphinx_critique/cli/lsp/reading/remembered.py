"""What Sphinx said of each document when it was last read: kept with what was read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from sphinx.environment import BuildEnvironment

from .heard import Said

_ATTRIBUTE: Final = "critique_said"
_WORD: Final = re.compile(r"[^\s,;“”\"'()]+")


class Remembered:
    """What was said while documents were read, and while they were resolved; by their names.

    Those in ``unresolved`` are to be resolved, those in ``unread`` to be read in any case;
    ``named`` is what they could refer to.
    """

    def __init__(self, unread: Iterable[str] = ()) -> None:
        self.reading: dict[str, list[Said]] = {}
        self.resolving: dict[str, list[Said]] = {}
        self.unresolved: set[str] = set()
        self.unread = set(unread)
        self.named = ""

    @classmethod
    def of(cls, env: BuildEnvironment) -> Remembered:
        """What was said when an environment was kept; of one without, everything is to be said."""
        found = vars(env).setdefault(_ATTRIBUTE, cls(env.all_docs))
        assert isinstance(found, cls)
        return found

    def begin(self, docname: str) -> None:
        """Forget what was said of a document, which is read anew."""
        self.reading.pop(docname, None)
        self.resolving.pop(docname, None)
        self.unresolved.add(docname)
        self.unread.discard(docname)

    def leave(self, docnames: Collection[str]) -> None:
        """Forget what was said of all documents but some."""
        for said in (self.reading, self.resolving):
            for gone in said.keys() - docnames:
                del said[gone]
        self.unresolved &= set(docnames)
        self.unread &= set(docnames)

    def all(self) -> Iterator[Said]:
        """All of it."""
        for said in (self.reading, self.resolving):
            for docname in sorted(said):
                yield from said[docname]

    def at_odds(self, read: Collection[str], documents: Mapping[str, str]) -> set[str]:
        """The documents that are to be read together with some that are: in their order.

        What two have (a label, a term) Sphinx says of the later one, when that is read, and names
        the other; so it does of a document that is not there. ``documents``: their names by what
        Sphinx may call them.
        """
        joined: dict[str, set[str]] = {}
        for docname, said in self.reading.items():
            for other in _named(said, documents) - {docname}:
                joined.setdefault(docname, set()).add(other)
                joined.setdefault(other, set()).add(docname)
        found: set[str] = set()
        ahead = [each for each in read if each in joined]
        while ahead:
            docname = ahead.pop()
            if docname not in found:
                found.add(docname)
                ahead += joined.get(docname, ())
        return found


def _named(said: Iterable[Said], documents: Mapping[str, str]) -> set[str]:
    words = (word for each in said for word in _WORD.findall(each.message))
    return {documents[word] for word in words if word in documents}
