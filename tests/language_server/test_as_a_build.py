"""An editor is told what a build from clean says of the same text, saved or not yet saved."""

import gc
import random
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree

import pytest
from docutils import nodes

from sphinx_critique.cli.lsp.reading.opened import opened
from sphinx_critique.cli.lsp.reading.trees import Trees

from ..browsing import PROJECTS
from ..conftest import THOROUGH, Project, forget_changes, require
from ..edited import SEED
from ..edits import EDITS
from ..test_cases import CASES, Case, set_up
from .faulty import OF_OTHERS, Quoting
from .held import Builds, Told, told_by_server

EXPECTED = set(
    """
    critique.lemma critique.target critique.reference critique.citation critique.misquoted
    critique.not-found docutils ref.ref toc.not_readable toc.not_included
    """.split()
)
EDITED = 200 if THOROUGH else 40
TOGETHER = 4
WARNING = [(path, each) for path in CASES for case in [Case.read(path)] for each in case.markups]
WARNING = [(path, markup) for path, markup in WARNING if "warnings" in Case.read(path).sections]
TRIED = WARNING if THOROUGH else WARNING[::5]


@pytest.fixture(scope="module")
def builds() -> Iterator[Builds]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield Builds(pool)


def scratch(project: Project) -> Path:
    """Where what is read of a project is written."""
    folder = project.build_folder.with_name("scratch")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def assert_same(server: set[Told], build: set[Told], when: str = "") -> None:
    if server != build:
        pytest.fail(
            f"{when}\nserver only: {sorted(server - build)}\nbuild only: {sorted(build - server)}"
        )


@pytest.mark.slow
@pytest.mark.parametrize(("path", "markup"), TRIED, ids=lambda each: getattr(each, "stem", each))
def test_a_case(path: Path, markup: str, project: Project, builds: Builds) -> None:
    case = Case.read(path)
    if any(name.endswith(".md") for name in case.written_in(markup)):
        require(find_spec("myst_parser"), "myst-parser")
    set_up(case, project, markup)
    set_in_file(project, case.sections.get("conf", ""))
    built = builds.told(project)
    with opened(project.source, scratch(project)) as first:
        assert_same(told_by_server(first), built)
    forget_changes()
    with opened(project.source, scratch(project)) as again:
        assert_same(told_by_server(again), built, "of what was kept")


def set_in_file(project: Project, rest: str) -> None:
    """Have ``conf.py`` say what tests say beside it."""
    given = "".join(f"{name} = {value!r}\n" for name, value in project.config.items())
    project.write({"conf.py": given + rest})
    project.config = {}


@pytest.mark.slow
def test_the_pamphlet_while_words_of_it_are_changed(project: Project, builds: Builds) -> None:
    copytree(PROJECTS / "pamphlet", project.source, dirs_exist_ok=True)
    say_the_types_of_warnings(project)
    draw = random.Random(SEED)
    page = project.source / "index.rst"
    text = page.read_text(encoding="utf-8")
    with opened(project.source, scratch(project)) as first:
        assert_same(told_by_server(first), set())
        for _ in range(20 if THOROUGH else 5):
            text = with_a_word_changed(text, draw)
            first.read({str(page): text})
            told = told_by_server(first)
            page.write_text(text, encoding="utf-8")
            assert_same(told, builds.told(project))
    assert len({each.code for each in told}) > (2 if THOROUGH else 0)


def say_the_types_of_warnings(project: Project) -> None:
    with (project.source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nshow_warning_types = True\n")


def with_a_word_changed(text: str, draw: random.Random) -> str:
    found = draw.choice(list(re.finditer(r"\b[\w'-]+\b", text)))
    return text[: found.start()] + draw.choice(("", "not", "other words")) + text[found.end() :]


@pytest.mark.slow
def test_after_random_edits(project: Project, builds: Builds) -> None:
    edition = Quoting(project, SEED)
    chosen = random.Random(SEED)
    codes: set[str] = set()
    keeping = ExitStack()
    edits = [*EDITS, *OF_OTHERS] * (EDITED // len(EDITS) + 1)
    chosen.shuffle(edits)
    with keeping:
        server = keeping.enter_context(opened(project.source, scratch(project)))
        for start in range(0, EDITED, TOGETHER):
            made = edits[start : start + TOGETHER]
            when = f"{start} {', '.join(each.__name__ for each in made)}"
            for edit in made:
                with suppress(LookupError, ValueError):  # Of what an edit before has taken away.
                    edit(edition)
            unsaved = edition.unsaved()
            if unsaved is not None:
                server.read(unsaved)
                told = told_by_server(server)
            edition.write()
            built = builds.told(project)
            if unsaved is not None:
                assert_same(told, built, f"{when}, unsaved")
            if server.is_set_anew:
                keeping.close()
                forget_changes()
                server = keeping.enter_context(opened(project.source, scratch(project)))
            server.read({})
            assert_same(told_by_server(server), built, when)
            codes |= {each.code for each in built}
    assert codes >= (EXPECTED if THOROUGH else set())


def test_only_what_has_changed_is_read(project: Project) -> None:
    """From the first time on, when nothing was kept yet; what was kept is not kept again."""
    pages = {f"page{number}.rst": f"Page {number}\n======\n\n:orphan:\n" for number in range(3)}
    project.write({"index.rst": "Edition\n=======\n", **pages})
    set_in_file(project, "")
    read: list[str] = []
    kept: list[None] = []
    for times in range(2):
        forget_changes()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Trees, "keep", lambda _: kept.append(None))
            if times == 0:
                patched.undo()
            with opened(project.source, scratch(project)) as server:
                server.app.connect("env-purge-doc", lambda _, __, name: read.append(name))
                server.read({})
                assert read == []
                server.read({str(project.source / "page1.rst"): "Page 1\n======\n\nWords.\n"})
                assert set(read) == {"page1"}
                read.clear()
    assert kept == []


def test_what_was_resolved_before_is_not_held(project: Project) -> None:
    """sphinxcontrib-bibtex sets the words of an entry into the same nodes each time."""
    index = "Edition\n=======\n\n.. toctree::\n\n   page\n\n.. bibliography::\n"
    project.cite().write({"index.rst": index, "page.rst": "Page\n====\n\n:cite:`serge2016`\n"})
    page = str(project.source / "page.rst")
    set_in_file(project, "")
    with opened(project.source, scratch(project)) as server:
        for number in range(4):
            server.read({page: f".. _at{number}:\n\nPage\n====\n\n:cite:`serge2016`\n"})
            while server.resolve():
                pass
        gc.collect()
        trees = [each for each in gc.get_objects() if type(each) is nodes.document]
        listed = [each for each in trees if each["source"].endswith("index.rst")]
    assert len(listed) <= 1


def test_what_has_grown_is_begun_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write({"index.rst": "Edition\n=======\n"})
    set_in_file(project, "")
    with opened(project.source, scratch(project)) as server:
        assert not server.is_set_anew
        monkeypatch.setattr("sphinx_critique.cli.lsp.reading.opened._MOST_GROWN", -1)
        assert server.is_set_anew
