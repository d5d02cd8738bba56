"""Excerpts and annotations as LaTeX, set by a package of ours (``sphinxcritique.sty``)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeGuard

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ...layout.base import Dressed, DressTransform
from ...model.identifiers import lemma_identifier
from ...model.nodes import ancestors, call, elements, remark
from ...model.steps import Step
from . import colours, packages
from .languages import latex_name
from .nodes import (
    VISITORS,
    latex_block,
    latex_inline,
    latex_language,
    latex_line,
    latex_page,
    latex_words,
)

PACKAGE = "sphinxcritique"
_NOT_QUOTED = (latex_line, nodes.attribution, latex_block, remark)
_AROUND_TABLES = (
    nodes.document,
    nodes.section,
    nodes.compound,
    nodes.container,
    addnodes.start_of_file,
)
STYLE = Path(__file__).parent / f"{PACKAGE}.sty"


class DressAsLatex(DressTransform):
    """Gives each neutral node its environment or command."""

    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        if not self.config.latex_use_xindy:
            for index in elements(self.document, addnodes.index):
                index["entries"] = list(filter(self._can_sort, index["entries"]))
        super().run(**kwargs)
        if self.medium.is_book:
            for table in filter(_may_break, elements(self.document, nodes.table)):
                table["classes"].append("longtable")
                _keep_heading(table)
        for quote in elements(self.document, nodes.block_quote):
            if "quotation" in quote or "language" in quote:
                quote[:] = self._in_language(quote, quote.children)
        for line in elements(self.document, nodes.attribution):
            # Sphinx writes three hyphens, which are a dash with one of the engines only.
            line.replace_self(latex_line("", "", *line.children, name="critiqueattributed"))

    def _can_sort(self, entry: tuple[str, ...]) -> bool:
        """Of ours, not those that makeindex would cut in the middle of their first letter."""
        return entry[1][:1].isascii() or self.edition.get(entry[2]) is None

    def dress_call(self, node: nodes.Element) -> nodes.Node:
        follows = isinstance(node.previous_sibling(), call)
        name = "critiquenextcall" if follows else "critiquecall"
        colours = [self.colour_of(node)] if self.medium.is_book else []
        return latex_inline("", "", self.link_of(node), name=name, options=colours)

    def dress_cut(self, node: nodes.Element) -> list[nodes.Node]:
        return node.children

    def dress_page(self, node: nodes.Element) -> nodes.Node:
        label = f"{node['docname']}:{node['anchor']}"
        return latex_page("", "", label=label)

    def dress_lemma(self, node: nodes.Element) -> list[nodes.Node]:
        """Underlined words, of which those of a lemma within it have a second line.

        Side by side, since an underline within another cannot be broken over lines.
        """
        colour = self.colour_of(node)
        words = [_underlined(child, colour) for child in node.children]
        if not node["first"]:
            return words
        return [nodes.target("", "", ids=[lemma_identifier(node["annotation"])]), *words]

    def colour_of(self, node: nodes.Element) -> str:
        """The colour of a note, or of the mark of its lemma."""
        return colours.in_latex(self.build.kinds[node["kind"]])

    def dress_quote(self, node: nodes.Element) -> nodes.Node:
        name = self._language(node)
        if name:
            return latex_words("", "", *node.children, name=name)
        return nodes.inline("", "", *node.children)

    def _language(self, node: nodes.Element) -> str:
        """The language of what is quoted as LaTeX names it, empty where it has nothing for it."""
        spoken = self.spoken(node)
        if spoken is None or spoken.language == self.document_spoken.language:
            return ""
        return latex_name(spoken.language)

    def _in_language(self, node: nodes.Element, children: Iterable[nodes.Node]) -> list[nodes.Node]:
        """The words of a passage in their language; lines of ours stay in that of the edition."""
        name, parts = self._language(node), list(children)
        if not name:
            return parts
        last = next(
            (n for n, each in enumerate(parts) if isinstance(each, _NOT_QUOTED)), len(parts)
        )
        words = latex_language("", *parts[:last], name=name)
        return [words, *parts[last:]] if last else parts

    def dress_remark(self, node: nodes.Element) -> nodes.Node:
        role = node.get("role") or type(node).__name__
        return latex_line("", "", *node.children, name=f"critique{role}")

    dress_locus = dress_remark

    def dress_heading(self, node: nodes.Element) -> nodes.Node:
        number, *rest = node.children
        return latex_line("", "", _as_number(number), *rest, name="critiqueheading")

    def dress_replies(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name="critiquereplies")

    def dress_excerpt(self, node: nodes.Element) -> nodes.Node:
        body: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.attribution):
                child = latex_line("", "", *child.children, name="critiqueattribution")
            body.append(child)
        set_place(node.get("place", ""), body)
        body = self._in_language(node, body)
        return latex_block("", *body, name="critiqueexcerpt", ids=node["ids"])

    def dress_translation(self, node: nodes.Element) -> nodes.Node:
        words = self._in_language(node, node.children)
        return latex_block("", *words, name="critiquetranslation")

    def dress_annotation(self, node: nodes.Element) -> nodes.Node:
        note = latex_block("", *node.children, name="critiquenote", ids=node["ids"])
        note["options"] = [self.colour_of(node)]
        return note

    def dress_listed(self, node: nodes.Element) -> nodes.Node:
        return nodes.container("", *node.children, classes=node["classes"])

    def dress_roll(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name=f"critique{node['form']}")

    def dress_leaf(self, node: nodes.Element) -> Dressed:
        form = node["form"]
        own = self._of_the_project(form)
        if own is not None:
            return own
        options = [str(node["depth"])] if "depth" in node else []
        if form == "halftitle":
            for line in elements(node, latex_line):
                line[:] = [latex_inline("", "", *line.children, name="critiqueedition")]
        return latex_block("", *node.children, name=f"critique{form}", options=options)

    def _of_the_project(self, form: str) -> Dressed | None:
        """What the project itself has for a page before the text."""
        name = {"titlepage": "maketitle", "contents": "tableofcontents"}.get(form, "")
        if name in self.config.latex_elements:
            return nodes.raw("", self.config.latex_elements[name], format="latex")
        return [] if form == "halftitle" and "maketitle" in self.config.latex_elements else None

    def dress_group(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name="critiquegroup")


def _may_break(table: nodes.table) -> bool:
    """Whether a table stands among paragraphs, and is of those that can go on overleaf."""
    return all(type(each) in _AROUND_TABLES for each in ancestors(table))


def _keep_heading(table: nodes.table) -> None:
    """Have room for a heading and the rows below it, which LaTeX may put on two pages."""
    node: nodes.Element = table
    while node.parent is not None and not isinstance(node.previous_sibling(), nodes.title):
        if not _is_first(node):
            return
        node = node.parent
    section = node.parent
    if section is not None and section.parent is not None:
        room = nodes.raw("", r"\critiqueroom", format="latex")
        section.parent.insert(section.parent.index(section), room)


def _is_first(node: nodes.Element) -> bool:
    before = node.parent.children[: node.parent.index(node)]
    return all(isinstance(each, nodes.Invisible) for each in before)


def set_place(place: str, body: Iterable[nodes.Node]) -> None:
    """Put the place of a passage into its first line, from where it goes into the margin."""
    paragraphs = (each for part in body for each in part.findall() if _holds_words(each))
    if place and (first := next(paragraphs, None)) is not None:
        first.insert(0, latex_inline("", place, name="critiqueplace"))


def _holds_words(node: nodes.Node) -> TypeGuard[nodes.TextElement]:
    return isinstance(node, (nodes.paragraph, nodes.line)) and bool(node.children)


def _as_number(node: nodes.Node) -> nodes.Node:
    """A link bears no class of its own in LaTeX."""
    if not isinstance(node, nodes.reference):
        return node
    return nodes.inline("", "", node, classes=node["classes"])


def _underlined(node: nodes.Node, colour: str) -> nodes.Node:
    if isinstance(node, nodes.target):
        return node
    if isinstance(node, latex_inline) and node["name"].startswith("critiquelemma"):
        node["name"] = "critiquelemmata"
        node["options"] = [colour, node["options"][-1]]
        return node
    return latex_inline("", "", node, name="critiquelemma", options=[colour])


def add_package(app: Sphinx, builder: Builder) -> None:
    """Load the package."""
    if packages.is_needed(app):
        packages.load(app, STYLE)


def setup(app: Sphinx) -> None:
    """Dress neutral nodes as LaTeX."""
    for node, visitors in VISITORS.items():
        app.add_node(node, latex=visitors)
    app.add_post_transform(DressAsLatex)
    Step.ADD_LATEX_STYLE.connect(app, add_package)
