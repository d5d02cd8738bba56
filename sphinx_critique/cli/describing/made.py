"""What is built, written and warned of: builders, exports, warnings, statuses, objects of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...builders import BUILDERS
from ...model.exports import EXPORTS, EXTRA
from ...model.problems import Warn
from ...texts.collation import FAILED, Status
from ..fields import FORMS
from .docstrings import meanings


def sections() -> dict[str, list[dict[str, Any]]]:
    """What comes of an edition, but for its pages."""
    return {
        "builders": list(_builders()),
        "exports": list(_exports()),
        "warnings": list(_warnings()),
        "statuses": list(_statuses()),
        "objects": list(_objects()),
    }


def _builders() -> Iterator[dict[str, Any]]:
    for name, each in BUILDERS.items():
        yield {
            "name": name,
            "meaning": each.meaning,
            "writes": list(each.writes),
            "extra": each.needs,
        }


def _exports() -> Iterator[dict[str, Any]]:
    for name, each in EXPORTS.items():
        yield {
            "name": name,
            "meaning": f"{each.title}, as ``{each.file}``.",
            "file": each.file,
            "media_type": each.media_type,
            "extra": name if name in EXTRA else "",
        }


def _warnings() -> Iterator[dict[str, Any]]:
    told = meanings(Warn)
    for each in Warn:
        meaning, remedy = told[each.name]
        yield {"name": str(each), "meaning": meaning, "remedy": remedy}


def _statuses() -> Iterator[dict[str, Any]]:
    told = meanings(Status)
    for each in Status:
        meaning, *more = told[each.name]
        yield {
            "name": str(each),
            "meaning": meaning,
            "more": " ".join(more),
            "fails": each in FAILED,
        }


def _objects() -> Iterator[dict[str, Any]]:
    for name, where, fields in FORMS:
        told = [{"name": field, "meaning": meaning} for field, meaning in fields.items()]
        yield {"name": name, "meaning": f"{where}.", "fields": told}
