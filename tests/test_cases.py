"""Cases an author might write, each a small project in one file: ``cases/FOLDER/NAME.txt``.

A file begins with a sentence that says what the case shows. Sections follow, each headed by a
line ``=== NAME``:

``=== index.rst``, ``=== part/two.md``, ``=== sources.bib``, any name with a dot in it
    a file of the project. Files that are there both as ``.rst`` and as ``.md`` are two ways to
    write the same: the project is built once without the one and once without the other, and
    must give the same.
``=== conf``
    ``conf.py``. What it does not set is set for it: ``extensions``, a bibliography
    (``cases/sources.bib``, unless the case has its own), ``critique_work = "serge2016"`` and the
    reference style. Every project has a page ``sources`` with the bibliography on it, unless the
    case has its own.
``=== alone``
    no bibliography and no work: ``extensions = ["sphinx_critique"]`` and ``conf``.
``=== warnings``
    each warning that must come, a line: ``index.rst:7 [critique.lemma] words that it must hold``
    (each word, in any order and case). A warning without a place begins with ``-``; a line
    number left out matches a warning without one. Lines of files that are not in the build at
    hand (see above) do not count. Without this section there must be no warning at all.
``=== text index``
    the exact output of the text builder for the page ``index``; spaces that do not break count
    as spaces.
``=== html index``
    fragments of the body of the HTML page, a line each, that must stand there in this order;
    white space is collapsed, attributes are as they come.
``=== not html index``, ``=== not text index``
    fragments that must not stand there.
    On every HTML page all ids are there once, and all links within it lead somewhere.
``=== MyST 5``
    what MyST is needed for the case in MyST: earlier ones tell other lines.
``=== marks index``
    what is marked in the HTML page, a line for each lemma: its number and its words, as
    ``2 the end of rationing``, in the order of their first words. Words that several lemmata
    share are listed with each. Numbers of notes are left out.

With ``--update`` what differs is written into the file, but for fragments of HTML.

A project is built as text and as HTML only where a section asks for it (as text, where none
does), in a theme that costs little.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest

from .conftest import Built, Project, require
from .expecting import difference, nearest, with_section

Lines = Sequence[str]
HERE = Path(__file__).parent / "cases"
CASES = sorted(HERE.rglob("*.txt"))
HEADING = re.compile(r"^=== (\S.*?)\s*$", re.MULTILINE)
EXPECTED = re.compile(r"(?P<file>[^\s:]+)(?::(?P<line>\d+))? \[(?P<type>[\w.-]+)\] ?(?P<words>.*)")
LOGGED = re.compile(
    r"(?:(?P<file>\S[^:]*?):(?:(?P<line>\d+):)? )?"
    r"(?:WARNING|ERROR|CRITICAL): (?P<words>.*?)(?: \[(?P<type>[\w.-]+)\])?$",
    re.DOTALL,
)
STARTS = re.compile(r"(?:\S[^:]*:(?:\d+:)? )?(?:WARNING|ERROR|CRITICAL): ")
CHEAP = {"html_theme": "basic", "html_use_index": False, "show_warning_types": True}
BLOCKS = ("p", "div", "li", "td", "pre", "br")
SOURCES = ":orphan:\n\nSources\n=======\n\n.. bibliography::\n"


@dataclass
class Case:
    """One file: its sections by name."""

    path: Path
    title: str = ""
    sections: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Case":
        title, *rest = HEADING.split(path.read_text(encoding="utf-8"))
        names, texts = rest[::2], rest[1::2]
        assert title.strip(), f"{path} does not say what it shows"
        assert len(set(names)) == len(names), f"{path} has a section twice"
        pairs = zip(names, texts, strict=True)
        return cls(path, title.strip(), {name: text.strip("\n") + "\n" for name, text in pairs})

    @property
    def files(self) -> dict[str, str]:
        return {name: text for name, text in self.sections.items() if "." in name}

    @property
    def markups(self) -> list[str]:
        """The ways that it is written in: ``rst``, ``md``."""
        both = {name[:-4] for name in self.files if name.endswith(".rst")}
        both &= {name[:-3] for name in self.files if name.endswith(".md")}
        if both:
            return ["rst", "md"]
        return ["md"] if "index.md" in self.files else ["rst"]

    def written_in(self, markup: str) -> dict[str, str]:
        """The files of the project in one of them."""
        other = {"rst": ".md", "md": ".rst"}[markup]
        twins = {name for name in self.files if f"{name.rpartition('.')[0]}.{markup}" in self.files}
        return {
            name: text
            for name, text in self.files.items()
            if not (name in twins and name.endswith(other))
        }

    def wanted(self, kind: str) -> dict[str, str]:
        """The sections ``kind PAGE``, by page."""
        found = (name.rpartition(" ") for name in self.sections)
        return {page: self.sections[f"{kind} {page}"] for k, _, page in found if k == kind}


class Page(HTMLParser):
    """The body of an HTML page: its text, and what is marked for each note."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.marks: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._note = ""
        self._block = 0
        self._last: dict[str, int] = {}
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "aside" and "critique-annotation" in classes:
            self._note = given["id"]
        self._block += tag in BLOCKS
        what = given.get("data-critique-note", "") if tag == "mark" else ""
        if tag == "sup" and "critique-number" in classes:
            what = "skip"
        elif "critique-number" in classes and self._note not in self.numbers:
            what = "number"
        if tag not in {"br", "img", "hr", "input", "col", "meta", "link"}:
            self._open.append((tag, what))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        whats = [what for _, what in self._open if what]
        if "skip" in whats:
            return
        if "number" in whats and self._note:
            self.numbers[self._note] = data.strip()
        for note in dict.fromkeys(n for what in whats if what != "number" for n in what.split()):
            apart = " " if self._last.get(note, self._block) != self._block else ""
            self.marks[note] = self.marks.get(note, "") + apart + data
            self._last[note] = self._block


