"""What a build may leave out: the nodes that hold it, and whether their conditions are met."""

from collections.abc import Iterable
from typing import Final

from docutils import nodes
from docutils.utils import Reporter
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes
from sphinx.ext.todo import todo_node
from sphinx.util.docutils import new_document

from ..model.nodes import elements
from ..model.records import Condition

_ASKS: Final[dict[type[nodes.Element], str]] = {
    addnodes.only: "only",
    ifconfig: "ifconfig",
    todo_node: "todo",
}
CONDITIONAL: Final = tuple(_ASKS)
"""What Sphinx and its own extensions take out when a document is written."""
LEFT_OUT: Final = "left_out"
"""Marks such a node where its condition is not met."""
_NEVER: Final = 5


def condition_of(node: nodes.Element) -> Condition:
    """The condition of one of :data:`CONDITIONAL`."""
    return Condition(_ASKS[type(node)], node.get("expr", ""))


def conditional(root: nodes.Element) -> list[nodes.Element]:
    """The nodes below one that have a condition, outermost first."""
    return elements(root, *CONDITIONAL)


class Conditions:
    """Says of each condition whether it is met by the builder of an application."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._known: dict[Condition, bool] = {}

    def met(self, conditions: Iterable[Condition]) -> bool:
        """Whether all of them are."""
        return all(map(self._is_met, conditions))

    def mark(self, root: nodes.Element) -> None:
        """Have what reads a tree pass over what this build leaves out of it."""
        for node in conditional(root):
            if not self.met([condition_of(node)]):
                node[LEFT_OUT] = True

    def _is_met(self, condition: Condition) -> bool:
        if condition not in self._known:
            asked = {"only": self._only, "ifconfig": self._ifconfig, "todo": self._todo}
            self._known[condition] = asked[condition.asked](condition.expression)
        return self._known[condition]

    def _only(self, expression: str) -> bool:
        try:
            return self._app.tags.eval_condition(expression)
        except Exception:  # Sphinx keeps what stands under a condition it cannot read.
            return True

    def _ifconfig(self, expression: str) -> bool:
        """Asks the extension itself, which prints an error in the place of what it cannot read."""
        words = nodes.comment()
        document = new_document("")
        document.reporter = Reporter("", _NEVER, _NEVER, stream=False)
        document += ifconfig("", words, expr=expression)
        process_ifconfig_nodes(self._app, document, "")
        return any(child is words for child in document.children)

    def _todo(self, _expression: str) -> bool:
        return bool(self._app.config.todo_include_todos)
