"""The words of a transcript, numbered over all pages and posted under their forms."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from ..anchoring import Span
from .pages import Milestone, Pages, moved
from .signs import DASH, QUOTE, RAISED, SOFT
from .tokens import form_at, form_of, is_word, pattern

_BY_PLACE = -2
"""In place of the number of a form that is not the same wherever it stands."""


@dataclass
class PostedWords:
    """A transcript's text and its tokens, numbered from 0 over all pages.

    ``tokens[i]`` is the number of a form in ``forms``; ``starts[i]`` the code point of ``text`` at
    which it begins; ``postings[n]`` the tokens that have form ``n``, ascending; a word broken at
    a line's end is posted under both readings. ``page_tokens``: the first token of each page.
    ``furniture``: spans of tokens that may be passed over, ascending. ``apart``: the pages to which
    no words run on from the page before. ``units``: by label (``line``, ``chapter``), the tokens
    at which one begins, with its number, or ends, with none.
    """

    text: str
    labels: list[str]
    partial: bool
    tells_emphasis: bool
    emphasis: list[Span]
    forms: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    tokens: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    page_tokens: array[int] = field(default_factory=lambda: array("I"))
    postings: list[array[int]] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    apart: frozenset[int] = frozenset()
    units: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Pages) -> Self:
        """Read the words of a transcript once; linear in its length."""
        texts: list[str] = []
        emphasis: list[Span] = []
        furniture: list[Span] = []
        firsts: list[int] = []
        length = 0
        for page in pages.pages:
            firsts.append(length)
            emphasis += moved(page.emphasis, length)
            furniture += moved(page.furniture, length)
            # The end of a page is a line's end.
            texts += page.text.rstrip(), "\n"
            length += len(texts[-2]) + 1
        labels = [page.label for page in pages.pages]
        index = cls("".join(texts), labels, pages.partial, pages.tells_emphasis, emphasis)
        del texts
        index.apart = frozenset(n for n, page in enumerate(pages.pages) if page.apart)
        index._read(firsts, furniture)
        for first, page in zip(firsts, pages.pages, strict=True):
            index._note_units(first, page.apart, page.milestones)
        return index

    def _note_units(self, first: int, apart: bool, milestones: Iterable[Milestone]) -> None:
        """Note where lines, chapters and the like begin and end; at a page apart, all end."""
        for unit in self.units if apart else ():
            self.units[unit].append((bisect_left(self.starts, first), ""))
        for each in milestones:
            at = bisect_left(self.starts, first + each.offset)
            self.units.setdefault(each.unit, []).append((at, each.number))

    def _read(self, firsts: Sequence[int], furniture: Sequence[Span]) -> None:
        raws: dict[str, int] = {}
        add, start = self.tokens.append, self.starts.append
        for found in pattern().finditer(self.text):
            raw = found[0]
            number = raws.get(raw)
            if number is None:
                number = raws[raw] = self._number(raw)
            if number == _BY_PLACE:
                number = self._number_of(form_at(found))
            if number >= 0:
                add(number)
                start(found.start())
        self.page_tokens.extend(bisect_left(self.starts, first) for first in firsts)
        self._place(furniture)
        self.postings = [array("I") for _ in self.forms]
        postings = self.postings
        for position, number in enumerate(self.tokens):
            postings[number].append(position)
        self._post_joined()

    def _place(self, furniture: Sequence[Span]) -> None:
        """Note the tokens of what may be passed over; a word broken before it goes on behind it."""
        spans = (
            (bisect_left(self.starts, first), bisect_left(self.starts, last))
            for first, last in sorted(furniture)
        )
        self.furniture = [(start, end) for start, end in spans if start < end]
        for start, _ in self.furniture:
            if self._breaks_word(start - 1, self.past(start)):
                self.tokens[start - 1] = self._number_of(SOFT)

    def _breaks_word(self, hyphen: int, following: int) -> bool:
        if not 0 < hyphen < following < len(self.tokens):
            return False
        place = self.starts[hyphen]
        if self.text[place] not in "-‐¬⸗" or not self.text[place - 1].isalnum():
            return False
        return "\n" in self.text[place : self.starts[hyphen + 1]] and is_word(
            self.forms[self.tokens[following]]
        )

    def _number(self, raw: str) -> int:
        form = form_of(raw)
        if form in (DASH, QUOTE):
            return _BY_PLACE
        return self._number_of(form) if form else -1

    def _number_of(self, form: str) -> int:
        number = self.ids.setdefault(form, len(self.forms))
        if number == len(self.forms):
            self.forms.append(form)
        return number

    def _post_joined(self) -> None:
        """Post the words that a hyphen at the end of a line may only have broken."""
        changed = set()
        for position in list(self.postings[self.soft]) if self.soft >= 0 else ():
            following = self.past(position + 1)
            if 0 < position < following < len(self.tokens):
                around = self.tokens[position - 1], self.tokens[following]
                number = self._number_of("".join(self.forms[each] for each in around))
                if number == len(self.postings):
                    self.postings.append(array("I"))
                self.postings[number].append(position - 1)
                changed.add(number)
        for position in (first - 1 for first in self.skips if first and self.with_call(first - 1)):
            number = self._number_of(self.with_call(position))
            if number == len(self.postings):
                self.postings.append(array("I"))
            self.postings[number].append(position)
            changed.add(number)
        for number in changed:
            self.postings[number] = array("I", sorted(self.postings[number]))

    def with_call(self, token: int) -> str:
        """A word with the raised call behind it, as somebody may have copied it; else nothing."""
        call = token + 1
        if call not in self.skips or self.text[self.starts[call]] not in RAISED:
            return ""
        return self.forms[self.tokens[token]] + self.forms[self.tokens[call]]

    @cached_property
    def soft(self) -> int:
        """The number of the hyphen that may be the printer's, -1 where there is none."""
        return self.ids.get(SOFT, -1)

    @cached_property
    def skips(self) -> dict[int, int]:
        """Where what may be passed over begins, and the token behind it."""
        return dict(self.furniture)

    def past(self, token: int) -> int:
        """The token, or the first one behind what may be passed over there."""
        while self.furniture and token in self.skips:
            token = self.skips[token]
        return token
