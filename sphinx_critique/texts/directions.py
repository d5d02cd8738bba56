"""Which words of a text run from right to left. Knows nothing of Sphinx and docutils.

The rules of the Unicode Bidirectional Algorithm (UAX #9) for a text without control characters,
but that what stands in quotation marks runs by itself, and that a number behind a comma (a page, a
year) is none of the words before it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from . import late

OBJECT = "\ufffc"
"""Stands in a text for what is no text: a note, a picture, a formula."""
_STRONG = ("L", "R")
_NUMBERS = ("EN", "AN")
_RIGHT = late.pattern(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PAIRS = late.pattern(r"(?P<open>[“„‘‚«»‹›(\[{])(?P<within>[^“”„‘‚’«»‹›()\[\]{}]*)[”“’‘»«›‹)\]}]")
_JOINING = frozenset("-‐‑–/.")
_BRACKETS = frozenset("([{")


class _Pair(NamedTuple):
    """Signs that belong together, with words of one direction between them."""

    opening: int
    closing: int
    direction: str
    bracket: bool
    before: str
    """The direction of what stands before it."""

    def is_apart_from(self, base: str) -> bool:
        """Whether it is set apart from the text around it."""
        return self.direction not in (base, self.before)


def has_right_to_left(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return _RIGHT.search(text) is not None


def base_of(text: str) -> int:
    """The level of a text as a whole: 1 where it begins, and most of it runs, to the left.

    What begins with one such word, as a gloss does, is a text of the other direction.
    """
    strong = [each for each in _classes(text) if each in _STRONG]
    if strong[:1] != ["R"]:
        return 0
    share = strong.count("R") / len(strong)
    return int(share >= (1 / 2 if strong[-1] == "R" else 2 / 3))


def levels(text: str, base: int) -> list[int]:
    """How deep each character is embedded: it runs to the right where the level is even."""
    direction = "LR"[base]
    pairs = list(_pairs(text, _classes(text), direction))
    classes = [bidirectional(each) or "L" for each in text]
    for pair in pairs:
        if pair.is_apart_from(direction):
            classes[pair.opening] = classes[pair.closing] = direction
    _numbers(text, classes, direction)
    for pair in pairs:
        _resolve(pair, classes, direction)
    return [_level(each, base) for each in _neutrals(classes, direction)]


def _classes(text: str) -> list[str]:
    found = (bidirectional(each) or "L" for each in text)
    return ["R" if each == "AL" else each for each in found]


def _level(kind: str, base: int) -> int:
    return 2 if kind in _NUMBERS else base + ("LR"[base] != kind)


def _pairs(text: str, classes: list[str], base: str) -> Iterator[_Pair]:
    for found in _PAIRS.finditer(text):
        start, end = found.span("within")
        within = {each for each in classes[start:end] if each in _STRONG}
        if len(within) == 1:
            before = next((c for c in reversed(classes[: start - 1]) if c in _STRONG), base)
            pair = _Pair(start - 1, end, within.pop(), found["open"] in _BRACKETS, before)
            if pair.is_apart_from(base):
                classes[pair.opening] = classes[pair.closing] = base
            yield pair


def _numbers(text: str, classes: list[str], base: str) -> None:
    """Rules W1 to W7: marks, and what stands in or beside numbers."""
    last, strong = base, base
    for place, each in enumerate(classes):
        if each == "NSM":
            each = last
        if each in ("L", "R", "AL"):
            strong = each
        elif each == "EN" and strong == "AL":
            each = "AN"
        classes[place] = last = each
    for place in range(1, len(classes) - 1):
        before, each, after = classes[place - 1 : place + 2]
        parted = (each, before) == ("ES", "EN") or (each == "CS" and before in _NUMBERS)
        if before == after and parted:
            classes[place] = before
    _terminators(classes)
    for place, each in enumerate(classes):
        if each not in (*_STRONG, "AL", *_NUMBERS):
            classes[place] = "ON"
    _numbers_of_text(text, classes, base)
    classes[:] = ["R" if each == "AL" else each for each in classes]


def _terminators(classes: list[str]) -> None:
    """Rule W5: signs of percent, currency … go with the number that they stand beside."""
    start = 0
    for kind, each in groupby(classes[:]):
        end = start + len(list(each))
        if kind == "ET" and "EN" in (*classes[max(start - 1, 0) : start], *classes[end : end + 1]):
            classes[start:end] = ["EN"] * (end - start)
        start = end


def _numbers_of_text(text: str, classes: list[str], base: str) -> None:
    """Rule W7; a number behind a comma is one of the text, if more of the text is behind it."""
    strong, joined = base, True
    for place, each in enumerate(classes):
        if each in (*_STRONG, "AL"):
            strong, joined = each, True
        elif each == "ON":
            joined = joined and (text[place].isspace() or text[place] in _JOINING)
        elif strong == "L":
            classes[place] = "L"
        elif base == "L" and not joined:
            after = next((c for c in classes[place:] if c in (*_STRONG, "AL")), base)
            if after == "L":
                classes[place] = strong = "L"


def _resolve(pair: _Pair, classes: list[str], base: str) -> None:
    """Rule N0 for brackets; signs between quotation marks run as the words there do."""
    within = range(pair.opening + 1, pair.closing)
    if any(classes[place] in _STRONG and classes[place] != pair.direction for place in within):
        return
    for place in within:
        if classes[place] == "ON":
            classes[place] = pair.direction
    if pair.bracket and pair.direction in (base, pair.before):
        classes[pair.opening] = classes[pair.closing] = pair.direction


def _neutrals(classes: list[str], base: str) -> list[str]:
    """Rules N1 and N2: signs run as what stands on both sides of them, else as the text does."""
    found: list[str] = []
    before = base
    groups = [(kind, len(list(each))) for kind, each in groupby(classes)]
    for place, (kind, length) in enumerate(groups):
        if kind == "ON":
            after = _side(groups[place + 1][0]) if place + 1 < len(groups) else base
            found += [before if before == after else base] * length
        else:
            before = _side(kind)
            found += [kind] * length
    return found


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind
