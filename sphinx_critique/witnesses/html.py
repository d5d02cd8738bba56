"""Transcripts in HTML; pages begin where ``doc-pagebreak``, ``epub:type`` or an id says so."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import html

from ..quotation import Pages
from .composing import Composer

_BLOCKS: Final = frozenset(
    """
    p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th caption blockquote section article
    aside header footer main figure figcaption pre hr address form fieldset details body
    """.split()
)
_SKIPPED: Final = frozenset(
    """
    script style template nav head noscript svg math button select iframe object audio video
    textarea
    """.split()
)
_EMPHASIS: Final = frozenset(("em", "i", "strong", "b"))
_PAGE_CLASSES: Final = frozenset(
    ("pagenum", "page-number", "pagebreak", "page-break", "pageno", "pagenumber", "pb")
)
_PAGE_ID: Final = re.compile(r"(?:page|pg|p)[-_.]?(\d+|[ivxlcdm]+)", re.IGNORECASE)
_SAID: Final = re.compile(r"^\W*(?:page|pg\.?|p\.)?\s*", re.IGNORECASE)
_CALL: Final = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶]+|[a-z])[\])]?")
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]*encoding=["']([\w-]+)|<meta[^>]*charset=["']?([\w-]+)""", re.IGNORECASE
)
_TYPES: Final = ("{http://www.idpf.org/2007/ops}type", "epub:type", "role")


def read_html(data: bytes, reading: Any) -> Pages:
    """Read an HTML page; its own declaration of an encoding counts more than the setting's.

    Raises TranscriptError where it is in another encoding.
    """
    composer = Composer()
    compose_html(data, composer, reading.encoding)
    return composer.pages(partial=reading.partial)


def compose_html(data: bytes, composer: Composer, encoding: str) -> None:
    """Add what a page says."""
    from . import decoded

    declared = _DECLARED.search(data[:4096])
    named = (declared[1] or declared[2]).decode() if declared else encoding
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data, named))
    if text.strip():
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
        for body in root.iter("body"):
            _walk(body, composer)
            composer.block()


def _walk(element: Any, composer: Composer) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    label = _page_label(element) if name else None
    if label is not None:
        composer.page(label)
    elif name == "br":
        composer.line()
    elif name and name not in _SKIPPED and not _is_call(element, name):
        _write(element, name, composer)


def _write(element: Any, name: str, composer: Composer) -> None:
    if name in _BLOCKS:
        composer.block()
    with composer.set_apart(name in _EMPHASIS):
        composer.words(element.text)
        for child in element:
            _walk(child, composer)
            composer.words(child.tail)
    if name in _BLOCKS:
        composer.block()


def _types(element: Any) -> set[str]:
    return set(" ".join(element.get(name) or "" for name in _TYPES).split())


def _page_label(element: Any) -> str | None:
    """The label of the page that begins at an element; nothing where none does."""
    said = "".join(element.itertext()).strip()
    if _types(element) & {"pagebreak", "doc-pagebreak"}:
        told = element.get("title") or element.get("aria-label") or said
        return _SAID.sub("", told).strip() or _from_id(element)
    if set((element.get("class") or "").split()) & _PAGE_CLASSES and len(said) < 12:
        return _SAID.sub("", said).strip(" []()") or _from_id(element)
    if element.tag in ("a", "span") and len(said) < 6 and not element.get("href"):
        return _from_id(element) or None
    return None


def _from_id(element: Any) -> str:
    found = _PAGE_ID.fullmatch(element.get("id") or element.get("name") or "")
    return found[1] if found else ""


def _is_call(element: Any, name: str) -> bool:
    """Whether it is but the mark of a note."""
    if _types(element) & {"noteref", "doc-noteref"}:
        return True
    if name != "sup":
        return False
    return _CALL.fullmatch("".join(element.itertext()).strip()) is not None
