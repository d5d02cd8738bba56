"""A project read in a process of its own, which answers one question after another.

Whatever a project does there (it hangs, prints, forks, ends its process), the server goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread, Timer
from time import monotonic
from typing import Any, Final, NamedTuple

from ..project import ProjectError
from .answers import ANSWERS
from .reading.opened import Opened, opened

_HOW: Final = "forkserver"
_has_servers: Final = _HOW in multiprocessing.get_all_start_methods()
_context: Final[Any] = multiprocessing.get_context(_HOW if _has_servers else "spawn")
_PATIENCE: Final = 10.0
"""Seconds in which a question is answered, or as good as not asked."""
_STARTING: Final = 600.0
"""Seconds in which a project must have been read for the first time."""
_STOPPING: Final = 2.0
"""Seconds in which a process may end by itself."""
_READ: Final = "read"


def prepare() -> None:
    """Begin, before anything else, what processes that read projects are copied from."""
    if _has_servers:
        multiprocessing.set_forkserver_preload([__name__, f"{__package__}.loaded"])
        server: Any = import_module("multiprocessing.forkserver")  # Windows has none.
        server.ensure_running()


class Failed(NamedTuple):
    """Why a project cannot be read, or a question not be answered."""

    message: str
    is_of_project: bool = False
    is_gone: bool = False
    """Whether the process has ended: it may be asked once more."""


class _Process:
    """A process that reads a project, and the folder in which alone it writes."""

    def __init__(self, folder: Path) -> None:
        self.scratch = tempfile.mkdtemp(prefix="sphinx-critique-")
        self.pipe, theirs = _context.Pipe()
        # A daemon could not read transcripts on all processors.
        given = str(folder), self.scratch, theirs
        self._process: Any = _context.Process(target=_work, args=given)
        self._process.start()
        theirs.close()

    def answer(self, patience: float, *question: Any) -> Any:
        """What it says next, asked or not. Raises EOFError or OSError where it says nothing."""
        timer = Timer(max(0.0, patience), self.kill)
        timer.daemon = True
        timer.start()
        try:
            if question:
                self.pipe.send(question)
            return self.pipe.recv()
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End it, and all that it has begun."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(OSError, ValueError):
            self._process.kill()

    def end(self) -> None:
        """Let it end by itself, as it does when nobody can ask it any more."""
        self.pipe.close()
        self._process.join(_STOPPING)
        self.kill()
        self._process.join(_STOPPING)
        rmtree(self.scratch, ignore_errors=True)


class Worker:
    """The process of one project; it is begun when first asked, and again after it has ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._turns = ThreadPoolExecutor(1, thread_name_prefix=str(folder.name))
        self._asking = Lock()
        self._process: _Process | None = None
        self._refused: Failed | None = None
        self._is_closed = False

    async def ask(self, name: str, *given: Any, patience: float = _PATIENCE) -> Any:
        """Ask one question, behind those asked before; the answer is Failed where there is none."""
        before = monotonic() + patience
        if self._is_closed:
            return Failed(f"{self.folder} is closed")
        asked = self._turns.submit(self._asked, name, given, before)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(asked), patience + _STOPPING)
        except TimeoutError:
            return Failed(f"{self.folder} is still being read")

    def end(self) -> None:
        """End the process, be it busy or not; nothing is asked any more."""
        self._is_closed = True
        self._turns.shutdown(wait=False, cancel_futures=True)
        while not self._asking.acquire(timeout=0.1):
            if (process := self._process) is not None:
                process.kill()
        self._end()
        self._asking.release()

    def begin(self) -> None:
        """Begin the process, if it is not there: it will soon be asked."""
        self._turns.submit(self._alone, self._begun)

    def begin_anew(self) -> None:
        """Read the project from the start when next asked, with its settings as they are then."""
        self._turns.submit(self._alone, self._end)

    def _asked(self, name: str, given: tuple[Any, ...], before: float) -> Any:
        with self._asking:
            try:
                return self._answered(name, given, before)
            except (EOFError, OSError, ValueError) as error:
                self._end()
                why = "it has ended" if monotonic() < before else "it does not answer"
                message = f"{name}: the process that reads {self.folder}: {why}"
                return Failed(f"{message} ({error})" if str(error) else message, is_gone=True)

    def _answered(self, name: str, given: tuple[Any, ...], before: float) -> Any:
        if self._is_closed or monotonic() > before:
            return Failed(f"{name}: {self.folder} is still being read")
        if self._refused is not None and name != _READ:
            return self._refused
        self._begun()
        if self._process is None:
            return self._refused
        return self._process.answer(max(1.0, before - monotonic()), name, given)

    def _alone(self, done: Callable[[], None]) -> None:
        with self._asking:
            done()

    def _begun(self) -> None:
        if self._process is None and not self._is_closed:
            self._refused = self._begin()
            if self._refused is not None:
                self._end()

    def _begin(self) -> Failed | None:
        """Begin the process; why the project cannot be read, if it cannot."""
        self._process = process = _Process(self.folder)
        began = monotonic()
        try:
            found: Failed | None = process.answer(_STARTING)
        except (EOFError, OSError):
            said = "does not end" if monotonic() - began >= _STARTING else "ends the process"
            message = f"{self.folder / 'conf.py'}, or what it loads, {said}"
            return Failed(message, is_of_project=True)
        return found

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _work(folder: str, scratch: str, pipe: Connection) -> None:
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
