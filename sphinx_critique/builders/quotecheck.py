"""``sphinx-build -b quotecheck``: every quotation held against its source, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any, Final, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util import logging
from sphinx.util.console import colorize

from ..model.problems import Problem
from ..model.records import Quotation
from ..project.domain import CritiqueDomain
from ..project.warning import absences
from ..sources.checked import Checked, emphasis, shortened, told
from ..texts.collation import FAILED, Result, Status
from ..texts.collation.pages import may_share
from ..texts.collation.twice import quoted_differently
from ..texts.collation.whereabouts import on_page
from ..texts.loci import Locator

_logger = logging.getLogger(__name__)
_COLOURS: Final = {
    Status.VERBATIM: "darkgreen",
    Status.MARKED: "darkgreen",
    Status.UNCHECKED: "turquoise",
    Status.MISPLACED: "red",
    Status.MISQUOTED: "red",
    Status.NOT_FOUND: "red",
}


class Row(NamedTuple):
    """A quotation with its check, and whether it may fail."""

    quotation: Quotation
    checked: Checked
    ignored: bool

    @property
    def failed(self) -> bool:
        return self.checked.result.status in FAILED and not self.ignored


class QuoteCheckBuilder(DummyBuilder):
    """Writes ``output.txt``, a line for each quotation, and ``output.json``, an object a line."""

    name = "quotecheck"
    epilog = "Look for what failed above or in %(outdir)s/output.txt"

    def get_outdated_docs(self) -> set[str]:
        """All documents are reported on, though only what changed is checked again."""
        return set(self.env.found_docs)

    def write_documents(self, docnames: Any) -> None:
        """Nothing is written of any document."""

    def finish(self) -> None:
        self.domain = CritiqueDomain.of(self.env)
        rows = list(self._rows())
        absent = list(absences(self.domain))
        lines = [self._line(row) for row in rows]
        for row, line in zip(rows, lines, strict=True):
            status = colorize(_COLOURS[row.checked.result.status], f"{line.status:<9}")
            _logger.info("(%s) %s %s", line.place, status, line.rest)
        plain = [f"{line.place}: [{line.status}] {line.rest}" for line in lines]
        plain += [
            f"{self._name(p.location.source)}:{p.location.line}: [absent] {p.message}"
            for p in absent
        ]
        differing = list(self._twice(rows))
        for text in differing:
            _logger.info("%s %s", colorize("purple", "differs"), text)
        plain += [f"{text.replace(': ', ': [differs] ', 1)}" for text in differing]
        self._write("output.txt", plain)
        self._write(
            "output.json", [json.dumps(self._object(row), ensure_ascii=False) for row in rows]
        )
        self._sum_up(rows, absent)

    def _rows(self) -> Iterator[Row]:
        domain, verification = self.domain, self.domain.verification
        for quotation, checked in verification.checks(domain.documents):
            if domain.edition.includes(quotation.conditions):
                yield Row(quotation, checked, verification.ignores(quotation))

    def _name(self, source: str) -> str:
        return Path(relpath(source, self.env.srcdir)).as_posix()

    def _line(self, row: Row) -> _Line:
        quotation, (source, locator, result) = row.quotation, row.checked
        place = f"{self._name(quotation.location.source)}:{quotation.location.line}"
        cited = ", ".join(filter(None, (source, locator)))
        parts = [f"{cited}: {shortened(quotation.words)}" if cited else shortened(quotation.words)]
        parts += list(_remarks(result))
        if row.ignored and result.status in FAILED:
            parts.append("passed over (critique_check_ignore)")
        return _Line(place, str(result.status), "; ".join(parts))

    def _object(self, row: Row) -> dict[str, Any]:
        quotation, (source, locator, result) = row.quotation, row.checked
        found = result.found
        return {
            "filename": self._name(quotation.location.source),
            "lineno": quotation.location.line,
            "status": str(result.status),
            "place": result.place or "unchecked",
            "source": source,
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

    def _twice(self, rows: Sequence[Row]) -> Iterator[str]:
        """What the same words of one source have become in two places."""
        by_source: dict[str, list[Row]] = {}
        for row in rows:
            by_source.setdefault(row.checked.source, []).append(row)
        marks = tuple(self.domain.settings.cut_marks.split())
        for source, group in sorted(by_source.items()):
            texts = [row.quotation.words for row in group] if source else []
            for pair in quoted_differently(texts, marks):
                if not may_share(*(_locator(group[each]) for each in pair[:2])):
                    continue
                one, two = (self._line(group[each]).place for each in pair[:2])
                words = "; ".join(f"“{a}” there, “{b}” here" for a, b in pair.differences)
                yield f"{two}: quotes {source} otherwise than {one}: {words}"

    def _write(self, name: str, lines: Sequence[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        (Path(self.outdir) / name).write_text(text, encoding="utf-8")

    def _sum_up(self, rows: Sequence[Row], absent: Sequence[Problem]) -> None:
        counts = {
            status: sum(row.checked.result.status is status for row in rows) for status in Status
        }
        told_counts = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
        _logger.info(colorize("bold", "%d quotations: %s"), len(rows), told_counts or "none")
        if absent or any(row.failed for row in rows):
            app: Any = getattr(self, "_app", None) or self.app
            app.statuscode = 1


class _Line(NamedTuple):
    place: str
    status: str
    rest: str


def _locator(row: Row) -> Locator:
    citation = row.quotation.citations[0]
    return (citation.carrier or citation).locator


def _remarks(result: Result) -> Iterator[str]:
    if result.found and result.status not in (Status.VERBATIM, Status.MARKED):
        page = on_page(result.found.page)
        yield f"{page}: {shortened(result.found.text)}" if page else shortened(result.found.text)
    yield from (told(change) for change in result.changes)
    if result.listed:
        yield "as may be: " + ", ".join(told(change) for change in result.listed)
    for cut in result.cuts:
        yield f"left out: {shortened(cut, 40)}" if cut else "an empty cut"
    if passed := list(filter(None, result.passed)):
        yield f"passes over: {', '.join(map(shortened, passed))}"
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


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(QuoteCheckBuilder)
