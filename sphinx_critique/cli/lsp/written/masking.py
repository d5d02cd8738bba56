"""What is no markup in a document (literals, comments), made unreadable in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_VERBATIM: Final = (
    r"(?:code|code-block|sourcecode|raw|math|graphviz|digraph|mermaid|doctest|testcode|prompt)"
)
_REST_VERBATIM: Final = re.compile(rf"[ \t]*\.\.[ \t]+{_VERBATIM}::")
_COMMENT: Final = re.compile(r"[ \t]*\.\.(?:[ \t]+(?![_\[|])(?!.*::)|$)")
_EXPLICIT: Final = re.compile(r"[ \t]*\.\.[ \t]")
_FENCE: Final = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})(?P<rest>[^`]*)$")
_DIRECTIVE: Final = re.compile(r"\{[\w:+.-]*\}?")
_MYST_VERBATIM: Final = re.compile(rf"\{{{_VERBATIM}\}}")
_LITERAL: Final = {
    False: re.compile(r"(?P<role>:[\w:+.-]{1,80}:`[^`]*`?)|(?<![`\\])``(?=\S).*?\S``(?!`)"),
    True: re.compile(r"(?P<role>\{[\w:+.-]{1,80}\}`[^`]*`?)|(?<![`\\])(`+)(?!`).*?(?<!`)\2(?!`)"),
}
_SEEN: Final = re.compile(r"\S")


def without_blocks(lines: Sequence[str], *, is_myst: bool) -> list[str]:
    """The lines of a document, those of literal blocks and comments made unreadable."""
    hidden = set(_in_fences(lines) if is_myst else _set_in(lines))
    return [_masked(line) if number in hidden else line for number, line in enumerate(lines)]


def without_literals(lines: Iterable[str], *, is_myst: bool) -> list[str]:
    """The same of what is literal within lines."""
    pattern = _LITERAL[is_myst]
    return [pattern.sub(lambda found: found["role"] or _masked(found[0]), line) for line in lines]


def _masked(text: str) -> str:
    return _SEEN.sub("x", text)


def _set_in(lines: Sequence[str]) -> Iterator[int]:
    """Of reST, what is set in deeper than the line that says so."""
    margin: int | None = None
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if margin is not None and indent > margin:
            yield number
            continue
        is_comment = _COMMENT.match(line) is not None
        is_literal = line.rstrip().endswith("::") and not _EXPLICIT.match(line)
        hides = is_comment or is_literal or _REST_VERBATIM.match(line) is not None
        margin = indent if hides else None


def _in_fences(lines: Sequence[str]) -> Iterator[int]:
    """Of MyST, what stands in fences that are no directive of markup."""
    closing = ""
    for number, line in enumerate(lines):
        if closing:
            end = line.strip()
            if end.startswith(closing) and not end.strip(closing[0]):
                closing = ""
            else:
                yield number
            continue
        found = _FENCE.match(line)
        if found is not None and found["rest"].strip():
            rest = found["rest"].strip()
            if not _DIRECTIVE.match(rest) or _MYST_VERBATIM.match(rest):
                closing = found["fence"]
        elif line.startswith("%"):
            yield number
