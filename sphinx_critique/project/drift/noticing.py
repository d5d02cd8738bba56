"""In the log of a build: whether anything has drifted since the last full check."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.console import colorize

from ...model.files import digest, write_whole
from ...model.records import Annotation
from ...model.steps import Step
from ...sources import contents
from ...sources.absence import Claim
from ...texts.printed import one_line
from ..domain import CritiqueDomain
from .collecting import state_of
from .comparing import changes
from .keeping import BrokenState, file_of, kept
from .records import FORM, Absent, Lemma, Quoted, State
from .telling import counted, drifted, line_of
from .trying import TrialsOf

SINCE: Final = "the last full check"
NAME: Final = "critique.drift"
"""Beside what Sphinx has read: what the last build has said, which nothing may have changed."""
_TELLS_ITSELF: Final = "quotecheck"
_logger = logging.getLogger(__name__)
_Row = TypeVar("_Row", Quoted, Lemma, Absent)


def since_last(path: Path, now: State, domain: CritiqueDomain) -> Iterator[str]:
    """What a full check, which takes the place of the last one, says of what has drifted."""
    try:
        was = kept(path)
    except BrokenState as error:
        yield one_line(f"{error}: what has drifted since cannot be told")
        return
    found = drifted(changes(was, now, TrialsOf(domain, was))) if was is not None else []
    for change in found:
        line = line_of(change)
        place = one_line(f"{line.file}:{line.line}")
        yield f"{colorize('purple', 'drifted')} {place}: [{line.turn}] {line.rest}"
    if found:
        yield counted(found, SINCE)


def tell(app: Sphinx, env: BuildEnvironment) -> None:
    """Say in one line how much has drifted, if anything."""
    domain = CritiqueDomain.of(env)
    if app.builder.name == _TELLS_ITSELF or not domain.holds_ours or not domain.settings.check:
        return
    path = file_of(app)
    seen = _seen(domain, path)
    if seen is None:
        return
    notice = Path(app.doctreedir, NAME)
    said = _said(notice, seen)
    if said is None:
        with _without_collector():
            said = _found(domain, path)
        with suppress(OSError):
            write_whole(notice, json.dumps([seen, said]).encode())
    if said:
        _logger.info("%s", said)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Have Python look for no cycles meanwhile: of many records at once there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _found(domain: CritiqueDomain, path: Path) -> str:
    """How much has drifted, in one line; nothing where nothing has."""
    try:
        was = kept(path)
    except BrokenState as error:
        return one_line(f"{error}: sphinx-build -b quotecheck writes it anew")
    if was is None:
        return ""
    found = drifted(changes(*_for_all(was, state_of(domain, with_causes=False))))
    return f"{counted(found, SINCE)}: sphinx-critique drift" if found else ""


def _seen(domain: CritiqueDomain, path: Path) -> str | None:
    """A digest of what the line depends on; ``None`` where no full check is kept."""
    try:
        stamp = contents.Stamp.of(path.stat())
    except OSError:
        return None
    checks = sorted((name, each.state) for name, each in domain.verification.kept.items())
    settings = domain.settings
    parts = (
        FORM,
        stamp,
        domain.documents.digest(),
        checks,
        settings.check_ignore,
        list(domain.kinds),
        list(_claims(domain)),
    )
    return digest(repr(parts).encode("utf-8", "replace"))


def _claims(domain: CritiqueDomain) -> Iterator[Claim]:
    """What is said to be absent; the warnings of this build have looked for it."""
    targets = domain.edition.targets
    for item in domain.edition.items:
        if isinstance(item, Annotation) and item.absent:
            yield from domain.claims.of(item, targets.get(item.id))


def _said(notice: Path, seen: str) -> str | None:
    """What the last build has said, where nothing has changed since."""
    try:
        before, said = json.loads(notice.read_bytes())
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return said if before == seen and isinstance(said, str) else None


def _for_all(was: State, now: State) -> tuple[State, State]:
    """Both without the documents that are not the same for every builder."""
    apart = {n for each in (was, now) for n, sheet in each.sheets.items() if not sheet.for_all}
    return (_without(was, apart), _without(now, apart)) if apart else (was, now)


def _without(state: State, apart: set[str]) -> State:
    lemmata = tuple(
        each
        for each in _elsewhere(state.lemmata, apart)
        if each.passage < 0 or state.passages[each.passage].docname not in apart
    )
    return state._replace(
        quotations=_elsewhere(state.quotations, apart),
        lemmata=lemmata,
        absences=_elsewhere(state.absences, apart),
    )


def _elsewhere(rows: tuple[_Row, ...], apart: set[str]) -> tuple[_Row, ...]:
    return tuple(each for each in rows if each.docname not in apart)


def setup(app: Sphinx) -> None:
    """Once all is checked."""
    Step.TELL_OF_DRIFT.connect(app, tell)
