"""Values that the options of a directive take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ....edition.lists import FORMS
from ....edition.lists.options import AnyOf, ItemName
from ....model.config import LAYOUTS
from ....model.identifiers import names_in
from ....model.records import Annotation
from ..reading.opened import Opened
from ..written.directives import Directive
from ..written.document import At
from .naming import citations, names, sources
from .offers import Offer, Sort, for_word, members

CITED: Final = ("cite", "at")
_LANGUAGES: Final = tuple("de el en es fr grc he it la nl pl pt ru uk zh".split())
_FAULTED: Final = ("editor", "translator")
_SWITCH: Final = ("yes", "no")


def values(project: Opened, directive: Directive, at: At) -> Iterator[Offer]:
    """What an option of a directive may be, or what has been written for it elsewhere."""
    name = at.option.name if at.option else ""
    if directive.name in FORMS:
        yield from _of_list(project, directive.name, name, at)
    elif name in ("on", "with"):
        yield from names(project, at)
    elif name in CITED:
        yield from members(at, ["work"] if name == "at" else [])
        yield from citations(project, at, at.typed)
    elif name in ("voice", "charged"):
        yield from members(at, [*_voices(project), *(_FAULTED if name == "charged" else ())])
    elif name == "lang":
        yield from members(at, {*_LANGUAGES, project.app.config.language or "en"})
    elif name == "tags":
        yield from members(at, _tags(project))
    elif name == "layout":
        yield from members(at, LAYOUTS)
    elif name in ("numbered", "heading"):
        yield from members(at, _SWITCH)


def _of_list(project: Opened, directive: str, name: str, at: At) -> Iterator[Offer]:
    survey = project.domain.lists.survey
    filters: Mapping[str, Callable[[], Iterator[Offer]]] = {
        "kind": lambda: members(at, survey.kinds),
        "voice": lambda: members(at, _voices(project)),
        "charged": lambda: members(at, _voices(project)),
        "tag": lambda: members(at, _tags(project)),
        "doc": lambda: members(at, project.env.found_docs),
        "work": lambda: sources(project, at, survey.works),
        "source": lambda: sources(project, at, survey.bibliography.keys),
    }
    if name in filters:
        yield from filters[name]()
    for option in FORMS[directive].options:
        if option.name == name and isinstance(option, AnyOf):
            yield from (for_word(at, each, Sort.VALUE) for each in option.allowed)
        elif option.name == name and isinstance(option, ItemName):
            yield from names(project, at)


def _voices(project: Opened) -> Iterator[str]:
    """Who speaks, be it said or known from a source, and who is faulted."""
    survey = project.domain.lists.survey
    for note in survey.annotations:
        yield from survey.persons.voices(note)
        yield from survey.persons.faulted(note)
    for item in project.domain.edition.items:
        yield from names_in(item.voice)


def _tags(project: Opened) -> Iterator[str]:
    for item in project.domain.edition.items:
        if isinstance(item, Annotation):
            yield from item.tags
