"""The lists of an edition, set where they stand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...edition.lists import (
    ApparatusRow,
    CutRow,
    IndexedSource,
    Map,
    NoteRow,
    Siglum,
    Summary,
    summed_by,
)
from ...edition.lists import columns as columns_of
from ...layout.base import LayoutTransform
from ...layout.citations import Setter
from ...locale import _
from ...model.nodes import elements, listed, listing
from ...model.records import Listing
from ...model.steps import Step
from .charts import chart_of
from .graphs import draw, in_words
from .html import Html
from .maker import Maker, Piece
from .nodes import Nodes
from .rows import Apparatus, Counts, Cuts, Locorum, Notes, Sigla

Content = list[Piece]


class PrintLists(LayoutTransform):
    """Before references are resolved: notes bring theirs along."""

    default_priority = Step.PRINT_LISTS.priority

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, listing):
            record = self._record(node)
            printer = _Printer(self._maker(node), record)
            content = printer.print(self.domain.lists.rows(node["docname"], record))
            form = record.form if record.form.startswith("critique-") else f"critique-{record.form}"
            result = listed("", *content, classes=[form, *node["classes"]])
            targets = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
            node.replace_self([*targets, result])

    def _record(self, node: nodes.Element) -> Listing:
        docname: str = node["docname"]
        number: int = node["number"]
        return self.domain.documents[docname].listings[number]

    def _maker(self, node: nodes.Element) -> tuple[Nodes, Maker]:
        plain = Nodes(self.domain, self.builder, self.document, node)
        if self.medium.takes_markup:
            return plain, Html(plain, Setter(self.domain, self.builder))
        return plain, plain


class _Printer:
    """Prints one list; pictures are nodes whatever the rest is made as."""

    def __init__(self, makers: tuple[Nodes, Maker], listing: Listing) -> None:
        self.plain, self.make = makers
        self.listing = listing

    def print(self, rows: Any) -> Sequence[nodes.Node]:
        """The nodes of a list that holds these rows."""
        return self.make.place(_FORMS[self.listing.form](self, rows))

    def _roll(self, form: str, lines: Iterable[Piece]) -> Content:
        """The lines of a list; said in words where there are none."""
        content = list(lines)
        return [self.make.roll(form, content)] if content else self._nothing()

    def _nothing(self) -> Content:
        return [self.make.nothing(_("There is nothing to list."))]

    def apparatus(self, rows: Sequence[ApparatusRow]) -> Content:
        return self._roll("apparatus", Apparatus(self.make).lines(rows))

    def notes(self, rows: Sequence[NoteRow]) -> Content:
        notes = Notes(self.make)
        columns = columns_of(self.listing)
        if rows and columns:
            return [notes.table(rows, columns)]
        return self._roll("notes", notes.lines(rows))

    def summary(self, summary: Summary) -> Content:
        if not summary.rows:
            return self._nothing()
        counts = Counts(self.make, summed_by(self.listing))
        off = self.listing.option("chart").lower() in ("no", "false")
        wants_chart = self.listing.has("chart") and not off
        return [counts.table(summary), *([chart_of(counts, summary)] if wants_chart else [])]

    def locorum(self, rows: Sequence[IndexedSource]) -> Content:
        return self._roll("locorum", Locorum(self.make).lines(rows))

    def map(self, found: Map) -> Content:
        if not found.nodes:
            return self._nothing()
        return draw(self.plain, self.make, found) or [in_words(self.make, found)]

    def cuts(self, rows: Sequence[CutRow]) -> Content:
        return self._roll("cuts", Cuts(self.make).lines(rows))

    def sigla(self, rows: Sequence[Siglum]) -> Content:
        return self._roll("sigla", Sigla(self.make).lines(rows))


_FORMS: dict[str, Callable[[_Printer, Any], Content]] = {
    "apparatus": _Printer.apparatus,
    "critique-list": _Printer.notes,
    "critique-summary": _Printer.summary,
    "index-locorum": _Printer.locorum,
    "argument-map": _Printer.map,
    "cut-list": _Printer.cuts,
    "sigla": _Printer.sigla,
}


def setup(app: Sphinx) -> None:
    """Print lists before references are resolved."""
    app.add_post_transform(PrintLists)
