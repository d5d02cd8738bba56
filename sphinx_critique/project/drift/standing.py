"""Where the lemmata of an edition stand, in which passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from ...edition.edition import Edition
from ...edition.lemmata import anchored
from ...model.files import digest
from ...model.records import Annotation, Item
from ...texts.anchoring import LemmaAmbiguous, LemmaError, nearest_words
from .files import Files
from .records import Anchored, Lemma, Passage

_WORD = re.compile(r"\S+")


class Standing:
    """Makes records of lemmata, and with them of the ``passages`` that they are words of."""

    def __init__(self, edition: Edition, files: Files, drawn: Mapping[str, str]) -> None:
        self.edition = edition
        self.passages: list[Passage] = []
        self._files = files
        self._drawn = drawn
        self._places: dict[str, int] = {}
        self._starts: dict[str, list[int]] = {}

    def lemmata(self) -> Iterator[Lemma]:
        """Those of all notes, and of those printed again elsewhere."""
        again = (each for key, each in self.edition.recalls.items() if self._is_anew(key))
        notes = (each for each in self.edition.items if isinstance(each, Annotation))
        for note in (*notes, *again):
            elsewhere = note.id in self.edition.others
            if note.lemma and not (elsewhere or note.at or note.whole_work):
                yield self._lemma(note)

    def _is_anew(self, recall_id: str) -> bool:
        return self.edition.marked(recall_id) == recall_id

    def _lemma(self, note: Annotation) -> Lemma:
        target = self.edition.targets.get(note.id)
        return Lemma(
            note.docname,
            self._files.name_at(note.location),
            note.location.line,
            note.name,
            note.kind,
            note.lemma,
            of_note(note),
            self._place(target) if target is not None else -1,
            self._anchored(note, target) if target is not None else Anchored("astray", "", 0, ""),
        )

    def _anchored(self, note: Annotation, target: Item) -> Anchored:
        span = self.edition.spans.get(note.id)
        if span is not None:
            words = " ".join(target.text[slice(*span)].split())
            at = bisect_right(self._starts_in(target), span[0])
            return Anchored("stands", words, at, self.edition.lines(note))
        try:
            anchored(target.text, note.lemma)
        except LemmaAmbiguous:
            return Anchored("ambiguous", "", 0, "")
        except LemmaError:
            return Anchored("missing", nearest_words(target.text, note.lemma), 0, "")
        return Anchored("astray", "", 0, "")

    def _starts_in(self, item: Item) -> list[int]:
        """Where the words of a passage begin."""
        if item.id not in self._starts:
            self._starts[item.id] = [found.start() for found in _WORD.finditer(item.text)]
        return self._starts[item.id]

    def _place(self, item: Item) -> int:
        if item.id not in self._places:
            self._places[item.id] = len(self.passages)
            self.passages.append(self._passage(item))
        return self._places[item.id]

    def _passage(self, item: Item) -> Passage:
        return Passage(
            item.docname,
            self._files.name_at(item.location),
            item.location.line,
            item.name,
            item.kind if isinstance(item, Annotation) else "excerpt",
            self.edition.numbers[item.id],
            " ".join(item.text.split()),
            self._drawn.get(item.id, ""),
        )


def of_note(note: Annotation) -> str:
    """A digest of the words of a note."""
    return digest(note.text.encode("utf-8", "replace"))
