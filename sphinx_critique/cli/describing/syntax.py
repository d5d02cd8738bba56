"""Directives and roles, with what their options may be; the kinds of notes; what lists can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...edition.lists import FILTERS, FORMS
from ...edition.lists.notes import COLUMNS
from ...model.kinds import Kind
from ...model.values import Value
from ...project.domain import CritiqueDomain
from ...syntax import ALL_ROLES, SHORT_ROLES, directives_for
from ...syntax.base import CritiqueDirective
from .docstrings import meanings


def sections(kinds: Sequence[Kind]) -> dict[str, list[dict[str, Any]]]:
    """What can be written in a document, in a project that has these kinds."""
    return {
        "directives": list(_directives(kinds)),
        "roles": list(_roles()),
        "values": list(_values()),
        "kinds": [_kind(each) for each in kinds],
        "filters": _named(FILTERS),
        "columns": _named(COLUMNS),
    }


def _directives(kinds: Sequence[Kind]) -> Iterator[dict[str, Any]]:
    of_kinds = {each.name for each in kinds}
    for name, each in directives_for(kinds).items():
        is_list = name in FORMS and all(filter_ in each.option_spec for filter_ in FILTERS)
        group = "list" if is_list else "note" if name in of_kinds else "passage"
        yield {
            "name": name,
            "long_name": _long(name),
            "group": group,
            "meaning": each.meaning,
            "argument": each.takes,
            "body": each.holds,
            "options": list(_options(each)),
        }


def _options(directive: type[CritiqueDirective]) -> Iterator[dict[str, Any]]:
    for name, each in directive.option_spec.taken.items():
        yield {
            "name": name,
            "meaning": each.meaning,
            "value": str(each.value),
            "allowed": dict(each.allowed),
            "default": each.default,
        }


def _roles() -> Iterator[dict[str, Any]]:
    for name, each in ALL_ROLES.items():
        yield {
            "name": name if name in SHORT_ROLES else _long(name),
            "long_name": _long(name),
            "meaning": each.meaning,
            "text": each.takes,
        }


def _long(name: str) -> str:
    return f"{CritiqueDomain.name}:{name}"


def _values() -> Iterator[dict[str, Any]]:
    told = meanings(Value)
    for each in Value:
        yield {"name": str(each), "meaning": told[each.name][0]}


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "title": kind.title,
        "says": kind.says,
        "stance": str(kind.stance),
        "cito": kind.cito,
        "colour": kind.colour,
    }


def _named(table: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"name": name, "meaning": meaning} for name, meaning in table.items()]
