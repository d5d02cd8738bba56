"""``sphinx-critique serve``: each sort of edit is shown, nothing else begins a build."""

import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from watchfiles import Change

from sphinx_critique.cli import main
from sphinx_critique.cli.serving import server as serving_server
from sphinx_critique.cli.serving.edits import Edits, Seen, existing
from sphinx_critique.cli.serving.told import Told, stamps

from .conftest import BIBLIOGRAPHY, Project
from .serving import is_running, served, until

CONF = """\
extensions = ["sphinx_critique"]
project = "One title"
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib", "../library/more.bib"]
bibtex_reference_style = "author_year"
critique_transcripts = {"trotsky1961": "../library/trotsky1961.txt"}
exclude_patterns = ["_build"]
"""
PAGE = """\
Title
=====

.. excerpt:: 107

   the end of rationing, freedom for small traders

.. gloss:: rationing
   :cite: hobbes1651

   :quote:`Words of his <trotsky1961>`.

.. bibliography::
   :all:
"""
MORE = "@book{hobbes1651, author = {Hobbes, Thomas}, title = {Leviathan}, year = {1651}}\n"
FILES = {
    "conf.py": CONF,
    "index.rst": PAGE,
    "other.rst": ":orphan:\n\nOther\n=====\n",
    "sources.bib": BIBLIOGRAPHY,
    "transcripts/serge2016.txt": "[p. 107]\nthe end of rationing, freedom for small traders\n",
    "../library/more.bib": MORE,
    "../library/trotsky1961.txt": "Words of his, and others.\n",
}
QUIET = 10
"""Seconds without an edit."""


@pytest.fixture
def folder(project: Project) -> Path:
    """A small edition, with a bibliography and a transcript that lie elsewhere."""
    return project.write(FILES).source


def put(path: Path, text: str) -> None:
    """As many editors do it: another file is put in the place of the one that was."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    put(path, text.replace(old, new))


@pytest.mark.slow
def test_each_sort_of_edit_is_shown_and_nothing_else_begins_a_build(
    folder: Path, tmp_path: Path
) -> None:
    library = folder.parent / "library"
    with served(folder, tmp_path / "log") as server:
        server.shows("One title")
        assert "2 quotations: 2 verbatim\n" in server.said
        other = folder / "_build/serve/html/other.html"
        written = other.stat().st_mtime_ns

        edit(folder / "index.rst", "Title\n=====", "Another\n=======")
        server.shows("Another")
        edit(folder / "sources.bib", "Resolution of the sailors", "Demands of the sailors")
        server.shows("Demands of the sailors")
        edit(library / "more.bib", "Leviathan", "Behemoth")
        server.shows("Behemoth")
        assert other.stat().st_mtime_ns == written

        edit(folder / "transcripts/serge2016.txt", "small traders", "great traders")
        server.says("1 verbatim, 1 misquoted")
        assert "index.rst:4: WARNING: " in server.said
        server.shows('data-critique-status="misquoted"')
        put(folder / "transcripts/serge2016.errata", "great traders => small traders\n")
        server.says("2 quotations: 2 verbatim", 4 + 1)
        edit(library / "trotsky1961.txt", "Words of his", "Nothing of hers")
        server.says("1 verbatim, 1 not found")
        put(library / "trotsky1961.errata", "Nothing of hers => Words of his\n")
        server.says("2 quotations: 2 verbatim", 4 + 2)

        edit(folder / "conf.py", "One title", "Two titles")
        server.shows("Two titles")
        server.says("2 quotations: 2 verbatim", 4 + 3)
        built = server.builds
        assert built == 9
        time.sleep(QUIET)
        assert server.builds == built
        assert server.said.count("changed: ") == built - 1
        assert server.end() == 0
        assert server.said.endswith("ended\n")


@pytest.mark.slow
def test_a_transcript_named_later_is_watched_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    entry = '{"trotsky1961": "../library/trotsky1961.txt"}'
    edit(folder / "conf.py", entry, "{}")
    with served(folder, tmp_path / "log", "--no-open", "-b", "dirhtml", "-j", "2") as server:
        assert "Title" in server.page("")
        server.says("1 verbatim, 1 unchecked")
        edit(folder / "conf.py", "= {}", '= {"trotsky1961": "../far/off/trotsky1961.txt"}')
        server.says("there is no file ../far/off/trotsky1961.txt")
        built = server.builds
        (folder.parent / "far/off").mkdir(parents=True)
        put(folder.parent / "far/off/trotsky1961.txt", "Words of his.\n")
        server.says("2 quotations: 2 verbatim")
        assert server.builds >= built
        assert server.end(signal.SIGTERM) in (0, -signal.SIGTERM)


@pytest.mark.slow
def test_a_broken_conf_py_is_said_and_the_next_edit_waited_for(
    folder: Path, tmp_path: Path
) -> None:
    edit(folder / "conf.py", "project =", "project ==")
    with served(folder, tmp_path / "log") as server:
        server.says("not built; the next edit begins another build")
        assert "NameError" in server.said
        assert 'http-equiv="refresh"' in server.page()
        edit(folder / "conf.py", "project ==", "project =")
        server.shows("One title")
        edit(folder / "conf.py", "project =", "project (")
        server.says("not built; the next edit begins another build", 2)
        assert "One title" in server.page()
        (folder / "conf.py").unlink()
        server.says("not built; the next edit begins another build", 3)
        put(folder / "conf.py", CONF.replace("One title", "Three titles"))
        server.shows("Three titles")
        assert server.end() == 0


@pytest.mark.slow
def test_a_build_that_writes_files_begins_none_for_ever(folder: Path, tmp_path: Path) -> None:
    """The same each time is no edit; something else each time is soon known as the build's own."""
    writing = (
        "import time\nfrom pathlib import Path\n"
        'Path(__file__).with_name("same.txt").write_text("the same")\n'
        'Path(__file__).with_name("clock.txt").write_text(str(time.time_ns()))\n'
    )
    (folder / "conf.py").write_text(CONF + writing, encoding="utf-8")
    with served(folder, tmp_path / "log") as server:
        server.says("only an edit begins the next")
        assert "same.txt, " not in server.said.splitlines()[-1]
        built = server.builds
        time.sleep(QUIET)
        assert server.builds == built
        edit(folder / "index.rst", "Title\n=====", "Another\n=======")
        server.shows("Another")


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_runs_ends_with_it(folder: Path, tmp_path: Path, sent: signal.Signals) -> None:
    with served(folder, tmp_path / "log") as server:
        server.shows("One title")
        number = tmp_path / "number"
        waiting = f"import os, time\nopen({str(number)!r}, 'w').write(f'{{os.getpid()}}.')\n"
        (folder / "conf.py").write_text(f"{CONF}{waiting}time.sleep(600)\n", encoding="utf-8")
        until(lambda: number.exists() and number.read_text().endswith("."), server.tell)
        building = int(number.read_text()[:-1])
        assert is_running(building)
        assert server.end(sent) in (0, -signal.SIGTERM)
        assert not is_running(building)


