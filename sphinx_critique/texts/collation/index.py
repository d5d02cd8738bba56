"""The words of a transcript, with the places of each."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..anchoring import Span
from ..folding import without_accents
from .hides import may_turn
from .pages import Places, skips
from .posting import PostedWords
from .rows import Rows
from .signs import DASH, SOFT
from .tokens import is_word, joined, pattern

Positions = Sequence[int]


def plain(form: str) -> str:
    """A form without accents and case."""
    return without_accents(form).casefold()


_TOO_LONG = 20
_ENDING = 3


class Index(PostedWords):
    """A transcript's words, and where they stand: what checks and searches ask for."""

    @cached_property
    def rows(self) -> Rows:
        """The same words with those joined that are broken, to be compared in rows."""
        return Rows(self.tokens, self.postings, self._broken_words())

    def _broken_words(self) -> Iterator[tuple[int, int]]:
        """The token at which a word begins that a hyphen breaks, and the number of the whole."""
        forms, tokens = self.forms, self.tokens
        for at in self.postings[self.soft] if self.soft >= 0 else ():
            if 0 < at < len(tokens) - 1 and at + 1 not in self.skips:
                whole = self.ids.get(forms[tokens[at - 1]] + forms[tokens[at + 1]])
                if whole is not None:
                    yield at - 1, whole

    @cached_property
    def joints(self) -> frozenset[int]:
        """The places at which what may be passed over begins and ends."""
        return frozenset(edge for span in self.furniture for edge in span)

    @cached_property
    def behind(self) -> dict[int, int]:
        """The token behind what may be passed over, and where that begins."""
        found: dict[int, int] = {}
        for start, end in self.furniture:
            found[end] = found.get(start, start)
        return found

    @cached_property
    def body(self) -> array[int] | None:
        """The tokens that are not to be passed over; ``None`` where all of them are such."""
        if not self.furniture:
            return None
        body, done = array("I"), 0
        for start, end in self.furniture:
            body.extend(range(done, start))
            done = max(done, end)
        body.extend(range(done, len(self.tokens)))
        return body

    def around_furniture(self, token: int) -> Span:
        """The code points around a place up to what may be passed over before and behind it."""
        at = bisect_left(self.furniture, (token, 0))
        edges = [edge for span in self.furniture[max(0, at - 1) : at + 1] for edge in span]
        first = max((edge for edge in edges if edge <= token), default=0)
        last = min((edge for edge in edges if edge > token), default=len(self.tokens))
        behind = self.starts[last] if last < len(self.tokens) else len(self.text)
        return self.starts[first] if first else 0, behind

    @cached_property
    def places_of_pages(self) -> Places:
        """What its pages are called."""
        return Places(self.labels)

    @cached_property
    def everywhere(self) -> list[Span]:
        """The tokens of all pages, as one range where nothing is missing between them."""
        return self.ranges(range(len(self.labels)))

    def ranges(self, pages: Iterable[int]) -> list[Span]:
        """The tokens of pages, as one range where nothing is missing between them."""
        ranges: list[Span] = []
        before = 0
        for page in pages:
            start, end = self.span_of_page(page)
            if ranges and ranges[-1][1] == start and self._runs_on(before, page):
                ranges[-1] = ranges[-1][0], end
            else:
                ranges.append((start, end))
            before = page
        return ranges

    def _runs_on(self, before: int, page: int) -> bool:
        """Whether the words of a page may run on to the next one of the file."""
        places = self.places_of_pages
        if page in self.apart or places.volume(before) != places.volume(page):
            return False
        return not (self.partial and skips(self.labels[before], self.labels[page]))

    @cached_property
    def _tracts(self) -> list[int]:
        """The tokens at which pages begin that no cut may lead to from before."""
        anew = self.apart.union(self.places_of_pages.counts_anew())
        return [self.page_tokens[page] for page in sorted(anew)]

    def tract(self, token: int) -> Span:
        """The tokens around one that a single quotation, with its cuts, may be from."""
        number = bisect_right(self._tracts, token)
        start = self._tracts[number - 1] if number else 0
        return start, self._tracts[number] if number < len(self._tracts) else len(self.tokens)

    def page_name(self, page: int) -> str:
        """The label of a page; of one that has none, those that it stands between.

        Nothing where no page has a label.
        """
        if self.labels[page] or not any(self.labels):
            return self.labels[page]
        before = next(filter(None, reversed(self.labels[:page])), "")
        after = next(filter(None, self.labels[page:]), "")
        if before and after:
            return f"between {before} and {after}"
        return f"after {before}" if before else f"before {after}"

    @cached_property
    def words_among(self) -> list[bool]:
        """For each form, whether it is a word."""
        return list(map(is_word, self.forms))

    def turns(self, span: Span, language: str) -> bool:
        """Whether a word that may turn a sentence of a language stands in a span."""
        found = self._turning.get(language)
        if found is None:
            found = frozenset(n for n, form in enumerate(self.forms) if may_turn(form, language))
            self._turning[language] = found
        return not found.isdisjoint(self.tokens[slice(*span)])

    @cached_property
    def _turning(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def longest(self) -> int:
        """The length of the longest form."""
        return max(map(len, self.forms), default=0)

    @cached_property
    def run_together(self) -> list[str]:
        """The forms that may be words run together: those too long for a word."""
        return [form for form in self.forms if len(form) >= _TOO_LONG]

    @cached_property
    def _broken(self) -> set[int]:
        """The first parts of words that are broken."""
        posted = self.postings[self.soft] if self.soft >= 0 else ()
        return {self.tokens[at - 1] for at in posted if at}

    def may_be_broken_twice(self, form: str) -> bool:
        """Whether a form may stand there in three parts: only those in two are posted."""
        ids, broken = self.ids, self._broken
        longest = min(len(form), self._longest_broken + 1)
        return any(ids.get(form[:end]) in broken for end in range(1, longest))

    @cached_property
    def _longest_broken(self) -> int:
        return max((len(self.forms[number]) for number in self._broken), default=0)

    @cached_property
    def unaccented(self) -> dict[str, int]:
        """The most frequent of the forms that are the same but for accents and case."""
        found: dict[str, int] = {}
        for number, form in sorted(enumerate(self.forms), key=lambda e: len(self.postings[e[0]])):
            found[plain(form)] = number
        return found

    @cached_property
    def caseless(self) -> dict[str, list[int]]:
        """The numbers of the forms that are the same but for case."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.forms):
            found.setdefault(form.casefold(), []).append(number)
        return found

    def __len__(self) -> int:
        return len(self.tokens)

    def places(self, form: str, start: int = 0, end: int | None = None) -> Positions:
        """The tokens of a form from ``start`` on, before ``end``."""
        number = self.ids.get(form)
        if number is None:
            return ()
        posted = self.postings[number]
        if start <= 0 and end is None:
            return posted
        first = bisect_left(posted, start)
        return posted[first : len(posted) if end is None else bisect_left(posted, end)]

    def count(self, form: str) -> int:
        """How often a form stands there."""
        number = self.ids.get(form)
        return 0 if number is None else len(self.postings[number])

    def count_grown(self, form: str) -> int:
        """How often a form stands there in any case, or with an ending of a few letters."""
        word, longest = form.casefold(), len(form) + _ENDING
        forms = self._in_order
        begun = slice(
            bisect_left(forms, (word,)), bisect_left(forms, (f"{word}{chr(sys.maxunicode)}",))
        )
        return sum(len(self.postings[n]) for other, n in forms[begun] if len(other) <= longest)

    @cached_property
    def _in_order(self) -> list[tuple[str, int]]:
        """The forms in any case, by their letters, with their numbers."""
        return sorted((form.casefold(), number) for number, form in enumerate(self.forms))

    def end_of(self, token: int) -> int:
        """The code point behind a token."""
        found = pattern().match(self.text, self.starts[token])
        return found.end() if found else self.starts[token]

    def words(self, start: int, end: int, unread: str = "[…]") -> str:
        """The text of the tokens from ``start`` to before ``end``, on one line.

        What may be passed over is, unless there is nothing else; ``unread`` stands for what cannot
        be read.
        """
        if start >= end:
            return ""
        return joined("".join(self._pieces(start, end)), unread)

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        last = self.end_of(end - 1)
        at = bisect_left(self.furniture, (start, 0))
        done = self.starts[start]
        for first, behind in self.furniture[at:]:
            if behind > end or (first, behind) == (start, end):
                break
            yield self.text[done : self.starts[first]]
            done = self.starts[behind] if behind < end else last
            if behind < end and not self.text[self.starts[first] - 1].isspace():
                # What parts words behind it parts them still.
                yield self.text[self.end_of(behind - 1) : done]
        yield self.text[done:last]

    def has_hyphen(self, token: int) -> bool:
        """Whether a word is broken at a token by a hyphen that is printed there."""
        return not self.text.startswith(SOFT + SOFT, self.starts[token])

    def may_be(self, token: int, form: str) -> bool:
        """Whether a hyphen at a line's end is printed, and may be the hyphen or dash of a form."""
        before = self.text[self.starts[token] - 1 : self.starts[token] + 1]
        is_dash = before[:1].isdigit() or before[-1:].isspace()
        return self.has_hyphen(token) and (form != DASH or is_dash)

    def parted(self, token: int) -> bool:
        """Whether there is space between a token and the one before it."""
        return 0 < token < len(self) and self.end_of(token - 1) < self.starts[token]

    def between(self, start: int, end: int) -> list[str]:
        """The forms of the tokens from ``start`` to before ``end``."""
        return [self.forms[number] for number in self.tokens[start:end]]

    def page_of(self, token: int) -> int:
        """The number of the page on which a token stands."""
        return bisect_right(self.page_tokens, token) - 1

    def span_of_page(self, page: int) -> Span:
        """The tokens of a page."""
        last = page + 1 == len(self.page_tokens)
        return self.page_tokens[page], len(self.tokens) if last else self.page_tokens[page + 1]