def collapsed(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> list[str]:
    lines = text.replace("\N{NO-BREAK SPACE}", " ").strip("\n").splitlines()
    return [line.rstrip() for line in lines]


def body_of(page: str) -> str:
    return page.partition('<div class="body" role="main">')[2].partition('<div class="clearer">')[0]


def marked(page: str) -> list[str]:
    found = Page(body_of(page))
    return [
        f"{found.numbers.get(note, note)} {collapsed(text)}" for note, text in found.marks.items()
    ]


def broken_links(page: str) -> list[str]:
    """Ids that a page has twice, and links within it that lead nowhere."""
    ids = re.findall(r'\sid="([^"]*)"', page)
    links = re.findall(r'\shref="#([^"]+)"', page)
    twice = {each for each in ids if ids.count(each) > 1}
    return sorted(twice | {unquote(link) for link in links} - set(ids))


def warnings_of(lines: list[str]) -> list[str]:
    """The warnings of a build, those of several lines in one piece."""
    found: list[str] = []
    for line in lines:
        if STARTS.match(line) or not found:
            found.append(line)
        else:
            found[-1] += "\n" + line
    return found


def agrees(expected: str, logged: str) -> bool:
    want, got = EXPECTED.fullmatch(expected), LOGGED.fullmatch(logged)
    assert want, f"not a line for a warning: {expected}"
    if not got:
        return False
    words = (got["words"] or "").casefold()
    return (
        (want["file"] if want["file"] != "-" else None) == got["file"]
        and want["line"] == got["line"]
        and want["type"] == (got["type"] or "docutils")
        and all(word in words for word in want["words"].casefold().split())
    )


def as_expected(logged: str) -> str:
    """A warning as a case would expect it."""
    found = LOGGED.fullmatch(logged)
    assert found, f"no warning: {logged}"
    place = ":".join(filter(None, (found["file"], found["line"]))) or "-"
    return f"{place} [{found['type'] or 'docutils'}] {collapsed(found['words'])}"


def warnings_found(expected: list[str], logged: list[str]) -> list[str]:
    """The expected lines that came, then all else that came."""
    left = list(logged)
    came = []
    for line in expected:
        found = next((one for one in left if agrees(line, one)), None)
        if found is not None:
            left.remove(found)
            came.append(line)
    return [*came, *map(as_expected, left)]


def set_up(case: Case, project: Project, markup: str) -> dict[str, str]:
    """Write the project of a case; what its own conf.py gives is not overridden."""
    files = case.written_in(markup)
    conf = case.sections.get("conf", "")
    if "alone" not in case.sections:
        project.cite((HERE / "sources.bib").read_text(encoding="utf-8"))
        project.write({"sources.rst": SOURCES})
    if any(name.endswith(".md") for name in files):
        project.config["extensions"] = ["myst_parser", "sphinx_critique"]
    given = set(re.findall(r"^(\w+) *=", conf, re.MULTILINE))
    both = project.config | CHEAP
    project.config = {name: value for name, value in both.items() if name not in given}
    project.write({"conf.py": conf} | files)
    return files


def variants() -> list[object]:
    found = []
    for path in CASES:
        for markup in Case.read(path).markups:
            name = f"{path.relative_to(HERE).with_suffix('')}-{markup}"
            found.append(pytest.param(path, markup, id=name))
    return found


@dataclass
class Expectations:
    """The sections of a case file, held against what came, or (``update``) made to hold."""

    path: Path
    update: bool
    updated: list[str] = field(default_factory=list)

    def hold(self, section: str, expected: list[str], found: list[str], kept: Lines = ()) -> None:
        """``kept`` are lines of the section that are not looked at."""
        if expected == found:
            return
        if not self.update:
            pytest.fail(difference(expected, found, section), pytrace=False)
        text = self.path.read_text(encoding="utf-8")
        self.path.write_text(with_section(text, section, [*found, *kept]), encoding="utf-8")
        self.updated.append(section)


@pytest.mark.parametrize(("path", "markup"), variants())
def test_case(path: Path, markup: str, project: Project, update: bool) -> None:
    case = Case.read(path)
    if any(name.endswith(".md") for name in case.written_in(markup)):
        require(find_spec("myst_parser"), "myst-parser")
        require(_knows_lines(case), "MyST 5, whose lines this case tells")
    files = set_up(case, project, markup)
    told = [line for line in case.sections.get("warnings", "").splitlines() if line.strip()]
    others = [line for line in told if _left_out(line, case, files)]
    expected = [line for line in told if line not in others]
    held = Expectations(path, update)

    def hold_warnings(built: Built) -> None:
        found = warnings_found(expected, warnings_of(built.warnings))
        held.hold("warnings", expected, found, others)

    wants_html = any(case.wanted(kind) for kind in ("html", "not html", "marks"))
    wants_text = any(case.wanted(kind) for kind in ("text", "not text")) or not wants_html
    if wants_text:
        built = project.build("text")
        for page, text in case.wanted("text").items():
            held.hold(f"text {page}", plain(text), plain(built.read(f"{page}.txt")))
        for page, text in case.wanted("not text").items():
            got = collapsed(built.read(f"{page}.txt"))
            assert [one for one in text.splitlines() if one.strip() and collapsed(one) in got] == []
        hold_warnings(built)
    if wants_html:
        built = project.build("html", fresh=True)
        for page, text in case.wanted("html").items():
            got = collapsed(body_of(built.read(f"{page}.html")))
            place = 0
            for one in filter(None, map(collapsed, text.splitlines())):
                found = got.find(one, place)
                if found < 0:
                    what = f"{page}.html after what was expected before"
                    pytest.fail(nearest(one, got[place:], what), pytrace=False)
                place = found + len(one)
        for page, text in case.wanted("not html").items():
            got = collapsed(body_of(built.read(f"{page}.html")))
            assert [one for one in text.splitlines() if one.strip() and collapsed(one) in got] == []
        for page, text in case.wanted("marks").items():
            found = marked(built.read(f"{page}.html"))
            held.hold(f"marks {page}", text.strip("\n").splitlines(), found)
        for page in built.out.rglob("*.html"):
            assert broken_links(page.read_text(encoding="utf-8")) == []
        hold_warnings(built)
    if held.updated:
        pytest.skip(f"{path.name} is written anew: {', '.join(held.updated)}")


def _knows_lines(case: Case) -> bool:
    return "MyST 5" not in case.sections or int(version("myst-parser").split(".")[0]) >= 5


def _left_out(line: str, case: Case, files: dict[str, str]) -> bool:
    name = line.partition(" ")[0].partition(":")[0]
    return name in case.files and name not in files
