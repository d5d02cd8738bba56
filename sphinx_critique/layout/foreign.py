"""Words in another script than those around them, which have their own language and direction."""

from docutils import nodes

from ..model.nodes import foreign
from ..texts.languages import runs


def apart(text: str, language: str, told: str = "") -> list[nodes.Node]:
    """A text with its words in scripts other than those of a language set apart.

    ``told`` is the language of such words where their script is one of its own.
    """
    found = runs(text, language, told)
    return [foreign("", words, language=tag) if tag else nodes.Text(words) for words, tag in found]


def set_apart(node: nodes.Element, language: str, told: str = "") -> None:
    """Do so with all words within a node."""
    for leaf in list(node.findall(nodes.Text)):
        parts = apart(leaf.astext(), language, told)
        if any(isinstance(each, foreign) for each in parts):
            leaf.parent.replace(leaf, parts)
