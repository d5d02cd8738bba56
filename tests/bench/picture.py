"""Draw for the guide what a build costs as editions grow: ``python -m tests.bench.picture``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor, log
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from .checking import load
from .comparing import Row
from .measuring import CLEAN, EDITED, UNCHANGED, Build

PICTURE = Path(__file__).parents[2] / "example_docs" / "guide" / "howto" / "costs.svg"
TITLE = "CPU of a build, as a multiple of the bare edition’s"
BELOW = "notes of the edition"
BARE = "bare: 1"
WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 48, 500, 44, 290
APART = 17
"""Between the names of two lines that end close to each other."""
TICKS = 6


class Look(NamedTuple):
    """Of a line: its name, its colours in the light and in the dark, and its dashes."""

    name: str
    light: str
    dark: str
    dashes: str

    @property
    def mark(self) -> str:
        """Its class."""
        return self.name.replace(" ", "-")


LOOKS: Mapping[Build, Look] = {
    CLEAN: Look("clean", "#1b4f9c", "#8ab4f0", "none"),
    UNCHANGED: Look("nothing changed", "#98380f", "#f2a584", "7 4"),
    EDITED: Look("one edit", "#25633a", "#8fd3a4", "2 3"),
}
PAPER, INK, HAIRLINE = ("#ffffff", "#191815"), ("#222222", "#e8e6e1"), ("#c9c9c9", "#4d4b46")
Curve = list[tuple[int, float]]
"""Numbers of notes, and the ratio at each."""


def curves(kept: Mapping[Row, float]) -> dict[Build, Curve]:
    """The lines of the picture, of those builds that were kept."""
    found = {
        build: sorted(
            (row.notes, ratio)
            for row, ratio in kept.items()
            if (row.against, row.build, row.figure) == ("bare", build.name, "cpu")
        )
        for build in LOOKS
    }
    return {build: curve for build, curve in found.items() if curve}


@dataclass(frozen=True)
class Scales:
    """From notes, by their logarithm, and ratios to places in the picture."""

    fewest: int
    most: int
    low: float
    step: float
    steps: int

    @classmethod
    def of(cls, lines: Mapping[Build, Curve]) -> "Scales":
        """Wide enough for all lines and for the bare edition."""
        notes = [number for curve in lines.values() for number, _ in curve]
        ratios = [1.0, *(ratio for curve in lines.values() for _, ratio in curve)]
        for step in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10):
            low, high = floor(min(ratios) / step), ceil(max(ratios) / step)
            if high - low < TICKS:
                break
        return cls(min(notes), max(notes), low * step, step, max(1, high - low))

    def x(self, notes: int) -> float:
        share = log(notes / self.fewest) / (log(self.most / self.fewest) or 1)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def y(self, ratio: float) -> float:
        share = (ratio - self.low) / (self.step * self.steps)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    @property
    def ticks(self) -> list[float]:
        return [round(self.low + number * self.step, 2) for number in range(self.steps + 1)]


def element(name: str, *children: str, **attributes: object) -> str:
    """An element; underscores in names of attributes are hyphens, a last one is left out."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(children)}</{name}>"


def text(words: str, x: float, y: float, class_: str = "ink", anchor: str = "start") -> str:
    return element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)


def drawn(kept: Mapping[Row, float]) -> str:
    """The picture: one line each for what is built, with words as words."""
    lines = curves(kept)
    if not lines:
        raise SystemExit("nothing to draw: python -m tests.bench --keep")
    scales = Scales.of(lines)
    parts = [
        element("title", escape(TITLE), id="title"),
        element("desc", escape(" ".join(told(lines))), id="desc"),
        element("style", *_style()),
        element("rect", width="100%", height="100%", class_="paper"),
        text(TITLE, 12, 22),
        *_axes(scales, sorted({notes for curve in lines.values() for notes, _ in curve})),
        *(_line(build, curve, scales) for build, curve in lines.items()),
        *_names(lines, scales),
    ]
    return (
        element(
            "svg",
            "\n",
            *(f"{part}\n" for part in parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            width=WIDTH,
            height=HEIGHT,
            role="img",
            aria_labelledby="title desc",
            font_family="system-ui, sans-serif",
            font_size=13,
        )
        + "\n"
    )


def told(lines: Mapping[Build, Curve]) -> Iterator[str]:
    """What the lines show, for whoever does not see them."""
    for build, curve in lines.items():
        points = ", ".join(f"{ratio:.2f} at {notes:,} notes" for notes, ratio in curve)
        yield f"{LOOKS[build].name.capitalize()}: {points}."


def _style() -> Iterator[str]:
    for dark in False, True:
        yield "\n@media (prefers-color-scheme: dark) {" if dark else ""
        yield f"\n.paper {{ fill: {PAPER[dark]} }} .ink {{ fill: {INK[dark]} }}"
        yield f"\n.rule {{ stroke: {HAIRLINE[dark]} }} .bare {{ stroke: {INK[dark]} }}"
        for look in LOOKS.values():
            colour = look.dark if dark else look.light
            yield f"\n.line-{look.mark} {{ stroke: {colour} }} .{look.mark} {{ fill: {colour} }}"
    yield "\n}\n"


def _axes(scales: Scales, notes: list[int]) -> Iterator[str]:
    for tick in scales.ticks:
        y, bare = scales.y(tick), tick == 1
        yield element("path", d=f"M{LEFT} {y}H{RIGHT}", class_="bare" if bare else "rule")
        yield text(f"{tick:g}", LEFT - 8, y + 4, anchor="end")
    for number in notes:
        x = scales.x(number)
        yield element("path", d=f"M{x} {BOTTOM}v5", class_="bare")
        yield text(f"{number:,}", x, BOTTOM + 20, anchor="middle")
    yield text(BELOW, (LEFT + RIGHT) / 2, BOTTOM + 40, anchor="middle")


def _line(build: Build, curve: Curve, scales: Scales) -> str:
    look = LOOKS[build]
    places = [(scales.x(notes), scales.y(ratio)) for notes, ratio in curve]
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    return element(
        "path",
        d=path,
        class_=f"line-{look.mark}",
        fill="none",
        stroke_width=2.5,
        stroke_dasharray=look.dashes,
    ) + "".join(element("circle", cx=x, cy=y, r=3.5, class_=look.mark) for x, y in places)


def _names(lines: Mapping[Build, Curve], scales: Scales) -> Iterator[str]:
    """Each at the end of its line, and none over another."""
    looks = [(scales.y(curve[-1][1]), LOOKS[build]) for build, curve in lines.items()]
    ends = [(scales.y(1), BARE, "ink"), *((y, look.name, look.mark) for y, look in looks)]
    least = float("-inf")
    for below, (y, name, class_) in zip(range(len(ends))[::-1], sorted(ends), strict=True):
        least = max(min(y, BOTTOM - below * APART), least + APART)
        yield text(name, RIGHT + 12, round(least + 4, 1), class_)


def main() -> None:
    PICTURE.write_text(drawn(load()), encoding="utf-8")


if __name__ == "__main__":
    main()
