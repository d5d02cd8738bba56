"""The colours of an edition, the same on a page, in a book and in print."""

from collections.abc import Mapping
from typing import Final

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
