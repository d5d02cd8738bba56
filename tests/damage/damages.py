"""What is done to a quotation: one damage of each kind, or several in one quotation."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .books import Book

CUTS: Final = (1, 2, 3, 5, 10, 20, 50, 100, 200)
FOREIGN: Final = ("zebra", "quagga", "xylophones")
_LEAST: Final = 4
"""Words of a part beside a cut: of fewer there are others like them all over a book."""
_SIGN = r"[^\w“”(\[\])]+$"


@dataclass(frozen=True)
class Damaged:
    """A quotation, and what was done to it.

    ``first`` and ``last``: the words of the book from which it is taken. ``before`` and ``after``:
    the words that stand at its beginning and at its end, with a word between them and the damage.
    ``left_out``: the words of each cut that nothing marks, if nothing else is wrong.
    """

    kind: str
    text: str
    first: int
    last: int
    before: str = ""
    after: str = ""
    left_out: tuple[str, ...] = ()


Words = list[str]
_Done = tuple[Words, int, int] | None
"""The words with the damage, and the span of these that it has touched."""


def _changed(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[:at], draw.choice(FOREIGN), *words[at + 1 :]], at, at + 1


def _known(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    other = re.sub(r"^\W+|\W+$", "", draw.choice(book.words))
    return (
        None
        if not other or _letters(other) == _letters(words[at])
        else ([*words[:at], other, *words[at + 1 :]], at, at + 1)
    )


def _added(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[:at], draw.choice((*FOREIGN, *book.words[:20])), *words[at:]], at, at + 1


def _swapped(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]], at, at + 2


def _sign(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    bare = re.sub(_SIGN, "", words[at])
    other = bare + draw.choice(["", ",", ".", ";", ":", "!", "?"])
    return (
        None
        if other == words[at] or not bare
        else ([*words[:at], other, *words[at + 1 :]], at, at + 1)
    )


def _joined(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]], at, at + 1


def _parted(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    half = len(words[at]) // 2
    if not half:
        return None
    return [*words[:at], words[at][:half], words[at][half:], *words[at + 1 :]], at, at + 2


def _in_quotes(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[:at], f"“{words[at]}”", *words[at + 1 :]], at, at + 1


def _letter(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    word = words[at]
    places = [n for n, char in enumerate(word) if char.isalnum()]
    if not places:
        return None
    place = draw.choice(places)
    other = draw.choice("qxzj7" if book.language != "ru" else "фщъэ7")
    return [*words[:at], word[:place] + other + word[place + 1 :], *words[at + 1 :]], at, at + 1


def _capital(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    word = words[at].swapcase()
    return (
        None if word == words[at] or not at else ([*words[:at], word, *words[at + 1 :]], at, at + 1)
    )


def _bracketed(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    mark = draw.choice(("[sic]", "[it]", "[x]"))
    other = draw.choice(FOREIGN)
    return [*words[:at], mark, other, *words[at + 1 :]], at, at + 2


def _wrong_beside_a_cut(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    if not _LEAST <= at <= len(words) - 2 - _LEAST:
        return None
    mark, other = draw.choice(("…", "[…]")), draw.choice(FOREIGN)
    return [*words[:at], mark, other, *words[at + 2 :]], at, at + 2


def _turned(draw: random.Random, book: Book, words: Words, at: int) -> _Done:
    return [*words[at:], "…", *words[:at]], 0, len(words) + 1


DAMAGES: Final[dict[str, Callable[[random.Random, Book, Words, int], _Done]]] = {
    "a foreign word": _changed,
    "another word": _known,
    "a word added": _added,
    "words exchanged": _swapped,
    "a sign": _sign,
    "words joined": _joined,
    "a word parted": _parted,
    "scare quotes": _in_quotes,
    "a letter": _letter,
    "capitals": _capital,
    "beside brackets": _bracketed,
    "beside a cut": _wrong_beside_a_cut,
    "parts exchanged": _turned,
}
CONTROLS: Final = ("a foreign word", "another word", "a letter")
"""Of these each changes one word."""
SILENT, TWO_SILENT, SEVERAL = "a silent cut", "two silent cuts", "several damages"
KINDS: Final = (*DAMAGES, SILENT, TWO_SILENT, SEVERAL)


def damaged(book: Book, kind: str, draw: random.Random) -> Damaged:
    """A quotation from a book with a damage of some kind."""
    if kind == SILENT:
        return _cut(book, draw, 1)
    if kind == TWO_SILENT:
        return _cut(book, draw, 2)
    if kind == SEVERAL:
        return _several(book, draw)
    done = None
    while done is None:
        size = draw.randint(5, 40)
        first = draw.randrange(len(book.words) - size)
        words = book.words[first : first + size]
        done = DAMAGES[kind](draw, book, words, draw.randrange(size - 1))
    words, start, end = done
    before, after = " ".join(words[: max(0, start - 1)]), " ".join(words[end + 1 :])
    return Damaged(kind, " ".join(words), first, first + size, before, after)


def _several(book: Book, draw: random.Random) -> Damaged:
    size = draw.randint(5, 40)
    first = draw.randrange(len(book.words) - size)
    words = book.words[first : first + size]
    for _ in range(draw.randint(2, 4)):
        done = DAMAGES[draw.choice(list(DAMAGES))](draw, book, words, draw.randrange(3))
        words = done[0] if done else words
    return Damaged(SEVERAL, " ".join(words), first, first + size)


def _cut(book: Book, draw: random.Random, number: int) -> Damaged:
    sizes = [
        draw.choice(CUTS) if draw.random() < 0.5 else draw.randint(1, 200) for _ in range(number)
    ]
    parts = [draw.randint(_LEAST, 25) for _ in range(number + 1)]
    at = first = draw.randrange(len(book.words) - sum(sizes) - sum(parts))
    words, left_out = [], []
    for part, size in zip(parts, [*sizes, 0], strict=True):
        words += book.words[at : at + part]
        left_out.append(" ".join(book.words[at + part : at + part + size]))
        at += part + size
    if not all(map(_letters, left_out[:-1])):
        return _cut(book, draw, number)
    kind = SILENT if number == 1 else TWO_SILENT
    # Where both sides of a cut go on alike it may be told a word sooner or later.
    before, after = " ".join(words[: parts[0] - 2]), " ".join(words[2 - parts[-1] :])
    return Damaged(kind, " ".join(words), first, at, before, after, tuple(left_out[:-1]))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
