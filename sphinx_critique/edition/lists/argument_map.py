"""The argument as a graph: passages, the annotations that answer them, and their replies."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.records import Annotation, Excerpt, Item
from .form import declared
from .options import ItemName, Steps
from .selection import Selection
from .survey import Ref, Survey

ANSWERS, BESIDE = "answers", "beside"
_DEPTH = Steps(
    "depth",
    "How many steps it goes from what ``:around:`` names. Without that, ``0`` is the whole"
    " argument, ``1`` that without replies.",
)
_AROUND = ItemName("around", "The passage or note from which it goes.")


class MapNode(NamedTuple):
    """A passage or an annotation; ``kind`` is empty for a passage.

    ``words`` tell what it says, or which work it answers as a whole.
    """

    ref: Ref
    kind: str
    words: str
    whole_work: bool = False


class Edge(NamedTuple):
    """From the id of an annotation to that of what it answers, or is set beside."""

    source: str
    target: str
    relation: str


class Map(NamedTuple):
    """Nodes in reading order, and what joins them; ``notes`` are those that were asked about."""

    nodes: tuple[MapNode, ...]
    edges: tuple[Edge, ...]
    notes: int

    def parts(self) -> "Iterator[Map]":
        """What is joined, each a map of its own, in the order of their first nodes."""
        waiting = {node.ref.anchor: node for node in self.nodes}
        while waiting:
            near = _reached(next(iter(waiting)), self.edges, 0)
            nodes = tuple(node for name, node in waiting.items() if name in near)
            edges = tuple(edge for edge in self.edges if edge.source in near)
            yield self._replace(nodes=nodes, edges=edges)
            waiting = {name: node for name, node in waiting.items() if name not in near}


def argument_map(selection: Selection) -> Map:
    """What links the annotations of a selection to other documents, and what those answer.

    All else stands on its page in view. With a depth or around an item it is the whole argument:
    around an item the depth counts steps from it, one if none is said; else how far answers are
    from a passage. 0 is no limit.
    """
    survey, listing = selection.survey, selection.listing
    around = _AROUND.of(listing, survey.edition)
    depth = _DEPTH.of(listing)
    edges = _edges(survey, selection.annotations)
    named: set[str] = set()
    if around is not None:
        near = _reached(around.id, edges, 1 if depth is None else depth)
        edges = [edge for edge in edges if edge.source in near and edge.target in near]
        named.add(around.id)
    elif depth is None:
        edges = _across(survey, edges)
    elif depth:
        near = {
            each.id for each in survey.annotations if survey.edition.thread(each).steps <= depth
        }
        edges = [edge for edge in edges if edge.source in near]
    else:
        named |= {each.id for each in selection.annotations}
    named |= {each for edge in edges for each in (edge.source, edge.target)}
    found = [_node(survey, item) for item in survey.edition.items if item.id in named]
    found += [node for node in _elsewhere(survey) if node.ref.anchor in named]
    return Map(tuple(found), tuple(edges), len(selection.annotations))


def _across(survey: Survey, edges: Sequence[Edge]) -> list[Edge]:
    """Those from one document to another, with those from their ends down to a passage."""
    places = {item.id: place for place, item in enumerate(survey.edition.items)}
    homes = {item.id: item.docname for item in survey.edition.items}
    found = [each for each in edges if homes.get(each.source) != homes.get(each.target)]
    waiting = [end for each in found for end in (each.source, each.target)]
    seen = set(waiting)
    while waiting:
        item = waiting.pop()
        target = survey.edition.targets.get(item)
        if target is not None:
            found.append(Edge(item, target.id, ANSWERS))
            waiting += {target.id} - seen
            seen.add(target.id)
    return sorted(dict.fromkeys(found), key=lambda each: places[each.source])


def _edges(survey: Survey, annotations: Sequence[Annotation]) -> list[Edge]:
    edges: list[Edge] = []
    chosen = {each.id for each in annotations}
    for each in annotations:
        target = survey.edition.targets.get(each.id)
        if target is not None:
            edges.append(Edge(each.id, target.id, ANSWERS))
        elif each.id in survey.edition.others:
            edges.append(Edge(each.id, survey.edition.others[each.id].uri, ANSWERS))
        beside = dict.fromkeys(other.id for other in survey.edition.beside(each))
        edges += [Edge(each.id, other, BESIDE) for other in beside if other != each.id]
        elsewhere = dict.fromkeys(survey.edition.beside_elsewhere(each))
        edges += [Edge(each.id, other.uri, BESIDE) for other in elsewhere]
    for again, home in survey.edition.homes.items():
        target = survey.edition.targets.get(again)
        other = survey.edition.others.get(again)
        if home.id in chosen and target is not None:
            edges.append(Edge(home.id, target.id, ANSWERS))
        elif home.id in chosen and other is not None:
            edges.append(Edge(home.id, other.uri, ANSWERS))
    return list(dict.fromkeys(edges))


def _reached(start: str, edges: Sequence[Edge], depth: int) -> set[str]:
    """The ids within so many steps of one, whichever way its edges go."""
    near = {start}
    edge_of = {start}
    steps = 0
    while edge_of and (not depth or steps < depth):
        beyond = {e.target for e in edges if e.source in edge_of}
        beyond |= {e.source for e in edges if e.target in edge_of}
        edge_of = beyond - near
        near |= edge_of
        steps += 1
    return near


def _elsewhere(survey: Survey) -> Iterator[MapNode]:
    """What annotations answer or are set beside in other editions, of which no words are known."""
    edition = survey.edition
    found = dict.fromkeys(edition.others.values())
    for each in survey.annotations:
        found |= dict.fromkeys(edition.beside_elsewhere(each))
    by_uri = {other.uri: other for other in found}
    return (MapNode(survey.ref_elsewhere(other), "", "") for other in by_uri.values())


def _node(survey: Survey, item: Item) -> MapNode:
    if isinstance(item, Excerpt):
        return MapNode(survey.ref(item), "", item.text)
    words = survey.lemma(item) or survey.named(survey.at(item))
    return MapNode(survey.ref(item), item.kind, words, item.whole_work)


LIST = declared(
    "argument-map",
    "What is linked from document to document, as a graph of passages, notes and replies.",
    argument_map,
    _DEPTH,
    _AROUND,
)
