"""The lists of an edition, set where they stand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docutils import nodes

from ..lists import ApparatusRow, CutRow, IndexedSource, Map, NoteRow, Siglum, Summary, summed_by
from ..lists import columns as columns_of
from ..nodes import elements, listing, roll
from ..records import Listing
from ..translation import _
from .base import LayoutTransform
from .charts import chart_of
from .graphs import draw, in_words
from .references import References
from .rows import Apparatus, Counts, Cuts, Locorum, Notes, Sigla

Content = list[nodes.Node]


class PrintLists(LayoutTransform):
    """Before references are resolved: notes bring theirs along."""

    default_priority = 2

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, listing):
            record = self._record(node)
            refs = References(self.domain, self.builder, self.document, node)
            rows = self.domain.lists.rows(node["docname"], record)
            content = _FORMS[record.form](refs, record, rows)
            form = record.form if record.form.startswith("critique-") else f"critique-{record.form}"
            result = nodes.container("", *content, classes=[form, *node["classes"]])
            targets = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
            node.replace_self([*targets, result])

    def _record(self, node: nodes.Element) -> Listing:
        docname: str = node["docname"]
        number: int = node["number"]
        return self.domain.documents[docname].listings[number]


def _apparatus(refs: References, _listing: Listing, rows: Sequence[ApparatusRow]) -> Content:
    return _roll(Apparatus(refs).lines(rows), "apparatus")


def _notes(refs: References, record: Listing, rows: Sequence[NoteRow]) -> Content:
    notes = Notes(refs)
    columns = columns_of(record)
    if rows and columns:
        return [notes.table(rows, columns)]
    return _roll(notes.lines(rows), "notes")


def _summary(refs: References, record: Listing, summary: Summary) -> Content:
    if not summary.rows:
        return _roll([], "summary")
    counts = Counts(refs, summed_by(record))
    wants_chart = record.has("chart") and record.option("chart").lower() not in ("no", "false")
    return [counts.table(summary), *([chart_of(counts, summary)] if wants_chart else [])]


def _locorum(refs: References, _listing: Listing, rows: Sequence[IndexedSource]) -> Content:
    return _roll(Locorum(refs).lines(rows), "locorum")


def _map(refs: References, _listing: Listing, found: Map) -> Content:
    if not found.nodes:
        return _roll([], "map")
    return draw(refs, found) or [in_words(refs, found)]


def _cuts(refs: References, _listing: Listing, rows: Sequence[CutRow]) -> Content:
    return _roll(Cuts(refs).lines(rows), "cuts")


def _sigla(refs: References, _listing: Listing, rows: Sequence[Siglum]) -> Content:
    return _roll(Sigla(refs).lines(rows), "sigla")


def _roll(lines: Iterable[nodes.Node], form: str) -> Content:
    """The lines of a list; said in words where there are none."""
    content = list(lines)
    if not content:
        return [nodes.paragraph("", _("There is nothing to list."), classes=["critique-nothing"])]
    return [roll("", *content, form=form)]


_FORMS: dict[str, Callable[[References, Listing, Any], Content]] = {
    "apparatus": _apparatus,
    "critique-list": _notes,
    "critique-summary": _summary,
    "index-locorum": _locorum,
    "argument-map": _map,
    "cut-list": _cuts,
    "sigla": _sigla,
}
