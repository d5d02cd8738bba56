"""Notes in the order of the words that they are about, so that numbers rise with the text."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.ext.ifconfig import ifconfig
from sphinx.transforms import SphinxTransform

from ..edition.lemmata import anchored
from ..edition.passages import text_of
from ..model.identifiers import normal_name
from ..model.nodes import annotation, elements, excerpt, is_sources
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..texts.anchoring import LemmaError

_BETWEEN = (nodes.Invisible, addnodes.index, nodes.system_message)
_CONDITIONS = (addnodes.only, ifconfig)


class _Unit(NamedTuple):
    """A note with what goes where it goes: the labels and comments before it, its conditions."""

    note: annotation
    nodes: list[nodes.Node]


class ArrangeNotes(SphinxTransform):
    """Sets the notes in or directly after an excerpt in the order in which their lemmata begin.

    Of two that begin together the longer comes first; what is about the whole passage, or has no
    place in it, comes last; what answers a note comes behind it, in the same order. In a
    translated document the order is that of the translation, which is what is read.
    """

    default_priority = Step.ARRANGE_NOTES.priority

    def apply(self, **kwargs: object) -> None:
        _Hosts(self.document)
        if CritiqueDomain.of(self.env).settings.note_order == "written":
            return
        for node in elements(self.document, excerpt):
            _arrange(node)


class _Hosts:
    """What each note answers by its place, kept in its ``host`` before any is moved."""

    def __init__(self, root: nodes.Element) -> None:
        self._excerpts: list[str] = []
        self._annotations: list[str] = []
        self._last_excerpt = self._last_annotation = ""
        self._walk(root)

    def _walk(self, node: nodes.Element) -> None:
        for child in node.children:
            if type(child) is excerpt:
                self._excerpt(child)
            elif type(child) is annotation:
                self._annotation(child)
            elif isinstance(child, nodes.section):
                before = self._last_excerpt, self._last_annotation
                self._last_excerpt = self._last_annotation = ""
                self._walk(child)
                self._last_excerpt, self._last_annotation = before
            elif isinstance(child, nodes.Element):
                self._walk(child)

    def _excerpt(self, node: excerpt) -> None:
        self._excerpts.append(node["ids"][0])
        self._walk(node)
        self._excerpts.pop()
        if node["answerable"]:
            self._last_excerpt = node["ids"][0]

    def _annotation(self, node: annotation) -> None:
        node["host"] = self._host(node)
        excerpt_before = self._last_excerpt
        self._annotations.append(node["ids"][0])
        self._walk(node)
        self._annotations.pop()
        # What a note quotes in its body is not what the notes after it answer.
        self._last_excerpt = excerpt_before
        self._last_annotation = node["ids"][0]

    def _host(self, node: annotation) -> str:
        if node["answers_annotations"]:
            return self._annotations[-1] if self._annotations else self._last_annotation
        written_in: str = node.get("written_in", "")
        return written_in or (self._excerpts[-1] if self._excerpts else self._last_excerpt)


def _arrange(node: excerpt) -> None:
    """Put the notes directly after an excerpt into the order of its text."""
    parent = cast(nodes.Element, node.parent)
    first = parent.index(node) + 1
    units, count = _units_after(parent, first)
    found = _in_order(node, units) if len(units) > 1 else []
    seen = set(map(id, found))
    others = [unit for unit in units if id(unit) not in seen]
    arranged = [*found, *others]
    if [id(unit) for unit in arranged] != [id(unit) for unit in units]:
        parent[first : first + count] = [each for unit in arranged for each in unit.nodes]
    else:
        _take_back(parent.children[first : first + count])


def _take_back(children: list[nodes.Node]) -> None:
    """Have notes under a condition stand in that, not in one of their own (:func:`_held`)."""
    for condition in children:
        if isinstance(condition, _CONDITIONS):
            condition[:] = condition.children
            _take_back(condition.children)


def _units_after(parent: nodes.Element, first: int) -> tuple[list[_Unit], int]:
    """The notes that stand in a row, and how many nodes of their parent they are made of."""
    units: list[_Unit] = []
    before: list[nodes.Node] = []
    count = 0
    for at, child in enumerate(parent.children[first:], 1):
        if isinstance(child, annotation):
            units.append(_Unit(child, [*before, child]))
        elif _is_condition_of_notes(child):
            held = list(_held(cast(nodes.Element, child)))
            units.append(_Unit(held[0].note, [*before, *held[0].nodes]))
            units += held[1:]
        elif isinstance(child, _BETWEEN):
            before.append(child)
            continue
        else:
            break
        before, count = [], at
    return units, count


def _is_condition_of_notes(node: nodes.Node) -> bool:
    """Whether a node is an ``only`` or ``ifconfig`` of notes and of nothing else to be read."""
    if not isinstance(node, _CONDITIONS):
        return False
    read = [child for child in node.children if not isinstance(child, _BETWEEN)]
    return bool(read) and all(
        isinstance(child, annotation) or _is_condition_of_notes(child) for child in read
    )


def _held(condition: nodes.Element) -> Iterator[_Unit]:
    """The notes under a condition, each under one of its own."""
    units, count = _units_after(condition, 0)
    rest = condition.children[count:]
    for unit in units:
        alone = condition.copy()
        alone += [*unit.nodes, *(rest if unit is units[-1] else [])]
        yield _Unit(unit.note, [alone])


def _in_order(node: excerpt, units: list[_Unit]) -> list[_Unit]:
    """The notes that answer a passage, in the order of its text, each with its answers behind."""
    answers = _answers(node, units)
    found: list[_Unit] = []
    waiting = _sorted(answers.pop(node["ids"][0], []), node)
    while waiting:
        unit = waiting.pop(0)
        found.append(unit)
        behind = answers.pop(unit.note["ids"][0], [])
        waiting[:0] = _sorted(behind, unit.note) if behind else []
    return found


def _answers(node: excerpt, units: list[_Unit]) -> dict[str, list[_Unit]]:
    """What answers the passage and each of the notes, by the id of what is answered.

    What stands in the body of a note is answered behind that note.
    """
    owners: dict[str, str] = {}
    names: dict[str, str] = {}
    for top in (node, *(unit.note for unit in units)):
        for each in (top, *elements(top, annotation)):
            owners[each["ids"][0]] = top["ids"][0]
            for name in filter(None, (each["name"], *map(normal_name, each["names"]))):
                names.setdefault(name, top["ids"][0])
    answers: dict[str, list[_Unit]] = {}
    for unit in units:
        note = unit.note
        if note["on"]:
            target = names.get(normal_name(note["on"]), "")
        elif note["whole_work"] or any(is_sources(child, "at") for child in note.children):
            target = ""
        else:
            target = owners.get(note["host"], "")
        answers.setdefault(target, []).append(unit)
    return answers


def _sorted(answers: list[_Unit], target: nodes.Element) -> list[_Unit]:
    text = text_of(target)
    return sorted(answers, key=lambda unit: _place(unit.note, text))


def _place(note: annotation, text: str) -> tuple[int, int, int]:
    """Where a lemma begins in a text, the longest first; after all of it where it has no place."""
    if note["lemma"]:
        try:
            start, end = anchored(text, note["lemma"])
        except LemmaError:
            pass
        else:
            return 0, start, -end
    return 1, 0, 0


def setup(app: Sphinx) -> None:
    """Arrange notes while documents are read."""
    app.add_transform(ArrangeNotes)
