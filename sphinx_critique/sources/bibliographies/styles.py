"""Styles of pybtex that leave out what an entry has not, and print the markup of its fields.

Two methods of pybtex's are wrapped; for entries that are not ours they do what they did. A third
makes links, of all addresses but those that no reader should follow.
"""

from functools import lru_cache, wraps
from typing import Any, Final

from pybtex.richtext import Text
from pybtex.style.formatting import BaseStyle, unsrt
from pybtex.style.template import FieldIsMissing
from pybtex_docutils import Backend

from ...texts.addresses import as_link, is_whole, may_be_followed
from ...texts.bibtex.markup import Words
from .completing import is_named
from .entry import BibliographyEntry

_base: Any = BaseStyle
_backend: Any = Backend
_text: Any = Text
_standard: Any = unsrt.Style
_LAST_RESORTS = ("misc", "book", "article")
_MOST_KEPT: Final = 4096
"""Strings of LaTeX that are not read twice."""


def extend_pybtex() -> None:
    """Wrap these methods, once in a process."""
    if not hasattr(_base.format_entry, "__wrapped__"):
        _base.format_entry = _leaving_out(_base.format_entry)
        _text.from_latex = classmethod(_with_markup(_text.from_latex.__func__))
        _backend.format_href = _following(_backend.format_href)


def _leaving_out(format_entry: Any) -> Any:
    # It is asked for twice: in the list, and for what is said beside a citation.
    last: tuple[Any, Any, str, Any] = (None, None, "", None)

    @wraps(format_entry)
    def formatted(style: Any, label: str, entry: Any, bib_data: Any = None) -> Any:
        nonlocal last
        if not isinstance(entry, BibliographyEntry):
            return format_entry(style, label, entry, bib_data=bib_data)
        if last[0] is not style or last[1] is not entry or last[2] != label:
            last = style, entry, label, made(style, label, entry, bib_data)
        return last[3]

    def made(style: Any, label: str, entry: Any, bib_data: Any) -> Any:
        seen = entry.as_type(type_for(style, entry))
        if not is_named(entry):
            # Its key, by which it is cited, is printed only where there is nothing else.
            found = attempt(style, label, seen.without("title"), bib_data)
            if str(found.text).strip():
                return found
        return attempt(style, label, seen, bib_data)

    def attempt(style: Any, label: str, seen: BibliographyEntry, bib_data: Any) -> Any:
        while True:
            try:
                return format_entry(style, label, seen, bib_data=bib_data)
            except FieldIsMissing as missing:
                name: Any = missing
                if name.field_name in seen.left_out:
                    raise
                seen = seen.without(name.field_name)

    return formatted


def type_for(style: Any, entry: BibliographyEntry) -> str:
    """The type that a style is to set an entry as: its own where the style knows more types."""
    own = _method(style, entry.original_type)
    if own is not None and own is not _method(_standard, entry.original_type):
        return entry.original_type
    template = _method(style, entry.type)
    if entry.type == "incollection" and template is _standard.get_incollection_template:
        # The only one that prints no note; that for proceedings is the same but for this.
        return (
            "inproceedings" if entry.completed.get("note") or "note" in entry.fields else entry.type
        )
    if template is not None:
        return entry.type
    known = (each for each in _LAST_RESORTS if _method(style, each) is not None)
    return next(known, entry.type)


def _method(style: Any, kind: str) -> Any:
    owner = style if isinstance(style, type) else type(style)
    names = (f"get_{kind}_template", f"format_{kind}")
    return next(filter(None, (getattr(owner, name, None) for name in names)), None)


def _following(format_href: Any) -> Any:
    @wraps(format_href)
    def formatted(backend: Any, url: str, text: Any, *more: Any, **named: Any) -> Any:
        address = as_link(url)
        if not may_be_followed(url) or not is_whole(address):
            return text
        return format_href(backend, address, text, *more, **named)

    return formatted


def _with_markup(from_latex: Any) -> Any:
    # An edition asks for the same names and titles again and again; what is made never changes.
    made = lru_cache(_MOST_KEPT)(from_latex)

    @wraps(from_latex)
    def read(cls: Any, latex: str) -> Any:
        return latex.rich if isinstance(latex, Words) else made(cls, latex)

    return read
