"""Quotations held against transcripts: each case of ``tests/quotations`` is one test.

After ``=== transcript`` come the lines of a plain transcript; after ``--- TITLE`` a case: settings
(``cite:``, ``tail:``, ``partial:``, ``cut-marks:``, ``language:``), the quotation (lines that begin
with ``>``; ``> …`` between empty ones parts fragments), then what is expected. ``cut:``,
``change:``, ``listed:`` and ``context:`` are written once for each; ``context:`` is what stands
before and what stands after.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sphinx_critique.texts.collation import Check, Index, Result, Scope, worst
from sphinx_critique.texts.collation.marks import CUT_MARKS
from sphinx_critique.texts.loci import read_citations
from sphinx_critique.texts.transcripts.plain import read_plain

from .expecting import difference

FOLDER = Path(__file__).parent / "quotations"
SETTINGS = ("cite", "tail", "partial", "cut-marks", "language")


@dataclass
class Case:
    """A quotation, how it is cited, and what its check must come to."""

    title: str
    transcript: str
    settings: dict[str, str] = field(default_factory=dict)
    quotation: list[str] = field(default_factory=list)
    expected: list[tuple[str, str]] = field(default_factory=list)
    path: Path = FOLDER

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for name, _ in self.expected))

    def of(self, name: str) -> list[str]:
        return [value for key, value in self.expected if key == name]

    def result(self) -> Result:
        pages = read_plain(self.transcript, partial=self.settings.get("partial") == "yes")
        citation = ", ".join(
            filter(None, ("key", self.settings.get("cite"), self.settings.get("tail")))
        )
        (cited,) = read_citations(citation, keys={"key"})
        marks = self.settings.get("cut-marks")
        scope = Scope.of(
            cited,
            cut_marks=tuple(marks.split()) if marks else CUT_MARKS,
            language=self.settings.get("language", "en"),
        )
        check = Check(Index.of(pages), scope)
        return worst([check.of(fragment) for fragment in self.fragments()])

    def fragments(self) -> list[str]:
        parts = "\n".join(self.quotation).split("\n\n…\n\n")
        return [part.strip() for part in parts]

    def came(self, result: Result) -> list[tuple[str, str]]:
        """What is expected, as it came: of what the case names, in the same order."""
        return [(name, value) for name in self.names for value in self._values(name, result)]

    def _values(self, name: str, result: Result) -> list[str]:
        match name:
            case "page":
                return [result.found.page] if result.found else []
            case "cut":
                return list(result.cuts)
            case "change" | "listed":
                changes = result.changes if name == "change" else result.listed
                return [" | ".join(change).strip() for change in changes]
            case "hides":
                return ["; ".join(result.hides)]
            case "context":
                return list(result.context)
            case "reason":
                # A part of it will do.
                return [part if part in result.reason else result.reason for part in self.of(name)]
        return [str(getattr(result, name))]


def normal(name: str, value: str) -> str:
    """As an author may write it: with other spaces about what parts words."""
    sign = {"change": "|", "listed": "|", "hides": ";"}.get(name)
    if sign is None:
        return f"{name}: {value}"
    parts = (part.strip() for part in value.split(sign))
    return f"{name}: " + f" {sign} ".join(parts).strip(f" {sign}" if sign == ";" else None)


def update_case(case: Case, came: list[str]) -> None:
    """Write into the file of a case what came of it, in place of what it expects."""
    text = case.path.read_text(encoding="utf-8")
    start = text.index(f"--- {case.title}\n")
    end = re.compile(r"^(?:--- |=== |\Z)", re.MULTILINE).search(text, start + 1)
    assert end is not None
    lines = text[start : end.start()].rstrip("\n").split("\n")
    expects = re.compile(rf"(?!>|{'|'.join(f'{name}:' for name in SETTINGS)})[\w-]+:")
    rest = [line for line in lines[1:] if not expects.match(line)]
    block = "\n".join([lines[0], *rest, *came])
    gap = "\n\n" if end.start() < len(text) else "\n"
    case.path.write_text(text[:start] + block + gap + text[end.start() :], encoding="utf-8")


def read_cases(path: Path) -> Iterator[Case]:
    transcript: list[str] = []
    case: Case | None = None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("=== transcript"):
            if case is not None:
                yield case
            transcript, case = [], None
            continue
        if line.startswith("--- "):
            if case is not None:
                yield case
            case = Case(line[4:], "\n".join(transcript), path=path)
        elif case is None:
            transcript.append(line)
        elif line.startswith(">"):
            case.quotation.append(line[2:])
        elif ":" in line:
            name, _, value = line.partition(":")
            if name in SETTINGS:
                case.settings[name] = value.strip()
            else:
                case.expected.append((name, value.strip()))
    if case is not None:
        yield case


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for case in read_cases(path)
]


def test_there_are_enough() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case, update: bool) -> None:
    result = case.result()
    assert case.of("status"), "a case must expect a status"
    expected = [normal(name, value) for name in case.names for value in case.of(name)]
    found = [normal(*each) for each in case.came(result)]
    if expected == found:
        return
    if not update:
        pytest.fail(f"{difference(expected, found, case.title)}\n{result}", pytrace=False)
    update_case(case, found)
    pytest.skip(f"{case.path.name} is written anew: {case.title}")
