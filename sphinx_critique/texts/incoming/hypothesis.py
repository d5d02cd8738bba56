"""What Hypothesis gives: rows of its API, and what its client exports (JSON, CSV)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, Final

from .lists import Object, first, objects, said, several
from .markup import of_markdown
from .records import Incoming, Note, paragraph, tidy
from .selectors import selected

_FORM: Final = "Hypothesis"
_USER: Final = re.compile(r"acct:(?P<name>[^@]+)@.*")
_TYPE: Final = "Annotation/Reply Type"
_COLUMNS: Final = ("Creation Date", "URL", _TYPE, "Quote", "User", "Body", "Tags")


def is_row(item: Object) -> bool:
    """Whether an object is an annotation as Hypothesis' API has it."""
    return "uri" in item and ("text" in item or "target" in item) and "@context" not in item


def rows_of(data: Any) -> list[Object] | None:
    """The annotations in JSON of Hypothesis'; ``None`` where it is none."""
    if isinstance(data, Mapping):
        for name in ("rows", "annotations"):
            if isinstance(data.get(name), list):
                data = [*data[name], *several(data.get("replies"))]
                break
    items = list(objects(data))
    is_other = any("@context" in each or first(each, "type") == "Annotation" for each in items)
    return items if any(map(is_row, items)) and not is_other else None


def is_empty(data: Any) -> bool:
    """Whether it is an answer of the API's, or an export, with nothing in it."""
    marks = {"rows": "total", "annotations": "export_date"}
    return isinstance(data, Mapping) and any(
        other in data and data.get(name) == [] for name, other in marks.items()
    )


def read_rows(rows: list[Object]) -> Incoming:
    """Each row as a note; one with no selector is about its page."""
    return Incoming(_FORM, tuple(_note(row, n) for n, row in enumerate(rows)))


def _note(row: Object, number: int) -> Note:
    target = next(objects(row.get("target")), {})
    references = [said(each) for each in several(row.get("references"))]
    text = str(row.get("text") or "")
    tags = tuple(filter(None, (tidy(said(tag)) for tag in several(row.get("tags")))))
    body = of_markdown(text)
    if text.strip() and not body:  # Of what is no more than markup.
        body = (paragraph(tidy(text)),)
    if row.get("hidden"):
        body += (paragraph("(Hidden by a moderator of the group.)"),)
    note = Note(
        id=str(row.get("id") or f"row {number + 1}"),
        source=tidy(row.get("uri") or target.get("source")),
        title=_title(row),
        body=body,
        tags=tags,
        author=_author(row),
        date=str(row.get("created") or "")[:10],
        answers=tuple(filter(None, reversed(references))),
    )
    note = selected(note, target.get("selector"))._replace(passage="")
    if not note.words:  # As Annotator had it, from which all this came.
        note = note._replace(words=str(row.get("quote") or ""))
    about_words = bool(note.words or note.where or note.place)
    return note._replace(is_highlight=about_words and not text.strip() and not note.answers)


def _title(row: Object) -> str:
    document = row.get("document")
    titles = several(document.get("title")) if isinstance(document, Mapping) else []
    return tidy(said(titles[0])) if titles else ""


def _author(row: Object) -> str:
    info = row.get("user_info")
    shown = info.get("display_name") if isinstance(info, Mapping) else None
    return tidy(shown) or user_name(said(row.get("user")))


def user_name(user: str) -> str:
    """The name in an account of Hypothesis', or what stands instead of one."""
    found = _USER.fullmatch(user)
    return tidy(found["name"] if found else user)


def is_csv(text: str) -> bool:
    """Whether the first line names the columns that the client writes."""
    line = next(iter(text.lstrip("\ufeff").splitlines()), "")
    return set(_COLUMNS) <= set(next(csv.reader([line]), ()))


def read_csv(text: str) -> Incoming:
    """The client's CSV; it does not say what a reply answers."""
    csv.field_size_limit(2**30)
    rows = csv.DictReader(StringIO(text.lstrip("\ufeff"), newline=""))
    return Incoming(_FORM, tuple(_of_csv(rows)))


def _of_csv(rows: csv.DictReader[str]) -> Iterator[Note]:
    for number, row in enumerate(rows, 1):
        body, words = row.get("Body") or "", row.get("Quote") or ""
        is_reply = row.get(_TYPE) == "Reply"
        page = tidy(first(row, "Page"))
        yield Note(
            id=f"row {number}",
            source=tidy(row.get("URL")),
            words=words,
            where=f"page {page}" if page else "",
            body=of_markdown(body),
            tags=tuple(filter(None, map(tidy, (row.get("Tags") or "").split(",")))),
            author=tidy(row.get("User")),
            date=tidy(row.get("Creation Date"))[:10],
            answers=("a note that the file does not name",) if is_reply else (),
            is_highlight=bool(words) and not body.strip() and not is_reply,
        )
