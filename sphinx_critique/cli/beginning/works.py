"""The work under review: chosen from a bibliography, or an entry that is made of answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from ...edition.facts import entry
from ...sources.bibliographies import BibliographyEntry
from ...sources.bibliographies.reading import read_files
from ...sources.style.source import Source
from ...sources.style.words import Words
from ..project import say
from .answers import Copied

WORK: Final = "work"
"""The key of a work for which there is no bibliography yet."""
_KEY: Final = re.compile(r"[A-Za-z0-9][\w:.+/-]*", re.ASCII)
_BRACES: Final = str.maketrans("{}", "()")
_MOST_LISTED: Final = 30
_MOST_COMMAS: Final = 2
"""Those that a name of BibTeX's has at most."""


@dataclass(frozen=True)
class Bibliography:
    """A file of the user's, and its entries in their order."""

    file: Copied
    entries: dict[str, BibliographyEntry]

    @classmethod
    def read(cls, path: Path) -> Bibliography:
        """Read a file; what is wrong in it is told. Raises UsageError if it has no entry."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise click.UsageError(f"{path} cannot be read: {error.strerror or error}") from error
        read = read_files([(path, content)], "utf-8-sig")
        if not read.entries:
            raise click.UsageError(f"{path} has no entry of BibTeX or BibLaTeX that can be read")
        for each in read.problems:
            say(f"{each.location}: {each.message} (each build will warn of it)")
        return cls(Copied(path, content), read.entries)

    @property
    def listed(self) -> list[str]:
        """A line for each entry: its key, whose it is, from when, what it is called."""
        lines = [self._line(key) for key in list(self.entries)[:_MOST_LISTED]]
        more = len(self.entries) - len(lines)
        return [*lines, f"  … and {more} more"] if more else lines

    def _line(self, key: str) -> str:
        source = self._source(key)
        people = ", ".join(" ".join(map(str, each.rich_last_names)) for each in source.lead[1])
        said = filter(None, (people, source.years, str(source.title)))
        return f"  {key}: {', '.join(said)}"

    def title(self, key: str) -> str:
        """What a work is called, without its subtitle."""
        return str(self._source(key).field("title"))

    def _source(self, key: str) -> Source:
        return Source(self.entries[key], Words("en"))

    def key(self, typed: str) -> str:
        """A key that is there. Raises UsageError, naming those that may be meant."""
        key = typed.strip()
        if key in self.entries:
            return key
        name = self.file.path.name
        if not key:
            raise click.UsageError(
                f"{name} has {len(self.entries)} entries: name the work under review by its key"
                " (--work KEY)"
            )
        nearest = get_close_matches(key, self.entries, n=3, cutoff=0.5)
        hint = f"; there is {', '.join(nearest)}" if nearest else ""
        raise click.UsageError(f"{name} has no entry “{key}”{hint}")


def new_key(typed: str) -> str:
    """A key for a new entry. Raises UsageError if it can be none."""
    if not _KEY.fullmatch(typed):
        raise click.UsageError(
            f"“{typed}” can be no key: write letters and digits, as in smith1984"
        )
    return typed


def new_entry(key: str, title: str, authors: Sequence[str], year: str) -> str:
    """The bibliography of a project that has none yet, in BibTeX."""
    fields = {
        "author": " and ".join(map(_name, authors)),
        "title": title.translate(_BRACES),
        "year": year.translate(_BRACES),
    }
    return f"{entry('book', key, fields)}\n"


def _name(typed: str) -> str:
    """A name as BibTeX can tell it from the next."""
    name = re.sub(r"\b(and)\b", "&", typed.translate(_BRACES), flags=re.IGNORECASE)
    head, *others = name.split(",")
    kept, rest = others[:_MOST_COMMAS], others[_MOST_COMMAS:]
    return ",".join([head, *kept]) + " ".join(rest)
