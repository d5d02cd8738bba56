"""Why a quotation, a lemma or an absence is not as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from .records import Absent, Held, Lemma, Outcome, Passage, Quoted, Silence, State

TRANSCRIPT: Final = "transcript"
ERRATA: Final = "errata"
DOCUMENT: Final = "document"
BIBLIOGRAPHY: Final = "bibliography"
SETTINGS: Final = "settings"
PROGRAM: Final = "program"
CAUSES: Final = (TRANSCRIPT, ERRATA, DOCUMENT, BIBLIOGRAPHY, SETTINGS, PROGRAM)
"""In the order in which they are told; the last is another version of ours."""
Came = Outcome | Silence
"""What a check has come to."""


class Trials(Protocol):
    """Checks what is written now against transcripts as they were; ``None`` where that cannot be.

    ``of_row`` takes the transcripts of then, ``of_errata`` those of now with the errata of then.
    """

    def of_row(self, row: Quoted | Absent) -> Came | None:
        """What it would come to."""

    def of_errata(self, row: Quoted | Absent) -> Came | None:
        """What it would come to."""


class Causes:
    """What has changed between two states, of what something depended on.

    Where more than one thing has, they are changed in turn, as far as ``trials`` can tell (first
    what is written and set, then transcripts, then errata): those are named that made a difference.
    """

    def __init__(self, was: State, now: State, trials: Trials | None = None) -> None:
        self._was = was
        self._now = now
        self._trials = trials

    def of_quotation(self, old: Quoted, new: Quoted) -> tuple[str, ...]:
        """Why the check of a quotation comes to something else."""
        apart = {SETTINGS} if self._are_set_anew(old, new) else set[str]()
        if old.written != new.written:
            apart |= self._of_words(old, new)
        if old.cited != new.cited:
            apart |= self._of_edits(old, new)
        elif (old.read, old.language) != (new.read, new.language):
            apart.add(self._of_reading(old, new))
        elif old.keys != new.keys:  # A part is one of another work.
            apart.add(BIBLIOGRAPHY)
        return self._told(self._of_both(old, new, apart))

    def of_absence(self, old: Absent, new: Absent) -> tuple[str, ...]:
        """Why a term has come to stand, or is not there any more."""
        apart = {SETTINGS} if old.settings != new.settings else set[str]()
        if old.keys != new.keys or old.typed != new.typed:
            apart |= self._of_claims(old, new)
        return self._told(self._of_both(old, new, apart))

    def of_lemma(
        self, old: Lemma, new: Lemma, passages: tuple[Passage | None, Passage | None]
    ) -> tuple[str, ...]:
        """Why a lemma has another place, or none."""
        found: set[str] = set()
        was, now = passages
        if was is not None and now is not None and was.text != now.text:
            found |= self._of_words(was, now)
        else:
            docnames = {old.docname, new.docname}
            docnames |= {each.docname for each in passages if each is not None}
            if any(self._has_changed(each, each) for each in docnames):
                found.add(DOCUMENT)
        if old.words != new.words and self._has_changed(old.docname, new.docname):
            found.add(DOCUMENT)
        return self._told(found)

    def _of_both(self, old: Quoted | Absent, new: Quoted | Absent, apart: set[str]) -> set[str]:
        """What has changed ``apart`` from transcripts, and in these: what of it has told."""
        texts = set(self._of_transcripts({*old.keys, *new.keys}))
        if self._trials is None or len(apart | texts) < 2 or not texts <= {TRANSCRIPT, ERRATA}:
            return apart | texts
        before = self._trials.of_row(new)
        if before is None or (before != old.outcome and not apart):
            return apart | texts
        found = apart if before != old.outcome else set()
        if len(texts) == 1:
            return found | (texts if new.outcome != before else set())
        between = self._trials.of_errata(new)
        if between is None:
            return found | texts
        found = found | ({TRANSCRIPT} if between != before else set())
        return found | ({ERRATA} if new.outcome != between else set())

    def _are_set_anew(self, old: Quoted, new: Quoted) -> bool:
        """Whether the settings that a check depended on are others."""
        if old.settings != new.settings:
            return True
        if old.cut_marks and new.cut_marks and old.cut_marks != new.cut_marks:
            return True
        passes = old.outcome.passed_over != new.outcome.passed_over
        return passes and self._was.check_ignore != self._now.check_ignore

    def _of_words(self, old: Quoted | Passage, new: Quoted | Passage) -> set[str]:
        """Why something is in other words: they were edited, or are drawn from a transcript."""
        return set(self._of_transcripts({old.drawn, new.drawn} - {""})) | self._of_edits(old, new)

    def _of_edits(self, old: Quoted | Passage, new: Quoted | Passage) -> set[str]:
        if self._has_changed(old.docname, new.docname):
            return {DOCUMENT}
        drawn = bool(old.drawn or new.drawn)
        changed = self._was.bibliography != self._now.bibliography
        return {BIBLIOGRAPHY} if changed and not drawn else set()

    def _of_claims(self, old: Absent, new: Absent) -> set[str]:
        """Why a term is said of another source, or of other pages."""
        found = set[str]()
        if self._has_changed(old.docname, new.docname):
            found.add(DOCUMENT)
        if self._was.work != self._now.work:
            found.add(SETTINGS)
        if self._was.bibliography != self._now.bibliography:
            found.add(BIBLIOGRAPHY)
        return found or {DOCUMENT}  # That of what it answers.

    def _has_changed(self, old: str, new: str) -> bool:
        was, now = self._was.sheets.get(old), self._now.sheets.get(new)
        return was is None or now is None or was.files != now.files

    def _of_reading(self, old: Quoted, new: Quoted) -> str:
        """Why the same citation means something else."""
        if old.work != new.work:
            of_project = (old.work, new.work) == (self._was.work, self._now.work)
            return SETTINGS if of_project else DOCUMENT
        if self._was.bibliography == self._now.bibliography:
            return SETTINGS
        return BIBLIOGRAPHY

    def _of_transcripts(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            was, now = self._was.held.get(key), self._now.held.get(key)
            if was is not None and now is not None:
                yield from _of_transcript(was, now)

    def _told(self, found: set[str]) -> tuple[str, ...]:
        if not found and self._was.program != self._now.program:
            found = {PROGRAM}
        if not found and self._was.bibliography != self._now.bibliography:
            found = {BIBLIOGRAPHY}
        return tuple(each for each in CAUSES if each in (found or {SETTINGS}))


def _of_transcript(was: Held, now: Held) -> Iterator[str]:
    if was.settings != now.settings:
        yield SETTINGS
    if was.path == now.path:
        if was.content != now.content:
            yield TRANSCRIPT
        if was.errata != now.errata and was.content and now.content:
            yield ERRATA
