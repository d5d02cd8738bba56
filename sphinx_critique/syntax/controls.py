"""Characters that no XML, no LaTeX and no PDF can hold, shown as what they are: unreadable."""

from collections.abc import Sequence

from docutils import nodes

from ..texts.printed import UNPRINTABLE, readable


def clean(content: Sequence[nodes.Node], source: Sequence[str]) -> None:
    """Mark such characters in what was parsed, if the lines of its source hold any."""
    if UNPRINTABLE.search("\n".join(source)):
        for node in content:
            for leaf in list(node.findall(nodes.Text)):
                leaf.parent.replace(leaf, nodes.Text(readable(leaf.astext())))
