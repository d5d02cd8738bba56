"""What is being written in a document, be it finished or not: directives, their options, roles.

A line by itself tells what an author is about, where Sphinx would find a document broken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .places import Span

_ITEMS: Final = r"(?:(?:[-*+]|#\.|\d{1,9}[.)])[ \t]+){0,9}"
"""Items of lists that begin on the same line."""
_REST: Final = re.compile(
    rf"(?P<indent>[ \t]*{_ITEMS})\.\.[ \t]+(?:\|[^|]*\|[ \t]*)?(?P<name>[\w:+.-]+?)::"
    r"(?:[ \t]+(?P<argument>.*))?$"
)
_MYST: Final = re.compile(
    rf"(?P<indent>[ \t]*{_ITEMS})(?P<fence>`{{3,}}|~{{3,}}|:{{3,}})"
    r"\{(?P<name>[\w:+.-]+)\}[ \t]*(?P<argument>.*)$"
)
_OPTION: Final = re.compile(r"[ \t]*:(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*))?$")
_YAML: Final = re.compile(r"[ \t]*(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*))?$")
_ROLE: Final = re.compile(
    r"(?::(?P<rest>[\w:+.-]{1,80}):|\{(?P<myst>[\w:+.-]{1,80})\})"
    r"(?P<mark>`)(?P<content>(?:[^`\n]|\n(?![ \t]*\n))*)"
)
REF: Final = "critique:ref"
_FENCES: Final = ("`", "~", ":")


class Option(NamedTuple):
    """An option; the spans are of its name and of its value."""

    name: str
    value: str
    name_span: Span
    value_span: Span


@dataclass
class Directive:
    """A directive: ``head`` is its line, ``body`` the first of its content, ``end`` behind it."""

    name: str
    head: int
    indent: int
    name_span: Span
    argument: str
    argument_span: Span
    options: list[Option] = field(default_factory=list)
    body: int = 0
    end: int = 0

    def option(self, name: str) -> str:
        """The value of an option; empty where it is not there."""
        return next((each.value for each in self.options if each.name == name), "")


class Role(NamedTuple):
    """A role and what stands in it, as far as it is written."""

    name: str
    content: str
    name_span: Span
    content_span: Span
    is_closed: bool


def directives(lines: Sequence[str], *, is_myst: bool) -> list[Directive]:
    """The directives of a document, in order, those within others too; linear in its length."""
    found = _fenced(lines) if is_myst else _indented(lines)
    for each in found:
        each.body = _read_options(lines, each, is_myst=is_myst)
    return found


def _indented(lines: Sequence[str]) -> list[Directive]:
    """Those of reST: each ends behind what is set in deeper than its head."""
    found: list[Directive] = []
    around: list[Directive] = []
    end = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        indent = indent_of(line)
        while around and around[-1].indent >= indent:
            around.pop().end = end
        if (match := _REST.match(line)) is not None:
            found.append(_headed(match, number))
            around.append(found[-1])
        end = number + 1
    for each in around:
        each.end = end
    return found


def _fenced(lines: Sequence[str]) -> list[Directive]:
    """Those of MyST: each ends with a fence that is as long as its own, or longer."""
    found: list[Directive] = []
    around: dict[str, list[Directive]] = {}
    for number, line in enumerate(lines):
        if (match := _MYST.match(line)) is not None:
            found.append(_headed(match, number))
            found[-1].end = len(lines)
            around.setdefault(match["fence"], []).append(found[-1])
        elif (fence := line.strip())[:1] in _FENCES and not fence.strip(fence[0]):
            for closed in [each for each in around if fence.startswith(each)]:
                for each in around.pop(closed):
                    each.end = number + 1
    return found


def _headed(match: re.Match[str], line: int) -> Directive:
    argument = match["argument"] or ""
    start = match.start("argument") if match["argument"] is not None else match.end()
    return Directive(
        match["name"].removeprefix("critique:"),
        line,
        len(match["indent"].expandtabs()),
        Span(line, match.start("name"), line, match.end("name")),
        argument.rstrip(),
        Span(line, start, line, start + len(argument.rstrip())),
    )


def indent_of(line: str) -> int:
    """How far a line is set in."""
    text = line.expandtabs()
    return len(text) - len(text.lstrip())


def _read_options(lines: Sequence[str], each: Directive, *, is_myst: bool) -> int:
    """Read the options; the first line of what follows them."""
    number = each.head + 1
    pattern = _OPTION
    if number < each.end and lines[number].strip() == "---":
        pattern, number = _YAML, number + 1
    while number < each.end:
        match = pattern.match(lines[number])
        if match is None:
            break
        each.options.append(_option(match, number, is_yaml=is_myst))
        number += 1
    if number < each.end and lines[number].strip() == "---":
        number += 1
    while number < each.end and not lines[number].strip():
        number += 1
    return number


def _option(match: re.Match[str], line: int, *, is_yaml: bool) -> Option:
    value = (match["value"] or "").rstrip()
    start = match.start("value") if match["value"] is not None else match.end()
    if is_yaml and len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        value, start = value[1:-1], start + 1
    name = Span(line, match.start("name"), line, match.end("name"))
    return Option(match["name"], value, name, Span(line, start, line, start + len(value)))


def roles(lines: Sequence[str]) -> Iterator[Role]:
    """The roles of a document, those that are not closed yet too."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for match in _ROLE.finditer(text):
        group = "rest" if match["rest"] is not None else "myst"
        # Of Sphinx's own role, which leads elsewhere, no other name is known.
        name = match[group] if match[group] == REF else match[group].removeprefix("critique:")
        closed = text.startswith(match["mark"], match.end())
        yield Role(
            name,
            match["content"],
            _span(starts, *match.span(group)),
            _span(starts, *match.span("content")),
            closed,
        )


def _span(starts: Sequence[int], start: int, end: int) -> Span:
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
    return Span(first, start - starts[first], last, end - starts[last])
