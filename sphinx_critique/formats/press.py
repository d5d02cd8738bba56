"""What an edition looks like on a page and in a book: one set of values for all that prints it.

Lengths of the page of a book are in millimetres, those of its type in points of which an inch has
72.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

LIGHT: Final[Mapping[str, str]] = {
    "paper": "#fffdf8",
    "ink": "#1f1d1a",
    "quiet": "#665f54",
    "against": "#9c1c28",
    "for": "#14623f",
    "neutral": "#2c4a94",
    "wash": "#fbeec6",
    "hairline": "#ddd5c5",
}
"""By what they are for. Ink has at least 7 to 1 on paper and on the wash, what is quiet 6 to 1."""

DARK: Final[Mapping[str, str]] = {
    "paper": "#191815",
    "ink": "#e7e1d4",
    "quiet": "#a59d8d",
    "against": "#f0948a",
    "for": "#86cba6",
    "neutral": "#a4bdf3",
    "wash": "#4a3d16",
    "hairline": "#3b382f",
}
"""The same for readers who want light words on a dark ground."""

USES: Final[Mapping[str, str]] = {
    "paper": "the page",
    "ink": "words",
    "quiet": "what is said beside the text",
    "against": "kinds that are against",
    "for": "kinds that are for",
    "neutral": "kinds that are neutral",
    "wash": "what is lit up",
    "hairline": "thin lines",
}
"""What each of them is for, in a manual."""

MM: Final = 72 / 25.4
"""Points of a millimetre."""


class Page(NamedTuple):
    """A page with its margins; ``inner`` is where the book is bound."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float

    @property
    def measure(self) -> float:
        """How wide the type area is."""
        return self.width - self.inner - self.outer

    @property
    def depth(self) -> float:
        """How high the type area is."""
        return self.height - self.top - self.bottom


class Type(NamedTuple):
    """The size of letters, and from line to line."""

    size: float
    leading: float


PAGE: Final = Page(width=156, height=234, top=24, bottom=27.7, inner=18, outer=25)
"""Thirty-eight lines of text fill the type area."""

TYPES: Final[Mapping[str, Type]] = {
    "text": Type(10.2, 13.6),
    "passage": Type(11.2, 14.6),
    "apparatus": Type(8.4, 10.8),
    "head": Type(8.4, 10.8),
    "marginal": Type(7.6, 10.8),
    "chapter": Type(21, 25),
    "section": Type(11.2, 13.6),
    "title": Type(27, 32),
    "subtitle": Type(14, 19),
    "halftitle": Type(14, 19),
}

COLOURS: Final[Mapping[str, str]] = {
    **{name: LIGHT[name] for name in ("quiet", "against", "for", "neutral")},
    "ink": "#000000",
    "hairline": "#8c8475",
}
"""On paper ink is black, and a hairline dark enough to be printed."""

HAIRLINE: Final = 0.3
INDENT: Final = 6
"""Millimetres by which a passage is set in."""
ASIDE: Final = 3.5
"""Millimetres between the type area and what stands in a margin."""
SINK: Final = 20
"""Millimetres that the title of a chapter is set down."""
BY: Final = 5
"""Of so many lines one has its number printed."""
ROOM: Final = 32
"""Lines that a page has for the table of contents under its title."""
LETTERS: Final = (3, 3)
"""At least so many of a word are before and behind a hyphen."""
