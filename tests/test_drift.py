"""``sphinx-critique drift``: what is told is the difference of two full checks, with its cause."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main
from sphinx_critique.edition.lemmata import anchored
from sphinx_critique.model.cache import VARIABLE
from sphinx_critique.model.files import digest
from sphinx_critique.model.records import Annotation
from sphinx_critique.texts.anchoring import LemmaAmbiguous, LemmaError

from .conftest import BIBLIOGRAPHY, Built, Project, program
from .drifting import TOKEN, Edition, some_edits
from .rebuilt import assert_same, contents

Seen = dict[tuple[str, str], tuple[Any, ...]]
"""What a full check says of each quotation and lemma, by what tells it from all others."""
Told = tuple[str, tuple[Any, ...] | None, tuple[Any, ...] | None]


def drift(*args: str) -> Result:
    return CliRunner().invoke(main, ["drift", *args])


def quotations(built: Built, edition: Edition) -> Seen:
    """From ``output.json``, by the word of its own that each has: its words, and the outcome."""
    names = _names(built)
    patterns = edition.settings.get("critique_check_ignore") or []
    assert isinstance(patterns, list)
    return {
        ("quotation", _token(row, names)): (
            row["quotation"],
            row["status"],
            row["place"],
            row["found"]["page"] if row["found"] else "",
            row["emphasis"],
            sorted(row["hides"]),
            any(each in row["quotation"] for each in patterns),
        )
        for row in map(json.loads, built.read("output.json").splitlines())
    }


def _token(row: dict[str, Any], names: dict[tuple[str, int], str]) -> str:
    """The word by which a quotation is known; where none could be drawn, that of its name."""
    found = TOKEN.findall(row["quotation"]) or TOKEN.findall(names[row["filename"], row["lineno"]])
    return found[0]


def _names(built: Built) -> dict[tuple[str, int], str]:
    """The names of excerpts, by their places."""
    items = built.app.env.get_domain("critique").edition.items
    source = Path(built.app.srcdir)
    return {
        (Path(each.location.source).relative_to(source).as_posix(), each.location.line): each.name
        for each in items
    }


def lemmata(built: Built) -> Seen:
    """From the edition, by the names of notes: each lemma, how and in what it stands, and where."""
    edition = built.app.env.get_domain("critique").edition
    return {
        ("lemma", item.name): (item.lemma, *_anchored(edition, item))
        for item in edition.items
        if isinstance(item, Annotation)
    }


def _anchored(edition: Any, note: Annotation) -> tuple[Any, ...]:
    target = edition.targets.get(note.id)
    if target is None:
        return ("astray", "", "", None)
    try:
        start, end = anchored(target.text, note.lemma)
    except LemmaAmbiguous:
        return ("ambiguous", target.name, "", None)
    except LemmaError:
        return ("missing", target.name, "", None)
    return ("stands", target.name, target.text[start:end], len(target.text[: start + 1].split()))


def seen(edition: Edition) -> Seen:
    built = edition.project.build("quotecheck")
    return quotations(built, edition) | lemmata(built)


def told(result: Result) -> Iterator[tuple[tuple[str, str], Told, dict[str, Any]]]:
    """Of each that is told: what has become of it, what was and what is; and all its fields."""
    for row in map(json.loads, result.stdout.splitlines()):
        yield _who(row), (row["event"], _side(row["was"]), _side(row["is"])), row


def _who(row: dict[str, Any]) -> tuple[str, str]:
    sides = [each for each in (row["is"], row["was"]) if each]
    if row["kind"] == "lemma":
        return "lemma", sides[0]["name"]
    words = " ".join(each["quotation"] for each in sides)
    return "quotation", (TOKEN.findall(words) or [words])[0]


def _side(side: dict[str, Any] | None) -> tuple[Any, ...] | None:
    if side is None:
        return None
    if "lemma" in side:
        passage = side["passage"] or {"name": ""}
        return side["lemma"], side["status"], passage["name"], side["words"], side["at"]
    fields = ("quotation", "status", "place", "page", "emphasis", "hides", "passed_over")
    return tuple(side[each] for each in fields)


def difference(before: Seen, after: Seen) -> dict[tuple[str, str], Told]:
    """What has become of each that is not as it was."""
    found = {}
    for who in before.keys() | after.keys():
        old, new = before.get(who), after.get(who)
        event = _event(who[0], old, new)
        if event:
            found[who] = (event, old, new)
    return found


def _event(kind: str, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if kind == "quotation":
        reworded = "reworded" if old[0] != new[0] else ""
        return "drifted" if old[1:] != new[1:] else reworded
    if old[1:3] != new[1:3]:
        return "drifted"
    if old[0] != new[0]:
        return "reworded"
    if old[3] != new[3]:
        return "drifted"
    return "moved" if old[4] != new[4] else ""


def hold(project: Project, seed: int, count: int) -> dict[str, int]:
    """Edit at random; hold what is told against two full checks. How much has drifted, by cause."""
    edition = Edition(project, seed)
    before = seen(edition)
    found: dict[str, int] = {}
    for edit in some_edits(seed, count):
        cause = edit(edition)
        edition.write()
        result = drift("-p", str(project.source), "--json", "--all")
        assert result.exit_code in (0, 1), (edit.__name__, result.output)
        after = seen(edition)
        rows = list(told(result))
        assert {who: what for who, what, _ in rows} == difference(before, after), edit.__name__
        drifted = [row for _, what, row in rows if what[0] == "drifted"]
        strange = [row for row in drifted if row["why"] != [cause]]
        assert not strange, f"{edit.__name__}: {json.dumps(strange[:1])}"
        assert result.exit_code == any(row["worse"] for row in drifted)
        found[cause] = found.get(cause, 0) + len(drifted)
        before = after
    return found


def test_what_is_told_is_the_difference_of_two_full_checks(project: Project) -> None:
    assert hold(project, 3, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1921, 1922, 1923])
def test_so_it_is_after_sixty_edits(project: Project, seed: int) -> None:
    found = hold(project, seed, 60)
    assert found.keys() == {"transcript", "errata", "document", "settings", "bibliography"}
    assert min(found.values()) > 0, found
    assert sum(found.values()) > 100


CONF = """\
extensions = ["sphinx_critique", "myst_parser"]
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
"""
TRANSCRIPT = """\
[p. 107]
They asked for the end of rationing, freedom for small traders and nothing else.
[p. 108]
Nobody would have refused them, unless they had asked for it twice.
"""
PAGE = """\
Title
=====

