"""What stands at a place of a document, and what is being written there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cached_property
from typing import Final, NamedTuple

from .directives import Directive, Option, Role, directives, indent_of, roles
from .masking import without_blocks, without_literals
from .places import Span

_NAME: Final = {
    False: re.compile(r"[ \t]*\.\.[ \t]+(?P<typed>(?:[\w-]|:(?!:))*)$"),
    True: re.compile(r"[ \t]*(?:`{3,}|~{3,}|:{3,})\{(?P<typed>[\w:-]*)$"),
}
_WORD: Final = re.compile(r"[ \t]*(?P<typed>[\w-]*)$")
_OPTION: Final = re.compile(r"[ \t]*:(?P<typed>[\w-]*)$")
_MARK: Final = {False: re.compile(r"[ \t]*\|[ \t]+"), True: re.compile(r"[ \t]*>[ \t]?")}
"""What a line of verse begins with, and one of a block quote of MyST."""
_ROLE: Final = {
    False: re.compile(r"(?:^|(?<=[\s([{'\"“‘«]))(?<!::):(?P<typed>critique:[\w-]*|[\w-]+)$"),
    True: re.compile(r"(?<!`)\{(?P<typed>critique:[\w-]*|[\w-]+)$"),
}


class Part(Enum):
    """A part of what is written, by what may stand there."""

    DIRECTIVE = auto()
    ROLE = auto()
    OPTION = auto()
    VALUE = auto()
    ARGUMENT = auto()
    CONTENT = auto()
    BODY = auto()
    TEXT = auto()


class At(NamedTuple):
    """A place: its part, what is typed of that before it, where that begins, and what it is of."""

    part: Part
    typed: str
    span: Span
    directive: Directive | None = None
    option: Option | None = None
    role: Role | None = None
    behind: str = ""
    """What else stands on the line."""


class Quoted(NamedTuple):
    """Words of a paragraph as far as they are typed; whether it is set in deeper than its text."""

    words: str
    is_block: bool


class Written:
    """A document as it stands in the editor."""

    def __init__(self, lines: Sequence[str], *, is_myst: bool) -> None:
        self.lines = lines
        self.is_myst = is_myst

    @cached_property
    def directives(self) -> list[Directive]:
        """Its directives, in order."""
        return directives(self._seen, is_myst=self.is_myst)

    @cached_property
    def roles(self) -> list[Role]:
        """Its roles, in order."""
        return list(roles(without_literals(self._seen, is_myst=self.is_myst)))

    @cached_property
    def _seen(self) -> list[str]:
        """The lines in which there can be markup."""
        return without_blocks(self.lines, is_myst=self.is_myst)

    def around(self, line: int) -> Directive | None:
        """The innermost directive of a line."""
        found = (each for each in reversed(self.directives) if each.head <= line < each.end)
        return max(found, key=lambda each: each.head, default=None)

    def at(self, line: int, column: int) -> At:
        """What is written at a place, as far as it is typed."""
        text = self.lines[line] if line < len(self.lines) else ""
        return self._at(text[:column], line, column)._replace(behind=text[column:])

    def _at(self, before: str, line: int, column: int) -> At:
        directive = self.around(line)
        if (found := _NAME[self.is_myst].match(before)) is not None:
            return self._typed(Part.DIRECTIVE, found["typed"], line, column)
        if directive and self._is_in_yaml(directive, line) and (found := _WORD.match(before)):
            typed = self._typed(Part.OPTION, found["typed"], line, column)
            return typed._replace(directive=directive)
        if directive and (found := _OPTION.match(before)) and self._heads(directive, line):
            typed = self._typed(Part.OPTION, found["typed"], line, column)
            return typed._replace(directive=directive)
        if (found := _ROLE[self.is_myst].search(before)) is not None:
            return self._typed(Part.ROLE, found["typed"], line, column)
        role = next((each for each in self.roles if each.content_span.holds(line, column)), None)
        if role is not None:
            typed_there = _between(self.lines, role.content_span, line, column)
            span = Span(role.content_span.line, role.content_span.column, line, column)
            return At(Part.CONTENT, typed_there, span, directive, None, role)
        return self._in(directive, line, column) if directive else _text(before, line, column)

    def _typed(self, part: Part, typed: str, line: int, column: int) -> At:
        span = Span(line, column - len(typed), line, column)
        return At(part, typed, span, self.around(line))

    def _in(self, directive: Directive, line: int, column: int) -> At:
        before = self.lines[line][:column]
        if line == directive.head and before.endswith("::"):
            return _text(before, line, column)
        if line == directive.head:
            start = min(directive.argument_span.column, column)
            return At(Part.ARGUMENT, before[start:], Span(line, start, line, column), directive)
        for option in directive.options:
            if option.name_span.line == line and column > option.name_span.end_column:
                start = min(option.value_span.column, column)
                span = Span(line, start, line, column)
                return At(Part.VALUE, before[start:].lstrip(), span, directive, option)
        return _text(before, line, column)._replace(part=Part.BODY, directive=directive)

    def _heads(self, directive: Directive, line: int) -> bool:
        """Whether between the head of a directive and a line there are only options."""
        above = range(directive.head + 1, line)
        return line > directive.head and all(self.lines[n].lstrip()[:1] == ":" for n in above)

    def quoted(self, directive: Directive, at: At) -> Quoted:
        """The paragraph that is being written in the body of a directive."""
        typed = [at.typed]
        for number in range(at.span.line - 1, directive.body - 1, -1):
            if not self.lines[number].strip():
                break
            typed.insert(0, self.lines[number])
        marks = [found[0] for each in typed if (found := _MARK[self.is_myst].match(each))]
        words = (_MARK[self.is_myst].sub("", each) for each in typed)
        body = self.lines[directive.body : at.span.line] or typed
        margin = min(map(indent_of, filter(str.strip, [*body, *typed])), default=0)
        is_block = bool(marks) if self.is_myst else indent_of(typed[0]) > margin
        return Quoted(" ".join(" ".join(words).split()), is_block)

    def passage(self, directive: Directive) -> list[Span]:
        """The lines of the body of a directive, but for those of directives in it."""
        inner = [each for each in self.directives if directive.head < each.head < directive.end]
        lines = (
            number
            for number in range(directive.body, directive.end)
            if not any(each.head <= number < each.end for each in inner)
        )
        return [Span(number, 0, number, len(self.lines[number])) for number in lines]

    def work(self, line: int) -> str:
        """The work that a directive says is under review at a line; empty where none does."""
        named = [
            each.argument for each in self.directives if each.name == "work" and each.head < line
        ]
        return named[-1] if named else ""

    def _is_in_yaml(self, directive: Directive, line: int) -> bool:
        """Whether a line is between those that begin and end options of MyST."""
        first = directive.head + 1
        ends = [n for n in range(first, line) if self.lines[n].strip() == "---"]
        return self.is_myst and ends == [first]

    def text_of(self, directive: Directive) -> str:
        """The body of a directive, on one line."""
        return " ".join(" ".join(self.lines[directive.body : directive.end]).split())


def _between(lines: Sequence[str], span: Span, line: int, column: int) -> str:
    """From the beginning of a span to a place."""
    if line == span.line:
        return lines[line][span.column : column]
    parts = [lines[span.line][span.column :], *lines[span.line + 1 : line], lines[line][:column]]
    return "\n".join(parts)


def _text(before: str, line: int, column: int) -> At:
    return At(Part.TEXT, before, Span(line, column, line, column))
