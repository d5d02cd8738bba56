"""Read what a source must not hold: ``staging <118–200>``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .locator import Locator, read_locator

_TERM = re.compile(r"(?P<words>[^<>]*\w[^<>]*?)\s*(?:<(?P<pages>[^<>]*)>\s*)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words, and the pages that must not hold them; all pages where the locator has no text."""

    words: str
    locator: Locator


def read_term(text: str, language: str = "en") -> Term | None:
    """Read a term; ``None`` where there are no words, or what is in ``<…>`` is no page.

    Labels are those of English and of ``language``, a tag.
    """
    match = _TERM.fullmatch(text.strip())
    if match is None:
        return None
    locator = read_locator(match["pages"] or "", language)
    is_pages = locator.readable and bool(locator.pages)
    return Term(match["words"].strip(), locator) if is_pages or match["pages"] is None else None
