"""Where words may stand among many transcripts: none is missed, and few are looked into."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from sphinx_critique.cli import main
from sphinx_critique.sources import cataloguing
from sphinx_critique.sources.catalogue import Catalogue, rows_of, words_of
from sphinx_critique.sources.cataloguing import Lying, fill, likely
from sphinx_critique.sources.library import Library
from sphinx_critique.texts.transcripts import Reading

from .conftest import Project

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]
NOTHING = lambda number, of: None  # noqa: E731


def book(seed: int, words: int = 900) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choices(VOCABULARY, [1 / (n + 1) for n in range(720)], k=words))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = Catalogue(tmp_path_factory.mktemp("catalogue") / "a.catalogue")
    for number in range(40):
        catalogue.add(f"d{number}", rows_of(book(number)))
    return catalogue


ALL = [f"d{number}" for number in range(40)]


@given(st.integers(0, 39), st.integers(0, 850), st.integers(5, 50))
def test_what_stands_is_among_the_likely(
    filled: Catalogue, number: int, start: int, length: int
) -> None:
    words = book(number).split()[start : start + length]
    assert f"d{number}" in filled.likely([" ".join(words)], ALL)[0].together


@given(st.integers(0, 39), st.integers(0, 850), st.integers(8, 50), st.integers(0, 60))
def test_so_is_what_has_a_wrong_word(
    filled: Catalogue, number: int, start: int, length: int, place: int
) -> None:
    words = book(number).split()[start : start + length]
    words[place % len(words)] = "neverthere"
    [found] = filled.likely([" ".join(words)], ALL)
    assert f"d{number}" in [*found.together, *found.some]


def test_only_transcripts_asked_for_are_named(filled: Catalogue) -> None:
    words = " ".join(book(3).split()[100:120])
    [found] = filled.likely([words], ["d4", "d5", "unknown"])
    assert {*found.some} <= {"d4", "d5"}
    assert filled.likely(["", "neverthere"], ALL) == [([], []), ([], [])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Épître à la Reine", ["epitre", "a", "la", "reine"]),
        ("l’homme, so-called", ["l", "homme", "so", "called"]),
        ("the ra-\n  tion", ["the", "ra", "tion", "ration"]),
        ("soft\u00adhyphen ﬁne ſo", ["softhyphen", "fine", "so"]),
    ],
)
def test_words_are_bare(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "text", ["πλατύ ποτάμι", "שָׁלוֹם עולם", "漢字仮名", "ภาษาไทย", "слово и дело"]
)
def test_every_script_is_found(tmp_path: Path, text: str) -> None:
    catalogue = Catalogue(tmp_path / "a.catalogue")
    catalogue.add("other", rows_of("nothing of it"))
    catalogue.add("it", rows_of(f"before {text} after"))
    assert catalogue.likely([text], ["it", "other"]) == [(["it"], [])]


def lying(folder: Path, count: int) -> dict[str, Lying]:
    found = {}
    for number in range(count):
        path = folder / f"b{number}.txt"
        path.write_text(book(number), encoding="utf-8")
        found[f"d{number}"] = Lying(path, Reading())
    return found


def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books, catalogue = lying(tmp_path, 12), Catalogue(tmp_path / "a.catalogue")

    def stop(number: int, of: int) -> None:
        if number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(catalogue, books, stop)
    assert len(catalogue.missing(books)) == 7
    told: list[tuple[int, int]] = []
    fill(catalogue, books, lambda *given: told.append(given))
    assert told[-1] == (7, 7)
    monkeypatch.setattr(cataloguing, "read_transcript", None)
    fill(catalogue, books, NOTHING)


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    books, path = lying(tmp_path, 3), tmp_path / "a.catalogue"
    path.write_bytes(b"no base of data " * 100)
    words = " ".join(book(2).split()[50:70])
    assert likely(Catalogue(path), books, [words], NOTHING)[0].together == ["d2"]


def test_where_nothing_can_be_told_all_are_likely(tmp_path: Path) -> None:
    books = lying(tmp_path, 3)
    catalogue = Catalogue(tmp_path / "not" / "there")
    assert likely(catalogue, books, ["words"], NOTHING) == [(list(books), [])]


def test_what_cannot_be_read_holds_no_words(tmp_path: Path) -> None:
    books = lying(tmp_path, 2)
    (tmp_path / "b0.txt").write_bytes(b"\xff\xfe\xff")
    catalogue = Catalogue(tmp_path / "a.catalogue")
    assert likely(catalogue, books, [book(1)[:79]], NOTHING)[0].together == ["d1"]
    assert catalogue.missing(books) == []


@pytest.fixture
def library(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(project.source)
    files = {f"transcripts/book{n}.txt": f"[p. {n + 1}]\n{book(n)}\n" for n in range(20)}
    project.write({"conf.py": 'extensions = ["sphinx_critique"]\n', "index.rst": "A\n=\n", **files})
    return lambda *words: CliRunner().invoke(main, ["find", *words])


def test_of_many_transcripts_few_are_opened(
    library: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    index = Library.index

    def noted(self: Library, key: str) -> object:
        opened.append(key)
        return index(self, key)

    monkeypatch.setattr(Library, "index", noted)
    words = " ".join(book(7).split()[200:240])
    result = library(words)
    assert result.exit_code == 0
    assert "book7, 8: verbatim" in result.output
    assert opened == ["book7"]
    assert library("neverthere", "anywhere").exit_code == 1
    assert opened == ["book7"]


def test_two_processes_fill_one_catalogue(tmp_path: Path) -> None:
    lying(tmp_path, 12)
    code = f"""
from pathlib import Path
from sphinx_critique.sources.catalogue import Catalogue
from sphinx_critique.sources.cataloguing import Lying, fill
from sphinx_critique.texts.transcripts import Reading
folder = Path({str(tmp_path)!r})
books = {{f"d{{n}}": Lying(folder / f"b{{n}}.txt", Reading()) for n in range(12)}}
fill(Catalogue(folder / "a.catalogue"), books, lambda *given: None)
"""
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    catalogue = Catalogue(tmp_path / "a.catalogue")
    for number in range(12):
        words = " ".join(book(number).split()[300:340])
        assert catalogue.likely([words], ALL[:12])[0].together == [f"d{number}"]
