"""Read citations: ``see trotsky1961, 146–7; cf. 113; lenincw, 29: 535 in anweiler1974, 77``.

Text in, immutable values out: nothing here raises on any text, and nothing typed is lost.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .. import late
from .locator import Locator, read_locator
from .place import DATE, WORDS
from .vocabulary import QUOTED, vocabulary

Emphasis = Literal["added", "original", "removed", ""]

_EMPHASIS: dict[str, Emphasis] = {}
for _noun in ("emphasis", "emphases", "italics"):
    for _form in ("{} added", "{} mine", "my {}"):
        _EMPHASIS[_form.format(_noun)] = "added"
    for _form in ("{} original", "original {}", "{} in original", "{} in the original"):
        _EMPHASIS[_form.format(_noun)] = "original"
    for _form in ("{} removed", "{} omitted"):
        _EMPHASIS[_form.format(_noun)] = "removed"
_TRANSLATED = ("my translation", "our translation", "own translation", "translation mine")
_TAILS = (*_EMPHASIS, *_TRANSLATED)
_IN = late.pattern(r"(?<!\S)(?:(?:as )?(?:quoted|cited|qtd\.?) )?in (?=([^\s,]+) ?(,|\Z)?)", re.I)
_MOST_HANDS = 8
_MOST_KEYS = 8
_QUOTED = late.pattern(QUOTED)
_CITED = late.pattern(rf"(?:{QUOTED}|[^;])+")
_UP_TO_A_COMMA = late.pattern(rf"(?:{QUOTED}|[^,])*")
_DIGIT = late.pattern(r"\d")
_WORD = late.pattern(r"\S+")
# `107–105` and `[viii`, but not `1984orwell`: read amiss as a locator, not as an unknown key.
_LIKE_A_NUMBER = late.pattern(r"[\[(§¶]|\d(?!\S*[^\W\d_]{3})|[ivxlcdm]+\Z")


@dataclass(frozen=True, slots=True, repr=False)
class Citation:
    """One citation: words before the key, the source, a place in it, and a tail.

    `key` is the source: as typed, else carried on from the citation before, else the work; None
    if there is none, or (`in KEY, 77`) if only the `carrier` is named, where the words are
    quoted at second hand. `known` says whether the bibliography has the key. What cannot be
    read is in `locator.unread`. `text` is the citation as typed. `implied` says that neither it
    nor one before it names a source: then it is of the work, whatever that is at its place.
    """

    words: str
    key: str | None
    typed: bool
    known: bool
    locator: Locator
    tail: str
    carrier: Citation | None
    text: str
    implied: bool = False

    def __repr__(self) -> str:
        """In short what tells it from others: all else is read from its text."""
        return f"Citation({self.key!r}, {self.known}, {self.text!r})"

    def says(self, other: Citation) -> bool:
        """Whether a reader of this one would learn nothing from another, however it was typed."""
        if (self.key, self.locator.text) != (other.key, other.locator.text):
            return False
        if self.carrier is None or other.carrier is None:
            return self.carrier is other.carrier and self._says_around(other)
        return self.carrier.says(other.carrier) and self._says_around(other)

    def _says_around(self, other: Citation) -> bool:
        return other.words in ("", self.words) and other.tail in ("", self.tail)

    def of_work(self, work: str | None, keys: Container[str]) -> Citation:
        """This citation where `work` is under review."""
        if not self.implied or self.key == work:
            return self
        return replace(self, key=work, known=work is not None and work in keys)

    @property
    def translated(self) -> bool:
        """Whether the tail says that the author of the edition translated the words."""
        return any(part in _TRANSLATED for part in self.tail.lower().split(", "))

    @property
    def emphasis(self) -> Emphasis:
        """Whose the emphasis is, if the tail says so."""
        found = (_EMPHASIS.get(part, "") for part in self.tail.lower().split(", "))
        return next(filter(None, found), "")


def read_citations(
    text: str, *, keys: Container[str], work: str | None = None, language: str = "en"
) -> tuple[Citation, ...]:
    """Read the citations that `;` joins, in order; `keys` are those of the bibliography.

    A citation without a key is of the source named last, else of `work`. Empty ones are skipped.
    Labels are those of English and of `language`, a tag.
    """
    reader = _Reader(keys, language)
    citations: list[Citation] = []
    source: str | None = None
    for typed in (each[0].strip() for each in _CITED.finditer(text)):
        if not typed.strip(", "):
            continue
        citation = reader.citation(typed, source)
        *_, last = _hands(citation)
        source = last.key or source
        citations.append(citation.of_work(work, keys))
    return tuple(citations)


def attribution(
    text: str, *, keys: Container[str], work: str | None, language: str = "en"
) -> tuple[Citation, ...] | None:
    """The citations that an attribution is, its dash taken off; None if it is plain words.

    It is citations where all of it reads as such: known keys, or the work and a place in it,
    no words but customary ones (`see`, `cf.`), nothing in the locators that cannot be read. A
    date or words in quote marks are no place of the work's: its key must stand before them.
    """
    reader = _Reader(keys, language)
    citations = read_citations(text, keys=keys, work=work, language=language)
    hands = [hand for citation in citations for hand in _hands(citation)]
    return citations if hands and all(map(reader.reads_whole, hands)) else None


def looks_like_unknown_key(text: str, *, keys: Container[str], language: str = "en") -> str | None:
    """In an attribution that is plain words: a word like a key, with a locator, not in `keys`."""
    reader = _Reader(keys, language)
    found = None
    for citation in read_citations(text, keys=keys, language=language):
        for hand in _hands(citation):
            if reader.is_like_a_citation(hand):
                found = found or hand.key
            elif not reader.reads_whole(hand):
                return None
    return found


def source_itself(key: str, *, keys: Container[str]) -> Citation:
    """The citation of a source as a whole that is meant where nothing is typed."""
    return Citation("", key, False, key in keys, read_locator(""), "", None, "", True)


def _hands(citation: Citation) -> Iterator[Citation]:
    """The citation, its carrier, the carrier of that …"""
    hand: Citation | None = citation
    while hand:
        yield hand
        hand = hand.carrier


class _Reader:
    """Reads citations of a bibliography's sources in one language."""

    def __init__(self, keys: Container[str], language: str) -> None:
        self._keys = keys
        self._language = language
        self._customary = vocabulary(language).customary

    def reads_whole(self, hand: Citation) -> bool:
        """Whether nothing in it could be plain words; its carrier is not looked at."""
        if not self._customary.fullmatch(hand.words) or not hand.locator.readable:
            return False
        if hand.typed:
            return hand.known
        if hand.carrier and not hand.locator.text:
            return True
        places = [each for each in hand.locator.places if each.label not in (DATE, WORDS)]
        return hand.key is not None and bool(places)

    def is_like_a_citation(self, hand: Citation) -> bool:
        """Whether an unknown key looks like one: `nosuch2000, 5`, `nosuch, 5`; not `Ada, 5`."""
        key = hand.key if hand.typed and not hand.known else None
        if not key or not self._customary.fullmatch(hand.words) or f"{key}," not in hand.text:
            return False
        lower = key.isascii() and key.isalpha() and key.islower()
        if not lower and not _DIGIT.search(key):
            return False
        return hand.locator.readable and bool(hand.locator.places)

    def citation(self, typed: str, source: str | None) -> Citation:
        """Read one citation; `source` is that of a citation without a key."""
        texts = self._at_second_hand(" ".join(typed.split()))
        body, tail = _split_tail(texts[0])
        carrier: Citation | None = None
        for text in texts[:0:-1]:
            its_body, its_tail = _split_tail(text)
            tail = f"{tail}, {its_tail}".strip(", ")
            carrier = self._hand(its_body, None, carrier, tail="", text=text)
        return self._hand(body, source, carrier, tail=tail, text=typed)

    def _locator(self, text: str) -> Locator:
        return read_locator(text, self._language)

    def _at_second_hand(self, text: str) -> list[str]:
        """The text, parted at each `in` that a source follows."""
        texts: list[str] = []
        start = 0
        quoted = [each.span() for each in _QUOTED.finditer(text)]
        for match in _IN.finditer(text):
            named = match[1] in self._keys or (
                match[2] is not None and self._is_like_a_key(match[1])
            )
            if not named or len(texts) == _MOST_HANDS:
                continue
            if not any(first < match.start() < last for first, last in quoted):
                texts.append(text[start : match.start()])
                start = match.end()
        return [*texts, text[start:]]

    def _is_like_a_key(self, word: str) -> bool:
        is_word = word[0].isalpha() and bool(_DIGIT.search(word))
        return is_word and not self._locator(word).readable

    def _hand(
        self, body: str, source: str | None, via: Citation | None, tail: str, text: str
    ) -> Citation:
        """One citation without its tail and without `via`, through which it is at second hand."""
        words, key, place = self._split_source(body)
        locator = self._locator(place.strip(", "))
        is_read = (key or "") in self._keys or locator.places or _DIGIT.search(body)
        if via and not is_read:
            return Citation(body, None, False, False, read_locator(""), tail, via, text)
        source = source if key is None else key
        known = source is not None and source in self._keys
        implied = source is None
        return Citation(words, source, key is not None, known, locator, tail, via, text, implied)

    def _split_source(self, body: str) -> tuple[str, str | None, str]:
        """The words before the key, the key or None, and the text of the locator."""
        head, place = _at_comma(body)
        before, _, last = head.rstrip().rpartition(" ")
        if last in self._keys and self._customary.fullmatch(before):
            return before, last, place
        words, rest = self._split_customary(body)
        head, place = _at_comma(rest)
        if head in self._keys:
            return words, head, place
        if not head or self._locator(head).readable:
            return words, None, rest
        return self._split_words(words, rest, head.rstrip(), place)

    def _split_customary(self, body: str) -> tuple[str, str]:
        match = self._customary.match(body)
        # Words that nothing follows do not stand before a key.
        end = match.end() if match and match.end() < len(body) else 0
        return body[:end].rstrip(), body[end:]

    def _split_words(
        self, words: str, rest: str, head: str, place: str
    ) -> tuple[str, str | None, str]:
        """Find the key in `head`, which `rest` begins with, and which is no key and no locator."""
        before, _, last = head.rpartition(" ")
        if last in self._keys:
            return f"{words} {before}".strip(), last, place
        for word in self._named_in(head):
            # The comma after the key is missing: `serge2016 107`.
            if self._locator(head[word.end() :]).readable:
                return f"{words} {head[: word.start()]}".strip(), word[0], rest[word.end() :]
        first = head.partition(" ")[0]
        if first in self._keys:
            return words, first, rest[len(first) :]
        if self._is_like_a_locator(head, last):
            return words, None, rest
        return f"{words} {before}".strip(), last, place

    def _named_in(self, head: str) -> Iterator[re.Match[str]]:
        """The words that are keys, but for those before the last few: no locator holds many."""
        found = (
            word
            for word in _WORD.finditer(head)
            if word[0] in self._keys or (word.start() == 0 and self._is_like_a_key(word[0]))
        )
        return iter(deque(found, maxlen=_MOST_KEYS))

    def _is_like_a_locator(self, head: str, last: str) -> bool:
        """Whether it was meant for a locator: it has a label or a number at one of its ends."""
        if _LIKE_A_NUMBER.match(head):
            return True
        first, *others = head.split(" ")
        ends = (f"{first} 1", last)
        if not others or self._is_like_a_key(last):
            return False
        return any(self._locator(each).readable for each in ends)


