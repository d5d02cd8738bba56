"""The transcripts of a project: where they lie, read once and kept by their content."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message

from ..model.config import PREFIX, Settings, place
from ..model.problems import Location, Problem, Warn
from ..texts.collation import Index
from ..texts.collation.drawn import Stretch, draw
from ..texts.collation.whereabouts import whereabouts
from ..texts.loci import Citation
from ..texts.transcripts import (
    FORMS,
    MAX_BYTES,
    UNKNOWN,
    Layout,
    Reading,
    TranscriptError,
    read_errata,
    read_transcript,
)
from .bibliography import Bibliography

FOLDER = "transcripts"
_FORMAT = 2  # To be raised where what is kept of a transcript changes.
_logger = logging.getLogger(__name__)


class Shelved(NamedTuple):
    """A transcript as the project has it; ``digest`` changes with its content and its settings."""

    key: str
    path: Path
    reading: Reading
    digest: str
    location: Location


class Drawn(NamedTuple):
    """Words drawn from a transcript: paragraphs of stretches, or why there are none."""

    source: str
    digest: str
    paragraphs: list[list[Stretch]]
    problem: str = ""


class Library:
    """Finds and reads the transcripts of sources, by key.

    ``problems`` are what is wrong with those that have been looked at; ``unread`` keeps, by the
    digests of those that could not be read, why, so that none is tried twice.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        bibliography: Bibliography,
        settings: Settings,
        unread: dict[str, str],
    ) -> None:
        self._env = env
        self._bibliography = bibliography
        self._entries = settings.transcripts
        self._unread = unread
        self.confdir = Path(env.srcdir)
        self._shelved: dict[str, Shelved | None] = {}
        self._indexes: dict[str, Index] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the transcripts looked at, by key."""
        for key in sorted(self._problems):
            yield from self._problems[key]

    @property
    def keys(self) -> list[str]:
        """The sources that have a transcript."""
        found = {path.stem for path in self._lying}
        return sorted(found | set(self._entries))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that is, or is meant to be, a transcript."""
        return not self._entries and not self._files

    def why_none(self, key: str) -> str:
        """Why a source has no transcript that can be read."""
        for each in filter(None, (key, self._bibliography.works_of(key))):
            for problem in self._problems.get(each, ()) if self.find(each) is None else ():
                return problem.message
        return f"there is no transcript of “{key}”"

    def owner(self, key: str) -> str | None:
        """The source whose transcript holds the words of another: its own, or the work's."""
        for each in (key, self._bibliography.works_of(key)):
            if each is not None and self.find(each) is not None:
                return each
        return None

    def find(self, key: str) -> Shelved | None:
        """The transcript of a source itself, ``None`` where there is none that can be read."""
        if key not in self._shelved:
            self._shelved[key] = self._look_for(key)
        return self._shelved[key]

    def index(self, key: str) -> Index | None:
        """The words of a source's own transcript, ``None`` where it cannot be read."""
        if key not in self._indexes and (shelved := self.find(key)) is not None:
            try:
                if shelved.digest in self._unread:
                    raise TranscriptError(self._unread[shelved.digest])
                self._indexes[key] = self._kept(shelved) or self._read(shelved)
                self._say_of_labels(key, self._indexes[key])
            except TranscriptError as error:
                self._unread[shelved.digest] = str(error)
                self._shelved[key] = None
                self._fail(key, str(error), shelved.location)
        return self._indexes.get(key)

    def _say_of_labels(self, key: str, index: Index) -> None:
        """Say once that a page cited may be any of several."""
        if repeated := index.places_of_pages.repeated:
            _logger.info(
                "the transcript of %s has several pages %s; without a volume, any may be meant",
                key,
                ", ".join(repeated[:3]) + (" …" if len(repeated) > 3 else ""),
            )

    def draw(self, citation: Citation | None, first: str, last: str) -> Drawn:
        """The words from the first to the last ones, on the pages that a citation names."""
        place = (citation.carrier or citation) if citation else None
        if place is None or place.key is None:
            return Drawn("", "", [], "no source is cited to take the words from")
        owner = self.owner(place.key)
        index = self.index(owner) if owner else None
        if owner is None or index is None:
            return Drawn(place.key, "", [], f"there is no transcript of “{place.key}”")
        ranges = whereabouts(index, place.locator).ranges
        paragraphs = draw(index, first, last, ranges)
        problem = (
            ""
            if paragraphs
            else (
                f"the transcript of “{owner}” has not, at the page cited, the words from “{first}”"
                f" to “{last}”"
            )
        )
        return Drawn(place.key, self.digest(owner), paragraphs or [], problem)

    def digest(self, key: str) -> str:
        """Of the transcript of a source, or of its work; nothing where there is none."""
        owner = self.owner(key)
        shelved = self.find(owner) if owner else None
        return shelved.digest if shelved else ""

    def examine(self, key: str) -> None:
        """See to it that what is wrong with a transcript is known, without reading it again."""
        shelved = self.find(key)
        if shelved is not None and not (self._cache / _name(shelved)).exists():
            self.index(key)

    @cached_property
    def _lying(self) -> list[Path]:
        """What lies in the folder of transcripts, by name."""
        return [path for path in self._files if path.suffix.lower() in FORMS]

    @cached_property
    def _files(self) -> list[Path]:
        folder = self.confdir / FOLDER
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in files if path.stem != "README" and path.suffix != ".errata"]

    def _look_for(self, key: str) -> Shelved | None:
        entry = self._entries.get(key)
        location = place(self.confdir, f"{PREFIX}transcripts")
        if entry is None:
            path = next((path for path in self._lying if path.stem == key), None)
            if path is None:
                self._say_of_other_forms(key)
                return None
            location = Location(str(path), 1)
        entry = {"path": str(path)} if entry is None else entry
        entry = {"path": entry} if isinstance(entry, str) else entry
        path = Path(self.confdir, entry["path"])
        try:
            return self._shelve(key, path, entry, location)
        except OSError as error:
            message = f"{entry['path']}: {error.strerror or error}"
            if isinstance(error, FileNotFoundError):
                message = f"there is no file {entry['path']}; it is looked for from {self.confdir}"
            self._fail(key, message, location)
            return None

    def _say_of_other_forms(self, key: str) -> None:
        """Say of a file that lies there for a source why it is none of its transcripts."""
        other = next((path for path in self._files if path.stem == key and path.is_file()), None)
        if other is not None:
            self._fail(key, f"{other.name}: {UNKNOWN}", Location(str(other), 1))

    def _shelve(self, key: str, path: Path, entry: dict[str, Any], location: Location) -> Shelved:
        errata = path.with_suffix(".errata")
        mended: tuple[tuple[str, str], ...] = ()
        if errata.is_file():
            mended, unread = read_errata(errata.read_text(encoding="utf-8", errors="replace"))
            self._problems[key] = tuple(
                Problem(
                    Warn.TRANSCRIPT,
                    f"{errata.name}: cannot read “{_brief(line)}”",
                    Location(str(errata), number),
                )
                for number, line in unread
            )
        layout = {name: entry[name] for name in _LAYOUT if name in entry}
        reading = Reading(
            partial=entry.get("partial", False),
            encoding=entry.get("encoding", "utf-8"),
            layout=Layout(**layout),
            errata=mended,
            first_version=entry.get("reading") == "first",
        )
        return Shelved(key, path, reading, self._digest(path, reading), location)

    def _digest(self, path: Path, reading: Reading) -> str:
        """Of what a file holds; of a file too large to read, of its size."""
        stat = path.stat()
        digest = sha256(repr((_FORMAT, path.suffix, reading, stat.st_size)).encode())
        if stat.st_size <= MAX_BYTES:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _fail(self, key: str, message: str, location: Location) -> None:
        problem = Problem(Warn.TRANSCRIPT, f"the transcript of “{key}”: {message}", location)
        self._problems[key] = (*self._problems.get(key, ()), problem)

    @property
    def _cache(self) -> Path:
        return Path(self._env.doctreedir) / "critique-transcripts"

    def _kept(self, shelved: Shelved) -> Index | None:
        """What an earlier build has read of the same content."""
        try:
            with (self._cache / _name(shelved)).open("rb") as file:
                index = pickle.load(file)
        except Exception:  # Not there, or not as this version writes it: read anew.
            return None
        return index if isinstance(index, Index) else None

    def _read(self, shelved: Shelved) -> Index:
        with progress_message(f"reading the transcript of {shelved.key}"):
            index = Index.of(read_transcript(shelved.path, shelved.reading))
        self._cache.mkdir(parents=True, exist_ok=True)
        for old in self._cache.glob(f"{_slug(shelved.key)}-*"):
            old.unlink(missing_ok=True)
        new = self._cache / f"{_name(shelved)}.{os.getpid()}"
        with new.open("wb") as file:
            pickle.dump(index, file, pickle.HIGHEST_PROTOCOL)
        new.replace(self._cache / _name(shelved))
        return index


_LAYOUT = ("page_break", "page_label", "running_head", "first_page")
_LONGEST_LINE = 60


def _brief(line: str) -> str:
    """A line as the log has it, however long it is."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"


def _slug(key: str) -> str:
    """A key as a file may be named; keys may hold anything."""
    return sha256(key.encode()).hexdigest()[:16]


def _name(shelved: Shelved) -> str:
    return f"{_slug(shelved.key)}-{shelved.digest[:32]}.pickle"
