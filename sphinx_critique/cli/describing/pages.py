"""What style sheets and scripts find on our pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...formats.html.looks import ATTRIBUTES, CLASSES, PROPERTIES, Look


def sections() -> dict[str, list[dict[str, Any]]]:
    """Classes, custom properties and attributes."""
    return {
        "classes": list(_looks(CLASSES)),
        "properties": list(_looks(PROPERTIES)),
        "attributes": list(_looks(ATTRIBUTES)),
    }


def _looks(table: Mapping[str, Look]) -> Iterator[dict[str, Any]]:
    for name, look in table.items():
        yield {"name": name, "meaning": look.meaning, "public": look.is_public}
