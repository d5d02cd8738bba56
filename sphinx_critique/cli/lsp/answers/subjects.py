"""What a place of a document is about: a passage or note, a name, a source, a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ....model.identifiers import normal_name
from ....model.problems import Location
from ....model.records import Annotation, Excerpt, Item, Quotation
from ....sources.checked import Checked
from ..reading.opened import Opened
from ..written.directives import REF, Directive
from ..written.document import Written
from ..written.places import Span, place_in, text_of, within, words_from

_WORD: Final = re.compile(r"[\w.:+/-]+")
_NAME: Final = re.compile(r"[^\s,;<>`][^,;<>`]*")
_NAMED: Final = ("on", "with", "name", "around")
"""Options that hold names of passages and notes."""


class Subject(NamedTuple):
    """What there is at a place, as far as anything is: each with the span that it is written in."""

    span: Span
    key: str = ""
    item: Item | None = None
    quotation: Quotation | None = None
    checked: Checked | None = None


def subject(project: Opened, file: str, line: int, column: int) -> Subject | None:
    """The narrowest: a name or key, then a quotation, then the note or passage around."""
    written = project.written(file)
    found = _name(project, written, line, column) or _word(project, written, line, column)
    found = found or _quotation(project, file, line, column)
    return found or _item(project, file, written, line)


def names_written(written: Written) -> Iterator[tuple[str, Span]]:
    """The names of passages and notes in a document, as they are compared, and where they stand."""
    for directive in written.directives:
        for option in directive.options:
            if option.name in _NAMED:
                yield from _within(written.lines, option.value_span)
        if directive.name == "recall":
            yield from _within(written.lines, directive.argument_span)
    for role in written.roles:
        if role.name in (REF, "any"):
            yield from _within(written.lines, role.content_span)


def _within(lines: Sequence[str], span: Span) -> Iterator[tuple[str, Span]]:
    """Those of several joined by ``;``; of a link with words of its own, what it leads to."""
    text = text_of(lines, span)
    for found in _NAME.finditer(text, text.rfind("<") + 1):
        name = found[0].rstrip()
        there = place_in(text, found.start()), place_in(text, found.start() + len(name))
        yield normal_name(name), within(span, *there)


def _name(project: Opened, written: Written, line: int, column: int) -> Subject | None:
    for name, span in names_written(written) if 0 <= line < len(written.lines) else ():
        if span.holds(line, column):
            item = project.domain.edition.find(name)
            return Subject(span, item=item) if item is not None and item.name else None
    return None


def _word(project: Opened, written: Written, line: int, column: int) -> Subject | None:
    text = written.lines[line] if line < len(written.lines) else ""
    for found in _WORD.finditer(text):
        if found.start() <= column <= found.end():
            return _named(project, found[0], Span(line, found.start(), line, found.end()))
    return None


def _named(project: Opened, word: str, span: Span) -> Subject | None:
    item = project.domain.edition.find(word)
    if item is not None and item.name:
        return Subject(span, item=item)
    if project.domain.bibliography.entry(word) is not None:
        return Subject(span, key=word)
    return None


def quotations(project: Opened, file: str) -> Iterator[Subject]:
    """The quotations of a document with what the check of each came to, where they are written."""
    documents = project.domain.build.documents
    held = {each: documents[each] for each in project.documents(file) if each in documents}
    lines = project.lines(file)
    for quotation, checked in project.domain.verification.checks(held):
        if not is_in(quotation.location, file):
            continue
        span = words_from(lines, quotation.location.line - 1, quotation.text)
        if span is not None:
            yield Subject(span, quotation=quotation, checked=checked)


def _quotation(project: Opened, file: str, line: int, column: int) -> Subject | None:
    held = (each for each in quotations(project, file) if each.span.holds(line, column))
    return next(held, None)


def _item(project: Opened, file: str, written: Written, line: int) -> Subject | None:
    directive = written.around(line)
    item = item_of(project, file, directive) if directive else None
    return Subject(directive.name_span, item=item) if directive and item else None


def item_of(project: Opened, file: str, directive: Directive) -> Item | None:
    """The passage or note that a directive makes."""
    return items_of(project, file).get(directive.head + 1)


def items_of(project: Opened, file: str) -> dict[int, Item]:
    """The passages and notes of a document by the lines of their directives."""
    edition = project.domain.edition
    items = [each for name in project.documents(file) for each in edition.in_document(name)]
    there = (each for each in reversed(items) if is_in(each.location, file))
    return dict(sorted((each.location.line, each) for each in there))


def is_in(location: Location, file: str) -> bool:
    """Whether something is written in a file, and not in what that includes."""
    return str(location).rpartition(":")[0] == file


def words_of(item: Item) -> str:
    """The words of a passage, or those that a note is about."""
    return item.text if isinstance(item, Excerpt) else item.lemma


def note_of(item: Annotation) -> str:
    """The words of a note on one line."""
    return " ".join("".join(piece.words for piece in item.note).split())
