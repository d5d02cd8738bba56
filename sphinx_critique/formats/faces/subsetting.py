"""A face with no more than an edition needs, as WOFF2: the same bytes each time.

A subset is a modified version, which may not bear the name that a maker has reserved; the notices
of copyright and licence stay in it.
"""

from collections.abc import Set
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from .reading import Unreadable, opened

FAMILY: Final = "Critique Serif"
STYLES: Final = {
    "upright": "Regular",
    "italic": "Italic",
    "bold": "Bold",
    "bold_italic": "Bold Italic",
}
WANTED: Final = ("smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "sups", "case")
"""Features beside those by which letters are set at all: ligatures, marks, forms of languages."""
UNWANTED: Final = ("frac", "numr", "dnom")
_NAMES_KEPT: Final = (0, 5, 7, 8, 9, 11, 12, 13, 14)
_FIRST_OF_FONT: Final = 256
_WINDOWS: Final = (3, 1, 0x409)


def subset(path: Path, characters: Set[int], style: str) -> bytes:
    """The characters of a face and what features make of them. Raises Unreadable."""
    with opened(path) as font:
        _reduce(font, characters)
        rename(font, style)
        return saved(font, "woff2")


def _reduce(font: Any, characters: Set[int]) -> None:
    if not characters & font.getBestCmap().keys():
        raise Unreadable("it has none of the characters of this edition")
    names = font["name"]
    # They are few; to look for unused ones would take half of the time.
    del font["name"]
    subsetter = _subsetter()
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["name"] = names


def _subsetter() -> Any:
    from fontTools import subset

    library: Any = subset
    options = library.Options()
    options.layout_features = sorted({*options.layout_features, *WANTED} - {*UNWANTED})
    options.notdef_outline = True
    options.desubroutinize = True  # Brotli finds what is repeated, and does it better.
    options.harfbuzz_repacker = False  # It may be there or not.
    return library.Subsetter(options)


def saved(font: Any, flavour: str | None) -> bytes:
    """The bytes of a font, compressed or plain."""
    out = BytesIO()
    font.flavor = flavour
    font.save(out)
    return out.getvalue()


def rename(font: Any, style: str) -> None:
    """Give a modified font a name of ours."""
    names, called = font["name"], STYLES[style]
    ours = f"{FAMILY.replace(' ', '')}-{called.replace(' ', '')}"
    names.names = [
        each for each in names.names if each.nameID in _NAMES_KEPT or each.nameID >= _FIRST_OF_FONT
    ]
    full = f"{FAMILY} {called}"
    for number, text in ((1, FAMILY), (2, called), (3, ours), (4, full), (6, ours)):
        names.setName(text, number, *_WINDOWS)
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [ours]
        table[0].rawDict |= {"FullName": full, "FamilyName": FAMILY}
