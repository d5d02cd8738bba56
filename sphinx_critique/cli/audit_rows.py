"""The findings of an audit as rows: the gravest first, to be read and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from ..builders.quotecheck.rows import Row, name_of, object_of
from ..model.problems import Location
from ..model.records import Quotation
from ..sources.checked import Checked, shortened, told
from ..texts.anchoring import Span
from ..texts.collation import Result, Status
from ..texts.collation.whereabouts import is_page
from ..texts.incoming.forms import width
from ..texts.printed import one_line
from ..texts.quoting import Finding, Made
from ..texts.quoting.unmarked import Run
from ..texts.quoting.verdict import Verdict
from .audit_lines import lines_of
from .auditing import Audit

WRONG: Final = (Status.MISQUOTED, Status.MISPLACED)
_ORDER: Final = (Status.MISQUOTED, Status.MISPLACED, Status.MARKED, Status.VERBATIM)
_COLOURS: Final = {
    Status.MISQUOTED: "red",
    Status.MISPLACED: "red",
    Status.MARKED: "green",
    Status.VERBATIM: "green",
}
JOINED: Final = "words of saying part it, and are left out here"
_WORDS: Final = 12
_WIDEST: Final = 40
"""Columns that the sources are set in: where one takes more, its row is longer."""


class Found(NamedTuple):
    """A quotation that was found, with what it came to."""

    made: Made
    best: Verdict
    others: tuple[Verdict, ...]

    @property
    def result(self) -> Result:
        """What its check came to."""
        return self.best.result

    @property
    def is_joined(self) -> bool:
        """Whether words of saying part it, which are not looked for."""
        return self.best.words in self.made.joined

    @property
    def gravity(self) -> tuple[bool, int, int, int]:
        """Puts first what hides a word that turns the sentence, then what is altered."""
        result = self.result
        hides = bool(result.hides)
        return (
            not (hides and result.status is Status.MISQUOTED),
            _ORDER.index(result.status) if not hides else 0,
            -len(result.changes),
            self.made.span[0],
        )


Lines = Mapping[Span, int]
"""The lines of quotations, by their places in the work."""


def found_in(audit: Audit) -> list[Found]:
    """What was found, the gravest first."""
    found = [
        Found(each.made, each.best, each.others)
        for each in audit.findings
        if each.best is not None and each.stands
    ]
    return sorted(found, key=lambda each: each.gravity)


def nowhere(audit: Audit) -> list[Finding]:
    """What was found nowhere, in the order of the work."""
    return [each for each in audit.findings if not each.stands]


def table(found: Sequence[Found]) -> Iterator[str]:
    """The rows to read: page in the work, status, source and page there; below, what differs."""
    cells = [(_page(each.made.page), str(each.result.status), cited(each.best)) for each in found]
    widths = [max((width(one_line(cell[n])) for cell in cells), default=0) for n in range(3)]
    widths[2] = min(widths[2], _WIDEST)
    indent = " " * (widths[0] + 2 if widths[0] else 2)
    for each, row in zip(found, cells, strict=True):
        page, status, source = (
            f"{one_line(cell)}{' ' * (wide - width(one_line(cell)))}"
            for cell, wide in zip(row, widths, strict=True)
        )
        status = click.style(status, fg=_COLOURS[each.result.status], bold=True)
        words = one_line(shortened(each.best.words, _WORDS))
        yield "  ".join(filter(None, (page, status, source, words)))
        yield from (f"{indent}{one_line(line)}" for line in remarks(each))


def _page(name: str) -> str:
    return f"p. {name}" if is_page(name) else name


def cited(verdict: Verdict) -> str:
    """A source with the page on which the words were found."""
    page = verdict.result.found.page if verdict.result.found else ""
    return f"{verdict.source}, {page}" if page else verdict.source


def remarks(each: Found) -> Iterator[str]:
    """What is to be said of a quotation that was found."""
    result = each.result
    yield from (told(change) for change in result.changes)
    yield from (f"left out: {shortened(cut, 40)}" for cut in result.cuts if cut)
    if result.hides:
        yield f"hides: {', '.join(result.hides)}"
    if result.status is Status.MISQUOTED and result.suggestion:
        yield f"should read: {shortened(result.suggestion, 60)}"
    if result.reason:
        yield result.reason
    if each.is_joined:
        yield JOINED
    if each.made.open:
        yield "nothing closes the quotation"
    if each.others:
        yield f"also in {'; '.join(map(cited, each.others))}"


def summary(audit: Audit, found: Sequence[Found], least: int) -> str:
    """All in one line: what is not in the table too."""
    counts = Counter(each.result.status for each in found)
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    parts.append(f"{len(nowhere(audit))} found nowhere")
    parts.append(f"{len(audit.short)} shorter than {least} words")
    if audit.runs:
        parts.append(f"{len(audit.runs)} unmarked")
    total = len(audit.findings) + len(audit.short)
    noun = "quotation" if total == 1 else "quotations"
    return f"{total} {noun} in {audit.key}: {', '.join(parts)}"


def apart(audit: Audit) -> Iterator[str]:
    """What was found nowhere, or is too short to be looked for, in the order of the work."""
    rest = [(each.made, "nowhere") for each in nowhere(audit)]
    rest += [(made, "short") for made in audit.short]
    for made, what in sorted(rest, key=lambda each: each[0].span):
        yield one_line(f"{_page(made.page)}  {what}  {shortened(made.words, 2 * _WORDS)}")


def unmarked_rows(runs: Sequence[Run]) -> Iterator[str]:
    """Words that are in no quote marks, the longest first."""
    for run in sorted(runs, key=lambda each: (-len(each.words.split()), each.span)):
        source = f"{run.source}, {run.found_page}" if run.found_page else run.source
        words = shortened(run.words, 2 * _WORDS)
        yield one_line(f"{_page(run.page)}  unmarked  {source}  {words}")


def objects(audit: Audit, base: Path, *, all_of_it: bool, least: int) -> Iterator[dict[str, Any]]:
    """Each quotation with all its fields, those found first; then runs of words unmarked."""
    every = (*(each.made for each in audit.findings), *audit.short)
    lines = lines_of(audit.path, every)
    for each in found_in(audit):
        yield _object(audit, base, each.made, each.best, lines) | {
            "others": [{"source": o.source, "page": _found_page(o)} for o in each.others]
        }
    for finding in nowhere(audit):
        yield _object(audit, base, finding.made, finding.best, lines) | {"others": []}
    for made in audit.short if all_of_it else ():
        reason = f"it has fewer than {least} words"
        result = Result(Status.UNCHECKED, reason=reason)
        yield _of(audit, base, made, Checked("", "", result), made.words, lines) | {"others": []}
    for run in audit.runs:
        yield {
            "filename": name_of(str(audit.path), base),
            "page": run.page,
            "status": "unmarked",
            "source": run.source,
            "digest": audit.sources.digest(run.source),
            "quotation": run.words,
            "found": {"page": run.found_page, "text": run.found},
        }


def _found_page(verdict: Verdict) -> str:
    return verdict.result.found.page if verdict.result.found else ""


def _object(
    audit: Audit, base: Path, made: Made, best: Verdict | None, lines: Lines
) -> dict[str, Any]:
    if best is None:
        nothing = Checked("", "", Result(Status.NOT_FOUND))
        return _of(audit, base, made, nothing, made.words, lines)
    checked = Checked(best.source if best.stands else "", best.locator, best.result)
    return _of(audit, base, made, checked, best.words, lines)


def _of(
    audit: Audit, base: Path, made: Made, checked: Checked, words: str, lines: Lines
) -> dict[str, Any]:
    row = row_of(audit, checked, words, lines.get(made.span, 0))
    return {"page": made.page} | object_of(row, base)


def row_of(audit: Audit, checked: Checked, words: str, line: int = 0) -> Row:
    """A row as the builder of checks has it; the line is 0 where it is not known."""
    place = Location(str(audit.path), line)
    quotation = Quotation("", place, words, ((0, len(words)),), (), (), "", (), "", "", "")
    return Row(quotation, checked, False, audit.sources.digest(checked.source))
