"""Excerpts and annotations as LaTeX, set by a package of ours (``sphinxcritique.sty``)."""

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ...layout.base import DressTransform
from ...model.identifiers import lemma_identifier
from ...model.nodes import call, elements, remark
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
STYLE = Path(__file__).parent / f"{PACKAGE}.sty"


class DressAsLatex(DressTransform):
    """Gives each neutral node its environment or command."""

    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        if not self.config.latex_use_xindy:
            for index in elements(self.document, addnodes.index):
                index["entries"] = list(filter(self._can_sort, index["entries"]))
        super().run(**kwargs)
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
        return latex_inline("", "", self.link_of(node), name=name)

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

    def dress_group(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name="critiquegroup")


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
