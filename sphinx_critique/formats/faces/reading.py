"""What a font file says of itself; it is read by fontTools, which the ``fonts`` extra brings."""

from pathlib import Path
from typing import Any, NamedTuple

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_ITALIC, _OBLIQUE = 1 << 0, 1 << 9


class Unreadable(Exception):
    """A file cannot be read as a font; the message says why."""


class Face(NamedTuple):
    """One file of a family."""

    path: Path
    family: str
    weight: int
    slanted: bool


def read(path: Path) -> Face:
    """The family, weight and slant that a font file says it has. Raises Unreadable."""
    try:
        with _font(path) as font:
            names, metrics = font["name"], font["OS/2"]
            family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY)
            slanted = bool(metrics.fsSelection & (_ITALIC | _OBLIQUE))
            return Face(path, family or path.stem, metrics.usWeightClass, slanted)
    except Exception as error:  # fontTools raises whatever comes of what it reads.
        reason = str(error) or type(error).__name__
        raise Unreadable(f"it cannot be read as a font ({reason})") from error


def _font(path: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)
