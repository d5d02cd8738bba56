"""What an author writes: directives, by their full names and their short ones."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from docutils.parsers.rst import directives as _directives
from docutils.parsers.rst import roles as _roles
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from ..model.config import settings
from ..model.kinds import Kind, reserve
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from . import (
    apostrophes,
    arranging,
    attributions,
    citation_footnotes,
    controls,
    inventory_links,
    spaces,
    translation,
    work,
)
from .annotation import AnnotationDirective, directive_of
from .base import CritiqueDirective
from .excerpt import ExcerptDirective, QuotationDirective
from .listing import LIST_DIRECTIVES, RecallDirective
from .roles import ROLES, LocusRole, QuoteRole, ReferenceRole
from .translation import TranslationDirective
from .work import WorkDirective

__all__ = [
    "ALL_ROLES",
    "SHORT_ROLES",
    "AnnotationDirective",
    "ExcerptDirective",
    "QuotationDirective",
    "directives_for",
    "setup",
]

# docutils tells of what is registered only in attributes of its own.
directives: Any = _directives
roles: Any = _roles

_logger = logging.getLogger(__name__)
_DIRECTIVES: dict[str, type[CritiqueDirective]] = {
    "excerpt": ExcerptDirective,
    "quotation": QuotationDirective,
    "recall": RecallDirective,
    "translation": TranslationDirective,
    "work": WorkDirective,
    **LIST_DIRECTIVES,
}
"""What there is whatever the kinds are."""
_REFERENCE = "ref"
ALL_ROLES: Final[Mapping[str, type[ReferenceRole | QuoteRole | LocusRole]]] = {
    **ROLES,
    _REFERENCE: ReferenceRole,
}
"""By name; that of a reference has no short one, which Sphinx has."""
SHORT_ROLES: Final = tuple(ROLES)


def directives_for(kinds: Iterable[Kind]) -> dict[str, type[CritiqueDirective]]:
    """Every directive of ours by its short name, in a project that has these kinds."""
    return _DIRECTIVES | {kind.name: directive_of(kind) for kind in kinds}


def _register(app: Sphinx, config: Config) -> None:
    """Register each directive and role in the domain, and under its short name where free.

    At ``config-inited``, when every extension has registered its own and the kinds are known.
    """
    ours = directives_for(settings(config).vocabulary.values())
    for name, directive in ours.items():
        app.add_directive_to_domain(CritiqueDomain.name, name, directive)
        if _is_free_directive(app, name):
            app.add_directive(name, directive, override=True)
    app.add_role_to_domain(CritiqueDomain.name, _REFERENCE, ReferenceRole())
    for name, role in ROLES.items():
        app.add_role_to_domain(CritiqueDomain.name, name, role())
        if _is_free_role(app, name):
            app.add_role(name, role(), override=True)


def _is_free_directive(app: Sphinx, name: str) -> bool:
    taken = directives._directives.get(name)
    if taken is not None:
        free = issubclass(taken, CritiqueDirective)
    else:
        free = name not in set(_builtin(app, "directives", directives._directive_registry))
        free = free and name not in app.registry.domains["std"].directives
    return free or _give_way(f".. critique:{name}::", f".. {name}::")


def _is_free_role(app: Sphinx, name: str) -> bool:
    taken = roles._roles.get(name)
    if taken is not None:
        free = isinstance(taken, tuple(ROLES.values()))
    else:
        free = name not in set(_builtin(app, "roles", roles._role_registry))
        free = free and name not in app.registry.domains["std"].roles
    return free or _give_way(f":critique:{name}:", f":{name}:")


def _builtin(app: Sphinx, what: str, registry: dict[str, object]) -> Iterator[str]:
    yield from registry
    for tag in ("en", (app.config.language or "en").split("_")[0]):
        try:
            module = import_module(f"docutils.parsers.rst.languages.{tag}")
        except ImportError:
            continue
        yield from getattr(module, what)


def _give_way(full: str, short: str) -> bool:
    _logger.info("sphinx-critique: %s is taken by another extension; write %s", short, full)
    return False


def setup(app: Sphinx) -> None:
    """Register directives and roles once every extension has had its turn."""
    reserve((*_DIRECTIVES, *ROLES, _REFERENCE))
    Step.REGISTER_SYNTAX.connect(app, _register)
    translation.setup(app)
    attributions.setup(app)
    arranging.setup(app)
    citation_footnotes.setup(app)
    apostrophes.setup(app)
    spaces.setup(app)
    work.setup(app)
    inventory_links.setup(app)
    controls.setup(app)
