"""At which lines of its file a work has the words that it quotes, as far as the file is text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..texts.anchoring import Span
from ..texts.quoting import Made

_WORD: Final = re.compile(r"[^\W_]+")
_MOST: Final = 10
"""Words by which a quotation is found."""
_BETWEEN: Final = r"(?:<[^<>]{0,500}>|[\W_])+?"
"""Signs and markup between words."""
_WITHIN: Final = r"(?:[-\u00ad]\s*)?"
"""A hyphen at the end of a line, and what is before the rest of the word."""


def lines_of(path: Path, made: Iterable[Made]) -> Mapping[Span, int]:
    """The line of each quotation, counted from 1, by its place; of those that are found."""
    text = _text(path)
    found: dict[Span, int] = {}
    at = line = 0
    for each in sorted(made, key=lambda one: one.span) if text else ():
        words = _WORD.findall(each.words)[:_MOST]
        place = _pattern(words).search(text, at) if words else None
        if place is not None:
            line += text.count("\n", at, place.start())
            at = place.start()
            found[each.span] = line + 1
    return found


def _text(path: Path) -> str:
    """What a file has, if it is text; nothing of others."""
    with suppress(OSError):
        content = path.read_bytes()
        if b"\0" not in content[:4096] and not content.startswith((b"%PDF", b"PK")):
            return content.decode("utf-8", "replace")
    return ""


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = (_WITHIN.join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(parts)}(?![^\W_])")
