"""The bibliography that sphinxcontrib-bibtex keeps: read by us, before it would read it itself."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from pybtex.database import BibliographyData
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.domain import BibtexDomain

from ...model.config import place
from ...model.problems import Problem, Warn
from ...model.steps import Step
from .reading import read_files

_VERSION = 1
"""To be raised when the same files would be read otherwise."""
_data: Any = BibliographyData


class Library(_data):  # type: ignore[misc]
    """The entries of all files, with what is wrong in them and what they were read from."""

    problems: list[Problem]
    digests: tuple[object, ...]
    """Of each file: when these are the same, so is what is read."""


def read_bibliography(app: Sphinx) -> None:
    """Read the files where they have changed; sphinxcontrib-bibtex finds nothing left to read."""
    domain = cast(BibtexDomain, app.env.get_domain("cite"))
    values: Any = app.config
    confdir = Path(app.confdir)
    paths = [(confdir / each).resolve() for each in values.bibtex_bibfiles or ()]
    encoding = values.bibtex_encoding
    contents: dict[Path, bytes] = {}
    problems = []
    for path in paths:
        try:
            contents[path] = path.read_bytes()
        except OSError as error:
            message = f"cannot read the bibliography {path}: {error.strerror or error}"
            problems.append(Problem(Warn.CITATION, message, place(app.confdir, "bibtex_bibfiles")))
    digests = (
        _VERSION,
        encoding,
        *((str(path), sha256(contents.get(path, b"")).hexdigest()) for path in paths),
        tuple(problems),
    )
    kept = domain.bibdata.data
    if not (isinstance(kept, Library) and kept.digests == digests):
        read = read_files(contents.items(), encoding)
        library = Library()
        library.entries.update(read.entries)
        library.problems, library.digests = [*problems, *read.problems], digests
        keys = {path: dict.fromkeys(read.keys.get(path, ())) for path in paths}
    else:
        library = kept
        keys = {path: file.keys for path, file in domain.bibdata.bibfiles.items()}
    files = {path: BibFile(mtime=get_mtime(path), keys=keys[path]) for path in paths}
    domain.data["bibdata"] = BibData(encoding=encoding, bibfiles=files, data=library)


def problems(env: BuildEnvironment) -> list[Problem]:
    """What is wrong in the files of the bibliography."""
    data = cast(BibtexDomain, env.get_domain("cite")).bibdata.data
    return data.problems if isinstance(data, Library) else []


def setup(app: Sphinx) -> None:
    """Read before sphinxcontrib-bibtex does."""
    Step.READ_BIBLIOGRAPHY.connect(app, read_bibliography)
