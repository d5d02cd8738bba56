"""What can be written of ours in a project: its directives and roles, by the names they go by."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst import directives as _directives
from docutils.parsers.rst import roles as _roles
from sphinx.application import Sphinx

from ....project.domain import CritiqueDomain
from ....syntax.base import CritiqueDirective

# docutils tells of what is registered only in attributes of its own.
_registered: Any = _directives
_registered_roles: Any = _roles


def directives_of(app: Sphinx) -> dict[str, type[CritiqueDirective]]:
    """The directives: by their short names, where these are not another extension's."""
    registered = app.registry.domain_directives.get(CritiqueDomain.name, {})
    ours = {n: each for n, each in registered.items() if issubclass(each, CritiqueDirective)}
    short = _registered._directives
    return {
        name if short.get(name) is each else f"{CritiqueDomain.name}:{name}": each
        for name, each in ours.items()
    }


def roles_of(app: Sphinx) -> list[str]:
    """The names of the roles, in the same way."""
    ours = app.registry.domain_roles.get(CritiqueDomain.name, {})
    short = _registered_roles._roles
    own = __name__.partition(".")[0]
    return sorted(
        name
        if type(short.get(name)).__module__.startswith(f"{own}.")
        else f"{CritiqueDomain.name}:{name}"
        for name in ours
    )
