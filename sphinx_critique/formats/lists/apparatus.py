"""The apparatus as it is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...edition.lists import Ref
from ...edition.lists.apparatus import LIST, SHORT, ApparatusRow
from ...locale.punctuation import colon
from ...texts.loci import unsaid
from .maker import Cell, Made
from .printer import Content, Printer, prints


@prints(LIST)
class Apparatus(Printer[tuple[ApparatusRow, ...]]):
    """Number or line, lemma, closing bracket, note."""

    def content(self, rows: tuple[ApparatusRow, ...]) -> Content:
        if SHORT.is_on(self.listing):
            return self.roll("apparatus", map(self._in_short, rows))
        return self.roll("apparatus", self._lines(rows))

    def _in_short(self, row: ApparatusRow) -> Made:
        """Place, lemma, kind and number, sources."""
        lemma, brought = self.lemma_in_short(row.lemma, row.language), self.make.cited(row.sources)
        return self.line("entry", self._place(row), lemma, self.make.link(row.ref), brought)

    def _place(self, row: ApparatusRow) -> Cell:
        if row.whole_work:
            return self.whole_work(row.at)
        return self.where(row.locus) or self._about(row)

    def _lines(self, rows: Sequence[ApparatusRow]) -> Iterator[Made]:
        for passage, group in groupby(rows, key=lambda row: row.lines and row.passage):
            if isinstance(passage, Ref):
                yield self.line("of", self.make.link(passage))
            for row in group:
                yield self._entry(row)

    def _entry(self, row: ApparatusRow) -> Made:
        key = self.make.link(row.ref, row.lines or str(row.ref.number))
        reading, words = self.reading(row.right, row.language), self.make.words(row.note)
        note: Cell = [self.make.kind(row.kind)]
        for mark, part in (colon(), reading), (". " if reading else colon(), words):
            note += [self.make.text(mark), *part] if part else []
        said = (citation for piece in row.note for citation in piece.citations)
        brought = self.make.cited(unsaid(row.sources, said), bracketed=True)
        about = self.lemma(row.lemma, row.language) or self._about(row)
        if row.lemma and row.passage is not None and row.passage.uri:
            about = [*self._about(row), self.make.text(colon()), *about]
        return self.line("entry", key, about, note, brought)

    def _about(self, row: ApparatusRow) -> Cell:
        """What is answered, where that is no words of a passage."""
        if row.passage is not None:
            return self.make.link(row.passage)
        return self.whole_work(row.at) if row.whole_work else self.make.cited(row.at)
