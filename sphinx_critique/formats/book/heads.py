"""The head of a note in a book, behind which its argument goes on in the same line."""

from collections.abc import Sequence

from docutils import nodes


def after_head(rest: Sequence[nodes.Node]) -> str:
    """What parts the argument from what a head says behind its kind: a lemma has its bracket."""
    said = "".join(each.astext() for each in rest).rstrip()
    return " " if not said or said.endswith(("]", ".")) else ". "
