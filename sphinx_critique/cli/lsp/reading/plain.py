"""Pages of transcripts as plain text, for an editor to show what is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ....model.files import digest
from ....sources.library import Library
from ....texts.collation import Index
from ...printed_pages import named, printed
from ..written.places import Place, Span
from .text import Text

_NO_NAME: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 80
_FEWER: Final = (40, 8, 4, 2)
"""So many words are looked for, one number after the other: what stands between is printed too."""


class PlainPages:
    """Those that have been asked for, each with the pages beside it in a file of its own."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self._made: dict[tuple[str, str], tuple[Path, Text]] = {}

    def place_of(self, key: str, words: str, page: str) -> Place | None:
        """Where words of a page of a source stand; ``None`` where there is no such page."""
        owner = self._library.owner(key)
        index = self._library.index(owner) if owner else None
        pages = named(index, page) if index and page else []
        if owner is None or index is None:
            return None
        path, text = self._page(f"{key} {page}", index, pages[0] if pages else 0)
        return Place(str(path), _found(text, words))

    def _page(self, name: str, index: Index, page: int) -> tuple[Path, Text]:
        pages = range(max(0, page - 1), min(page + 2, len(index.labels)))
        text = "\n\n".join("\n".join(printed(index, each)) for each in pages) + "\n"
        made = name, digest(text.encode("utf-8", "surrogatepass"))
        if made not in self._made:
            self._made[made] = self._written(*made, text), Text(text)
        return self._made[made]

    def _written(self, name: str, number: str, text: str) -> Path:
        """In a folder of its own: another page may be named as this is in a file's name."""
        path = self._folder / number[:16] / f"{_NO_NAME.sub(' ', name)[:_LONGEST_NAME].strip()}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", "surrogatepass", newline="\n")
        path.chmod(0o444)  # What is mended here would be lost.
        return path


def _found(text: Text, words: str) -> Span:
    for number in _FEWER:
        found = text.find(" ".join(words.split()[:number]))
        if found is not None:
            return found
    return Span(0, 0, 0, 0)
