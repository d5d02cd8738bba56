"""A document of excerpts and notes, ready to be edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from .forms import Form, Lines, parted
from .kinds import CORRECTION, COUNTERQUOTE, REPLY
from .placing import Answered, Placed, Placement, Sheet
from .records import Block, Passage, Run, paragraph, tidy
from .runs import is_safe

_LOST: Final = "Not placed"
_PAGE: Final = "In the file this is page {0}: name its source, as in “KEY, {0}”."
_NO_QUOTATION: Final = "imported; its source is not told"


def document(placement: Placement, title: str, form: Form) -> str:
    """The whole document: a section for each source, and one for what has no place."""
    return "\n".join(_Writer(placement, title, form).lines()) + "\n"


class _Writer:
    """One document; ``names`` are those of notes that others answer from further off."""

    def __init__(self, placement: Placement, title: str, form: Form) -> None:
        self._placement = placement
        self._title = title
        self._form = form
        self._last = -1
        self._names = dict(self._needed())

    def _needed(self) -> Iterator[tuple[int, str]]:
        """The notes that are named by a reply which does not stand right behind them."""
        for group in self._groups():
            last = -1
            by_number = {each.number: each for each in group}
            for each in group:
                if each.parent >= 0 and (each.parent != last or each.kind != REPLY):
                    yield each.parent, _name(by_number[each.parent])
                last = each.number

    def _groups(self) -> Iterator[list[Placed]]:
        for sheet in self._placement.sheets:
            yield list(sheet.whole)
            yield from (list(each.notes) for each in sheet.passages)
        yield [each for each, _ in self._placement.lost]

    def lines(self) -> Lines:
        """All lines of it."""
        sheets = self._placement.sheets
        alone = len(sheets) == 1
        pieces: list[Lines] = []
        if not alone:
            pieces.append(self._form.title(self._title, 1))
        for sheet in sheets:
            pieces += self._sheet(sheet, 1 if alone else 2)
        if self._placement.lost:
            pieces.append(self._form.title(_LOST, 2))
            pieces += (self._note(each, why) for each, why in self._placement.lost)
        return parted(pieces)

    def _sheet(self, sheet: Sheet, level: int) -> Iterator[Lines]:
        title = sheet.title or sheet.source or self._title
        yield self._form.title(title, level)
        if sheet.title and sheet.source:
            uri = sheet.source if is_safe(sheet.source) else ""
            yield self._form.blocks([paragraph(Run(sheet.source, "", uri))])
        self._last = -1
        yield from (self._note(each, at="work") for each in sheet.whole)
        for each in sheet.passages:
            yield from self._answered(each)

    def _answered(self, answered: Answered) -> Iterator[Lines]:
        passage = answered.passage
        if passage.page and not passage.citation:
            yield self._form.comment(_PAGE.format(tidy(passage.page)))
        yield self._excerpt(passage)
        yield from map(self._note, answered.notes)

    def _excerpt(self, passage: Passage) -> Lines:
        parts = [self._form.blocks(passage.blocks)]
        for each in passage.translations:
            options = [("lang", each.language)] if each.language else []
            held = self._form.blocks(each.blocks)
            parts.append(self._form.directive("translation", each.citation, options, held))
        return self._form.directive("excerpt", passage.citation, passage.options, parted(parts))

    def _note(self, placed: Placed, why: str = "", at: str = "") -> Lines:
        options = self._options(placed, "work" if why else at)
        body = self._form.blocks(_body(placed, why))
        self._last = placed.number
        return self._form.directive(placed.kind, placed.lemma, options, body)

    def _options(self, placed: Placed, at: str) -> list[tuple[str, str]]:
        given = dict(placed.note.options)
        options: dict[str, str] = {}
        if placed.number in self._names:
            options["name"] = self._names[placed.number]
        if placed.parent >= 0:
            if placed.parent != self._last or placed.kind != REPLY:
                options["on"] = self._names[placed.parent]
            given.pop("at", None)
        elif at:
            options["at"] = given.get("at") or at
        if placed.kind != CORRECTION:
            given.pop("right", None)
        options = given | options
        if placed.kind == REPLY and placed.note.author:
            options.setdefault("voice", placed.note.author.replace(";", ","))
        if placed.note.tags:
            options["tags"] = "; ".join(tag.replace(";", ",") for tag in placed.note.tags)
        if _is_unchecked(placed) and "cite" not in options:
            options.setdefault("unchecked", _NO_QUOTATION)
        return [(name, value) for name, value in options.items() if value]


def _name(placed: Placed) -> str:
    """The name of a note: its own, or one that the same note has in every import."""
    own = dict(placed.note.options).get("name")
    digest = sha256(placed.note.id.encode("utf-8", "replace")).hexdigest()[:8]
    return own or f"note-{digest}-{placed.number + 1}"


def _body(placed: Placed, why: str) -> list[Block]:
    """What a note says, and what is known of it besides: by whom and when, where, why."""
    note = placed.note
    body = list(note.body)
    is_own = any(name == "name" for name, _ in note.options)
    person = "" if placed.kind == REPLY else note.author
    known = ", ".join(filter(None, (person, note.date)))
    if note.is_highlight and not body:
        body.append(paragraph(f"Highlighted by {known}." if known else "Highlighted."))
    elif placed.kind == COUNTERQUOTE and body and not _quotes(body) and not is_own:
        body = [Block("quote", blocks=tuple(body))]
    if known and not note.is_highlight:
        body.append(paragraph(f"({known})"))
    if why:
        body += _place(placed, why)
    return body


def _is_unchecked(placed: Placed) -> bool:
    """Whether words are quoted, and nothing says from where."""
    quoting = placed.kind == COUNTERQUOTE or _quotes(placed.note.body)
    return quoting and not any(
        each.form == "attribution" for q in placed.note.body for each in q.blocks
    )


def _quotes(blocks: Iterable[Block]) -> bool:
    return any(each.form == "quote" or _quotes(each.blocks) for each in blocks)


def _place(placed: Placed, why: str) -> Iterator[Block]:
    note = placed.note
    yield paragraph(f"Not placed: {why}.")
    if note.source:
        yield paragraph(Run(note.source, "", note.source if is_safe(note.source) else ""))
    if tidy(note.words):
        yield Block("code", words=tidy(note.words))
