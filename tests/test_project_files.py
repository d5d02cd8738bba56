"""The files that a host reads of this project: whole, and what they run is there."""

import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from yaml import safe_load

from .conftest import program

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HOST = ROOT / ".github"
FORMS = sorted(set((HOST / "ISSUE_TEMPLATE").glob("*.yml")) - {HOST / "ISSUE_TEMPLATE/config.yml"})
WORKFLOWS = sorted((HOST / "workflows").glob("*.yml"))
OTHERS = [ROOT / "CITATION.cff", ROOT / ".readthedocs.yaml", HOST / "dependabot.yml"]
MAKE = re.compile(r"\bmake ((?:[a-z-]+ ?)+)")
PATHS = re.compile(r"(?<![\w/])(?:\.ci|example_docs|editors)/[\w./-]+")
NOTES = runpy.run_path(str(ROOT / ".ci/notes.py"))["notes"]
CHANGES = """\
# Changes

## 0.2.0, 2026-02-03

The second version: a
sentence goes on.

* One thing that is
  said in two lines.
* Another.

## 0.2.0rc1, 2026-01-01

* Less.

## 0.1.0, unreleased

* Nothing.
"""


def read(path: Path) -> Any:
    return safe_load(path.read_text("utf-8"))


def jobs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in WORKFLOWS:
        workflow = read(path)
        for name, job in workflow["jobs"].items():
            yield f"{path.stem}/{name}", workflow, job


def runs() -> str:
    """All commands that workflows run."""
    return "\n".join(step.get("run", "") for _, _, job in jobs() for step in job["steps"])


@pytest.mark.parametrize("path", [*FORMS, *WORKFLOWS, *OTHERS], ids=lambda path: path.name)
def test_it_can_be_read(path: Path) -> None:
    assert isinstance(read(path), dict)


@pytest.mark.parametrize(("name", "workflow", "job"), list(jobs()))
def test_a_job_may_do_what_it_says_and_ends(
    name: str, workflow: dict[str, Any], job: dict[str, Any]
) -> None:
    # YAML takes “on” for a truth.
    assert workflow[True]
    assert "permissions" in workflow
    given = job.get("permissions", workflow["permissions"])
    assert isinstance(given, dict)
    writes = {what for what, how in given.items() if how == "write"}
    assert (not writes) is (name.partition("/")[2] not in ("publish", "announce"))
    for needed in [job["needs"]] if "needs" in job else []:
        assert needed in workflow["jobs"]
    for step in job["steps"]:
        assert ("uses" in step) is not ("run" in step)
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_what_workflows_run_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {name for names in MAKE.findall(runs()) for name in names.split()}
    assert targets == {"catalogues", "quick", "check-versions", "site"}
    for target in {*targets, "thorough", "tests"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    paths = set(PATHS.findall(runs()))
    assert paths == {".ci/run", ".ci/notes.py"}
    assert all((ROOT / path).exists() for path in paths)
    assert os.access(ROOT / ".ci/run", os.X_OK)
    published = read(HOST / "workflows/pages.yml")["jobs"]["build"]["steps"][-1]["with"]["path"]
    assert published == "example_docs/_build/site"


def test_each_python_that_is_supported_is_tested() -> None:
    told = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if ":: 3." in each]
    tested = read(HOST / "workflows/ci.yml")["jobs"]["quick"]["strategy"]["matrix"]["python"]
    assert tested == told


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one(path: Path) -> None:
    form = read(path)
    assert form.keys() >= {"name", "description", "body"}
    asked = [each for each in form["body"] if each["type"] != "markdown"]
    assert {each["type"] for each in asked} <= {"input", "textarea"}
    ids = [each["id"] for each in asked]
    assert len(set(ids)) == len(ids)
    assert all(each["attributes"]["label"] for each in asked)
    assert any(each["validations"]["required"] for each in asked if "validations" in each)


def test_the_guide_at_read_the_docs_has_what_it_needs() -> None:
    told = read(ROOT / ".readthedocs.yaml")
    assert told["version"] == 2
    assert (ROOT / told["sphinx"]["configuration"]).exists()
    (installed,) = told["python"]["install"]
    assert set(installed["extra_requirements"]) <= PROJECT["optional-dependencies"].keys()


def test_dependabot_looks_where_something_is() -> None:
    needs = {"pip": "pyproject.toml", "npm": "package.json", "github-actions": ".github/workflows"}
    for each in read(HOST / "dependabot.yml")["updates"]:
        assert (ROOT / each["directory"].strip("/") / needs[each["package-ecosystem"]]).exists()


def test_how_to_cite_says_what_the_package_says() -> None:
    """What the Citation File Format 1.2.0 requires, and what it allows of what we have."""
    cited = read(ROOT / "CITATION.cff")
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] == "software"
    assert cited["message"]
    assert cited["title"] == PROJECT["name"]
    assert (cited["version"], cited["license"]) == (PROJECT["version"], PROJECT["license"])
    assert cited["authors"] == PROJECT["authors"]
    assert cited["abstract"].rstrip(".") == PROJECT["description"]
    assert urlsplit(cited["repository-artifact"]).scheme == "https"
    assert len(set(cited["keywords"])) == len(cited["keywords"])
    required = {"cff-version", "message", "title", "authors"}
    optional = {"type", "abstract", "version", "license", "repository-artifact", "keywords"}
    assert required <= cited.keys() <= required | optional


def test_the_notes_of_a_release_are_its_section() -> None:
    assert NOTES(CHANGES, "0.2.0") == (
        "The second version: a sentence goes on.\n\n"
        "* One thing that is said in two lines.\n"
        "* Another."
    )
    assert NOTES(CHANGES, "0.2.0rc1") == "* Less."
    with pytest.raises(SystemExit, match=r"^CHANGELOG\.md has no section 0\.2$"):
        NOTES(CHANGES, "0.2")
    with pytest.raises(SystemExit, match=r"does not say when 0\.1\.0 came out: ## 0\.1\.0, "):
        NOTES(CHANGES, "0.1.0")


def test_the_changes_have_a_section_of_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = PROJECT["version"]
    dated = changes.replace(f"## {version}, unreleased", f"## {version}, 2026-01-01")
    lines = NOTES(dated, version).splitlines()
    assert len(lines) > 3
    assert all(not line or line.startswith(("* ", "The ")) for line in lines)


@pytest.mark.slow
def test_what_is_published_has_the_guide_first_and_each_edition_under_it(tmp_path: Path) -> None:
    address = "https://example.org/ours"
    command = [program("make"), "-o", "none/.edition", "site", "VENV=none", f"BUILD={tmp_path}"]
    told = [f"BIN={Path(sys.executable).parent}", "PROJECTS=guide pamphlet", f"SITE={address}"]
    subprocess.run([*command, *told], cwd=ROOT, check=True)
    for place in ("", "/pamphlet"):
        page = html.parse(str(tmp_path / f"site{place}/index.html"))
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{address}{place}/index.html"]
