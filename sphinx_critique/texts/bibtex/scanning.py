"""The syntax of ``.bib`` files, read so that a slip costs its entry and no other.

A line that begins an entry begins one wherever it stands: what comes before it has ended, and if
it has not, that is the slip. pybtex's own reader takes a brace that nobody closes for all that
follows; for the rest the grammar is its, and so what it reads, this reads alike.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .. import late
from .types import TYPES

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTHS = {name[:3].lower(): name for name in _MONTHS}
"""The strings that every style of BibTeX's knows."""

_START = late.pattern(r"@\s*([^\W\d][\w-]*)\s*([{(])")
_LINE_START = late.pattern(r"^[ \t]*@[ \t]*([^\W\d][\w-]*)\s*[{(]", re.M)
_KEY = late.pattern(r"\s*([^\s,}=\"]*)\s*")
_FIELD = late.pattern(r"\s*([^\s,{}()=\"#%@][^\s,{}()=\"#]*)\s*=\s*")
_BARE = late.pattern(r"^[ \t]*@[ \t]*([^\W\d][\w-]*)(?![\w-]|\s*[{(])", re.M)
_LEFT = late.pattern(r"\s*,\s*([^\W\d][\w-]*)\s*=")
_WORD = late.pattern(r"[^\s,{}()=\"#]+")
_SPACE = late.pattern(r"\s*")
_JOINT = late.pattern(r"\s*#\s*")
_PLAIN = late.pattern(r"\{([^{}]*)\}")
_BRACE = late.pattern(r"[{}]")
_BRACE_OR_QUOTE = late.pattern(r'[{}"]')
_NOT_ENTRIES = frozenset({"string", "comment", "preamble"})
_MOST_BROKEN = 100
"""Entries that cannot be read before the same line, after which what is left of it is not tried."""


class Slip(NamedTuple):
    """What is wrong at a line, counted from 1; ``key`` is that of the entry, if it has one."""

    line: int
    key: str
    message: str


@dataclass
class Raw:
    """An entry: type in lower case, fields by their names in lower case, as typed and unfolded.

    ``line`` is where it begins; ``lines`` where each field does.
    """

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


