"""Passages put together from what notes quote with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..anchoring import Span
from .records import Note, collapsed

_GRAM: Final = 20
"""Letters that two contexts must share, where nothing says how they stand to each other."""
_MOST_ALIKE: Final = 4
_MANY_DOTS: Final = re.compile(r"\.(?: *\.){3,}")
_THREE_DOTS: Final = re.compile(r"\.\.\.|\. \. \.")
_SLACK: Final = 16
"""By how much places may be off that were counted in other units."""


class Stretch(NamedTuple):
    """A passage: its text, and the spans of notes by their numbers."""

    text: str
    spans: dict[int, Span]


class _Context(NamedTuple):
    text: str
    start: int
    end: int
    place: int | None
    """Where in its source the text begins."""


def stretches(notes: Sequence[tuple[int, Note]]) -> list[Stretch]:
    """The passages of one source that notes are about, in its order as far as it is known."""
    contexts = {number: _context(note) for number, note in notes}
    sets = _Sets(contexts)
    _join_by_words(contexts, sets)
    _join_by_place(contexts, sets)
    found = [each for group in sets.groups() for each in _assembled(group, contexts)]
    found.sort(key=lambda each: each[0])
    return [stretch for _, stretch in found]


def _context(note: Note) -> _Context:
    place = note.place[0] - len(note.before) if note.place else None
    text, places = _with_dots(note.before + note.words + note.after)
    start, end = len(note.before), len(note.before) + len(note.words)
    return _Context(text, places[start], places[end], place)


def _with_dots(text: str) -> tuple[str, list[int]]:
    """Four dots and more as Sphinx will make them: a lemma that had others would not be there.

    With the text, where each place in it is then.
    """
    many = [found.span() for found in _MANY_DOTS.finditer(text)]
    out: list[str] = []
    places: list[int] = []
    at = length = 0
    for found in (each for span in many for each in _THREE_DOTS.finditer(text, *span)):
        out += text[at : found.start()], "…"
        places += range(length, length + found.start() - at)
        length += found.start() - at
        places += [length] * len(found[0])
        length += 1
        at = found.end()
    out.append(text[at:])
    places += range(length, length + len(text) - at + 1)
    return "".join(out), places


class _Sets:
    """Contexts known to be of one passage, each by how far it stands from the first."""

    def __init__(self, contexts: dict[int, _Context]) -> None:
        self._contexts = contexts
        self._parents = {number: number for number in contexts}
        self._shifts = dict.fromkeys(contexts, 0)

    def find(self, number: int) -> tuple[int, int]:
        """The first of a set, and how far from its start a context begins."""
        path = []
        while self._parents[number] != number:
            path.append(number)
            number = self._parents[number]
        shift = 0
        for each in reversed(path):
            shift += self._shifts[each]
            self._parents[each], self._shifts[each] = number, shift
        return number, shift

    def join(self, a: int, b: int, shift: int, least: int = 1) -> bool:
        """Say that ``b`` begins ``shift`` letters after ``a``, if the words of both agree."""
        if not self._agree(self._contexts[a], self._contexts[b], shift, least):
            return False
        (root_a, at_a), (root_b, at_b) = self.find(a), self.find(b)
        if root_a != root_b:
            self._parents[root_b] = root_a
            self._shifts[root_b] = at_a + shift - at_b
        return True

    def _agree(self, a: _Context, b: _Context, shift: int, least: int) -> bool:
        start, end = max(0, shift), min(len(a.text), shift + len(b.text))
        if end - start < least:
            return False
        if a.place is not None and b.place is not None:
            off = abs(b.place - a.place - shift)
            if off > _SLACK:
                return False
        return a.text[start:end] == b.text[start - shift : end - shift]

    def groups(self) -> Iterator[list[tuple[int, int]]]:
        """Each set: how far its contexts are from its first, with their numbers, in this order."""
        sets: dict[int, list[tuple[int, int]]] = {}
        for number in self._contexts:
            root, shift = self.find(number)
            sets.setdefault(root, []).append((shift, number))
        for group in sets.values():
            yield sorted(group)


def _join_by_words(contexts: dict[int, _Context], sets: _Sets) -> None:
    grams: dict[str, list[tuple[int, int]]] = {}
    for number, context in contexts.items():
        text = context.text
        least = min(_GRAM, len(text))
        tried: set[tuple[int, int]] = set()
        for at in range(max(len(text) - _GRAM + 1, 1)):
            for other, place in grams.get(text[at : at + _GRAM], ()):
                if (other, place - at) not in tried:
                    tried.add((other, place - at))
                    sets.join(other, number, place - at, least)
        for at in range(max(len(text) - _GRAM + 1, 1)):
            known = grams.setdefault(text[at : at + _GRAM], [])
            if len(known) < _MOST_ALIKE:
                known.append((number, at))


def _join_by_place(contexts: dict[int, _Context], sets: _Sets) -> None:
    """Contexts that touch or overlap by what their places say, few letters though it be."""
    placed = [(each.place, number) for number, each in contexts.items() if each.place is not None]
    last: tuple[int, int, int] | None = None
    for place, number in sorted(placed):
        end = place + len(contexts[number].text)
        if last is not None and place <= last[1]:
            least = 1 if place < last[1] else 0
            sets.join(last[2], number, place - last[0], least)
        if last is None or end > last[1]:
            last = place, end, number


_Key = tuple[bool, int, int]


def _assembled(
    group: list[tuple[int, int]], contexts: dict[int, _Context]
) -> Iterator[tuple[_Key, Stretch]]:
    """The passage of a set; what does not agree with the rest of it is one of its own."""
    first = group[0][0]
    text, spans, others = "", {}, []
    for shift, number in group:
        context, at = contexts[number], shift - first
        held = text[at : at + len(context.text)]
        if at > len(text) or not context.text.startswith(held):
            others.append(number)
            continue
        text += context.text[len(held) :] if at + len(held) == len(text) else ""
        spans[number] = at + context.start, at + context.end
    yield _key(spans, contexts), _trimmed(text, spans, contexts[group[0][1]])
    for number in others:
        alone = contexts[number]
        own = {number: (alone.start, alone.end)}
        yield _key(own, contexts), _trimmed(alone.text, own, alone)


def _key(spans: dict[int, Span], contexts: dict[int, _Context]) -> _Key:
    places = [each for n in spans if (each := contexts[n].place) is not None]
    return (not places, min(places, default=0), min(spans))


def _trimmed(text: str, spans: dict[int, Span], first: _Context) -> Stretch:
    """A passage of whole words, its white space as a reader sees it."""
    start = min(span[0] for span in spans.values())
    end = max(span[1] for span in spans.values())
    low, high = 0, len(text)
    if start and first.place != 0 and _in_word(text[0]):
        low = next((n for n in range(start) if text[n].isspace()), 0)
    if end < high and _in_word(text[-1]):
        behind = range(high - 1, end - 1, -1)
        high = next((n for n in behind if text[n].isspace()), high)
    words, places = collapsed(text[low:high])
    return Stretch(words, {n: (places[a - low], places[b - low]) for n, (a, b) in spans.items()})


def _in_word(char: str) -> bool:
    return char.isalnum()
