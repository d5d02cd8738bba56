"""The commands of ``sphinx-critique``, from what reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import click

from ..command import Command

_PART: Final = re.compile(r"\n\s*\n")


def sections(program: click.Group) -> dict[str, list[dict[str, Any]]]:
    """Each command of the program, in the order of their names."""
    return {"commands": [_command(each) for _, each in sorted(program.commands.items())]}


def _command(command: click.Command) -> dict[str, Any]:
    first, *more = [" ".join(part.split()) for part in _PART.split(command.help or "")]
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    options = [each for each in command.params if isinstance(each, click.Option)]
    context = click.Context(command, info_name=command.name)
    exits = command.exits if isinstance(command, Command) else {}
    return {
        "name": command.name,
        "meaning": first,
        "more": " ".join(more),
        "arguments": [each.make_metavar(context) for each in arguments],
        "options": list(_options(options)),
        "exits": {str(status): told for status, told in exits.items()},
    }


def _options(options: list[click.Option]) -> Iterator[dict[str, Any]]:
    for each in options:
        choice = each.type.choices if isinstance(each.type, click.Choice) else ()
        default = str(each.default) if type(each.default) in (str, int) else ""
        yield {
            "name": max(each.opts, key=len),
            "names": list(each.opts),
            "meaning": each.help or "",
            "value": "" if each.is_flag else _value(each),
            "allowed": list(map(str, choice)),
            "default": default,
            "repeated": each.multiple,
        }


def _value(option: click.Option) -> str:
    """What stands for the value of an option, as its help has it."""
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    names = {"integer range": "NUMBER", "directory": "DIR", "text": (option.name or "").upper()}
    return option.metavar or names.get(option.type.name, option.type.name.upper())
