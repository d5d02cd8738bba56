"""The same blocks in reST and in MyST."""

import json
import re
from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import ClassVar, Protocol

Options = Iterable[tuple[str, str]]
SLIPS = ("glued", "below", "both", "tabbed")
"""A blank line missing, one too many, each of these, and a body that is further in."""
_NEEDS_QUOTES = re.compile(r"^[\"'|>#\[\]{}%@`&*!?,-]|[:#\"\\]|^(?:yes|no|true|false|null)$", re.I)


class Markup(Protocol):
    """A block is its lines, joined; ``body`` is blocks joined by blank lines."""

    suffix: ClassVar[str]

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = "", slip: str = ""
    ) -> str:
        """A directive, with a slip in it where one is named."""

    def role(self, name: str, text: str) -> str:
        """A role."""

    def title(self, words: str, level: int) -> str:
        """The title of a section."""

    def items(self, bodies: Sequence[str], mark: str) -> str:
        """A list, numbered or not."""

    def quote(self, body: str) -> str:
        """A block quote."""

    def definition(self, term: str, body: str) -> str:
        """A definition list of one."""

    def field(self, name: str, body: str) -> str:
        """A field list of one."""

    def footnote(self, label: str, body: str) -> str:
        """A footnote, with what refers to it."""

    def label(self, name: str) -> str:
        """A label for what follows."""

    def verse(self, lines: Sequence[str]) -> str:
        """Lines that stay as they are."""

    def comment(self, words: str) -> str:
        """Words that nobody is to read."""


class Rst:
    suffix = "rst"
    marks = "=-~^"

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = "", slip: str = ""
    ) -> str:
        lines = [f".. {name}:: {argument}".rstrip()]
        given = [f"   :{option}: {value}".rstrip() for option, value in options]
        if slip in ("below", "both"):
            given.insert(min(1, len(given)), "")
        lines += given
        if body and slip not in ("glued", "both"):
            lines.append("")
        return "\n".join([*lines, indent(body, "      " if slip == "tabbed" else "   ")])

    def role(self, name: str, text: str) -> str:
        return f":{name}:`{text}`"

    def title(self, words: str, level: int) -> str:
        return f"{words}\n{self.marks[level] * max(len(words.encode()), 4)}"

    def items(self, bodies: Sequence[str], mark: str) -> str:
        return "\n\n".join(_hung(f"{mark} ", body) for body in bodies)

    def quote(self, body: str) -> str:
        return f"..\n\n{indent(body, '    ')}"

    def definition(self, term: str, body: str) -> str:
        return f"{term}\n{indent(body, '   ')}"

    def field(self, name: str, body: str) -> str:
        return f":{name}:\n{indent(body, '   ')}"

    def footnote(self, label: str, body: str) -> str:
        return f"Called [#{label}]_.\n\n.. [#{label}] {indent(body, '   ').strip()}"

    def label(self, name: str) -> str:
        return f".. _{name}:"

    def verse(self, lines: Sequence[str]) -> str:
        return "\n".join(f"| {line}" for line in lines)

    def comment(self, words: str) -> str:
        return f".. {words}"


class Myst:
    suffix = "md"

    def directive(
        self, name: str, argument: str = "", options: Options = (), body: str = "", slip: str = ""
    ) -> str:
        fence = "`" * (max(map(len, re.findall("`{3,}", body)), default=2) + 1)
        given = [f":{option}: {_yaml(value)}".rstrip() for option, value in options]
        if slip in ("below", "both"):
            given.insert(min(1, len(given)), "")
        gap = [""] if body and slip not in ("glued", "both") else []
        first = f"{fence}{{{name}}} {' '.join(argument.split())}".rstrip()
        return "\n".join([first, *given, *gap, body, fence])

    def role(self, name: str, text: str) -> str:
        return f"{{{name}}}`{text}`"

    def title(self, words: str, level: int) -> str:
        return f"{'#' * (level + 1)} {words}"

    def items(self, bodies: Sequence[str], mark: str) -> str:
        return "\n\n".join(_hung(f"{'1.' if mark == '#.' else mark} ", body) for body in bodies)

    def quote(self, body: str) -> str:
        return indent(body, "> ", lambda _: True)

    def definition(self, term: str, body: str) -> str:
        return f"{term}\n{_hung(': ', body)}"

    def field(self, name: str, body: str) -> str:
        return f":{name}:\n{indent(body, '   ')}"

    def footnote(self, label: str, body: str) -> str:
        return f"Called [^{label}].\n\n{_hung(f'[^{label}]: ', body, 4)}"

    def label(self, name: str) -> str:
        return f"({name})="

    def verse(self, lines: Sequence[str]) -> str:
        return "\\\n".join(lines)

    def comment(self, words: str) -> str:
        return f"% {words}"


def _hung(mark: str, body: str, width: int = 0) -> str:
    first, _, rest = indent(body, " " * (width or len(mark))).lstrip().partition("\n")
    return f"{mark}{first}\n{rest}".rstrip("\n")


def _yaml(value: str) -> str:
    """A value of an option as it must be written where YAML would take it for more."""
    return json.dumps(value, ensure_ascii=False) if _NEEDS_QUOTES.search(value) else value
