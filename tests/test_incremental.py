"""Whatever is edited, however it is built: the output is that of a clean build."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Project
from .edited import DOCUMENTS, KINDS, ROUNDS, SEED, SMALLER, Edition
from .edits import EDITS, Edit, add_a_note_at_the_beginning, reorder_a_toctree, review_another_work
from .rebuilt import WITHOUT_SEARCH, Builds, assert_as_clean, assert_same, contents, ours, pages

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


@pytest.fixture
def edition(project: Project) -> Edition:
    return Edition(project, SEED)


def test_the_edition_has_all_that_can_be_written(edition: Edition, builds: Builds) -> None:
    built = builds.clean("dummy")
    domain = built.app.env.get_domain("critique")
    assert len(built.app.env.all_docs) == DOCUMENTS
    assert {each.kind for each in domain.edition.items if hasattr(each, "kind")} == set(KINDS)
    targets = domain.edition.targets
    across = [t for note, t in targets.items() if domain.edition.get(note).docname != t.docname]
    anchored = set(domain.edition.spans) & {n for n, t in targets.items() if t in across}
    assert len(anchored) > 5
    text = "".join(str(page) for page in edition.pages.values())
    for option in "on", "with", "at", "cite", "right", "charged", "tags", "any", "quote", "locus":
        assert f":{option}:" in text
    assert {w.rpartition("[critique.")[2] for w in ours(built)} >= {"lemma]", "reference]"}


@pytest.mark.parametrize("half", [0, 1])
def test_every_edit(project: Project, builds: Builds, half: int) -> None:
    """After each edit an incremental build, serial and parallel in turn, is as a clean one."""
    edition = Edition(project, SEED + half)
    edits = random.Random(SEED).sample(EDITS, len(EDITS))[half::2]
    builds.build("kept")
    for count in range(ROUNDS):
        together = edits[count::ROUNDS]
        edition.make(*together)
        kept = builds.build("kept", parallel=4 if count % 2 else 0)
        assert_as_clean(kept, builds.clean(), ", ".join(edit.__name__ for edit in together))


def test_parallel_is_serial_in_a_real_theme_with_search(edition: Edition, builds: Builds) -> None:
    edition.project.config |= {"html_theme": "alabaster", "html_copy_source": True}
    edition.project.write({"conf.py": ""})
    serial, parallel = builds.clean(), builds.build("parallel", parallel=4)
    assert {"searchindex.js", "objects.inv", "page01.html"} <= contents(serial.out).keys()
    assert_as_clean(parallel, serial)


def test_two_builders_over_the_same_doctrees(project: Project, builds: Builds) -> None:
    """The first of the two reads what was edited; the other finds it read, and its own stale."""
    edition = Edition(project, SEED, SMALLER)
    builds.build("kept", "html")
    builds.build("kept", "text")
    for edit in add_a_note_at_the_beginning, review_another_work:
        edition.make(edit)
        for builder in "html", "text":
            kept = builds.build("kept", builder)
            assert_as_clean(kept, builds.clean(builder), f"{edit.__name__}, {builder}")
    edition.make(reorder_a_toctree)
    builds.build("kept", "text")
    assert_as_clean(builds.build("kept", "html"), builds.clean("html"))


def test_nothing_changed(edition: Edition, builds: Builds) -> None:
    first = builds.build("kept")
    before = pages(first.out)
    assert ours(first)
    for parallel in 0, 4:
        again = builds.build("kept", parallel=parallel)
        assert "no targets are out of date" in again.app.status.getvalue()
        assert pages(again.out) == before
        assert ours(again) == ours(first)


def test_two_clean_builds(edition: Edition, tmp_path: Path) -> None:
    """In two processes that hash differently, into two folders."""
    settings = "".join(f"{name} = {value!r}\n" for name, value in edition.project.config.items())
    edition.project.write({"conf.py": settings})
    outputs = []
    for seed in "1", "2":
        out = tmp_path / f"folder{seed}" / "html"
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", edition.project.source, out]
        subprocess.run(
            command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        outputs.append(contents(out))
    assert outputs[0].keys() == outputs[1].keys()
    assert_same(*outputs)


def written_after(edition: Edition, builds: Builds, edit: Edit) -> set[str]:
    """The pages that a build after an edit writes again."""
    before = pages(builds.build("kept").out)
    edition.make(edit)
    after = pages(builds.build("kept").out)
    return {name for name, when in after.items() if before.get(name) != when}


def test_an_edit_rewrites_its_document_only(edition: Edition, builds: Builds) -> None:
    def edit(edition: Edition) -> None:
        edition.pages["page05"].tail += " And more words."

    # Sphinx itself writes the pages again in whose toctrees a document stands: up to 8.0 the
    # page above these too.
    written = written_after(edition, builds, edit)
    assert {"page05.html"} <= written <= {"page05.html", "part1.html", "index.html"}


def test_an_edit_rewrites_what_shows_it(project: Project, builds: Builds) -> None:
    """Renumbered: what stands later. Not: what stands before, and refers to nothing later."""
    note = "{0}\n=\n\n.. excerpt::\n   :name: e{0}\n\n   some words\n\n.. gloss:: words\n\n   A.\n"
    project.write({f"{name}.rst": note.format(name) for name in "abcd"})
    project.write(
        {
            "index.rst": "I\n=\n\n.. toctree::\n\n   a\n   b\n   c\n   d\n   e\n   f\n",
            "e.rst": "E\n=\n\nNo more than :critique:ref:`eb`.\n",
            "f.rst": "F\n=\n\nNothing of ours.\n",
        }
    )
    before = pages(builds.build("kept").out)
    project.write({"c.rst": note.format("c") + "\n.. gloss:: some\n\n   B.\n"})
    after = pages(builds.build("kept").out)
    assert {name for name in after if before[name] != after[name]} == {
        "c.html",
        "d.html",
        "index.html",
    }
    project.write({"b.rst": note.format("b").replace("excerpt", "quotation")})
    again = pages(builds.build("kept").out)
    assert {name for name in again if after[name] != again[name]} == {
        "b.html",
        "e.html",
        "index.html",
    }


ELSEWHERE = {
    "index.rst": "I\n=\n\n.. toctree::\n\n   shown\n   on\n   beside\n   bibliography\n",
    "shown.rst": (
        "Shown\n=====\n\n.. excerpt:: source1, 12\n   :name: passage\n   :date: 1921\n\n"
        "   Some words.\n"
    ),
    "on.rst": "On\n==\n\n.. gloss:: some words\n   :on: passage\n\n   A.\n",
    "beside.rst": "Beside\n======\n\n.. gloss::\n   :at: work\n   :with: passage\n\n   B.\n",
    "bibliography.rst": "Sources\n=======\n\n.. bibliography::\n",
    "sources.bib": "@book{source1, author = {Author, An}, title = {The title}, year = {1950}}\n",
}


@pytest.mark.parametrize(
    ("name", "old", "new", "shows"),
    [
        ("shown.rst", "Some words", "SOME words", "on"),
        ("shown.rst", "Some words", "These words", "on"),
        ("shown.rst", "Some words", "SOME words", "beside"),
        ("shown.rst", "1921", "1922", "beside"),
        ("shown.rst", "source1, 12", "source1, 13", "beside"),
        ("shown.rst", "   :date", "   :voice: Serge\n   :date", "beside"),
        ("sources.bib", "1950", "1960", "beside"),
        ("bibliography.rst", ".. bibliography::", "", "beside"),
    ],
)
def test_what_is_printed_again_elsewhere(
    project: Project, builds: Builds, name: str, old: str, new: str, shows: str
) -> None:
    """The page that prints another's words again is as right as that other."""
    project.config |= {"bibtex_bibfiles": ["sources.bib"], "bibtex_reference_style": "author_year"}
    project.write(ELSEWHERE | {"conf.py": WITHOUT_SEARCH})
    before = builds.build("kept").read(f"{shows}.html")
    project.write({name: ELSEWHERE[name].replace(old, new)})
    kept, clean = builds.build("kept"), builds.clean()
    assert clean.read(f"{shows}.html") != before
    assert_as_clean(kept, clean)


def test_words_that_differ_in_case_keep_their_order_in_the_index(
    project: Project, builds: Builds
) -> None:
    page = "{0}\n=\n\n.. excerpt:: 3\n\n   {0} here.\n\n.. gloss:: {0}\n\n   A note.\n"
    pages = {"a.rst": page.format("WORDS"), "b.rst": page.format("words")}
    toctree = "Top\n===\n\n.. toctree::\n\n   a\n   b\n"
    project.write(pages | {"index.rst": toctree, "conf.py": WITHOUT_SEARCH})
    before = builds.build("kept").read("genindex.html")
    assert before.index(">WORDS<") < before.index(">words<")
    project.write({"a.rst": pages["a.rst"].replace("A note", "Another")})
    assert_as_clean(builds.build("kept"), builds.clean())
