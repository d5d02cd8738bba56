"""Whatever stands in documents, and whatever a project does, the language server answers."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from .conftest import ALL_REQUIRED, THOROUGH
from .editor_client import Client, Refused, client
from .hostile import GATHERED, PAYLOADS, config, edition, file_name

if not ALL_REQUIRED:
    pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")
pytestmark = pytest.mark.slow

CONF = 'extensions = ["sphinx_critique"]\nbibtex_bibfiles = ["sources.bib"]\n'
BIB = "@book{serge, author={Serge, Victor}, title={Memoirs}, publisher={P}, year={1951}}\n"
TRANSCRIPT = "[p. 1]\nSix demands were made, and the end of rationing was one of them.\n"
INDEX = """\
Review
======

.. excerpt:: serge, 1
   :name: demands

   Six demands were made, and the end of rationing was one of them.

.. omission:: the end of rationing
   :cite: serge, 1

   See :critique:ref:`demands`.

.. bibliography::
"""
WRONG = INDEX.replace("Six", "Seven")
QUESTIONS: Mapping[str, dict[str, Any]] = {
    "completion": {},
    "hover": {},
    "definition": {},
    "references": {"context": {"includeDeclaration": True}},
    "prepareRename": {},
    "rename": {"newName": "other"},
}
OF_DOCUMENTS = ("documentSymbol", "foldingRange", "semanticTokens/full")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made(tmp_path / "project")


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPHINX_CRITIQUE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(scratch(tmp_path)))


def scratch(folder: Path) -> Path:
    found = folder / "scratch"
    found.mkdir(exist_ok=True)
    return found


def made(folder: Path, conf: str = CONF) -> Path:
    (folder / "transcripts").mkdir(parents=True)
    (folder / "transcripts" / "serge.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (folder / "sources.bib").write_text(BIB, encoding="utf-8")
    (folder / "index.rst").write_text(INDEX, encoding="utf-8")
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def ask_all(one: Client, uri: str, line: int = 0, column: int = 0) -> None:
    """Every question there is, about one place; an error is an answer too."""
    here = {"line": line, "character": column}
    place = {"start": here, "end": here}
    for name, more in QUESTIONS.items():
        with suppress(Refused):
            one.ask(name, uri, line, column, **more)
    for name in OF_DOCUMENTS:
        with suppress(Refused):
            one.ask(name, uri)
    for name in ("inlayHint", "codeAction"):
        with suppress(Refused):
            one.ask(name, uri, range=place, context={"diagnostics": []})
    with suppress(Refused):
        one.request("workspace/symbol", {"query": "e"})
    for command in ("critique.excerpt", "critique.page"):
        with suppress(Refused):
            given = [uri, place] if command == "critique.excerpt" else [uri]
            one.request("workspace/executeCommand", {"command": command, "arguments": given})


def is_sound(one: Client, project: Path) -> bool:
    """Whether a misquotation is still told, and taken back."""
    uri = (project / "index.rst").as_uri()
    one.open(uri, WRONG, 100)
    found = one.wait_for(uri)
    one.change(uri, INDEX, 101)
    return [each["code"] for each in found] == ["misquoted"] and one.wait_for(uri) == []


def descendants(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from descendants(int(child))


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def all_gone(numbers: list[int], patience: float = 10.0) -> bool:
    end = time.monotonic() + patience
    while any(map(is_running, numbers)):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def of_project(one: Client) -> int:
    """The process that reads the project: the one that leads a session of its own."""
    found = [each for each in descendants(one.process.pid) if os.getsid(each) == each]
    assert len(found) == 1
    return found[0]


TEXTS: Mapping[str, Callable[[], str]] = {
    "one line": lambda: "word " * 40_000,
    "lines": lambda: "word\n\n" * 8_000,
    "directives": lambda: ".. note:: x\n\n" * 1_500,
    "unknown directives": lambda: ".. nothing:: x\n\n" * 500,
    "within each other": lambda: "".join(f"{' ' * n}.. note::\n\n" for n in range(60)),
    "backquotes": lambda: "`" * 20_000,
    "colons": lambda: ":" * 20_000,
    "names of roles": lambda: ":a" * 2_000,
    "roles": lambda: ":quote:`" * 1_000,
    "a role with spaces": lambda: ":quote:`a\n" + " " * 100_000 + "b`",
    "unbalanced": lambda: "*a **b `c |d _e [f]_ " * 500,
    "angles": lambda: "<" * 20_000 + ">" * 20_000,
    "keys": lambda: f".. excerpt:: {'a' * 100_000},",
    "a long lemma": lambda: f"{INDEX}\n.. omission:: {'the ' * 5_000}\n",
    "a long quotation": lambda: f".. excerpt:: serge, 1\n\n   {'the end of ' * 4_000}",
    "options": lambda: ".. excerpt:: serge\n" + "   :a:\n" * 5_000,
    "yaml": lambda: "```{excerpt} serge\n---\n" + "a: b\n" * 5_000,
    "fences": lambda: "```{note}\n" * 500,
    "nul": lambda: INDEX.replace("demands", "dem\0ands"),
    "surrogates": lambda: INDEX.replace("Six", "\ud800 Six \udfff"),
    "emoji": lambda: INDEX.replace("Six", "😋 Six"),
    "CRLF": lambda: WRONG.replace("\n", "\r\n"),
    "CR": lambda: WRONG.replace("\n", "\r"),
    "form feeds": lambda: INDEX.replace("\n\n", "\n\f\n"),
    "ends of lines": lambda: INDEX.replace("were", "\u2028were\x85 \x1c"),
    "byte order": lambda: f"\ufeff{INDEX}",
    "nothing": lambda: "",
}


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Path]]:
    """One server that is given all texts, and its project."""
    folder = tmp_path_factory.mktemp("patient")
    project = made(folder / "project", CONF.replace("[", '["myst_parser", ', 1))
    with client("--trust", environment={"SPHINX_CRITIQUE_CACHE": str(folder / "cache")}) as one:
        one.initialize(project)
        yield one, project


# Each in both languages, if there are minutes.
IN_LANGUAGES = [
    (name, suffix)
    for number, name in enumerate(TEXTS)
    for suffix in ([".rst", ".md"] if THOROUGH else [".md" if number % 2 else ".rst"])
]


@pytest.mark.parametrize(("name", "suffix"), IN_LANGUAGES)
def test_any_text_is_answered(name: str, suffix: str, patient: tuple[Client, Path]) -> None:
    """Before it is read and after, however long it is, of what is not saved."""
    one, project = patient
    path = project / f"other{suffix}"
    path.write_text(":orphan:\n", encoding="utf-8")
    text = TEXTS[name]()
    one.open(path.as_uri(), text)
    lines = text.splitlines() or [""]
    ask_all(one, path.as_uri(), 0, len(lines[0]))
    one.settle(0.2)
    for line, column in ((len(lines) // 2, 3), (len(lines) - 1, 99)):
        ask_all(one, path.as_uri(), line, column)
    one.close(path.as_uri())
    one.settle()
    assert is_sound(one, project)
    one.close((project / "index.rst").as_uri())
    assert path.read_text(encoding="utf-8") == ":orphan:\n"
    path.unlink()


def test_ends_of_lines_are_those_of_the_editor(project: Path) -> None:
    """docutils ends lines at signs that no editor takes for the end of one."""
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        for version, end in enumerate(("\n", "\r\n", "\r"), 1):
            text = f"A\u2028B\x85C\n\n{INDEX}\n.. omission:: no such\n\n   No.\n".replace("\n", end)
            (one.open if version == 1 else one.change)(uri, text, version)
            said = one.wait(
                "textDocument/publishDiagnostics", of=lambda params: bool(params["diagnostics"])
            )
            lines = re.split("\r\n|\r|\n", text)
            found = [each for each in said["diagnostics"] if each["code"] == "lemma"]
            assert [lines[each["range"]["start"]["line"]] for each in found] == [
                ".. omission:: no such"
            ]
            one.change(uri, INDEX, version + 10)
            one.settle()


@pytest.mark.parametrize("suffix", [".rst", ".md"] if THOROUGH else [".md"])
def test_hostile_text_in_every_place(suffix: str, tmp_path: Path) -> None:
    """Names, keys, options, transcripts: nothing is obeyed, in a hover least of all."""
    folder = tmp_path / "hostile"
    for name, content in edition(GATHERED, suffix, file_name).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    extensions = ["myst_parser", "sphinx_critique"] if suffix == ".md" else ["sphinx_critique"]
    settings = {"extensions": extensions, **config(GATHERED)}
    lines = (f"{setting} = {value!r}\n" for setting, value in settings.items())
    (folder / "conf.py").write_text("".join(lines), encoding="utf-8")
    before = files_of(folder)
    with client("--trust") as one:
        one.initialize(folder)
        hovers = []
        for path in sorted(folder.glob(f"d*{suffix}")):
            text = path.read_text(encoding="utf-8")
            one.open(path.as_uri(), text)
            ask_all(one, path.as_uri(), 5, 20)
            for number, line in enumerate(text.split("\n")):
                if number % 20 == 0:
                    hovers.append(one.ask("hover", path.as_uri(), number, len(line) // 2))
                    one.ask("completion", path.as_uri(), number, len(line) // 2)
        one.settle()
    shown = [each["contents"]["value"] for each in hovers if each]
    assert shown
    for each in shown:
        assert not marked_up(each), each
    assert files_of(folder) == before
    assert not list(tmp_path.rglob("pwned"))


def marked_up(markdown: str) -> list[str]:
    """What of a hover would be a link, an image, HTML or an address, beside our own lines."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown)
    bare = re.sub("^>", "", bare, flags=re.MULTILINE).replace("**", "")
    return re.findall(r"[<>\[\]`_&|~*]|://|www\.|@", bare)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hover_shows_words(payload: str) -> None:
    from sphinx_critique.cli.lsp.answers.hovering import _plain

    for text in (payload, f"http://evil.example/{payload}", f"www.evil.example {payload} a@b.c"):
        shown = _plain(text)
        assert "\n" not in shown
        assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[\]-`{-~]", re.sub(r"\\[!-~]", "", shown))
        assert not re.search("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown)


PLACES = ((-1, -1), (0, 2**31 - 1), (2**31 - 1, 2**31 - 1), (2**31 - 1, 0), (10**12, 10**12))


def test_places_that_are_nowhere(project: Path) -> None:
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        one.open(uri, INDEX)
        for line, column in PLACES:
            ask_all(one, uri, line, column)
        assert is_sound(one, project)


def test_documents_that_are_no_files(project: Path, tmp_path: Path) -> None:
    """Nothing is read for them, be there a project where they seem to lie or not."""
    path = str(project / "index.rst")
    (tmp_path / "outside.rst").write_text(INDEX, encoding="utf-8")
    uris = (
        "untitled:Untitled-1",
        f"untitled:{path}",
        f"http://localhost{path}",
        f"file://evil.example{path}",
        f"file:{path}%00",
        f"file://{path}%00",
        "file://",
        "file:///",
        "file:///dev/stdin",
        "",
        "::",
        "file://[",
        f"vscode-notebook-cell:{path}#a",
        (tmp_path / "outside.rst").as_uri(),
        f"file://{project}/../outside.rst",
        f"file://{project}/%2e%2e/outside.rst",
        f"file://{'/a' * 3000}.rst",
    )
    with client("--trust") as one:
        one.initialize(project)
        for uri in uris:
            one.open(uri, WRONG)
            ask_all(one, uri, 5, 5)
        one.settle()
        assert list(one.diagnostics) == []
        assert not any(os.getsid(each) == each for each in descendants(one.process.pid))
        assert is_sound(one, project)


def test_a_project_behind_a_link(project: Path, tmp_path: Path) -> None:
    """What is wrong is shown in the document that the editor has open, by its name."""
    link = tmp_path / "link"
    link.symlink_to(project)
    uri = (link / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(link)
        one.open(uri, WRONG)
        assert [each["code"] for each in one.wait_for(uri)] == ["misquoted"]


def test_a_pipe_is_not_waited_for(project: Path) -> None:
    os.mkfifo(project / "other.html")
    os.mkfifo(project / "transcripts" / "other.txt")
    uri = (project / "other.html").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        ask_all(one, uri)
        one.settle()
        assert is_sound(one, project)


def test_a_project_not_trusted_is_never_read(project: Path, tmp_path: Path) -> None:
    """Nothing of it is opened: not even to be told that it could not be."""
    conf = f"open({str(tmp_path / 'pwned')!r}, 'w')\n{CONF}"
    (project / "conf.py").write_text(conf, encoding="utf-8")
    for path in (*project.rglob("*.*"),):
        if path.is_file():
            os.utime(path, (1, 1))
    uri = (project / "index.rst").as_uri()
    for answer in (None, {"title": 7}):
        with client() as one:
            one.answers["window/showMessageRequest"] = answer
            one.initialize(project)
            ask_all(one, uri, 5, 5)
            one.open(uri, WRONG)
            ask_all(one, uri, 5, 5)
            one.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
            one.settle()
            assert one.diagnostics == {}
            assert not any(os.getsid(each) == each for each in descendants(one.process.pid))
    assert not (tmp_path / "pwned").exists()
    opened = [path for path in project.rglob("*.*") if path.is_file() and path.stat().st_atime > 2]
    assert opened == []


HOSTILE_CONFS = {
    "sleeps": "import time; time.sleep(1000)",
    "exits": "raise SystemExit(3)",
    "ends": "import os; os._exit(0)",
    "is killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "is broken": "1 +",
    "interrupts": "raise KeyboardInterrupt",
    "recurses": "def f(): f()\nf()",
    "extension exits": "def setup(app): raise SystemExit",
}


@pytest.mark.parametrize("name", HOSTILE_CONFS if THOROUGH else ("sleeps", "ends", "is broken"))
def test_what_a_conf_py_does(name: str, project: Path) -> None:
    """What is asked meanwhile is answered; when it is mended, all is as if it had been right."""
    (project / "conf.py").write_text(f"{CONF}{HOSTILE_CONFS[name]}\n", encoding="utf-8")
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        one.open(uri, WRONG)
        if name == "sleeps":
            time.sleep(1)
        else:
            [found] = one.wait_for((project / "conf.py").as_uri())
            assert found["severity"] == 1
        began = time.monotonic()
        assert one.ask("hover", uri, 5, 5) is None
        assert time.monotonic() - began < 15
        if name == "sleeps":
            return
        (project / "conf.py").write_text(CONF, encoding="utf-8")
        one.change(uri, WRONG, 3)
        assert [each["code"] for each in one.wait_for(uri)] == ["misquoted"]


def test_what_a_conf_py_prints_or_asks(project: Path) -> None:
    said = "print('Content-Length: 9')\nos.write(1, b'x')\nsys.stdin.read()\n"
    conf = f"import os, sys\n{said}{CONF}"
    (project / "conf.py").write_text(conf, encoding="utf-8")
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)


def test_a_conf_py_that_forks(project: Path) -> None:
    """One of the two answers, and both end with the server."""
    conf = f"import os, time\nif os.fork() == 0:\n    pass\n{CONF}"
    (project / "conf.py").write_text(conf, encoding="utf-8")
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)
        numbers = list(descendants(one.process.pid))
        one.end()
    assert all_gone(numbers)


def test_a_conf_py_that_leaves_something_running(project: Path) -> None:
    conf = f"import subprocess\nsubprocess.Popen(['sleep', '1000'])\n{CONF}"
    (project / "conf.py").write_text(conf, encoding="utf-8")
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)
        numbers = list(descendants(one.process.pid))
        one.end()
    assert all_gone(numbers)


@pytest.mark.parametrize("while_asked", [False, True])
def test_the_process_of_a_project_is_killed(while_asked: bool, project: Path) -> None:
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)
        for _ in range(3):
            if while_asked:
                one.change((project / "index.rst").as_uri(), WRONG * 50, 7)
                time.sleep(0.2)
            os.kill(of_project(one), signal.SIGKILL)
            one.ask("hover", (project / "index.rst").as_uri(), 5, 5)
        assert is_sound(one, project)


@pytest.mark.parametrize(
    ("how", "conf"),
    [
        ("closes", HOSTILE_CONFS["sleeps"]),
        ("is killed", HOSTILE_CONFS["sleeps"]),
        ("is killed", ""),
        ("shuts down", ""),
    ],
)
def test_no_process_is_left(how: str, conf: str, project: Path, tmp_path: Path) -> None:
    """However the editor, or the server itself, goes away, and whatever a project is doing."""
    (project / "conf.py").write_text(f"{CONF}{conf}\n", encoding="utf-8")
    uri = (project / "index.rst").as_uri()
    one = Client("--trust")
    one.initialize(project)
    one.open(uri, WRONG)
    if conf:
        time.sleep(1.2)
    else:
        one.wait_for(uri)
    numbers = [one.process.pid, *descendants(one.process.pid)]
    assert len(numbers) > 2
    if how == "is killed":
        one.process.kill()
        one.process.wait()
    elif how == "closes":
        one.gone()
    else:
        assert one.end() == 0
    assert all_gone(numbers)
    left = [path.name for path in scratch(tmp_path).iterdir() if "critique" in path.name]
    assert left == []


def test_two_servers_on_one_project(project: Path) -> None:
    """Neither sees what the other has not saved; what is kept is whole for a third."""
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one, client("--trust") as other:
        for each in (one, other):
            each.initialize(project)
        results: list[Any] = []

        def edit(each: Client, text: str, codes: list[str]) -> None:
            each.open(uri, text)
            for version in range(2, 7):
                each.change(uri, f"{text}\n.. comment {version}\n", version)
                each.settle(0.3)
            results.append([one["code"] for one in each.diagnostics.get(uri, [])] == codes)

        threads = [
            Thread(target=edit, args=(one, WRONG, ["misquoted"])),
            Thread(target=edit, args=(other, INDEX, [])),
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert results == [True, True]
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)


@pytest.mark.parametrize("cache", ["/proc/nothing", "cache"])
def test_a_cache_that_cannot_be_written(
    cache: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even by root, who is not kept from much."""
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("SPHINX_CRITIQUE_CACHE", str(tmp_path / cache))
    before = files_of(project)
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)
    assert files_of(project) == before


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: content[: len(content) // 2],
    lambda content: b"",
    lambda content: b"\0" * len(content),
)


def test_what_is_kept_is_damaged(project: Path, tmp_path: Path) -> None:
    with client("--trust") as one:
        one.initialize(project)
        assert is_sound(one, project)
    kept = [path for path in (tmp_path / "cache" / "editor").rglob("*") if path.is_file()]
    assert {"environment.pickle", "index.doctree"} <= {path.name for path in kept}
    whole = {path: path.read_bytes() for path in kept}
    for path, damage in zip(kept, cycle(DAMAGES), strict=False):
        for each, content in whole.items():
            each.write_bytes(damage(content) if each == path else content)
        with client("--trust") as one:
            one.initialize(project)
            assert is_sound(one, project)


def test_nothing_is_written_but_what_is_kept(project: Path, tmp_path: Path) -> None:
    before = files_of(project)
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        one.open(uri, WRONG)
        one.wait_for(uri)
        for number in range(WRONG.count("\n")):
            ask_all(one, uri, number, 8)
    assert files_of(project) == before
    assert {path.name for path in tmp_path.iterdir()} == {"project", "cache", "scratch"}


def test_nothing_is_fetched(project: Path) -> None:
    """What a directive would fetch, while its address is being typed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(1)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        text = (
            f".. raw:: html\n   :url: {address}a\n\n"
            f".. csv-table::\n   :url: {address}b\n\n.. image:: {address}c.png\n"
        )
        with client("--trust") as one:
            one.initialize(project)
            one.open((project / "index.rst").as_uri(), f"{WRONG}\n{text}")
            found = one.wait_for((project / "index.rst").as_uri())
            one.settle()
        with pytest.raises(TimeoutError):
            listening.accept()
    assert [each["code"] for each in found] == ["misquoted"]


def message(content: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(content), content)


MESSAGES = (
    message(b"{}"),
    message(b"null"),
    message(b"[1,2]"),
    message(b"\xff\xfe\xfd"),
    message(b'{"jsonrpc":"2.0","id":{},"method":[1,2]}'),
    message(b'{"jsonrpc":"2.0","id":9000,"method":"no/such"}'),
    message(b'{"jsonrpc":"2.0","id":9000,"method":"textDocument/hover","params":[]}'),
    message(b'{"jsonrpc":"2.0","id":9000,"result":{}}'),
    message(b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":7}'),
    message(b"[" * 60_000),
    b"X: y\r\n" + message(b"{}"),
)


def test_what_is_no_message(project: Path) -> None:
    uri = (project / "index.rst").as_uri()
    with client("--trust") as one:
        one.initialize(project)
        for sent in MESSAGES:
            one.write(sent)
            one.settle(0.1)
            assert is_sound(one, project), sent
            one.close(uri)


def test_other_servers_are_unheard(project: Path) -> None:
    """A port in use, a host that is none: it is said, and nothing hangs."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        for where in (f"127.0.0.1:{number}", "127.0.0.1:x", "127.0.0.1"):
            command = [sys.executable, "-m", "sphinx_critique", "lsp", "--tcp", where]
            done = subprocess.run(command, capture_output=True, timeout=60, check=False)
            assert done.returncode != 0
