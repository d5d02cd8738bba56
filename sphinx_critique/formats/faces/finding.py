"""Which files the faces of an edition are: of the extra, or of a folder."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from .reading import Face, Unreadable, can_read, read

PACKAGE = "font_source_serif_pro"
FAMILY = "Source Serif Pro"
SUFFIXES = (".otf", ".ttf", ".woff2")
_REGULAR, _SEMIBOLD = 400, 600
_LICENCES = ("ofl", "licen", "copying")


class Faces(NamedTuple):
    """The files of a family: those of a style that it does not have are its upright ones."""

    family: str
    upright: Path
    italic: Path
    bold: Path
    bold_italic: Path
    licence: Path | None = None

    @property
    def styles(self) -> dict[str, Path]:
        """The files by the name of their style, each once."""
        found: dict[str, Path] = {}
        for name in ("upright", "italic", "bold", "bold_italic"):
            path: Path = getattr(self, name)
            if path not in found.values():
                found[name] = path
        return found

    @property
    def licences(self) -> list[Path]:
        """All that stands beside them about what may be done with them."""
        return list(_licences(self.upright.parent))


class Found(NamedTuple):
    """Faces, and what is wrong with the files from which they were to be taken."""

    faces: Faces | None = None
    problems: tuple[str, ...] = ()


def of_extra() -> Faces | None:
    """Those of the package that the ``fonts`` extra brings, which is not imported."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "files"
    names = ("Regular", "It", "Semibold", "SemiboldIt")
    styles = [folder / f"SourceSerifPro-{name}.otf" for name in names]
    if not all(path.is_file() for path in styles):
        return None
    upright, italic, bold, bold_italic = styles
    return Faces(FAMILY, upright, italic, bold, bold_italic, _licence(folder))


def in_folder(folder: Path) -> Found:
    """Those of a project's own."""
    if not folder.is_dir():
        return Found(problems=(f"there is no folder “{folder.name}”",))
    if not can_read():
        return Found(problems=("to read fonts needs pip install 'sphinx-critique[fonts]'",))
    faces: list[Face] = []
    problems: list[str] = []
    for path in _files(folder):
        try:
            faces.append(read(path))
        except Unreadable as error:
            problems.append(f"{path.name}: {error}")
    family, others = _family(faces)
    if others:
        problems.append(f"there is more than one family, of which “{family}” is used")
    upright = _nearest([face for face in faces if face.family == family], _REGULAR, slanted=False)
    if upright is None:
        if not problems:
            problems.append(f"there is no upright face in “{folder.name}” ({', '.join(SUFFIXES)})")
        return Found(problems=tuple(problems))
    return Found(_faces(family, faces, upright, folder), tuple(problems))


def _faces(family: str, faces: Iterable[Face], upright: Face, folder: Path) -> Faces:
    of_family = [face for face in faces if face.family == family]
    italic = _nearest(of_family, _REGULAR, slanted=True) or upright
    bolder = [face for face in of_family if face.weight > upright.weight]
    bold = _nearest(bolder, _SEMIBOLD, slanted=False) or upright
    bold_italic = _nearest(bolder, _SEMIBOLD, slanted=True)
    return Faces(
        family,
        upright.path,
        italic.path,
        bold.path,
        (bold_italic or (italic if bold is upright else bold)).path,
        _licence(folder),
    )


def _family(faces: Iterable[Face]) -> tuple[str, set[str]]:
    """That with most files, and the others."""
    names = [face.family for face in faces]
    best = min(names, key=lambda name: (-names.count(name), name), default="")
    return best, {*names} - {best}


def _nearest(faces: Iterable[Face], weight: int, slanted: bool) -> Face | None:
    """The one whose weight is nearest; of two as near the lighter, then by name."""
    alike = [face for face in faces if face.slanted == slanted]
    return min(
        alike, key=lambda face: (abs(face.weight - weight), face.weight, face.path), default=None
    )


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def _licences(folder: Path) -> Iterator[Path]:
    """What stands in a folder of fonts about what may be done with them."""
    for path in sorted(folder.glob("*")):
        is_text = path.suffix.lower() in ("", ".txt", ".md") and path.is_file()
        if is_text and any(name in path.stem.lower() for name in _LICENCES):
            yield path


def _licence(folder: Path) -> Path | None:
    return next(_licences(folder), None)
