"""What is shown beside a place: in Markdown, in which no word of an author is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ....model.records import Annotation, Item, Quotation
from ....sources.checked import Checked, failure, shortened
from ....texts.collation.whereabouts import on_page
from ....texts.printed import one_line, readable
from ..reading.opened import Opened
from ..written.places import Span
from .subjects import Subject, note_of, subject, words_of

_MARKUP: Final = re.compile(r"([!-/:-@\[-`{-~])")
"""All signs of ASCII: Markdown knows also links, and addresses, that nothing marks as such."""
_WORDS: Final = 60
_CONTEXT: Final = 240


class Shown(NamedTuple):
    """Markdown, and the span that it is about."""

    span: Span
    text: str


def shown(project: Opened, file: str, line: int, column: int) -> Shown | None:
    """What there is to know of a place; ``None`` where there is nothing of ours."""
    found = subject(project, file, line, column)
    return Shown(found.span, "\n\n".join(_parts(project, found))) if found else None


def _parts(project: Opened, found: Subject) -> Iterator[str]:
    if found.item is not None:
        yield from _of_item(project, found.item)
    if found.key:
        yield from _of_source(project, found.key)
    if found.quotation is not None and found.checked is not None:
        yield from _of_quotation(found.quotation, found.checked)


def _of_item(project: Opened, item: Item) -> Iterator[str]:
    number = project.domain.labels.of(item)
    yield f"**{_plain(number)}** {_plain(item.typed_name)}".rstrip()
    yield f"> {_plain(shortened(words_of(item), _WORDS))}" if words_of(item) else ""
    if isinstance(item, Annotation):
        yield _plain(note_of(item)[:_CONTEXT])
    answers = project.domain.edition.answers_to(item.id)
    if answers:
        labels = dict.fromkeys(_plain(project.domain.labels.of(each)) for each in answers)
        yield f"Answered by {', '.join(labels)}"


def _of_source(project: Opened, key: str) -> Iterator[str]:
    bibliography = project.domain.bibliography
    people = ", ".join(person.last for person in bibliography.persons(key))
    title, year = (bibliography.field(key, name) for name in ("title", "year"))
    yield f"**{_plain(key)}**"
    yield _plain(", ".join(filter(None, (people, title, year))))
    owner = project.domain.library.owner(key)
    yield "It has a transcript." if owner else "It has no transcript: quotations are not checked."


def _of_quotation(quotation: Quotation, checked: Checked) -> Iterator[str]:
    result = checked.result
    where = ", ".join(filter(None, (checked.source, checked.locator)))
    yield f"**{result.status}** · {_plain(where)}" if where else f"**{result.status}**"
    if result.status in ("misquoted", "misplaced", "not found"):
        yield _plain(failure(quotation, checked))
    elif result.found is not None:
        before, after = (*result.context, "", "")[:2]
        page = on_page(result.found.page)
        words = (before[-_CONTEXT:], result.found.text, after[:_CONTEXT])
        before, text, after = map(_plain, words)
        yield f"> {before} **{text}** {after}" + (f"\n>\n> — {_plain(page)}" if page else "")
    for cut in result.cuts:
        yield f"Left out: {_plain(shortened(cut, _WORDS))}"


def _plain(text: str) -> str:
    """Words of others in Markdown: no sign of theirs is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(readable(one_line(text)).split()))
