"""The state of a project, from what a build has derived and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from ...model.records import Annotation, Document, Excerpt, Item, Quotation
from ...sources import contents
from ...sources.absence import Claim
from ...sources.checked import Checked
from ..domain import CritiqueDomain
from .files import Files, in_short
from .records import Absent, Held, Outcome, Quoted, Sheet, Silence, State
from .standing import Standing, of_note

_CUTS = re.compile(r"…|\.\s?\.\s?\.")


def state_of(domain: CritiqueDomain, *, with_causes: bool = True) -> State:
    """What every quotation, every lemma and every absence came to.

    ``with_causes``: whether there are the digests by which it can be told why, which take time.
    """
    return Collecting(domain, with_causes).state()


class Collecting:
    """Makes the records of a state."""

    def __init__(self, domain: CritiqueDomain, with_causes: bool = True) -> None:
        self.domain = domain
        self.edition = domain.edition
        self.documents = domain.build.documents
        self._files = Files(domain)
        self._with_causes = with_causes
        self._drawn = {
            each.item: each.key for document in self.documents.values() for each in document.drawn
        }

    def state(self) -> State:
        """All of it."""
        quotations = tuple(row for row, _ in self.quotations())
        absences = tuple(row for row, _, _ in self.absences())
        sheets = {name: self._sheet(name, each) for name, each in sorted(self.documents.items())}
        keys = {key for each in quotations for key in each.keys}
        keys |= {key for each in absences for key in each.keys}
        keys |= set(self._drawn.values())
        standing = Standing(self.edition, self._files, self._drawn)
        lemmata = tuple(standing.lemmata())
        return State(
            _version(),
            self.domain.settings.work or "",
            tuple(self.domain.settings.check_ignore),
            self._files.of_bibliographies() if self._with_causes else "",
            {key: self._held(key) for key in sorted(keys)},
            sheets,
            quotations,
            tuple(standing.passages),
            lemmata,
            absences,
        )

    def quotations(self) -> Iterator[tuple[Quoted, Quotation]]:
        """The record of each quotation, with what it is of."""
        for docname, document in sorted(self.documents.items()):
            checks = self.domain.verification.checks({docname: document})
            for quotation, checked in checks:
                if self.edition.includes(quotation.conditions):
                    yield self._quoted(quotation, checked), quotation

    def absences(self) -> Iterator[tuple[Absent, Annotation, Item | None]]:
        """The record of each term that is said to be absent, with its note and what that is on."""
        for note in self.edition.items:
            if isinstance(note, Annotation) and note.absent:
                target = self.edition.targets.get(note.id)
                for claim in self.domain.claims.of(note, target):
                    yield self._absent(note, target, claim), note, target

    def _quoted(self, quotation: Quotation, checked: Checked) -> Quoted:
        item = self.edition.get(quotation.item)
        row = Quoted(
            quotation.docname,
            self._files.name_at(quotation.location),
            quotation.location.line,
            item.name if isinstance(item, Excerpt) else "",
            quotation.words,
            checked.source,
            checked.locator,
            outcome_of(checked, self.domain.verification.ignores(quotation)),
        )
        return self._with_digests(row, quotation) if self._with_causes else row

    def _with_digests(self, row: Quoted, quotation: Quotation) -> Quoted:
        cited = quotation.citations
        own = quotation.text, quotation.emphasis, quotation.fragments, quotation.labels
        said = quotation.unchecked, quotation.language
        settings = self.domain.settings
        keys = {place.key for each in cited if (place := each.carrier or each).key}
        return row._replace(
            keys=self._keys({key for key in keys if key}),
            work=quotation.work if any(each.implied for each in cited) else "",
            written=in_short(own),
            cited=in_short(said, [each.text for each in cited]),
            read=in_short([(each.key, each.known, each.locator.text) for each in cited]),
            language=self.domain.languages.checked_as(quotation.text, quotation.language, cited),
            settings=in_short(settings.check, settings.check_emphasis),
            cut_marks=settings.cut_marks if _CUTS.search(quotation.text) else "",
            drawn=self._drawn.get(quotation.item, ""),
        )

    def _absent(self, note: Annotation, target: Item | None, claim: Claim) -> Absent:
        row = Absent(
            note.docname,
            self._files.name_at(note.location),
            note.location.line,
            note.name,
            note.kind,
            claim.typed,
            claim.words,
            claim.source,
            of_note(note),
            Silence(str(claim.status), claim.page),
        )
        if not self._with_causes:
            return row
        claimed = self.domain.claims.source(note, target)
        keys = self._keys({claimed} if claimed else set())
        return row._replace(keys=keys, settings=in_short(self.domain.settings.check))

    def _keys(self, cited: set[str]) -> tuple[str, ...]:
        """The sources whose transcripts may hold the words, whether these are there or not."""
        works = {self.domain.bibliography.works_of(key) for key in cited}
        return tuple(sorted(cited | {key for key in works if key}))

    def _held(self, key: str) -> Held:
        domain = self.domain
        entry = domain.settings.transcripts.get(key, "")
        path = entry if isinstance(entry, str) else entry["path"]
        shelved = domain.library.find(key)
        if shelved is None:
            return Held("", (), path, in_short(entry), "")
        errata = shelved.reading.errata
        content = ""
        with suppress(OSError):
            found = contents.digest(shelved.path, domain.data["known"])
            content = f"{shelved.path.suffix} {found}"
        return Held(content, errata, path, in_short(entry), shelved.digest)

    def _sheet(self, docname: str, document: Document) -> Sheet:
        files = self._files.of_document(docname) if self._with_causes else ""
        conditional = document.inner or any(
            each.conditions for each in (*document.entries, *document.quotations)
        )
        return Sheet(files, not conditional)


def outcome_of(checked: Checked, passed_over: bool) -> Outcome:
    """What a check came to, as it is kept."""
    result = checked.result
    return Outcome(
        str(result.status),
        result.place or "unchecked",
        result.found.page if result.found else "",
        result.emphasis,
        tuple(sorted(result.hides)),
        passed_over,
    )


def _version() -> str:
    try:
        return version("sphinx-critique")
    except PackageNotFoundError:
        return "0"
