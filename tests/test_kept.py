"""What the environment keeps of documents is what was read, packed or not."""

import pickle
from typing import Any

import pytest

from sphinx_critique.model.records import Document
from sphinx_critique.project import kept
from sphinx_critique.project.kept import Kept

READ = {name: Document(works=(name,) * 50) for name in ("b", "a", "c")}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each record was that has been opened."""
    found: list[int] = []
    decompress = kept.zlib.decompress

    def telling(packed: bytes) -> Any:
        found.append(len(packed))
        return decompress(packed)

    monkeypatch.setattr(kept.zlib, "decompress", telling)
    return found


def test_they_come_back_in_their_order(opened: list[int]) -> None:
    first = Kept()
    first.update(READ)
    again = pickle.loads(pickle.dumps(first))
    assert not opened
    assert list(again) == ["b", "a", "c"]
    assert dict(again) == READ
    assert len(opened) == len(READ)


def test_one_is_read_anew() -> None:
    again = pickle.loads(pickle.dumps(_kept()))
    again["a"] = Document(works=("new",))
    del again["b"]
    assert dict(pickle.loads(pickle.dumps(again))) == {
        "a": Document(works=("new",)),
        "c": READ["c"],
    }


def test_what_another_process_has_read_is_taken_as_it_is(opened: list[int]) -> None:
    here, there = _kept(), _kept()
    there["a"] = Document(works=("there",))
    here.take({"a"}, pickle.loads(pickle.dumps(there)))
    assert not opened
    assert here["a"] == Document(works=("there",))
    assert here["b"] is READ["b"]


def _kept() -> Kept:
    found = Kept()
    found.update(READ)
    return found
