"""Counts as a table, and as bars."""

from collections.abc import Callable
from functools import cached_property

from ...edition.lists.summary import BY, CHART, LIST, Summary, SummaryRow
from ...edition.persons import office
from ...locale import _
from ...locale.punctuation import with_commas
from .charts import chart
from .maker import Cell, Made
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
    """Counts, with their sum, and as bars where these are asked for."""

    def content(self, rows: Summary) -> Content:
        if not rows.rows:
            return self.nothing()
        table = self._table(rows)
        return [table, self._chart(rows)] if CHART.is_on(self.listing) else [table]

    @cached_property
    def _by(self) -> str:
        return BY.choice(self.listing)

    def _chart(self, summary: Summary) -> chart:
        return chart("", bars=[(self._label(row), row.total) for row in summary.rows])

    def _table(self, summary: Summary) -> Made:
        """What is counted, how often, and of which kinds."""
        words = _HEADS[self._by](), _("Annotations")
        heads: list[Cell] = [[self.make.text(each)] for each in words]
        by_kind = self._by == "kind"
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

    def _label(self, row: SummaryRow) -> str:
        """What a row counts, in plain words."""
        if row.source is not None:
            return with_commas((row.source.names, row.source.title))
        if self._by == "kind":
            return _(self.make.kinds[row.name].title)
        if self._by in ("work", "source"):
            return _("no source") if self._by == "source" else _("no work")
        return office(row.name) if row.name else _("nobody named")

    def _name(self, row: SummaryRow) -> Cell:
        if row.source is not None:
            return [self.make.source(row.source)]
        return [self.make.text(self._label(row))]

    def _kinds(self, row: SummaryRow) -> str:
        kinds = self.make.kinds
        return with_commas(f"{_(kinds[name].label)} {count}" for name, count in row.kinds)
