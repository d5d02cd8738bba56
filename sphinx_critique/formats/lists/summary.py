"""Counts, each beside its bar."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from ...edition.lists.summary import BY, CHART, LIST, Summary, SummaryRow
from ...edition.persons import office
from ...locale import _
from ...locale.punctuation import comma, semicolon, with_commas
from ...model.kinds import Stance
from .maker import Cell, Count, Made, Share
from .printer import Content, Printer, prints

_HEADS: dict[str, Callable[[], str]] = {
    "kind": lambda: _("Kind"),
    "voice": lambda: _("Speaker"),
    "charged": lambda: _("Faulted"),
    "work": lambda: _("Work"),
    "source": lambda: _("Source"),
}


@prints(LIST)
class Counts(Printer[Summary]):
    """Counts, with their sum.

    Who reads “11” asks which: on a web page each number unfolds a link to every note that it
    counts, by kind; elsewhere it leads to the first of them, and their kinds are counted.
    """

    def content(self, rows: Summary) -> Content:
        if not rows.rows:
            return self.nothing()
        if not self.plain.medium.draws:
            return [self._table(rows)]
        heads: list[Cell] = [[self.make.text(each)] for each in (_HEADS[self._by](), _("Notes"))]
        sums = Count(*self._sums(rows), (), [])
        counts = [*map(self._count, rows.rows), sums]
        return [self.make.counts(heads, counts, max(row.total for row in rows.rows))]

    @cached_property
    def _by(self) -> str:
        return BY.choice(self.listing)

    def _table(self, summary: Summary) -> Made:
        """In words: what is counted, how often, and of which kinds."""
        rows = [[self._name(row), self._total(row), self._kinds(row)] for row in summary.rows]
        heads = _HEADS[self._by](), _("Notes"), _("Kinds")
        widths = [3, 2, 0] if self._by == "kind" else [8, 4, 9]
        return self.table(heads, [*rows, [*self._sums(summary), []]], widths)

    def _count(self, row: SummaryRow) -> Count:
        shares = tuple(self._shares(row)) if CHART.is_on(self.listing) else ()
        if self.plain.medium.takes_markup:
            return Count(self._name(row), [self.make.text(str(row.total))], shares, self._all(row))
        return Count(self._name(row), self._total(row), shares, self._kinds(row))

    def _shares(self, row: SummaryRow) -> Iterator[Share]:
        kinds = self.make.kinds
        if self._by == "kind":
            yield Share(row.total, kinds[row.name].stance, kinds[row.name])
            return
        counts: Counter[Stance] = Counter()
        for kind, refs in row.kinds:
            counts[kinds[kind].stance] += len(refs)
        yield from (Share(counts[stance], stance) for stance in Stance if counts[stance])

    def _sums(self, summary: Summary) -> tuple[Cell, Cell]:
        make = self.make
        return [make.strong(_("In all"))], [make.strong(str(summary.annotations))]

    def _total(self, row: SummaryRow) -> Cell:
        first = row.kinds[0][1][0]
        return self.make.link(first, str(row.total))[:1]

    def _all(self, row: SummaryRow) -> Cell:
        """The first of each kind by its name, the others by their numbers."""
        cell: Cell = []
        for _kind, refs in row.kinds:
            for place, ref in enumerate(refs):
                between = comma() if place else semicolon() if cell else ""
                number = str(ref.number) if place else ""
                cell += [self.make.text(between), *self.make.link(ref, number)]
        return cell

    def _name(self, row: SummaryRow) -> Cell:
        """What a row counts."""
        if row.source is not None:
            return [self.make.source(row.source)]
        if self._by == "kind":
            words = _(self.make.kinds[row.name].title)
        elif self._by in ("work", "source"):
            words = _("no source") if self._by == "source" else _("no work")
        else:
            words = office(row.name) if row.name else _("nobody named")
        return [self.make.text(words)]

    def _kinds(self, row: SummaryRow) -> Cell:
        """How many of each kind, in brackets: a note is named by its kind and its number alone."""
        if self._by == "kind":
            return []
        kinds = self.make.kinds
        said = with_commas(
            f"{_(kinds[name].label)}\N{NO-BREAK SPACE}({len(refs)})" for name, refs in row.kinds
        )
        return [self.make.text(said)]
