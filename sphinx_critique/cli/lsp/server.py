"""The language server: what the editor asks and tells, passed on to the projects it is about."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from ..project import folder_of_file
from .features import offer
from .files import Files, file_of, lines_on_disk
from .protocol import Protocol
from .publishing import Publisher
from .trust import Trust
from .worker import Failed, Worker

_PAUSE: Final = 0.08
"""Seconds without a key, after which what was typed is read."""
_PATIENCE: Final = 120.0
"""Seconds after which a project that is read counts as hanging."""
_WATCHED: Final = ("**/conf.py", "**/*.bib", "**/*.rst", "**/*.md", "**/transcripts/**")


class Server(LanguageServer):
    """One editor: its projects by their folders, read when there is time."""

    def __init__(self, trusting: bool) -> None:
        # Parts of a text would be counted by ends of lines that editors do not know.
        whole = types.TextDocumentSyncKind.Full
        name = "sphinx-critique"
        super().__init__(name, version(name), text_document_sync_kind=whole, protocol_cls=Protocol)
        self.trust = Trust(self, trusting)
        self.files = Files()
        self.publisher = Publisher(self)
        self.options: object = None
        self._workers: dict[Path, Worker] = {}
        self._waiting: dict[Path, asyncio.Task[None]] = {}

    def worker_of(self, uri: str) -> Worker | None:
        """The project of a document, if it has one that is trusted."""
        folder = _folder_of(uri)
        if folder is None or not self.trust.is_known(folder):
            return None
        if folder not in self._workers:
            self._workers[folder] = Worker(folder)
            self._workers[folder].begin()
        return self._workers[folder]

    @property
    def is_beside_another(self) -> bool:
        """Whether another server has what Sphinx warns of, and names of directives and roles."""
        return isinstance(self.options, dict) and self.options.get("warnings") == "critique"

    @property
    def workers(self) -> list[Worker]:
        """Those of all projects that are open."""
        return list(self._workers.values())

    def unsaved(self) -> dict[str, str]:
        """The text of every open document, by its file."""
        documents = self.workspace.text_documents
        return self.files.texts({uri: each.source for uri, each in documents.items()})

    def lines(self, file: str) -> list[str]:
        """The lines of a file as the editor has it, or else as it is on disk.

        The latter only of files that a trusted project is read from.
        """
        text = self.unsaved().get(file)
        return lines_on_disk(file) if text is None else self.files.lines(file, text)

    async def ask(self, worker: Worker, name: str, *given: Any, patience: float = 10.0) -> Any:
        """What a project answers; Failed where it does not."""
        return await worker.ask(name, *given, patience=patience)

    async def changed(self, uri: str) -> None:
        """Read the project of a document once nothing has been typed for a moment."""
        folder = _folder_of(uri)
        if folder is not None:
            await self.trust.is_given(folder)
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
            found = await self.ask(worker, "resolve", patience=_PATIENCE)

    async def _read_once(self, worker: Worker) -> Any:
        return await self.ask(worker, "read", self.unsaved(), patience=_PATIENCE)

    def _publish(self, worker: Worker, found: Mapping[str, Any] | Failed) -> None:
        if not isinstance(found, Failed):
            self.publisher.publish(worker.folder, found)
        elif found.is_of_project:
            self.publisher.refuse(worker.folder, found.message)
        else:
            self.log(found.message)

    def log(self, message: str) -> None:
        """Say, where the editor keeps a log, what has failed."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def server(trusting: bool) -> Server:
    """A server that does what is built; ``trusting``: the settings of any project may be run."""
    made = Server(trusting)

    @made.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        made.options = params.initialization_options

    @made.feature(types.INITIALIZED)
    async def _(params: types.InitializedParams) -> None:
        await _watch(made)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(params: types.DidOpenTextDocumentParams) -> None:
        made.files.opened(params.text_document.uri)
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _(params: types.DidCloseTextDocumentParams) -> None:
        made.files.closed(params.text_document.uri)
        await made.changed(params.text_document.uri)

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: types.DidChangeWatchedFilesParams) -> None:
        made.files_changed()

    offer(made)
    return made


def _folder_of(uri: str) -> Path | None:
    path = file_of(uri)
    return folder_of_file(Path(path)) if path else None


async def _watch(made: Server) -> None:
    """Ask to be told of files that change without the editor, if it can."""
    workspace = made.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if not (watched and watched.dynamic_registration):
        return
    watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registered = types.RegistrationParams([types.Registration(name, name, options)])
    with suppress(JsonRpcException):  # It has said that it could.
        await made.client_register_capability_async(registered)
