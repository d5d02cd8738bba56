"""Formulas are handed on as they were typed: pandoc makes Word's of them."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.math import get_node_equation_number

RENDERER = "critique_docx"
FORMULA = "critique-formula"
"""An attribute: what was typed."""


def visit_formula(translator: Any, node: nodes.Element) -> None:
    """One among words."""
    translator.body.append(translator.starttag(node, "span", "", **{FORMULA: node.astext()}))
    translator.body.append("</span>")
    raise nodes.SkipNode


def visit_displayed(translator: Any, node: nodes.math_block) -> None:
    """One by itself, with its number if it has one."""
    tex = node.astext().strip()
    if ("\\\\" in tex or "&" in tex) and "\\begin{" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    number = f"({get_node_equation_number(translator, node)})" if node["number"] else ""
    start = translator.starttag(node, "div", "", **{FORMULA: tex})
    translator.body.append(f"{start}{translator.encode(number)}</div>\n")
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Have them so where a Word file is made, and only there.

    Pages would take what is registered beside MathJax for what the project chose.
    """
    app.add_html_math_renderer(RENDERER, (visit_formula, None), (visit_displayed, None))
