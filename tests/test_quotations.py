"""Quotations held against transcripts: each case of ``tests/quotations`` is one test.

After ``=== transcript`` come the lines of a plain transcript; after ``--- TITLE`` a case: settings
(``cite:``, ``tail:``, ``partial:``, ``cut-marks:``, ``language:``), the quotation (lines that begin
with ``>``; ``> …`` between empty ones parts fragments), then what is expected. ``cut:``,
``change:``, ``listed:`` and ``context:`` are written once for each; ``context:`` is what stands
before and what stands after.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sphinx_critique.texts.collation import Check, Index, Result, Scope, worst
from sphinx_critique.texts.collation.marks import CUT_MARKS
from sphinx_critique.texts.loci import read_citations
from sphinx_critique.texts.transcripts.plain import read_plain

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
            case = Case(line[4:], "\n".join(transcript))
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
def test_case(case: Case) -> None:
    result = case.result()
    assert [str(result.status)] == case.of("status"), result
    for page in case.of("page"):
        assert result.found is not None
        assert result.found.page == page
    if case.of("cut"):
        assert list(result.cuts) == case.of("cut")
    for name, changes in (("change", result.changes), ("listed", result.listed)):
        if case.of(name):
            shown = [" | ".join(change).strip() for change in changes]
            assert shown == [
                " | ".join(p.strip() for p in each.split("|")).strip() for each in case.of(name)
            ]
    for hidden in case.of("hides"):
        assert list(result.hides) == [word.strip() for word in hidden.split(";") if word.strip()]
    if case.of("context"):
        assert list(result.context) == case.of("context")
    for suggestion in case.of("suggestion"):
        assert result.suggestion == suggestion
    for reason in case.of("reason"):
        assert reason in result.reason
