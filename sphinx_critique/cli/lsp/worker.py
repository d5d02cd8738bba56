"""A project read in a process of its own, which answers one question after another."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from ..project import ProjectError
from .answers import ANSWERS
from .opened import Opened, opened

_context: Final = multiprocessing.get_context("spawn")
_STOPPING: Final = 2.0
"""Seconds in which a process may end by itself."""

Texts = Mapping[str, str]
"""What the editor has and no file yet, by the path of the file."""


class Failed(NamedTuple):
    """Why a project cannot be read, or a question not be answered."""

    message: str
    is_of_project: bool = False


class Hanging(Exception):
    """A question has not been answered in time; the process was ended."""


class Worker:
    """The process of one project; it is begun when first asked, and again after it has ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self.is_refusing = False
        """Whether the project could not be read when the process began."""

    def ask(self, name: str, *given: Any, patience: float) -> Any:
        """Ask one question; waits for those asked before. Raises Hanging.

        The answer is Failed where there is none.
        """
        with self._lock:
            pipe = self._pipe or self._begin()
            try:
                pipe.send((name, given))
                if pipe.poll(patience):
                    answer = pipe.recv()
                    self.is_refusing = isinstance(answer, Failed) and answer.is_of_project
                    return answer
            except (EOFError, OSError):
                self._end()
                return Failed(f"the process that reads {self.folder} has ended")
            self._end()
            raise Hanging(f"{name}: no answer within {patience:.0f} s")

    def end(self) -> None:
        """End the process; when next asked, the project is read from the start."""
        with self._lock:
            self._end()

    def _begin(self) -> Connection:
        ours, theirs = _context.Pipe()
        # A daemon could not read transcripts on all processors.
        self._process = _context.Process(target=_work, args=(str(self.folder), theirs))
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        self._pipe = None
        self.is_refusing = False
        if self._process is not None:
            self._process.join(0)
            self._process.kill()
            self._process.join(_STOPPING)
        self._process = None


def _work(folder: str, pipe: Connection) -> None:
    """Answer until nobody asks any more."""
    _speak_apart()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            with opened(Path(folder)) as project:
                _answer_all(project, pipe)
        except ProjectError as error:
            _refuse_all(Failed(error.message, is_of_project=True), pipe)


def _speak_apart() -> None:
    """What a conf.py prints or reads is no part of what is said to the editor."""
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    with suppress(OSError, ValueError):
        os.dup2(2, 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # Until the process ends.


def _answer_all(project: Opened, pipe: Connection) -> None:
    while True:
        name, given = pipe.recv()
        pipe.send(_answer(ANSWERS[name], project, given))


def _answer(answer: Callable[..., Any], project: Opened, given: tuple[Any, ...]) -> Any:
    try:
        return answer(project, *given)
    except Exception as error:  # Of Sphinx, of any extension: the next question may be another.
        return Failed(f"{type(error).__name__}: {error}")


def _refuse_all(reason: Failed, pipe: Connection) -> None:
    while True:
        pipe.recv()
        pipe.send(reason)
