"""A ``conf.py`` is a program: it is run only in projects whose reader has said that they may be."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from .conftest import begin, found
from .editing import Editor
from .markup import REST

pytestmark = [pytest.mark.asyncio(loop_scope="function"), pytest.mark.slow]

CONFIG = ClientServerConfig([sys.executable, "-m", "sphinx_critique", "lsp"])
RAN = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"


@pytest_lsp.fixture(config=CONFIG)
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    lsp_client.editor = Editor(lsp_client, found(tmp_path, REST), REST)
    with (tmp_path / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(RAN)
    yield
    await lsp_client.shutdown_session()


async def asked(client: LanguageClient, answer: int) -> list[str]:
    """Open a document and answer what is asked then."""
    questions: list[str] = []

    @client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
    def _(params: types.ShowMessageRequestParams) -> types.MessageActionItem:
        questions.append(params.message)
        return params.actions[answer]

    await begin(client, client.editor)
    return questions


async def test_a_project_that_is_trusted(client: LanguageClient) -> None:
    questions = await asked(client, 0)
    wrong = REST.directive("excerpt", "107", "freedom for all traders")
    assert [each.code for each in await client.editor.show(wrong)] == ["misquoted"]
    assert (client.editor.folder / "ran").exists()
    assert len(questions) == 1
    assert str(client.editor.path("conf.py")) in questions[0]


async def test_a_project_that_is_not(client: LanguageClient) -> None:
    questions = await asked(client, 1)
    client.editor.type(REST.document(REST.directive("excerpt", "107", "freedom for all")))
    params = types.HoverParams(client.editor.document(), client.editor.at("freedom"))
    assert await client.text_document_hover_async(params) is None
    assert await client.text_document_hover_async(params) is None
    assert not (client.editor.folder / "ran").exists()
    assert client.diagnostics == {}
    assert len(questions) == 1
