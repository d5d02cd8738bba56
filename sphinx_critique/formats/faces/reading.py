"""What a font file says of itself; it is read by fontTools, which the ``fonts`` extra brings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_ITALIC, _OBLIQUE = 1 << 0, 1 << 9
_RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY = 0x2, 0x100, 0x200
_EMBEDDING = 0xF
_SHARES = (
    *(1818, 1039, 741, 668, 614, 570, 552, 518, 499, 490, 348, 329, 228, 226, 197),
    *(193, 182, 165, 162, 158, 122, 80, 63, 13, 12, 8, 6),
)
_OFTEN = dict(zip(" etaoinshrdlcumwfgypbvkjxqz", _SHARES, strict=True))
"""How often a text has each letter, of ten thousand."""


class Unreadable(Exception):
    """A file cannot be read as a font; the message says why."""


class Face(NamedTuple):
    """One file of a family."""

    path: Path
    family: str
    weight: int
    slanted: bool


class Measures(NamedTuple):
    """How wide the Latin letters of a face are (0: it has none), and how high its lines, in ems."""

    width: float
    ascent: float
    descent: float
    gap: float


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


def measures(path: Path) -> Measures:
    """The width is that of a mean letter, each as often as English has it. Raises Unreadable."""
    with opened(path) as font:
        em, lines = font["head"].unitsPerEm, font["hhea"]
        named, advances = font.getBestCmap(), font["hmtx"]
        shares = {each: share for each, share in _OFTEN.items() if ord(each) in named}
        total = sum(advances[named[ord(each)]][0] * share for each, share in shares.items())
        width = total / (sum(shares.values()) or 1) / em
        return Measures(width, lines.ascent / em, -lines.descent / em, lines.lineGap / em)


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A font, its times left as they are. Raises Unreadable, within the block too."""
    from fontTools.ttLib import TTFont

    try:
        with _silent(), TTFont(path, lazy=True, recalcTimestamp=False) as font:
            yield font
    except Unreadable:
        raise
    except Exception as error:  # fontTools raises whatever comes of what it reads.
        reason = str(error) or type(error).__name__
        raise Unreadable(f"it cannot be read as a font ({reason})") from error


@contextmanager
def _silent() -> Iterator[None]:
    """What fontTools finds odd, or leaves out, is nothing to an author."""
    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
