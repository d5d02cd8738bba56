"""An entry as pybtex and its styles see it."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import Any

from pybtex.database import Entry, Person
from pybtex.utils import OrderedCaseInsensitiveDict

from ...texts.bibtex.markup import Words
from .completing import completed

# pybtex tells no types: to mypy its classes are Any, which it lets be no base.
_dict: Any = OrderedCaseInsensitiveDict
_entry: Any = Entry


# Both have bases that pybtex leaves without types.
class _Persons(_dict):  # type: ignore[misc]
    """Persons by role; nobody is there for a role that a style asks for in vain."""

    left_out: frozenset[str] = frozenset()

    def __getitem__(self, role: str) -> list[Person]:
        if role in self.left_out and role not in self:
            return []
        found: list[Person] = super().__getitem__(role)
        return found


class BibliographyEntry(_entry):  # type: ignore[misc]
    """An entry of BibLaTeX's that the styles of BibTeX can set.

    ``original_type`` is the type as written, in lower case; ``type`` the nearest that pybtex's own
    styles have. ``fields`` holds what was typed, and BibTeX's fields where they were missing.
    A template's ``field(…)`` gives what :mod:`.completing` makes of them instead.
    """

    original_type: str
    type: str
    key: str
    fields: Any
    persons: Any
    left_out: frozenset[str] = frozenset()

    def __init__(self, type_: str, fields: Any = None, persons: Any = None) -> None:
        super().__init__(type_, fields)
        self.persons = _Persons(persons or {})

    @cached_property
    def completed(self) -> dict[str, Words | None]:
        """What templates are given for some fields; ``None`` is a field that they must not see."""
        return completed(self)

    def _find_field(self, name: str, bib_data: object = None) -> str:
        if name in self.left_out:
            return Words()
        if name in self.completed:
            given = self.completed[name]
            if given is None:
                raise KeyError(name)
            return given
        found: str = super()._find_field(name)
        return found

    def without(self, name: str) -> BibliographyEntry:
        """A copy in which a style finds nothing where it would miss something."""
        found = copy.copy(self)
        found.left_out = self.left_out | {name}
        found.persons = _Persons(self.persons)
        found.persons.left_out = found.left_out
        return found

    def as_type(self, kind: str) -> BibliographyEntry:
        """A copy of another type."""
        found = copy.copy(self)
        found.type = kind
        return found

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "completed"}


def told(entry: Entry | None, name: str) -> str:
    """A field as references have it, a title with its subtitle; empty where there is none."""
    reader: Any = entry
    if isinstance(entry, BibliographyEntry):
        try:
            return entry._find_field(name)
        except KeyError:
            return ""
    return str(reader.fields.get(name) or "") if entry is not None else ""
