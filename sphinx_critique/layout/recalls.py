"""Annotations printed again."""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from ..edition.copying import Homes, words_alone
from ..edition.links import resolved
from ..model.nodes import around, elements, recall
from ..model.records import Annotation
from ..model.steps import Step
from .base import LayoutTransform


class PrintAgain(LayoutTransform):
    """First of all: what is printed again is then laid out like any annotation."""

    default_priority = Step.PRINT_AGAIN.priority

    def run(self, **kwargs: object) -> None:
        homes = Homes(self.env, self.edition)
        for node in elements(self.document, recall):
            again = self.edition.get(node["ids"][0])
            note = None
            if isinstance(again, Annotation) and self.edition.home(again.id) != again.id:
                note = homes.copied(again, node["docname"])
            if note is None:
                node.parent.replace(node, words_alone(node))
                continue
            if not self.medium.nests_tables and around(node, nodes.entry) is not None:
                for table in elements(note, nodes.table):
                    table.replace_self(list(_as_list(table)))
            note["classes"] += node["classes"]
            for reference in list(note.findall(addnodes.pending_xref)):
                reference.replace_self(resolved(self.builder, reference))
            node.replace_self(note)


def _as_list(table: nodes.table) -> Iterator[nodes.Node]:
    """The rows of a table as items, in what stands in a table itself."""
    for title in elements(table, nodes.title):
        yield nodes.paragraph("", "", *title.children)
    items = (
        nodes.list_item("", *(block for entry in row.children for block in entry.children))
        for row in elements(table, nodes.row)
    )
    yield nodes.bullet_list("", *items, bullet="-")
