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
_WIDTHS = {"number": 2, "kind": 5, "locus": 6, "lemma": 7, "note": 14, "sources": 6, "work": 8}


@prints(LIST)
class Notes(Printer[tuple[NoteRow, ...]]):
    """Annotations, a line or a row each."""

    def content(self, rows: tuple[NoteRow, ...]) -> Content:
        named = columns(self.listing)
        if rows and named:
            return [self._table(rows, named)]
        return self.roll("notes", map(self._entry, rows))

    def _entry(self, row: NoteRow) -> Made:
        locus, lemma = self._locus(row), self.lemma(row.lemma, row.language)
        right = self.reading(row.right, row.language)
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

    def _table(self, rows: Sequence[NoteRow], named: Sequence[str]) -> Made:
        heads: list[Cell] = [[self.make.text(_HEADS[column]())] for column in named]
        widths = [_WIDTHS.get(column, 4) for column in named]
        cells = [[self._cell(row, column) for column in named] for row in rows]
        return self.make.table(heads, cells, widths)

    def _cell(self, row: NoteRow, column: str) -> Cell:
        simple: dict[str, Callable[[], Cell]] = {
            "number": lambda: self.make.link(row.ref, str(row.ref.number)),
            "kind": lambda: [self.make.kind(row.kind)],
            "locus": lambda: self._locus(row),
            "lemma": lambda: self.lemma(row.lemma, row.language)[:1],
            "right": lambda: [self.make.spoken(row.right, row.language)] if row.right else [],
            "note": lambda: self.make.words(row.note),
            "sources": lambda: self.make.cited(row.sources),
            "voice": lambda: [self.make.text(speakers(row.voice))],
            "charged": lambda: [self.make.text(with_commas(map(office, row.charged)))],
            "date": lambda: [self.make.text(printed_date(row.date, self.make.language))],
            "document": lambda: [self.make.text(row.document)],
            "passage": lambda: self.make.link(row.passage) if row.passage else [],
            "tags": lambda: [self.make.text(semicolon().join(row.tags))],
            "work": lambda: [self.make.source(row.work)] if row.work else [],
        }
        return simple[column]()

    def _locus(self, row: NoteRow) -> Cell:
        if row.passage is not None and row.passage.uri:
            return self.make.link(row.passage)
        return self.whole_work(row.locus) if row.whole_work else self.make.cited(row.locus)
