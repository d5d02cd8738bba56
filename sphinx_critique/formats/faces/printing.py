"""Faces in print: their files beside the pages, named to WeasyPrint and to LaTeX."""

import shutil
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ...texts.scripts import letters, own_scripts
from .choosing import of, warn
from .finding import Faces, of_extra
from .reading import Unreadable, can_read, characters, opened
from .rules import NAMES, rules, sheet
from .subsetting import rename, saved

_WEIGHTS = {"upright": 400, "italic": 400, "bold": 600, "bold_italic": 600}
_SHAPES = {"italic": "Italic", "bold": "Bold", "bold_italic": "BoldItalic"}
_ENOUGH = 0.1
"""Of the letters of a script: of some scripts no font has all, and many have a few of Greek."""


def copied(app: Sphinx | Builder, folder: Path) -> Faces | None:
    """The faces of an edition as OpenType or TrueType files of a folder, with their licence.

    ``None`` where there are none with the letters of its language; where one is damaged, after a
    warning.
    """
    faces = of(app.config)
    if faces is None or not can_read():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    try:
        suited = _suited(faces, app.config.language)
        return suited and _copied(suited, folder)
    except (OSError, Unreadable) as problem:
        warn(app, f"{faces.family}: {problem}")
        return None


def _suited(faces: Faces, language: str) -> Faces | None:
    """With upright letters made to slant where the italics have not those of a language."""
    own = own_scripts(language)
    if not _writes(faces.upright, own):
        return None
    if not _writes(faces.italic, own):
        return faces._replace(italic=faces.upright, bold_italic=faces.bold)
    return faces


def _writes(path: Path, scripts: Iterable[str]) -> bool:
    has = characters(path)
    return all(_share(has, list(letters(script))) >= _ENOUGH for script in scripts)


def _share(has: Container[int], of_script: list[str]) -> float:
    return sum(ord(each) in has for each in of_script) / len(of_script)


def _copied(faces: Faces, folder: Path) -> Faces:
    paths: dict[str, Path] = {}
    for style in _WEIGHTS:
        paths[style] = _copy(faces, style, folder, paths)
    licence = faces.licence and Path(shutil.copyfile(faces.licence, folder / faces.licence.name))
    upright, italic, bold, bold_italic = paths.values()
    return Faces(faces.family, upright, italic, bold, bold_italic, licence)


def covered(faces: Faces) -> frozenset[int]:
    """The code points that each of the files has. Raises Unreadable."""
    return frozenset.intersection(*map(characters, faces.styles.values()))


def _copy(faces: Faces, style: str, folder: Path, done: dict[str, Path]) -> Path:
    source: Path = getattr(faces, style)
    if _has_axes(source):
        return _at_one_weight(source, style, folder)
    for other in done:
        if getattr(faces, other) == source:
            return done[other]
    return _plain(source, style, folder)


def _has_axes(path: Path) -> bool:
    with opened(path) as font:
        return "fvar" in font


def _plain(source: Path, style: str, folder: Path) -> Path:
    """A copy, uncompressed: LaTeX reads no other. Raises Unreadable, rather than TeX fail."""
    extra = of_extra()
    if extra and source in extra.styles.values():
        return Path(shutil.copyfile(source, folder / f"{NAMES[style]}{source.suffix}"))
    with opened(source) as font:
        font.ensureDecompiled(recurse=True)
        path = folder / f"{NAMES[style]}{_suffix(font)}"
        path.write_bytes(saved(font, None) if font.flavor else source.read_bytes())
    return path


def _at_one_weight(source: Path, style: str, folder: Path) -> Path:
    with opened(source) as font:
        _fix(font, _WEIGHTS[style])
        rename(font, style)
        path = folder / f"{NAMES[style]}{_suffix(font)}"
        path.write_bytes(saved(font, None))
    return path


def _suffix(font: Any) -> str:
    return ".otf" if font.sfntVersion == "OTTO" else ".ttf"


def _fix(font: Any, weight: int) -> None:
    from fontTools.varLib import instancer

    library: Any = instancer
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    if "wght" in axes:
        axes["wght"] = weight
    library.instantiateVariableFont(font, axes, inplace=True)


def fontspec(faces: Faces) -> str:
    """The text's family for LuaLaTeX and XeLaTeX, its files beside the document."""
    options = ["Path=./"]
    for style, shape in _SHAPES.items():
        path: Path = getattr(faces, style)
        options.append(f"{shape}Font={path.name}")
        options += _made_up(faces, style)
    options.append("Numbers={OldStyle,Proportional}")
    lines = ",\n  ".join(options)
    return f"\\setmainfont{{{faces.upright.name}}}[\n  {lines}]\n"


def _made_up(faces: Faces, style: str) -> Iterator[str]:
    """Weight or slant that a family does not have."""
    path: Path = getattr(faces, style)
    features = []
    if "italic" in style and path in (faces.upright, faces.bold):
        features.append("FakeSlant=0.2")
    if "bold" in style and path in (faces.upright, faces.italic):
        features.append("FakeBold=1.5")
    if features:
        yield f"{_SHAPES[style]}Features={{{','.join(features)}}}"


def font_face(faces: Faces, base: str = "") -> str:
    """Rules for WeasyPrint: the files are named from where the sheet is."""
    return sheet(rules(faces, {style: base + path.name for style, path in faces.styles.items()}))
