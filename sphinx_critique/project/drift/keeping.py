"""What the last full check came to, in a file: written whole or not at all.

It lies beside what the check has written, and in the folder of the user, where the command finds it
without being told.
"""

from __future__ import annotations

import json
from contextlib import suppress
from os.path import realpath
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from ...model.cache import Cache
from ...model.files import digest, write_whole
from ...texts.printed import one_line
from .records import (
    FORM,
    Absent,
    Anchored,
    Held,
    Lemma,
    Outcome,
    Passage,
    Quoted,
    Sheet,
    Silence,
    State,
)

NAME: Final = "output.state"
SUFFIX: Final = ".state"


class BrokenState(ValueError):
    """A file that is not as it was written, or that another version wrote."""


def file_of(app: Sphinx) -> Path:
    """Where the last full check of a project is kept for its user.

    Each language into which there are translations has its own.
    """
    parts = [realpath(each) for each in (app.srcdir, app.confdir)]
    parts += [app.config.language] if _is_translated(app) else []
    cache = Cache(Path(app.doctreedir) / "critique-transcripts")
    return cache.folder / f"{digest(chr(0).join(parts).encode('utf-8', 'replace'))}{SUFFIX}"


def _is_translated(app: Sphinx) -> bool:
    """Whether there are catalogues for the language of the build."""
    folders = (Path(app.srcdir, each, app.config.language) for each in app.config.locale_dirs)
    return any(next(each.glob("LC_MESSAGES/**/*.[mp]o"), None) for each in folders)


def keep(state: State, *paths: Path) -> list[Path]:
    """Keep it in some files; gives those that cannot be written: there is none there then."""
    payload = json.dumps({"form": FORM, **state._asdict()}, separators=(",", ":")).encode()
    failed = []
    for path in paths:
        try:
            write_whole(path, digest(payload).encode() + b"\n" + payload)
        except OSError:
            failed.append(path)
            with suppress(OSError):  # What was kept before is not the last one.
                path.unlink()
    return failed


def kept(path: Path) -> State | None:
    """What a file has; ``None`` where there is no such file. Raises BrokenState."""
    try:
        head, _, payload = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BrokenState(f"{path} cannot be read: {error.strerror or error}") from error
    if head != digest(payload).encode():
        raise BrokenState(f"{path} is not as a full check has written it")
    try:
        return _state(json.loads(payload))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"{path} was written by another version of sphinx-critique"
        raise BrokenState(one_line(message)) from error


def _state(found: dict[str, Any]) -> State:
    if found.pop("form") != FORM:
        raise ValueError("another form")
    found["check_ignore"] = tuple(found["check_ignore"])
    found["held"] = {key: _held(each) for key, each in found["held"].items()}
    found["sheets"] = {name: Sheet(*each) for name, each in found["sheets"].items()}
    found["quotations"] = tuple(map(_quoted, found["quotations"]))
    found["passages"] = tuple(Passage(*each) for each in found["passages"])
    found["lemmata"] = tuple(map(_lemma, found["lemmata"]))
    found["absences"] = tuple(map(_absent, found["absences"]))
    return State(**found)


def _held(fields: list[Any]) -> Held:
    row = Held(*fields)
    return row._replace(errata=tuple((wrong, right) for wrong, right in row.errata))


def _quoted(fields: list[Any]) -> Quoted:
    row = Quoted(*fields)
    outcome = Outcome(*row.outcome)
    outcome = outcome._replace(hides=tuple(outcome.hides))
    return row._replace(outcome=outcome, keys=tuple(row.keys))


def _lemma(fields: list[Any]) -> Lemma:
    row = Lemma(*fields)
    return row._replace(outcome=Anchored(*row.outcome))


def _absent(fields: list[Any]) -> Absent:
    row = Absent(*fields)
    return row._replace(outcome=Silence(*row.outcome), keys=tuple(row.keys))
