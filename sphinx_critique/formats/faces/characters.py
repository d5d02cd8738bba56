"""The characters that a face must have: all that the pages of an edition print."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ...locale import words

_ASCII = bytes(range(128))
_ENTITY = re.compile(rb"&#?[0-9A-Za-z]+;")
_ESCAPE = re.compile(rb"\\u([0-9A-Fa-f]{4})|\\u\{([0-9A-Fa-f]{1,6})\}|\\([0-9A-Fa-f]{1,6})")
"""In scripts, of four digits or in braces; in style sheets, of up to six."""
_LOADED = re.compile(rb"""(?:href|src)="([^"?#:]+\.(?:css|js))[?"]""")
_IMPORTED = re.compile(rb"""@import\s+(?:url\()?["']?([^"')?:]+\.css)""")
_LAST = 0x10FFFF

ALWAYS: Final[frozenset[int]] = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x100),
        *map(ord, "ŒœŸ‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄€™−←↑→↓"),
    ]
)
"""What readers may type into a search, and most texts have: few edits make new files."""


def printed(pages: Iterable[Path], language: str, encoding: str = "utf-8") -> set[int]:
    """The code points of pages, of the sheets and scripts that they load, and of words of ours.

    Of markup, too: it is faster than to tell it from text.
    """
    found: set[str] = {"".join(words(language))}
    loaded: set[Path] = set()
    for page in pages:
        with suppress(OSError):
            content = page.read_bytes()
            found |= {*_text(content, encoding), *_entities(content)}
            loaded |= _beside(page, _LOADED.findall(content))
    return _with_relatives({*map(ord, "".join(found)), *_in_assets(loaded)} | ALWAYS)


def _text(content: bytes, encoding: str) -> str:
    """What is not ASCII, which every face has: pages are many, and long."""
    return content.translate(None, _ASCII).decode(encoding, "ignore")


def _entities(content: bytes) -> Iterator[str]:
    for entity in set(_ENTITY.findall(content)):
        yield html.unescape(entity.decode("ascii"))


def _beside(path: Path, names: Iterable[bytes]) -> set[Path]:
    return {(path.parent / name.decode("utf-8", "ignore")).resolve() for name in names}


def _in_assets(paths: set[Path]) -> Iterator[int]:
    seen: set[Path] = set()
    while paths := paths - seen:
        seen |= paths
        imported: set[Path] = set()
        for path in paths:
            with suppress(OSError):
                content = path.read_bytes()
                yield from map(ord, _text(content, "utf-8"))
                codes = (int(b"".join(found), 16) for found in _ESCAPE.findall(content))
                yield from (code for code in codes if code <= _LAST)
                imported |= _beside(path, _IMPORTED.findall(content))
        paths = imported


def _with_relatives(codes: set[int]) -> set[int]:
    """With the capitals that a style sheet may set, and the parts of which letters are made."""
    text = "".join(chr(code) for code in codes if not 0xD800 <= code <= 0xDFFF)
    others = text.upper() + text.lower() + normalize("NFD", text)
    return codes | set(map(ord, others))


def remember(path: Path, codes: set[int]) -> None:
    """Keep them for a build that finds nothing to write."""
    with suppress(OSError):
        path.write_text(json.dumps(sorted(codes)), encoding="utf-8")


def remembered(path: Path) -> set[int]:
    """Those that were kept; empty where none were."""
    try:
        return set(map(int, json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return set()
