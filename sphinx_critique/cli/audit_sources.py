"""The texts that a work may quote: the other transcripts of a project, or the files of a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Protocol

from ..model.files import digest
from ..project.domain import CritiqueDomain
from ..sources.catalogue import Catalogue, Likely
from ..sources.cataloguing import FEW, Known, Lying, Told, likely_keys
from ..sources.shelf import Shelf
from ..texts.collation import Index
from ..texts.languages import by_script
from ..texts.loci import source_itself
from ..texts.quoting import Source
from ..texts.quoting.citing import Names
from ..texts.transcripts import FORMS, Reading, TranscriptError, read_transcript
from .project import ProjectError, say

_FORMS: Final = ", ".join(FORMS)


class Sources(Protocol):
    """The texts that a work may quote."""

    keys: list[str]

    def source(self, key: str) -> Source | None:
        """One of them, if it can be read."""

    def likely(self, texts: Sequence[str], told: Told) -> list[Likely]:
        """For each of some texts the keys of those in which its words may stand."""

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
                raise ProjectError(f"{library.why_none(key)}{meant(key, library.keys)}")
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

    def likely(self, texts: Sequence[str], told: Told) -> list[Likely]:
        """As the catalogue of the project's transcripts has it."""
        return self._domain.library.likely(self.keys, texts, told)

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
        self._files = _named(folder, files)
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
        of_file = self._digest(key)
        index = self._shelf.get(of_file)
        if index is None:
            index = Index.of(read_transcript(self._files[key], Reading()))
            self._shelf.put(of_file, index)
        return index

    def likely(self, texts: Sequence[str], told: Told) -> list[Likely]:
        """As the catalogue has it, if there are many files."""
        if len(self.keys) <= FEW:
            return [Likely(self.keys, [])] * len(texts)
        return likely_keys(Catalogue(self._shelf.catalogue), self._known(), texts, told)

    def _known(self) -> Iterator[Known]:
        for key, path in self._files.items():
            with suppress(OSError):  # Who opens it is told.
                yield Known(key, self._digest(key), Lying(path, Reading()))

    def names(self) -> Names:
        """The names of the files."""
        return Names({key: [Path(key).name] for key in self.keys}, {})

    def digest(self, key: str) -> str:
        """Of the file of one; nothing where it cannot be read."""
        with suppress(OSError):
            return self._digest(key) if key in self._files else ""
        return ""

    def _digest(self, key: str) -> str:
        if key not in self._digests:
            path = self._files[key]
            self._digests[key] = digest(path.suffix.encode() + path.read_bytes())
        return self._digests[key]


def _named(folder: Path, files: Sequence[Path]) -> dict[str, Path]:
    """Files by their names, without the suffix where no other has the same."""
    known = Counter(each.with_suffix("") for each in files)
    short = (each.with_suffix("") if known[each.with_suffix("")] == 1 else each for each in files)
    names = (each.relative_to(folder).as_posix() for each in short)
    return dict(zip(names, files, strict=True))


def meant(key: str, keys: Sequence[str]) -> str:
    """Which of some keys may be meant by one that is not among them."""
    nearest = get_close_matches(key, keys, n=3, cutoff=0.5)
    return f"; there is one of {', '.join(nearest)}" if nearest else ""
