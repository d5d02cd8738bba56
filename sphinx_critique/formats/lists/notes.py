"""Annotations as a list or table."""

from collections.abc import Callable, Sequence

from ...edition.lists.notes import LIST, NoteRow, columns
from ...edition.persons import office, speakers
from ...locale import _
from ...locale.punctuation import colon, semicolon, spaced, with_commas
from ...texts.dates import printed_date
from .maker import Cell, Made
from .printer import Content, Printer, prints

_HEADS: dict[str, Callable[[], str]] = {
    "number": lambda: _("No."),
    "kind": lambda: _("Kind"),
    "locus": lambda: _("Passage"),
    "lemma": lambda: _("Words"),
    "right": lambda: _("Read"),
    "note": lambda: _("Note"),
    "sources": lambda: _("Sources"),
    "voice": lambda: _("Speaker"),
    "charged": lambda: _("Faulted"),
    "date": lambda: _("Date"),
    "document": lambda: _("Chapter"),
    "passage": lambda: _("Answers"),
    "tags": lambda: _("Tags"),
    "work": lambda: _("Work"),
}
_WIDEST = 30
"""Of a table, the columns of which a page has room for; two letters are one."""
_WIDTHS = {"number": 2, "kind": 5, "locus": 6, "lemma": 7, "note": 14, "sources": 6, "work": 8}
_WITH_PAGE = 4
"""The width of a number that has a page behind it."""


@prints(LIST)
class Notes(Printer[tuple[NoteRow, ...]]):
    """Annotations, a line or a row each; where there are too many columns, what they hold in a
    line."""

    def content(self, rows: tuple[NoteRow, ...]) -> Content:
        named = columns(self.listing)
        if rows and named:
            return self._table(rows, named)
        return self.roll("notes", map(self._entry, rows))

    def _entry(self, row: NoteRow) -> Made:
        locus, right = self._locus(row), self.reading(row.right, row.language)
        lemma = self.lemma_in_short(row.lemma, row.language)
        about = [self.make.text(spaced(_("on"))), *locus] if locus else []
        about += [self.make.text(colon().rstrip())] if about and (lemma or right) else []
        return self.line(
            "entry",
            self.make.link(row.ref, str(row.ref.number)),
            [self.make.kind(row.kind)],
            about,
            lemma,
            right,
            self.make.cited(row.sources, bracketed=True),
        )

    def _table(self, rows: Sequence[NoteRow], named: Sequence[str]) -> Content:
        cells = [[self._cell(row, column) for column in named] for row in rows]
        kept = [place for place in range(len(named)) if any(row[place] for row in cells)]
        own = _WIDTHS | ({"number": _WITH_PAGE} if self.plain.medium.has_pages else {})
        widths = [own.get(column, 4) for column in named]
        if sum(widths[place] for place in kept) > _WIDEST:
            return self.roll("notes", (self._run_in(named, row) for row in cells))
        return [self.table([_HEADS[column]() for column in named], cells, widths)]

    def _run_in(self, named: Sequence[str], cells: Sequence[Cell]) -> Made:
        """What a row holds, under the heads of its columns; the note's own words come last."""
        text = self.make.text
        line: Cell = []
        note: Cell = []
        for column, cell in zip(named, cells, strict=True):
            if column == "note" and cell:
                note = [text(". "), *cell]
            elif cell and column == "kind" and line:
                line += [text(" "), *cell]
            elif cell:
                line += [text(semicolon())] if line else []
                is_plain = column in ("number", "kind")
                head = [self.make.styled(_HEADS[column](), "word"), text(colon())]
                line += cell if is_plain else [*head, *cell]
        return self.make.line("entry", line + (note if line else note[1:]))

    def _cell(self, row: NoteRow, column: str) -> Cell:
        simple: dict[str, Callable[[], Cell]] = {
            "number": lambda: self.make.link(row.ref, str(row.ref.number)),
            "kind": lambda: [self.make.kind(row.kind)],
            "locus": lambda: self._locus(row),
            "lemma": lambda: self.lemma_in_short(row.lemma, row.language)[:1],
            "right": lambda: [self.make.spoken(row.right, row.language)] if row.right else [],
            "note": lambda: self.make.words(row.note) if row.note else [],
            "sources": lambda: self.make.cited(row.sources),
            "voice": lambda: self._text(speakers(row.voice)),
            "charged": lambda: self._text(with_commas(map(office, row.charged))),
            "date": lambda: self._text(printed_date(row.date, self.make.language)),
            "document": lambda: self._text(row.document),
            "passage": lambda: self.make.link(row.passage) if row.passage else [],
            "tags": lambda: self._text(semicolon().join(row.tags)),
            "work": lambda: [self.make.source(row.work)] if row.work else [],
        }
        return simple[column]()

    def _text(self, words: str) -> Cell:
        return [self.make.text(words)] if words else []

    def _locus(self, row: NoteRow) -> Cell:
        if row.passage is not None and row.passage.uri:
            return self.make.link(row.passage)
        return self.whole_work(row.locus) if row.whole_work else self.where(row.locus)
