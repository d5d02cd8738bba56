"""The words that cuts leave out, printed where dots cannot open."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from docutils import nodes

from ..texts.collation import Result
from ..texts.folding import UNSPACED

_LONGEST: Final = 40
_ALIKE: Final = {"'": "['’]", "\\-": "[-\u2010\u2011]", "\\ ": "\\s+"}


def middle_cut(words: str) -> str:
    """Words without their middle, where they are many."""
    parts, half = words.split(), _LONGEST // 2
    return words if len(parts) <= _LONGEST else " ".join([*parts[:half], "[…]", *parts[-half:]])


def besides(result: Result, printed: Sequence[str]) -> Result:
    """What is to be told of a check besides the words left out that are printed."""
    if not printed:
        return result
    hides = tuple(word for word in result.hides if not any(map(_sought([word]).search, printed)))
    return replace(result, hides=hides, cuts=result.cuts if hides else ())


def called_out(text: str, hides: Sequence[str]) -> Iterator[nodes.Node]:
    """A text in which the words that turn its sentence stand out."""
    parts = _sought(hides).split(text) if hides else [text]
    for number, part in enumerate(parts):
        if part:
            yield nodes.strong("", part) if number % 2 else nodes.Text(part)


def _sought(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words, the longest first, as a source may have them."""
    found = sorted(map(_as_sought, words), key=len, reverse=True)
    return re.compile(f"({'|'.join(found)})", re.IGNORECASE)


def _as_sought(word: str) -> str:
    sought = re.escape(word)
    for sign, alike in _ALIKE.items():
        sought = sought.replace(sign, alike)
    return sought if UNSPACED.match(word) else rf"(?<!\w){sought}(?!\w)"
