"""The bibliography that sphinxcontrib-bibtex keeps: read by us, before it would read it itself."""

from __future__ import annotations

import codecs
from errno import ELOOP
from hashlib import sha256
from os import strerror
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from pybtex.database import BibliographyData
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.domain import BibtexDomain

from ...model.config import place
from ...model.problems import Problem, Warn
from ...model.steps import Step
from ..contents import read
from .reading import read_files

_VERSION = 1
"""To be raised when the same files would be read otherwise."""
_READER = ""
"""Stands among the files for who reads them."""
_FOOTNOTES = "bibtex_foot_bibliography"
"""What sphinxcontrib-bibtex notes of a document that cites in footnotes, while it is read."""
_data: Any = BibliographyData


# pybtex tells no types: to mypy its class is Any, which it lets be no base.
class ReadBibliography(_data):  # type: ignore[misc]
    """The entries of all files, with what is wrong in them and what they were read from."""

    problems: list[Problem]
    digests: dict[str, str]
    """Of each file what it held; when these are the same, so is what is read."""
    changed: frozenset[str] | None
    """The files that have changed in this build; ``None`` where there are other files."""


def read_bibliography(app: Sphinx) -> None:
    """Read the files where they have changed; sphinxcontrib-bibtex finds nothing left to read."""
    domain = cast(BibtexDomain, app.env.get_domain("cite"))
    values: Any = app.config
    places = {each: _resolved(Path(app.confdir, each)) for each in values.bibtex_bibfiles or ()}
    lost = {Path(each): why for each, why in places.items() if isinstance(why, str)}
    paths = [path for path in places.values() if isinstance(path, Path)]
    if lost:
        # sphinxcontrib-bibtex, which looks for them next, would come to grief.
        values.bibtex_bibfiles = [each for each in places if Path(each) not in lost]
    contents = lost | {path: _content(path) for path in dict.fromkeys(paths)}
    digests = {str(path): _digest(content) for path, content in contents.items()}
    digests[_READER] = f"{_VERSION} {values.bibtex_encoding}"
    bibdata = domain.bibdata
    if isinstance(bibdata.data, ReadBibliography) and bibdata.data.digests == digests:
        bibdata.data.changed = frozenset()
        keys = {path: list(file.keys) for path, file in bibdata.bibfiles.items()}
        kept = bibdata.data
    else:
        kept, keys = _read(app, contents)
        kept.digests = digests
        kept.changed = _changed(bibdata.data, digests)
    files = {path: BibFile(get_mtime(path), dict.fromkeys(keys.get(path, ()))) for path in paths}
    domain.data["bibdata"] = BibData(values.bibtex_encoding, files, kept)


def _resolved(path: Path) -> Path | str:
    """Where a path leads to, or why it leads nowhere."""
    try:
        return path.resolve()
    except RuntimeError:
        return f": {strerror(ELOOP)}"
    except (OSError, ValueError) as error:
        return f": {getattr(error, 'strerror', None) or error}"


def _content(path: Path) -> bytes | str:
    """What a file holds, or why it cannot be read."""
    try:
        return read(path)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        return f": {getattr(error, 'strerror', None) or error}"


def _digest(content: bytes | str) -> str:
    held = content if isinstance(content, bytes) else f"-{content}".encode()
    return sha256(held or b"-").hexdigest()


def _read(
    app: Sphinx, contents: dict[Path, bytes | str]
) -> tuple[ReadBibliography, dict[Path, list[str]]]:
    values: Any = app.config
    encoding, wrong = _encoding(app, values.bibtex_encoding)
    there = ((path, each) for path, each in contents.items() if isinstance(each, bytes))
    read = read_files(there, encoding)
    kept = ReadBibliography()
    kept.entries.update(read.entries)
    where = place(app.confdir, "bibtex_bibfiles")
    kept.problems = [
        Problem(Warn.CONFIG, f"cannot read the bibliography “{path}”{content}", where)
        for path, content in contents.items()
        if isinstance(content, str)
    ]
    kept.problems += [*wrong, *read.problems]
    return kept, read.keys


def _encoding(app: Sphinx, name: str) -> tuple[str, list[Problem]]:
    try:
        codecs.lookup(name)
    except LookupError:
        message = f"bibtex_encoding: there is no encoding “{name}”; files are read as UTF-8"
        where = place(app.confdir, "bibtex_encoding")
        return "utf-8-sig", [Problem(Warn.CONFIG, message, where)]
    return name, []


def _changed(before: object, digests: dict[str, str]) -> frozenset[str] | None:
    if not isinstance(before, ReadBibliography) or before.digests.keys() != digests.keys():
        return None
    if before.digests[_READER] != digests[_READER]:
        return None
    return frozenset(path for path in digests if digests[path] != before.digests[path])


def outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Documents that depend on a file which has changed, whatever its time says."""
    data = cast(BibtexDomain, env.get_domain("cite")).bibdata.data
    changed = data.changed if isinstance(data, ReadBibliography) else frozenset()
    if changed is None:
        return list(env.all_docs)
    return [
        docname
        for docname, paths in env.dependencies.items()
        if changed and any(str((Path(env.srcdir) / path).resolve()) in changed for path in paths)
    ]


def all_is_read(env: BuildEnvironment) -> None:
    """Take the files as read by all documents: for a program that reads them again and again."""
    data = cast(BibtexDomain, env.get_domain("cite")).bibdata.data
    if isinstance(data, ReadBibliography):
        data.changed = frozenset()


def depend(app: Sphinx, document: nodes.document) -> None:
    """Documents that cite, in whatever way, show what the files say.

    sphinxcontrib-bibtex thinks of those that list.
    """
    env = app.env
    domain = cast(BibtexDomain, env.get_domain("cite"))
    refs = domain.citation_refs
    in_footnotes = _FOOTNOTES in env.temp_data
    if in_footnotes or (refs and refs[-1].docname == env.docname):
        for path in domain.bibdata.bibfiles:
            env.note_dependency(str(path))


def named(env: BuildEnvironment) -> list[str]:
    """The files that the project names, whether they are there or not."""
    data = cast(BibtexDomain, env.get_domain("cite")).bibdata.data
    digests = data.digests if isinstance(data, ReadBibliography) else {}
    return [path for path in digests if path != _READER]


def problems(env: BuildEnvironment) -> list[Problem]:
    """What is wrong in the files of the bibliography."""
    data = cast(BibtexDomain, env.get_domain("cite")).bibdata.data
    return data.problems if isinstance(data, ReadBibliography) else []


def setup(app: Sphinx) -> None:
    """Read before sphinxcontrib-bibtex does."""
    Step.READ_BIBLIOGRAPHY.connect(app, read_bibliography)
    Step.CITE_AGAIN.connect(app, outdated)
    Step.DEPEND_ON_BIBLIOGRAPHY.connect(app, depend)
