"""Excerpts and annotations in full: grouped, threaded, with the lines of ours around them."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig

from ..model.nodes import (
    annotation,
    around,
    elements,
    excerpt,
    group,
    replies,
    review,
    sources,
    translation,
)
from ..model.steps import Step
from .base import LayoutTransform
from .headline import set_headline
from .lines import number_lines
from .parts import Parts

_BETWEEN = (nodes.Invisible, addnodes.index, nodes.system_message, ifconfig)
"""Of ``ifconfig`` only what is left out is still there."""
_DEEPEST_THREAD = 8


class Compose(LayoutTransform):
    """What is still in no format's terms, but whole: the formats only dress it."""

    default_priority = Step.COMPOSE.priority

    def run(self, **kwargs: object) -> None:
        self.parts = Parts(self.domain, self.builder)
        self.grouped: set[str] = set()
        self._printed: dict[nodes.Element, frozenset[str]] = {}
        for work in elements(self.document, review):
            work += self.parts.reference(work)
        notes = elements(self.document, annotation)
        for node in elements(self.document, excerpt):
            if node["numbered"]:
                number_lines(node)
            self._group(node)
        for quotation in elements(self.document, nodes.block_quote):
            quotation += self.parts.left_out(quotation)
        for each in elements(self.document, translation):
            each += [*self.parts.translated(each), *self.parts.left_out(each)]
            each[:] = [child for child in each.children if not isinstance(child, sources)]
        for note in notes:
            self._complete(note)
        set_headline(self.document, self.parts)

    def _group(self, node: excerpt) -> None:
        run = list(self._notes_after(node))
        notes = [each for each in run if isinstance(each, annotation)]
        self.grouped |= self._placed(node, notes)
        thread: list[annotation] = []
        for note in notes:
            thread = self._hung(note, thread)
        result = group("", docname=node["docname"])
        result["layout"] = node["layout"]
        parent = cast(nodes.Element, node.parent)
        parent.insert(parent.index(node), result)
        for each in (node, *run):
            if each.parent is parent:
                parent.remove(each)
                result += each
        place = self.parts.loci.locus(node)
        node += [
            place,
            *self.parts.unchecked(node),
            *self.parts.left_out(node),
            *self.parts.checked(node, place),
        ]
        node += self._elsewhere(node, result)
        for child in list(node.children):
            if isinstance(child, sources):
                node.remove(child)

    def _notes_after(self, node: excerpt) -> Iterator[nodes.Element]:
        """The annotations that follow an excerpt directly and are about it, or about each other.

        One about something else is among them where such a one comes after it.
        """
        answered = {node["ids"][0]}
        siblings = cast(nodes.Element, node.parent).children
        waiting: list[nodes.Element] = []
        for sibling in siblings[siblings.index(node) + 1 :]:
            if not isinstance(sibling, (annotation, *_BETWEEN)):
                return
            waiting.append(sibling)
            if isinstance(sibling, annotation) and self._answers(sibling, answered):
                answered.add(sibling["ids"][0])
                yield from waiting
                waiting = []

    def _placed(self, node: excerpt, notes: list[annotation]) -> set[str]:
        """Notes that stand where it is plain which excerpt they answer."""
        ids = [note["ids"][0] for note in notes]
        return {each for each in ids if self._target(each) == node["ids"][0]}

    def _target(self, note: str) -> str:
        target = self.edition.targets.get(note)
        return target.id if target is not None else ""

    def _answers(self, note: annotation, answered: set[str]) -> bool:
        return self._target(note["ids"][0]) in answered

    def _hung(self, note: annotation, thread: list[annotation]) -> list[annotation]:
        """Hang a note under what it answers, where nothing else stands between: order is kept."""
        target = self._target(note["ids"][0])
        ids = [other["ids"][0] for other in thread]
        if target not in ids:
            return [note]
        thread = thread[: min(ids.index(target) + 1, _DEEPEST_THREAD)]
        note.parent.remove(note)
        self._thread(thread[-1]).append(note)
        return [*thread, note]

    def _thread(self, note: annotation) -> replies:
        thread = note.first_child_matching_class(replies)
        if thread is None:
            note += replies()
            return cast(replies, note.children[-1])
        return cast(replies, note.children[thread])

    def _complete(self, note: annotation) -> None:
        """Put a note's lines in the order in which they are read in every format."""
        head = self.parts.heading(note, self._is_placed(note))
        around = [
            *self._beside(note),
            *self.parts.beside_elsewhere(note),
            *self.parts.brought(note),
            *self.parts.persons(note),
            *self.parts.unchecked(note),
            *self.parts.home(note),
        ]
        correction = self.parts.correction(note)
        body = [child for child in note.children if not isinstance(child, sources)]
        thread: list[nodes.Node] = []
        while body and isinstance(body[-1], (replies, annotation)):
            thread.insert(0, body.pop())
        elsewhere = self._elsewhere(note, _surroundings(note))
        note.children = []
        note += [head, *correction, *body, *around, *elsewhere, *thread]

    def _beside(self, note: annotation) -> list[nodes.Node]:
        """What is set beside the passage, which is printed with it only where it is not above."""
        if self.medium.runs_scripts and not self._is_placed(note):
            return self.parts.twins(note)
        return self.parts.beside(note)

    def _elsewhere(self, node: nodes.Element, around: nodes.Element) -> list[nodes.Node]:
        """Links to the answers that do not stand around a node."""
        answers = self.edition.answers_to(self.edition.home(node["ids"][0]))
        if not answers:
            return []
        printed = self._printed_in(around)
        return self.parts.elsewhere(node, [each for each in answers if each.id not in printed])

    def _printed_in(self, around: nodes.Element) -> frozenset[str]:
        """The annotations of a group, which is not left by any meanwhile."""
        if around not in self._printed:
            ids = (each["ids"][0] for each in elements(around, annotation))
            self._printed[around] = frozenset(ids)
        return self._printed[around]

    def _is_placed(self, note: annotation) -> bool:
        """Whether a note stands where it is plain which excerpt it answers."""
        return note["ids"][0] in self.grouped


def _surroundings(note: annotation) -> nodes.Element:
    """The group that a note stands in, else the note alone."""
    return around(note, group) or note
