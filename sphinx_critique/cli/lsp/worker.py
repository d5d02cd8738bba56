"""A project read in a process of its own, which answers one question after another.

Whatever a project does there (it hangs, prints, forks, ends its process), the server goes on.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree
from threading import Lock, Timer
from time import monotonic
from typing import Any, Final

from .copies import Template
from .failed import Failed

_PATIENCE: Final = 10.0
"""Seconds in which a question is answered, or as good as not asked."""
_STARTING: Final = 600.0
"""Seconds in which a project must have been read for the first time."""
_STOPPING: Final = 2.0
"""Seconds in which a process may end by itself."""
_READ: Final = "read"


class _Process:
    """A process that reads a project, and the folder in which alone it writes."""

    def __init__(self, template: Template, folder: Path) -> None:
        self.scratch = tempfile.mkdtemp(prefix="sphinx-critique-")
        self._begun, self.pipe = template.begin(folder, self.scratch)

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
        self._begun.kill()

    def end(self) -> None:
        """Let it end by itself, as it does when nobody can ask it any more."""
        self.pipe.close()
        self._begun.join(_STOPPING)
        self.kill()
        self._begun.join(_STOPPING)
        rmtree(self.scratch, ignore_errors=True)


class Worker:
    """The process of one project; it is begun when first asked, and again after it has ended."""

    def __init__(self, template: Template, folder: Path) -> None:
        self.folder = folder
        self._template = template
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
        self._process = process = _Process(self._template, self.folder)
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
