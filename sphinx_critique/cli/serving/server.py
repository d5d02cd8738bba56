"""The server: pages as the last build has left them, which browsers show again after the next."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from webbrowser import open as open_browser

import click
from sphinx_autobuild.server import RebuildServer
from watchfiles import awatch

from ..project import say
from .edits import Edits, Seen, existing
from .told import Stamp, Told, stamps

_PAUSE = 0.4
"""Seconds after which files elsewhere are looked at again; a folder there may be of any size."""
_PATIENCE = 5
"""Seconds that a build which is to end is given."""
_NAMED = 5
_BUILDING = "sphinx_critique.cli.serving.building"


class Asked(NamedTuple):
    """What is to be built and watched; ``address`` is where it is looked at."""

    folder: Path
    out: Path
    builder: str
    jobs: int
    watched: tuple[Path, ...]
    address: str
    opens: bool


class Builds(RebuildServer):
    """Builds at the beginning and after each edit; tells open pages, as sphinx-autobuild does."""

    def __init__(self, asked: Asked) -> None:
        roots = [asked.folder.resolve(), *(each.resolve() for each in asked.watched)]
        self._seen = Seen(roots, asked.out.resolve())
        unused: Any = None  # What it would leave out, and call, while it watches: we do that.
        super().__init__(list(roots), unused, unused)
        self.asked = asked
        self.failed: BaseException | None = None
        self.end: Callable[[], None] = self.should_exit.set
        self._edits = Edits()
        self._outside: dict[str, Stamp] = {}
        self._changed: set[str] = set()
        self._has_changed = asyncio.Event()
        self._is_building = False

    async def main(self) -> None:
        """Watch until the server ends; end it where nothing can be watched."""
        watching = asyncio.create_task(self.watch())
        leaving = asyncio.create_task(self.should_exit.wait())
        await asyncio.wait((watching, leaving), return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            self.failed = _first(watching.exception())
            self.end()
        for task in (watching, leaving):
            task.cancel()
        await asyncio.gather(watching, leaving, return_exceptions=True)

    async def watch(self) -> None:
        """Watching begins before the first build, so that no edit is missed."""
        async with asyncio.TaskGroup() as group:
            for noticed in (self._within(), self._elsewhere()):
                group.create_task(self._notice(noticed))
            group.create_task(self._build_again_and_again())

    async def _notice(self, noticed: AsyncIterator[set[str]]) -> None:
        async for paths in noticed:
            self._changed |= self._edits.new(paths)
            if self._changed:
                self._has_changed.set()

    async def _within(self) -> AsyncIterator[set[str]]:
        async for changes in awatch(*self.paths, watch_filter=self._seen):
            yield existing(changes)

    async def _elsewhere(self) -> AsyncIterator[set[str]]:
        """Looked at one by one: editors put files in the place of others, and folders are large."""
        while True:
            await asyncio.sleep(_PAUSE)
            if not self._is_building:
                now = stamps(self._outside)
                yield {path for path, stamp in now.items() if stamp != self._outside[path]}
                self._outside = now

    async def _build_again_and_again(self) -> None:
        click.echo(f"building {_name(str(self.asked.folder))}")
        address = self.asked.address + await self._build()
        click.echo(f"look at {address}; Ctrl-C ends this")
        if self.asked.opens:
            # Not waited for: a browser in the terminal comes back when it is left.
            Thread(target=open_browser, args=(address,), daemon=True).start()
        while True:
            await self._has_changed.wait()
            self._has_changed.clear()
            changed, self._changed = sorted(self._changed), set()
            names = ", ".join(map(_name, changed[:_NAMED])) + (" …" if changed[_NAMED:] else "")
            if self._edits.are_the_builds_own(changed):
                say(f"each build writes {names}: only an edit begins the next")
                continue
            say(f"changed: {names}")
            await self._build()
            self.flag.set()

    async def _build(self) -> str:
        """Build once; the address of the first page, as far as it is known."""
        asked = self.asked
        Told.taken(asked.out)
        self._outside = stamps(self._outside)
        self._is_building = True
        self._edits.begin()
        status = await _run(asked.folder, asked.out, asked.builder, asked.jobs)
        self._edits.end()
        self._is_building = False
        told = Told.taken(asked.out)
        if told:
            self._outside = told.outside
        if status:
            say("not built; the next edit begins another build")
        return told.page if told else ""


def _first(error: BaseException | None) -> BaseException | None:
    """What went wrong, where several tasks ended by it."""
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


async def _run(*arguments: object) -> int:
    """Build in a process that ends with this one, and that no Ctrl-C but ours reaches."""
    command = (sys.executable, "-P", "-m", _BUILDING, *map(str, arguments))
    process = await asyncio.create_subprocess_exec(*command, start_new_session=True)
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    for sent in ("SIGTERM", "SIGKILL"):
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, getattr(signal, sent))  # Its workers, too.
            else:
                process.kill()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _PATIENCE)
            return


def _name(path: str) -> str:
    """A file as seen from here."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path
