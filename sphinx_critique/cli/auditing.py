"""The quotations that a work makes, looked for in other texts: what is behind `audit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from ..model.files import digest
from ..project.domain import CritiqueDomain
from ..sources.shelf import Shelf
from ..texts.collation import Index
from ..texts.languages import by_script
from ..texts.loci import source_itself
from ..texts.quoting import Finder, Finding, Made, Source, read_quotations
from ..texts.quoting.citing import Names
from ..texts.quoting.unmarked import Borrowings, Run
from ..texts.transcripts import FORMS, Reading, TranscriptError, read_transcript
from .progress import Progress
from .project import ProjectError, say


class Audit(NamedTuple):
    """What came of it: ``findings`` of quotations that are long enough, the others are ``short``.

    ``path`` and ``digest`` are of the work's transcript; ``digests`` of the sources', by key.
    """

    key: str
    words: Index
    path: Path
    findings: list[Finding]
    short: list[Made]
    runs: list[Run]
    digests: dict[str, str]
    sources: Sources


class Sources(Protocol):
    """The texts that a work may quote."""

    keys: list[str]

    def source(self, key: str) -> Source | None:
        """One of them, if it can be read."""

    def names(self) -> Names:
        """By what they are named in running text."""

    def digest(self, key: str) -> str:
        """Of the file of one."""


class OfProject:
    """The transcripts of a project: all but the work's own, or those that are named."""

    def __init__(self, domain: CritiqueDomain, work: str, against: Sequence[str]) -> None:
        self._domain = domain
        library = domain.library
        for key in against:
            if library.owner(key) is None:
                raise ProjectError(f"{library.why_none(key)}{_meant(key, library.keys)}")
        owners = (library.owner(key) for key in against or library.keys)
        self.keys = list(dict.fromkeys(key for key in owners if key and key != work))
        if not self.keys:
            raise ProjectError("this project has no other transcripts: see critique_transcripts")

    def source(self, key: str) -> Source | None:
        """One of them, if it can be read."""
        index = self._domain.library.index(key)
        if index is None:
            return None
        cited = (source_itself(key, keys=self._domain.bibliography.keys),)
        languages = self._domain.languages
        return Source(key, index, lambda words: languages.checked_as(words, "", cited))

    def names(self) -> Names:
        """Their authors, titles and keys."""
        bibliography = self._domain.bibliography
        named: dict[str, list[str]] = {}
        years: dict[str, str] = {}
        for key in self.keys:
            title = bibliography.field(key, "title")
            titles = [title, title.partition(":")[0]]
            short = [bibliography.field(key, name) for name in ("shorttitle", "shorthand")]
            people = [person.last for person in bibliography.persons(key)]
            titles = [each for each in titles if len(each.split()) > 1]
            named[key] = [key, *people, *titles, *(each for each in short if len(each) > 1)]
            years[key] = bibliography.field(key, "year")
        return Names(named, years)

    def digest(self, key: str) -> str:
        """Of the file of one."""
        return self._domain.library.digest(key)


class OfFolder:
    """The files of a folder, known by their names; each is read once, and kept."""

    def __init__(self, folder: Path, work: Path, spare: Path, language: str) -> None:
        files = sorted(each for each in folder.rglob("*") if each.suffix.lower() in FORMS)
        files = [each for each in files if each.is_file() and each.resolve() != work.resolve()]
        self._files = {each.relative_to(folder).with_suffix("").as_posix(): each for each in files}
        self._shelf = Shelf(spare)
        self._digests: dict[str, str] = {}
        self._failed: set[str] = set()
        self._language = language
        self.keys = list(self._files)
        if not files:
            raise ProjectError(f"there is no transcript in {folder}; the forms are {_FORMS}")

    def source(self, key: str) -> Source | None:
        """One of them, if it can be read; it is said once where it cannot."""
        if key in self._failed:
            return None
        try:
            index = self._index(key)
        except (TranscriptError, OSError) as error:
            self._failed.add(key)
            say(f"passed over: {error}")
            return None
        return Source(key, index, lambda words: by_script(words, self._language))

    def _index(self, key: str) -> Index:
        path = self._files[key]
        if key not in self._digests:
            self._digests[key] = digest(path.suffix.encode() + path.read_bytes())
        index = self._shelf.get(self._digests[key])
        if index is None:
            index = Index.of(read_transcript(path, Reading()))
            self._shelf.put(self._digests[key], index)
        return index

    def names(self) -> Names:
        """The names of the files."""
        return Names({key: [Path(key).name] for key in self.keys}, {})

    def digest(self, key: str) -> str:
        """Of the file of one."""
        return self._digests.get(key, "")


_FORMS = ", ".join(FORMS)


def _meant(key: str, keys: Sequence[str]) -> str:
    nearest = get_close_matches(key, keys, n=3, cutoff=0.5)
    return f"; there is one of {', '.join(nearest)}" if nearest else ""


def work_of(domain: CritiqueDomain, key: str) -> tuple[str, Index, Path]:
    """The key under which the transcript of a work lies, its words and its file."""
    library = domain.library
    owner = library.owner(key)
    index = library.index(owner) if owner else None
    shelved = library.find(owner) if owner else None
    if owner is None or index is None or shelved is None:
        raise ProjectError(f"{library.why_none(key)}{_meant(key, library.keys)}")
    return owner, index, shelved.path


def audited(
    work: tuple[str, Index, Path],
    sources: Sources,
    least: int,
    cut_marks: tuple[str, ...],
    with_unmarked: bool,
) -> Audit:
    """Look for all that a work quotes; of what it does not mark as quoted too, if that is asked."""
    key, index, path = work
    made = read_quotations(index)
    finder = Finder(made, sources.names(), least, cut_marks)
    progress = Progress()
    for source in _each(sources):
        finder.look_in(source, partial(progress.say, source.key))
    for source in _each(sources, finder):
        finder.look_closer(source, partial(progress.say, source.key))
    runs: list[Run] = []
    if with_unmarked:
        borrowings = Borrowings(index, made, least)
        for source in _each(sources):
            progress.say(f"unmarked: {source.key}", 0, 1)
            runs += borrowings.of(source)
    progress.end()
    short = [each for each in made if each.size < least]
    digests = {each: sources.digest(each) for each in sources.keys}
    return Audit(key, index, path, finder.findings(), short, runs, digests, sources)


def _each(sources: Sources, finder: Finder | None = None) -> Iterator[Source]:
    for key in sources.keys:
        if finder is not None and not finder.wants_closer(key):
            continue
        source = sources.source(key)
        if source is not None:
            yield source