.. excerpt:: 107
   :name: demands

   the end of rationing, freedom for small traders

.. omission:: end of rationing

   Not :quote:`refused them <108>`.

.. include:: part.txt

.. bibliography::
"""
PART = ".. excerpt:: 107\n\n   They asked for the end\n\n.. gloss:: asked for\n\n   So.\n"
MARKED = "# Marked\n\n{quote}`asked for it twice <108>`\n"
FILES = {
    "docs/conf.py": f"{CONF}exclude_patterns = ['part.txt']\n",
    "docs/index.rst": PAGE,
    "docs/part.txt": PART,
    "docs/marked.md": f"---\norphan: true\n---\n\n{MARKED}",
    "docs/sources.bib": BIBLIOGRAPHY,
    "docs/transcripts/serge2016.txt": TRANSCRIPT,
}
STATE = "output.state"


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in a folder of another, with users' folder of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    project = Project(tmp_path).write(FILES)
    monkeypatch.chdir(project.source)
    return project


def change(name: str, old: str, new: str) -> None:
    path = Path("docs", name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def sphinx_build(builder: str, *args: str) -> str:
    """What a build says, as users start it."""
    command = [sys.executable, "-m", "sphinx", "-b", builder, "docs", f"build/{builder}", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.stdout


def lines(result: Result) -> list[str]:
    return result.stdout.splitlines()


def test_without_a_full_check_it_says_what_to_do(review: Project) -> None:
    result = drift("-p", "docs")
    assert result.exit_code == 2
    assert "run sphinx-build -b quotecheck, or sphinx-critique drift --keep" in result.stderr
    assert drift("-p", "docs", "--keep").exit_code == 0
    result = drift("-p", "docs")
    assert (result.exit_code, lines(result)) == (
        0,
        ["nothing has drifted since the last full check."],
    )


@pytest.mark.slow
def test_a_check_is_kept_and_only_a_full_one(review: Project) -> None:
    sphinx_build("quotecheck")
    change("transcripts/serge2016.txt", "small traders", "small traitors")
    said = "1 quotation has drifted since the last full check, 1 for the worse"
    for _ in range(2):  # The second says what the first has found.
        assert f"{said}: sphinx-critique drift\n" in sphinx_build("html")
    result = drift("-p", "docs")
    words = "“the end of rationing, freedom for small traders”"
    assert lines(result) == [
        f"docs/index.rst:4: [verbatim → misquoted] serge2016, 107: {words}; because of: transcript",
        f"{said}.",
    ]
    assert result.exit_code == 1
    assert drift("-p", "docs", "--fail-on", "never").exit_code == 0
    told = sphinx_build("quotecheck")
    assert "drifted index.rst:4: [verbatim → misquoted]" in told
    assert said in told
    assert "drifted" not in sphinx_build("html")
    change("transcripts/serge2016.txt", "small traitors", "small traders")
    assert drift("-p", "docs").exit_code == 0
    assert drift("-p", "docs", "--fail-on", "any").exit_code == 1


@pytest.mark.slow
def test_pages_and_reports_are_the_same_whatever_has_drifted(review: Project) -> None:
    sphinx_build("html")
    before = contents(Path("build/html"))
    drift("-p", "docs", "--keep")
    change("part.txt", "asked for\n", "nowhere\n")
    drift("-p", "docs", "--keep")
    change("part.txt", "nowhere\n", "asked for\n")
    assert "1 lemma has drifted" in sphinx_build("html")
    assert_same(contents(Path("build/html")), before)
    sphinx_build("quotecheck")
    report = contents(Path("build/quotecheck"))
    shutil.rmtree("build/quotecheck")
    sphinx_build("quotecheck", "-j", "2")
    assert_same(contents(Path("build/quotecheck")), report)


def test_what_moves_or_is_numbered_anew_has_not_drifted(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("index.rst", ".. excerpt", ".. gloss::\n   :at: 12\n\n   First.\n\n.. excerpt")
    change("marked.md", "{quote}", "Words, words.\n\nWords. {quote}")
    Path("docs/marked.md").rename("docs/renamed.md")
    result = drift("-p", "docs", "--all", "--fail-on", "any")
    assert result.exit_code == 0
    assert lines(result) == ["nothing has drifted since the last full check."]


def test_lemmata_are_followed_by_their_words(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("index.rst", "   the end of rationing", "   at last the end of rationing")
    change("part.txt", "   They asked for", "   They had begged for")
    result = drift("-p", "docs", "--all")
    assert [line for line in lines(result) if "lemma " in line] == [
        "docs/index.rst:9: [moved] lemma “end of rationing” (omission);"
        " it stands elsewhere: word 2 → word 4",
        "docs/part.txt:5: [stands → missing] lemma “asked for” (gloss);"
        " the nearest words there are “begged for the”; because of: document",
        "2 quotations and 1 lemma have drifted since the last full check, 3 for the worse;"
        " 1 lemma moved.",
    ]


def test_a_lemma_that_has_become_ambiguous_or_lost_its_excerpt(review: Project) -> None:
    change("index.rst", ".. omission:: end of rationing", ".. omission:: end\n   :on: demands")
    drift("-p", "docs", "--keep")
    change("index.rst", "rationing, freedom", "rationing, the end, freedom")
    assert (
        "[stands → ambiguous] lemma “end” (omission); because of: document"
        in drift("-p", "docs").stdout
    )
    change("index.rst", "   :name: demands\n", "")
    told = (
        "[stands → astray] lemma “end” (omission); what it answered is not there: excerpt demands"
    )
    assert told in drift("-p", "docs").stdout


def test_new_and_removed_ones_are_told_apart(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("part.txt", PART, "")
    change("marked.md", "{quote}", "{quote}`Nobody would <108>` {quote}")
    result = drift("-p", "docs", "--fail-on", "any")
    assert result.exit_code == 0
    told = "nothing has drifted since the last full check; 1 quotation new;"
    assert lines(result) == [f"{told} 1 quotation and 1 lemma gone."]
    events = [json.loads(line)["event"] for line in lines(drift("-p", "docs", "--all", "--json"))]
    assert sorted(events) == ["gone", "gone", "new"]


@pytest.mark.slow
def test_a_broken_state_is_as_none_and_is_told(review: Project) -> None:
    sphinx_build("quotecheck")
    [path] = Path(os.environ[VARIABLE]).glob("*.state")
    whole = path.read_bytes()
    other = b'{"form": 0}'
    for broken in (b"", whole[:-1], whole + b" ", digest(other).encode() + b"\n" + other):
        path.write_bytes(broken)
        result = drift("-p", "docs")
        assert result.exit_code == 2
        assert "run sphinx-build -b quotecheck again" in result.stderr
        assert "sphinx-build -b quotecheck writes it anew" in sphinx_build("html")
    assert "what has drifted since cannot be told" in sphinx_build("quotecheck")
    assert path.read_bytes() == whole


@pytest.mark.slow
def test_against_what_another_check_has_left(review: Project, tmp_path: Path) -> None:
    sphinx_build("quotecheck")
    change("marked.md", "twice", "thrice")
    sphinx_build("quotecheck", "-q")
    assert drift("-p", "docs").exit_code == 0
    change("marked.md", "thrice", "twice")
    for named in ("build/quotecheck", "build", f"build/quotecheck/{STATE}"):
        result = drift("-p", "docs", "--against", named)
        assert "docs/marked.md:7: [misquoted → verbatim]" in result.stdout
        assert result.exit_code == 0
    assert f"there is no {STATE} in" in drift("-p", "docs", "--against", "docs").stderr
    assert drift("-p", "docs", "--against", "docs/conf.py").exit_code == 2
    assert drift("HEAD", "-p", "docs", "--against", "build").exit_code == 2


@pytest.mark.slow
def test_nothing_is_said_or_kept_without_anything_of_ours(review: Project) -> None:
    for name in ("index.rst", "marked.md"):
        Path("docs", name).write_text("T\n=\n", encoding="utf-8")
    sphinx_build("quotecheck")
    sphinx_build("html")
    assert not list(Path(os.environ[VARIABLE]).glob("*.state"))
    assert not list(Path().rglob("critique.drift"))


@pytest.mark.slow
def test_what_not_all_builders_have_drifts_in_no_build(review: Project) -> None:
    only = ".. only:: html\n\n   .. excerpt:: 107\n\n      nothing else\n\n"
    change("index.rst", ".. omission", f"{only}.. omission")
    sphinx_build("quotecheck")
    assert "drifted" not in sphinx_build("html")


def test_hostile_words_are_obeyed_nowhere(review: Project) -> None:
    words = "a \x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}red\N{LINE SEPARATOR}line <b>&"
    change("index.rst", "   the end of", f"   {words} the end of")
    change("index.rst", ":: end of rationing", f":: {words.split(chr(0x2028))[0]}")
    drift("-p", "docs", "--keep")
    change("index.rst", "small traders", "traders")
    change("index.rst", "the end of", "that end of")
    for options in ([], ["--json"]):
        result = drift("-p", "docs", "--all", *options)
        assert result.exit_code in (0, 1)
        assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LINE SEPARATOR}"} & set(result.output)


@pytest.fixture
def repository(review: Project) -> Path:
    """The same under git, committed as it is, in a folder of the repository."""
    program("git")
    git("init", "-q")
    git("add", "-A")
    commit("one")
    return review.source


def git(*args: str) -> str:
    done = subprocess.run(["git", *args], capture_output=True, text=True, check=True)
    return done.stdout


def commit(message: str) -> None:
    git("-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "-qam", message)


@pytest.mark.slow
def test_against_a_revision(repository: Path) -> None:
    change("transcripts/serge2016.txt", "refused them", "refused it")
    change("conf.py", CONF, f"{CONF}critique_check_ignore = ['twice']\n")
    commit("two")
    change("part.txt", "   They asked", "   They begged")
    git("add", "-A")
    change("marked.md", "twice", "thrice")
    index, status = Path(".git/index").read_bytes(), git("status", "--porcelain=v2")
    result = drift("HEAD~1", "-p", "docs")
    assert [line.partition("]")[0] for line in lines(result)[:-1]] == [
        "docs/index.rst:11: [verbatim → misquoted",
        "docs/marked.md:7: [verbatim → misquoted",
        "docs/part.txt:1: [verbatim → misquoted",
        "docs/part.txt:5: [stands → missing",
    ]
    assert lines(result)[-1].endswith("drifted since HEAD~1, 4 for the worse.")
    assert "docs/index.rst:11" not in drift("HEAD", "-p", "docs").stdout
    assert (Path(".git/index").read_bytes(), git("status", "--porcelain=v2")) == (index, status)
    assert git("worktree", "list").count("\n") == 1


@pytest.mark.slow
def test_what_conf_py_imported_then_is_what_is_loaded(repository: Path) -> None:
    Path("docs/own.py").write_text("work = 'serge2016'\n", encoding="utf-8")
    conf = Path("docs/conf.py").read_text(encoding="utf-8")
    head = "import sys, os\nsys.path.insert(0, os.path.dirname(__file__))\nimport own\n"
    conf = head + conf.replace('"serge2016"', "own.work")
    Path("docs/conf.py").write_text(conf, encoding="utf-8")
    git("add", "-A")
    commit("own")
    Path("docs/own.py").write_text("work = 'trotsky1961'\n", encoding="utf-8")
    result = drift("HEAD", "-p", "docs")
    sys.modules.pop("own", None)
    assert lines(result)[0].startswith("docs/index.rst:4: [verbatim → unchecked]")
    assert lines(result)[0].endswith("because of: settings")


@pytest.mark.slow
def test_transcripts_that_git_does_not_keep(repository: Path, tmp_path: Path) -> None:
    git("rm", "-q", "--cached", "docs/transcripts/serge2016.txt")
    Path(".gitignore").write_text("transcripts/\n", encoding="utf-8")
    git("add", "-A")
    commit("without")
    change("marked.md", "twice", "thrice")
    result = drift("HEAD", "-p", "docs")
    assert result.exit_code == 2
    assert "serge2016.txt: git does not keep it" in result.stderr
    assert "with --transcripts-as-now it is taken as it is" in result.stderr
    result = drift("HEAD", "-p", "docs", "--transcripts-as-now")
    assert lines(result)[0].startswith("docs/marked.md:7: [verbatim → misquoted]")
    # It was kept at the revision before.
    assert drift("HEAD~1", "-p", "docs").exit_code == 1
    books = tmp_path / "books"
    books.mkdir()
    Path("docs/transcripts/serge2016.txt").rename(books / "serge.txt")
    for named, status in (("../../books/serge.txt", 2), (str(books / "serge.txt"), 0)):
        setting = f"critique_transcripts = {{'serge2016': {named!r}}}\n"
        Path("docs/conf.py").write_text(FILES["docs/conf.py"] + setting, encoding="utf-8")
        commit("elsewhere")
        result = drift("HEAD", "-p", "docs")
        assert result.exit_code == status
        assert ("name the whole path in critique_transcripts" in result.stderr) == (status == 2)


@pytest.mark.slow
def test_why_a_revision_cannot_be_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def why(revision: str, project: str = "docs") -> str:
        result = drift(revision, "-p", project)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        return result.stderr

    assert "git knows no revision “nowhere”" in why("nowhere")
    assert "git knows no revision" in why("HEAD:docs")
    git("mv", "docs", "moved")
    assert "there was no conf.py in" in why("HEAD", "moved")
    shutil.rmtree(".git")
    assert "is in no repository of git" in why("HEAD", "moved")
    monkeypatch.setenv("PATH", "")
    assert "a revision is asked of git, which cannot be run" in why("HEAD", "moved")
