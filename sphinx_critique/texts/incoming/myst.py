"""Documents in MyST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .forms import (
    DASHES,
    PLAIN,
    Lines,
    Options,
    address,
    bare,
    indented,
    joined,
    listed,
    on_one_line,
    parted,
    rows_of,
)
from .records import Block, Run

_MARKUP: Final = re.compile(r"[\\*`_\[\]<>&$~{}|]")
_BLOCK: Final = re.compile(r"(?![\"'(]\w(?!.*\)=))[!-/:-@\[-`{-~]|\d+[.)](?=\s|\Z)")
_CLOSED: Final = re.compile(r"(?<=\s)#+\Z")
"""What would be no part of a title."""
_SIMPLE: Final = re.compile(r"\w[\w ,.()§/–-]*", re.UNICODE)
_WORDS: Final = re.compile(r"(?i)true|false|yes|no|on|off|null|[-+.\d].*")
_FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})")
_EATEN: Final = re.compile(r"\\(?=[\\\"'.`-])")
"""A backslash that would be taken for the escape of what is behind it."""
_JOINER: Final = "\N{WORD JOINER}"
_STYLES: Final = {"emphasis": "*", "strong": "**"}
_NAMED: Final = {"—": "&mdash;", "–": "&ndash;"}


class Myst:
    """MyST, a paragraph a line; directives are fences."""

    def title(self, words: str, level: int) -> Lines:
        """With as many signs as its level."""
        text = _CLOSED.sub(r"\\\g<0>", _line((Run(words),)))
        return [f"{'#' * level} {text}"]

    def comment(self, words: str) -> Lines:
        """Where words behind the mark are a sentence, nothing in them is markup."""
        return [f"% {words}"]

    def directive(self, name: str, argument: str, options: Options, body: Lines) -> Lines:
        """A fence that is longer than all that it holds."""
        sign = "~" if "`" in argument else "`"
        longest = max(
            (len(f[1]) for f in map(_FENCE.match, body) if f and f[1][0] == sign), default=0
        )
        fence = sign * max(3, longest + 1)
        given = [f":{option}: {_value(value)}".rstrip() for option, value in options]
        head = f"{fence}{{{name}}} {argument}".rstrip()
        return [head, *given, *([""] if body else []), *body, fence]

    def blocks(self, blocks: Iterable[Block]) -> Lines:
        """Each block parted from the next by a blank line; lists by what says nothing."""
        pieces: list[Lines] = []
        before = ""
        for block in blocks:
            if before == block.form and before in ("quote", "items", "numbered"):
                pieces.append(["%"])
            pieces.append(self._block(block))
            before = block.form
        return parted(pieces)

    def _block(self, block: Block) -> Lines:
        match block.form:
            case "verse":
                lines = [_line(on_one_line(line)) for line in block.lines]
                return [*(f"{line}\\" for line in lines[:-1]), lines[-1]]
            case "code":
                return _code(block.words)
            case "quote":
                return [f"> {line}".rstrip() for line in self.blocks(block.blocks)]
            case "items" | "numbered":
                mark = "* " if block.form == "items" else "1. "
                return listed([self._item(each, mark) for each in block.blocks])
            case "table" if rows := rows_of(block):
                return self.directive("list-table", "", (), self._table(rows))
            case "table" | "row" | "cell":
                return self.blocks(block.blocks)
            case "attribution":
                return [f"-- {block.words}"]
            case "item":
                return self.blocks(block.blocks)
        return [each for line in block.lines for each in _line(line).split("\n")]

    def _table(self, rows: Sequence[Sequence[Block]]) -> Lines:
        return [line for row in rows for line in indented(self._row(row), "* ", "  ")]

    def _row(self, row: Sequence[Block]) -> Lines:
        return [line for cell in row for line in indented(self.blocks(cell.blocks), "- ", "  ")]

    def _item(self, item: Block, mark: str) -> Lines:
        held = item.blocks if item.form == "item" else (item,)
        return indented(self.blocks(held), mark, " " * len(mark))


def _code(words: str) -> Lines:
    lines = words.split("\n")
    longest = max((len(f[1]) for f in map(_FENCE.match, lines) if f), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *lines, fence]


def _value(value: str) -> str:
    """An option as MyST reads it: YAML, where anything but words is in quote marks."""
    if not value or (_SIMPLE.fullmatch(value) and not _WORDS.fullmatch(value)):
        return value
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _line(runs: Sequence[Run]) -> str:
    """A line of words; what is markup but in looks is escaped."""
    text = ""
    for run in runs:
        lead, held, trail = bare(run)
        is_marked = bool((held.words or held.style == "ref") and (held.style or held.uri))
        is_first = not text.strip(" ") or (text + lead)[-1:] == "\n"
        piece = _run(held) if is_marked else _begun(_escaped(held.words), is_first)
        text += lead + piece + trail
    return text.strip()


def _begun(text: str, is_first: bool) -> str:
    """Words that may begin a line, and those that begin one within them."""
    first, *others = text.split("\n")
    return "\n".join([_as_words(first) if is_first else first, *map(_as_words, others)])


def _as_words(text: str) -> str:
    if text.startswith(DASHES) and text[0] in _NAMED:
        return f"{_NAMED[text[0]]}{text[1:]}"
    found = None if text.startswith(("\\", "&")) else _BLOCK.match(text)
    if found:
        stop = found.end() - 1
        return f"{text[:stop]}\\{text[stop:]}"
    return text


def _escaped(words: str) -> str:
    """Words with nothing in them that MyST reads, nor Sphinx where it sets quote marks."""
    return _MARKUP.sub(r"\\\g<0>", _EATEN.sub(f"\\\\{_JOINER}", words))


def _run(run: Run) -> str:
    words = run.words if run.style in _STYLES else run.words.replace("\n", " ")
    if run.style in ("quote", "ref", "locus"):
        role = "critique:ref" if run.style == "ref" else run.style
        fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
        if run.style == "locus" or not run.uri:
            return f"{{{role}}}{fence}{words}{fence}"
        return f"{{{role}}}{fence}{f'{words} <{run.uri}>' if words else run.uri}{fence}"
    if run.style == "code":
        fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
        pad = " " if words[:1] == "`" or words[-1:] == "`" else ""
        return f"{fence}{pad}{words}{pad}{fence}"
    text = joined(map(_escaped, words.split("\n")), _BLOCK)
    if run.uri == words and PLAIN.fullmatch(words):
        return f"<{words}>"
    if run.uri:
        return f"[{text}](<{address(run.uri)}>)"
    mark = _STYLES.get(run.style, "")
    return f"{mark}{text}{mark}"
