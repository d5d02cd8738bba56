"""Options that never make docutils drop a directive with its body."""

import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from docutils import nodes
from docutils.parsers.rst import states

from ..model.identifiers import names_in
from ..model.values import Value
from ..texts.printed import readable

Converter = Callable[[Any], Any]
_READS_LINES: Final = states.Body.parse_directive_block.__code__
_LISTS: Final = frozenset(
    "at cite with voice charged right absent unchecked tags tag kind source doc columns"
    " lemma".split()
)
"""Options whose values can be put together, joined by ``;``."""


_ANY: Final[Mapping[str, str]] = MappingProxyType({})


class Taken(NamedTuple):
    """An option that a directive takes: how it is read, what it is for and what it may be.

    ``allowed`` has the words that it may be, each with what it means, where these are few;
    ``default`` is what it is where it is not written.
    """

    read: Converter
    value: Value
    meaning: str
    allowed: Mapping[str, str] = _ANY
    default: str = ""


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


NAME: Final = Taken(text, Value.NAME, "What it is called, for references; unique in the project.")
CLASS: Final = Taken(classes, Value.CLASSES, "Classes of your own, for a style sheet of yours.")
LANG: Final = Taken(
    text,
    Value.LANGUAGE,
    "The language of the words quoted; without it that of their source, or that of their script.",
)


class Options(dict[str, Converter]):
    """An ``option_spec`` that also takes options nobody knows, for a warning later.

    Where docutils asks whether there are any there are none, and it leaves a directive's lines
    to the directive (``blocks``); other parsers read the options as they do. ``taken`` has what
    a manual says of each.
    """

    def __init__(self, taken: Mapping[str, Taken] = MappingProxyType({})) -> None:
        super().__init__({name: each.read for name, each in taken.items()})
        self.taken = taken

    def __missing__(self, name: str) -> Converter:
        return lambda value: Unknown(text(value))

    def __bool__(self) -> bool:
        return len(self) > 0 and sys._getframe(1).f_code is not _READS_LINES

    def read(self, typed: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """The values of options by name; what is said of one twice is put together if it can be."""
        values: dict[str, list[str]] = {}
        for name, value in typed:
            values.setdefault(name, []).append(value)
        return {name: self[name](_together(name, given)) for name, given in values.items()}


def _together(name: str, given: list[str]) -> str | None:
    different = list(dict.fromkeys(filter(None, given)))
    joint = " " if name == "class" else "; "
    can_join = name in _LISTS or name == "class"
    return joint.join(different if can_join else different[:1]) or None
