"""Notes of a book whose lines are run together, as far as they are no blocks."""

from typing import cast

from docutils import nodes

from ...formats.book.heads import after_head
from ...formats.html.nodes import html_block, html_inline, html_line

_GROUNDS = "critique-grounds"
_KIND = "critique-kind"
_POINT = " · "


def run_in(tree: nodes.Element) -> None:
    """Put the argument behind the head of its note, and what it rests on behind the argument."""
    for note in list(tree.findall(html_block)):
        if note["tag"] == "aside" and "critique-annotation" in note["classes"]:
            _run(note)


def _run(note: html_block) -> None:
    """The head, a correction, the first paragraph; whatever paragraph is last, and the grounds."""
    for child in [each for each in note.children[1:] if isinstance(each, nodes.Element)]:
        before = _line_before(child)
        if before is None:
            continue
        if _GROUNDS in child["classes"]:
            # WeasyPrint breaks no line where it should within an element of its own for these.
            child["classes"] = []
            _set_apart(child)
            _join(before, child, _in_a_row(child))
        elif before is note.children[0] and isinstance(child, (nodes.paragraph, html_line)):
            _join(before, child, child.children, after_head(_behind_kind(before)))


def _behind_kind(head: nodes.Element) -> list[nodes.Node]:
    elements = ((n, each) for n, each in enumerate(head) if isinstance(each, nodes.Element))
    kinds = (n for n, each in elements if _KIND in each["classes"])
    return head.children[next(kinds, len(head)) + 1 :]


def _set_apart(grounds: nodes.Element) -> None:
    """The word that they begin with, by more than a space."""
    word = next((each for each in grounds.findall(nodes.inline)), None)
    if word is not None:
        word["classes"].append("critique-apart")


def _in_a_row(grounds: nodes.Element) -> list[nodes.Node]:
    words: list[nodes.Node] = []
    for line in grounds.children:
        words += [nodes.Text(_POINT), *line.children] if words else line.children
    return words


def _line_before(node: nodes.Node) -> nodes.Element | None:
    """The line of words directly before a node, but for what prints nothing."""
    siblings = cast(nodes.Element, node.parent).children
    before = [each for each in siblings[: siblings.index(node)] if not _is_unseen(each)]
    last = before[-1] if before else None
    return last if isinstance(last, (html_line, nodes.paragraph)) else None


def _is_unseen(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Invisible) or not node.astext()


def _join(
    line: nodes.Element, other: nodes.Element, words: list[nodes.Node], between: str = " "
) -> None:
    other.parent.remove(other)
    if other["classes"] or other["ids"]:
        same = {"classes": other["classes"], "ids": other["ids"]}
        words = [html_inline("", "", *words, tag="span", **same)]
    line += [nodes.Text(between), *words]
