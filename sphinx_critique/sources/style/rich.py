"""Words with their markup, as pybtex has them, put together into references."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pybtex.richtext import BaseText, HRef, Protected, String, Symbol, Tag, Text

from ...locale.quotemarks import Marks
from ...texts.bibtex.markup import read_markup

Rich = Any
"""A text of pybtex, which is untyped."""

_make: Any = Text
_STRAIGHT = re.compile(r'"([^"]*)"')
_NO_STOP = re.compile(r"[.?!…][”’»“\"')\]]*\s*\Z")


def text(*parts: Rich) -> Rich:
    """Parts in a row; words of ours may be translated only now."""
    return _make(*(part if isinstance(part, BaseText) else str(part) for part in parts))


def link(uri: str, words: str) -> Rich:
    """Words that lead to an address."""
    reference: Any = HRef
    return reference(uri, words)


def italic(words: Rich) -> Rich:
    """Words set apart."""
    tag: Any = Tag
    return tag("em", words)


@lru_cache(maxsize=4096)
def from_latex(typed: str) -> Rich:
    """A field with its markup; capitals stay as typed, so that no braces protect them."""
    return mapped(read_markup(typed), _typographic)


def _typographic(words: str) -> str:
    return _STRAIGHT.sub(r"“\1”", words).replace("'", "’")


def mapped(words: Rich, change: Callable[[str], str]) -> Rich:
    """Words changed, their markup kept."""
    if isinstance(words, String):
        return text(change(str(words)))
    if isinstance(words, Symbol):
        return text("\N{NO-BREAK SPACE}" if words.name == "nbsp" else words)
    parts = [mapped(part, change) for part in words.parts]
    if isinstance(words, (Text, Protected)):
        return text(*parts)
    similar: Any = words
    return similar._create_similar(parts)


def within(words: Rich, marks: Marks) -> Rich:
    """Words that stand in quote marks: their own are those of a quotation within one."""
    pairs = {"“": marks.inner_open, "”": marks.inner_close}
    pairs |= {marks.open: marks.inner_open, marks.close: marks.inner_close}
    return mapped(words, lambda each: "".join(pairs.get(letter, letter) for letter in each))


def joined(parts: Iterable[Rich], joint: str) -> Rich:
    """The parts that there are, with something between them."""
    glue: Any = text(joint)
    return glue.join([part for part in parts if part])


@dataclass(frozen=True)
class Chunk:
    """A part of a reference: a name, a title, who edited it, where it was published.

    ``closing`` is a quote mark that a stop stands before; ``words`` are ours, and begin with a
    capital where a sentence does; ``apart`` says whether a comma stands before it in a note.
    """

    body: Rich
    closing: str = ""
    words: bool = False
    apart: bool = True

    def stopped(self, stop: str) -> Rich:
        """The part with a full stop or comma behind it, unless it ends with a stop of its own."""
        if stop == "." and _NO_STOP.search(str(self.body)):
            stop = ""
        return text(self.body, stop, self.closing)


def sentences(chunks: Iterable[Chunk]) -> Rich:
    """Parts as sentences, as a list of references has them."""
    found = [
        Chunk(each.body.capfirst(), each.closing) if each.words else each
        for each in chunks
        if each.body
    ]
    return joined((each.stopped(".") for each in found), " ")


def running(chunks: Iterable[Chunk]) -> Rich:
    """Parts as one sentence without its end, as a note has them."""
    found = [each for each in chunks if each.body]
    parts = [each.stopped("," if after.apart else "") for each, after in pairwise(found)]
    return joined([*parts, *(each.stopped("") for each in found[-1:])], " ")
