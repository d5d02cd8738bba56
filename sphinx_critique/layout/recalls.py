"""Annotations printed again."""

from sphinx import addnodes

from ..edition.copying import copied
from ..edition.links import resolved
from ..model.nodes import elements, recall
from ..model.records import Annotation
from ..model.steps import Step
from .base import LayoutTransform


class PrintAgain(LayoutTransform):
    """First of all: what is printed again is then laid out like any annotation."""

    default_priority = Step.PRINT_AGAIN.priority

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, recall):
            again = self.edition.get(node["ids"][0])
            note = None
            if isinstance(again, Annotation) and self.edition.home(again.id) != again.id:
                note = copied(self.env, self.edition, again)
            if note is None:
                node.parent.remove(node)
                continue
            note["classes"] += node["classes"]
            for reference in list(note.findall(addnodes.pending_xref)):
                reference.replace_self(resolved(self.builder, reference))
            node.replace_self(note)
