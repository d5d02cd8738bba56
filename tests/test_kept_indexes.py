"""The indexes of transcripts: read once, kept for all, and never believed when damaged."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main
from sphinx_critique.model.cache import VARIABLE
from sphinx_critique.sources import contents
from sphinx_critique.sources.shelf import Shelf
from sphinx_critique.texts.collation import Index, Page, Pages

from .conftest import Built, Project

pytestmark = pytest.mark.slow

TRANSCRIPT = "[p. 107]\nfreedom for small traders\n[p. 108]\nthe end of rationing\n"
QUOTING = "Page\n====\n\n.. excerpt:: 107\n\n   freedom for small traders\n\n.. bibliography::\n"
READING = "reading the transcript of serge2016"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of indexes with nothing in it yet."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "indexes"))
    return tmp_path / "indexes"


@pytest.fixture
def quoting(project: Project, folder: Path) -> Project:
    project.cite().write({"index.rst": QUOTING, "transcripts/serge2016.txt": TRANSCRIPT})
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    return project.write({"conf.py": settings})


def index(text: str) -> Index:
    return Index.of(Pages((Page("1", text),)))


def reads(built: Built) -> bool:
    return READING in built.app.status.getvalue()


def test_builds_and_commands_read_a_transcript_once(
    quoting: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(quoting.source)
    runner = CliRunner()
    assert runner.invoke(main, ["find", "end of rationing"]).exit_code == 0
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert not reads(quoting.build("html"))
    assert not reads(quoting.build("text", fresh=True))
    assert runner.invoke(main, ["check", "index.rst"]).exit_code == 0
    assert [kept] == list(folder.iterdir())
    assert kept.stat().st_mtime_ns == before
    assert not list(quoting.build_folder.rglob("critique-transcripts"))


def test_where_the_user_has_no_folder_builds_have_one(
    quoting: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(quoting.source / "conf.py" / "not"))
    assert reads(quoting.build("html"))
    assert list(quoting.build_folder.rglob("critique-transcripts/*.index"))
    assert not reads(quoting.build("text"))


def test_a_damaged_index_is_made_anew(folder: Path) -> None:
    made = index("freedom for small traders, the end of rationing")
    Shelf(folder).put("a", made)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    chance = random.Random(1)
    for _ in range(400):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        found = Shelf(folder).get("a")
        assert found is None or found == made
    for data in (b"", whole[:-1], whole[:50], b"\n" + whole, b"\x80" * 1000):
        path.write_bytes(data)
        assert Shelf(folder).get("a") is None
    path.write_bytes(whole)
    assert Shelf(folder).get("a") == made


def test_an_index_of_another_version_is_not_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(folder).put("a", index("words"))
    monkeypatch.setattr("sphinx_critique.sources.shelf._maker", lambda: b"another")
    assert Shelf(folder).get("a") is None


def test_what_others_write_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    half = folder / "abc.part"
    half.write_bytes(b"half")
    old = folder / "old.index"
    old.write_bytes(b"old")
    os.utime(old, (time.time() - 40 * 86400,) * 2)
    theirs = folder / "notes.txt"
    theirs.write_bytes(b"a user's")
    os.utime(theirs, (0, 0))
    Shelf(folder).put("a", index("words"))
    assert half.exists()
    assert theirs.exists()
    assert not old.exists()


def _wait_for(folder: Path, told: Connection) -> None:
    shelf = Shelf(folder)
    told.send("waiting")
    with shelf.alone("a"):
        told.send(shelf.get("a"))


@pytest.mark.skipif(sys.platform == "win32", reason="no parallel processes there")
def test_what_one_process_reads_others_wait_for(folder: Path) -> None:
    ours, theirs = Pipe()
    shelf, made = Shelf(folder), index("words")
    with shelf.alone("a"):
        other = get_context("spawn").Process(target=_wait_for, args=(folder, theirs))
        other.start()
        assert ours.recv() == "waiting"
        with shelf.alone("b"):  # Another transcript is not waited for.
            shelf.put("a", made)
    assert ours.recv() == made
    other.join()
    assert [path.suffix for path in folder.iterdir()] == [".index"]


def test_a_transcript_that_cannot_be_read_locks_nothing(folder: Path) -> None:
    shelf = Shelf(folder)
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"), shelf.alone("a"):
            raise ValueError("broken")
    assert list(folder.iterdir()) == []
    shelf = Shelf(folder / "a" / "b")
    (folder / "a").write_text("no folder")
    with shelf.alone("a"):
        assert shelf.get("a") is None


def test_only_so_many_words_stay_in_memory(folder: Path) -> None:
    shelf = Shelf(folder, most=10)
    for name in "abc":
        shelf.put(name, index("one two three four"))
    assert list(shelf._held) == ["b", "c"]
    assert shelf.get("b") is not None
    shelf.put("d", index("one two three four"))
    assert list(shelf._held) == ["b", "d"]
    shelf.put("e", index("word " * 100))
    assert list(shelf._held) == ["e"]
    assert shelf.get("a") == index("one two three four")


def test_a_file_that_has_not_changed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: contents.Known = {}
    path = tmp_path / "a.txt"
    path.write_text("one")
    first = contents.digest(path, known)
    assert known == {}  # It may still change within the same tick of the clock.
    monkeypatch.setattr(contents, "_SETTLED", -1)
    assert contents.digest(path, known) == first
    monkeypatch.setattr(contents, "_hashed", None)
    assert contents.digest(path, known) == first
    monkeypatch.undo()
    stat = path.stat()
    path.write_text("two")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert contents.digest(path, known) != first


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    # The name of a socket may not be long: it is made in its folder.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path.with_suffix(".html"))
    path.with_suffix(".html").symlink_to(path)


def _outside(path: Path) -> None:
    other = path.parents[2] / "secret.txt"
    other.write_text(TRANSCRIPT)
    path.symlink_to(other)


ODD = {
    "pipe": (_pipe, "it is a pipe"),
    "socket": (_socket, "it is a socket"),
    "device": (_device, "leads out of"),
    "folder": (Path.mkdir, "it is a folder"),
    "loop": (_loop, "symbolic links"),
    "outside": (_outside, "leads out of"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links")
@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_a_warning(quoting: Project, name: str) -> None:
    make, message = ODD[name]
    path = quoting.source / "transcripts" / "serge2016.txt"
    path.unlink()
    make(path)
    for _ in range(2):
        (warning,) = quoting.build("html").warnings
        assert message in warning
        assert warning.endswith("[critique.transcript]")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links")
@pytest.mark.parametrize("name", ["pipe", "loop", "folder"])
def test_errata_that_are_no_file_are_a_warning(quoting: Project, name: str) -> None:
    make, message = ODD[name]
    make(quoting.source / "transcripts" / "serge2016.errata")
    (warning,) = (each for each in quoting.build("html").warnings if ".errata" in each)
    assert message in warning
    assert "serge2016.errata:1: WARNING" in warning


def test_of_errata_that_cannot_be_read_not_all_are_named(quoting: Project) -> None:
    path = quoting.source / "transcripts" / "serge2016.errata"
    path.write_text("# none\n" + "no arrow here\n" * 1000)
    told = quoting.build("html").warnings
    assert len(told) == 21
    assert "serge2016.errata:2: WARNING" in told[0]
    assert "980 lines more cannot be read" in told[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="a device")
def test_a_device_named_in_conf_is_a_warning(quoting: Project) -> None:
    quoting.config["critique_transcripts"] = {"serge2016": "/dev/zero"}
    (warning,) = quoting.build("html").warnings
    assert "it is a device, no file" in warning


def test_a_form_that_cannot_be_read_is_a_warning(quoting: Project) -> None:
    path = quoting.source / "transcripts" / "serge2016.txt"
    path.rename(path.with_suffix(".md"))
    for _ in range(2):
        built = quoting.build("html")
        (warning,) = built.warnings
        assert "serge2016.md: a transcript cannot be of this form; the forms are .txt" in warning


def test_processes_that_read_at_once_do_not_trip_each_other(quoting: Project) -> None:
    """Each document draws words from a transcript that no process has read yet."""
    pages = {
        f"page{n}.rst": f"P{n}\n==\n\n.. excerpt:: 107\n   :from: freedom\n   :to: traders\n"
        for n in range(8)
    }
    contents_page = "I\n=\n\n.. toctree::\n   :glob:\n\n   page*\n\n.. bibliography::\n"
    quoting.write({**pages, "index.rst": contents_page})
    for n in range(3):
        quoting.write({"transcripts/serge2016.txt": TRANSCRIPT + f"word{n}"})
        assert quoting.build("html", fresh=True, parallel=4).warnings == []


def _builds(quoting: Project, count: int) -> Iterator[subprocess.Popen[str]]:
    args = [sys.executable, "-m", "sphinx", "-q", "-b", "dummy", "-d", "../trees", ".", "../out"]
    for _ in range(count):
        yield subprocess.Popen(args, cwd=quoting.source, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_builds_on_one_folder(quoting: Project) -> None:
    for process in list(_builds(quoting, 2)):
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
