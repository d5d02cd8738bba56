"""Citations in our own style, in the order in which they are read: what has been named before."""

from collections.abc import Iterable
from typing import NamedTuple

from docutils import nodes

from ..model.nodes import (
    annotation,
    around,
    cite,
    heading,
    listed,
    locus,
    parts_citations,
    remark,
    sources,
)
from ..sources.bibliography import Bibliography
from ..sources.own_citations import Wording

_LINES = (heading, locus, remark, sources, nodes.attribution)
"""Where a citation in full stands by itself, and needs no brackets."""


class Mention(NamedTuple):
    """How a source is cited at its place: ``around`` is what stands before and behind it.

    ``is_within``: it stands in round brackets.
    """

    wording: Wording = Wording.LATER
    around: tuple[str, str] = ("", "")
    is_within: bool = False


class Course:
    """One walk through the citations of a document, or of several that are printed as one.

    ``bare``: what is a line of its own has no brackets, as its look parts it from other words.
    """

    def __init__(self, bibliography: Bibliography, as_notes: bool, bare: bool) -> None:
        self._bibliography = bibliography
        self._as_notes = as_notes
        self._bare = bare
        self._named: set[tuple[str, str]] = set()
        self._last: dict[annotation, str] = {}

    def mentions(self, found: Iterable[cite]) -> dict[cite, Mention]:
        """How each is to be cited."""
        return {node: self._mention(node) for node in found}

    def _mention(self, node: cite) -> Mention:
        if node.get("place_alone"):
            return Mention(Wording.PLACE)
        in_brackets = self._in_brackets(node)
        opens = "(" if in_brackets and not _is_next(node, -1) else ""
        closes = ")" if in_brackets and not _is_next(node, 1) else ""
        is_within = in_brackets or _stands_in_brackets(node)
        return Mention(self._wording(node), (opens, closes), is_within)

    def _in_brackets(self, node: cite) -> bool:
        if _stands_in_brackets(node):
            return False
        if not self._as_notes:
            return not (self._bare and _is_a_line(node))
        return around(node, listed) is None and not any(around(node, each) for each in _LINES)

    def _wording(self, node: cite) -> Wording:
        first = node["citations"][0]
        key = first.key
        note = around(node, annotation)
        is_again = note is not None and key is not None and self._last.get(note) == key
        if note is not None:
            self._last[note] = key or ""
        if key is None or around(node, listed) is not None:
            return Wording.LATER
        place = (node["docname"], key)
        is_first = place not in self._named
        self._named.add(place)
        if first.carrier is not None:
            if note is not None:
                self._last[note] = ""
            return Wording.FIRST if is_first else Wording.LATER
        if (
            is_again
            and not is_first
            and first.locator.text
            and around(node, nodes.attribution) is None
        ):
            return Wording.LOCATOR
        return Wording.FIRST if is_first else Wording.LATER


def _is_next(node: cite, step: int) -> bool:
    """Whether another citation stands before or behind, parted by a semicolon."""
    siblings = node.parent.children
    return parts_citations(siblings, siblings.index(node) + step)


def _is_a_line(node: cite) -> bool:
    """Whether nothing but a word of ours, and other citations, stands before it in its line."""
    if not isinstance(node.parent, _LINES):
        return False
    siblings = node.parent.children
    before = siblings[: siblings.index(node)]
    return all(
        isinstance(each, cite)
        or (isinstance(each, nodes.inline) and "critique-word" in each["classes"])
        or (isinstance(each, nodes.Text) and not each.strip(" \N{NO-BREAK SPACE};:"))
        for each in before
    )


def _stands_in_brackets(node: cite) -> bool:
    """Whether brackets of the author's, or of a list's, stand around it already."""
    siblings = node.parent.children
    place = siblings.index(node)
    before, after = siblings[:place][-1:], siblings[place + 1 : place + 2]
    opened = before and isinstance(before[0], nodes.Text) and before[0].endswith("(")
    return bool(opened and after and isinstance(after[0], nodes.Text) and after[0].startswith(")"))
