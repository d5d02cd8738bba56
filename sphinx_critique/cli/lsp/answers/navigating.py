"""Where what is named stands, and where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ....model.records import Annotation, Item
from ..reading.opened import Opened
from ..written.places import Place, Span, whole_line
from .subjects import Subject, items_of, names_written, subject, words_of

_ENTRY: Final = re.compile(r"@\w+\s*[{(]\s*(?P<key>[^\s,{}@]+)\s*,")


class Symbol(NamedTuple):
    """A passage or note to go to."""

    name: str
    detail: str
    kind: str
    place: Place
    head: Span


def definition(project: Opened, file: str, line: int, column: int) -> Place | None:
    """Where a passage, a note or an entry is written, or quoted words stand in a transcript."""
    found = subject(project, file, line, column)
    if found is None:
        return None
    if found.item is not None:
        return place_of(project, found.item)
    if found.key:
        return entry_of(project, found.key)
    return _in_transcript(project, found)


def _in_transcript(project: Opened, found: Subject) -> Place | None:
    checked = found.checked
    if checked is None or not checked.source:
        return None
    there = checked.result.found
    words, page = (there.text, there.page) if there else ("", checked.locator)
    return project.transcripts.place_of(checked.source, words, page)


def place_of(project: Opened, item: Item) -> Place:
    """The head of the directive that makes an item."""
    file = str(item.location).rpartition(":")[0]
    return Place(file, whole_line(project.lines(file), item.location.line - 1))


def entry_of(project: Opened, key: str) -> Place | None:
    """The entry of a source in its file."""
    for file in project.domain.bibliography.files:
        for number, line in enumerate(project.lines(file)):
            found = _ENTRY.search(line)
            if found is not None and found["key"] == key:
                return Place(file, Span(number, *found.span("key")[:1], number, found.end("key")))
    return None


def symbols(project: Opened, file: str) -> list[Symbol]:
    """The passages and notes of a document, in its order."""
    written = project.written(file)
    heads = {each.head + 1: each for each in written.directives}
    found = []
    for line, item in items_of(project, file).items():
        directive = heads.get(line)
        if directive is not None:
            last = max(directive.head, directive.end - 1)
            span = Span(directive.head, 0, last, len(written.lines[last]))
            found.append(_symbol(project, item, Place(file, span), directive.name_span))
    return found


def _symbol(project: Opened, item: Item, place: Place, head: Span) -> Symbol:
    label = project.domain.labels.of(item)
    name = f"{label} · {item.typed_name}" if item.typed_name else label
    words = " ".join(words_of(item).split()[:10])
    return Symbol(
        name, words, item.kind if isinstance(item, Annotation) else "excerpt", place, head
    )


def all_symbols(project: Opened, asked: str) -> Iterator[Symbol]:
    """The passages and notes of all documents in whose name or words something stands."""
    folded = asked.casefold()
    for item in project.domain.edition.items:
        told = f"{project.domain.labels.of(item)} {item.typed_name} {words_of(item)}"
        if folded in told.casefold():
            place = place_of(project, item)
            yield _symbol(project, item, place, place.span)


def references(project: Opened, file: str, line: int, column: int) -> list[Place]:
    """All places at which the same passage, note or source is named."""
    found = subject(project, file, line, column)
    if found is None:
        return []
    if found.item is not None and found.item.name:
        return list(names_of(project, found.item))
    return list(_keys(project, found.key)) if found.key else []


def names_of(project: Opened, item: Item) -> Iterator[Place]:
    """Where an item is named, in whatever document: its own ``:name:`` too."""
    for file in project.files():
        for name, span in names_written(project.written(file)):
            if name == item.name:
                yield Place(file, span)


def _keys(project: Opened, key: str) -> Iterator[Place]:
    pattern = re.compile(rf"(?<![\w.:+/-]){re.escape(key)}(?![\w:+/-]|\.\w)")
    for file in project.files():
        for number, line in enumerate(project.lines(file)):
            for found in pattern.finditer(line):
                yield Place(file, Span(number, found.start(), number, found.end()))
