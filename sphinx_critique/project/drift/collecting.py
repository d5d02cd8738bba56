"""The state of a project, from what a build has derived and checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from os.path import relpath
from pathlib import Path

from ...edition.lemmata import anchored
from ...model.files import digest
from ...model.problems import Location
from ...model.records import Annotation, Document, Excerpt, Item, Quotation
from ...sources import contents
from ...sources.checked import Checked
from ...texts.anchoring import LemmaAmbiguous, LemmaError, nearest_words
from ..domain import CritiqueDomain
from .records import Anchored, Held, Lemma, Outcome, Passage, Quoted, Sheet, State

_WORD = re.compile(r"\S+")
_CUTS = re.compile(r"…|\.\s?\.\s?\.")


def state_of(domain: CritiqueDomain, *, with_causes: bool = True) -> State:
    """What every quotation and every lemma came to.

    ``with_causes``: whether there are the digests by which it can be told why, which take time.
    """
    return _Collecting(domain, with_causes).state()


class _Collecting:
    def __init__(self, domain: CritiqueDomain, with_causes: bool) -> None:
        self.domain = domain
        self.edition = domain.edition
        self.documents = domain.build.documents
        self.base = Path(domain.env.srcdir)
        self._with_causes = with_causes
        self._files: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._places: dict[str, int] = {}
        self._passages: list[Passage] = []
        self._words: dict[str, list[int]] = {}

    def state(self) -> State:
        """All of it."""
        quotations = tuple(self._quotations())
        sheets = {name: self._sheet(name, each) for name, each in sorted(self.documents.items())}
        keys = {key for each in quotations for key in each.keys}
        keys |= {key for each in sheets.values() for key in each.drawn}
        lemmata = tuple(self._lemmata())
        return State(
            _version(),
            self.domain.settings.work or "",
            tuple(self.domain.settings.check_ignore),
            self._bibliography() if self._with_causes else "",
            {key: self._held(key) for key in sorted(keys)},
            sheets,
            quotations,
            tuple(self._passages),
            lemmata,
        )

    def _quotations(self) -> Iterator[Quoted]:
        for docname, document in sorted(self.documents.items()):
            checks = self.domain.verification.checks({docname: document})
            for quotation, checked in checks:
                if self.edition.includes(quotation.conditions):
                    yield self._quoted(quotation, checked)

    def _quoted(self, quotation: Quotation, checked: Checked) -> Quoted:
        result, verification = checked.result, self.domain.verification
        item = self.edition.get(quotation.item)
        outcome = Outcome(
            str(result.status),
            result.place or "unchecked",
            result.found.page if result.found else "",
            result.emphasis,
            tuple(sorted(result.hides)),
            verification.ignores(quotation),
        )
        row = Quoted(
            quotation.docname,
            self._file(quotation.location),
            quotation.location.line,
            item.name if isinstance(item, Excerpt) else "",
            quotation.words,
            checked.source,
            checked.locator,
            outcome,
        )
        return self._with_digests(row, quotation) if self._with_causes else row

    def _with_digests(self, row: Quoted, quotation: Quotation) -> Quoted:
        cited, keys = quotation.citations, self._keys(quotation)
        own = quotation.text, quotation.emphasis, quotation.unchecked, quotation.language
        settings = self.domain.settings
        return row._replace(
            keys=keys,
            work=quotation.work if any(each.implied for each in cited) else "",
            written=_in_short(
                own, quotation.fragments, quotation.labels, [each.text for each in cited]
            ),
            read=_in_short([(each.key, each.known, each.locator.text) for each in cited]),
            language=self.domain.languages.checked_as(quotation.text, quotation.language, cited),
            settings=_in_short(settings.check, settings.check_emphasis),
            cut_marks=settings.cut_marks if _CUTS.search(quotation.text) else "",
        )

    def _keys(self, quotation: Quotation) -> tuple[str, ...]:
        """The sources whose transcripts may hold the words, whether these are there or not."""
        places = (each.carrier or each for each in quotation.citations)
        keys = {each.key for each in places if each.key}
        keys |= {work for key in keys if (work := self.domain.bibliography.works_of(key))}
        return tuple(sorted(keys))

    def _held(self, key: str) -> Held:
        domain = self.domain
        entry = domain.settings.transcripts.get(key, "")
        path = entry if isinstance(entry, str) else entry["path"]
        shelved = domain.library.find(key)
        if shelved is None:
            return Held("", "", path, _in_short(entry))
        errata = _in_short(shelved.reading.errata)
        with suppress(OSError):
            content = contents.digest(shelved.path, domain.data["known"])
            return Held(f"{shelved.path.suffix} {content}", errata, path, _in_short(entry))
        return Held("", errata, path, _in_short(entry))

    def _sheet(self, docname: str, document: Document) -> Sheet:
        drawn = tuple(sorted({key for key, _ in document.drawn}))
        files = self._digest_of_files(docname) if self._with_causes else ""
        conditional = document.inner or any(
            each.conditions for each in (*document.entries, *document.quotations)
        )
        return Sheet(files, drawn, not conditional)

    def _digest_of_files(self, docname: str) -> str:
        """Of a document and what it takes in, but for transcripts and bibliographies."""
        env = self.domain.env
        taken_in = {Path(self.base, each) for each in env.dependencies.get(docname, ())}
        paths = {Path(env.doc2path(docname)), *taken_in} - self._others
        return _in_short([(self._seen(str(path)), self._content(path)) for path in sorted(paths)])

    @cached_property
    def _others(self) -> set[Path]:
        """The files that tell by themselves that they have changed."""
        library = self.domain.library
        found = filter(None, map(library.find, library.keys))
        bibliographies = (Path(self.base, each) for each in self.domain.bibliography.files)
        return {*(each.path for each in found), *bibliographies}

    def _content(self, path: Path) -> str:
        name = str(path)
        if name not in self._files:
            self._files[name] = ""
            with suppress(OSError):
                self._files[name] = contents.digest(path, {})
        return self._files[name]

    def _bibliography(self) -> str:
        return _in_short(
            [self._content(Path(self.base, each)) for each in self.domain.bibliography.files]
        )

    def _lemmata(self) -> Iterator[Lemma]:
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
            self._file(note.location),
            note.location.line,
            note.name,
            note.kind,
            note.lemma,
            digest(note.text.encode("utf-8", "replace")),
            self._place(target) if target is not None else -1,
            self._anchored(note, target) if target is not None else Anchored("astray", "", 0, ""),
        )

    def _anchored(self, note: Annotation, target: Item) -> Anchored:
        span = self.edition.spans.get(note.id)
        if span is not None:
            words = " ".join(target.text[slice(*span)].split())
            at = bisect_right(self._starts(target), span[0])
            return Anchored("stands", words, at, self.edition.lines(note))
        try:
            anchored(target.text, note.lemma)
        except LemmaAmbiguous:
            return Anchored("ambiguous", "", 0, "")
        except LemmaError:
            return Anchored("missing", nearest_words(target.text, note.lemma), 0, "")
        return Anchored("astray", "", 0, "")

    def _starts(self, item: Item) -> list[int]:
        """Where the words of a passage begin."""
        if item.id not in self._words:
            self._words[item.id] = [found.start() for found in _WORD.finditer(item.text)]
        return self._words[item.id]

    def _place(self, item: Item) -> int:
        if item.id not in self._places:
            self._places[item.id] = len(self._passages)
            self._passages.append(self._passage(item))
        return self._places[item.id]

    def _passage(self, item: Item) -> Passage:
        return Passage(
            item.docname,
            self._file(item.location),
            item.location.line,
            item.name,
            item.kind if isinstance(item, Annotation) else "excerpt",
            self.edition.numbers[item.id],
            " ".join(item.text.split()),
        )

    def _file(self, location: Location) -> str:
        return self._seen(location.source)

    def _seen(self, path: str) -> str:
        """A file as seen from the folder of the project: the same wherever that lies."""
        if path not in self._names:
            self._names[path] = path
            with suppress(ValueError):  # Another drive.
                self._names[path] = Path(relpath(path, self.base)).as_posix()
        return self._names[path]


def _in_short(*parts: object) -> str:
    return digest(repr(parts).encode("utf-8", "replace"))


def _version() -> str:
    try:
        return version("sphinx-critique")
    except PackageNotFoundError:
        return "0"
