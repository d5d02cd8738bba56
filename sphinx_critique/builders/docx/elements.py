"""Elements of the tree that pandoc reads."""

from collections.abc import Mapping, Sequence
from typing import Any

Node = dict[str, Any]
Inlines = list[Node]
Blocks = list[Node]
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_STYLE = "custom-style"
_LISTS = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


def text(words: str) -> Node:
    return {"t": "Str", "c": words}


def line_break() -> Node:
    return {"t": "LineBreak"}


def marked(kind: str, inlines: Inlines) -> Node:
    """Words with a mark that pandoc knows: ``Emph``, ``Strong``, ``Superscript`` …"""
    return {"t": kind, "c": inlines}


def span(
    inlines: Inlines, attributes: Mapping[str, str], classes: Sequence[str] = (), anchor: str = ""
) -> Node:
    return {"t": "Span", "c": [[anchor, list(classes), _pairs(attributes)], inlines]}


def styled(inlines: Inlines, style: str) -> Node:
    """Words in a style for characters."""
    return span(inlines, {_STYLE: style})


def bookmark(anchor: str) -> Node:
    return span([], {}, anchor=anchor)


def link(inlines: Inlines, address: str) -> Node:
    return {"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [address, ""]]}


def image(alt: str, data: str, size: Mapping[str, str]) -> Node:
    words = [text(alt)] if alt else []
    return {"t": "Image", "c": [["", [], _pairs(size)], words, [data, ""]]}


def formula(tex: str, displayed: bool) -> Node:
    kind = "DisplayMath" if displayed else "InlineMath"
    return {"t": "Math", "c": [{"t": kind}, tex]}


def footnote(blocks: Blocks, direction: str) -> Node:
    """A footnote, whose paragraphs would have the direction of what calls it."""
    return span([{"t": "Note", "c": blocks or [para([])]}], {"dir": direction})


def between_calls() -> Node:
    """What parts the numbers of two notes."""
    return marked("Superscript", [text(",\N{NARROW NO-BREAK SPACE}")])


def is_call(node: Node) -> bool:
    """Whether a number of a note ends here."""
    if node["t"] == "Span":
        return bool(node["c"][1]) and is_call(node["c"][1][-1])
    return node["t"] in ("Note", "Superscript")


def comment_start(number: str, attributes: Mapping[str, str], words: Inlines) -> Node:
    return span(words, attributes, ["comment-start"], number)


def comment_end(number: str) -> Node:
    return span([], {}, ["comment-end"], number)


def para(inlines: Inlines, style: str = "") -> Node:
    """A paragraph, perhaps in a style."""
    node = {"t": "Para", "c": inlines}
    return div([node], {_STYLE: style}) if style else node


def close_set(blocks: Blocks) -> Blocks:
    """The blocks of a cell or an item of few words, which has no space around it."""
    if len(blocks) == 1 and blocks[0]["t"] == "Para":
        return [{"t": "Plain", "c": blocks[0]["c"]}]
    return blocks


def div(blocks: Blocks, attributes: Mapping[str, str]) -> Node:
    return {"t": "Div", "c": [["", [], _pairs(attributes)], blocks]}


def header(level: int, inlines: Inlines) -> Node:
    return {"t": "Header", "c": [level, _NO_ATTRIBUTES, inlines]}


def bullets(items: Sequence[Blocks]) -> Node:
    return {"t": "BulletList", "c": list(items)}


def enumerated(items: Sequence[Blocks], start: int, sort: str) -> Node:
    style = {"t": _LISTS.get(sort, "Decimal")}
    return {"t": "OrderedList", "c": [[start, style, {"t": "Period"}], list(items)]}


def definitions(items: Sequence[tuple[Inlines, list[Blocks]]]) -> Node:
    return {"t": "DefinitionList", "c": [list(each) for each in items]}


def rule() -> Node:
    return {"t": "HorizontalRule"}


def cell(blocks: Blocks, rows: int = 1, columns: int = 1) -> list[Any]:
    return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, rows, columns, blocks]


def table(heads: Sequence[list[Any]], rows: Sequence[list[Any]], columns: int) -> Node:
    """A table of rows, each a list of cells."""
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns
    body = [_NO_ATTRIBUTES, 0, [], [[_NO_ATTRIBUTES, each] for each in rows]]
    head = [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, each] for each in heads]]
    parts = [_NO_ATTRIBUTES, [None, []], widths, head, [body], [_NO_ATTRIBUTES, []]]
    return {"t": "Table", "c": parts}


def _pairs(attributes: Mapping[str, str]) -> list[list[str]]:
    return [[name, value] for name, value in attributes.items()]
