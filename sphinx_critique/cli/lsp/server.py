"""The language server: what the editor asks and tells, passed on to the projects it is about."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .copies import Template
from .editor import Editor
from .offering import offer
from .projects import Projects

_WATCHED: Final = ("**/conf.py", "**/*.bib", "**/*.rst", "**/*.md", "**/transcripts/**")


class Server(Editor):
    """One editor and its projects."""

    def __init__(self, template: Template, is_trusting: bool) -> None:
        super().__init__()
        self.projects = Projects(self, template, is_trusting)


def server(template: Template, is_trusting: bool) -> Server:
    """A server that does what is built; ``is_trusting``: the settings of any project may be run."""
    made = Server(template, is_trusting)

    @made.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        made.options = params.initialization_options

    @made.feature(types.INITIALIZED)
    async def _(params: types.InitializedParams) -> None:
        await _watch(made)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(params: types.DidOpenTextDocumentParams) -> None:
        made.files.opened(params.text_document.uri)
        await made.projects.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        await made.projects.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        await made.projects.changed(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _(params: types.DidCloseTextDocumentParams) -> None:
        made.files.closed(params.text_document.uri)
        await made.projects.changed(params.text_document.uri)

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: types.DidChangeWatchedFilesParams) -> None:
        made.projects.files_changed()

    offer(made, made.projects)
    return made


async def _watch(made: Editor) -> None:
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
