"""Read citations: ``see trotsky1961, 146–7; cf. 113; lenincw, 29: 535 in anweiler1974, 77``.

Text in, immutable values out: nothing here raises on any text, and nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .locator import Locator, read_locator

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
_CUSTOMARY = re.compile(
    r"(?:(?:see|also|but|and|or|cf\.?|cp\.?|compare|contrast|contra|pace|accord|e\.\s?g\.?|i\.\s?e\.?"
    r"|esp\.?|especially|for\s(?:example|instance)|again|further|generally|similarly|likewise"
    r"|against|quoted\sin|cited\sin|(?:as\s)?(?:above|before|below))(?:,?\s|,?\Z))*",
    re.I,
)
_IN = re.compile(r"(?<!\S)(?:(?:as )?(?:quoted|cited|qtd\.?) )?in (?=([^\s,]+) ?(,|\Z)?)", re.I)
_MOST_HANDS = 8
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
# `107–105` and `[viii`, but not `1984orwell`: read amiss as a locator, not as an unknown key.
_LIKE_A_NUMBER = re.compile(r"[\[(§¶]|\d(?!\S*[^\W\d_]{3})|[ivxlcdm]+\Z")


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
    text: str, *, keys: Container[str], work: str | None = None
) -> tuple[Citation, ...]:
    """Read the citations that `;` joins, in order; `keys` are those of the bibliography.

    A citation without a key is of the source named last, else of `work`. Empty ones are skipped.
    """
    citations: list[Citation] = []
    source: str | None = None
    for typed in map(str.strip, text.split(";")):
        if not typed.strip(", "):
            continue
        citation = _read_citation(typed, keys, source)
        *_, last = _hands(citation)
        source = last.key or source
        citations.append(citation.of_work(work, keys))
    return tuple(citations)


def attribution(
    text: str, *, keys: Container[str], work: str | None
) -> tuple[Citation, ...] | None:
    """The citations that an attribution is, its dash taken off; None if it is plain words.

    It is citations where all of it reads as such: known keys, or the work and a place in it,
    no words but customary ones (`see`, `cf.`), nothing in the locators that cannot be read.
    """
    citations = read_citations(text, keys=keys, work=work)
    hands = [hand for citation in citations for hand in _hands(citation)]
    return citations if hands and all(map(_reads_whole, hands)) else None


def looks_like_unknown_key(text: str, *, keys: Container[str]) -> str | None:
    """In an attribution that is plain words: a word like a key, with a locator, not in `keys`."""
    found = None
    for citation in read_citations(text, keys=keys):
        for hand in _hands(citation):
            if _like_a_citation(hand):
                found = found or hand.key
            elif not _reads_whole(hand):
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


def _reads_whole(hand: Citation) -> bool:
    """Whether nothing in it could be plain words; its carrier is not looked at."""
    if not _CUSTOMARY.fullmatch(hand.words) or not hand.locator.readable:
        return False
    if hand.typed:
        return hand.known
    if hand.carrier and not hand.locator.text:
        return True
    return hand.key is not None and bool(hand.locator.places)


def _like_a_citation(hand: Citation) -> bool:
    """Whether an unknown key looks like one: `nosuch2000, 5`, `nosuch, 5`; not `Voltaire, 5`."""
    key = hand.key if hand.typed and not hand.known else None
    if not key or not _CUSTOMARY.fullmatch(hand.words) or f"{key}," not in hand.text:
        return False
    lower = key.isascii() and key.isalpha() and key.islower()
    if not lower and not _DIGIT.search(key):
        return False
    return hand.locator.readable and bool(hand.locator.places)


def _read_citation(typed: str, keys: Container[str], source: str | None) -> Citation:
    """Read one citation; `source` is that of a citation without a key."""
    texts = _at_second_hand(" ".join(typed.split()), keys)
    body, tail = _split_tail(texts[0])
    carrier: Citation | None = None
    for text in texts[:0:-1]:
        its_body, its_tail = _split_tail(text)
        tail = f"{tail}, {its_tail}".strip(", ")
        carrier = _hand(its_body, keys, None, carrier, tail="", text=text)
    return _hand(body, keys, source, carrier, tail=tail, text=typed)


def _at_second_hand(text: str, keys: Container[str]) -> list[str]:
    """The text, parted at each `in` that a source follows."""
    texts: list[str] = []
    start = 0
    for match in _IN.finditer(text):
        named = match[1] in keys or (match[2] is not None and _like_a_key(match[1]))
        if named and len(texts) < _MOST_HANDS:
            texts.append(text[start : match.start()])
            start = match.end()
    return [*texts, text[start:]]


def _like_a_key(word: str) -> bool:
    return word[0].isalpha() and bool(_DIGIT.search(word)) and not read_locator(word).readable


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


def _hand(
    body: str, keys: Container[str], source: str | None, via: Citation | None, tail: str, text: str
) -> Citation:
    """One citation without its tail and without `via`, through which it is at second hand."""
    words, key, place = _split_source(body, keys)
    locator = read_locator(place.strip(", "))
    if via and (key or "") not in keys and not locator.places and not _DIGIT.search(body):
        return Citation(body, None, False, False, read_locator(""), tail, via, text)
    source = source if key is None else key
    known = source is not None and source in keys
    implied = source is None
    return Citation(words, source, key is not None, known, locator, tail, via, text, implied)


def _split_source(body: str, keys: Container[str]) -> tuple[str, str | None, str]:
    """The words before the key, the key or None, and the text of the locator."""
    head, _, place = body.partition(",")
    before, _, last = head.rstrip().rpartition(" ")
    if last in keys and _CUSTOMARY.fullmatch(before):
        return before, last, place
    words, rest = _split_customary(body)
    head, _, place = rest.partition(",")
    if head in keys:
        return words, head, place
    if not head or read_locator(head).readable:
        return words, None, rest
    return _split_words(words, rest, head.rstrip(), place, keys)


def _split_customary(body: str) -> tuple[str, str]:
    match = _CUSTOMARY.match(body)
    # Words that nothing follows do not stand before a key.
    end = match.end() if match and match.end() < len(body) else 0
    return body[:end].rstrip(), body[end:]


def _split_words(
    words: str, rest: str, head: str, place: str, keys: Container[str]
) -> tuple[str, str | None, str]:
    """Find the key in `head`, which `rest` begins with, and which is no key and no locator."""
    before, _, last = head.rpartition(" ")
    if last in keys:
        return f"{words} {before}".strip(), last, place
    for word in _WORD.finditer(head):
        named = word[0] in keys or (word.start() == 0 and _like_a_key(word[0]))
        # The comma after the key is missing: `serge2016 107`.
        if named and read_locator(head[word.end() :]).readable:
            return f"{words} {head[: word.start()]}".strip(), word[0], rest[word.end() :]
    first = head.partition(" ")[0]
    if first in keys:
        return words, first, rest[len(first) :]
    if _like_a_locator(head, last):
        return words, None, rest
    return f"{words} {before}".strip(), last, place


def _like_a_locator(head: str, last: str) -> bool:
    """Whether it was meant for a locator: it has a label or a number at one of its ends."""
    if _LIKE_A_NUMBER.match(head):
        return True
    first, *others = head.split(" ")
    ends = (f"{first} 1", last)
    return bool(others) and not _like_a_key(last) and any(read_locator(e).readable for e in ends)


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
