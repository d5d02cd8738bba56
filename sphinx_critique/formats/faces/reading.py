"""What a font file says of itself; it is read by fontTools, which the ``fonts`` extra brings."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_ITALIC, _OBLIQUE = 1 << 0, 1 << 9
_RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY = 0x2, 0x100, 0x200
_EMBEDDING = 0xF


class Unreadable(Exception):
    """A file cannot be read as a font; the message says why."""


class Face(NamedTuple):
    """One file of a family."""

    path: Path
    family: str
    weight: int
    slanted: bool


def can_read() -> bool:
    """Whether there is what fonts are read and compressed by."""
    compresses = find_spec("brotli") or find_spec("brotlicffi")
    return compresses is not None and find_spec("fontTools") is not None


def read(path: Path) -> Face:
    """The family, weight and slant that a font file says it has. Raises Unreadable."""
    with opened(path) as font:
        names, metrics = font["name"], font["OS/2"]
        family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY)
        slanted = bool(metrics.fsSelection & (_ITALIC | _OBLIQUE))
        return Face(path, family or path.stem, metrics.usWeightClass, slanted)


def may_be_subset(path: Path) -> bool:
    """Whether the maker allows it, as far as the file says. Raises Unreadable."""
    with opened(path) as font:
        allowed = font["OS/2"].fsType
        restricted = allowed & _EMBEDDING == _RESTRICTED
        return not (restricted or allowed & (_NO_SUBSETS | _BITMAPS_ONLY))


def is_variable(path: Path) -> bool:
    """Whether one file has many weights. Raises Unreadable."""
    with opened(path) as font:
        return "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes)


def characters(path: Path) -> frozenset[int]:
    """The code points of the characters that a font has. Raises Unreadable."""
    with opened(path) as font:
        return frozenset(font.getBestCmap() or ())


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A font, its times left as they are. Raises Unreadable, within the block too."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True, recalcTimestamp=False) as font:
            yield font
    except Unreadable:
        raise
    except Exception as error:  # fontTools raises whatever comes of what it reads.
        reason = str(error) or type(error).__name__
        raise Unreadable(f"it cannot be read as a font ({reason})") from error
