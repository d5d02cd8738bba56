"""Terms that notes say are not in a source, looked for in its transcript."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ..model.config import Settings
from ..model.problems import Problem, Warn
from ..model.records import Annotation, Excerpt, Item
from ..texts.collation import Index
from ..texts.collation.holding import holds
from ..texts.collation.whereabouts import is_page
from ..texts.loci import read_term
from ..texts.loci.term import Term
from .languages import Languages
from .library import Library


class Absence(StrEnum):
    """What has become of a term that is said to be absent, the best first."""

    ABSENT = "absent"
    UNCHECKED = "unchecked"
    STANDS = "stands"


class Claim(NamedTuple):
    """That a term, ``words`` as ``typed``, is not in a source; ``page`` is where it stands."""

    typed: str
    words: str
    source: str
    status: Absence
    page: str


class Claims:
    """Looks for each term once in each transcript."""

    def __init__(self, library: Library, languages: Languages, settings: Settings) -> None:
        self.library = library
        self._languages = languages
        self._settings = settings
        self._known: dict[tuple[str, str], Claim] = {}

    def of(self, note: Annotation, target: Item | None) -> Iterator[Claim]:
        """What a note says of the source of what it answers, or else of the work."""
        for typed in note.absent:
            known = self.source(note, target), typed
            if known not in self._known:
                self._known[known] = self._claim(*known)
            yield self._known[known]

    def problems(self, note: Annotation, target: Item | None) -> Iterator[Problem]:
        """The terms that stand where they should not."""
        for claim in self.of(note, target):
            if claim.status is Absence.STANDS:
                page = f"p. {claim.page}" if is_page(claim.page) else claim.page
                where = ", ".join(filter(None, (claim.source, page)))
                message = f":absent: “{claim.words}” stands in {where}"
                yield Problem(Warn.ABSENT, message, note.location)

    def source(self, note: Annotation, target: Item | None) -> str:
        """The source whose silence is claimed: that of the passage answered, else the work."""
        cited = target.citations if isinstance(target, Excerpt) else note.at
        keys = [each.key for each in cited if each.key]
        return keys[0] if keys else note.work

    def _claim(self, key: str, typed: str) -> Claim:
        owner = self.library.owner(key) if key and self._settings.check else None
        index = self.library.index(owner) if owner else None
        term = read_term(typed, self._languages.document)
        words = term.words if term else typed
        if owner is None or index is None or index.partial or term is None:
            return Claim(typed, words, key, Absence.UNCHECKED, "")
        return Claim(typed, words, owner, *_look_for(index, term))


def _look_for(index: Index, term: Term) -> tuple[Absence, str]:
    pages = index.places_of_pages.cited(term.locator)
    if pages is not None and not pages:
        return Absence.UNCHECKED, ""  # None of them is there.
    at = holds(index, term.words, pages)
    if at is None:
        return Absence.ABSENT, ""
    return Absence.STANDS, index.page_name(index.page_of(at))
