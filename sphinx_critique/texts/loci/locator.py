"""Read locators, such as ``107`` or ``item 9, 11``: no text raises, nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

NumberKey = tuple[int, str, tuple[tuple[int, str], ...]]
PlaceKey = tuple[NumberKey, str, NumberKey, int, NumberKey]

# The labels of CSL (and item, plate, stanza), each with its singular forms, then its odd plurals.
_LABEL_TABLE = """
act; appendix app appx | appendices; article art; book bk; canon can; chapter ch chap; column col;
elocation loc location; equation eq; figure fig; folio f fo fol | ff; issue no nr number; item;
line l | ll; note n fn footnote endnote | nn; opus op | opp opera; page p pg | pp;
paragraph ¶ par para | ¶¶; part pt; plate pl; rule r | rr; scene sc; section § sec sect | §§;
stanza st; sub-verbo s.v | s.vv; supplement supp suppl; surah sur; table tbl; timestamp ts time;
title tit; verse v | vv vs; version ver; volume vol
"""


def _label_forms() -> dict[str, tuple[str, bool]]:
    """Each form with its label and whether it is a plural."""
    forms: dict[str, tuple[str, bool]] = {}
    for row in _LABEL_TABLE.split(";"):
        singular, _, odd = row.partition("|")
        label, *_ = ours = singular.split()
        plural = [form + "s" for form in ours if len(form) > 1] + odd.split()
        forms |= dict.fromkeys(plural, (label, True)) | dict.fromkeys(ours, (label, False))
    return forms


def _number(joints: str, or_letter: str = r"|[A-Za-z](?![^\W_])") -> re.Pattern[str]:
    more = rf"(?:[{joints}]\d{{1,9}})*"
    suffix = r"[a-e]\d{1,9}(?!\d)|[a-eg-mo-zA-Z](?![^\W_])"
    arabic = rf"(?:[A-Z][ -]?|[a-z])?\d{{1,9}}{more}(?!\d)(?:{suffix})?"
    roman = rf"{_ROMAN}{more}(?:(?![^\W_])|(?<=\w\w)(?=ff?\.))"
    return re.compile(rf"\[?({arabic}|{roman}{or_letter})\]?")


NO_BREAK = "\N{NO-BREAK SPACE}"
_PRINTED = {
    "page": "",
    "section": "§",
    "paragraph": "¶",
    "sub-verbo": "s.v.",
    "book": "bk",
    "chapter": "chap.",
    "column": "col.",
    "figure": "fig.",
    "folio": "fol.",
    "issue": "no.",
    "line": "l.",
    "note": "n.",
    "opus": "op.",
    "part": "pt",
    "plate": "pl.",
    "stanza": "st.",
    "verse": "v.",
    "volume": "vol.",
}
"""What stands before a number, where it is not the label itself."""

_LABELS = _label_forms()
_LABEL = re.compile(r"(§§?|¶¶?|s\.vv?\b|[^\W\d_]+)\.?\s?", re.I)
_LOWER_ROMAN = "(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_ROMAN = f"(?:{_LOWER_ROMAN}|{_LOWER_ROMAN.upper()})"
_LABELLED_NUMBER, _COLON_NUMBER = _number("./"), _number(".:/")
_NUMBERS = dict.fromkeys(("surah", "timestamp", "verse"), _COLON_NUMBER)
_NUMBERS |= {"page": _number(".", or_letter=""), "sub-verbo": re.compile(r"([^\d\s].*)")}
_VOLUME = re.compile(rf"((?:\d{{1,9}}|{_ROMAN})(?:[./](?:\d{{1,9}}|{_ROMAN}))*[a-z]?)\s?:\s?")
_PARTS = re.compile(r"[^,\s][^,]*")
_DASH = re.compile(r"\s?(--|[-\u2010-\u2013\u2212])\s?")
_FOLLOWING = re.compile(r"\s?(?:(f)\b\.?|ff\b\.?|et seqq?\b\.?)")
_ASIDE = re.compile(r"(?:\s(?:et\s)?passim\b|\s?n(?=\.?\s?\Z))?\.?\s?")
_NO_PLACE = re.compile(r"(?:et\s)?passim\.?\s?\Z")
_LEAD = re.compile(r"(?:(?:and|&|esp\.|especially)\s)*")
_AND = re.compile(r"(?:and|&)\s")
_COLON = re.compile(r"(?:and|&)\s|:\s?")
_RUNS, _CHUNKS = re.compile(r"\d+|\D+"), re.compile(r"(\d+)(\D*)")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = [numeral.translate(str.maketrans("ivx", "xlc")) for numeral in _ONES]
_HUNDREDS = [numeral.translate(str.maketrans("ivx", "cdm")) for numeral in _ONES]
_NUMERALS = tuple(map("".join, product(("", "m", "mm", "mmm"), _HUNDREDS, _TENS, _ONES)))
_NUMERAL_VALUES = {form: n for n, low in enumerate(_NUMERALS) for form in (low, low.upper())}


@lru_cache(maxsize=4096)
def _number_key(text: str, label: str = "page") -> NumberKey:
    """Sorts numbers as a reader would: none, roman, arabic, lettered (`A17`), words."""
    if not text:
        return -1, "", ()
    # Items a, b, c, d are letters; page c is a hundred.
    if text in _NUMERAL_VALUES and (label == "page" or text not in tuple("abcdlmABCDLM")):
        return 0, "", ((_NUMERAL_VALUES[text], ""),)
    chunks = tuple((int(digits), after.lower()) for digits, after in _CHUNKS.findall(text))
    prefix = "" if text[:1].isdecimal() else _RUNS.findall(text)[0].lower()
    return (2 if prefix else 1) if chunks else 3, prefix, chunks


def _next_number(first: str) -> str:
    """The number after `first`, or "" where that cannot be told (`12v`)."""
    if value := _NUMERAL_VALUES.get(first):
        numeral = _NUMERALS[value + 1] if value + 1 < len(_NUMERALS) else ""
        return numeral if first.islower() else numeral.upper()
    *head, last = _RUNS.findall(first)
    return "".join(head) + str(int(last) + 1) if last.isdecimal() else ""


def _full_end(first: str, end: str) -> str:
    """The end of a range in full: ("85", "6") is "86", ("12r", "v") is "12v"; "" if it has none."""
    if first in _NUMERAL_VALUES:
        return end
    if first.isdecimal() and end.isdecimal():
        return first[: -len(end)] + end
    ours, theirs, letter = _RUNS.findall(first), _RUNS.findall(end), ""
    if ours[-1].isdecimal() and not theirs[-1].isdecimal():
        letter = theirs.pop()
    elif theirs[-1].isdecimal() and not ours[-1].isdecimal():
        ours.pop()
    if not ours or not theirs:
        return ""
    shared = max(0, len(ours) - len(theirs))
    if ours[shared].isdecimal() and theirs[0].isdecimal():
        theirs[0] = ours[shared][: -len(theirs[0])] + theirs[0]
    return "".join(ours[:shared] + theirs) + letter


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `label` is its CSL name, `volume` is "" if none is named.

    `last` is the range's end in full (`85–6`: "86"), else `first`; if `open` (`107ff.`), "".
    `typed` is the number or range as printed (`85–6`).
    """

    label: str
    volume: str
    first: str
    last: str
    open: bool = False
    typed: str = field(default="", compare=False)

    @property
    def sort_key(self) -> PlaceKey:
        """Orders by volume, label (pages first), number, and how far the place reaches."""
        numbers = (self.volume, self.first, self.last)
        volume, first, last = (_number_key(number, self.label) for number in numbers)
        reach = 2 if self.open else int(self.last != self.first)
        if self.label == "volume":
            return first, "", volume, reach, last
        return volume, "" if self.label == "page" else self.label, first, reach, last


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator as typed (`raw`), as printed (`text`), and its `places` in the author's order.

    `unread` has the parts between commas that cannot be read; they are in `text` all the same.
    """

    raw: str
    text: str
    places: tuple[Place, ...]
    unread: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether every part could be read; true of no locator too."""
        return not self.unread

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """First and last page of each range of pages; the last is "" if the range is open."""
        return tuple((p.first, p.last) for p in self.places if p.label == "page")

    @property
    def sort_key(self) -> tuple[int, tuple[PlaceKey, ...], str]:
        """Orders locators as a reader would: none first, what cannot be read last, by text."""
        if self.unread:
            return 2, (), self.text
        return int(bool(self.text)), tuple(place.sort_key for place in self.places), self.text


