"""Fonts of a few boxes, made for a test: none is kept in the project."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from .conftest import module

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;-"
BEYOND = "éčḥдпλ‘’“”–—…→☞"
LICENCE = "SIL OPEN FONT LICENSE Version 1.1"
_FEATURES = """
feature smcp { sub a by a.sc; sub d by d.sc; } smcp;
feature c2sc { sub A by a.sc; } c2sc;
feature onum { sub one by one.os; } onum;
feature lnum { sub one.os by one; } lnum;
feature tnum { sub one by one.tf; } tnum;
feature pnum { sub one.tf by one; } pnum;
feature sups { sub one by one.up; } sups;
feature case { sub hyphen by hyphen.up; } case;
feature liga { sub f i by f_i; } liga;
feature ss01 { sub b by b.odd; } ss01;
feature kern { pos A V -50; } kern;
"""
_OTHERS = ("a.sc", "d.sc", "one.os", "one.tf", "one.up", "hyphen.up", "f_i", "b.odd")
_NAMED = {"1": "one", "-": "hyphen", " ": "space"}


def glyph_of(character: str) -> str:
    """The name of its glyph."""
    if character in _NAMED:
        return _NAMED[character]
    return character if character.isascii() and character.isalpha() else f"uni{ord(character):04X}"


def write_font(
    path: Path,
    family: str = "Tiny",
    weight: int = 400,
    italic: bool = False,
    characters: str = LETTERS + BEYOND,
    embedding: int = 0,
    weights: tuple[int, int] | None = None,
) -> Path:
    """A font; compressed where its name ends so, with an axis where it has many ``weights``."""
    module("fontTools")
    module("brotli")
    font = _built(family, weight, italic, characters, weights)
    font["OS/2"].fsType = embedding
    font.flavor = "woff2" if path.suffix == ".woff2" else None
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def write_family(folder: Path, suffix: str = ".ttf", **options: Any) -> Path:
    """A folder with the four styles of a family, and its licence."""
    for weight in (400, 600):
        for italic in (False, True):
            name = f"Tiny-{weight}{'-italic' * italic}{suffix}"
            write_font(folder / name, weight=weight, italic=italic, **options)
    (folder / "OFL.txt").write_text(LICENCE, encoding="utf-8")
    return folder


def read_font(content: bytes) -> Any:
    """A font that a build has written."""
    return module("fontTools.ttLib").TTFont(BytesIO(content), recalcTimestamp=False)


def characters_of(content: bytes) -> set[str]:
    return set(map(chr, read_font(content).getBestCmap()))


def features_of(content: bytes) -> set[str]:
    font = read_font(content)
    lists = [font[tag].table.FeatureList for tag in ("GSUB", "GPOS") if tag in font]
    return {record.FeatureTag for each in lists for record in each.FeatureRecord}


def _built(
    family: str,
    weight: int,
    italic: bool,
    characters: str,
    weights: tuple[int, int] | None,
) -> Any:
    builder = module("fontTools.fontBuilder").FontBuilder(1000, isTTF=True)
    glyphs = [".notdef", *map(glyph_of, characters), *_OTHERS]
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(each): glyph_of(each) for each in characters})
    builder.setupGlyf({name: _box(len(name)) for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = ("Bold " * (weight > 500) + "Italic" * italic).strip() or "Regular"
    names = {"familyName": family, "styleName": style, "psName": f"{family}-{style}"}
    builder.setupNameTable(names | {"copyright": "Copyright Tiny", "licenseDescription": LICENCE})
    builder.font["head"].macStyle = (weight > 500) | italic << 1
    builder.setupOS2(usWeightClass=weight, fsSelection=0x1 if italic else 0x40)
    builder.setupPost()
    if weights:
        builder.setupFvar([("wght", weights[0], weight, weights[1], "Weight")], [])
        builder.setupGvar({name: [] for name in glyphs})
    module("fontTools.feaLib.builder").addOpenTypeFeaturesFromString(
        builder.font, _usable(glyphs), tables=["GSUB", "GPOS"]
    )
    return builder.font


def _usable(glyphs: Iterable[str]) -> str:
    """The features for which there are glyphs."""
    have = {*glyphs, "sub", "by", "pos", "-50", ""}
    rules = _FEATURES.strip().splitlines()
    return "\n".join(
        line
        for line in rules
        if {*line.split("{")[1].split("}")[0].replace(";", " ").split()} <= have
    )


def _box(width: int) -> Any:
    pen = module("fontTools.pens.ttGlyphPen").TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (100 + 10 * width, 500), (100 + 10 * width, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
