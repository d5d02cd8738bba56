"""The lines and tables of lists, each row in the order in which it is read."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ...edition.lists import (
    ApparatusRow,
    CutRow,
    IndexedSource,
    NoteRow,
    Ref,
    Series,
    Siglum,
    Summary,
    SummaryRow,
)
from ...edition.persons import office, speakers
from ...locale import _
from ...model.records import Use
from ...texts.dates import printed_date
from .maker import Cell, Maker, Piece


class _Rows:
    """What the rows of all lists have in common."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _line(self, role: str, *content: Cell) -> Piece:
        """A line; what stands in it is parted by spaces."""
        line: Cell = []
        for part in content:
            line += [self.make.text(" ")] if part and line else []
            line += part
        return self.make.line(role, line)

    def _lemma(self, words: str) -> Cell:
        return [self.make.lemma(words), self.make.text("]")] if words else []

    def _reading(self, right: str) -> Cell:
        make = self.make
        if not right:
            return []
        return [make.styled(_("read"), "word"), make.text(" "), make.styled(right, "right")]

    def _bracketed(self, content: Cell) -> Cell:
        return [self.make.text("("), *content, self.make.text(")")] if content else []


class Apparatus(_Rows):
    """Number or line, lemma, closing bracket, note."""

    def lines(self, rows: Sequence[ApparatusRow]) -> Iterator[Piece]:
        for passage, group in groupby(rows, key=lambda row: row.lines and row.passage):
            if isinstance(passage, Ref):
                yield self._line("of", self.make.link(passage))
            for row in group:
                yield self._entry(row)

    def _entry(self, row: ApparatusRow) -> Piece:
        key = self.make.link(row.ref, row.lines or str(row.ref.number))
        reading, words = self._reading(row.right), self.make.words(row.note)
        note: Cell = [self.make.kind(row.kind)]
        for mark, part in (": ", reading), (". " if reading else ": ", words):
            note += [self.make.text(mark), *part] if part else []
        brought = self._bracketed(self.make.cited(row.sources))
        about = self._lemma(row.lemma) or self._about(row)
        return self._line("entry", key, about, note, brought)

    def _about(self, row: ApparatusRow) -> Cell:
        """What is answered, where that is no words of a passage."""
        if row.passage is not None:
            return self.make.link(row.passage)
        if row.at:
            return self.make.cited(row.at)
        return [self.make.text(_("the work as a whole"))] if row.whole_work else []


class Notes(_Rows):
    """Annotations, a line or a row each."""

    def lines(self, rows: Sequence[NoteRow]) -> Iterator[Piece]:
        for row in rows:
            locus = self._locus(row)
            about = [self.make.text(_("on") + " "), *locus, self.make.text(":")] if locus else []
            brought = self._bracketed(self._sources(row))
            yield self._line(
                "entry",
                self.make.link(row.ref, str(row.ref.number)),
                [self.make.kind(row.kind)],
                about,
                self._lemma(row.lemma),
                self._reading(row.right),
                brought,
            )

    def table(self, rows: Sequence[NoteRow], columns: Sequence[str]) -> Piece:
        """A table of the columns named."""
        heads: list[Cell] = [[self.make.text(_HEADS[column]())] for column in columns]
        widths = [_WIDTHS.get(column, 4) for column in columns]
        cells = [[self._cell(row, column) for column in columns] for row in rows]
        return self.make.table(heads, cells, widths)

    def _cell(self, row: NoteRow, column: str) -> Cell:
        simple: dict[str, Callable[[], Cell]] = {
            "number": lambda: self.make.link(row.ref, str(row.ref.number)),
            "kind": lambda: [self.make.kind(row.kind)],
            "locus": lambda: self._locus(row),
            "lemma": lambda: self._lemma(row.lemma)[:1],
            "right": lambda: [self.make.text(row.right)],
            "note": lambda: self.make.words(row.note),
            "sources": lambda: self._sources(row),
            "voice": lambda: [self.make.text(speakers(row.voice))],
            "charged": lambda: [self.make.text(", ".join(map(office, row.charged)))],
            "date": lambda: [self.make.text(printed_date(row.date, self.make.language))],
            "document": lambda: [self.make.text(row.document)],
            "passage": lambda: self.make.link(row.passage) if row.passage else [],
            "tags": lambda: [self.make.text("; ".join(row.tags))],
        }
        return simple[column]()

    def _locus(self, row: NoteRow) -> Cell:
        if row.whole_work:
            return [self.make.text(_("the work as a whole"))]
        return self.make.cited(row.locus)

    def _sources(self, row: NoteRow) -> Cell:
        return self.make.cited(row.sources)


