"""Names of persons: which of two means the same person as the other, told in full."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .folding import without_accents


class Name(NamedTuple):
    """A name in full, and which of its words are the last name."""

    full: str
    last: str


def read_name(text: str) -> Name:
    """A name as typed: its last word is the last name, or what stands before a comma."""
    last, comma, first = text.partition(",")
    if comma and first.strip():
        return Name(f"{first.strip()} {last.strip()}", last.strip())
    return Name(text, text.split()[-1] if text.split() else "")


def is_personal(text: str) -> bool:
    """Whether it reads as a name of several words (`Anne Smith`), not as `a French novelist`."""
    words = read_name(text).full.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def is_short_for(typed: str, person: Name) -> bool:
    """Whether a name is the last name of a person, alone or with initials or first names."""
    short, last = _words(read_name(typed).full), _words(person.last)
    while last and _plain(short[-len(last) :]) != _plain(last):
        # Without its particle: `Gogh` for `van Gogh`, but not `Trotsky` for `Sedova Trotsky`.
        last = last[1:] if last[0].islower() else []
    given = _plain(short[: len(short) - len(last)])
    return bool(last) and _abbreviates(given, _plain(_words(person.full)))


def in_full(typed: str, persons: Iterable[Name]) -> str:
    """The one of the persons whom a name means, in full; else the name as typed."""
    found = dict.fromkeys(each.full for each in persons if is_short_for(typed, each))
    return next(iter(found)) if len(found) == 1 else typed


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", without_accents(name))


def _plain(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _abbreviates(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each short word is one of the words, or the first letter of one, in their order."""
    rest = iter(words)
    return all(any(word == each or word[0] == each for word in rest) for each in short)
