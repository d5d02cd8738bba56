"""Counts as bars: SVG on the web, rules in LaTeX; in words the table beside them tells all."""

from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.medium import Medium
from ...locale import _
from ...locale.punctuation import colon, with_commas
from ...texts.languages import runs_to_left
from ..latex.scripts import printed

_WIDTH, _BAR, _ROW = 600, 14, 42
_LONGEST = 70
_NUMBERS = 40
_FROM_THE_RIGHT = ' direction="ltr" text-anchor="end"'
TURNED, AS_BEFORE = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class chart(nodes.container):
    """Bars: ``bars`` are pairs of a label and a count."""


def svg(bars: Sequence[tuple[str, int]], alone: bool, turned: bool = False) -> str:
    """The bars as SVG; ``alone`` in a file of its own, else within a page and in its colours.

    They begin at the right if ``turned``: in a language that runs from there.
    """
    most = max(count for _label, count in bars)
    height = _ROW * len(bars)
    title = escape(_("Bar chart: {counts}").format(counts=_in_words(bars)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' class="critique-chart" role="img" aria-label="{title}"'
        f' font-family="sans-serif" font-size="14"{_FROM_THE_RIGHT if turned else ""}>'
    ]
    if alone:
        parts.append(f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>')
    for place, (label, count) in enumerate(bars):
        top = place * _ROW
        length = round((_WIDTH - _NUMBERS) * count / most, 1)
        middle = top + 22 + _BAR - 2
        words, first, bar, number = escape(_cut(label)), 0, 0.0, length + 6
        if turned:
            words, first = f"{TURNED}{words}{AS_BEFORE}", _WIDTH
            bar, number = _WIDTH - length, _WIDTH - number
        parts.append(f'<text x="{first}" y="{top + 16}" fill="currentColor">{words}</text>')
        parts.append(
            f'<rect class="critique-bar" x="{bar:g}" y="{top + 22}" width="{length}"'
            f' height="{_BAR}" fill="#3f6be0"/>'
        )
        parts.append(f'<text x="{number:g}" y="{middle}" fill="currentColor">{count}</text>')
    return "\n".join([*parts, "</svg>"])


def _in_words(bars: Sequence[tuple[str, int]]) -> str:
    between = colon()
    return with_commas(f"{label}{between}{count}" for label, count in bars)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def visit_html(translator: Any, node: nodes.Element) -> None:
    """Within the page; in an EPUB, whose manifest must know of SVG in a page, as a file."""
    builder = translator.builder
    turned = runs_to_left(builder.config.language)
    if Medium.of(builder).is_epub:
        drawing = svg(node["bars"], alone=True, turned=turned)
        name = f"critique-chart-{sha256(drawing.encode()).hexdigest()[:16]}.svg"
        path = Path(builder.outdir) / builder.imagedir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing, encoding="utf-8")
        alt = _in_words(node["bars"])
        source = escape(f"{builder.imgpath}/{name}")
        translator.body.append(f'<p><img src="{source}" alt="{escape(alt)}" /></p>\n')
    else:
        translator.body.append(f"{svg(node['bars'], alone=False, turned=turned)}\n")
    raise nodes.SkipNode


def visit_latex(translator: Any, node: nodes.Element) -> None:
    """A label, a rule and a number for each."""
    most = max(count for _label, count in node["bars"])
    translator.body.append("\n\\begin{critiquechart}\n")
    for label, count in node["bars"]:
        share = f"{count / most:.4f}"
        words = printed(translator, label)
        translator.body.append(f"\\critiquebar{{{words}}}{{{share}}}{{{count}}}\n")
    translator.body.append("\\end{critiquechart}\n")
    raise nodes.SkipNode


def _skip(translator: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the visitors."""
    plain: Any = dict.fromkeys(("text", "man", "texinfo"), (_skip, None))
    app.add_node(chart, html=(visit_html, None), latex=(visit_latex, None), **plain)
