"""The cuts in quotations as they are printed."""

from ...edition.lists.cuts import LIST, CutRow
from ...locale import _
from ...locale.punctuation import colon, comma, gap, with_commas
from ...locale.quotemarks import enclosed
from .maker import Cell, Made
from .printer import Content, Printer, prints


@prints(LIST)
class Cuts(Printer[tuple[CutRow, ...]]):
    """Where words are left out, and which."""

    def content(self, rows: tuple[CutRow, ...]) -> Content:
        return self.roll("cuts", map(self._entry, rows))

    def _entry(self, row: CutRow) -> Made:
        around = f"{row.before} […] {row.after}".strip()
        where = [*self.make.link(row.ref)]
        cited = self.make.cited(row.citations)
        where += [self.make.text(comma()), *cited] if cited else []
        hides = with_commas(enclosed(word, self.make.language) for word in row.hides)
        return self.line(
            "entry",
            [*where, self.make.text(colon().rstrip())],
            [self.make.lemma(around)],
            self._told(_("leaves out:"), enclosed(row.words, self.make.language)),
            self._told(_("among them:"), hides) if hides else [],
        )

    def _told(self, head: str, words: str) -> Cell:
        return [self.make.styled(head, "word"), self.make.text(gap(head) + words)]
