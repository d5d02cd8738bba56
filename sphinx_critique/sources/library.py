"""The transcripts of a project: where they lie, read once and kept by their content."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
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
from ..texts.printed import one_line
from ..texts.transcripts import (
    FORMS,
    UNKNOWN,
    Layout,
    Reading,
    TranscriptError,
    read_errata,
    read_transcript,
)
from . import contents
from .bibliography import Bibliography
from .catalogue import Catalogue, Likely
from .cataloguing import FEW, Known, Lying, Told, likely_keys
from .shelf import Shelf

FOLDER = "transcripts"
_LAYOUT = ("page_break", "page_label", "running_head", "first_page")
_BESIDE = ("", ".errata")
"""Suffixes of what may lie beside a transcript without being one."""
_LONGEST_LINE = 60
_MOST_LINES = 20
"""Lines of an errata file of which each is said that it cannot be read."""
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
    digests of those that could not be read, why, so that none is tried twice; ``known`` the digests
    of files that need not be looked into again.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        bibliography: Bibliography,
        settings: Settings,
        unread: dict[str, str],
        known: contents.Known,
    ) -> None:
        self._bibliography = bibliography
        self._entries = settings.transcripts
        self._unread = unread
        self._known = known
        self.confdir = Path(env.srcdir)
        self._shelved: dict[str, Shelved | None] = {}
        self._shelf = Shelf(Path(env.doctreedir) / "critique-transcripts")
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._labels_seen: set[str] = set()

    def look_again(self) -> None:
        """Forget where transcripts lie, and what was wrong with them; what was read is kept."""
        self._shelved.clear()
        self._problems.clear()
        for name in ("keys", "_folder", "_lying", "_others"):
            vars(self).pop(name, None)

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the transcripts looked at, by key."""
        for key in sorted(self._problems):
            yield from self._problems[key]

    @cached_property
    def keys(self) -> list[str]:
        """The sources that have a transcript."""
        return sorted({*self._lying, *self._entries})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that is, or is meant to be, a transcript."""
        return not (self._entries or self._lying or self._others)

    def why_none(self, key: str) -> str:
        """Why a source has no transcript that can be read."""
        for each in filter(None, (key, self._bibliography.works_of(key))):
            for problem in self.problems_of(each) if self.find(each) is None else ():
                return problem.message
        return f"there is no transcript of “{key}”"

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """What is wrong with the transcript of a source, as far as it has been looked at."""
        return self._problems.get(key, ())

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

    def likely(self, keys: Sequence[str], texts: Sequence[str], told: Told) -> list[Likely]:
        """For each of some texts the sources in whose transcripts its words may stand, by key.

        The likeliest come first.

        Few transcripts are looked into one by one; of many the catalogue knows, which is made
        here where it is not yet (``told`` how far that is).
        """
        if len(keys) <= FEW:
            return [Likely(list(keys), [])] * len(texts)
        shelved = filter(None, map(self.find, keys))
        known = [Known(each.key, each.digest, Lying(each.path, each.reading)) for each in shelved]
        return likely_keys(Catalogue(self._shelf.catalogue), known, texts, told)

    def with_others(self, others: Mapping[str, Shelved | None]) -> Library:
        """The same, but that some sources have another transcript, or none."""
        other = copy(self)
        other._shelved = {**self._shelved, **others}
        other._problems, other._labels_seen = {}, set(self.keys)
        return other

    def in_other_words(self, key: str, errata: tuple[tuple[str, str], ...]) -> Shelved | None:
        """A transcript with other errata. Raises OSError."""
        shelved = self.find(key)
        if shelved is None:
            return None
        reading = replace(shelved.reading, errata=errata)
        return shelved._replace(reading=reading, digest=self._digest(shelved.path, reading))

    def kept(self, key: str, digest: str) -> Shelved | None:
        """A transcript as it was, of which only the index is there; ``None`` where it is not."""
        if self._shelf.get(digest) is None:
            return None
        return Shelved(key, Path(digest), Reading(), digest, Location("", 0))

    def index(self, key: str) -> Index | None:
        """The words of a source's own transcript, ``None`` where it cannot be read."""
        shelved = self.find(key)
        if shelved is None:
            return None
        try:
            if shelved.digest in self._unread:
                raise TranscriptError(self._unread[shelved.digest])
            kept = self._shelf.get(shelved.digest)
            index = self._read(shelved) if kept is None else kept
        except TranscriptError as error:
            self._unread[shelved.digest] = str(error)
            self._shelved[key] = None
            self._fail(key, str(error), shelved.location)
            return None
        self._say_of_labels(key, index)
        return index

    def _say_of_labels(self, key: str, index: Index) -> None:
        """Say once that a page cited may be any of several."""
        if key in self._labels_seen:
            return
        self._labels_seen.add(key)
        if not (repeated := index.places_of_pages.repeated):
            return
        _logger.info(
            "the transcript of %s has several pages %s; without a volume, any may be meant",
            one_line(key),
            one_line(", ".join(repeated[:3]) + (" …" if len(repeated) > 3 else "")),
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
        where = whereabouts(index, place.locator)
        paragraphs = draw(index, first, last, where.ranges)
        if where.doubtful and not paragraphs:
            paragraphs = draw(index, first, last, None)
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
        if shelved is not None and not self._shelf.has(shelved.digest):
            self.index(key)

    @cached_property
    def _folder(self) -> list[Path]:
        """What lies in the folder of transcripts, by name."""
        try:
            return sorted((self.confdir / FOLDER).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            location = place(self.confdir, f"{PREFIX}transcripts")
            message = f"the folder {FOLDER} cannot be read: {error.strerror or error}"
            self._problems[""] = (Problem(Warn.TRANSCRIPT, message, location),)
            return []

    @cached_property
    def _lying(self) -> dict[str, Path]:
        """The transcripts there by key, those of a form that can be read."""
        files = [path for path in self._folder if path.suffix.lower() in FORMS]
        return {path.stem: path for path in reversed(files) if path.stem != "README"}

    @cached_property
    def _others(self) -> dict[str, Path]:
        """What else lies there under the name of a key, but what belongs to a transcript."""
        files = [path for path in self._folder if path.suffix.lower() not in FORMS]
        files = [path for path in files if path.suffix not in _BESIDE]
        return {path.stem: path for path in files if path.stem != "README"}

    def _look_for(self, key: str) -> Shelved | None:
        entry = self._entries.get(key)
        if entry is None:
            return self._look_in_folder(key)
        entry = {"path": entry} if isinstance(entry, str) else entry
        location = place(self.confdir, f"{PREFIX}transcripts")
        return self._look_at(key, Path(self.confdir, entry["path"]), entry, location)

    def _look_in_folder(self, key: str) -> Shelved | None:
        path = self._lying.get(key) or self._others.get(key)
        if path is None:
            return None
        location = Location(str(path), 1)
        if key not in self._lying:
            self._fail(key, f"{path.name}: {UNKNOWN}", location)
            return None
        if not _is_within(self.confdir, path):
            message = f"{path.name} {self._out}; name it in {PREFIX}transcripts"
            self._fail(key, message, location)
            return None
        return self._look_at(key, path, {"path": str(path)}, location)

    def _look_at(
        self, key: str, path: Path, entry: dict[str, Any], location: Location
    ) -> Shelved | None:
        try:
            return self._shelve(key, path, entry, location)
        except (OSError, ValueError) as error:
            message = f"{entry['path']}: {getattr(error, 'strerror', None) or error}"
            if isinstance(error, FileNotFoundError):
                message = f"there is no file {entry['path']}; it is looked for from {self.confdir}"
            self._fail(key, message, location)
            return None

    def _shelve(self, key: str, path: Path, entry: dict[str, Any], location: Location) -> Shelved:
        layout = {name: entry[name] for name in _LAYOUT if name in entry}
        reading = Reading(
            partial=entry.get("partial", False),
            encoding=entry.get("encoding", "utf-8"),
            layout=Layout(**layout),
            errata=self._errata(key, path),
            first_version=entry.get("reading") == "first",
        )
        return Shelved(key, path, reading, self._digest(path, reading), location)

    def _errata(self, key: str, path: Path) -> tuple[tuple[str, str], ...]:
        """What is to be mended in a transcript; what cannot be read of that is a problem."""
        errata = path.with_suffix(".errata")
        place = Location(str(errata), 1)
        try:
            held = contents.read(errata).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        except OSError as error:
            if not isinstance(error, FileNotFoundError) or errata.is_symlink():
                message = f"{errata.name}: it cannot be read: {error.strerror or error}"
                self._problems[key] = (Problem(Warn.TRANSCRIPT, message, place),)
            return ()
        if not any(_is_within(each, errata) for each in (self.confdir, path.resolve().parent)):
            self._fail(key, f"{errata.name} {self._out}; put the file itself there", place)
            return ()
        mended, unread = read_errata(held.decode("utf-8", "replace"))
        self._problems[key] = tuple(
            Problem(
                Warn.TRANSCRIPT,
                f"{errata.name}: cannot read “{_brief(line)}”",
                Location(str(errata), number),
            )
            for number, line in unread[:_MOST_LINES]
        )
        if len(unread) > _MOST_LINES:
            more = place._replace(line=unread[_MOST_LINES].number)
            message = f"{errata.name}: {len(unread) - _MOST_LINES} lines more cannot be read"
            self._problems[key] += (Problem(Warn.TRANSCRIPT, message, more),)
        return mended

    @property
    def _out(self) -> str:
        return f"is a link that leads out of {self.confdir}"

    def _digest(self, path: Path, reading: Reading) -> str:
        """Of what a file holds, and of how it is to be read."""
        content = contents.digest(path, self._known)
        return sha256(repr((path.suffix, reading, content)).encode()).hexdigest()

    def _fail(self, key: str, message: str, location: Location) -> None:
        problem = Problem(Warn.TRANSCRIPT, f"the transcript of “{key}”: {message}", location)
        self._problems[key] = (*self._problems.get(key, ()), problem)

    def _read(self, shelved: Shelved) -> Index:
        with self._shelf.alone(shelved.digest):
            kept = self._shelf.get(shelved.digest)
            return self._read_anew(shelved) if kept is None else kept

    def _read_anew(self, shelved: Shelved) -> Index:
        with progress_message(one_line(f"reading the transcript of {shelved.key}")):
            index = Index.of(read_transcript(shelved.path, shelved.reading))
        if self._is_as_before(shelved):
            self._shelf.put(shelved.digest, index)
        else:
            self._shelf.hold(shelved.digest, index)
        return index

    def _is_as_before(self, shelved: Shelved) -> bool:
        """Whether what has been read is what the digest is of: it may be kept for good."""
        try:
            return self._digest(shelved.path, shelved.reading) == shelved.digest
        except OSError:
            return False


def _brief(line: str) -> str:
    """A line as the log has it, however long it is."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"


def _is_within(folder: Path, path: Path) -> bool:
    """Whether a file lies in a folder, whatever links lead to it."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
