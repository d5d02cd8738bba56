"""What annotations are about: words of a passage or note, a note, a locus, a work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from ...edition.edition import Edition
from ...model.records import Annotation, Item
from ...texts.addresses import as_link
from ...texts.anchoring import Span
from ...texts.loci import Citation
from .addresses import Addresses, source_of
from .built_pages import Part
from .vocabulary import Object, said
from .words import Words

_AROUND: Final = 32
"""Of what stands before and behind words, and tells them from the same words elsewhere."""
_FRAGMENT: Final = "http://tools.ietf.org/rfc/rfc3236"


class Targets:
    """Finds them, by their addresses and selectors."""

    def __init__(self, edition: Edition, words: Words, addresses: Addresses) -> None:
        self._edition = edition
        self._words = words
        self._addresses = addresses

    def of(self, note: Annotation) -> Iterator[Object | str]:
        """What a note is about; where nothing is known, its page."""
        target = self._edition.targets.get(note.id)
        if isinstance(target, Annotation):
            yield self._addresses.of(target)
            if note.id in self._edition.spans:
                yield self._passage(target, note)
        elif target is not None:
            yield self._passage(target, note)
        elif note.at and note.id not in self._edition.others:
            yield from map(self.locus, note.at)
        else:
            answered = list(self.answered(note))
            yield from answered or [self._addresses.of_page(note.docname)]

    def answered(self, note: Annotation) -> Iterator[str]:
        """The passage, note or source, by its address."""
        target = self._edition.targets.get(note.id)
        other = self._edition.others.get(note.id)
        if target is not None:
            yield self._addresses.of(target)
        elif other is not None:
            yield as_link(other.uri)
        elif note.at:
            yield from dict.fromkeys(map(self._addresses.of_cited, note.at))
        elif note.whole_work and note.work:
            yield self._addresses.of_source(note.work)

    def locus(self, citation: Citation) -> Object:
        """A place in a source."""
        read = source_of(citation)
        return said(
            {
                "type": "SpecificResource",
                "source": self._addresses.of_cited(citation),
                "critique:key": read.key,
                "critique:locator": read.locator.text,
                "critique:citation": " ".join(citation.text.split()),
            }
        )

    def _passage(self, target: Item, note: Annotation) -> Object:
        selector: Object = {
            "type": "FragmentSelector",
            "conformsTo": _FRAGMENT,
            "value": target.id,
        }
        part, span = self._words.parts.get(target.id), self._edition.spans.get(note.id)
        if part is not None and span is not None:
            place = part.spans.get(note.id) or _unmarked(part, target.text, span)
            if place is not None:
                selector["refinedBy"] = _selectors(part, place)
        source = self._addresses.of_page(target.docname)
        return {"type": "SpecificResource", "source": source, "selector": selector}


def _unmarked(part: Part, text: str, span: Span) -> Span | None:
    """Where words of a text stand in an element that does not mark them; white space may differ."""
    pattern = re.compile(r"\s*".join(map(re.escape, text[slice(*span)].split())))
    before = sum(found.start() < span[0] for found in pattern.finditer(text, 0, span[0]))
    places = pattern.finditer(part.text, *part.own)
    found = next((each for number, each in enumerate(places) if number == before), None)
    return found.span() if found else None


def _selectors(part: Part, span: Span) -> list[Object]:
    (start, end), text = span, part.text
    first, last = max(part.own[0], start - _AROUND), min(part.own[1], end + _AROUND)
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": _cut(text[first:start][::-1])[::-1],
        "suffix": _cut(text[end:last]),
    }
    return [said(quote), {"type": "TextPositionSelector", "start": start, "end": end}]


def _cut(words: str) -> str:
    """The first of them: finders of others take no more units of UTF-16."""
    units = (2 if ord(char) > 0xFFFF else 1 for char in words)
    return words[: sum(total <= _AROUND for total in accumulate(units))]
