"""``sphinx-build -b quotecheck``: every quotation held against its source, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util import logging
from sphinx.util.console import colorize

from ...model.problems import Problem
from ...project.domain import CritiqueDomain
from ...project.drift.collecting import state_of
from ...project.drift.keeping import NAME, file_of, keep
from ...project.drift.noticing import since_last
from ...project.warning import absences
from ...texts.collation import Status
from ...texts.collation.pages import may_share
from ...texts.collation.twice import quoted_differently
from ...texts.loci import Locator
from ...texts.printed import json_of
from .report import About, report
from .rows import Line, Row, absent_line, line_at, line_of, object_of, place_of, rows_of, summed_up

_logger = logging.getLogger(__name__)
_COLOURS: Final = {
    Status.VERBATIM: "darkgreen",
    Status.MARKED: "darkgreen",
    Status.UNCHECKED: "turquoise",
    Status.MISPLACED: "red",
    Status.MISQUOTED: "red",
    Status.NOT_FOUND: "red",
}


class QuoteCheckBuilder(DummyBuilder):
    """Writes what it finds three times: lines, objects and a page.

    ``output.txt`` has a line for each quotation, ``output.json`` an object a line, ``report.html``
    all that is known of each. ``output.state`` is for ``sphinx-critique drift``.
    """

    name = "quotecheck"
    epilog = "Each quotation stands beside its source in %(outdir)s/report.html"

    def get_outdated_docs(self) -> set[str]:
        """All documents are reported on, though only what changed is checked again."""
        return set(self.env.found_docs)

    def write_documents(self, docnames: Any) -> None:
        """Nothing is written of any document."""

    def finish(self) -> None:
        self.domain = CritiqueDomain.of(self.env)
        self.base = Path(self.env.srcdir)
        rows = list(rows_of(self.domain))
        absent = list(absences(self.domain))
        lines = [line_of(row, self.base) for row in rows]
        for row, line in zip(rows, lines, strict=True):
            status = colorize(_COLOURS[row.checked.result.status], f"{line.status:<9}")
            _logger.info("(%s) %s %s", line.place, status, line.rest)
        lines += [absent_line(problem, self.base) for problem in absent]
        differing = list(self._twice(rows))
        for line in differing:
            _logger.info("%s %s: %s", colorize("purple", "differs"), line.place, line.rest)
        objects = [object_of(row, self.base) for row in rows]
        others = [*lines[len(rows) :], *differing]
        page = report(self._about(), rows, others)
        (Path(self.outdir) / "report.html").write_text(page, encoding="utf-8")
        self._write("output.txt", map(str, [*lines, *differing]))
        self._write("output.json", map(json_of, objects))
        self._keep()
        self._sum_up(rows, absent)

    def _keep(self) -> None:
        """Tell what has drifted since the last full check, and keep this one in its stead."""
        state, path = state_of(self.domain), file_of(self._application)
        for line in since_last(path, state, self.domain):
            _logger.info("%s", line)
        of_user = [path] if self.domain.holds_ours else []
        for failed in keep(state, Path(self.outdir) / NAME, *of_user):
            _logger.info("%s cannot be written: what drifts from now on cannot be told", failed)

    @property
    def _application(self) -> Any:
        return getattr(self, "_app", None) or self.app

    def _about(self) -> About:
        bibliography, language = self.domain.bibliography, self.config.language or "en"
        return About(
            f"Quotations of {self.config.project}",
            self.base,
            bibliography.plain,
            lambda key: bibliography.language(key) or language,
        )

    def _twice(self, rows: Sequence[Row]) -> Iterator[Line]:
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
                first, second = (group[each].quotation.location for each in pair[:2])
                one = place_of(first, self.base)
                words = "; ".join(f"“{a}” there, “{b}” here" for a, b in pair.differences)
                told = f"quotes {source} otherwise than {one}: {words}"
                yield line_at(second, self.base, "differs", told)

    def _write(self, name: str, lines: Iterable[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        (Path(self.outdir) / name).write_text(text, encoding="utf-8")

    def _sum_up(self, rows: Sequence[Row], absent: Sequence[Problem]) -> None:
        _logger.info(colorize("bold", "%s"), summed_up(rows))
        if absent or any(row.failed for row in rows):
            self._application.statuscode = 1


def _locator(row: Row) -> Locator:
    citation = row.quotation.citations[0]
    return (citation.carrier or citation).locator


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(QuoteCheckBuilder)
