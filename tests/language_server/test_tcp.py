"""The language server on a port, for editors that connect to one."""

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from .conftest import found
from .editing import LIMIT
from .markup import REST

pytestmark = [pytest.mark.slow, pytest.mark.looping]


def test_an_editor_connects(tmp_path: Path) -> None:
    folder = found(tmp_path, REST)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sphinx_critique", "lsp", "--trust", "--tcp"]
    with subprocess.Popen([*command, f"127.0.0.1:{port}"]) as server:
        try:
            told = asyncio.run(told_to_an_editor(port, folder))
            assert server.wait(LIMIT) == 0
        finally:
            server.kill()
    assert [each.code for each in told] == ["misquoted"]


async def told_to_an_editor(port: int, folder: Path) -> list[types.Diagnostic]:
    """What is wrong with a page that is not saved; it connects, and goes."""
    client = LanguageClient("tests", "1")
    told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
    uri = (folder / "page.rst").as_uri()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        if params.uri == uri:
            told.put_nowait(params)

    async with asyncio.timeout(LIMIT):
        await connected(client, port)
        await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
        client.initialized(types.InitializedParams())
        text = "A page\n======\n\n.. excerpt:: 107\n\n   freedom for all traders\n"
        item = types.TextDocumentItem(uri, "restructuredtext", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        said = await told.get()
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
    return list(said.diagnostics)


async def connected(client: LanguageClient, port: int) -> None:
    """Once the server listens."""
    while True:
        try:
            return await client.start_tcp("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
