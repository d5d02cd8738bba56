"""Code in the guide: what is shown in a language is right in it, and names what there is."""

import ast
import json
import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
import yaml
from lxml import etree
from pybtex.database import parse_string
from sphinx.cmd.build import get_parser
from sphinx.testing.util import SphinxTestApp

from sphinx_critique.cli import main
from sphinx_critique.model import config
from sphinx_critique.texts.transcripts import Reading, read_transcript

from .conftest import module
from .guiding import Snippet, snippets

ROOT = Path(__file__).parents[1]
CODE = [each for each in snippets() if each.language != "example"]
CHECKED = {"bibtex", "console", "json", "markdown", "python", "rst", "toml", "xml", "yaml"}
FREE = {"css", "emacs-lisp", "html", "ini", "latex", "lua", "makefile", "po", "text", "vim"}
"""Languages of which nothing here can tell whether what is shown is right."""
PROGRAMS = frozenset(
    "apt-get brew cd code cp git ls make mkdir mv npm ocrmypdf pandoc pdftotext pip pre-commit"
    " python python3 sphinx-build sphinx-critique sphinx-intl sphinx-quickstart tesseract unzip"
    " uv .".split()
)
GOALS = {"clean", "help", "latexpdf", "latexpdfja"}
SETTINGS = {config.PREFIX + each.name for each in fields(config.Settings)}
THEME = Path(config.__file__).parents[1] / "formats/html/theme/theme.toml"


def of(*languages: str) -> Any:
    """A test for each piece of code in a language."""
    given = [each for each in CODE if each.language in languages]
    return pytest.mark.parametrize("code", given, ids=str)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SphinxTestApp]:
    """What knows all settings and builders."""
    source = tmp_path_factory.mktemp("app")
    (source / "conf.py").write_text("", "utf-8")
    extensions = ["sphinx_critique", "myst_parser", "sphinx.ext.intersphinx"]
    app = SphinxTestApp("dummy", srcdir=source, confoverrides={"extensions": extensions})
    yield app
    app.cleanup()


def test_each_is_in_a_language_that_is_known() -> None:
    assert {each.language for each in CODE} <= CHECKED | FREE


def test_the_language_of_editions_is_shown_in_examples() -> None:
    ours = re.compile(r"^ *\.\. (excerpt|quotation|omission|critique-\w+|work)::", re.MULTILINE)
    assert [str(each) for each in CODE if each.language == "rst" and ours.search(each.text)] == []


@of("python")
def test_settings_are_there_and_right(
    code: Snippet, app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = ast.parse(code.text)
    if not any(isinstance(each, ast.Assign) for each in tree.body):
        return
    given: dict[str, Any] = {"extensions": [], "__file__": str(ROOT / "conf.py")}
    exec(compile(tree, str(code), "exec"), given)
    names = {each for each in _assigned(tree) if each.islower() and not each.startswith("_")}
    assert names <= {*app.config.values, "extensions"}
    if given.get("html_theme") == config.THEME:
        known = tomllib.loads(THEME.read_text("utf-8"))["options"]
        assert given.get("html_theme_options", {}).keys() <= known.keys()
    if "docx" in given.get("critique_exports", ()):
        module("pypandoc")
    assert _wrong({name: given[name] for name in names & SETTINGS}, monkeypatch) == []


def _assigned(tree: ast.Module) -> Iterator[str]:
    for each in tree.body:
        targets = each.targets if isinstance(each, ast.Assign) else []
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _wrong(given: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a build would say of the values of ours."""
    said: list[str] = []
    monkeypatch.setattr(config, "give", lambda _, message, __: said.append(message))
    defaults = config.Settings()
    values = {name: getattr(defaults, name.removeprefix(config.PREFIX)) for name in SETTINGS}
    config.validate(SimpleNamespace(confdir="."), SimpleNamespace(**values | given))  # type: ignore
    return said


@of("console")
def test_commands_are_there(code: Snippet, app: SphinxTestApp) -> None:
    lines = code.text.replace("\\\n", " ").split("\n")
    commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    assert commands
    for command in commands:
        for words in _parts(shlex.split(command, comments=True)):
            program, *arguments = words[1:] if words[0] == "sudo" else words
            assert program in PROGRAMS, command
            if program == "sphinx-build":
                _can_build(arguments, set(app.registry.builders))
            elif program == "sphinx-critique":
                _can_be_asked(arguments)
            elif program == "pip":
                assert _extras(arguments) <= _known_extras()


def _parts(words: Iterable[str]) -> Iterator[list[str]]:
    """The commands of a line."""
    part: list[str] = []
    for word in [*words, ";"]:
        if word not in ("|", "&&", ";"):
            part.append(word)
        elif part:
            yield part
            part = []


def _can_build(arguments: list[str], builders: set[str]) -> None:
    if arguments[0] == "-M":
        assert arguments[1] in builders | GOALS
        arguments = arguments[2:]
    given = get_parser().parse_args(arguments)
    assert given.builder in builders


def _can_be_asked(arguments: list[str]) -> None:
    if arguments[0].startswith("-"):
        return
    context = click.Context(main)
    command = main.get_command(context, arguments[0])
    assert command is not None, arguments
    command.make_parser(click.Context(command)).parse_args(arguments[1:])


def _extras(arguments: Iterable[str]) -> set[str]:
    found = (re.match(r"sphinx-critique\[([\w,-]+)\]", each) for each in arguments)
    return {extra for each in found if each for extra in each[1].split(",")}


def _known_extras() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return set(project["optional-dependencies"])


@of("yaml")
def test_yaml(code: Snippet) -> None:
    assert [*yaml.safe_load_all(code.text)]


@of("toml")
def test_toml(code: Snippet) -> None:
    assert tomllib.loads(code.text)


@of("json")
def test_json(code: Snippet) -> None:
    assert json.loads(code.text)


@of("xml")
def test_xml(code: Snippet) -> None:
    assert len(etree.fromstring(f"<all>{code.text}</all>"))


@of("bibtex")
def test_bibliographies(code: Snippet) -> None:
    assert parse_string(code.text, "bibtex").entries


@pytest.mark.parametrize(
    "code", [each for each in CODE if "transcripts/" in each.options.get("caption", "")], ids=str
)
def test_transcripts_have_pages(code: Snippet, tmp_path: Path) -> None:
    file = tmp_path / Path(code.options["caption"]).name
    file.write_text(code.text, "utf-8")
    assert any(page.label for page in read_transcript(file, Reading()).pages)
