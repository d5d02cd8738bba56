"""A small edition in both languages, and a language server that reads it."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from ..conftest import BIBLIOGRAPHY
from .editing import Editor
from .markup import MYST, REST, Markup

CONFIG = ClientServerConfig([sys.executable, "-m", "sphinx_critique", "lsp", "--trust"])
CONF = """
extensions = ["myst_parser", "sphinx_critique"]
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
bibtex_reference_style = "author_year"
critique_check_emphasis = True
"""
TRANSCRIPT = """\
[p. 107]
The sailors demanded the legalisation of all Soviet parties, the end of
rationing, freedom for small traders, and new elections to the soviets.
Nobody, unless he was paid for it, called them traitors.
[p. 108]
The fortress fell in the night. The survivors crossed the ice to Finland,
and the ice bore them. Their children 👧🏽 were born there; שלום said the guard.
[p. 109]
A month later the market was free, and nobody spoke of it.
"""
EMPHATIC = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<pb n="22"/><p>Whoever aims at the end <hi rend="italic">cannot</hi> reject the means.</p>
</body></text></TEI>
"""


def files(markup: Markup) -> dict[str, str]:
    """The edition."""
    toctree = markup.directive("toctree", "", "page\npassages\nreplies\nbibliography")
    excerpt = markup.directive(
        "excerpt",
        "107",
        "The sailors demanded the legalisation of all Soviet parties, the end of\n"
        "rationing, freedom for small traders, and new elections to the soviets.",
        name="demands",
        voice="Serge",
    )
    note = markup.directive(
        "omission", "the end of rationing", "It was to be the same for all.", name="alike"
    )
    reply = markup.directive(
        "reply", "", "It never was.", name="never", on="alike", voice="Anweiler"
    )
    other = markup.directive("context", "new elections", "Those of January.", on="demands")
    return {
        "conf.py": CONF,
        "sources.bib": BIBLIOGRAPHY,
        "transcripts/serge2016.txt": TRANSCRIPT,
        "transcripts/trotsky1961.xml": EMPHATIC,
        f"index{markup.suffix}": markup.title("Edition") + "\n" + toctree,
        f"page{markup.suffix}": markup.title("A page") + "\nWords.\n",
        f"passages{markup.suffix}": markup.document(excerpt, note),
        f"replies{markup.suffix}": markup.document(reply, other),
        f"bibliography{markup.suffix}": markup.document(markup.directive("bibliography", all="")),
    }


def found(folder: Path, markup: Markup) -> Path:
    """Write the edition into a folder."""
    for name, text in files(markup).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


async def begin(client: LanguageClient, editor: Editor) -> None:
    """Say what the editor can do, as Visual Studio Code does."""
    capabilities = pytest_lsp.client_capabilities("visual-studio-code")

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams) -> None:
        return None

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def _(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        editor.edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    uri = editor.folder.as_uri()
    await client.initialize_session(types.InitializeParams(capabilities, root_uri=uri))


@pytest_lsp.fixture(config=CONFIG, scope="session", params=[REST, MYST], ids=["rst", "md"])
async def server(
    lsp_client: LanguageClient,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[None]:
    """A server for many tests, each of which has its own text in the same page."""
    markup = request.param
    folder = found(tmp_path_factory.mktemp("edition"), markup)
    lsp_client.editor = Editor(lsp_client, folder, markup)
    await begin(lsp_client, lsp_client.editor)
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=CONFIG, params=[REST, MYST], ids=["rst", "md"])
async def server_of_one_test(
    lsp_client: LanguageClient, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[None]:
    """A server for a test that changes the edition."""
    markup = request.param
    lsp_client.editor = Editor(lsp_client, found(tmp_path, markup), markup)
    await begin(lsp_client, lsp_client.editor)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor_of_one_test(server_of_one_test: LanguageClient) -> Editor:
    """An editor whose project no other test has."""
    return server_of_one_test.editor


@pytest.fixture
def editor(server: LanguageClient) -> Iterator[Editor]:
    """An editor that has the edition open; what goes wrong in the server fails the test."""
    editor: Editor = server.editor
    editor.edits.clear()
    logged = len(server.log_messages)
    yield editor
    assert [each.message for each in server.log_messages[logged:]] == []
