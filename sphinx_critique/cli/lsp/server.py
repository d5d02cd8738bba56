"""The language server: what the editor asks and tells, passed on to the projects it is about."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from ..project import folder_of_file
from .features import offer
from .publishing import Publisher
from .trust import Trust
from .worker import Failed, Hanging, Worker

_PAUSE: Final = 0.08
"""Seconds without a key, after which what was typed is read."""
_PATIENCE: Final = 120.0
"""Seconds after which a project that is read counts as hanging."""
_SUFFIXES: Final = (".rst", ".md", ".txt")
_WATCHED: Final = ("**/conf.py", "**/*.bib", "**/*.rst", "**/*.md", "**/transcripts/**")


class Server(LanguageServer):
    """One editor: its projects by their folders, read when there is time."""

    def __init__(self, trusting: bool) -> None:
        super().__init__("sphinx-critique", version("sphinx-critique"))
        self.trust = Trust(self, trusting)
        self.publisher = Publisher(self)
        self.options: object = None
        self._workers: dict[Path, Worker] = {}
        self._waiting: dict[Path, asyncio.Task[None]] = {}

    async def worker_of(self, uri: str) -> Worker | None:
        """The project of a document, if it has one that is trusted."""
        path = to_fs_path(uri)
        folder = folder_of_file(Path(path)) if path else None
        if folder is None or not await self.trust.is_given(folder):
            return None
        return self._workers.setdefault(folder, Worker(folder))

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
        documents = self.workspace.text_documents.values()
        return {each.path: each.source for each in documents if each.path}

    def lines(self, file: str) -> list[str]:
        """The lines of a file as the editor has it, or else as it is on disk."""
        text = self.unsaved().get(file)
        if text is None:
            try:
                text = Path(file).read_text("utf-8", "replace")
            except OSError:
                text = ""
        return text.split("\n")

    async def ask(self, worker: Worker, name: str, *given: Any, patience: float = 10.0) -> Any:
        """What a project answers; Failed where it does not."""
        asked = partial(worker.ask, name, *given, patience=patience)
        try:
            return await asyncio.get_running_loop().run_in_executor(None, asked)
        except Hanging as error:
            return Failed(f"{worker.folder}: {error}; it is read anew")

    async def changed(self, uri: str) -> None:
        """Read the project of a document once nothing has been typed for a moment."""
        worker = await self.worker_of(uri)
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
        found = await self.ask(worker, "read", self.unsaved(), patience=_PATIENCE)
        if found is None or (isinstance(found, Failed) and found.is_of_project):
            worker.end()
        if found is None:
            found = await self.ask(worker, "read", self.unsaved(), patience=_PATIENCE)
        while found is not None:
            self._publish(worker, found)
            if isinstance(found, Failed):
                return
            found = await self.ask(worker, "resolve", patience=_PATIENCE)

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
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        await made.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _(params: types.DidCloseTextDocumentParams) -> None:
        await made.changed(params.text_document.uri)

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: types.DidChangeWatchedFilesParams) -> None:
        made.files_changed()

    offer(made)
    return made


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
