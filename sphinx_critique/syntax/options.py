"""Options that never make docutils drop a directive with its body."""

from collections.abc import Callable
from typing import Any

from docutils import nodes

from ..model.identifiers import names_in
from .controls import readable

Converter = Callable[[Any], Any]


class Unknown(str):
    """The value of an option that does not exist."""

    __slots__ = ()


def text(value: Any) -> str:
    """An option's words on one line."""
    return " ".join(readable(str(value or "")).split())


def flag(value: Any) -> bool:
    """A switch, on by being written, off by ``false`` or ``no``."""
    return text(value).lower() not in ("false", "no")


def listed(value: Any) -> tuple[str, ...]:
    """Words joined by ``;``."""
    return names_in(readable(str(value or "")))


def persons(value: Any) -> str:
    """Names joined by ``;`` on one line; nothing where there is none."""
    return text(value) if listed(value) else ""


def classes(value: Any) -> list[str]:
    """CSS classes, of what can be made one of the words given."""
    return list(filter(None, (nodes.make_id(word) for word in text(value).split())))


class Options(dict[str, Converter]):
    """An ``option_spec`` that also takes options nobody knows, for a warning later."""

    def __missing__(self, name: str) -> Converter:
        return lambda value: Unknown(text(value))
