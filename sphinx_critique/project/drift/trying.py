"""What is written now, checked against transcripts as they were when a state was kept."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ...model.records import Annotation, Item, Quotation
from ...sources.absence import Claims
from ...sources.library import Library, Shelved
from ...sources.verification import Verification
from ..domain import CritiqueDomain
from .causes import Came
from .collecting import Collecting, outcome_of
from .records import Absent, Quoted, Silence, State


class _Checks(NamedTuple):
    verification: Verification
    claims: Claims


class TrialsOf:
    """Tries the rows of today's state, with indexes of transcripts that are kept."""

    def __init__(self, domain: CritiqueDomain, was: State) -> None:
        self._domain = domain
        self._was = was
        self._then: dict[tuple[str, ...], _Checks | None] = {}
        self._errata: dict[tuple[str, ...], _Checks | None] = {}

    def of_row(self, row: Quoted | Absent) -> Came | None:
        """With the transcripts of then; ``None`` where the index of one is not kept."""
        if row.keys not in self._then:
            self._then[row.keys] = self._checks(self._as_then(row.keys))
        return self._came(row, self._then[row.keys])

    def of_errata(self, row: Quoted | Absent) -> Came | None:
        """With those of now, and the errata of then."""
        if row.keys not in self._errata:
            self._errata[row.keys] = self._checks(self._mended_as_then(row.keys))
        return self._came(row, self._errata[row.keys])

    def _as_then(self, keys: tuple[str, ...]) -> dict[str, Shelved | None] | None:
        found: dict[str, Shelved | None] = {}
        for key in keys:
            held = self._was.held.get(key)
            if held is not None:
                found[key] = self._domain.library.kept(key, held.digest) if held.digest else None
                if held.digest and found[key] is None:
                    return None
        return found

    def _mended_as_then(self, keys: tuple[str, ...]) -> dict[str, Shelved | None] | None:
        found: dict[str, Shelved | None] = {}
        for key in keys:
            held = self._was.held.get(key)
            if held is not None:
                try:
                    found[key] = self._domain.library.in_other_words(key, held.errata)
                except OSError:
                    return None
        return found

    def _checks(self, others: dict[str, Shelved | None] | None) -> _Checks | None:
        return None if others is None else self._against(self._domain.library.with_others(others))

    def _against(self, library: Library) -> _Checks:
        domain = self._domain
        claims = Claims(library, domain.languages, domain.settings)
        return _Checks(domain.verification.with_library(library), claims)

    def _came(self, row: Quoted | Absent, checks: _Checks | None) -> Came | None:
        if checks is None:
            return None
        if isinstance(row, Absent):
            note, target = self._noted[row]
            said = (each for each in checks.claims.of(note, target) if each.typed == row.typed)
            return next((Silence(str(each.status), each.page) for each in said), None)
        quotation = self._quoted[row]
        checked = checks.verification.check(quotation)
        return outcome_of(checked, checks.verification.ignores(quotation))

    @cached_property
    def _quoted(self) -> dict[Quoted, Quotation]:
        return dict(Collecting(self._domain).quotations())

    @cached_property
    def _noted(self) -> dict[Absent, tuple[Annotation, Item | None]]:
        rows = Collecting(self._domain).absences()
        return {row: (note, target) for row, note, target in rows}
