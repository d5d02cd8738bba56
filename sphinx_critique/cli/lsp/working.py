"""In the process of a project: it is read, and answers one question after another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from shutil import rmtree
from threading import Thread
from typing import Any

from ..project import ProjectError
from .answers import ANSWERS
from .failed import Failed
from .reading.opened import Opened, opened


def work(folder: str, scratch: str, pipe: Connection) -> None:
    """Answer until nobody asks any more."""
    _be_alone(scratch)
    number = os.getpid()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            with opened(Path(folder), Path(scratch)) as project:
                if os.getpid() != number:  # A conf.py has forked: one of them answers.
                    os._exit(0)
                pipe.send(None)
                _answer_all(project, pipe)
        except ProjectError as error:
            pipe.send(Failed(error.message, is_of_project=True))
    rmtree(scratch, ignore_errors=True)


def _be_alone(scratch: str) -> None:
    """Write in one folder, be heard by nobody, and end with the server."""
    if hasattr(os, "setsid"):
        os.setsid()
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    Thread(target=_end_with_server, args=(scratch,), daemon=True).start()
    # What a conf.py prints or reads is no part of what is said to the editor.
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    with suppress(OSError, ValueError):
        os.dup2(2, 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # Until the process ends.


def _end_with_server(scratch: str) -> None:
    """However the server has ended, and whatever this process is busy with."""
    server = multiprocessing.parent_process()
    assert server is not None
    wait([server.sentinel])
    rmtree(scratch, ignore_errors=True)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _answer_all(project: Opened, pipe: Connection) -> None:
    while True:
        name, given = pipe.recv()
        pipe.send(_answer(ANSWERS[name], project, given))


def _answer(answer: Callable[..., Any], project: Opened, given: tuple[Any, ...]) -> Any:
    try:
        return answer(project, *given)
    except (Exception, SystemExit) as error:  # Of Sphinx, of any extension: the next may be heard.
        return Failed(f"{type(error).__name__}: {error}")
