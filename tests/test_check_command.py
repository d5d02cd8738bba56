"""``sphinx-critique check``: any file of a project, and nothing said of others."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main

from .conftest import BIBLIOGRAPHY, Project

pytestmark = pytest.mark.slow

CONF = """\
print("words of a conf.py")
extensions = ["sphinx_critique"]
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
exclude_patterns = ["inc", "left-out.rst"]
"""
TRANSCRIPT = "[p. 107]\nThey asked for the end of rationing, freedom for small traders.\n"
ONE = "One\n===\n\nSee :ref:`nowhere`, :critique:ref:`demands`.\n\n.. include:: inc/part.rst\n"
TWO = """\
Two
===

.. include:: /inc/part.rst

.. omission:: the end
   :on: demands
   :absent: sailors

   As :quote:`freedom for big traders <107>`, 100 %.
"""
INDEX = """\
Title
=====

.. toctree::

   one
   two
   bib

.. excerpt:: 107
   :name: demands

   the end of rationing
"""
FILES = {
    "docs/conf.py": CONF,
    "docs/index.rst": INDEX,
    "docs/one.rst": ONE,
    "docs/two.rst": TWO,
    "docs/bib.rst": "Bib\n===\n\n.. bibliography::\n",
    "docs/inc/part.rst": ".. include:: inc/inner.txt\n\nPart: :quote:`small traders <107>`\n",
    "docs/inc/inner.txt": "Inner: :quote:`the beginning of rationing <107>`\n",
    "docs/inc/unused.rst": ":quote:`nothing`\n",
    "docs/left-out.rst": "Left out\n========\n",
    "docs/notes.csv": "a,b\n",
    "docs/sources.bib": BIBLIOGRAPHY,
    "docs/transcripts/serge2016.txt": TRANSCRIPT,
    "README.md": "# Read me\n",
}
INNER = "docs/inc/inner.txt:1: [misquoted]"
PART = "docs/inc/part.rst:3: [verbatim]"
TRADERS = "docs/two.rst:10: [misquoted]"
END = "docs/index.rst:10: [verbatim]"
Check = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path).write(FILES)
    monkeypatch.chdir(project.source)
    return project


@pytest.fixture
def check(project: Project) -> Check:
    return lambda *args: CliRunner().invoke(main, ["check", *args])


def heads(result: Result) -> list[str]:
    """File, line and status of each row."""
    return [line[: line.index("]") + 1] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("docs/index.rst", 0, [END]),
        ("docs/bib.rst", 0, []),
        ("docs/one.rst", 1, [INNER, PART]),
        ("docs/inc/part.rst", 0, [PART]),
        ("docs/inc/inner.txt", 1, [INNER]),
        ("docs/two.rst", 1, [INNER, PART, TRADERS]),
        ("docs/index.rst docs/inc/part.rst", 0, [END, PART]),
        ("docs/inc", 1, [INNER, PART]),
        ("docs", 1, [END, INNER, PART, TRADERS]),
        (".", 1, [END, INNER, PART, TRADERS]),
    ],
)
def test_every_file_named_is_checked(
    check: Check, asked: str, status: int, expected: list[str]
) -> None:
    result = check(*asked.split())
    assert heads(result) == expected
    # What a conf.py prints is kept apart; nothing else is said of what was not asked for.
    assert set(result.stderr.splitlines()) <= {"words of a conf.py"}
    assert result.exit_code == status
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("docs/conf.py", "it holds settings, no quotations; name documents, or a folder of them"),
        ("docs/sources.bib", "it is a bibliography; name documents"),
        ("docs/left-out.rst", "conf.py leaves it out (exclude_patterns or include_patterns)"),
        ("docs/inc/unused.rst", "and no document includes it: include it, or do not leave it out"),
        ("docs/notes.csv", "it is no document of the project (these end in .rst"),
        ("docs/transcripts", "there is no document of the project"),
        ("README.md", "it is not in the project in "),
    ],
)
def test_what_cannot_be_checked_says_why(check: Check, asked: str, reason: str) -> None:
    result = check(asked)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = (each for each in result.stderr.splitlines() if "words of" not in each)
    assert line.startswith(f"{asked}: ")
    assert reason in line


def test_what_can_be_checked_is_where_something_else_cannot(check: Check) -> None:
    result = check("README.md", "docs/index.rst", "docs/conf.py")
    assert (heads(result), result.exit_code) == ([END], 2)
    assert "README.md: it is not" in result.stderr
    assert "docs/conf.py: it holds" in result.stderr
    result = check("README.md", "docs/two.rst")
    assert (heads(result), result.exit_code) == ([INNER, PART, TRADERS], 1)


def test_a_hook_passes_over_what_is_no_part_of_a_project(check: Check) -> None:
    result = check("--skip-others", "README.md", "docs/index.rst")
    assert (heads(result), result.exit_code) == ([END], 0)
    assert "passed over: README.md: it is not" in result.stderr
    assert check("--skip-others", "README.md").exit_code == 0


def test_no_project_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.rst").write_text("A\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "a.rst"])
    assert result.exit_code == 2
    assert "there is no conf.py beside it or above" in result.stderr


def test_files_of_two_projects(project: Project, check: Check) -> None:
    project.write({name.replace("docs", "other", 1): text for name, text in FILES.items()})
    result = check("docs/index.rst", "other/index.rst")
    assert heads(result) == [END, END.replace("docs", "other")]
    assert result.exit_code == 0


BROKEN = {
    "no Python": "extensions = [",
    "raises": "raise RuntimeError('no \\x1b[31mway')",
    "exits": "import sys; sys.exit(3)",
    "an extension that is not there": "extensions = ['sphinx_critique', 'no_such']",
    "an extension that fails": CONF + "def setup(app): 1 / 0",
    "fails while reading": CONF + "def fail(*args): 1 / 0\n"
    "def setup(app): app.connect('source-read', fail)",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_project_that_cannot_be_read_says_why(project: Project, check: Check, name: str) -> None:
    project.write({"docs/conf.py": BROKEN[name]})
    result = check("docs/index.rst")
    assert (result.exit_code, result.stdout) == (2, "")
    assert isinstance(result.exception, SystemExit)
    assert "docs/index.rst: the project in" in result.stderr
    assert "cannot be read: " in result.stderr
    assert "\x1b" not in result.stderr


def test_a_transcript_that_cannot_be_read_is_no_approval(project: Project, check: Check) -> None:
    (project.source / "docs/transcripts/serge2016.txt").write_bytes("é".encode("latin-1"))
    result = check("docs/index.rst")
    assert heads(result) == ["docs/index.rst:10: [unchecked]"]
    assert result.exit_code == 2
    assert "save it as UTF-8" in result.stderr
    (project.source / "docs/transcripts/serge2016.txt").unlink()
    assert check("docs/index.rst").exit_code == 0
    project.write({"docs/conf.py": CONF + "critique_check = False\n"})
    assert check("docs/index.rst").exit_code == 2


def test_slips_of_the_file_itself_are_told(project: Project, check: Check) -> None:
    project.write(
        {"docs/one.rst": ONE + "\n.. exerpt:: 107\n\n.. excerpt:: 107\n   :no: a\n\n   a"}
    )
    result = check("docs/one.rst")
    assert 'docs/one.rst:8: Unknown directive type "exerpt".' in result.stderr
    assert re.search(r"docs/one.rst:10: .*“?no”?.*critique.option", result.stderr)


def test_a_lemma_is_looked_for_in_documents_that_are_read(project: Project, check: Check) -> None:
    note = ONE + "\n.. excerpt:: 107\n\n   small traders\n\n.. gloss:: large\n\n   Words.\n"
    project.write({"docs/one.rst": note})
    assert "critique.lemma" in check("docs/one.rst").stderr


def test_what_is_absent_is_of_the_passage_answered(project: Project, check: Check) -> None:
    """The note is in another document than the passage, whose source is not the work."""
    project.write(
        {
            "docs/transcripts/anweiler1974.txt": "[p. 7]\nThe sailors had a council.\n",
            "docs/index.rst": INDEX.replace(
                "   the end of", "   the end of rationing\n\n   -- anweiler1974, 7\n\n.. x of"
            ).replace(".. excerpt:: 107", ".. excerpt::"),
        }
    )
    result = check("docs/two.rst")
    assert "docs/two.rst:6: [absent]" in result.stdout


def test_github_is_told_in_its_own_words(project: Project, check: Check) -> None:
    project.write({"docs/a,b.rst": ":orphan:\n\n:quote:`the 100 % end of\nrationing <107>`\n"})
    result = check("--format", "github", "docs/a,b.rst", "README.md")
    first, second = result.stdout.splitlines()
    assert first.startswith("::error file=docs/a%2Cb.rst,line=3,title=critique.misquoted::")
    assert "“100 %25”" in first
    assert second.startswith("::error file=README.md::it is not in the project")
    assert result.exit_code == 1


def test_sarif(check: Check) -> None:
    result = check("--format", "sarif", "docs/two.rst", "docs/conf.py")
    document = json.loads(result.stdout)
    assert (document["version"], result.exit_code) == ("2.1.0", 1)
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    found = [
        (
            each["ruleId"],
            each["level"],
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            each["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for each in run["results"]
    ]
    assert found == [
        ("misquoted", "error", "docs/inc/inner.txt", 1),
        ("misquoted", "error", "docs/two.rst", 10),
    ]
    for each in run["results"]:
        assert driver["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert "it holds settings" in note["message"]["text"]


def test_json_and_its_short_form(check: Check) -> None:
    result = check("--format", "json", "docs/two.rst")
    rows: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["filename"], row["lineno"]) for row in rows][-1] == ("docs/two.rst", 10)
    assert check("--json", "docs/two.rst").stdout == result.stdout


def test_names_are_as_seen_from_where_one_is(
    project: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.source / "docs" / "inc")
    assert heads(check("../index.rst")) == ["../index.rst:10: [verbatim]"]
    assert heads(check("part.rst")) == ["part.rst:3: [verbatim]"]


def test_the_hook_for_projects_runs_this_command() -> None:
    text = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    fields = dict(line.strip(" -").split(": ", 1) for line in text.splitlines() if ": " in line)
    assert fields["id"] == "sphinx-critique-check"
    program, *args = [*shlex.split(fields["entry"]), *json.loads(fields["args"])]
    assert (program, fields["language"]) == ("sphinx-critique", "python")
    assert json.loads(fields["types_or"].replace("rst", '"rst"').replace("markdown", '"markdown"'))
    assert CliRunner().invoke(main, [*args, "--help"]).exit_code == 0
