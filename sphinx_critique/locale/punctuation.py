"""The marks between words of ours, as the language of the edition sets them.

Greek has a point where English has a semicolon, which in Greek asks; French parts the high marks
from the word before them; Arabic, Chinese and Japanese have commas of their own.
"""

from collections.abc import Iterable
from unicodedata import bidirectional

from . import _

_WIDE = "：，；、"
"""Marks that have their space within."""


def comma() -> str:
    """What parts the items of a list, with its space."""
    return str(_(", "))


def semicolon() -> str:
    """What parts items that may have commas within, with its space."""
    return str(_("; "))


def colon() -> str:
    """What stands between a head and what it is the head of, with its space."""
    return str(_(": "))


def between_locators() -> str:
    """What parts the locators of one source; in the order of its numbers, so none that turns it."""
    mark = semicolon()
    return "; " if any(bidirectional(each) == "AL" for each in mark) else mark


def gap(words: str) -> str:
    """The space behind words of ours, where their last mark has none within."""
    return "" if words.endswith(tuple(_WIDE)) else " "


def spaced(words: str) -> str:
    """Words of ours with the space behind them."""
    return words + gap(words)


def with_commas(words: Iterable[str]) -> str:
    """What there is of some words, with commas between."""
    return comma().join(filter(None, words))
