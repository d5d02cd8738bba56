"""``sphinx-critique drift REV``: what was is the project at a revision of git."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import program
from .drifting.differences import drift
from .drifting.review import CONF, FILES, change, lines, write_review


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same under git, committed as it is, in a folder of the repository."""
    program("git")
    review = write_review(tmp_path, monkeypatch)
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


@pytest.mark.slow
def test_what_git_cannot_know_is_no_tick(repository: Path, tmp_path: Path) -> None:
    change("marked.md", "twice", "thrice")
    commit("two")
    assert drift(":/one", "-p", "docs").exit_code == 1
    for name in ("--help", "^HEAD", "HEAD~1..HEAD", "2024-01-01", "HEAD^{tree}"):
        result = drift("-p", "docs", "--", name)
        assert result.exit_code == 2
        assert "git rev-list -1 --before=DATE HEAD" in result.stderr
    assert "the name of the revision is empty" in drift("", "-p", "docs").stderr
    git("clone", "-q", "--depth", "1", Path.cwd().as_uri(), str(tmp_path / "clone"))
    shallow = str(tmp_path / "clone" / "docs")
    assert "git fetch --unshallow" in drift("HEAD~1", "-p", shallow).stderr
    # A new clone takes what it has first had for what is older.
    result = drift("HEAD@{1.month.ago}", "-p", shallow)
    assert result.exit_code == 2
    assert "only goes back to" in result.stderr
    assert drift("HEAD", "-p", shallow).exit_code == 0


@pytest.mark.slow
def test_what_was_cannot_be_built_is_told_of_what_was(repository: Path) -> None:
    conf = Path("docs/conf.py").read_text(encoding="utf-8")
    Path("docs/conf.py").write_text("raise ValueError('then')\n", encoding="utf-8")
    commit("broken")
    Path("docs/conf.py").write_text(conf, encoding="utf-8")
    result = drift("HEAD", "-p", "docs")
    assert result.exit_code == 2
    assert f"the project in {Path('docs').resolve()}, as it was at HEAD, cannot" in result.stderr