def place_text(place: Place) -> str:
    """A place as an index has it: `85–6`, `25: 430`, `item 9`."""
    number = place.typed or place.first
    label = _PRINTED.get(place.label, place.label)
    named = f"{label}{NO_BREAK}{number}" if label else number
    return f"{place.volume}: {named}" if place.volume else named


class _Part:
    """What stands between two commas; once read, `label` and `volume` are what carries on."""

    def __init__(self, text: str, label: str, volume: str) -> None:
        self.text, self.at, self.label, self.volume = text, 0, label, volume
        self.places: list[Place] = []

    def read(self) -> bool:
        """Whether all of it can be read; if so, the dashes in `text` are en dashes."""
        if not self.text[0].isdecimal():
            if self._take(_NO_PLACE):
                return True
            self._take(_LEAD)
        joined = True
        while self.at < len(self.text):
            with_colon = _NUMBERS.get(self.label) is _COLON_NUMBER
            if joined and not with_colon and (volume := self._take(_VOLUME)):
                self.volume, self.label = volume[1], "page"
            if not (self._labelled() or (joined and self._place(self.label, plural=True))):
                return False
            self._take(_ASIDE)
            joined = bool(self._take(_COLON if self.places[-1].label == "volume" else _AND))
        return not joined

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if match := pattern.match(self.text, self.at):
            self.at = match.end()
        return match

    def _labelled(self) -> bool:
        start = self.at
        if not self.text[start : start + 1].isdecimal() and (match := self._take(_LABEL)):
            # `P 12` and `V 3` are names of pages, `p 12` and `V. 3` have a label.
            word = match[1] if len(match[1]) == 1 and "." not in match[0] else match[1].lower()
            if word in _LABELS and self._place(*_LABELS[word]):
                return True
        self.at = start
        return False

    def _place(self, label: str, plural: bool) -> bool:
        start = self.at
        match = self._take(_NUMBERS.get(label, _LABELLED_NUMBER))
        if not match:
            return False
        last = first = match[1].strip() if label == "sub-verbo" else match[1].replace(" ", "")
        if dash := self._take(_DASH):
            end = self._take(_COLON_NUMBER if ":" in first else _LABELLED_NUMBER)
            last = _full_end(first, end[1].replace(" ", "")) if end else ""
            if not last or _number_key(last, label) < _number_key(first, label):
                return False
            self.text = self.text[: dash.start(1)] + "–" + self.text[dash.end(1) :]
            self.at -= len(dash[1]) - 1
        elif following := self._take(_FOLLOWING):
            last = _next_number(first) if following[1] else ""
        self._carry(label, "" if plural or first != last else first)
        volume = "" if label == "volume" else self.volume
        typed = self.text[start : self.at].strip()
        self.places.append(Place(label, volume, first, last, open=not last, typed=typed))
        return True

    def _carry(self, label: str, single: str) -> None:
        if label == "volume":
            self.volume = single
        if single and label in ("sub-verbo", "volume"):
            self.label = "page"
        elif not (single and self.places and label in ("column", "line", "note", "paragraph")):
            self.label = label


def read_locator(text: str) -> Locator:
    """Read a locator; of the empty text, there is no text, no places and nothing unread."""
    label, volume = "page", ""
    places: list[Place] = []
    unread: list[str] = []

    def read_part(typed: re.Match[str]) -> str:
        nonlocal label, volume
        part = _Part(typed[0], label, volume)
        if not part.read():
            unread.append(typed[0].strip())
            return typed[0]
        label, volume = part.label, part.volume
        for place in part.places:
            if places and places[-1].label == "volume" and places[-1].first == place.volume:
                places.pop()
            places.append(place)
        return part.text

    printed = _PARTS.sub(read_part, " ".join(text.split()))
    return Locator(text, printed, tuple(places), tuple(unread))
