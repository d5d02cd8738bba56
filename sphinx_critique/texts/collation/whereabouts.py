"""Where in a transcript a locator says that words stand, as far as the transcript can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ..anchoring import Span
from ..loci import WORDS, Locator, Place, read_locator
from .index import Index
from .pages import PRINTED_LINE

Number = tuple[tuple[int, str], ...]
_PAGES: Final = ("page", "volume")
_NESTED: Final = (
    ("act", "scene", "line"),
    ("act", "scene"),
    ("book", "chapter", "section"),
    ("book", "canto", "line"),
    ("book", "chapter"),
    ("book", "line"),
    ("canto", "line"),
    ("chapter", "section"),
)
"""What a number of several parts may name: of these, that of which most is recorded."""
_BARE: Final = re.compile(r"[\d\s,–-]+(?:ff?\.?)?")
"""A locator of numbers alone: of a poem without pages, lines."""
_PLURALS: Final = {"": "", "opus": "opera", "appendix": "appendices", "sub-verbo": "entries"}
_IS_UNNUMBERED: Final = re.compile(r"(?:between|before|after) ")


class Whereabouts(NamedTuple):
    """The tokens among which words are cited, ``None`` where they may be any.

    ``unchecked`` says what of the locator the transcript cannot tell; ``missing`` what of it is
    not in the transcript; ``doubtful`` why words that stand elsewhere may yet stand at the place
    cited.
    """

    ranges: list[Span] | None
    unchecked: str = ""
    missing: Sequence[str] = ()
    doubtful: str = ""


def whereabouts(index: Index, locator: Locator) -> Whereabouts:
    """What a locator comes to in a transcript: all the places of one kind, within those of others.

    What the transcript does not record narrows nothing.
    """
    in_words = any(place.label == WORDS for place in locator.places)
    if in_words or not locator.places or not locator.readable:
        given = f"“{locator.text}” is no place that can be compared" if locator.text else ""
        return Whereabouts(None, given)
    groups = _by_units(index, locator).items()
    parts = [_of_units(index, locator, units, places) for units, places in groups]
    pages = next(
        (part.ranges for (units, _), part in zip(groups, parts, strict=True) if units == _PAGES),
        None,
    )
    parts = [
        _without_lines(index, pages, part) if units == ("line",) and pages else part
        for (units, _), part in zip(groups, parts, strict=True)
    ]
    found = [part.ranges for part in parts if part.ranges is not None]
    return Whereabouts(
        _common(found) if found else None,
        "; ".join(part.unchecked for part in parts if part.unchecked),
        [each for part in parts for each in part.missing],
        next((part.doubtful for part in parts if part.doubtful), ""),
    )


def _without_lines(index: Index, pages: Sequence[Span], lines: Whereabouts) -> Whereabouts:
    """What lines come to within some pages: these may be prose between pages of verse."""
    numbered = (at for at, number in index.units.get("line", ()) if number)
    if lines.ranges is None or any(first <= at < last for at in numbered for first, last in pages):
        return lines
    return Whereabouts(None, "the transcript records no lines there")


def _of_units(
    index: Index, locator: Locator, units: tuple[str, ...], places: Sequence[Place]
) -> Whereabouts:
    if units == _PAGES:
        return _pages(index, locator)
    if len(units) > 1:
        return _nested(index, units, places)
    return _units(index, units[0], places)._replace(doubtful=_no_page(index, units[0], places))


def _no_page(index: Index, unit: str, places: Iterable[Place]) -> str:
    """Why numbers taken for lines may be meant otherwise: printed prose is cited by pages, too."""
    taken = unit == "line" and any(place.label == "page" for place in places)
    return "the transcript has no pages" if taken and index.units.get(PRINTED_LINE) else ""


def _by_units(index: Index, locator: Locator) -> dict[tuple[str, ...], list[Place]]:
    """The places by what they name: pages, one unit of a text, or one within the other."""
    groups: dict[tuple[str, ...], list[Place]] = {}
    numbers_alone = _BARE.fullmatch(locator.text) is not None
    for place in locator.places:
        groups.setdefault(_named_by(index, place, numbers_alone), []).append(place)
    return groups


def _named_by(index: Index, place: Place, numbers_alone: bool) -> tuple[str, ...]:
    if nested := _nest(index, place):
        return nested
    if place.label not in _PAGES:
        return (place.label,)
    is_bare = place.label == "page" and not place.volume and numbers_alone
    lines_alone = is_bare and not index.places_of_pages and index.units.get("line")
    return ("line",) if lines_alone else _PAGES


def _nest(index: Index, place: Place) -> tuple[str, ...]:
    """What a number of several parts names, if the transcript has the like."""
    size = len(_numbers(place.first))
    if size == 1 or place.label not in (*_PAGES, "act") or _has_page(index, place):
        return ()
    nested = [units for units in _NESTED if len(units) == size and index.units.get(units[0])]
    counts = [sum(bool(index.units.get(unit)) for unit in units) for units in nested]
    best = max(counts, default=0)
    return nested[counts.index(best)] if best > 1 else ()


def _has_page(index: Index, place: Place) -> bool:
    return any(label.lower() == place.first.lower() for label in index.labels)


def _numbers(name: str) -> list[str]:
    """The numbers of which one is made up: `III.ii.3`."""
    return re.split(r"[./]", name)


def _nested(index: Index, units: tuple[str, ...], places: Iterable[Place]) -> Whereabouts:
    """One unit within another, each by its own number; those not recorded narrow nothing."""
    ranges, missing = list[Span](), list[str]()
    for place in places:
        found = list(_within_units(index, units, place))
        ranges += found
        missing += [] if found else [place.typed or place.first]
    reasons = (_no_units(unit) for unit in units if not index.units.get(unit))
    return Whereabouts(_merged(sorted(ranges)), "; ".join(reasons), missing)


def _within_units(index: Index, units: tuple[str, ...], place: Place) -> Iterator[Span]:
    *outer, first = _numbers(place.first)
    *others, last = _numbers(place.last) if place.last else [""]
    if others in ([], outer):
        yield from _narrowed(index, units, outer, first, last)
        return
    starts = list(_narrowed(index, units, outer, first, first))
    ends = list(_narrowed(index, units, [*outer[: -len(others)], *others], last, last))
    if starts and ends:
        yield starts[0][0], ends[-1][1]


def _narrowed(
    index: Index, units: tuple[str, ...], outer: Sequence[str], first: str, last: str
) -> list[Span]:
    """The last of some units from one number to another, within the outer ones."""
    *around, inner = units
    wanted = [(unit, number, number) for unit, number in zip(around, outer, strict=True)]
    groups = [
        _units(index, unit, [Place(unit, "", start, end)]).ranges or []
        for unit, start, end in (*wanted, (inner, first, last))
        if index.units.get(unit)
    ]
    return _common(groups)


def _pages(index: Index, locator: Locator) -> Whereabouts:
    places = index.places_of_pages
    pages = places.cited(locator)
    if pages is None:
        what = "pages" if any(place.label == "page" for place in locator.places) else "volumes"
        return Whereabouts(None, f"the transcript has no {what}")
    unsure = places.unsure(locator)
    reason = "pages of the transcript that bear one label name no volume" if unsure else ""
    gone = ", ".join(places.missing(locator))
    return Whereabouts(index.ranges(pages), reason, [f"page {gone}"] if gone else [])


def _units(index: Index, label: str, places: Iterable[Place]) -> Whereabouts:
    events = index.units.get(label)
    if not events:
        return Whereabouts(None, _no_units(label))
    missing, kept = list[str](), set[int]()
    for place in places:
        found = set(_within(events, place))
        missing += [] if found else [f"{label} {place.typed or place.first}"]
        kept |= found
    ends = [at for at, _ in events[1:]] + [len(index)]
    return Whereabouts(_merged((events[n][0], ends[n]) for n in sorted(kept)), "", missing)


def _no_units(label: str) -> str:
    return f"the transcript records no {_plural(label)}"


def _plural(label: str) -> str:
    return _PLURALS.get(label, f"{label}s")


def _within(events: Sequence[tuple[int, str]], place: Place) -> Iterator[int]:
    """The numbers of the events that begin a part which a place names."""
    first, last = value(place.first), value(place.last) if place.last else None
    for number, (_, name) in enumerate(events):
        own = value(name)
        if own and (_is_part(own, first) or (first != last and _is_between(own, first, last))):
            yield number


def _is_part(own: Number, cited: Number) -> bool:
    """Whether a number is the one cited, or part of it; what is around it may not be cited."""
    size = len(cited)
    return cited in (own, own[:size], own[-size:])


def _is_between(own: Number, first: Number, last: Number | None) -> bool:
    return first < own and (last is None or own[: len(last)] <= last)


def value(number: str) -> Number:
    """A number as it is compared: roman as arabic, `3.2` after `3`, `12v` after `12r`."""
    parts = re.findall(r"(\d+)([^\W\d_]*)|([^\W\d_]+)", number)
    return tuple(
        (int(digits), letters.lower()) if digits else _of_letters(word)
        for digits, letters, word in parts
    )


def _of_letters(word: str) -> tuple[int, str]:
    places = read_locator(word).places
    # Roman numerals sort as numbers; what else has letters only is a name.
    numeral = places[0].sort_key[2] if len(places) == 1 and places[0].label == "page" else None
    if numeral is not None and numeral[0] == 0:
        return numeral[2][0][0], ""
    return 0, word.lower()


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = merged[-1][0], end
        elif start < end:
            merged.append((start, end))
    return merged


def _common(groups: Sequence[list[Span]]) -> list[Span]:
    """What ranges have in common."""
    common = groups[0]
    for others in groups[1:]:
        pairs = ((max(a, c), min(b, d)) for a, b in common for c, d in others)
        common = sorted((start, end) for start, end in pairs if start < end)
    return common


def told_place(index: Index, span: Span, locator: Locator) -> str:
    """Where words stand, in the terms of a locator: `on page 8–9`, `at line 40`, `in chapter 2`."""
    first, last = span[0], max(span[0], span[1] - 1)
    said = [_told_pages(index, first, last)]
    named = (unit for units in _by_units(index, locator) if units != _PAGES for unit in units)
    for label in dict.fromkeys(named):
        ends = [_number_at(index.units.get(label, ()), at) for at in (first, last)]
        numbers = "–".join(dict.fromkeys(filter(None, ends)))
        said += [f"{'at' if label == 'line' else 'in'} {label} {numbers}"] if numbers else []
    return ", ".join(filter(None, said)) or "elsewhere"


def _told_pages(index: Index, first: int, last: int) -> str:
    ends = dict.fromkeys(index.page_name(index.page_of(at)) for at in (first, last))
    named = [name for name in ends if name]
    if not all(map(is_page, named)):
        return f"on a page without a number ({'; '.join(named)})"
    return f"on page {'–'.join(named)}" if named else ""


def on_page(name: str) -> str:
    """Where a passage stands, in words; nothing where its transcript has no pages."""
    return name if not name or _IS_UNNUMBERED.match(name) else f"page {name}"


def is_page(name: str) -> bool:
    """Whether the name of a page is its label, so that it can be cited."""
    return bool(name) and not _IS_UNNUMBERED.match(name)


def _number_at(events: Sequence[tuple[int, str]], token: int) -> str:
    return next((number for at, number in reversed(events) if at <= token), "")
