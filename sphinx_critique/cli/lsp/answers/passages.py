"""The passage that a note is about, while the note is written."""

from __future__ import annotations

from ....model.records import Annotation, Excerpt
from ..reading.opened import Opened
from ..written.directives import Directive
from ..written.document import Written
from .subjects import items_of


def passage_of(project: Opened, file: str, written: Written, directive: Directive) -> str:
    """The words that its lemma is taken from: of what it names, or else of what stands before it.

    As it was when the document was last read whole; nothing where there is none.
    """
    edition = project.domain.edition
    named = directive.option("on")
    item = edition.find(named) if named else None
    if item is not None:
        return item.text
    there = items_of(project, file).values()
    excerpts = [each for each in there if isinstance(each, Excerpt) and each.answerable]
    before = [each.text for each in excerpts if each.location.line <= directive.head]
    outer = _outer(project, written, directive)
    if outer is not None:
        heads = (each for each in there if isinstance(each, Annotation))
        before += [each.text for each in heads if each.location.line == outer.head + 1]
    return before[-1] if before else ""


def _outer(project: Opened, written: Written, directive: Directive) -> Directive | None:
    """The note in which another stands."""
    around = (each for each in written.directives if each.head < directive.head < each.end)
    return next(
        (each for each in reversed(list(around)) if each.name in project.domain.kinds), None
    )
