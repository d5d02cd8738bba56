"""What editors are given: the extension for VS Code, the guide's lines, what options do."""

import asyncio
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from .conftest import BIBLIOGRAPHY, module, program
from .guiding import blocks_of, page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "editors/vscode"
PACKAGE: dict[str, Any] = json.loads((FOLDER / "package.json").read_text("utf-8"))
SCRIPT = (FOLDER / "extension.js").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SETTINGS = PACKAGE["contributes"]["configuration"]["properties"]
DEFAULTS = {name.partition(".")[2]: each["default"] for name, each in SETTINGS.items()}
DOCUMENT = "Title\n=====\n\n.. excerpt:: 107\n\n   the end of wages\n\n:ref:`nowhere`\n"


def test_the_manifest_is_whole() -> None:
    assert PACKAGE["name"] == PROJECT["name"]
    assert (PACKAGE["version"], PACKAGE["license"]) == (PROJECT["version"], PROJECT["license"])
    assert (FOLDER / PACKAGE["main"]).is_file()
    assert list(PACKAGE["dependencies"]) == ["vscode-languageclient"]
    assert "devDependencies" not in PACKAGE
    assert PACKAGE["capabilities"]["untrustedWorkspaces"]["supported"] is False
    assert (FOLDER / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", PACKAGE["publisher"])
    kept = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"][""]
    assert {name: PACKAGE[name] for name in ("version", "dependencies", "engines")} == {
        name: kept[name] for name in ("version", "dependencies", "engines")
    }


def test_the_manifest_needs_no_older_editor_than_its_client() -> None:
    locked = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    client = locked["node_modules/vscode-languageclient"]
    assert client["engines"]["vscode"] == PACKAGE["engines"]["vscode"]


def test_each_command_is_named_and_each_that_is_named_is_there() -> None:
    contributed = [each["command"] for each in PACKAGE["contributes"]["commands"]]
    (there,) = re.findall(r"const commands = \{\n(.*?)\n  \};", SCRIPT, re.DOTALL)
    names = re.findall(r"(?m)^    (\w+)", there)
    assert [f"sphinxCritique.{name}" for name in names] == contributed
    in_menus = [each for menu in PACKAGE["contributes"]["menus"].values() for each in menu]
    assert {each["command"] for each in in_menus} <= set(contributed)
    told = (FOLDER / "README.md").read_text("utf-8")
    assert re.findall(r"\| `(sphinxCritique\.\w+)` \|", told) == contributed


def test_the_server_has_what_the_extension_asks_for() -> None:
    module("pygls")
    from sphinx_critique.cli.lsp.copies import Template
    from sphinx_critique.cli.lsp.server import server

    asked = set(re.findall(r'ask\("(\w+)"', SCRIPT))
    offered = server(Template(), False).protocol.fm.commands
    assert asked == {"answer", "excerpt", "kinds", "page"}
    assert {f"critique.{name}" for name in asked} == set(offered)


def test_the_guide_is_where_the_editor_says() -> None:
    module("pygls")
    from sphinx_critique.cli.lsp.editor import Editor

    editor = Editor()
    assert editor.guide == ""
    guide = "https://here/guide"
    for address in (guide, f"{guide}/", f"{guide}/index.html"):
        editor.options = {"guide": address}
        assert editor.guide == guide
    for address in ("javascript:alert(1)", 7, "index.html"):
        editor.options = {"guide": address}
        assert editor.guide == ""


def test_each_setting_is_told_and_has_the_default_that_it_says() -> None:
    assert all("description" in each or "markdownDescription" in each for each in SETTINGS.values())
    assert set(re.findall(r'\.get\("(\w+)"\)', SCRIPT)) == set(DEFAULTS) - {"trace.server"}


def run(tmp_path: Path, acts: list[list[str]], **given: Any) -> list[Any]:
    """What the extension does, in order."""
    said = {"folders": [str(tmp_path)], "acts": acts, "kinds": [], "pick": ""} | given
    said["sphinxCritique"] = DEFAULTS | given.get("settings", {})
    node = [program("node"), str(ROOT / "tests/vscode.js"), str(FOLDER / "extension.js")]
    done = subprocess.run(
        [*node, json.dumps(said)], capture_output=True, text=True, check=True, timeout=60
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_extension_starts_the_program_of_the_project(tmp_path: Path) -> None:
    own = tmp_path / ".venv/bin/sphinx-critique"
    (_, server, client), *then = run(tmp_path, [["sphinxCritique.page"]])[2:]
    assert server == {
        "command": "sphinx-critique",
        "args": ["lsp"],
        "options": {"cwd": str(tmp_path)},
    }
    assert client["initializationOptions"] == {"trusted": True, "warnings": "all", "guide": ""}
    selected = {(each["scheme"], each["language"]) for each in client["documentSelector"]}
    assert selected == {("file", "restructuredtext"), ("file", "markdown")}
    assert [each[0] for each in then] == [
        *("start", "setContext", "workspace/executeCommand", "setContext", "end")
    ]
    own.parent.mkdir(parents=True)
    own.touch()
    clients = [each for each in run(tmp_path, []) if each[0] == "client"]
    assert clients[0][1]["command"] == str(own)


def test_the_extension_does_as_its_settings_say(tmp_path: Path) -> None:
    command = ["${workspaceFolder}/python", "-m", "sphinx_critique"]
    settings = {"command": command, "trust": False, "warnings": "critique"}
    acts = [["configure", "sphinxCritique.warnings"], ["configure", "editor.tabSize"]]
    done = run(tmp_path, acts, settings=settings)
    clients = [each for each in done if each[0] == "client"]
    assert len(clients) == 2
    for _, server, client in clients:
        assert server["command"] == f"{tmp_path}/python"
        assert server["args"] == ["-m", "sphinx_critique", "lsp"]
        assert client["initializationOptions"] == {
            "trusted": False,
            "warnings": "critique",
            "guide": "",
        }
    names = [each[0] for each in done if each[0] in ("start", "end")]
    assert names == ["start", "end", "start", "end"]


def test_commands_of_the_extension_ask_the_server(tmp_path: Path) -> None:
    acts = [[f"sphinxCritique.{name}"] for name in ("answer", "excerpt", "page")]
    kinds = [{"name": "omission", "title": "Omission"}, {"name": "gloss", "title": "Gloss"}]
    done = run(tmp_path, acts, kinds=kinds, pick="gloss")
    asked = [each[1] for each in done if each[0] == "workspace/executeCommand"]
    document = "file:///a.rst"
    assert asked == [
        {"command": "critique.kinds", "arguments": [document]},
        {"command": "critique.answer", "arguments": [document, "selected", "gloss"]},
        {"command": "critique.excerpt", "arguments": [document, "selected"]},
        {"command": "critique.page", "arguments": [document]},
    ]
    (picked,) = [each[1] for each in done if each[0] == "pick"]
    assert picked[1] == {"label": "gloss", "description": "Gloss"}
    given_up = run(tmp_path, acts[:1], kinds=kinds)
    assert "critique.answer" not in str(given_up)


def test_the_extension_says_why_nothing_starts(tmp_path: Path) -> None:
    done = run(tmp_path, [["sphinxCritique.page"]], fails=True)
    (message,) = [each[1] for each in done if each[0] == "error"]
    assert message.startswith("sphinx-critique lsp does not start: it is not there")
    assert "pip install 'sphinx-critique[lsp]'" in message
    assert "workspace/executeCommand" not in str(done)


def test_the_lines_of_the_guide_are_what_their_files_may_hold() -> None:
    (helix,) = map(tomllib.loads, blocks_of("Helix", "toml"))
    assert helix["language-server"]["sphinx-critique"]["args"] == ["lsp"]
    for term in ("Kate", "Zed"):
        (block,) = blocks_of(term, "json")
        assert "sphinx-critique" in str(json.loads(block))
    (emacs,) = blocks_of("Emacs", "emacs-lisp")
    assert emacs.count("(") == emacs.count(")")
    assert 'package "sphinx-critique[lsp]"' not in page("howto/editor")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("quoted", "mended"),
    [
        ("the end of wages, he said.", "the end of rationing, he said."),
        ("the end\n   of wages, he said.", "the end\n   of rationing, he said."),
        ('"the end of wages", he said.', "the end of rationing, he said."),
        ("They asked for\n\n   the end of wages, he said.", None),
    ],
)
def test_a_fix_doubles_no_sign_and_joins_no_paragraphs(
    tmp_path: Path, quoted: str, mended: str | None
) -> None:
    module("pygls")
    from sphinx_critique.cli.lsp.answers.fixing import fixes
    from sphinx_critique.cli.lsp.reading.opened import opened

    write(tmp_path, f"Title\n=====\n\n.. excerpt:: 107\n\n   {quoted}\n")
    with opened(tmp_path, tmp_path / "scratch") as project:
        found = fixes(project, str(tmp_path / "index.rst"), 5, 9)
    named = [each for each in found if each.title.startswith("Quote as it stands")]
    assert [each.text for each in named] == [mended][: mended is not None]
    assert {each.place.span.column for each in named} <= {3}


async def shown(tmp_path: Path, options: dict[str, Any]) -> tuple[list[Any], list[str], list[str]]:
    """What an editor that cannot ask anything is told: diagnostics, messages, names to write."""
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient

    client = LanguageClient("test", "1")
    diagnostics: list[Any] = []
    messages: list[str] = []
    told = asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        diagnostics.extend(params.diagnostics)
        told.set()

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def _(params: types.ShowMessageParams) -> None:
        messages.append(params.message)
        told.set()

    await client.start_io(sys.executable, "-m", "sphinx_critique", "lsp")
    await client.initialize_async(
        types.InitializeParams(types.ClientCapabilities(), initialization_options=options)
    )
    client.initialized(types.InitializedParams())
    uri = (tmp_path / "index.rst").as_uri()
    document = types.TextDocumentItem(uri, "restructuredtext", 1, f"{DOCUMENT}\n.. exc")
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    await asyncio.wait_for(told.wait(), 60)
    await asyncio.sleep(2)
    where = types.Position(DOCUMENT.count("\n") + 1, 6)
    asked = types.CompletionParams(types.TextDocumentIdentifier(uri), where)
    found: Any = await client.text_document_completion_async(asked)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return diagnostics, messages, [each.label for each in found or ()]


def write(tmp_path: Path, document: str) -> None:
    conf = 'extensions = ["sphinx_critique"]\ncritique_work = "serge2016"\n'
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "conf.py").write_text(f'{conf}bibtex_bibfiles = ["sources.bib"]\n', "utf-8")
    (tmp_path / "sources.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (tmp_path / "index.rst").write_text(document, "utf-8")
    said = "[p. 107]\nThey asked for the end of rationing, he said.\n"
    (tmp_path / "transcripts/serge2016.txt").write_text(said, "utf-8")


def say(tmp_path: Path, **options: Any) -> tuple[list[Any], list[str], list[str]]:
    module("pygls")
    write(tmp_path, DOCUMENT)
    return asyncio.run(shown(tmp_path, options))


@pytest.mark.slow
@pytest.mark.looping
def test_what_others_say_is_said_unless_another_server_says_it(tmp_path: Path) -> None:
    diagnostics, messages, names = say(tmp_path, trusted=True)
    assert {each.code for each in diagnostics} >= {"misquoted", "ref"}
    assert (messages, "excerpt" in names) == ([], True)
    assert not any(each.code_description for each in diagnostics)


@pytest.mark.slow
@pytest.mark.looping
def test_beside_another_server_only_what_is_ours_is_said(tmp_path: Path) -> None:
    guide = "https://example.org/guide/"
    diagnostics, messages, names = say(tmp_path, trusted=True, warnings="critique", guide=guide)
    told = f"{guide}reference/warnings.html#critique-misquoted"
    assert told in {each.code_description.href for each in diagnostics}
    assert {each.source for each in diagnostics} == {"sphinx-critique"}
    assert (messages, names) == ([], [])


@pytest.mark.slow
@pytest.mark.looping
def test_an_editor_that_cannot_ask_is_told_how_to_trust(tmp_path: Path) -> None:
    diagnostics, messages, names = say(tmp_path)
    assert (diagnostics, names) == ([], [])
    (message,) = messages
    assert message.endswith("start sphinx-critique lsp with --trust")
