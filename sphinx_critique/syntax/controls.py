"""Characters that no XML, no LaTeX and no PDF can hold, shown as what they are: unreadable."""

import re
from collections.abc import Sequence

from docutils import nodes

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def readable(text: str) -> str:
    """A text with a mark for each character that is none."""
    return _CONTROLS.sub(_UNREADABLE, text)


def clean(content: Sequence[nodes.Node], source: Sequence[str]) -> None:
    """Mark such characters in what was parsed, if the lines of its source hold any."""
    if _CONTROLS.search("\n".join(source)):
        for node in content:
            for leaf in list(node.findall(nodes.Text)):
                leaf.parent.replace(leaf, nodes.Text(readable(leaf.astext())))
