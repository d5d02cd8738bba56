"""What a reader finds on the pages of a PDF: each word, and where it stands."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from .conftest import Built, program

_PROBLEM = re.compile(
    r"^!.*|.*undefined.*|.*multiply.defined.*|.*Missing character.*|.*may have changed.*", re.M
)
_OVERFULL = re.compile(r"^Overfull \\hbox \((\d+(?:\.\d+)?)pt.*", re.M)
ENGINES = ("lualatex", "xelatex", "pdflatex")


@dataclass(frozen=True)
class Word:
    """A word on a page; lengths are in points from the top left."""

    text: str
    page: int
    left: float
    base: float
    size: float

    def on_line_of(self, other: "Word") -> bool:
        return self.page == other.page and abs(self.base - other.base) < 5


def compiled(built: Built, engine: str) -> tuple[Path, str]:
    """The PDF that an engine makes, run until all references are right, and its log."""
    program(engine)
    flag = "-pdf" if engine == "pdflatex" else f"-{engine}"
    # LuaTeX's list of fonts is of all that run: its changes ask for no other run.
    return _run(built, "latexmk", flag, "-e", '$hash_calc_ignore_pattern{"luc"} = ".*";')


def run_once(built: Built, engine: str) -> tuple[Path, str]:
    """The same after one run, where nothing that is tested refers to another page."""
    return _run(built, engine)


def run_twice(built: Built, engine: str) -> tuple[Path, str]:
    """The same after two runs: bookmarks and references are there, their pages may be others."""
    run_once(built, engine)
    return run_once(built, engine)


def _run(built: Built, tool: str, *options: str) -> tuple[Path, str]:
    source = next(built.out.glob("*set.tex"))
    always = ("-interaction=nonstopmode", "-halt-on-error")
    command = [program(tool), *options, *always, source.name]
    result = subprocess.run(command, cwd=built.out, capture_output=True, text=True)
    log = source.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert result.returncode == 0, log[-3000:]
    return source.with_suffix(".pdf"), log


def problems(log: str, overfull: float = 10) -> list[str]:
    """Errors, references that lead nowhere, letters that no font has, lines too wide (points)."""
    found = [match[0] for match in _PROBLEM.finditer(log) if "symbol font" not in match[0]]
    return found + [each[0] for each in _OVERFULL.finditer(log) if float(each[1]) > overfull]


def text_of(pdf: Path, layout: bool = False) -> str:
    """The words of a PDF in the order of its pages, those that a line's end parts joined.

    With ``layout`` the lines are as they are on the page.
    """
    options = ["-layout"] if layout else []
    command = [program("pdftotext"), *options, str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return text if layout else re.sub(r"[-\u2010\u00ad]\s*\n\s*", "", text)


def words_of(pdf: Path) -> Iterator[Word]:
    """Each word of a PDF."""
    command = [program("pdftotext"), "-bbox", str(pdf), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout
    for number, page in enumerate(html.fromstring(boxes.decode()).iter("page"), 1):
        for word in page.iter("word"):
            left, top, base = (float(word.get(each)) for each in ("xmin", "ymin", "ymax"))
            yield Word(word.text_content(), number, left, base, base - top)
