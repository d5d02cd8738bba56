"""What a check came to, row by row: as a line to read, and as an object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any, NamedTuple

from ...model.problems import Location, Problem
from ...model.records import Quotation
from ...project.domain import CritiqueDomain
from ...sources.checked import Checked, emphasis, shortened, told
from ...texts.collation import FAILED, Result, Status
from ...texts.collation.whereabouts import on_page
from ...texts.printed import one_line


class Row(NamedTuple):
    """A quotation with its check, and whether it may fail; ``digest`` is the transcript's."""

    quotation: Quotation
    checked: Checked
    ignored: bool
    digest: str = ""

    @property
    def failed(self) -> bool:
        """Whether the author must mend it."""
        return self.checked.result.status in FAILED and not self.ignored


class Line(NamedTuple):
    """A row to read."""

    place: str
    status: str
    rest: str

    def __str__(self) -> str:
        return f"{self.place}: [{self.status}] {self.rest}"


def rows_of(domain: CritiqueDomain) -> Iterator[Row]:
    """The quotations of an edition, but what this build leaves out."""
    verification = domain.verification
    for quotation, checked in verification.checks(domain.build.documents):
        if domain.edition.includes(quotation.conditions):
            digest = domain.library.digest(checked.source) if checked.source else ""
            yield Row(quotation, checked, verification.ignores(quotation), digest)


def summed_up(rows: Sequence[Row]) -> str:
    """How many quotations there are, and of each status."""
    found = Counter(row.checked.result.status for row in rows)
    counts = ", ".join(f"{found[status]} {status}" for status in Status if found[status])
    return f"{len(rows)} quotations: {counts or 'none'}"


def name_of(source: str, base: Path) -> str:
    """A file as seen from a folder; with its whole path where it cannot be seen from there."""
    try:
        return Path(relpath(source, base)).as_posix()
    except ValueError:  # Another drive.
        return Path(source).absolute().as_posix()


def place_of(location: Location, base: Path) -> str:
    """The file and line, as seen from a folder."""
    return f"{name_of(location.source, base)}:{location.line}"


def line_of(row: Row, base: Path) -> Line:
    """A row on one line."""
    quotation, (source, locator, result) = row.quotation, row.checked
    cited = ", ".join(filter(None, (source, locator)))
    parts = [f"{cited}: {shortened(quotation.words)}" if cited else shortened(quotation.words)]
    parts += list(_remarks(result))
    if row.ignored and result.status in FAILED:
        parts.append("passed over (critique_check_ignore)")
    return line_at(quotation.location, base, str(result.status), "; ".join(parts))


def line_at(location: Location, base: Path, status: str, rest: str) -> Line:
    """A line with nothing in it that would end it, or that a terminal would obey."""
    return Line(one_line(place_of(location, base)), status, one_line(rest))


def absent_line(problem: Problem, base: Path) -> Line:
    """A term that is said to be absent, and is not."""
    return line_at(problem.location, base, "absent", problem.message)


def object_of(row: Row, base: Path) -> dict[str, Any]:
    """A row with all its fields."""
    quotation, (source, locator, result) = row.quotation, row.checked
    found = result.found
    return {
        "filename": name_of(quotation.location.source, base),
        "lineno": quotation.location.line,
        "status": str(result.status),
        "place": result.place or "unchecked",
        "source": source,
        "digest": row.digest,
        "locator": locator,
        "quotation": quotation.words,
        "found": {"page": found.page, "text": found.text} if found else None,
        "changes": [change._asdict() for change in (*result.changes, *result.listed)],
        "cuts": list(result.cuts),
        "context": list(result.context),
        "hides": list(result.hides),
        "emphasis": result.emphasis,
        "suggestion": result.suggestion,
        "reason": "; ".join(filter(None, (result.reason, result.why)))
        or ("critique_check_ignore" if row.ignored else ""),
        "passed": list(result.passed),
    }


def _remarks(result: Result) -> Iterator[str]:
    if result.found and result.status not in (Status.VERBATIM, Status.MARKED):
        page = on_page(result.found.page)
        yield f"{page}: {shortened(result.found.text)}" if page else shortened(result.found.text)
    yield from (told(change) for change in result.changes)
    if result.listed:
        yield "as may be: " + ", ".join(told(change) for change in result.listed)
    for cut in result.cuts:
        yield f"left out: {shortened(cut, 40)}" if cut else "an empty cut"
    if result.passed:
        yield f"passes over: {', '.join(map(shortened, result.passed))}"
    if result.hides:
        yield f"hides: {', '.join(result.hides)}"
    if result.emphasis == "differs":
        yield emphasis(result)
    if result.suggestion:
        yield f"should read: {result.suggestion}"
    if result.reason:
        yield result.reason
    if result.why:
        yield f"place unchecked: {result.why}"
