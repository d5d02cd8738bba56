"""What plain Sphinx makes of our syntax: an extension in which all of it is only printed.

What the twin of an edition loses, or trips over, is none of our doing.
"""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .ours import DIRECTIVES


class Plain(SphinxDirective):
    """Its lines up to the first blank one as a paragraph, and its body."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = None

    def run(self) -> list[nodes.Node]:
        said = self.arguments[0] if self.arguments else ""
        words = [nodes.paragraph("", said)] if said else []
        return [nodes.container("", *words, *self.parse_content_to_nodes())]


class PlainRole(SphinxRole):
    """What it is given, as it is."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [nodes.inline("", self.text)], []


def setup(app: Sphinx) -> dict[str, bool]:
    """Stand in for our extension."""
    for name in DIRECTIVES:
        app.add_directive(name, Plain, override=True)
    for name in ("quote", "locus", "critique:ref"):
        app.add_role(name, PlainRole(), override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
