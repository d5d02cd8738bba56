"""The lines and tables of lists, each row in the order in which it is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from docutils import nodes

from ..dates import printed_date
from ..lists import (
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
from ..nodes import remark
from ..records import Use
from ..translation import _
from .parts import speakers, styled
from .references import References

Cell = list[nodes.Node]


class _Rows:
    """What the rows of all lists have in common."""

    def __init__(self, refs: References) -> None:
        self.refs = refs

    def _line(self, role: str, *content: nodes.Node | Iterable[nodes.Node]) -> remark:
        """A line; what stands in it is parted by spaces."""
        line = remark("", "", role=role)
        for part in content:
            found = [part] if isinstance(part, nodes.Node) else list(part)
            if found and line.children:
                line += nodes.Text(" ")
            line += found
        return line

    def _lemma(self, words: str) -> Cell:
        if not words:
            return []
        lemma = nodes.emphasis("", words, classes=["critique-lemma-words"])
        return [lemma, nodes.Text("]")]

    def _reading(self, right: str) -> Cell:
        if not right:
            return []
        return [styled(_("read"), "word"), nodes.Text(" "), styled(right, "right")]


class Apparatus(_Rows):
    """Number or line, lemma, closing bracket, note."""

    def lines(self, rows: Sequence[ApparatusRow]) -> Iterator[nodes.Node]:
        for passage, group in groupby(rows, key=lambda row: row.lines and row.passage):
            if isinstance(passage, Ref):
                yield self._line("of", self.refs.link(passage))
            for row in group:
                yield self._entry(row)

    def _entry(self, row: ApparatusRow) -> nodes.Node:
        key = self.refs.link(row.ref, row.lines or str(row.ref.number))
        reading, words = self._reading(row.right), self.refs.words(row.note)
        note: Cell = [self.refs.kind(row.kind)]
        for mark, part in (": ", reading), (". " if reading else ": ", words):
            note += [nodes.Text(mark), *part] if part else []
        sources = self.refs.cited(row.sources)
        brought = [nodes.Text("("), *sources, nodes.Text(")")] if sources else []
        about = self._lemma(row.lemma) or self._about(row)
        return self._line("entry", key, about, note, brought)

    def _about(self, row: ApparatusRow) -> Cell:
        """What is answered, where that is no words of a passage."""
        if row.passage is not None:
            return self.refs.link(row.passage)
        if row.at:
            return self.refs.cited(row.at)
        return [nodes.Text(_("the work as a whole"))] if row.whole_work else []


class Notes(_Rows):
    """Annotations, a line or a row each."""

    def lines(self, rows: Sequence[NoteRow]) -> Iterator[nodes.Node]:
        for row in rows:
            locus = self._locus(row)
            about = [nodes.Text(_("on") + " "), *locus, nodes.Text(":")] if locus else []
            sources = self._sources(row)
            brought = [nodes.Text("("), *sources, nodes.Text(")")] if sources else []
            yield self._line(
                "entry",
                self.refs.link(row.ref, str(row.ref.number)),
                self.refs.kind(row.kind),
                about,
                self._lemma(row.lemma),
                self._reading(row.right),
                brought,
            )

    def table(self, rows: Sequence[NoteRow], columns: Sequence[str]) -> nodes.table:
        """A table of the columns named."""
        heads: list[Cell] = [[nodes.Text(_HEADS[column]())] for column in columns]
        widths = [_WIDTHS.get(column, 4) for column in columns]
        cells = [[self._cell(row, column) for column in columns] for row in rows]
        return table(heads, cells, widths, self.refs.builder.format)

    def _cell(self, row: NoteRow, column: str) -> Cell:
        simple: dict[str, Callable[[], Cell]] = {
            "number": lambda: self.refs.link(row.ref, str(row.ref.number)),
            "kind": lambda: [self.refs.kind(row.kind)],
            "locus": lambda: self._locus(row),
            "lemma": lambda: self._lemma(row.lemma)[:1],
            "right": lambda: [nodes.Text(row.right)],
            "note": lambda: self.refs.words(row.note),
            "sources": lambda: self._sources(row),
            "voice": lambda: [nodes.Text(speakers(row.voice))],
            "charged": lambda: [nodes.Text(", ".join(map(self._person, row.charged)))],
            "date": lambda: [nodes.Text(printed_date(row.date, self.refs.language))],
            "document": lambda: [nodes.Text(row.document)],
            "passage": lambda: self.refs.link(row.passage) if row.passage else [],
            "tags": lambda: [nodes.Text("; ".join(row.tags))],
        }
        return simple[column]()

    def _person(self, name: str) -> str:
        return office(name)

    def _locus(self, row: NoteRow) -> Cell:
        if row.whole_work:
            return [nodes.Text(_("the work as a whole"))]
        return self.refs.cited(row.locus)

    def _sources(self, row: NoteRow) -> Cell:
        return self.refs.cited(row.sources)


class Counts(_Rows):
    """Counts, with their sum."""

    def __init__(self, refs: References, by: str) -> None:
        super().__init__(refs)
        self.by = by

    def table(self, summary: Summary) -> nodes.table:
        """What is counted, how often, and of which kinds."""
        heads: list[Cell] = [[nodes.Text(_BY[self.by]())], [nodes.Text(_("Annotations"))]]
        by_kind = self.by == "kind"
        if not by_kind:
            heads.append([nodes.Text(_("Kinds"))])
        cells: list[list[Cell]] = []
        for row in summary.rows:
            cells.append([self._name(row), [nodes.Text(str(row.total))]])
            if not by_kind:
                cells[-1].append([nodes.Text(self._kinds(row))])
        total = nodes.strong("", str(summary.annotations))
        sums: list[Cell] = [[nodes.strong("", _("In all"))], [total]]
        cells.append([*sums, *([] if by_kind else [Cell()])])
        widths = [3, 2] if by_kind else [8, 5, 10]
        return table(heads, cells, widths, self.refs.builder.format)

    def label(self, row: SummaryRow) -> str:
        """What a row counts, in plain words."""
        return "".join(node.astext() for node in self._name(row))

    def _name(self, row: SummaryRow) -> Cell:
        if self.by == "kind":
            return [nodes.Text(_(self.refs.domain.kinds[row.name].title))]
        if row.source is not None:
            return [self.refs.source(row.source)]
        if self.by == "source":
            return [nodes.Text(_("no source"))]
        return [nodes.Text(office(row.name) if row.name else _("nobody named"))]

    def _kinds(self, row: SummaryRow) -> str:
        kinds = self.refs.domain.kinds
        return ", ".join(f"{_(kinds[name].label)} {count}" for name, count in row.kinds)


class Locorum(_Rows):
    """Sources, and under each its loci with what they are used for."""

    def lines(self, rows: Sequence[IndexedSource]) -> Iterator[nodes.Node]:
        for indexed in rows:
            yield self._line("work", self.refs.source(indexed.source))
            for locus in indexed.loci:
                uses: Cell = []
                for reference in locus.references:
                    uses += [nodes.Text("; ")] if uses else []
                    uses += [nodes.Text(_USES[reference.use]() + " ")]
                    uses += self._refs(reference.refs)
                text = styled(locus.text or _("as a whole"), "locus")
                yield self._line("entry", [text, nodes.Text(":")], uses)

    def _refs(self, refs: Sequence[Ref]) -> Cell:
        """What is numbered together stands together, three and more in a row as a range."""
        result: Cell = []
        for series in Series:
            found = [ref for ref in refs if ref.series is series]
            if not found:
                continue
            result += [nodes.Text(", ")] if result else []
            if series is not Series.PAGE:
                one, several = _SERIES[series]
                result.append(nodes.Text((several() if len(found) > 1 else one()) + " "))
            result += self._numbers(found)
        return result

    def _numbers(self, refs: Sequence[Ref]) -> Cell:
        result: Cell = []
        for run in _runs(sorted(refs, key=lambda ref: ref.number)):
            result += [nodes.Text(", ")] if result else []
            ends = [run[0], run[-1]] if len(run) > 2 else run
            mark = "–" if len(run) > 2 else ", "
            for place, ref in enumerate(ends):
                result += [nodes.Text(mark)] if place else []
                result += self.refs.link(ref, str(ref.number) if ref.number else "")
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

    def lines(self, rows: Sequence[CutRow]) -> Iterator[nodes.Node]:
        for row in rows:
            around = f"{row.before} […] {row.after}".strip()
            where = [*self.refs.link(row.ref)]
            cited = self.refs.cited(row.citations)
            where += [nodes.Text(", "), *cited] if cited else []
            hides = ", ".join(f"“{word}”" for word in row.hides)
            hidden = [styled(_("among them:"), "word"), nodes.Text(f" {hides}")] if hides else []
            yield self._line(
                "entry",
                [*where, nodes.Text(":")],
                [nodes.emphasis("", around, classes=["critique-lemma-words"])],
                [styled(_("leaves out:"), "word"), nodes.Text(f" “{row.words}”")],
                hidden,
            )


class Sigla(_Rows):
    """A short title, and what it stands for."""

    def lines(self, rows: Sequence[Siglum]) -> Iterator[nodes.Node]:
        for row in rows:
            yield self._line(
                "entry",
                [styled(row.short, "siglum"), nodes.Text(":")],
                [self.refs.source(row.source)],
            )


_CHARACTERS = 66
"""Of a line, in builders that count them."""


def table(
    heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[int], format: str
) -> nodes.table:
    """A table; on the web its columns are as wide as their words, without a style in the page."""
    group = nodes.tgroup("", cols=len(heads))
    columns = (_CHARACTERS * width // sum(widths) for width in widths)
    group += [nodes.colspec("", colwidth=width) for width in columns]
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *map(_row, rows))
    given = "colwidths-given" if format == "latex" else "colwidths-auto"
    return nodes.table("", group, classes=["critique-table", given])


def _row(cells: Iterable[Cell]) -> nodes.row:
    entries = (nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells)
    return nodes.row("", *entries)


def office(name: str) -> str:
    """A person; an office in the language of the edition."""
    offices = {"editor": _("the editor"), "translator": _("the translator")}
    return str(offices.get(name, name))


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
