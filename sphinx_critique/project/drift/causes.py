"""Why a quotation or a lemma is not as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .records import Held, Lemma, Passage, Quoted, State

TRANSCRIPT: Final = "transcript"
ERRATA: Final = "errata"
DOCUMENT: Final = "document"
BIBLIOGRAPHY: Final = "bibliography"
SETTINGS: Final = "settings"
PROGRAM: Final = "program"
CAUSES: Final = (TRANSCRIPT, ERRATA, DOCUMENT, BIBLIOGRAPHY, SETTINGS, PROGRAM)
"""In the order in which they are told; the last is another version of ours."""


class Causes:
    """What has changed between two states, of what something depended on."""

    def __init__(self, was: State, now: State) -> None:
        self._was = was
        self._now = now

    def of_quotation(self, old: Quoted, new: Quoted) -> tuple[str, ...]:
        """Why the check of a quotation comes to something else."""
        found = set(self._of_transcripts({*old.keys, *new.keys}))
        if self._are_set_anew(old, new):
            found.add(SETTINGS)
        if old.written != new.written:
            found |= self._of_words(old.docname, new.docname)
        elif (old.read, old.language) != (new.read, new.language):
            found.add(self._of_reading(old, new))
        return self._told(found)

    def _are_set_anew(self, old: Quoted, new: Quoted) -> bool:
        """Whether the settings that a check depended on are others."""
        if old.settings != new.settings:
            return True
        if old.cut_marks and new.cut_marks and old.cut_marks != new.cut_marks:
            return True
        passes = old.outcome.passed_over != new.outcome.passed_over
        return passes and self._was.check_ignore != self._now.check_ignore

    def of_lemma(
        self, old: Lemma, new: Lemma, passages: tuple[Passage | None, Passage | None]
    ) -> tuple[str, ...]:
        """Why a lemma has another place, or none."""
        found: set[str] = set()
        was, now = passages
        if was is not None and now is not None and was.text != now.text:
            found |= self._of_words(was.docname, now.docname)
        else:
            docnames = {old.docname, new.docname}
            docnames |= {each.docname for each in passages if each is not None}
            if any(self._files(each) for each in docnames):
                found.add(DOCUMENT)
        if old.words != new.words and self._has_changed(old.docname, new.docname):
            found.add(DOCUMENT)
        return self._told(found)

    def _of_words(self, old: str, new: str) -> set[str]:
        """Why a document says something else: it was edited, or draws words from a transcript."""
        sheets = self._was.sheets.get(old), self._now.sheets.get(new)
        drawn = {key for each in sheets if each is not None for key in each.drawn}
        found = set(self._of_transcripts(drawn))
        if self._has_changed(old, new):
            found.add(DOCUMENT)
        if not found and self._was.bibliography != self._now.bibliography:
            found.add(BIBLIOGRAPHY)
        return found

    def _has_changed(self, old: str, new: str) -> bool:
        was, now = self._was.sheets.get(old), self._now.sheets.get(new)
        return was is None or now is None or was.files != now.files

    def _files(self, docname: str) -> bool:
        return self._has_changed(docname, docname)

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
