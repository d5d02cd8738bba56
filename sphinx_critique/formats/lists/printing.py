"""The lists of an edition, set where they stand."""

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.base import LayoutTransform
from ...layout.citations import Setter
from ...model.nodes import elements, listed, listing
from ...model.steps import Step
from .html import Html
from .maker import Maker
from .nodes import Nodes
from .printer import PRINTERS


class PrintLists(LayoutTransform):
    """Before references are resolved: notes bring theirs along."""

    default_priority = Step.PRINT_LISTS.priority

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, listing):
            docname, number = node["record"]
            record = self.build.documents[docname].listings[number]
            plain, make = self._maker(node)
            rows = self.domain.lists.rows(docname, record)
            printer = PRINTERS[record.form](plain, make, record)
            content = printer.content(rows)
            head = make.place(content[: printer.head])
            content = [*head, *node.children, *make.place(content[printer.head :])]
            form = record.form if record.form.startswith("critique-") else f"critique-{record.form}"
            result = listed("", *content, classes=[form, *node["classes"]])
            ids = [] if self.is_copy else node["ids"]
            targets = [nodes.target("", "", ids=ids)] if ids else []
            node["ids"] = []
            node.replace_self([*targets, result])

    def _maker(self, node: nodes.Element) -> tuple[Nodes, Maker]:
        plain = Nodes(self.domain, self.builder, self.document, node)
        if self.medium.takes_markup:
            return plain, Html(plain, Setter(self.domain, self.builder))
        return plain, plain


def setup(app: Sphinx) -> None:
    """Print lists before references are resolved."""
    app.add_post_transform(PrintLists)
