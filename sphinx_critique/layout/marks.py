"""Lemmata marked in the text they stand in, each with its number."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import groupby
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from ..edition.edition import Mark
from ..edition.lemmata import anchored
from ..edition.passages import leaves, text_of
from ..model.identifiers import lemma_identifier
from ..model.nodes import annotation, call, elements, excerpt, lemma
from ..model.steps import Step
from ..texts.anchoring import LemmaError, Span, layers
from .base import LayoutTransform

_WHOLE = (addnodes.pending_xref, nodes.math)
Inlines = tuple[type[nodes.Element], ...]
_NO_CALL_WITHIN: Inlines = (nodes.reference, nodes.literal)
_DEEPEST = 30
"""Marks in each other: more lines under the same words tell nobody anything."""


class MarkLemmata(LayoutTransform):
    """Before references are resolved: spans are of the text as it was read."""

    default_priority = Step.MARK_LEMMATA.priority

    def run(self, **kwargs: object) -> None:
        edition = self.edition
        for node in elements(self.document, excerpt, annotation):
            marks = edition.marks(node["ids"][0])
            if marks:
                item = edition.get(node["ids"][0])
                found = _still(node, item.text if item else "", marks)
                mark(node, found, edition.numbers, () if self.medium.is_tei else _NO_CALL_WITHIN)


def _still(node: nodes.Element, text: str, marks: list[Mark]) -> list[Mark]:
    """The marks as they are in the tree now, should an extension have changed its words."""
    now = text_of(node)
    if now == text:
        return marks
    moved = []
    for each in marks:
        try:
            moved.append(each._replace(span=anchored(now, each.annotation.lemma)))
        except LemmaError:
            continue
    return moved


def mark(
    node: nodes.Element,
    marks: list[Mark],
    numbers: dict[str, int],
    no_call_within: Inlines = _NO_CALL_WITHIN,
) -> None:
    """Wrap the words of each mark in :class:`lemma` nodes, and number it behind its last word.

    Lemmata that share words are nested, those that cross are cut where they do. Numbers of words
    in what has ``no_call_within`` stand behind it.
    """
    spans = [each.span for each in marks]
    rows = depths(spans)
    ends = sorted((each.span[1], index) for index, each in enumerate(marks))
    for _, each in groupby(list(leaves(node)), key=lambda leaf: id(_unit(leaf[0]))):
        group = list(each)
        (first, start), (last, last_start) = group[0], group[-1]
        pieces = layers(start, last_start + len(last.astext()), spans)
        if any(covering for *_, covering in pieces):
            leaf = _Leaf(_unit(first), start, marks, rows, ends, numbers, no_call_within)
            leaf.mark(pieces)


def depths(spans: Sequence[Span]) -> list[int]:
    """For each span the row of its line under the text: no two lines fall on each other.

    >>> depths([(0, 9), (2, 5), (4, 12), (10, 14)])
    [0, 1, 2, 0]
    """
    found = [0] * len(spans)
    free: list[int] = []
    taken: list[tuple[int, int]] = []
    for place in sorted(range(len(spans)), key=lambda each: (spans[each][0], -spans[each][1])):
        start, end = spans[place]
        while taken and taken[0][0] <= start:
            heappush(free, heappop(taken)[1])
        found[place] = heappop(free) if free else len(taken)
        heappush(taken, (end, found[place]))
    return found


def _unit(leaf: nodes.Text) -> nodes.Node:
    """A text node, or what is marked as a whole: a link not yet resolved, a formula."""
    unit: nodes.Node = leaf
    node: Any = leaf
    while isinstance(node.parent, nodes.Inline):
        node = node.parent
        unit = node if isinstance(node, _WHOLE) else unit
    return unit


class _Leaf:
    """One text node, or what is marked as a whole, on its way to being marked."""

    def __init__(
        self,
        leaf: nodes.Node,
        start: int,
        marks: list[Mark],
        depths: list[int],
        ends: list[tuple[int, int]],
        numbers: dict[str, int],
        no_call_within: Inlines,
    ) -> None:
        self.leaf = leaf
        self.parent = cast(nodes.Element, leaf.parent)
        self.words = leaf.astext()
        self.start = start
        self.marks = marks
        self.depths = depths
        self.ends = ends
        self.numbers = numbers
        self.no_call_within = no_call_within
        self.result: list[nodes.Node] = []
        self.open: list[tuple[int, lemma]] = []
        self.late: list[nodes.Node] = []

    def mark(self, pieces: list[tuple[int, int, tuple[int, ...]]]) -> None:
        if isinstance(self.parent, nodes.math_block):
            self._mark_formula(pieces[0][0], pieces[-1][1])
            return
        whole = not isinstance(self.leaf, nodes.Text)
        if whole:
            covering = tuple(dict.fromkeys(index for *_, each in pieces for index in each))
            pieces = [(pieces[0][0], pieces[-1][1], covering)]
        for start, end, covering in pieces:
            self._close_to(covering)
            self._open_up(covering[:_DEEPEST], start, end)
            self._name_only(covering[_DEEPEST:], start, end)
            words = self.words[start - self.start : end - self.start]
            self._add(self.leaf if whole else nodes.Text(words))
            self._call_at(start, end)
        # By identity: texts that read alike are equal.
        place = next(i for i, child in enumerate(self.parent.children) if child is self.leaf)
        self.parent[place : place + 1] = self.result
        self._place_late(self.parent)

    def _mark_formula(self, start: int, end: int) -> None:
        """No mark can stand in a displayed formula: a target before it, numbers after it."""
        first = [each.annotation.id for each in self.marks if start <= each.span[0] < end]
        targets = [nodes.target("", "", ids=[lemma_identifier(each)]) for each in first]
        self._call_at(start, end)
        around = cast(nodes.Element, self.parent.parent)
        place = around.index(self.parent)
        numbers = [nodes.paragraph("", "", *self.result)] if self.result else []
        around[place : place + 1] = [*targets, self.parent, *numbers]

    def _close_to(self, covering: tuple[int, ...]) -> None:
        shared = 0
        for (index, _), wanted in zip(self.open, covering, strict=False):
            if index != wanted:
                break
            shared += 1
        del self.open[shared:]

    def _open_up(self, covering: tuple[int, ...], start: int, end: int) -> None:
        for index in covering[len(self.open) :]:
            about = self.marks[index]
            node = lemma("", "", annotation=about.annotation.id, kind=about.annotation.kind)
            node["depth"] = self.depths[index]
            node["first"] = start <= about.span[0] < end
            self._add(node)
            self.open.append((index, node))

    def _name_only(self, covering: Iterable[int], start: int, end: int) -> None:
        """Of more marks than can be nested there are the names that links lead to."""
        begun = [self.marks[each] for each in covering if start <= self.marks[each].span[0] < end]
        if begun:
            ids = [lemma_identifier(each.annotation.id) for each in begun]
            self._add(nodes.target("", "", ids=ids))

    def _call_at(self, start: int, end: int) -> None:
        """Number what ends here, outside all marks: a number is no part of any lemma."""
        first, last = bisect_left(self.ends, (start + 1, 0)), bisect_left(self.ends, (end + 1, 0))
        ending = sorted(index for _, index in self.ends[first:last])
        if ending:
            self.open = []
        for index in ending:
            about = self.marks[index].annotation
            number = self.numbers[about.id]
            node = call(
                "", str(number), annotation=about.id, docname=about.docname, kind=about.kind
            )
            self._call(node)

    def _call(self, node: call) -> None:
        if _stands_within(self.parent, self.no_call_within):
            self.late.append(node)
        else:
            self._add(node)

    def _add(self, node: nodes.Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.result.append(node)

    def _place_late(self, parent: nodes.Element) -> None:
        """Set numbers behind a link or code, in which no link can stand."""
        while isinstance(parent.parent, (*_NO_CALL_WITHIN, nodes.Inline)):
            parent = cast(nodes.Element, parent.parent)
        holder = cast(nodes.Element, parent.parent)
        for node in reversed(self.late):
            holder.insert(holder.index(parent) + 1, node)


def _stands_within(node: nodes.Node, classes: Inlines) -> bool:
    while isinstance(node, nodes.Inline):
        if isinstance(node, classes):
            return True
        node = cast(nodes.Element, node.parent)
    return False
