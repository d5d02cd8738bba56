"""A score as a picture: a line for each kind, the pages of the work from left to right.

Points of one place stand above each other; those of each stance have a form of their own, so that
the picture is legible without colour. What it shows a table beside it tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from ...edition.lists.score import Arc, Point, Score, ScoreRow
from ...layout.medium import Medium
from ...locale import _
from ...locale.punctuation import colon, with_commas
from ...model.kinds import Kind, Stance
from ...texts.languages import runs_to_left
from ..faces import FAMILY
from ..latex import colours
from ..latex.scripts import printed
from .bars import COLOURS

TURNED, AS_BEFORE = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_WIDTH: Final = 720
_LEFT, _RIGHT, _BESIDE = 132, 36, 44
_ROW, _OVER, _RADIUS = 20, 8, 3.6
_FACES: Final = f"{FAMILY}, serif"
"""On a web page those of the page, as its style sheet says."""
_HIGHEST: Final = 72
_NEAR: Final = 0.011
"""Points nearer to each other than this share of the work stand above each other."""


class Staves(NamedTuple):
    """What is drawn."""

    score: Score
    kinds: Mapping[str, Kind]

    @property
    def told(self) -> str:
        """The picture in words."""
        rows = (f"{self.name(row.kind)} {len(row.points)}" for row in self.score.rows)
        return _("Where in the work the annotations fall: {rows}").format(rows=with_commas(rows))

    def name(self, kind: str) -> str:
        return _(self.kinds[kind].title)

    def stance(self, kind: str) -> Stance:
        return self.kinds[kind].stance


class staves(nodes.container):
    """A picture (``drawn``), the points of which lead to ``uris``, by the ids of annotations."""


class _Placed(NamedTuple):
    """A point at its place in a row; ``level`` counts those beneath it."""

    point: Point
    x: float
    level: int


class _Svg:
    """Draws; ``alone`` in a file of its own, else within a page and in its colours."""

    def __init__(self, drawn: Staves, uris: Mapping[str, str], alone: bool, turned: bool) -> None:
        self.drawn = drawn
        self.uris = uris
        self.alone = alone
        self.turned = turned
        score = drawn.score
        self.whole = any(point.at is None for row in score.rows for point in row.points)
        self.end = _WIDTH - _RIGHT - (_BESIDE if self.whole else 0)
        self.top = _HIGHEST + 8 if score.arcs else 8

    def __str__(self) -> str:
        parts: list[str] = []
        y = self.top + 6.0
        for row in self.drawn.score.rows:
            placed = list(self._placed(row))
            y += _ROW + _OVER * max((each.level for each in placed), default=0)
            parts += self._row(row, placed, y)
        bottom = y + 12
        lines = [*self._grid(bottom), *map(self._arc, self.drawn.score.arcs), *parts]
        return "\n".join([self._opening(bottom + 22), *lines, "</svg>"])

    def _opening(self, height: float) -> str:
        told = escape(self.drawn.told)
        known = f'role="img" aria-label="{told}"' if self.alone else 'aria-hidden="true"'
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}"'
            f' class="critique-staves" {known}'
            f' font-family="{_FACES}" font-size="12" direction="ltr">'
        )
        if not self.alone:
            return opening
        return f'{opening}\n<rect width="{_WIDTH}" height="{height:g}" fill="#ffffff"/>'

    def _x(self, x: float) -> str:
        return f"{round(_WIDTH - x if self.turned else x, 2):g}"

    def _at(self, share: float) -> float:
        return _LEFT + 8 + share * (self.end - _LEFT - 16)

    def _words(self, x: float, y: float, words: str, anchor: str = "middle") -> str:
        turned = {"start": "end", "end": "start"} if self.turned else {}
        said = f"{TURNED}{words}{AS_BEFORE}" if self.turned else words
        return (
            f'<text x="{self._x(x)}" y="{y:g}" text-anchor="{turned.get(anchor, anchor)}"'
            f' fill="currentColor">{escape(said)}</text>'
        )

    def _grid(self, bottom: float) -> Iterator[str]:
        rule = 'stroke="currentColor" stroke-opacity="0.25"'
        last = -99.0
        for share, words in self.drawn.score.ticks:
            x = self._at(share)
            if x - last < 7 * max(3, len(words)):
                continue
            last = x
            yield f'<path d="M{self._x(x)} {self.top}V{bottom:g}" {rule}/>'
            yield self._words(x, bottom + 15, words)
        if self.whole:
            yield self._words(self.end + _BESIDE / 2, bottom + 15, _("whole"))
        across = f"M{self._x(_LEFT)} {self.top}H{self._x(self.end)}"
        yield f'<path d="{across}" stroke="currentColor" stroke-opacity="0.6"/>'
        if self.drawn.score.unit:
            yield self._words(_LEFT - 10, bottom + 15, _("page"), "end")

    def _arc(self, arc: Arc) -> str:
        start, end = sorted((self._at(arc.start), self._at(arc.end)))
        rise = min(_HIGHEST, 8 + (end - start) / 2)
        first, last = self._x(start), self._x(end)
        curve = f"M{first} {self.top}C{first} {self.top - rise * 1.3:.5g}"
        curve += f" {last} {self.top - rise * 1.3:.5g} {last} {self.top}"
        title = escape(f"{arc.ref.label}{colon()}{with_commas(arc.places)}")
        return (
            f'<path class="critique-arc" d="{curve}" fill="none" stroke="currentColor"'
            f' stroke-opacity="0.6"><title>{title}</title></path>'
        )

    def _placed(self, row: ScoreRow) -> Iterator[_Placed]:
        before, level, beside = -1.0, 0, 0
        for point in row.points:
            if point.at is None:
                x = self.end + 6 + 9 * (beside % 4)
                yield _Placed(point, x, beside // 4)
                beside += 1
                continue
            level = level + 1 if point.at - before < _NEAR else 0
            before = before if level else point.at
            yield _Placed(point, self._at(point.at), level)

    def _row(self, row: ScoreRow, placed: Sequence[_Placed], y: float) -> Iterator[str]:
        stance = self.drawn.stance(row.kind)
        colour = self.drawn.kinds[row.kind].colour or COLOURS[stance]
        # A page has colours of its own; WeasyPrint reads no style sheet for what is drawn.
        fill = f' fill="{colour}" stroke="{colour}"'
        yield self._words(_LEFT - 10, y + 4, self.drawn.name(row.kind), "end")
        yield self._words(_WIDTH - 4, y + 4, str(len(row.points)), "end")
        yield f'<g class="critique-points critique-{stance} critique-{row.kind}"{fill}>'
        for each in placed:
            yield self._point(each, stance, y - _OVER * each.level)
        yield "</g>"

    def _point(self, placed: _Placed, stance: Stance, y: float) -> str:
        ref, place = placed.point.ref, placed.point.place
        title = escape(with_commas((ref.label, place or _("the work as a whole"))))
        form = _form(stance, self._x(placed.x), y, title)
        uri = self.uris.get(ref.anchor, "")
        if self.alone or not uri:
            return form
        return f'<a href="{escape(uri)}" tabindex="-1">{form}</a>'


def _form(stance: Stance, x: str, y: float, title: str) -> str:
    """Against a passage a disc, for it a ring, else a lozenge."""
    said = f"<title>{title}</title>"
    if stance is Stance.NEUTRAL:
        side = _RADIUS + 0.6
        lozenge = f"M{x} {y - side:g}l{side} {side} {-side} {side} {-side} {-side}z"
        return f'<path d="{lozenge}">{said}</path>'
    hollow = ' fill="none" stroke-width="2"' if stance is Stance.FOR else ""
    radius = _RADIUS - 0.8 if stance is Stance.FOR else _RADIUS
    return f'<circle cx="{x}" cy="{y:g}" r="{radius:g}"{hollow}>{said}</circle>'


def visit_html(translator: Any, node: nodes.Element) -> None:
    """Within the page; in an EPUB, whose manifest must know of SVG in a page, as a file."""
    builder = translator.builder
    turned = runs_to_left(builder.config.language)
    drawn: Staves = node["drawn"]
    if Medium.of(builder).is_epub:
        drawing = str(_Svg(drawn, {}, alone=True, turned=turned))
        name = f"critique-score-{sha256(drawing.encode()).hexdigest()[:16]}.svg"
        path = Path(builder.outdir) / builder.imagedir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing, encoding="utf-8")
        source = escape(f"{builder.imgpath}/{name}")
        translator.body.append(f'<p><img src="{source}" alt="{escape(drawn.told)}" /></p>\n')
    else:
        drawing = str(_Svg(drawn, node["uris"], alone=False, turned=turned))
        translator.body.append(f"{drawing}\n")
    raise nodes.SkipNode


def visit_latex(translator: Any, node: nodes.Element) -> None:
    """A line for each kind, with marks at their places; arcs are in the table."""
    drawn: Staves = node["drawn"]
    lines = ["\n\\begin{critiquescore}\n"]
    for row in drawn.score.rows:
        name, colour = (
            printed(translator, drawn.name(row.kind)),
            colours.in_latex(drawn.kinds[row.kind]),
        )
        marks = "".join(
            f"\\critiquepoint{{{point.at:.4f}}}" for point in row.points if point.at is not None
        )
        whole = sum(point.at is None for point in row.points)
        lines.append(f"\\critiquestaff{{{name}}}{{{colour}}}{{{len(row.points)}}}{{{marks}}}")
        lines.append(f"{{{whole or ''}}}\n")
    ticks = "".join(
        f"\\critiquetick{{{share:.4f}}}{{{printed(translator, words)}}}"
        for share, words in _apart(drawn.score.ticks)
    )
    lines.append(f"\\critiquescale{{{ticks}}}\n\\end{{critiquescore}}\n")
    translator.body.append("".join(lines))
    raise nodes.SkipNode


def _apart(ticks: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    last = -1.0
    for share, words in ticks:
        if share - last > 0.02 * max(2, len(words)):
            last = share
            yield share, words


def _skip(translator: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the visitors."""
    plain: Any = dict.fromkeys(("text", "man", "texinfo"), (_skip, None))
    app.add_node(staves, html=(visit_html, None), latex=(visit_latex, None), **plain)
