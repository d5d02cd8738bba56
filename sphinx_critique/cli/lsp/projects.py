"""The projects of the documents that are open, each read when there is time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ..project import folder_of_file
from .copies import Template
from .editor import Editor
from .failed import Failed
from .files import file_of
from .publishing import Publisher
from .trust import Trust
from .worker import Worker

_PAUSE: Final = 0.08
"""Seconds without a key, after which what was typed is read."""
_PATIENCE: Final = 120.0
"""Seconds after which a project that is read counts as hanging."""


class Projects:
    """Those of one editor, by their folders; ``is_trusting``: each of them may be run."""

    def __init__(self, editor: Editor, template: Template, is_trusting: bool) -> None:
        self.editor = editor
        self.publisher = Publisher(editor)
        self._trust = Trust(editor, is_trusting)
        self._template = template
        self._workers: dict[Path, Worker] = {}
        self._waiting: dict[Path, asyncio.Task[None]] = {}

    def worker_of(self, uri: str) -> Worker | None:
        """The project of a document, if it has one that is trusted."""
        folder = _folder_of(uri)
        if folder is None or not self._trust.is_known(folder):
            return None
        if folder not in self._workers:
            self._workers[folder] = Worker(self._template, folder)
            self._workers[folder].begin()
        return self._workers[folder]

    @property
    def workers(self) -> list[Worker]:
        """Those of all projects that are open."""
        return list(self._workers.values())

    async def changed(self, uri: str) -> None:
        """Read the project of a document once nothing has been typed for a moment."""
        folder = _folder_of(uri)
        if folder is not None:
            await self._trust.is_given(folder)
        worker = self.worker_of(uri)
        if worker is not None:
            self._read_soon(worker)

    def end(self) -> None:
        """End all that reads projects."""
        for worker in self.workers:
            worker.end()

    def files_changed(self) -> None:
        """Read all projects again."""
        for worker in self._workers.values():
            self._read_soon(worker)

    def _read_soon(self, worker: Worker) -> None:
        before = self._waiting.get(worker.folder)
        if before is not None:
            before.cancel()
        self._waiting[worker.folder] = asyncio.ensure_future(self._read(worker))

    async def _read(self, worker: Worker) -> None:
        await asyncio.sleep(_PAUSE)
        found = await self._read_once(worker)
        if found is None:  # What only a start reads has changed.
            worker.begin_anew()
        if found is None or (isinstance(found, Failed) and found.is_gone):
            found = await self._read_once(worker)
        while found is not None:
            if found != ():
                self._publish(worker, found)
            if isinstance(found, Failed):
                return
            found = await worker.ask("resolve", patience=_PATIENCE)

    async def _read_once(self, worker: Worker) -> Any:
        return await worker.ask("read", self.editor.unsaved(), patience=_PATIENCE)

    def _publish(self, worker: Worker, found: Mapping[str, Any] | Failed) -> None:
        if not isinstance(found, Failed):
            self.publisher.publish(worker.folder, found)
        elif found.is_of_project:
            self.publisher.refuse(worker.folder, found.message)
        else:
            self.editor.log(found.message)


def _folder_of(uri: str) -> Path | None:
    path = file_of(uri)
    return folder_of_file(Path(path)) if path else None
