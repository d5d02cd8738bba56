"""Which signs open and close quotations, in any language, by what stands beside them."""

from __future__ import annotations

import re
from typing import Final

from .. import late
from ..folding import UNSPACED

_CLOSERS: Final = {
    "“": "” \" ''",
    "„": "“ ” \" ‟ ''",
    "‟": "”",
    "”": "” “",
    "«": "» >>",
    "»": "« »",
    "‹": "›",
    "›": "‹ ›",
    "‹‹": "››",
    "<<": ">> »",
    ">>": "<<",
    "‘": "’ ' ’’",
    "‘‘": "’’ ''",
    "‚": "‘ ’ '",
    "‚‚": "‘‘ ’’ “ ”",
    "’": "’",
    '"': '" ”',
    "'": "' ’ ''",
    "`": "' ’",
    "``": "''",
    ",,": "'' “ ” \" ‘‘ ’’",
    "''": "'' ’’",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "〝": "〟 〞",
    "＂": "＂",
    "״": "״",
    "″": "″",
    "❝": "❞",
    "❛": "❜",
}
CLOSERS: Final = {opener: frozenset(signs.split()) for opener, signs in _CLOSERS.items()}
"""What opens a quotation, and the signs any of which closes it."""
MARK: Final = late.pattern(
    "``|''|’’|‘‘|‚‚|‹‹|››|<<|>>|,,(?=[^\\W\\d_])|[“”„‟«»‹›‘’‚\"'`「」『』｢｣〝〞〟＂״″❝❞❛❜]"
)
SINGLE: Final = frozenset("‘’‚'`‹›❛")
"""Marks some of which are apostrophes, or are those of a quotation within another."""
UNSURE: Final = frozenset(("'", "’", "`", "‘‘", "’’", "''", "<<", ">>", "″"))
"""What opens a quotation only where something closes it: mostly it is something else."""
_APOSTROPHES: Final = frozenset("'’‘")
_ELIDED: Final = late.pattern(
    r"(?:\d\d(?:s|ers?)?(?![.,]\d)|em|n|til|tis|twas|twere|twill|cause|bout|round|neath)\b",
    re.IGNORECASE,
)
_FIRST: Final = frozenset('[([(“"«„…—–-−¿¡.$£€')
"""Signs with which a quotation in single marks may begin."""
_PARAGRAPH: Final = 2_000
"""Characters behind an apostrophe within which a mark may close."""
_SPACED: Final = frozenset(("«", "»", "‹", "›", "‹‹", "››", "<<", ">>"))
"""Marks that a space may part from the words in them."""
_SPACES: Final = (" ", "\u00a0", "\u2009", "\u202f")
_EITHER: Final = frozenset(('"', "”", "»", "›", "＂", "״", "''", "’’", ">>", "″"))
_CURLED: Final = frozenset(("”", "“", "»", "››", "❞", "」", "』", "｣", "〟", "〞"))
"""Marks that close whatever follows: nothing else looks like them."""
_INNER: Final = frozenset(("'", "’", "‘", '"', "״", "”", "``", "″"))
"""What stands between the letters of a word, too."""
_LETTER: Final = late.pattern(r"\s?[^\W\d_]")
_CALL: Final = late.pattern(r"\d{1,3}(?!\w|[.,]\d)")
"""The number of a note, right behind what it is about."""
_CONTRACTED: Final = late.pattern(r"(?:[dmst]|ll|re|ve)\b", re.IGNORECASE)
_HANGUL: Final = late.pattern("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
"""Letters of a script that sets particles right behind a mark."""
_ARABIC: Final = late.pattern("[\u0620-\u064a\u0671-\u06d3]")
_PREFIXED: Final = late.pattern("(?<![א-ת])[ושהבכלמ]{1,3}\\Z")
"""Small words of Hebrew, set right before a mark."""
_LETTERS: Final = late.pattern("[א-ת]{2}")


def closes(text: str, found: re.Match[str], opener: str) -> bool:
    """Whether a sign closes what another has opened."""
    sign = found[0]
    if sign not in CLOSERS[opener]:
        return False
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    if sign in _SPACED and opener in _SPACED and sign != opener:
        return True
    goes_on = _goes_on(text, found)
    if not before.strip() and sign != opener and sign[0] not in _APOSTROPHES:
        # What is set apart at the end of a line may have been parted from its words.
        return not goes_on or sign in "」』｣"
    return bool(before.strip()) and not goes_on


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether a word goes on behind a mark, so that it closes nothing."""
    before, after = _beside(text, found)
    if not _joins(after) or _HANGUL.match(after) or _is_called(text, found):
        return False
    is_sure = found[0] in _CURLED and not before.isdigit() and bool(before.strip())
    return not (is_sure and not is_within_word(text, found))


def opens(text: str, found: re.Match[str], within: str) -> bool:
    """Whether a sign opens a quotation; ``within``: the mark that has opened the one around it."""
    sign = found[0]
    before, after = _beside(text, found)
    if sign not in CLOSERS or not after or (not after.strip() and sign not in _SPACED):
        return sign in "“„" and after in _SPACES and not before.strip()
    if sign == "’" and within not in ("”", "»"):
        return False
    if sign in ("<<", ">>") and not _LETTER.match(text, found.end()):
        return False
    if sign == ">>" and _begins_line(text, found.start()):  # As in a letter that is answered.
        return False
    begins = not _joins(before) or is_prefixed(text, found)
    if sign in _APOSTROPHES or sign == "`":
        is_first = after.isalnum() or after in _FIRST
        return begins and is_first and not _ELIDED.match(text, found.end())
    if sign in _EITHER:
        return begins and bool(after.strip() or sign in _SPACED)
    return True


def is_apostrophe(text: str, found: re.Match[str], opener: str) -> bool:
    """Whether a single mark where one closes is that of a plural: another closes behind it."""
    sign = found[0]
    closing = ("'", "’") if opener == "‘" else (sign,)
    if sign not in ("'", "’") or text[found.start() - 1 : found.start()] not in tuple("sxzSXZ"):
        return False
    if text[found.end() : found.end() + 1] not in (" ", "\n"):
        return False
    for other in MARK.finditer(text, found.end(), found.end() + _PARAGRAPH):
        if "\n\n" in text[found.end() : other.start()] or other[0] == "‘":
            return False
        if other[0] in closing and not is_within_word(text, other):
            return closes(text, other, "‘") and not opens(text, other, "")
    return False


def is_within_word(text: str, found: re.Match[str]) -> bool:
    """Whether letters stand on both sides of a sign that may be an apostrophe, or one of Hebrew."""
    before, after = _beside(text, found)
    if found[0] not in _INNER or not (_joins(before) and _joins(after)):
        return False
    if _HANGUL.match(before) or is_prefixed(text, found):
        return False
    if found[0] == "”" and before.isalpha() and not "א" <= before <= "ת":
        # It is often set in the place of an apostrophe, and a space behind it is often lost.
        return bool(_CONTRACTED.match(text, found.end()))
    return not (before.isalpha() and _is_called(text, found))


def is_prefixed(text: str, found: re.Match[str]) -> bool:
    """Whether what stands right before a mark is a small word of Hebrew or Arabic."""
    before, after = _beside(text, found)
    if _ARABIC.match(before):
        return bool(_ARABIC.match(after))
    head = text[max(0, found.start() - 4) : found.start()]
    return bool(_PREFIXED.search(head) and _LETTERS.match(text, found.end()))


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip("> \t")


def _is_called(text: str, found: re.Match[str]) -> bool:
    return bool(_CALL.match(text, found.end()))


def _beside(text: str, found: re.Match[str]) -> tuple[str, str]:
    start, end = found.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _joins(character: str) -> bool:
    return character.isalnum() and not UNSPACED.match(character)
