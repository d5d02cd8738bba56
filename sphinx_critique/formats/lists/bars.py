"""A count as a bar: SVG on a web page, a picture in an EPUB, rules on paper.

As strokes are, what is against a passage is tall, what is for it half as tall, all else low.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.medium import Medium
from ...model.kinds import Stance
from ...texts.languages import runs_to_left
from ..latex import colours
from .maker import Share

COLOURS: Final = {"against": "#a3202c", "for": "#17694a", "neutral": "#2f4f9e", "": "#5a5f6b"}
"""Of stances, and of what has none, where no style sheet gives them."""
_LONG: Final = 240
_TALL: Final = 10
_HEIGHTS: Final = {Stance.AGAINST: _TALL, Stance.FOR: 6, Stance.NEUTRAL: 3}
_LEAST: Final = 2.0
"""Of a bar something is to be seen."""


class bar(nodes.inline):
    """A bar of some ``shares``, in the measure of one that counts ``most``."""


def _length(share: Share, most: int) -> float:
    return round(max(_LEAST, _LONG * share.number / most), 1)


def _colour(share: Share) -> str:
    return (share.kind.colour if share.kind else "") or COLOURS[share.stance]


def _look(share: Share, alone: bool) -> str:
    if alone:
        return f'fill="{escape(_colour(share))}"'
    kind = f" critique-{share.kind.name}" if share.kind else ""
    return f'class="critique-points critique-{share.stance}{kind}"'


def drawn(shares: Sequence[Share], most: int, turned: bool, alone: bool = False) -> str:
    """The bar as SVG; ``alone`` in a file of its own, else within a page and in its colours.

    It begins at the right if ``turned``: in a language that runs from there.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="critique-bar" width="{_LONG}"'
        f' height="{_TALL}" viewBox="0 0 {_LONG} {_TALL}" preserveAspectRatio="none"'
        ' aria-hidden="true">'
    ]
    along = 0.0
    for share in shares:
        height, length = _HEIGHTS[share.stance], _length(share, most)
        x = _LONG - along - length if turned else along
        parts.append(
            f'<g {_look(share, alone)}><rect x="{x:g}" y="{_TALL - height}" width="{length:g}"'
            f' height="{height}" stroke="none"/></g>'
        )
        along += length
    return "".join([*parts, "</svg>"])


def visit_html(translator: Any, node: nodes.Element) -> None:
    """Within the page; in an EPUB, whose manifest must know of SVG in a page, as a file."""
    builder, shares, most = translator.builder, node["shares"], node["most"]
    turned, medium = runs_to_left(builder.config.language), Medium.of(builder)
    if medium.is_epub:
        drawing = drawn(shares, most, turned, alone=True)
        name = f"critique-bar-{sha256(drawing.encode()).hexdigest()[:16]}.svg"
        path = Path(builder.outdir) / builder.imagedir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing, encoding="utf-8")
        source = escape(f"{builder.imgpath}/{name}")
        translator.body.append(f'<img class="critique-bar" src="{source}" alt="" />')
    elif medium.is_pdf:
        translator.body.append("".join(_rules(shares, most)))
    else:
        translator.body.append(drawn(shares, most, turned))
    raise nodes.SkipNode


def _rules(shares: Sequence[Share], most: int) -> Iterator[str]:
    """Elements of so much width: of a picture a PDF would have to say what it shows."""
    for share in shares:
        hundredths = round(100 * _length(share, most) / _LONG)
        names = [share.stance, *([share.kind.name] if share.kind else []), f"share-{hundredths}"]
        look = " ".join(f"critique-{name}" for name in ("share", *names))
        yield f'<span class="{look}"></span>'


def widths() -> str:
    """The style sheet of these elements; their colours are those of all that has a stance."""
    return "".join(f".critique-share-{n} {{ width: {0.7 * n:.1f}%; }}\n" for n in range(1, 101))


def visit_latex(translator: Any, node: nodes.Element) -> None:
    """A rule for each share."""
    for share in node["shares"]:
        colour = colours.in_latex(share.kind) if share.kind else share.stance
        height = _HEIGHTS[share.stance] / _TALL
        length = _length(share, node["most"]) / _LONG
        translator.body.append(f"\\critiqueshare{{{colour}}}{{{length:.4f}}}{{{height:g}}}")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the visitors; where nothing is drawn there are no bars."""
    app.add_node(bar, html=(visit_html, None), latex=(visit_latex, None))