@pytest.mark.slow
def test_it_opens_a_browser_once(folder: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser.py"
    browser.write_text(f"import sys\nopen({str(opened)!r}, 'a').write(sys.argv[1] + '.')\n")
    command = f"{sys.executable} {browser} %s"
    with served(folder, tmp_path / "log", "--open", BROWSER=command) as server:
        address = server.address
        until(opened.exists, server.tell)
        edit(folder / "index.rst", "Title\n=====", "Another\n=======")
        server.shows("Another")
    assert opened.read_text() == f"{address}index.html."


@pytest.mark.slow
def test_an_open_page_is_loaded_again(folder: Path, tmp_path: Path, browser: Any) -> None:
    with served(folder, tmp_path / "log") as server:
        page = browser.new_page()
        with page.expect_websocket():
            page.goto(server.address.replace("127.0.0.1", "localhost"))
        edit(folder / "index.rst", "Title\n=====", "Another\n=======")
        page.get_by_role("heading", name="Another").wait_for(timeout=120_000)


def test_what_it_needs_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sphinx_autobuild", None)
    result = CliRunner().invoke(main, ["serve", "-p", str(folder)])
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: serve needs sphinx-autobuild: pip install 'sphinx-critique[serve]'\n"
    )


def test_what_cannot_be_served_is_said(folder: Path) -> None:
    def said(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["serve", "-p", str(folder), "--no-open", *arguments])
        assert result.exit_code == 2
        return result.stderr

    assert "the project itself is in it" in said("-o", str(folder.parent))
    assert "'latex' is not one of" in said("-b", "latex")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"cannot listen on 127.0.0.1, port {port}" in said("--port", port)


@pytest.mark.slow
@pytest.mark.looping
def test_a_folder_that_cannot_be_watched_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def limited(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr(serving_server, "awatch", limited)
    result = CliRunner().invoke(main, ["serve", "-p", str(folder), "--port", "0", "--no-open"])
    assert result.exit_code == 2
    assert result.stderr == f"Error: {folder} cannot be watched: OS file watch limit reached.\n"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("index.rst", True),
        ("chapters/one.md", True),
        ("transcripts/KEY.errata", True),
        ("_static/style.css", True),
        ("_build/html/index.html", False),
        ("pages/html/index.html", False),
        ("pages", False),
        ("__pycache__/conf.cpython-311.pyc", False),
        (".git/index.lock", False),
        (".index.rst.swp", False),
        ("index.rst~", False),
    ],
)
def test_which_files_are_looked_at(tmp_path: Path, name: str, seen: bool) -> None:
    root = tmp_path / ".venv" / "docs"
    assert Seen([root], root / "pages")(Change.modified, str(root / name)) is seen


def test_what_has_come_and_gone_is_no_edit(tmp_path: Path) -> None:
    one, gone, beside = (str(tmp_path / name) for name in ("one", "gone", "beside"))
    Path(one).write_text("one")
    changes = [(Change.added, one), (Change.deleted, one), (Change.deleted, gone)]
    passed = [(Change.added, beside), (Change.deleted, beside)]
    assert existing([*changes, *passed]) == {one, gone}


def test_what_is_written_again_as_it_was_is_no_edit(tmp_path: Path) -> None:
    path, edits = tmp_path / "one.txt", Edits()
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    path.write_text("one")
    assert edits.new([str(path)])
    path.write_text("one")
    assert not edits.new([str(path), str(link)])
    path.unlink()
    assert edits.new([str(path)])


def test_what_a_build_tells_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("1")
    told = Told("index.html", stamps([str(tmp_path / "one"), str(tmp_path / "two"), "\0"]))
    assert told.outside[str(tmp_path / "two")] is told.outside["\0"] is None
    told.write(tmp_path)
    assert Told.taken(tmp_path) == told
    assert Told.taken(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
