"""The outcome of a check as editors, hooks and services want it."""

import os
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ..builders.quotecheck.rows import absent_line, line_of, name_of, object_of
from ..model.problems import Problem, Warn
from ..texts.printed import harmless, json_of
from .checking import Outcome, Remark

_RULES: Final = {
    Warn.MISQUOTED: "A quotation is close to its source, with changes that nothing marks.",
    Warn.MISPLACED: "The words of a quotation stand in its source, but not where it is cited.",
    Warn.NOT_FOUND: "The words of a quotation stand nowhere in its source.",
    Warn.ABSENT: "A term that a work is said not to hold stands in it.",
    Warn.EMPHASIS: "The emphasis in a quotation is not that of its source; nothing says so.",
}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def remark_of(remark: Remark, base: Path) -> str:
    """A remark on one line."""
    name = name_of(remark.file, base)
    return f"{name}:{remark.line}: {remark.message}" if remark.line else f"{name}: {remark.message}"


def _text(outcome: Outcome, base: Path) -> Iterator[str]:
    yield from (str(line_of(row, base)) for row in outcome.rows)
    yield from (str(absent_line(problem, base)) for problem in outcome.absent)


def _json(outcome: Outcome, base: Path) -> Iterator[str]:
    yield from (json_of(object_of(row, base)) for row in outcome.rows)


def _github(outcome: Outcome, base: Path) -> Iterator[str]:
    """Commands of a workflow of GitHub's, which shows them at their line."""
    for problem in outcome.problems:
        where = {"file": name_of(problem.location.source, base), "line": problem.location.line}
        where["title"] = f"critique.{problem.warn}"
        yield _command(_level(problem), where, problem.message)
    for remark in (*outcome.remarks, *outcome.refusals, *outcome.others):
        where = {"file": name_of(remark.file, base)}
        if remark.line:
            where["line"] = remark.line
        yield _command("warning" if remark in outcome.remarks else "error", where, remark.message)


def _command(level: str, where: Mapping[str, object], message: str) -> str:
    parts = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items())
    return f"::{level} {parts}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """With nothing in it that ends a command, or a part of one."""
    text = harmless(text)
    for sign in f"%\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _level(problem: Problem) -> str:
    return "warning" if problem.warn is Warn.EMPHASIS else "error"


def _sarif(outcome: Outcome, base: Path) -> Iterator[str]:
    """A document of SARIF 2.1.0."""
    ids = [str(warn) for warn in _RULES]
    rules = [{"id": str(w), "shortDescription": {"text": text}} for w, text in _RULES.items()]
    driver = {"name": "sphinx-critique", "version": _version(), "rules": rules}
    results = [
        {
            "ruleId": str(problem.warn),
            "ruleIndex": ids.index(str(problem.warn)),
            "level": _level(problem),
            "message": {"text": problem.message},
            "locations": [_location(*problem.location, base)],
        }
        for problem in outcome.problems
    ]
    failures = (*outcome.refusals, *outcome.others)
    notes = [_notification(remark, "error", base) for remark in failures]
    notes += [_notification(remark, "warning", base) for remark in outcome.remarks]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": notes}],
        "results": results,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json_of(document, indent=2)


def _version() -> str:
    try:
        return version("sphinx-critique")
    except PackageNotFoundError:
        return "0"


def _location(source: str, line: int, base: Path) -> dict[str, Any]:
    name = name_of(source, base)
    uri = Path(name).as_uri() if Path(name).is_absolute() else quote(os.fsencode(name))
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if line > 0:
        place["region"] = {"startLine": line}
    return {"physicalLocation": place}


def _notification(remark: Remark, level: str, base: Path) -> dict[str, Any]:
    location = _location(remark.file, remark.line, base)
    return {"level": level, "message": {"text": remark.message}, "locations": [location]}


FORMATS: Final[Mapping[str, Callable[[Outcome, Path], Iterator[str]]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
