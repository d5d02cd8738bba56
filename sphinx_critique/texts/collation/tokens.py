"""A text cut into the words and signs that a quotation must keep.

Free are white space, the style of quote marks and dashes, ligatures, the long s, full-width
forms, soft hyphens and the way in which accents are encoded: they fold to one form.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import category, normalize

from .. import late
from ..folding import APOSTROPHES, DASHES, INVISIBLE, QUOTES, UNSPACED_CLASS
from .pages import GAP
from .signs import DASH, QUOTE, SOFT, dash_at, quote_at

DOTS: Final = "…"
MINUS: Final = "\N{MINUS SIGN}"
"""What the form of a number begins with that has this sign."""
FREE: Final = frozenset(".,:;")
"""Signs that are free at the end of a quotation and beside a quote mark."""

# Of four dots the first is a full stop.
DOTS_PATTERN: Final = r"(?:…|⋯|\.(?:[ \u00a0]?\.){2}(?![ \u00a0]?\.))"
# Modifier letters that are apostrophes part what they stand at the end of.
_LETTER = rf"[^\W_\u02bb\u02bc{UNSPACED_CLASS}]"
_VOWEL = r"(?:[aeiouyhàâäáéèêëîïíìôöóòûüúùœæAEIOUYHÀÂÄÁÉÈÊËÎÏÍÌÔÖÓÒÛÜÚÙŒÆ])"
_ELIDED = """
    [LlDdJjMmTtSsCcNn] [Qq]u [Jj]usqu [Ll]orsqu [Pp]uisqu [Qq]uoiqu [Cc]h [Uu]n [Aa]ll [Cc]oll
    [Dd][ae]ll [Ss]ull [Nn]ell [Qq]uell [Qq]uest [Bb]ell [Gg]l [DdNn]egl [AaDd]agl [Ss]ugl
    [Aa]nch [Dd]ov [Ss]enz [Tt]utt [Nn]essun [Cc]iascun