class _Wrong(Exception):
    """The entry cannot be read on."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


class Scanner:
    """Reads one file after the other; strings defined in one are known in those after it."""

    def __init__(self) -> None:
        self.strings: dict[str, str] = dict(MONTHS)

    def read(self, text: str) -> tuple[list[Raw], list[Slip]]:
        """The entries of a file in their order, and its slips."""
        reading = _Reading(text, self.strings)
        entries = list(reading.entries())
        return entries, reading.slips


class _Reading:
    def __init__(self, text: str, strings: dict[str, str]) -> None:
        self.text = text
        self.strings = strings
        self.slips: list[Slip] = []
        self._breaks = [each.start() for each in re.finditer("\n", text)]
        self._starts = [each.start() for each in _LINE_START.finditer(text) if _begins(each)]
        self._key = ""
        self._begin, self._end = 0, len(text)
        self._broken: Counter[int] = Counter()

    @cached_property
    def _closed_at(self) -> dict[int, int]:
        """Where the braces close that do, by where they are opened."""
        found, opened = dict[int, int](), list[int]()
        for each in _BRACE.finditer(self.text):
            if each[0] == "{":
                opened.append(each.start())
            elif opened:
                found[opened.pop()] = each.start()
        return found

    def line(self, place: int) -> int:
        return bisect_right(self._breaks, place - 1) + 1

    def entries(self) -> Iterator[Raw]:
        place, broken = 0, False
        while start := _START.search(self.text, place):
            if not broken:
                self._look_between(place, start.start())
            place, kind = start.end(), start[1].lower()
            # What is left of an entry that cannot be read may hold any sign.
            known = kind in TYPES or kind in _NOT_ENTRIES
            if _is_commented(self.text, start.start()) or (broken and not known):
                continue
            self._end = self._limit(start.start())
            self._key = ""
            try:
                place, raw = self._command(kind, start)
            except _Wrong as wrong:
                self._note(wrong.place, f"{wrong}; it is left out")
                broken, raw = True, None
                self._broken[self._end] += 1
                if self._broken[self._end] == _MOST_BROKEN:
                    message = f"{_MOST_BROKEN} entries here cannot be read; no more are tried"
                    self._note(wrong.place, message)
                    place = self._end
            else:
                broken = False
            if raw is not None:
                yield raw
        if not broken:
            self._look_between(place, len(self.text))

    def _limit(self, start: int) -> int:
        """Where the next line begins an entry: what starts here must have ended."""
        after = bisect_right(self._starts, start)
        # The line of this very entry begins with spaces, if any, before its sign.
        while after < len(self._starts) and self.text[self._starts[after] : start].isspace():
            after += 1
        return self._starts[after] if after < len(self._starts) else len(self.text)

    def _note(self, place: int, message: str) -> None:
        self.slips.append(Slip(self.line(place), self._key, message))

    def _command(self, kind: str, start: re.Match[str]) -> tuple[int, Raw | None]:
        closing = "}" if start[2] == "{" else ")"
        if kind == "comment":
            return self._comment(start.end() - 1), None
        if kind == "preamble":
            return self._closed(self._value(start.end())[0], closing), None
        if kind == "string":
            return self._string(start.end(), closing), None
        return self._entry(kind, start, closing)

    def _comment(self, place: int) -> int:
        """What stands in the braces of a comment is no entry, unless they never close."""
        if self.text[place] == "{":
            return self._closed_at.get(place, place) + 1
        return place + 1

    def _string(self, place: int, closing: str) -> int:
        name = _FIELD.match(self.text, place, self._end)
        if name is None:
            raise _Wrong(place, "a string has no name")
        end, value = self._value(name.end())
        self.strings[name[1].lower()] = value
        return self._closed(end, closing)

    def _closed(self, place: int, closing: str) -> int:
        place = self._skip(place)
        if self.text[place : place + 1] != closing or place >= self._end:
            raise _Wrong(min(place, self._end - 1), f"“{closing}” is missing")
        return place + 1

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place, self._end)
        return found.end() if found else place

    def _entry(self, kind: str, start: re.Match[str], closing: str) -> tuple[int, Raw]:
        key = _KEY.match(self.text, start.end(), self._end)
        place = key.end() if key else start.end()
        self._key = key[1] if key else ""
        if not self._key or self.text[place : place + 1] not in (",", closing):
            raise _Wrong(start.start(), f"an entry (“@{kind}”) has no key")
        self._begin = start.start()
        raw = Raw(kind, self._key, self.line(self._begin))
        comma = False
        while True:
            if self.text[place : place + 1] == "," and place < self._end:
                place, comma = place + 1, True
            place = self._skip(place)
            if self.text[place : place + 1] == closing and place < self._end:
                self._look_behind(place + 1)
                return place + 1, raw
            if self.text[place : place + 1] == "," and place < self._end:
                continue
            place = self._field(raw, place, comma)
            comma = False

    def _look_between(self, place: int, end: int) -> None:
        """A sign that begins a line was meant to begin an entry."""
        for found in _BARE.finditer(self.text, place, end):
            self._key = ""
            self._note(found.start(1), f"“@{found[1]}” opens no brace; it is left out")

    def _look_behind(self, place: int) -> None:
        """Fields that stand behind an entry were meant to stand in it."""
        left = _LEFT.match(self.text, place, self._end)
        if left:
            message = f"a brace ends the entry too early: “{left[1]}” is outside it"
            self._note(left.start(1), message)

    def _field(self, raw: Raw, place: int, comma: bool) -> int:
        name = _FIELD.match(self.text, place, self._end)
        if name is None:
            raise self._unread(raw, place)
        if not comma:
            self._note(place, f"a comma is missing before “{name[1]}”")
        end, value = self._value(name.end())
        known = name[1].lower()
        if known in raw.fields:
            self._note(place, f"the field “{known}” stands twice; the first is taken")
            return end
        raw.fields[known] = value
        raw.lines[known] = self.line(place)
        return end

    def _unread(self, raw: Raw, place: int) -> _Wrong:
        if place >= self._end:
            return _Wrong(self._begin, "the entry never ends: a brace is missing")
        if raw.fields and self.text[place] == "}":
            return _Wrong(place, "a brace is closed that none opened")
        found = " ".join(self.text[place : min(place + 30, self._end)].split())
        return _Wrong(place, f"no field can be read at “{found}”")

    def _value(self, place: int) -> tuple[int, str]:
        """The parts of a value, joined by ``#``; white space is folded as BibTeX does."""
        place, value = self._part(place)
        while joint := _JOINT.match(self.text, place, self._end):
            place, more = self._part(joint.end())
            value += more
        return place, " ".join(value.split())

    def _part(self, place: int) -> tuple[int, str]:
        opened = self.text[place : place + 1] if place < self._end else ""
        if opened == "{":
            plain = _PLAIN.match(self.text, place, self._end)
            if plain:
                return plain.end(), plain[1]
            end = self._closed_at.get(place, self._end)
            if end >= self._end:
                raise _Wrong(place, "a brace is never closed")
            return end + 1, self.text[place + 1 : end]
        if opened == '"':
            end = self._quote(place)
            return end + 1, self.text[place + 1 : end]
        word = _WORD.match(self.text, place, self._end)
        if word is None:
            raise _Wrong(min(place, self._end - 1), "a field has no value")
        return word.end(), self._known(word)

    def _known(self, word: re.Match[str]) -> str:
        if word[0].isdigit():
            return word[0]
        value = self.strings.get(word[0].lower())
        if value is None:
            self._note(word.start(), f"the string “{word[0]}” is defined nowhere")
            return word[0]
        return value

    def _quote(self, place: int) -> int:
        depth = 0
        for each in _BRACE_OR_QUOTE.finditer(self.text, place + 1, self._end):
            if each[0] == '"':
                if depth == 0:
                    return each.start()
                continue
            depth += 1 if each[0] == "{" else -1
            if depth < 0:
                raise _Wrong(each.start(), "a brace is closed that none opened")
        raise _Wrong(place, "a brace is never closed" if depth else "a quote mark is never closed")


def _begins(found: re.Match[str]) -> bool:
    """Whether a line begins an entry, of a type that is known."""
    name = found[1].lower()
    return name in TYPES or name in _NOT_ENTRIES


def _is_commented(text: str, place: int) -> bool:
    """As in LaTeX; what is written for people between entries may hold any sign."""
    return text[text.rfind("\n", 0, place) + 1 : place].lstrip().startswith("%")
