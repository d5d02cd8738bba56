"""``sphinx-critique describe``: all that can be written, and nothing else, each with a meaning."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sphinx.application import Sphinx

from sphinx_critique.cli import main
from sphinx_critique.cli.describing import titled
from sphinx_critique.model.kinds import KINDS
from sphinx_critique.model.problems import Warn
from sphinx_critique.texts.collation import Status
from sphinx_critique.texts.loci import read_citations, read_locator
from sphinx_critique.texts.loci.vocabulary import labels_of, languages, plain_label, vocabulary

from .conftest import Project

_PHRASES = ("columns", "labels")
"""Sections of which each meaning is no sentence."""
_SENTENCE = re.compile(r"[^\n]*[.…]")


def describe(*args: str) -> Result:
    return CliRunner().invoke(main, ["describe", *args])


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(describe("--json").stdout)
    return read


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    project = Project(tmp_path_factory.mktemp("described")).write({"index.rst": "Title\n=====\n"})
    return project.build("html").app


def names(told: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in told]


def test_it_needs_no_project_and_says_the_same_twice(tmp_path: Path) -> None:
    outs = [
        subprocess.run(
            [sys.executable, "-m", "sphinx_critique", "describe", "--json"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "LANG": language},
            capture_output=True,
            check=True,
        ).stdout
        for seed, language in (("1", "C.UTF-8"), ("2", "de_DE.UTF-8"))
    ]
    assert outs[0] == outs[1]
    assert list(json.loads(outs[0])) == ["version", *titled()]
    assert not list(tmp_path.iterdir())


def test_it_is_told_to_be_read_too(told: dict[str, Any]) -> None:
    result = describe()
    assert result.exit_code == 0
    assert "``" not in result.stdout
    for section, title in titled().items():
        assert title in result.stdout
        assert told[section]
        for each in told[section]:
            assert re.search(
                rf"(?m)^  {re.escape(each.get('name') or each['language'])}  ", result.stdout
            )


def things(section: str, told: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in told:
        if "name" in each:
            yield f"{section} {each['name']}", each
        for part in each.values():
            if isinstance(part, list) and part and isinstance(part[0], dict):
                yield from things(f"{section} {each['name']}", part)


@pytest.mark.parametrize("section", titled())
def test_each_thing_has_a_meaning(section: str, told: dict[str, Any]) -> None:
    for name, each in things(section, told[section]):
        if section == "tails":
            continue
        meaning = each.get("says") or each.get("meaning")
        assert meaning, f"{name} has no meaning: write it where it is made"
        is_sentence = section not in (*_PHRASES, "kinds") and not name.startswith("theme colours ")
        assert not is_sentence or _SENTENCE.fullmatch(meaning), (
            f"{name}: {meaning!r} is no sentence"
        )
        assert meaning.count("``") % 2 == 0
        allowed = each.get("allowed")
        assert not isinstance(allowed, dict) or all(allowed.values())
    found = [name for name, _ in things(section, told[section])]
    assert len(found) == len(set(found))


def test_it_has_every_directive_and_option_that_is_registered(
    app: Sphinx, told: dict[str, Any]
) -> None:
    registered = app.registry.domain_directives["critique"]
    assert names(told["directives"]) == list(registered)
    for each in told["directives"]:
        directive = registered[each["name"]]
        assert names(each["options"]) == list(directive.option_spec)
        assert each["long_name"] == f"critique:{each['name']}"
    assert {each["value"] for d in told["directives"] for each in d["options"]} <= set(
        names(told["values"])
    )


def test_it_has_every_role_that_is_registered(app: Sphinx, told: dict[str, Any]) -> None:
    roles = {each["long_name"].partition(":")[2] for each in told["roles"]}
    assert roles == set(app.registry.domain_roles["critique"])


def test_it_has_every_setting_with_its_default(app: Sphinx, told: dict[str, Any]) -> None:
    values = {name for name in app.config.values if name.startswith("critique_")}
    assert set(names(told["settings"])) == values
    for each in told["settings"]:
        assert app.config[each["name"]] == each["default"]
        assert type(each["default"]).__name__ == each["type"]


def test_it_has_every_builder_of_ours(app: Sphinx, told: dict[str, Any]) -> None:
    ours = {
        name
        for name, each in app.registry.builders.items()
        if each.__module__.startswith("sphinx_critique.")
    }
    assert set(names(told["builders"])) == ours


def test_it_has_every_command_and_option(told: dict[str, Any]) -> None:
    assert names(told["commands"]) == sorted(main.commands)
    for each in told["commands"]:
        options = {name for option in each["options"] for name in option["names"]}
        known = {opt for param in main.commands[each["name"]].params for opt in param.opts}
        assert {name for name in known if name.startswith("-")} == options
        assert {"0", "2"} <= set(each["exits"])
        told_status = CliRunner().invoke(main, [each["name"], "--help"]).stdout
        assert "Exit status:" in told_status
        for meaning in each["exits"].values():
            assert meaning in " ".join(told_status.split())


def test_it_has_every_warning_and_status(told: dict[str, Any]) -> None:
    assert names(told["warnings"]) == list(Warn)
    assert all(each["remedy"] for each in told["warnings"])
    assert names(told["statuses"]) == list(Status)


def test_each_option_of_the_theme_is_told(app: Sphinx, told: dict[str, Any]) -> None:
    from sphinx_critique.formats import press
    from sphinx_critique.formats.html.theming import FOLDER

    text = (FOLDER / "theme.toml").read_text("utf-8").partition("[options]")[2]
    there = set(re.findall(r"(?m)^(\w+) =", text))
    assert set(names(told["theme"])) == there - {"light", "dark"}
    (colours,) = (each for each in told["theme"] if each["name"] == "colours")
    assert names(colours["fields"]) == list(press.LIGHT)


def test_each_label_is_read_as_it_is_told(told: dict[str, Any]) -> None:
    assert set(names(told["labels"])) == set(labels_of("en"))
    for each in told["labels"]:
        read = read_locator(each["example"])
        places = [place.label for place in read.places]
        assert read.readable
        assert places == [each["name"]] or (each["name"] == "volume" and read.places[0].volume)
        for language, forms in each["languages"].items():
            for form in (*forms["forms"], *forms["plurals"]):
                assert plain_label(form).lower() in vocabulary(language).labels
    assert {tag for each in told["labels"] for tag in each["languages"]} == set(languages())


def test_words_around_a_citation_are_read_as_they_are_told(told: dict[str, Any]) -> None:
    def read(text: str, language: str = "en") -> Any:
        (found,) = read_citations(text, keys={"serge2016"}, work=None, language=language)
        return found

    for each in told["tails"]:
        for form in (each["name"], *each["also"]):
            assert read(f"serge2016, 107, {form}").tail == form
    for each in told["prefixes"]:
        for words in each["words"]:
            found = read(f"{words} serge2016, 107", each["language"])
            found = found.carrier or found  # “quoted in”.
            assert (found.key, found.locator.text) == ("serge2016", "107"), words


def test_kinds_of_a_project_are_told_with_it(project: Project) -> None:
    kinds = {"anachronism": {"title": "Anachronism", "stance": "against", "colour": "teal"}}
    conf = f"extensions = ['sphinx_critique']\ncritique_kinds = {kinds!r}\n"
    project.write({"conf.py": conf, "index.rst": "Title\n=====\n"})
    told = json.loads(describe("--json", "-p", str(project.source)).stdout)
    assert names(told["kinds"]) == [*(each.name for each in KINDS), "anachronism"]
    assert "anachronism" in names(told["directives"])
    assert describe("-p", str(project.source)).exit_code == 0
    project.write({"conf.py": "1 / 0\n"})
    failed = describe("-p", str(project.source))
    assert (failed.exit_code, failed.stdout) == (2, "")
