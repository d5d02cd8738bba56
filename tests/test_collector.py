"""The garbage collector is spared while a process does nothing but build, and given back."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from sphinx_critique.project import collector

from .conftest import Project
from .editions import MINIMAL

FROZEN = """
import gc

def setup(app):
    app.connect("env-updated", lambda *_: print("FROZEN", gc.get_freeze_count() > 0))
"""


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    gc.unfreeze()
    yield
    assert gc.get_freeze_count() == 0


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no other thread ran: those of pytest-xdist do."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def frozen(project: Project, capsys: Any) -> bool:
    project.write(MINIMAL | {"conf.py": FROZEN}).build("html", fresh=True)
    return "FROZEN True" in str(capsys.readouterr().out)


def test_what_stays_is_set_aside_while_a_project_is_built(
    project: Project, capsys: Any, alone: None
) -> None:
    assert frozen(project, capsys)


def test_it_is_given_back_where_a_build_ends_in_an_error(project: Project, alone: None) -> None:
    broken = "def setup(app):\n    app.connect('env-updated', lambda *_: 1 / 0)\n"
    with pytest.raises(Exception, match="division"):
        project.write(MINIMAL | {"conf.py": broken}).build("html")


def test_programs_that_do_more_are_left_alone(
    project: Project, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not frozen(project, capsys)


def test_what_others_have_set_aside_stays(monkeypatch: pytest.MonkeyPatch, alone: None) -> None:
    gc.freeze()
    spared = collector.Spared()
    spared.begin()
    spared.end()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
