"""One place in a source, the order of places, and which of them stand within others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .numbers import CHINESE_PARTS, NumberKey, number_key
from .vocabulary import vocabulary

PlaceKey = tuple[NumberKey, str, NumberKey, int, NumberKey]

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
WORDS, DATE, ACT = "words", "date", "act"
SIGNS: Final = frozenset({"§", "§§", "¶", "¶¶", "№", "№№"})
"""Labels that are the same in all languages."""
_BEHIND_ALL: Final = "~"
_BEFORE: Final = frozenset({"appendix", "equation", "figure", "note", "plate", "table"})
"""What stands before its number in Chinese and Japanese, too."""
_CONTAINERS: Final = {
    "scene": "act",
    "column": "page folio",
    "stanza": "canto act scene letter",
    "paragraph": "page section article chapter letter column",
    "verse": "canto stanza book chapter surah act scene letter",
    "line": "page folio signature column act scene canto stanza book chapter letter verse plate",
    "note": "page folio signature column chapter section paragraph line verse act scene letter",
}
"""Labels of what is counted anew within others."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `label` is its CSL name, `volume` is "" if none is named.

    `first` is its number as numbers are compared, in the digits 0 to 9; for the label `date` in
    ISO 8601, for `words` (in quote marks) the words. `last` is the range's end in full (`85–6`:
    "86"), else `first`; if `open` (`107ff.`), "". `typed` is the number or range as printed, `sign`
    the label, where it is typed as a sign (`§`) or behind the number (`章`).
    """

    label: str
    volume: str
    first: str
    last: str
    open: bool = False
    typed: str = field(default="", compare=False)
    sign: str = field(default="", compare=False)

    @property
    def sort_key(self) -> PlaceKey:
        """Orders by volume, label (pages first, words last), number, and how far it reaches."""
        numbers = (self.first, self.last)
        first, last = (number_key(number, self.label) for number in numbers)
        volume = number_key(self.volume, "volume")
        reach = 2 if self.open else int(self.last != self.first)
        if self.label == "volume":
            return first, "", volume, reach, last
        label = {"page": "", WORDS: _BEHIND_ALL}.get(self.label, self.label)
        return volume, label, first, reach, last

    @property
    def is_compound(self) -> bool:
        """Whether it names act, scene and perhaps line in one."""
        return self.label == ACT and "." in self.first

    def levels(self) -> Iterator[Place]:
        """The act, the scene and the line that `III.ii.3` names, else the place itself."""
        if not self.is_compound:
            yield self
            return
        ends = [each.split(".") for each in (self.first, self.last)]
        for label, first, last in zip((ACT, "scene", "line"), *ends, strict=False):
            yield Place(label, self.volume, first, last, typed=first)
            if first != last:
                return


def place_text(place: Place, language: str = "en") -> str:
    """A place as an index has it: `85–6`, `25: 430`, `item 9`, `Kap. 3`."""
    number = place.typed or place.first
    label = vocabulary(language).printed.get(place.label, place.label)
    if place.label in (WORDS, DATE, "page") or place.is_compound:
        named = number
    elif place.sign in SIGNS or not place.sign:
        named = f"{place.sign or label}{NO_BREAK}{number}"
    elif place.label in _BEFORE or number in CHINESE_PARTS:
        named = f"{number}{place.sign}" if number in CHINESE_PARTS else f"{place.sign}{number}"
    else:
        named = f"第{number}{place.sign}"
    return f"{place.volume}: {named}" if place.volume else named


def within_each_other(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    """The places, each with those before it that it stands within: `107, n. 4` is one."""
    path: list[Place] = []
    for place in places:
        around = list(path)
        while around and not _holds(around[-1], place):
            around.pop()
        if path and len(around) < len(path):
            yield tuple(path)
        path = [*around, place]
    if path:
        yield tuple(path)


def _holds(outer: Place, inner: Place) -> bool:
    labels = _CONTAINERS.get(inner.label, "").split()
    return outer.label in labels and outer.volume == inner.volume
