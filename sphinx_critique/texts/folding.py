"""Text folded to what a reader tells apart, with the way back to the original."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, combining, normalize

from . import late

APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\u1fbd\u1fbf\uff07\u05f3\u05f4"
_HYPHENS = "\\-\u2010\u2011\u058a\u05be\ufe63\uff0d"
DASHES = _HYPHENS + "\u2012-\u2015\u2212\u1806\u2e17\u2e3a\u2e3b\ufe31\ufe32\ufe58"
QUOTES = (
    APOSTROPHES + '"`\u00b4\u02b9\u02ba\u02bd\u02ee\u201a-\u201f\u2032-\u2037\u2057'
    "\u275b-\u275e\u2e42\u300c-\u300f\u301d-\u301f\uff02\uff40\uff62\uff63"
)
# Scripts that do not part their words, and their punctuation: Thai, Lao, Myanmar, Khmer, Tai,
# Balinese, Han, Kana, Bopomofo, Yi, Javanese, Tangut.
UNSPACED_CLASS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\u2fff\u3001-\u312f\u3190-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f"
    "\U00017000-\U00018dff\U0001aff0-\U0001b2ff\U00020000-\U0003ffff"
)
UNSPACED = late.pattern(f"[{UNSPACED_CLASS}]")
# What makes one word of the letters beside it.
GLUE = late.pattern(f"[{APOSTROPHES}{_HYPHENS}\u00b7]")
# Soft hyphens, joiners, zero-width spaces, bidi controls, variation selectors.
INVISIBLE = late.pattern(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)

_CLASSES = {
    INVISIBLE: "",
    late.pattern(f"[{QUOTES}]"): '"',
    late.pattern(f"[{DASHES}]"): "-",
    late.pattern("[\u2039\u276e]"): "«",
    late.pattern("[\u203a\u276f]"): "»",
}
# Of four dots the first is a full stop.
_DOTS = r"\.(?!(?: *+\.){3}(?! *+\.))(?: *+\.){2}"
_TIDY = late.pattern(
    rf"(?P<dots>{_DOTS})"
    # After an opening and before a closing guillemet only: »so« has its spaces outside.
    r"|(?P<none>(?:(?<=\A«)|(?<=[^\w.,;:!?)…]«)) ++| ++(?=»(?!\w))"
    rf"|(?<=[-({UNSPACED_CLASS}]) ++| ++(?=[-,;:!?)\]{UNSPACED_CLASS}]|(?!{_DOTS})\.))"
    r"|(?P<dash>--++)|(?P<gap>  ++)|(?P<quote>[«»])"
)
_TIDIED = {"dash": "-", "dots": "…", "none": "", "gap": " ", "quote": '"'}
# Normalizing takes the square of the marks on one letter; no script has this many.
_TOO_MANY_MARKS = 64


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text.

    ``offsets[i]``: the (start, end), in code points of the original, that ``text[i]`` stands for;
    both ascend. ``brackets``: each square bracket that was dropped, with its partner (or itself).
    """

    text: str
    offsets: tuple[tuple[int, int], ...]
    brackets: Mapping[int, int]

    def caseless(self) -> Folded:
        """The same without case; the letters of an expansion (ß, ss) share their offsets."""
        pairs = zip(self.text, self.offsets, strict=True)
        offsets = tuple(offset for char, offset in pairs for _ in char.casefold())
        return Folded(self.text.casefold(), offsets, self.brackets)


def fold(text: str, drops_brackets: bool = True) -> Folded:
    """Fold white space, quote marks, dashes, dots, brackets at letters and invisible characters.

    Canonically equivalent texts fold alike; case and accents are kept.
    """
    brackets = _letter_brackets(text) if drops_brackets else {}
    spans = _characters(text, brackets)
    pieces = [_fold_character(text[start:end]) for start, end in spans]
    offsets = [span for span, piece in zip(spans, pieces, strict=True) for _ in piece]
    return _tidy("".join(pieces), offsets, brackets)


def without_accents(text: str) -> str:
    """The letters alone."""
    return "".join(char for char in normalize("NFD", text) if not combining(char))


def is_mark(char: str) -> bool:
    """Whether it combines with the character before it."""
    return char > "\u02ff" and category(char)[0] == "M"


def _characters(text: str, brackets: Mapping[int, int]) -> list[tuple[int, int]]:
    """The (start, end) of each character that is not dropped, with its marks."""
    spans: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if spans and is_mark(char) and not text[spans[-1][0]].isspace():
            spans[-1] = spans[-1][0], at + 1
        elif at not in brackets and not INVISIBLE.match(char):
            spans.append((at, at + 1))
    return spans


@lru_cache(maxsize=4096)
def _fold_character(piece: str) -> str:
    if piece.isspace():
        return " "
    if len(piece) < _TOO_MANY_MARKS:
        piece = normalize("NFD", piece)
    for pattern, folded in _CLASSES.items():
        piece = pattern.sub(folded, piece)
    return piece


def _tidy(text: str, offsets: list[tuple[int, int]], brackets: Mapping[int, int]) -> Folded:
    """Fold what takes more than one character: runs of white space, dashes, dots."""
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    done = 0
    for match in _TIDY.finditer(text):
        start, end = match.span()
        piece = _TIDIED[str(match.lastgroup)]
        pieces += text[done:start], piece
        kept += offsets[done:start]
        kept += [(offsets[start][0], offsets[end - 1][1])] * len(piece)
        done = end
    pieces.append(text[done:])
    return Folded("".join(pieces), (*kept, *offsets[done:]), brackets)


def _letter_brackets(text: str) -> dict[int, int]:
    """The square brackets with letters in them; where empty or alone, those that touch one."""
    found: dict[int, int] = {}
    unclosed: list[tuple[int, int]] = []
    words = 0
    for match in re.finditer(r"[\[\]]|[^\W\d_]+", text) if "[" in text or "]" in text else ():
        at = match.start()
        if match[0] == "[":
            unclosed.append((at, words))
        elif match[0] == "]":
            start, before = unclosed.pop() if unclosed else (at, words)
            if words > before or (at - start < 2 and _at_letter(text, start, at)):
                found |= {start: at, at: start}
        else:
            words += 1
    return found | {at: at for at, _ in unclosed if _at_letter(text, at, at)}


def _at_letter(text: str, start: int, last: int) -> bool:
    around = text[max(start - 1, 0) : start] + text[last + 1 : last + 2]
    return any(char.isalpha() or is_mark(char) for char in around)
