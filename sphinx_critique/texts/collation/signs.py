"""Signs that are one thing or another by what stands around them: dashes, hyphens, primes.

The style of dashes is free, and that of quote marks; a hyphen within a compound is no dash, a
prime behind a number or letter no quote mark.
"""

from __future__ import annotations

from typing import Final

from .. import late
from ..folding import UNSPACED, is_mark

SOFT: Final = "\N{SOFT HYPHEN}"
"""A hyphen at the end of a line or page: it may belong to the word or to the printer."""
DASH: Final = "-"
HYPHEN: Final = "\N{HYPHEN}"
EITHER: Final = "\N{EN DASH}"
"""What may be a dash or the hyphen of a compound: an en dash between letters, say."""
DASHES: Final = frozenset((DASH, HYPHEN, EITHER))
QUOTE: Final = '"'
_SINGLE: Final = "'"
_DOUBLE: Final = "\N{RIGHT DOUBLE QUOTATION MARK}"
QUOTES: Final = frozenset((QUOTE, _SINGLE, _DOUBLE))
"""Quote marks; those typed behind a number are apart, for they may stand for primes."""
_PRIMES: Final = "′″‴⁗"
_TYPED: Final = {_SINGLE: "′", _DOUBLE: "″"}
_KINDS: Final = {"'": _SINGLE, "’": _SINGLE, '"': _DOUBLE, "”": _DOUBLE}
_HYPHENS: Final = frozenset("-‐‑֊־﹣－")
_SHORT: Final = frozenset("‒–−")
_OPENING_PRIME: Final = late.pattern(r"(?<![^\s(\[])[′″](?=\w)")
_OF_MEASURE: Final = late.pattern(r"(?:°|\d['’′])\s?\d{1,2}(?:[.,]\d+)?")
_REACH: Final = 300
_MEASURE: Final = 16
_ALIKE: Final = frozenset(
    frozenset(pair)
    for pair in (
        *((EITHER, each) for each in (DASH, HYPHEN, SOFT)),
        (SOFT, HYPHEN),
        (SOFT, DASH),
        *((one, other) for one in QUOTES for other in QUOTES if one != other),
        *_TYPED.items(),
    )
)
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ"


def are_alike(one: str, other: str) -> bool:
    """Whether two forms that are not the same may stand for each other."""
    return frozenset((one, other)) in _ALIKE


def any_dash(form: str) -> str:
    """A form, or that of a dash for any kind of dash or hyphen."""
    return DASH if form in DASHES else form


def dash_at(text: str, start: int, end: int) -> str:
    """Which kind of dash stands at a place."""
    char = text[start]
    if end - start > 1 or char not in _HYPHENS | _SHORT:
        return DASH
    before, after = text[start - 1 : start], text[end : end + 1]
    letters = _is_letter(before), _is_letter(after)
    if all(letters):
        if before.isdigit() and after.isdigit():
            return DASH
        free = char in _SHORT or UNSPACED.match(before) or UNSPACED.match(after)
        return EITHER if free else HYPHEN
    if char in _SHORT or all(not each or each.isspace() for each in (before, after)):
        return DASH
    # It waits for the end of its word (`pre- and post-war`).
    return HYPHEN if letters[0] and after.isspace() else EITHER


def _is_letter(char: str) -> bool:
    return bool(char) and (char.isalnum() or is_mark(char))


def quote_at(text: str, start: int) -> str:
    """Which quote mark stands at a place, or which prime."""
    char, before = text[start], text[start - 1 : start]
    if char in _PRIMES:
        is_prime = _is_letter(before) or before in _PRIMES
        return char if before and is_prime and not _is_closing(text, start) else QUOTE
    if not before.isdigit() or char not in _KINDS:
        return QUOTE
    kind = _KINDS[char]
    if text[start + 1 : start + 2].isdigit() or _ends_measure(text, start):
        return _TYPED[kind]
    return kind


def _is_closing(text: str, at: int) -> bool:
    """Whether a prime is put for a quote mark that closes what another has opened."""
    if text[at - 1].isdigit():
        return False
    return any(
        found[0] == text[at] for found in _OPENING_PRIME.finditer(text, max(0, at - _REACH), at)
    )


def _ends_measure(text: str, at: int) -> bool:
    """Whether feet, degrees or minutes stand before a number, so that its mark is a prime."""
    return any(found.end() == at for found in _OF_MEASURE.finditer(text, max(0, at - _MEASURE), at))
