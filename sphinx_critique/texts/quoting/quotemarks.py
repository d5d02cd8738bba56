"""Which signs open and close quotations, in any language, by what stands beside them."""

from __future__ import annotations

import re
from typing import Final

from .. import late
from ..folding import UNSPACED

CLOSERS: Final = {
    "“": '”"',
    "„": '“”"‟',
    "‟": "”",
    "”": "”“",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’'",
    "‚": "‘’'",
    "’": "’",
    '"': '"”',
    "'": "'’",
    "`": "'’",
    "``": "''",
    ",,": "''“”\"",
    "''": "''",
    "「": "」",
    "『": "』",
    "〝": "〟〞",
    "＂": "＂",
    "״": "״",
}
"""What opens a quotation, and the signs any of which closes it."""
MARK: Final = late.pattern("``|''|,,(?=[^\\W\\d_])|[“”„‟«»‹›‘’‚\"'`「」『』〝〞〟＂״]")
SINGLE: Final = frozenset("‘’‚'`‹›")
"""Marks some of which are apostrophes, or are those of a quotation within another."""
_APOSTROPHES: Final = frozenset("'’‘")
_ELIDED: Final = late.pattern(
    r"(?:\d\ds?(?![.,]\d)|em|n|til|tis|twas|twere|twill|cause|bout|round|neath)\b", re.IGNORECASE
)
_FIRST: Final = frozenset('[([(“"«„…—–-−¿¡.$£€')
"""Signs with which a quotation in single marks may begin."""
_PARAGRAPH: Final = 2_000
"""Characters behind an apostrophe within which a mark may close."""
_SPACED: Final = frozenset("«»‹›")
"""Marks that a space may part from the words in them."""
_EITHER: Final = frozenset(('"', "”", "»", "›", "＂", "״", "''"))


def closes(text: str, found: re.Match[str], opener: str) -> bool:
    """Whether a sign closes what another has opened."""
    sign = found[0]
    closers = CLOSERS[opener]
    if sign not in closers and not (sign == "''" == closers):
        return False
    before, after = _beside(text, found)
    if sign in _SPACED and opener in _SPACED and sign != opener:
        return True
    if not before.strip() and sign != opener and sign not in _APOSTROPHES and sign != "''":
        # What is set apart at the end of a line may have been parted from its words.
        return not _joins(after) or sign in "」』"
    return bool(before.strip()) and not _joins(after)


def opens(text: str, found: re.Match[str], within: str) -> bool:
    """Whether a sign opens a quotation; ``within``: the mark that has opened the one around it."""
    sign = found[0]
    before, after = _beside(text, found)
    if sign not in CLOSERS or not after or (not after.strip() and sign not in _SPACED):
        return False
    if sign == "’" and within not in ("”", "»"):
        return False
    if sign in _APOSTROPHES or sign == "`":
        begins = after.isalnum() or after in _FIRST
        return not _joins(before) and begins and not _ELIDED.match(text, found.end())
    if sign in _EITHER:
        return not _joins(before) and bool(after.strip() or sign in _SPACED)
    return True


def is_apostrophe(text: str, found: re.Match[str]) -> bool:
    """Whether a single mark where one closes is that of a plural: another closes behind it."""
    sign = found[0]
    if sign not in ("'", "’") or text[found.start() - 1 : found.start()] not in tuple("sxzSXZ"):
        return False
    if text[found.end() : found.end() + 1] not in (" ", "\n"):
        return False
    for other in MARK.finditer(text, found.end(), found.end() + _PARAGRAPH):
        if "\n\n" in text[found.end() : other.start()] or other[0] == "‘":
            return False
        if other[0] == sign and not is_within_word(text, other):
            return closes(text, other, "‘") and not opens(text, other, "")
    return False


def is_within_word(text: str, found: re.Match[str]) -> bool:
    """Whether letters stand on both sides of a sign that may be an apostrophe, or one of Hebrew."""
    before, after = _beside(text, found)
    return found[0] in ("'", "’", "‘", '"', "״", "”", "``") and _joins(before) and _joins(after)


def _beside(text: str, found: re.Match[str]) -> tuple[str, str]:
    start, end = found.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _joins(character: str) -> bool:
    return character.isalnum() and not UNSPACED.match(character)
