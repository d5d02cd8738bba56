"""Quotations held against the transcripts of the project: what changed, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from sphinx.util import logging

from ..model.config import Settings
from ..model.problems import Location, Problem, Warn
from ..model.records import Document, Quotation
from ..texts.collation import FAILED, Check, Result, Scope, Status, has_table, worst
from ..texts.collation.listed import check_list
from ..texts.loci import Citation
from .checked import Checked, emphasis, failure, shortened
from .languages import Languages
from .library import Library

_logger = logging.getLogger(__name__)
_WARNS: Final = {
    Status.MISQUOTED: Warn.MISQUOTED,
    Status.MISPLACED: Warn.MISPLACED,
    Status.NOT_FOUND: Warn.NOT_FOUND,
}
_BETTER: Final = tuple(Status)


class Kept(NamedTuple):
    """The checks of a document; ``state`` tells what they were made of."""

    state: str
    checks: tuple[Checked, ...]


class Verification:
    """Checks the quotations of an edition, document by document.

    ``kept`` is what earlier builds have found; it is brought up to date in place.
    """

    def __init__(
        self,
        library: Library,
        languages: Languages,
        settings: Settings,
        kept: dict[str, Kept],
    ) -> None:
        self.library = library
        self.languages = languages
        self.settings = settings
        self.kept = kept
        self._ignored = [re.compile(pattern) for pattern in settings.check_ignore]

    def bring_up_to_date(self, documents: Mapping[str, Document]) -> None:
        """Check what has changed, in the documents or in what they quote."""
        if not self._has_witnesses:
            self.kept.clear()
            return
        quoting = {name: each.quotations for name, each in documents.items() if each.quotations}
        for key in {*self.settings.transcripts, *self._owners(quoting.values())}:
            self.library.examine(key)
        for gone in set(self.kept) - set(quoting):
            del self.kept[gone]
        self._tell_of_tables(quoting.values())
        states = {name: self._state(each) for name, each in quoting.items()}
        stale = [n for n, state in sorted(states.items()) if self._state_of(n) != state]
        checks = self._by_source({name: quoting[name] for name in stale})
        for name in stale:
            self.kept[name] = Kept(states[name], checks[name])
        self._report(stale, quoting)

    def _by_source(
        self, quoting: Mapping[str, tuple[Quotation, ...]]
    ) -> dict[str, tuple[Checked, ...]]:
        """The checks of documents, made source by source: not all can be in memory at once."""
        places = [(name, n) for name, group in quoting.items() for n in range(len(group))]
        places.sort(key=lambda place: self._first_owner(quoting[place[0]][place[1]]))
        found = {place: self.check(quoting[place[0]][place[1]]) for place in places}
        return {
            name: tuple(found[name, n] for n in range(len(group)))
            for name, group in quoting.items()
        }

    def _first_owner(self, quotation: Quotation) -> str:
        owners = filter(None, map(self._owner, quotation.citations))
        return next(owners, "")

    def _tell_of_tables(self, quotations: Iterable[tuple[Quotation, ...]]) -> None:
        """Say once of each language that has no table of words that turn a sentence."""
        checked = (each for group in quotations for each in group if self._owners([(each,)]))
        languages = {self._language(each) for each in checked}
        for language in sorted(each for each in languages if not has_table(each)):
            _logger.info(
                "there is no table of negations for “%s”: what a cut hides is not called out",
                language,
            )

    @property
    def _has_witnesses(self) -> bool:
        """Whether anything can be checked at all."""
        return self.settings.check and not self.library.is_empty

    def checks(self, documents: Mapping[str, Document]) -> Iterator[tuple[Quotation, Checked]]:
        """Every quotation with what its check came to, document by document."""
        for name in sorted(documents):
            quotations = documents[name].quotations
            found = self.kept[name].checks if name in self.kept else map(self.check, quotations)
            yield from zip(quotations, found, strict=True)

    def _state_of(self, name: str) -> str:
        return self.kept[name].state if name in self.kept else ""

    def _report(self, stale: list[str], quoting: Mapping[str, tuple[Quotation, ...]]) -> None:
        anew = sum(len(quoting[name]) for name in stale)
        total = sum(map(len, quoting.values()))
        message = "checked %d quotations in %d documents; %d in %d documents are as they were"
        counts = anew, len(stale), total - anew, len(quoting) - len(stale)
        _logger.info(message, *counts)

    def _state(self, quotations: tuple[Quotation, ...]) -> str:
        """What the checks of a document depend on, in short."""
        keys = self._owners([quotations])
        digests = [(key, self.library.digest(key)) for key in sorted(keys)]
        owners = [tuple(map(self._owner, each.citations)) for each in quotations]
        languages = list(map(self._language, quotations))
        own = [
            each._replace(location=_NOWHERE, conditions=(), item="", work="") for each in quotations
        ]
        unread = sorted(filter(self.library.problems_of, set(sources_of(quotations))))
        emphasis = [(key, self._tells_emphasis(key)) for key in sorted(keys)]
        settings = self.settings.check, self.settings.cut_marks, emphasis
        return sha256(
            repr((own, owners, digests, languages, unread, settings)).encode("utf-8", "replace")
        ).hexdigest()

    def _owners(self, quotations: Iterable[tuple[Quotation, ...]]) -> set[str]:
        cited = (each.citations for group in quotations for each in group)
        return {key for group in cited for key in map(self._owner, group) if key}

    def _owner(self, citation: Citation) -> str | None:
        """Whose transcript a citation is checked against; at second hand, the carrier's."""
        place = citation.carrier or citation
        return self.library.owner(place.key) if place.key else None

    def with_library(self, library: Library) -> Verification:
        """The same with other transcripts, of which nothing is kept."""
        return Verification(library, self.languages, self.settings, {})

    def check(self, quotation: Quotation) -> Checked:
        """What the check of a quotation comes to."""
        if not self.settings.check:
            return self._unchecked(quotation, "critique_check is off")
        if quotation.unchecked:
            return self._unchecked(quotation, quotation.unchecked)
        if not quotation.citations:
            return self._unchecked(quotation, "no source is cited")
        found = [self._against(quotation, citation) for citation in self._places(quotation)]
        return min(found, key=lambda each: _BETTER.index(each.result.status))

    def _unchecked(self, quotation: Quotation, reason: str) -> Checked:
        citation = quotation.citations[0] if quotation.citations else None
        place = (citation.carrier or citation) if citation else None
        source, locator = (place.key or "", place.locator.text) if place else ("", "")
        return Checked(source, locator, Result(Status.UNCHECKED, reason=reason))

    def _places(self, quotation: Quotation) -> Iterator[Citation]:
        yield from quotation.citations

    def _against(self, quotation: Quotation, citation: Citation) -> Checked:
        place = citation.carrier or citation
        if citation.translated or place.translated:
            return self._unchecked(quotation, "it is a translation of the editor's own")
        owner = self._owner(citation)
        if owner is None or (check := self._check(owner, quotation, citation)) is None:
            reason = self.library.why_none(place.key) if place.key else "no source is cited"
            result = Result(Status.UNCHECKED, reason=reason)
            return Checked(place.key or "", place.locator.text, result)
        results = [_of_fragment(check, quotation, span) for span in quotation.fragments]
        result = (
            worst(results) if results else Result(Status.UNCHECKED, reason="there are no words")
        )
        return Checked(place.key or "", place.locator.text, result)

    def _check(
        self, owner: str, quotation: Quotation, citation: Citation
    ) -> Callable[..., Check] | None:
        index = self.library.index(owner)
        if index is None:
            return None
        marks = tuple(self.settings.cut_marks.split())
        language = self._language(quotation)
        tells = self._tells_emphasis(owner)

        def make(emphasis: tuple[tuple[int, int], ...]) -> Check:
            scope = Scope.of(
                citation,
                cut_marks=marks,
                language=language,
                emphasis=emphasis,
                check_emphasis=tells,
            )
            return Check(index, scope)

        return make

    def _tells_emphasis(self, key: str) -> bool:
        """Whether emphasis is compared with that of a source."""
        entry = self.settings.transcripts.get(key)
        own = entry.get("emphasis", True) if isinstance(entry, dict) else True
        return self.settings.check_emphasis and bool(own)

    def _language(self, quotation: Quotation) -> str:
        return self.languages.checked_as(quotation.text, quotation.language, quotation.citations)

    def ignores(self, quotation: Quotation) -> bool:
        """Whether the project says of a quotation that it may fail."""
        return any(pattern.search(quotation.words) for pattern in self._ignored)

    def problems(self, quotation: Quotation, checked: Checked) -> Iterator[Problem]:
        """What the author must mend."""
        result = checked.result
        if self.ignores(quotation):
            return
        if result.status in FAILED:
            message = failure(quotation, checked)
            yield Problem(_WARNS[result.status], message, quotation.location)
        elif result.limit:
            message = f"{shortened(quotation.words)} is not checked: {result.reason}"
            yield Problem(Warn.QUOTATION, message, quotation.location)
        if result.emphasis == "differs":
            message = f"{shortened(quotation.words)}: {emphasis(result)}"
            yield Problem(Warn.EMPHASIS, message, quotation.location)


_NOWHERE = Location("", 0)


def _of_fragment(make: Callable[..., Check], quotation: Quotation, span: tuple[int, int]) -> Result:
    """The check of one fragment; its cuts as spans of the whole quotation."""
    start, end = span
    emphasis = tuple(
        (max(first, start) - start, min(last, end) - start)
        for first, last in quotation.emphasis
        if first < end and last > start
    )
    labels = [(at - start, label) for at, label in quotation.labels if start <= at < end]
    return check_list(make(emphasis), quotation.text[start:end], labels).moved(start)


def sources_of(quotations: Iterable[Quotation]) -> Iterator[str]:
    """The keys that quotations are to be checked against."""
    for quotation in quotations:
        for citation in quotation.citations:
            place = citation.carrier or citation
            if place.key:
                yield place.key
