"""Page numbers after the links of a printed page: “excerpt 4 (p. 12)”."""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from ...layout.references import REFERENCES
from ...locale import _
from ...model.nodes import ancestors
from ...texts.languages import runs_to_left

STYLE_SHEET = "critique-pages.css"
PAGED = "critique-paged"
_UNPAGED = {"critique-call", "critique-number", "critique-first", "headerlink"}
_FOUND_BY_ORDER = (
    nodes.citation,
    nodes.footnote,
    nodes.term,
    nodes.math_block,
    nodes.citation_reference,
    nodes.footnote_reference,
)
"""What a reader finds without a page number: by its place in an alphabet, or on the same page."""


_TURNED_HEADS = """
@page {
  @top-left { content: string(chapter, first-except); }
  @top-right { content: string(edition); }
}

@page title-page {
  @top-left { content: none; }
  @top-right { content: none; }
}

@page contents-page {
  @top-left { content: none; }
  @top-right { content: string(edition); }
}
"""


def mark_paged(tree: nodes.document) -> None:
    """Give a class to each link within the edition whose page a reader must be told."""
    targets = dict(_targets(tree))
    for link in tree.findall(nodes.reference):
        target = targets.get(str(link.get("refid") or link.get("refuri", "")).removeprefix("#"))
        if target is not None and _is_told(link, target):
            link["classes"].append(PAGED)


def style_sheet(language: str, heads: bool = True) -> str:
    """The rules that print page numbers, with the language's word for a page, and running heads."""
    before, _found, after = str(_("p. {page}")).partition("{page}")
    # A number stands on the line of its abbreviation.
    before, after = (part.replace(" ", "\N{NO-BREAK SPACE}") for part in (before, after))
    number = "target-counter(attr(href), page)"
    content = f"{_quoted(f' ({before}')} {number} {_quoted(f'{after})')}"
    turned = _TURNED_HEADS if heads and runs_to_left(language) else ""
    return f'@charset "utf-8";\n\na.{PAGED}::after {{ content: {content}; }}\n{turned}'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\a ")
    return f'"{escaped}"'


def _targets(tree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    for node in tree.findall(nodes.Element):
        yield from ((str(each), node) for each in node["ids"])
        if isinstance(node, addnodes.start_of_file):
            yield f"document-{node['docname']}", node


def _is_told(link: nodes.reference, target: nodes.Element) -> bool:
    if _UNPAGED.intersection(link["classes"]) or _is_found_by_order(target):
        return False
    around = set(map(id, ancestors(link)))
    if id(target) in around or any(isinstance(each, nodes.title) for each in ancestors(link)):
        return False
    # What stands in one group stands together on paper.
    return not any(id(each) in around for each in ancestors(target) if _is_group(each))


def _is_found_by_order(target: nodes.Element) -> bool:
    if isinstance(target, _FOUND_BY_ORDER):
        return True
    return any(REFERENCES in each["classes"] for each in ancestors(target))


def _is_group(node: nodes.Element) -> bool:
    return "critique-group" in node["classes"]
