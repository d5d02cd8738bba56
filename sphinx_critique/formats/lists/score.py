"""Where in a work its annotations fall: drawn where that can be, and told as a table."""

from collections.abc import Iterable, Sized
from itertools import groupby

from ...edition.lists import Ref
from ...edition.lists.score import LIST, Arc, Point, Score
from ...locale import _
from ...locale.punctuation import colon, comma, semicolon, with_commas
from .maker import Cell, Made
from .printer import Content, Printer, prints
from .staves import Staves, staves


@prints(LIST)
class Scores(Printer[tuple[Score, ...]]):
    """A picture and a table for each work under review."""

    def content(self, rows: tuple[Score, ...]) -> Content:
        if not rows:
            return self.nothing()
        return [part for each in rows for part in self._score(each, len(rows) > 1)]

    def _score(self, score: Score, is_one_of_several: bool) -> Content:
        content: Content = []
        if is_one_of_several and score.work is not None:
            content.append(self.make.roll("front", [self.line("subtitle", self._work(score))]))
        table = self._table(score)
        if not (self.plain.medium.draws and score.rows):
            return [*content, table]
        uris = {
            point.ref.anchor: self.plain.uri(point.ref)
            for row in score.rows
            for point in row.points
        }
        content.append(staves("", drawn=Staves(score, self.make.kinds), uris=uris))
        return [*content, self.make.folded(_("The same as a table"), table)]

    def _work(self, score: Score) -> Cell:
        return [self.make.source(score.work)] if score.work else []

    def _table(self, score: Score) -> Made:
        cells: list[list[Cell]] = []
        for row in score.rows:
            kind = self.make.text(_(self.make.kinds[row.kind].title))
            cells.append([[kind], self._count(row.points), self._points(row.points)])
        if score.arcs:
            said = self.make.text(_("Set side by side"))
            cells.append([[said], self._count(score.arcs), self._pairs(score.arcs)])
        for source, refs in score.others:
            cells.append([self.make.source(source), self._count(refs), self._links(refs)])
        heads = _("Kind"), _("Notes"), _("Where")
        return self.table(heads, cells, [3, 2, 8])

    def _count(self, items: Sized) -> Cell:
        return [self.make.text(str(len(items)))]

    def _links(self, refs: Iterable[Ref]) -> Cell:
        cell: Cell = []
        for ref in refs:
            cell += [self.make.text(comma())] if cell else []
            cell += self.make.link(ref)
        return cell

    def _pairs(self, arcs: tuple[Arc, ...]) -> Cell:
        cell: Cell = []
        for arc in arcs:
            cell += [self.make.text(semicolon())] if cell else []
            places = self.make.text(f"{with_commas(arc.places)}{colon()}")
            cell += [places, *self.make.link(arc.ref)]
        return cell

    def _points(self, points: tuple[Point, ...]) -> Cell:
        """The annotations at each place, which is named once."""
        cell: Cell = []
        for place, some in groupby(points, key=lambda point: point.place):
            cell += [self.make.text(semicolon())] if cell else []
            cell.append(self.make.text((place or _("the work as a whole")) + colon()))
            cell += self._links(point.ref for point in some)
        return cell
