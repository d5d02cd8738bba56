"""What scanning and typesetting leave in the text of a transcript, made what a reader sees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from .. import late
from ..collation import Page
from ..collation.pages import GAP
from .edits import Edit

_ILLEGIBLE: Final = late.pattern(
    r"(?i)\[(?:\d+\s)?(?:illegible|illisible|unleserlich|illeggibile|ilegible|unreadable"
    r"|неразборчиво)[^\[\]\n]{0,40}\]|〈(?:◊|…|•+)〉|•{2,}"
)
_CONTROL: Final = late.pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ACCENTS: Final = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
}
_DOTLESS: Final = str.maketrans("ıȷ", "ij")
# A backtick may also be a quote mark: an accent within a word, or on a word of one letter.
_ACCENTED: Final = late.pattern(
    r"([´ˆ˜¯˘˙¨˚˝ˇ¸])([A-Za-zıȷ])|(?<=[^\W\d_])(`)([AEIOUaeiouı])|(?<!\S)(`)([AEIOaeiou])(?![\w'])"
)
_LINE_END: Final = late.pattern(r"(?<=[^\W\d_])[⸗=](?=[ \t]*(?:\n\s*[^\W\d_]|\s*\Z))")


def legible(text: str) -> str:
    """A text with a sign of its own for what the transcriber, or a machine, could not read."""
    if "[" in text or "〈" in text or "•" in text:
        text = _ILLEGIBLE.sub(GAP, text)
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def accents(text: str) -> list[Edit]:
    """What makes letters of accents that stand as signs before theirs, as old fonts have them."""
    if not any(accent in text for accent in _ACCENTS):
        return []
    composed = ((found, _one_letter(found)) for found in _ACCENTED.finditer(text))
    return [Edit(*found.span(), letter) for found, letter in composed if len(letter) == 1]


def _one_letter(found: re.Match[str]) -> str:
    accent, letter = filter(None, found.groups())
    return normalize("NFC", letter.translate(_DOTLESS) + _ACCENTS[accent])


def hyphenated(page: Page) -> Page:
    """A page with the hyphens of black letter at the ends of its lines as any others."""
    if "=" not in page.text and "⸗" not in page.text:
        return page
    return replace(page, text=_LINE_END.sub("-", page.text))