class Counts(_Rows):
    """Counts, with their sum."""

    def __init__(self, make: Maker, by: str) -> None:
        super().__init__(make)
        self.by = by

    def table(self, summary: Summary) -> Piece:
        """What is counted, how often, and of which kinds."""
        heads: list[Cell] = [[self.make.text(_BY[self.by]())], [self.make.text(_("Annotations"))]]
        by_kind = self.by == "kind"
        if not by_kind:
            heads.append([self.make.text(_("Kinds"))])
        cells: list[list[Cell]] = []
        for row in summary.rows:
            cells.append([self._name(row), [self.make.text(str(row.total))]])
            if not by_kind:
                cells[-1].append([self.make.text(self._kinds(row))])
        total = self.make.strong(str(summary.annotations))
        sums: list[Cell] = [[self.make.strong(_("In all"))], [total]]
        cells.append([*sums, *([] if by_kind else [Cell()])])
        widths = [3, 2] if by_kind else [8, 5, 10]
        return self.make.table(heads, cells, widths)

    def label(self, row: SummaryRow) -> str:
        """What a row counts, in plain words."""
        if row.source is not None:
            return ", ".join(filter(None, (row.source.names, row.source.title)))
        if self.by == "kind":
            return _(self.make.kinds[row.name].title)
        if self.by == "source":
            return _("no source")
        return office(row.name) if row.name else _("nobody named")

    def _name(self, row: SummaryRow) -> Cell:
        if row.source is not None:
            return [self.make.source(row.source)]
        return [self.make.text(self.label(row))]

    def _kinds(self, row: SummaryRow) -> str:
        kinds = self.make.kinds
        return ", ".join(f"{_(kinds[name].label)} {count}" for name, count in row.kinds)


class Locorum(_Rows):
    """Sources, and under each its loci with what they are used for."""

    def lines(self, rows: Sequence[IndexedSource]) -> Iterator[Piece]:
        for indexed in rows:
            yield self._line("work", [self.make.source(indexed.source)])
            for locus in indexed.loci:
                uses: Cell = []
                for reference in locus.references:
                    uses += [self.make.text("; ")] if uses else []
                    uses += [self.make.text(_USES[reference.use]() + " ")]
                    uses += self._refs(reference.refs)
                text = self.make.styled(locus.text or _("as a whole"), "locus")
                yield self._line("entry", [text, self.make.text(":")], uses)

    def _refs(self, refs: Sequence[Ref]) -> Cell:
        """What is numbered together stands together, three and more in a row as a range."""
        result: Cell = []
        for series in Series:
            found = [ref for ref in refs if ref.series is series]
            if not found:
                continue
            result += [self.make.text(", ")] if result else []
            if series is not Series.PAGE:
                one, several = _SERIES[series]
                result.append(self.make.text((several() if len(found) > 1 else one()) + " "))
            result += self._numbers(found)
        return result

    def _numbers(self, refs: Sequence[Ref]) -> Cell:
        result: Cell = []
        for run in _runs(sorted(refs, key=lambda ref: ref.number)):
            result += [self.make.text(", ")] if result else []
            ends = [run[0], run[-1]] if len(run) > 2 else run
            mark = "–" if len(run) > 2 else ", "
            for place, ref in enumerate(ends):
                result += [self.make.text(mark)] if place else []
                result += self.make.link(ref, str(ref.number) if ref.number else "")
        return result


def _runs(refs: Sequence[Ref]) -> list[list[Ref]]:
    """References parted where their numbers do not go on."""
    runs: list[list[Ref]] = []
    for ref in refs:
        if runs and ref.number and ref.number == runs[-1][-1].number + 1:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return runs


class Cuts(_Rows):
    """Where words are left out, and which."""

    def lines(self, rows: Sequence[CutRow]) -> Iterator[Piece]:
        for row in rows:
            around = f"{row.before} […] {row.after}".strip()
            where = [*self.make.link(row.ref)]
            cited = self.make.cited(row.citations)
            where += [self.make.text(", "), *cited] if cited else []
            hides = ", ".join(f"“{word}”" for word in row.hides)
            among = [self.make.styled(_("among them:"), "word"), self.make.text(f" {hides}")]
            yield self._line(
                "entry",
                [*where, self.make.text(":")],
                [self.make.lemma(around)],
                [self.make.styled(_("leaves out:"), "word"), self.make.text(f" “{row.words}”")],
                among if hides else [],
            )


class Sigla(_Rows):
    """A short title, and what it stands for."""

    def lines(self, rows: Sequence[Siglum]) -> Iterator[Piece]:
        for row in rows:
            yield self._line(
                "entry",
                [self.make.styled(row.short, "siglum"), self.make.text(":")],
                [self.make.source(row.source)],
            )


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
}
_WIDTHS = {"number": 2, "kind": 5, "locus": 6, "lemma": 7, "note": 14, "sources": 6}
_BY: dict[str, Callable[[], str]] = {
    "kind": lambda: _("Kind"),
    "voice": lambda: _("Speaker"),
    "charged": lambda: _("Faulted"),
    "source": lambda: _("Source"),
}
_SERIES: dict[Series, tuple[Callable[[], str], Callable[[], str]]] = {
    Series.EXCERPT: (lambda: _("excerpt"), lambda: _("excerpts")),
    Series.QUOTATION: (lambda: _("quotation"), lambda: _("quotations")),
    Series.ANNOTATION: (lambda: _("note"), lambda: _("notes")),
}
_USES: dict[Use, Callable[[], str]] = {
    Use.QUOTED: lambda: _("quoted:"),
    Use.ANSWERED: lambda: _("answered:"),
    Use.EVIDENCE: lambda: _("in evidence:"),
    Use.CITED: lambda: _("cited:"),
}
