"""Excerpts and annotations as LaTeX, set by a package of ours (``sphinxcritique.sty``)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..names import lemma_identifier
from .base import DressTransform

PACKAGE = "sphinxcritique"
STYLE = Path(__file__).parent.parent / "latex" / f"{PACKAGE}.sty"


class latex_block(nodes.container):
    """An environment; ``name`` and ``options`` are ours and need no escape."""


class latex_line(nodes.paragraph):
    """An environment with words in it."""


class latex_inline(nodes.inline):
    """A command with one argument; ``name`` and ``options`` are ours and need no escape."""


class DressAsLatex(DressTransform):
    """Gives each neutral node its environment or command."""

    formats = ("latex",)

    def dress_call(self, node: nodes.Element) -> nodes.Node:
        return latex_inline("", "", self.link_of(node), name="critiquecall")

    def dress_lemma(self, node: nodes.Element) -> nodes.Node:
        mark = latex_inline("", "", *node.children, name="critiquelemma")
        mark["options"] = [self.stance_of(node)]
        if node["first"]:
            mark["ids"] = [lemma_identifier(node["annotation"])]
        return mark

    def dress_quote(self, node: nodes.Element) -> nodes.Node:
        return nodes.inline("", "", *node.children)

    def dress_remark(self, node: nodes.Element) -> nodes.Node:
        role = node.get("role") or type(node).__name__
        return latex_line("", "", *node.children, name=f"critique{role}")

    dress_heading = dress_locus = dress_remark

    def dress_replies(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name="critiquereplies")

    def dress_excerpt(self, node: nodes.Element) -> nodes.Node:
        body: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.attribution):
                child = latex_line("", "", *child.children, name="critiqueattribution")
            body.append(child)
        return latex_block("", *body, name="critiqueexcerpt", ids=node["ids"])

    def dress_annotation(self, node: nodes.Element) -> nodes.Node:
        options = [self.stance_of(node)]
        return latex_block(
            "", *node.children, name="critiquenote", options=options, ids=node["ids"]
        )

    def dress_group(self, node: nodes.Element) -> nodes.Node:
        return latex_block("", *node.children, name="critiquegroup")


def _options(node: nodes.Element) -> str:
    options: list[str] = node.get("options", [])
    return "".join(f"{{{option}}}" for option in options)


def _targets(translator: Any, node: nodes.Element) -> Iterable[str]:
    # Ids after the first are labels, which have nodes of their own.
    return (translator.hypertarget(each, anchor=True) for each in node["ids"][:1])


def visit_block(translator: Any, node: nodes.Element) -> None:
    """Begin an environment, with what links to it."""
    translator.body.append(f"\n\\begin{{{node['name']}}}{_options(node)}%\n")
    translator.body.extend(_targets(translator, node))


def depart_block(translator: Any, node: nodes.Element) -> None:
    """End an environment."""
    translator.body.append(f"\n\\end{{{node['name']}}}\n")


def visit_inline(translator: Any, node: nodes.Element) -> None:
    """Begin a command, with what links to it before it."""
    translator.body.extend(_targets(translator, node))
    translator.body.append(f"\\{node['name']}{_options(node)}{{")


def depart_inline(translator: Any, node: nodes.Element) -> None:
    """End a command."""
    translator.body.append("}")


def add_package(app: Sphinx, config: Any) -> None:
    """Have the package copied beside the LaTeX file."""
    config.latex_additional_files = [*config.latex_additional_files, str(STYLE)]


def setup(app: Sphinx) -> None:
    """Dress neutral nodes as LaTeX."""
    for block in (latex_block, latex_line):
        app.add_node(block, latex=(visit_block, depart_block))
    app.add_node(latex_inline, latex=(visit_inline, depart_inline))
    app.add_post_transform(DressAsLatex)
    app.add_latex_package(PACKAGE, after_hyperref=True)
    app.connect("config-inited", add_package, priority=400)
