"""Processes that read projects: copies of one that has loaded what every project loads.

It is itself a copy of the server, made before that does anything else; where nothing can be copied,
each loads everything anew.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Protocol

from .working import work

_can_copy: Final = "forkserver" in multiprocessing.get_all_start_methods()
_LONGEST: Final = 65536
"""Bytes of what is told of a project, more than paths may have."""
_A_WHILE: Final = 0.02


class Begun(Protocol):
    """A process that has been begun."""

    def join(self, timeout: float) -> None:
        """Wait for its end."""

    def kill(self) -> None:
        """End it, and all that it has begun."""


class Template:
    """What is copied."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def prepare(self) -> None:
        """Begin it; there must be one thread yet."""
        if not _can_copy:
            return
        self._socket, theirs = socket.socketpair()
        copying = multiprocessing.get_context("fork")
        copying.Process(target=_copy_on, args=(self._socket, theirs)).start()
        theirs.close()

    def end(self) -> None:
        """Copy nothing any more."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def begin(self, folder: Path, scratch: str) -> tuple[Begun, Connection]:
        """Begin a process that reads a project, and how to ask it."""
        if self._socket is not None:
            with suppress(OSError, ValueError):
                return self._copied(self._socket, str(folder), scratch)
            self._socket = None
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        # A daemon could not read transcripts on all processors.
        process = spawning.Process(target=work, args=(str(folder), scratch, theirs))
        process.start()
        theirs.close()
        return _Spawned(process), ours

    def _copied(self, asking: socket.socket, folder: str, scratch: str) -> tuple[Begun, Connection]:
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            socket.send_fds(asking, [json.dumps([folder, scratch]).encode()], [theirs.fileno()])
            return _Copy(int(asking.recv(_LONGEST))), ours


class _Copy:
    """A process that is not of the server, but of the template, which notices when it ends."""

    def __init__(self, number: int) -> None:
        self._number = number

    def join(self, timeout: float) -> None:
        before = time.monotonic() + timeout
        with suppress(OSError):
            while time.monotonic() < before:
                os.kill(self._number, 0)
                time.sleep(_A_WHILE)

    def kill(self) -> None:
        with suppress(OSError):
            os.killpg(self._number, signal.SIGKILL)
        with suppress(OSError):
            os.kill(self._number, signal.SIGKILL)


class _Spawned:
    """A process of the server."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def join(self, timeout: float) -> None:
        self._process.join(timeout)

    def kill(self) -> None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(OSError, ValueError):
            self._process.kill()


def _copy_on(servers: socket.socket, asked: socket.socket) -> None:
    """Copy this process whenever that is asked for, until the server has ended."""
    servers.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Path(os.devnull).open("r+b") as nothing:  # What the editor says is not for this one.
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # Until the process ends.
    # The server waits for the end of copies, which must be noticed here.
    signal.signal(signal.SIGCHLD, lambda *_: multiprocessing.active_children())
    import_module(f"{__package__}.loaded")
    copying = multiprocessing.get_context("fork")
    with suppress(OSError):
        while (told := socket.recv_fds(asked, _LONGEST, 1))[0]:
            folder, scratch = json.loads(told[0])
            with Connection(told[1][0]) as pipe:
                process = copying.Process(target=_begin_alone, args=(asked, folder, scratch, pipe))
                process.start()
            asked.send(str(process.pid).encode())
    os._exit(0)  # Without waiting for copies: they end when this does.


def _begin_alone(asked: socket.socket, folder: str, scratch: str, pipe: Connection) -> None:
    asked.close()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    work(folder, scratch, pipe)
