"""A passage as paragraphs whose lines are counted, with the entries about its words."""

from collections.abc import Iterator, Mapping
from typing import cast

from docutils import nodes

from ....layout.lines import LINE_NUMBER
from ....locale import _
from ....model.identifiers import lemma_identifier
from ....model.nodes import block_of, call, elements, excerpt, lemma
from .writing import foot_entry, foot_gap, foot_lines, foot_place, foot_verse

_BULLET = r"\textbullet"
_LETTERS = 26
_SHORT = 400
"""Letters of a paragraph that no page can end in: what is at its foot has room only behind it."""
_HOLDING_PLACES = (lemma, nodes.emphasis, nodes.strong, nodes.reference)


def counted(
    node: excerpt, words: list[nodes.Node], about: Mapping[str, foot_entry], calls: bool
) -> foot_lines:
    """The ``words`` of a passage, with the entries about it by the ids of their notes.

    An entry stands where its lemma begins, or at the beginning if it is about the whole. The
    numbers behind lemmata (``calls``) stay if they are to.
    """
    result = foot_lines("", counted=not node["numbered"])
    result["titles"] = [_("Notes"), _("Sources")]
    holder = nodes.container("", *words)
    marked = set_entries(holder, about, calls)
    result += _paragraphs(holder)
    whole = [each for name, each in about.items() if name not in marked]
    first, last = cast(foot_verse, result.children[0]), cast(foot_verse, result.children[-1])
    # Not before the passage, where it could stay behind on another page.
    first.insert(0, nodes.target("", "", ids=node["ids"][:1]))
    for each in reversed(whole):
        begin = [foot_place(name=each["begin"])] if each["begin"] else []
        first[:0] = begin if calls else [*begin, each]
        last += [foot_place(name=each["end"])] if each["end"] else []
    last += whole if calls else []
    return result


def has_words(words: list[nodes.Node]) -> bool:
    """Whether there is anything that a line could be counted of."""
    return bool(_paragraphs(nodes.container("", *(each.deepcopy() for each in words))))


def set_entries(holder: nodes.Element, about: Mapping[str, foot_entry], calls: bool) -> set[str]:
    """Put each entry where its lemma begins, and take marks and their numbers out.

    The notes are told whose lemmata are there.
    """
    marks = elements(holder, lemma)
    numbers = [] if calls else elements(holder, call)
    pieces: dict[str, list[lemma]] = {}
    behind: dict[str, nodes.Element] = {}
    for mark in marks:
        pieces.setdefault(mark["annotation"], []).append(mark)
    for name, found in pieces.items():
        each = about.get(name)
        begin, end = (_outermost(piece, _HOLDING_PLACES) for piece in (found[0], found[-1]))
        if found[0]["first"]:
            _insert(begin, 0, nodes.target("", "", ids=[lemma_identifier(name)]))
        if each is not None:
            if each["begin"]:
                _insert(begin, 0, foot_place(name=each["begin"]))
                _insert(end, 1, foot_place(name=each["end"]))
            if calls and len(block_of(found[0]).astext()) <= _SHORT:
                behind[name] = block_of(found[0])
            else:
                _insert(_outermost(found[0], (lemma,)), 0, each)
    for name in filter(behind.__contains__, about):
        behind[name].append(about[name])
    for node in reversed(marks):
        node.replace_self(node.children)
    for number in numbers:
        number.parent.remove(number)
    return set(pieces)


def _insert(node: nodes.Element, after: int, what: nodes.Node) -> None:
    parent = cast(nodes.Element, node.parent)
    parent.insert(parent.index(node) + after, what)


def _outermost(node: nodes.Element, fit: tuple[type[nodes.Element], ...]) -> nodes.Element:
    """The code, superscript … around a mark, if any: all that does not ``fit`` around a place."""
    found = node
    while isinstance(node.parent, nodes.Inline):
        node = cast(nodes.Element, node.parent)
        if not isinstance(node, fit):
            found = node
    return found


def _paragraphs(holder: nodes.Element) -> list[foot_verse]:
    """The paragraphs in order; what prints nothing goes into that after it, or the last."""
    found: list[foot_verse] = []
    before: list[nodes.Node] = []
    gap = False
    for each in _flattened(holder):
        if isinstance(each, foot_verse):
            each[:0] = before
            each["gap"] = gap
            before, gap = [], False
            found.append(each)
        elif isinstance(each, foot_gap):
            gap = bool(found)
        else:
            before.append(each)
    if found:
        found[-1] += before
    return found


def _flattened(holder: nodes.Element) -> list[nodes.Node]:
    return [each for child in list(holder.children) for each in _verses(child, 0, "")]


def _verses(node: nodes.Node, indent: int, bullet: str) -> Iterator[nodes.Node]:
    match node:
        case nodes.bullet_list():
            for item in node.children:
                yield from _item(cast(nodes.Element, item), indent, _BULLET)
        case nodes.enumerated_list():
            for number, item in enumerate(node.children, node.get("start", 1)):
                yield from _item(cast(nodes.Element, item), indent, _numeral(node, number))
        case nodes.line_block():
            for line in node.children:
                yield from _verses(line, indent + isinstance(line, nodes.line_block), "")
            yield from _stanza_end(node)
        case nodes.block_quote():
            for child in node.children:
                yield from _verses(child, indent + 1, "")
        case nodes.attribution():
            words = (nodes.Text("— "), *node.children)
            yield foot_verse("", "", *words, indent=indent, bullet="", number="")
        case nodes.line() if not node.astext().strip():
            yield foot_gap()
        case nodes.paragraph() | nodes.line():
            yield _verse(node, indent, bullet)
        case _:
            yield node


def _stanza_end(node: nodes.line_block) -> Iterator[nodes.Node]:
    """What parts two blocks of verse that follow each other."""
    after = node.next_node(siblings=True, descend=False, ascend=False)
    if isinstance(after, nodes.line_block) and not isinstance(node.parent, nodes.line_block):
        yield foot_gap()


def _item(item: nodes.Element, indent: int, bullet: str) -> Iterator[nodes.Node]:
    for child in item.children:
        yield from _verses(child, indent + 1, bullet)
        if not isinstance(child, nodes.Invisible):
            bullet = ""


def _numeral(node: nodes.enumerated_list, number: int) -> str:
    style = node.get("enumtype", "arabic")
    if style.endswith("alpha") and number > _LETTERS:
        style = "arabic"
    prefix, suffix = node.get("prefix", ""), node.get("suffix", ".")
    return f"{prefix}\\critique{style}{{{number}}}{suffix}"


def _verse(node: nodes.TextElement, indent: int, bullet: str) -> foot_verse:
    children, number = list(node.children), ""
    # The place of a passage stands before it.
    at = next((n for n, each in enumerate(children) if _is_number(each)), None)
    if at is not None:
        number = children[at].astext()
        del children[at : at + 2]
    return foot_verse("", "", *children, indent=indent, bullet=bullet, number=number)


def _is_number(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and LINE_NUMBER in node["classes"]
