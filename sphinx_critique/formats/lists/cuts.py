"""The cuts in quotations as they are printed."""

from ...edition.lists.cuts import LIST, CutRow
from ...locale import _
from ...locale.punctuation import colon, comma, gap
from ...locale.quotemarks import marks_of
from .maker import Cell, Made
from .printer import Content, Printer, prints


@prints(LIST)
class Cuts(Printer[tuple[CutRow, ...]]):
    """Where words are left out, and which."""

    def content(self, rows: tuple[CutRow, ...]) -> Content:
        return self.roll("cuts", map(self._entry, rows))

    def _entry(self, row: CutRow) -> Made:
        around = f"{row.before}[…]{row.after}".strip()
        where = [*self.make.link(row.ref)]
        cited = self.make.cited(row.citations)
        where += [self.make.text(comma()), *cited] if cited else []
        hides: Cell = []
        for word in row.hides:
            hides += [self.make.text(comma())] if hides else []
            hides += self._quoted(word, row.language)
        return self.line(
            "entry",
            [*where, self.make.text(colon().rstrip())],
            [self.make.lemma(around, row.language)],
            self._told(_("leaves out:"), self._quoted(row.words, row.language)),
            self._told(_("among them:"), hides) if hides else [],
        )

    def _told(self, head: str, words: Cell) -> Cell:
        space = gap(head)
        between = [self.make.text(space)] if space else []
        return [self.make.styled(head, "word"), *between, *words]

    def _quoted(self, words: str, language: str) -> Cell:
        """Words of a source, in the quote marks of the edition."""
        marks, make = marks_of(self.make.language), self.make
        return [make.text(marks.open), make.spoken(words, language), make.text(marks.close)]
