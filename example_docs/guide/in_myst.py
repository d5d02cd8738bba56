"""A snippet of reST as MyST writes it: directives, options, roles, labels, headings, verse.

Enough for what the guide shows; its tests build both, and hold one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from textwrap import dedent
from typing import Final

_DIRECTIVE: Final = re.compile(r"\.\. ([\w:-]+)::(?: (.*))?")
_COMMENT: Final = re.compile(r"\.\. (?![\[|_])(.+)")
_LABEL: Final = re.compile(r"\.\. _([^:`]+):")
_OPTION: Final = re.compile(r":([\w-]+):(?: (.*))?")
_RULE: Final = re.compile(r"([=~-])\1{2,}")
_LEVELS: Final = "=-~"
_LITERAL: Final = re.compile(r"``(.+?)``", re.DOTALL)
_ROLE: Final = re.compile(r":((?:[\w-]+:)*[\w-]+):`([^`]+)`")
_LINK: Final = re.compile(r"`([^`<]+) <([^`>]+)>`__?")
_FOOTNOTE: Final = re.compile(r"\.\. \[#([\w-]+)\] (.+)")
_CALL: Final = re.compile(r"(?:\\ )?\[#([\w-]+)\]_")
_COUNTED: Final = re.compile(r"^( *)#\. ", re.MULTILINE)
_AS_THEY_ARE: Final = frozenset(("code-block", "raw"))
_TABLES: Final = frozenset(("list-table",))


def in_myst(text: str) -> str:
    """The same document in MyST."""
    return "\n".join(_blocks(dedent(text).strip("\n").split("\n"))) + "\n"


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if directive := _DIRECTIVE.fullmatch(line):
            held = _indented(lines[at + 1 :])
            yield from _directive(directive[1], directive[2] or "", held)
            at += 1 + len(held)
            if at < len(lines):
                yield ""
            continue
        if comment := _COMMENT.fullmatch(line):
            yield f"% {comment[1]}"
        elif label := _LABEL.fullmatch(line):
            yield f"({label[1]})="
        elif note := _FOOTNOTE.fullmatch(line):
            yield f"[^{note[1]}]: {_inline(note[2])}"
        elif line and (rule := _RULE.fullmatch(following)) and not line.startswith(" "):
            yield f"{'#' * (_LEVELS.index(rule[1]) + 1)} {_inline(line)}"
            at += 1
        elif line.startswith("| "):
            verse = [*takewhile(lambda each: each.startswith("|"), lines[at:])]
            yield from _verse(verse)
            at += len(verse) - 1
        elif line.startswith("   ") and (at == 0 or not lines[at - 1]):
            quoted = _indented(lines[at:])
            inner = _blocks(dedent("\n".join(quoted)).strip("\n").split("\n"))
            yield from (f"> {each}".rstrip() for each in inner)
            at += len(quoted) - 1
            yield ""
        else:
            words = [*takewhile(_is_plain, lines[at:])] or [line]
            yield from _inline("\n".join(words)).split("\n")
            at += len(words) - 1
        at += 1


def _is_plain(line: str) -> bool:
    return bool(line) and not line.startswith((".. ", "| "))


def _indented(lines: Sequence[str]) -> list[str]:
    """The lines that are set in, with the blank ones behind them."""
    return [*takewhile(lambda each: not each or each.startswith(" "), lines)]


def _directive(name: str, argument: str, held: Sequence[str]) -> Iterator[str]:
    lines = dedent("\n".join(held)).strip("\n").split("\n") if any(held) else []
    options = [*takewhile(_OPTION.fullmatch, lines)] if lines and held[0] else []
    rest = "\n".join(lines[len(options) :]).strip("\n")
    body = rest.split("\n") if rest else []
    if name not in _AS_THEY_ARE and body:
        body = [*_blocks(body)] if name not in _TABLES else [*map(_inline, body)]
        while body and not body[-1]:
            body.pop()
    longest = max((len(m[0]) for m in map(re.compile("`{3,}").match, body) if m), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}{{{name}}} {argument}".rstrip()
    yield from options
    yield from ["", *body] if options and body else body
    yield fence


def _verse(lines: Sequence[str]) -> Iterator[str]:
    """A line of verse ends with a backslash, the last one of a stanza with none."""
    words = [_inline(each[2:]) for each in lines]
    for line, following in zip(words, [*words[1:], ""], strict=True):
        yield f"{line}\\" if line and following else line


def _inline(line: str) -> str:
    """Lines of words; what stands between literals alone is read."""
    pieces = []
    done = 0
    for literal in _LITERAL.finditer(line):
        pieces += [_words(line[done : literal.start()]), _code(literal[1])]
        done = literal.end()
    return "".join([*pieces, _words(line[done:])])


def _code(words: str) -> str:
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def _words(text: str) -> str:
    text = _COUNTED.sub(r"\g<1>1. ", _CALL.sub(r"[^\1]", text))
    return _LINK.sub(r"[\1](\2)", _ROLE.sub(r"{\1}`\2`", text)).replace("\\ ", "")