def _split_tail(text: str) -> tuple[str, str]:
    """Part the tails at the end, in brackets or not, from what is before them."""
    tails: list[str] = []
    while True:
        bare = text.rstrip(" .,)]")
        end = bare[-40:].lower()
        if not end.endswith(_TAILS):
            break
        start = len(bare) - len(next(filter(end.endswith, _TAILS)))
        if start and bare[start - 1] not in " ,([":
            break
        tails.append(bare[start:])
        text = bare[:start].rstrip(" ,([")
    return text.rstrip(", "), ", ".join(reversed(tails))


def _at_comma(text: str) -> tuple[str, str]:
    """What stands before the first comma that is in no quote marks, and what behind it."""
    found = _UP_TO_A_COMMA.match(text)
    end = found.end() if found else 0
    return text[:end], text[end + 1 :]


def unsaid(citations: Iterable[Citation], said: Iterable[Citation]) -> tuple[Citation, ...]:
    """Those citations of which a reader has not been told."""
    told = list(said)
    return tuple(each for each in citations if not any(other.says(each) for other in told))


def once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations without those that say nothing beyond one before them."""
    kept: list[Citation] = []
    for each in citations:
        kept += unsaid([each], kept)
    return tuple(kept)


def keys_of(citations: Iterable[Citation]) -> list[str]:
    """The keys that citations link to, their sources' and their carriers', each once, in order."""
    return list(dict.fromkeys(key for each in citations for key in citation_keys(each)))


def citation_keys(citation: Citation) -> Iterator[str]:
    """The keys a citation links to: its source's and its carrier's."""
    for each in (citation, citation.carrier):
        if each is not None and each.key is not None:
            yield each.key


def groups(citations: tuple[Citation, ...]) -> Iterator[tuple[Citation, ...]]:
    """Citations that go on with the source before them, together with the one that names it."""
    group: list[Citation] = []
    for citation in citations:
        if group and not _goes_on(group[-1], citation):
            yield tuple(group)
            group = []
        group.append(citation)
    if group:
        yield tuple(group)


def _goes_on(last: Citation, citation: Citation) -> bool:
    return (
        not citation.typed
        and not citation.words
        and citation.key == last.key
        and citation.carrier is None
        and last.carrier is None
        and not last.tail
    )
