"""Where the pages, notes and sources of an edition are, for whoever is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final

from ...model.records import Item
from ...sources.bibliography import Bibliography
from ...texts.addresses import as_link, of_doi
from ...texts.loci import Citation
from .vocabulary import FILE

_SPACE: Final = re.compile(r"\s+")
_NO_DIGIT: Final = re.compile(r"[^0-9Xx]")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_ISBN_LENGTHS: Final = (10, 13)


class Addresses:
    """``base`` is where the pages lie, or empty; ``page`` has the place there of a document's.

    ``docnames`` are the documents that have a page.
    """

    def __init__(
        self,
        base: str,
        page: Callable[[str], str],
        bibliography: Bibliography,
        docnames: Iterable[str],
    ) -> None:
        self._base = f"{base.rstrip('/')}/" if base else ""
        self._page = page
        self._bibliography = bibliography
        self.docnames = frozenset(docnames)
        self._known: dict[str, str] = {}
        self.file = as_link(self._base + FILE)

    def of_page(self, docname: str) -> str:
        """The page of a document."""
        return as_link(self._base + self._page(docname))

    def of(self, item: Item) -> str:
        """An excerpt or note on its page."""
        return self._within(item.docname, item.id)

    def _within(self, docname: str, anchor: str) -> str:
        return f"{self.of_page(docname)}#{anchor}"

    def of_source(self, key: str) -> str:
        """Where a source is known for good, else where the edition lists it, else a name here."""
        if key not in self._known:
            known = self._for_good(key) or self._listed.get(key)
            self._known[key] = known or as_link(f"{self.file}#source-{_SPACE.sub('-', key)}")
        return self._known[key]

    def listed(self, key: str) -> str:
        """Where the edition lists a source, as pages link to it; nothing if nowhere."""
        return self._listed.get(key, "")

    def of_cited(self, citation: Citation) -> str:
        """The source of a citation."""
        return self.of_source(source_of(citation).key or "")

    def sources(self) -> Iterator[tuple[str, str]]:
        """The keys of the sources named so far, each with its address."""
        yield from sorted(self._known.items())

    def _for_good(self, key: str) -> str:
        doi, url, isbn = (self._bibliography.field(key, name) for name in ("doi", "url", "isbn"))
        digits = _NO_DIGIT.sub("", isbn)
        if doi:
            return as_link(of_doi(doi))
        if _WEB.match(url):
            return as_link(url)
        return f"urn:isbn:{digits.upper()}" if len(digits) in _ISBN_LENGTHS else ""

    @cached_property
    def _listed(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in self._bibliography.domain.citations:
            docname = each.bibliography_key.docname
            if docname in self.docnames:
                found.setdefault(each.key, self._within(docname, each.citation_id))
        return found


def source_of(citation: Citation) -> Citation:
    """What a citation names; where that is the carrier alone, this."""
    return citation.carrier if citation.key is None and citation.carrier else citation
