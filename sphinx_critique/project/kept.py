"""What the environment keeps of each document: packed, and opened when it is first asked for.

The words of a passage stand in several records of it: packed they are a sixth as long.
"""

import pickle
import zlib
from collections.abc import Collection, Iterator, MutableMapping
from typing import Any

from ..model.files import digest
from ..model.records import Document

_LEVEL = 1
"""Of compression: what takes longer saves hardly any more."""


class Kept(MutableMapping[str, Document]):
    """Documents by their names, in the order in which they were read."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes | None] = {}
        self._open: dict[str, Document] = {}

    def __getitem__(self, docname: str) -> Document:
        if docname not in self._open:
            packed = self._packed[docname]
            assert packed is not None
            self._open[docname] = pickle.loads(zlib.decompress(packed))
        return self._open[docname]

    def __setitem__(self, docname: str, document: Document) -> None:
        self._packed[docname], self._open[docname] = None, document

    def __delitem__(self, docname: str) -> None:
        del self._packed[docname]
        self._open.pop(docname, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def take(self, docnames: Collection[str], other: "Kept") -> None:
        """Take some documents over as they are, from what another process has read."""
        for docname, packed in other._packed.items():
            if docname in docnames:
                self._open.pop(docname, None)
                self._packed[docname] = packed
                if packed is None:
                    self._open[docname] = other._open[docname]

    def digest(self) -> str:
        """Of all of them as they are kept: the same until one is read again."""
        self._pack_all()
        packed = sorted(self._packed.items())
        return digest(
            b"\0".join(
                name.encode("utf-8", "surrogatepass") + (each or b"") for name, each in packed
            )
        )

    def _pack_all(self) -> None:
        for docname, packed in self._packed.items():
            if packed is None:
                self._packed[docname] = _pack(self._open[docname])

    def __getstate__(self) -> dict[str, dict[str, bytes | None]]:
        self._pack_all()
        return {"packed": self._packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._packed, self._open = state["packed"], {}


def _pack(document: Document) -> bytes:
    return zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), _LEVEL)
