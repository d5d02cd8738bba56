"""A book (``critique_book``) as LaTeX sets it: what stands in its preamble, and its packages."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.config import Config

from ...layout.medium import ENGINES, Medium
from ...model.config import place, settings
from ...model.problems import Warn, give
from ...model.steps import Step
from .. import faces, press
from ..press import COLOURS, PAGE, TYPES
from . import packages

PACKAGE = "critiquebook"
VALUES = "critiquepress"
STYLE = Path(__file__).parent / f"{PACKAGE}.sty"
_POINT = 72.27 / 72
"""Points of TeX's in one of ours."""
_BLACK = "{rgb}{0,0,0}"
_WHITE = "{rgb}{1,1,1}"
_ROWS = ("TableRowColorHeader", "TableRowColorOdd", "TableRowColorEven")
_LINKS = ("TitleColor", "InnerLinkColor", "OuterLinkColor")
_ITS_OWN = ("papersize", "geometry")
_SERIF = r"""
\IfFileExists{sourceserifpro.sty}{\usepackage[oldstyle]{sourceserifpro}}{%
  \IfFileExists{tgpagella.sty}{\usepackage{tgpagella}}{}}
"""

_covered: WeakKeyDictionary[Config, frozenset[int]] = WeakKeyDictionary()


def covered(config: Config) -> frozenset[int] | None:
    """The code points that the faces of a book have, where it is set in the edition's own."""
    return _covered.get(config)


def values(scale: float = 1) -> str:
    """The package of the values: colours, and a command for each size of type."""
    lines = [rf"\ProvidesPackage{{{VALUES}}}", r"\RequirePackage{xcolor}"]
    for name, colour in COLOURS.items():
        lines.append(rf"\definecolor{{critique{name}}}{{HTML}}{{{colour[1:].upper()}}}")
    for name, (size, leading) in TYPES.items():
        sizes = "".join(f"{{{_points(each * scale)}}}" for each in (size, leading))
        lines.append(rf"\newcommand*{{\critiquesize{name}}}{{{sizes}}}")
    lengths = {"indent": press.INDENT, "aside": press.ASIDE, "sink": press.SINK}
    for name, length in lengths.items():
        lines.append(rf"\newcommand*{{\critiqueby{name}}}{{{length}mm}}")
    lines.append(rf"\newcommand*{{\critiquehairline}}{{{press.HAIRLINE}bp}}")
    lines.append(rf"\newcommand*{{\critiquestep}}{{{press.BY}}}")
    before, behind = press.LETTERS
    lines.append(rf"\newcommand*{{\critiqueletters}}{{{{{before}}}{{{behind}}}}}")
    return "\n".join([*lines, ""])


def _points(length: float) -> str:
    return f"{length * _POINT:.3f}".rstrip("0").rstrip(".")


def elements(given: Mapping[str, Any], engine: str, numbered: bool) -> dict[str, str]:
    """What stands in the preamble, where the project's own ``latex_elements`` say nothing."""
    ours = {
        "fncychap": "",
        # They stand among the title pages.
        "maketitle": "",
        "tableofcontents": "",
    }
    ours |= {"fontpkg": _SERIF} if engine == "pdflatex" else {}
    ours |= {} if any(given.get(each) for each in _ITS_OWN) else {"geometry": _geometry()}
    taken = {name: value for name, value in ours.items() if name not in given}
    return {
        **taken,
        "maketitle": "",
        "tableofcontents": "",
        "extraclassoptions": ",".join(_class_options(str(given.get("extraclassoptions", "")))),
        "preamble": "\n".join([*_depths(given, numbered), str(given.get("preamble", ""))]),
        "sphinxsetup": ",".join(filter(None, (_colours(), str(given.get("sphinxsetup", ""))))),
    }


def _geometry() -> str:
    sizes = {
        "paperwidth": PAGE.width,
        "paperheight": PAGE.height,
        "inner": PAGE.inner,
        "outer": PAGE.outer,
        "top": PAGE.top,
        "bottom": PAGE.bottom,
    }
    options = "".join(f"{name}={length}mm," for name, length in sizes.items())
    return rf"\usepackage[{options}headsep=6mm,footskip=10mm]{{geometry}}"


def _class_options(given: str) -> Iterator[str]:
    """Two sides, and chapters that begin on either, unless it is said otherwise."""
    if "oneside" not in given:
        yield "twoside"
    if "openright" not in given:
        yield "openany"
    if given:
        yield given


def _depths(given: Mapping[str, Any], numbered: bool) -> Iterator[str]:
    """Before what the project says of them, and after what Sphinx does."""
    if "tocdepth" not in given:
        yield r"\critiquedepths"
    if "secnumdepth" not in given and not numbered:
        yield r"\critiqueunnumbered"


def _colours() -> str:
    links = [f"{each}={_BLACK}" for each in _LINKS]
    return ",".join(links + [f"{each}={_WHITE}" for each in _ROWS])


def _scale(given: Mapping[str, Any]) -> float:
    """How much larger the type is where the project has chosen a size."""
    size = str(given.get("pointsize", "")).removesuffix("pt")
    return float(size) / TYPES["text"].size if size.isdecimal() else 1


def add_package(app: Sphinx, builder: Builder) -> None:
    """Load the packages, and say what else stands in the preamble."""
    if not isinstance(builder, LaTeXBuilder) or not _is_wanted(app, builder):
        return
    given = app.config.latex_elements
    path = Path(app.doctreedir) / f"{VALUES}.sty"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(values(_scale(given)), encoding="utf-8")
    for style in (path, STYLE):
        packages.load(app, style)
    if "fontpkg" not in given:
        _set_faces(app, builder)
    numbered = any(app.env.toc_secnumbers.values())
    builder.context.update(elements(given, app.config.latex_engine, numbered))


def check(app: Sphinx, config: Config) -> None:
    """Warn where LaTeX is asked for a book in vain."""
    if settings(config).book and config.latex_engine not in ENGINES:
        message = (
            f"critique_book: {config.latex_engine} sets none; LaTeX prints pages as without it"
        )
        give(Warn.CONFIG, message, place(app.confdir, "critique_book"))


def _is_wanted(app: Sphinx, builder: Builder) -> bool:
    return Medium.of(builder).is_book and packages.is_needed(app)


def _set_faces(app: Sphinx, builder: LaTeXBuilder) -> None:
    """Set the text in the edition's own faces, by the engines that read them."""
    if app.config.latex_engine == "pdflatex":
        return
    found = faces.copied(app, Path(builder.outdir))
    if found is not None:
        _covered[app.config] = faces.covered(found)
        builder.context["fontpkg"] += "\n" + faces.fontspec(found)


def setup(app: Sphinx) -> None:
    """After the packages that it changes."""
    Step.CHECK_LATEX_BOOK.connect(app, check)
    Step.ADD_LATEX_BOOK.connect(app, add_package)
