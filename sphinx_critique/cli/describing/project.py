"""What can be said in ``conf.py``, and in the environment of a process."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from ...formats import press
from ...formats.html import theming
from ...model import cache
from ...model.config import PREFIX, Settings
from ...model.parts import Part
from .docstrings import meanings


def sections() -> dict[str, list[dict[str, Any]]]:
    """Settings, options of the theme, and the environment."""
    return {
        "settings": list(_settings()),
        "theme": list(_theme()),
        "environment": [{"name": cache.VARIABLE, "meaning": cache.MEANING}],
    }


def _settings() -> Iterator[dict[str, Any]]:
    told, defaults = meanings(Settings), Settings()
    for each in fields(Settings):
        yield {
            "name": f"{PREFIX}{each.name}",
            "meaning": told[each.name][0],
            "type": each.metadata["type"].__name__,
            "default": getattr(defaults, each.name),
            "allowed": list(each.metadata["allowed"]),
            "fields": list(_parts(each.metadata["parts"])),
        }


def _parts(parts: Mapping[str, Part]) -> Iterator[dict[str, Any]]:
    for name, each in parts.items():
        yield {
            "name": name,
            "meaning": each.meaning,
            "type": " or ".join(type_.__name__ for type_ in each.types),
            "allowed": list(map(str, each.allowed)),
        }


def _theme() -> Iterator[dict[str, Any]]:
    told = tomllib.loads((theming.FOLDER / "theme.toml").read_text("utf-8"))
    for name, meaning in theming.OPTIONS.items():
        colours = press.USES if name == "colours" else {}
        yield {
            "name": name,
            "meaning": meaning,
            "default": told["options"][name],
            "fields": [{"name": colour, "meaning": use} for colour, use in colours.items()],
        }