""".split()
_GERSHAYIM = r"(?<=[\u0591-\u05f2])[\"\u201c-\u201e](?=[\u05d0-\u05ea])"
# Where a broken word goes on: on the next line, or behind empty ones with no new sentence.
_ON = r"(?:[ \t]*(?=[^\W_])|\s*(?=[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩА-Я]))"
# Each begins with the characters that it consumes, by which the engine tells at once.
_BREAK = (
    rf"[-‐¬⸗](?<=[^\W_].)[ \t\r]*\n{_ON}"
    rf"|{SOFT}(?<=[^\W_].){SOFT}?[ \t\r]*\n\s*(?=[^\W_])"
    rf"|[ \t][-‐¬⸗{SOFT}](?<=[^\W_]..)[ \t\r]*\n\s*(?=[^\W_])"
    r"|=(?<=[^\W\d_]{2}.)[ \t\r]*\n\s*(?=[^\W\d_]{2})"
)
_COMPATIBLE = late.pattern("[ſﬀ-ﬆ\ufb1d-\ufb4f\ufb50-\ufdf9\ufdfc\ufe70-\ufefc\uff01-\uff5e。、]+")
_IDEOGRAPHIC = str.maketrans({"。": ".", "、": ",", "\u0640": "", " ": ""})
_QUOTE = late.pattern(f"[{QUOTES}«»‹›❮❯]")
_DASH = late.pattern(f"[{DASHES}]+")
_INNER = late.pattern(f'(?<=.)[{APOSTROPHES}"\u201c-\u201e]')
UNREAD: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands for a control character, on both sides."""
_CONTROL = late.pattern("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_BROKEN = late.pattern(rf"[-‐¬⸗{SOFT}](?<=[^\W_].){SOFT}?[ \t\r]*\n{_ON}")
# A sign set against a number, behind space or what opens; of two numbers it makes a range.
_SIGNED = (
    r"(?:[-–](?<!\d\s.)|−[\u2009\u202f]?)(?=[£$€¥]?\.?\d)"
    r"(?:(?<![^\s(\[{<>≤≥=±~≈×*“‘«„‚‹].)|(?<![^\s(\[{<>≤≥=±~≈×*“‘«„‚‹].[\u2009\u202f])(?<=[\u2009\u202f])"
    r"|(?<=[\s(\[][\"'»].)|(?<=\A[\"'»].))[£$€¥]?\.?\d+"
)
_AROUND_GAP = late.pattern(rf"[^\W_]*(?:{GAP}+[^\W_]*)+")


class Token(NamedTuple):
    """A folded word or sign, and the span (code points) that it stands for."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """What matches one raw token; made when first needed, for it takes a look at all of Unicode."""
    marks = _marks()
    within = rf"(?:[{marks}{INVISIBLE.pattern[1:-1].replace(SOFT, '')}]|{SOFT}(?={_LETTER}))"
    word = rf"{_LETTER}+(?:{within}+{_LETTER}*)*"
    elided = "|".join(rf"(?<=\b{each}[{APOSTROPHES}])" for each in _ELIDED)
    more = rf"(?:(?:[{APOSTROPHES}](?!(?<=\d.)\d)|{_GERSHAYIM}|{GAP}+){word})*{GAP}*"
    return re.compile(
        # Most words are such, and are told at once; the rest gives the same, but later.
        r"[A-Za-z0-9]+(?=[\s.,;:!?)])"
        rf"|{_BREAK}"
        rf"|{word}(?:[{APOSTROPHES}](?={_VOWEL})(?:{elided})|{more})"
        rf"|[{UNSPACED_CLASS}][{marks}]*"
        rf"|{_SIGNED}|{DOTS_PATTERN}|-{{2,3}}|{GAP}+(?:{word}{more})?|\S"
    )


@lru_cache(maxsize=1)
def _marks() -> str:
    """Combining characters, as the inside of a character class."""
    found = (code for code in range(0x300, 0x20000) if category(chr(code))[0] == "M")
    runs = groupby(enumerate(found), key=lambda pair: pair[1] - pair[0])
    spans = ([code for _, code in run] for _, run in runs)
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)


@lru_cache(maxsize=16_384)
def form_of(raw: str) -> str:
    """The folded form of a raw token; empty where it cannot be seen."""
    if raw.isalnum() and raw.isascii():
        return sys.intern(raw)
    if "\n" in raw:
        return SOFT
    text = INVISIBLE.sub("", raw)
    if len(text) == 1 and _QUOTE.match(text):
        return QUOTE
    if _DASH.fullmatch(text):
        return DASH
    if _DASH.match(text):
        return sys.intern(MINUS + text[1:].strip())
    if re.fullmatch(DOTS_PATTERN, text):
        return DOTS
    if _CONTROL.fullmatch(text):
        return UNREAD
    text = _COMPATIBLE.sub(lambda found: normalize("NFKC", found[0]), text)
    text = normalize("NFC", text.translate(_IDEOGRAPHIC))
    return sys.intern(_INNER.sub("'", text))


def form_at(found: re.Match[str]) -> str:
    """The folded form of a token where it stands; empty where it cannot be seen."""
    form = form_of(found[0])
    if form == DASH:
        return dash_at(found.string, *found.span())
    return quote_at(found.string, found.start()) if form == QUOTE else form


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a text, or of a part of it, in order."""
    for found in pattern().finditer(text, start, len(text) if end is None else end):
        form = form_at(found)
        if form:
            yield Token(form, found.start(), found.end())


def is_word(form: str) -> bool:
    """Whether a form is a word, a number, a letter or a gap, not a sign."""
    return form[:1].isalnum() or form[:1] == MINUS or GAP in form


def is_elided(form: str) -> bool:
    """Whether a form is an article, or another small word, whose vowel the next word swallows."""
    return len(form) > 1 and form[-1] == "'"


def _joint(found: re.Match[str]) -> str:
    """What stands for a hyphen at a line's end: of two numbers it makes a range."""
    around = found.string[found.start() - 1] + found.string[found.end() : found.end() + 1]
    return found[0][0] if around.isdigit() and found[0][0] != SOFT else ""


def joined(text: str, unread: str = "[…]") -> str:
    """A text on one line, with words that were broken at the end of a line joined again.

    What the transcript cannot read is a cut there (``unread``), with the letters beside it.
    """
    if "\n" in text:
        text = _BROKEN.sub(_joint, text)
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    if GAP in text:
        text = _AROUND_GAP.sub(unread, text)
    text = INVISIBLE.sub("", _CONTROL.sub(UNREAD, text))
    return normalize("NFC", " ".join(text.split()))
