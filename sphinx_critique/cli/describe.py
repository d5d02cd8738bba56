"""``sphinx-critique describe``: what can be written, and what comes of it, from the code itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from ..model.kinds import KINDS, Kind
from ..project.domain import CritiqueDomain
from ..texts.printed import json_of, one_line
from .command import Command
from .describing import described, titled
from .project import folder_of, sphinx

_NAMED: Final = ("meaning", "remedy", "more", "says")
"""What is told behind a name, as running text."""
_SWITCHES: Final = ("public", "fails", "repeated")
"""What is told by its name, where it is so."""
_UNTOLD: Final = ("name", "long_name", "names", "language", *_NAMED)


@click.command(cls=Command, exits={0: "it was told", 2: "the project cannot be read"})
@click.option("--json", "as_json", is_flag=True, help="One JSON object, of all that there is.")
@click.option(
    "-p",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of a conf.py, whose kinds of notes are told, too.",
)
@click.pass_context
def describe(context: click.Context, project: Path | None, as_json: bool) -> None:
    """Tell what can be written: directives, roles, settings, commands, and what comes of them.

    Without --project it needs no project. In JSON, what is code in running text stands between two
    backquotes.
    """
    program = context.find_root().command
    assert isinstance(program, click.Group)
    told = described(program, _kinds(project))
    click.echo(json_of(told, indent=2) if as_json else "\n".join(_lines(told)))


def _kinds(project: Path | None) -> Iterable[Kind]:
    if project is None:
        return KINDS
    with sphinx(folder_of(project)) as app:
        return CritiqueDomain.of(app.env).settings.vocabulary.values()


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"sphinx-critique {told['version']}"
    for section, title in titled().items():
        yield f"\n{click.style(title, bold=True)}"
        seen: dict[str, str] = {}
        for each in told[section]:
            yield from _thing(each, "  ", seen)


def _thing(each: Mapping[str, Any], indent: str, seen: dict[str, str]) -> Iterator[str]:
    """One thing with what belongs to it; what is as of another one ``seen`` is not told again."""
    name = one_line(str(each.get("name") or each.get("language")))
    words = _plain(" ".join(str(each[key]) for key in _NAMED if each.get(key)))
    facts = "; ".join(_facts(each))
    yield f"{indent}{click.style(name, fg='cyan')}  {words}{f' ({facts})' if facts else ''}"
    for parts in (value for value in each.values() if _is_of_things(value)):
        before = seen.setdefault(str(parts), name)
        if before != name:
            yield f"{indent}    … as of {before}"
            continue
        for part in parts:
            yield from _thing(part, f"{indent}    ", {})


def _is_of_things(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, Mapping) for each in value)


def _facts(each: Mapping[str, Any]) -> Iterator[str]:
    for key, value in each.items():
        if key in _UNTOLD or _is_of_things(value) or value in ("", [], {}):
            continue
        if key in _SWITCHES:
            yield from [key] if value else []
        else:
            yield f"{key}: {_plain(_value(value))}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {_words(each)}" for name, each in value.items())
    return _words(value)


def _words(value: object) -> str:
    """A list as words in a row, a mapping as what it leads to."""
    if isinstance(value, Mapping):
        return " ".join(filter(None, map(_words, value.values())))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(text: str) -> str:
    return one_line(text.replace("``", ""))
