"""The cuts in quotations as they are printed."""

from ...edition.lists.cuts import LIST, CutRow
from ...locale import _
from .maker import Made
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
        where += [self.make.text(", "), *cited] if cited else []
        hides = ", ".join(f"“{word}”" for word in row.hides)
        among = [self.make.styled(_("among them:"), "word"), self.make.text(f" {hides}")]
        return self.line(
            "entry",
            [*where, self.make.text(":")],
            [self.make.lemma(around)],
            [self.make.styled(_("leaves out:"), "word"), self.make.text(f" “{row.words}”")],
            among if hides else [],
        )
