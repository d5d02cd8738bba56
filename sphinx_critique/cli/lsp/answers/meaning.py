"""What an author may have meant by a name that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from ....model.problems import Warn
from ....model.records import Annotation
from ..reading.heard import Said
from ..reading.opened import Opened
from .diagnosing import names_in
from .ours import directives_of, roles_of

_CHOICE: Final = re.compile(r" is (?:any|one) of ([^;“”]+); not “")
_OPTIONS: Final = re.compile(r":[\w-]+:")
_ROLE: Final = re.compile(r"\brole\b")
_FEW: Final = 3


def nearest_to(project: Opened, said: Said) -> list[str]:
    """The names most like the one that a message is about; none where it is about none."""
    names = names_in(said)
    return get_close_matches(names[0], sorted(set(_known(project, said))), _FEW) if names else []


def _known(project: Opened, said: Said) -> Iterable[str]:
    """What could be written there."""
    kind = said.code.partition(".")[0]
    if said.code == f"critique.{Warn.OPTION}":
        choice = _CHOICE.search(said.message)
        return choice[1].split(", ") if choice else _OPTIONS.findall(said.message)[1:]
    if said.code in (f"critique.{Warn.TARGET}", f"critique.{Warn.REFERENCE}"):
        return _names(project)
    if said.code == f"critique.{Warn.FILTER}":
        return _filtered(project)
    if kind in ("docutils", "myst") and "nknown" in said.message.partition("\n")[0]:
        of_role = _ROLE.search(said.message)
        return roles_of(project.app) if of_role else directives_of(project.app)
    return ()


def _names(project: Opened) -> Iterator[str]:
    for name, item in project.domain.edition.named():
        yield item.typed_name if name == item.name else name


def _filtered(project: Opened) -> Iterator[str]:
    """What lists can be of."""
    yield from project.domain.kinds
    yield from project.env.found_docs
    yield from project.domain.bibliography.keys
    for item in project.domain.edition.items:
        if item.voice:
            yield item.voice
        if isinstance(item, Annotation):
            yield from item.tags
