"""The index of loci as it is printed."""

from collections.abc import Callable, Iterator, Sequence

from ...edition.lists.locorum import LIST, IndexedSource
from ...edition.lists.survey import Ref, Series
from ...locale import _
from ...locale.punctuation import colon, comma, semicolon, spaced
from ...model.records import Use
from .maker import Cell, Made
from .printer import Content, Printer, prints

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


@prints(LIST)
class Locorum(Printer[tuple[IndexedSource, ...]]):
    """Sources, and under each its loci with what they are used for."""

    def content(self, rows: tuple[IndexedSource, ...]) -> Content:
        return self.roll("locorum", self._lines(rows))

    def _lines(self, rows: Sequence[IndexedSource]) -> Iterator[Made]:
        for indexed in rows:
            yield self.line("work", [self.make.source(indexed.source)])
            for locus in indexed.loci:
                uses: Cell = []
                for reference in locus.references:
                    uses += [self.make.text(semicolon())] if uses else []
                    uses += [self.make.text(spaced(_USES[reference.use]()))]
                    uses += self._refs(reference.refs)
                text = self.make.styled(locus.text or _("as a whole"), "locus")
                yield self.line("entry", [text, self.make.text(colon()), *uses])

    def _refs(self, refs: Sequence[Ref]) -> Cell:
        """What is numbered together stands together, three and more in a row as a range."""
        result: Cell = []
        for series in Series:
            found = [ref for ref in refs if ref.series is series]
            if not found:
                continue
            result += [self.make.text(comma())] if result else []
            if series is not Series.PAGE:
                one, several = _SERIES[series]
                result.append(self.make.text((several() if len(found) > 1 else one()) + " "))
            result += self._numbers(found)
        return result

    def _numbers(self, refs: Sequence[Ref]) -> Cell:
        result: Cell = []
        for run in _runs(sorted(refs, key=lambda ref: ref.number)):
            result += [self.make.text(comma())] if result else []
            ends = [run[0], run[-1]] if len(run) > 2 else run
            mark = "–" if len(run) > 2 else comma()
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
