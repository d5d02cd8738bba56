"""The states of a project that are held against each other: today's, the last kept, a revision's.

What was is checked in a process of its own, where no module of today's ``conf.py`` is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from sphinx.util.build_phase import BuildPhase

from ..model.cache import VARIABLE
from ..project.domain import CritiqueDomain
from ..project.drift.collecting import state_of
from ..project.drift.keeping import NAME, BrokenState, file_of, kept
from ..project.drift.records import State
from .project import ProjectError, say, sphinx
from .revision import Revision

NOT_LASTING: Final = (
    "the folder where full checks are kept cannot be written to: name another in"
    f" {VARIABLE}, or what a check has left with --against, or a revision of git"
)


class Checked(NamedTuple):
    """A project checked in full, where its last check is ``kept``, and its transcripts.

    ``is_lasting``: whether what is kept there can be found again.
    """

    state: State
    kept: Path
    is_lasting: bool
    transcripts: Mapping[str, Path]
    domain: CritiqueDomain


def checked(folder: Path) -> Checked:
    """Check a project, as ``-b quotecheck`` does, and write nothing."""
    with sphinx(folder, "quotecheck", StringIO()) as app:
        app.builder.phase = BuildPhase.READING
        app.builder.read()
        domain = CritiqueDomain.of(app.env)
        if not domain.settings.check:
            say("critique_check is off in conf.py: nothing is checked")
        found = {key: domain.library.find(key) for key in domain.library.keys}
        paths = {key: each.path for key, each in found.items() if each is not None}
        kept = file_of(app)
        is_lasting = not kept.is_relative_to(app.doctreedir)
        return Checked(state_of(domain), kept, is_lasting, paths, domain)


def last_kept(now: Checked) -> State:
    """What the last full check of a project came to. Raises ProjectError."""
    if not now.is_lasting:
        raise ProjectError(NOT_LASTING)
    state = _read(now.kept)
    if state is None:
        raise ProjectError(
            "no full check of this project is kept: run sphinx-build -b quotecheck, or"
            " sphinx-critique drift --keep, or name a revision of git"
        )
    return state


def kept_in(path: Path) -> State:
    """What a full check has left in a file, or in a folder of a build. Raises ProjectError."""
    candidates = [path / NAME, path / "quotecheck" / NAME] if path.is_dir() else [path]
    state = next(filter(None, map(_read, candidates)), None)
    if state is None:
        raise ProjectError(f"there is no {NAME} in {path}: sphinx-build -b quotecheck writes it")
    return state


def _read(path: Path) -> State | None:
    try:
        return kept(path)
    except BrokenState as error:
        raise ProjectError(f"{error}; run sphinx-build -b quotecheck again") from error


def at_revision(revision: Revision, now: Checked, as_now: bool) -> State:
    """A project as it was checked at a revision; ``as_now``: with transcripts that git has not."""
    with revision.checked_out() as folder:
        lacking = revision.lacking(now.transcripts.values(), folder)
        if lacking and not as_now:
            raise ProjectError(_not_kept(lacking, revision))
        revision.borrow(lacking, folder)
        try:
            state = _checked_apart(folder)
        except ProjectError as error:
            was = f"{revision.folder}, as it was at {revision.name},"
            raise ProjectError(error.message.replace(str(folder), was)) from error
    far = [path for key, path in now.transcripts.items() if _is_lost(key, path, state, revision)]
    if far:
        message = (
            f"{_listed(far)}: not in the repository in {revision.root}, and not found from the"
            f" conf.py of {revision.name}; name the whole path in critique_transcripts"
        )
        raise ProjectError(message)
    return state


def _not_kept(paths: list[Path], revision: Revision) -> str:
    return (
        f"{_listed(paths)}: git does not keep it, so that nothing can be checked against it as it"
        f" was at {revision.name}; with --transcripts-as-now it is taken as it is"
    )


def _is_lost(key: str, path: Path, state: State, revision: Revision) -> bool:
    held = state.held.get(key)
    is_out = not path.resolve().is_relative_to(revision.root)
    return is_out and held is not None and not held.content


def _listed(paths: list[Path]) -> str:
    return ", ".join(map(str, sorted(paths)))


def _checked_apart(folder: Path) -> State:
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(_state_in, folder).result()
    except BrokenProcessPool as error:
        raise ProjectError("the check of what was has been stopped") from error


def _state_in(folder: Path) -> State:
    return checked(folder).state
