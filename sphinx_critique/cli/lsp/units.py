"""Columns as editors count them: in units of UTF-16, most of them, and here in code points."""

from __future__ import annotations

from typing import Final

_CODECS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}


def to_editor(line: str, column: int, encoding: str) -> int:
    """The units before a column."""
    before = line[: max(column, 0)]
    if encoding not in _CODECS or before.isascii():
        return len(before)
    codec, size = _CODECS[encoding]
    return len(before.encode(codec, "surrogatepass")) // size


def from_editor(line: str, units: int, encoding: str) -> int:
    """The column before which there are so many units; at most the end of the line."""
    units = min(max(units, 0), 4 * len(line))
    if encoding not in _CODECS or line.isascii():
        return min(units, len(line))
    codec, size = _CODECS[encoding]
    before = line[:units].encode(codec, "surrogatepass")[: units * size]
    return min(len(before.decode(codec, "replace")), len(line))
