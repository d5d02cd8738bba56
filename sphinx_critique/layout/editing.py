"""What a quotation leaves out and puts in, as nodes, for formats that say of each what it is."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes

from ..edition.passages import leaves, text_of
from ..model.nodes import ancestors, cut, supplied
from ..model.records import Quotation
from ..texts.collation import Result, Status, read_quoted
from ..texts.collation.marks import STROKE, Altered, Cut, Inserted

_BRACKETED: Final = re.compile(r"\[[^\]]*\]")
_WHOLE: Final = (addnodes.pending_xref, nodes.math, nodes.math_block)
"""What is no text of its own yet, or never."""


class _Edited(NamedTuple):
    start: int
    end: int
    is_cut: bool


def mark_editing(
    node: nodes.Element, quotation: Quotation, result: Result | None, cut_marks: str
) -> None:
    """Wrap the marks of cuts in :class:`cut` nodes, and what is put in in :class:`supplied` ones.

    As the check of the quotation has read them; where there was none, as they would be read.
    """
    words = text_of(node)
    offset = words.find(quotation.text)
    if offset < 0:
        return
    found = sorted(_edited(quotation, result, tuple(cut_marks.split())))
    if not found:
        return
    for leaf, start in list(leaves(node)):
        if not any(isinstance(each, _WHOLE) for each in ancestors(leaf)):
            start -= offset
            own = [each for each in found if each.start < start + len(leaf.astext())]
            _part(leaf, start, [each for each in own if each.end > start])


def _edited(
    quotation: Quotation, result: Result | None, cut_marks: tuple[str, ...]
) -> Iterator[_Edited]:
    text = quotation.text
    for (_, end), (start, _) in pairwise(quotation.fragments):
        between = text[end:start]
        if between.strip():
            first = end + len(between) - len(between.lstrip())
            yield _Edited(first, first + len(between.strip()), True)
    if result is not None and result.status is Status.VERBATIM:
        return  # Brackets and dots are the source's own.
    known = None
    if result is not None and result.status is Status.MARKED:
        known = set(result.cut_spans)
    for start, end in quotation.fragments:
        quoted = read_quoted(text[start:end], cut_marks)
        ends = (quoted.opening, quoted.closing)
        for atom in quoted.atoms:
            at = start + atom.start
            if isinstance(atom, Cut):
                if known is None or atom in ends or (at, start + atom.end) in known:
                    yield _Edited(at, start + atom.end, True)
            elif isinstance(atom, Altered):
                for part in _BRACKETED.finditer(quoted.text, atom.start, atom.end):
                    yield _Edited(start + part.start(), start + part.end(), False)
            elif isinstance(atom, Inserted) and atom.literal != (STROKE,):
                yield _Edited(at, start + atom.end, False)


def _part(leaf: nodes.Text, start: int, found: list[_Edited]) -> None:
    """Part a text where something in it is to be wrapped; a cut is where its mark ends."""
    if not found:
        return
    words, done = leaf.astext(), 0
    parts: list[nodes.Node] = []
    for each in found:
        first, last = max(each.start - start, done), min(each.end - start, len(words))
        parts.append(nodes.Text(words[done:first]))
        marked = words[first:last]
        ends_here = each.end - start <= len(words)
        if each.is_cut:
            parts.append(cut("", marked, words="") if ends_here else nodes.Text(marked))
        else:
            parts.append(supplied("", marked))
        done = last
    parts.append(nodes.Text(words[done:]))
    parent = cast(nodes.Element, leaf.parent)
    # By identity: texts that read alike are equal.
    place = next(n for n, child in enumerate(parent.children) if child is leaf)
    parent[place : place + 1] = [part for part in parts if part.astext()]
