"""Builds that were stopped, and kept files that are no longer whole: the next build is right."""

import os
import random
from pathlib import Path

import pytest

from .conftest import Project
from .edited import SEED, SMALLER, Edition
from .edits import add_a_note_at_the_beginning
from .rebuilt import Builds, assert_as_clean
from .trials import Trials, damage, kept_files

SEAL = "critique.seal"
PAGE = "T\n=\n\n.. excerpt::\n\n   one two\n\n.. gloss:: one\n\n   A note.\n"


@pytest.mark.slow
@pytest.mark.parametrize("event", ["env-before-read-docs", "source-read", "write-started"])
def test_stopped_at(project: Project, builds: Builds, event: str) -> None:
    edition = Edition(project, SEED, SMALLER)
    builds.build("kept")
    edition.make(add_a_note_at_the_beginning)
    stopping = (
        "class Stop(BaseException): ...\n\ndef stop(*args):\n    raise Stop\n\n"
        f'def setup(app):\n    app.connect("{event}", stop)\n    app.search = False\n'
    )
    conf = (project.source / "conf.py").read_text(encoding="utf-8")
    project.write({"conf.py": stopping})
    with pytest.raises(BaseException, match=r"^$"):
        builds.build("kept")
    project.write({"conf.py": conf})
    assert_as_clean(builds.build("kept"), builds.clean())


def test_an_unfinished_build_is_made_anew(project: Project) -> None:
    project.write({"index.rst": PAGE, "other.rst": ":orphan:\n\nO\n=\n\n`not a title\n"})
    first = project.build("html")
    assert (project.build_folder / "doctrees" / SEAL).exists()
    assert project.build("html").warnings == []
    (project.build_folder / "doctrees" / SEAL).unlink()
    assert project.build("html").warnings == first.warnings != []


def test_what_is_not_ours_is_not_sealed(project: Project) -> None:
    project.write({"index.rst": "T\n=\n\nWords.\n"}).build("html")
    assert not (project.build_folder / "doctrees" / SEAL).exists()


def test_the_seal_goes_with_the_last_passage(project: Project) -> None:
    plain = "T\n=\n\n.. toctree::\n   :glob:\n\n   *\n"
    project.write({"index.rst": plain, "two.rst": PAGE}).build("html")
    (project.source / "two.rst").unlink()
    project.build("html")
    tree = project.build_folder / "doctrees" / "index.doctree"
    read = tree.stat().st_mtime_ns
    assert not tree.with_name(SEAL).exists()
    project.build("html")
    assert tree.stat().st_mtime_ns == read


@pytest.mark.parametrize("name", ["environment.pickle", "index.doctree", SEAL])
def test_a_kept_file_that_is_not_whole(project: Project, name: str) -> None:
    project.write({"index.rst": PAGE})
    clean = project.build("html").read("index.html")
    path = project.build_folder / "doctrees" / name
    chance = random.Random(name)
    for cut in (False, True):
        path.write_bytes(damage(path.read_bytes(), chance, cut))
        built = project.build("html")
        assert built.warnings == []
        assert built.read("index.html") == clean
        assert path.exists()


def test_a_document_that_changes_while_it_is_read(project: Project) -> None:
    change = """
from pathlib import Path

def late(app, docname, source):
    path = Path(app.srcdir, "index.rst")
    text = path.read_text(encoding="utf-8")
    if "one" in text:
        path.write_text(text.replace("one", "three"), encoding="utf-8")

def setup(app):
    app.connect("source-read", late)
"""
    project.write({"index.rst": PAGE, "conf.py": change})
    assert "one" in project.build("html").read("index.html")
    assert "three" in project.build("html").read("index.html")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs groups of processes")
def test_killed_at_random(project: Project, tmp_path: Path) -> None:
    trials = Trials(Edition(project, SEED, SMALLER), tmp_path / "out", SEED)
    trials.once("html")


def test_what_is_kept(project: Project) -> None:
    project.write({"index.rst": PAGE}).build("html")
    names = {path.name for path in kept_files(project.build_folder / "doctrees")}
    assert names == {"environment.pickle", "index.doctree", SEAL}
