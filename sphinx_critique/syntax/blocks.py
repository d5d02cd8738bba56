"""The lines of a directive, read so that a slip in them costs no word.

docutils drops a directive with all its words where a line follows an option with no blank line
between, or where an option comes twice. A directive that takes an argument and no options gets
these lines whole, as its argument: so ours seem to docutils to take none (``options.Options``).
"""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import NamedTuple

_OPTION = re.compile(r":(?P<name>(?:[^:\s\\]|\\.)+):(?:[ ]+(?P<value>.*)|\s*)")
_YAML_OPTION = re.compile(r"(?P<name>[\w-]+):(?:\s+(?P<value>.*)|\s*)")
_YAML, _FENCES = "---", ("```", "~~~", ":::")
_QUOTED = re.compile(r"\s*(?P<quote>[\"'])(?P<words>.*)(?P=quote)\s*")


class Lines(NamedTuple):
    """The lines above the first blank one: the argument, the options and what follows them.

    ``options`` are names and values as typed, in their order. ``body`` is the number of the line
    at which words begin that no blank line parts from the options, or of the line after the last.
    """

    argument: str
    options: tuple[tuple[str, str], ...]
    body: int


def read_lines(text: str) -> Lines:
    """Read what docutils takes for the argument."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if _option_in(line)), len(lines))
    options: list[tuple[str, str]] = []
    at = start
    while at < len(lines) and (found := _option_in(lines[at])):
        end = at + 1
        while end < len(lines) and lines[end][:1].isspace() and not _option_in(lines[end]):
            end += 1
        rest = dedent("\n".join(lines[at + 1 : end]))
        value = "\n".join(filter(None, (found["value"] or "", rest)))
        options.append((_name(found["name"]), value.strip()))
        at = end
    return Lines("\n".join(lines[:start]), tuple(options), at)


def options_of_markdown(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of the options that a directive of MyST's begins with, in their order."""
    lines, form = text.split("\n"), _OPTION
    if lines[0].startswith(_FENCES):
        del lines[0]
    if lines and lines[0].startswith(_YAML):
        lines, form = lines[1:], _YAML_OPTION
    for line in lines:
        found = form.fullmatch(line.lstrip() if form is _OPTION else line)
        if found is None:
            return
        value = found["value"] or ""
        quoted = _QUOTED.fullmatch(value)
        yield _name(found["name"]), quoted["words"] if quoted else value.strip()


def option_line(line: str) -> str:
    """The name, as typed, in a line that looks like an option; else an empty string."""
    found = _option_in(line)
    return found["name"] if found else ""


def _option_in(line: str) -> re.Match[str] | None:
    """However far it is indented: a line below that is less so makes all others stand in."""
    return _OPTION.fullmatch(line.strip())


def _name(typed: str) -> str:
    return re.sub(r"\\(.)", r"\1", typed).lower()
