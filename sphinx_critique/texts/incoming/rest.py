"""Documents in reST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import dedent
from typing import Final

from .forms import DASHES, PLAIN, Lines, Options, address, bare, indented, listed, parted, width
from .records import Block, Run

_MARKUP: Final = re.compile(r"[\\*`|]|_(?![^\W_])")
_SCHEME: Final = re.compile(r"(?i)(?<![\w])(javascript|data|file|vbscript|mid|cid)(?=:\S)")
_BLOCK: Final = re.compile(
    r"(?![\"'(\[{<][^\W_])[!-/:-@\[-`{-~•‣⁃]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?=\s|\Z)"
)
"""What may begin something else than a paragraph."""
_CLOSING: Final = frozenset(" .,;:!?)]}’”»…")
_OPTION: Final = re.compile(r":(?:[^:\s\\]|\\.)+:(?: .*|\s*)")
_JOINER: Final = "\N{WORD JOINER}"
_TITLES: Final = ("", "=", "-")
_STYLES: Final = {"emphasis": "*", "strong": "**"}


class Rest:
    """reST, a paragraph a line."""

    def title(self, words: str, level: int) -> Lines:
        """Underlined as far as any reader of columns may want."""
        text = _line((Run(words),))
        return [text, _TITLES[level] * max(width(text), 3)]

    def directive(self, name: str, argument: str, options: Options, body: Lines) -> Lines:
        """With its options right below its first line."""
        if _OPTION.fullmatch(argument):  # What nobody sees makes it words again.
            argument = _JOINER + argument
        given = [f":{option}: {value}".rstrip() for option, value in options]
        held = [*given, *([""] if body else []), *body]
        return [f".. {name}:: {argument}".rstrip(), *indented(held, "   ", "   ")]

    def blocks(self, blocks: Iterable[Block]) -> Lines:
        """Each block parted from the next by a blank line; lists by what says nothing."""
        pieces: list[Lines] = []
        before = ""
        for block in blocks:
            if before == block.form and before in ("quote", "items", "numbered", "verse"):
                pieces.append([".."])
            pieces.append(self._block(block))
            before = block.form
        return parted(pieces)

    def _block(self, block: Block) -> Lines:
        match block.form:
            case "verse":
                return [f"| {_line(line, begins=False)}" for line in block.lines]
            case "code":
                return ["::", "", *indented(_code_lines(block.words), "   ", "   ")]
            case "quote":
                return [*indented(self.blocks(block.blocks), "   ", "   ")]
            case "items" | "numbered":
                mark = "* " if block.form == "items" else "#. "
                return listed([self._item(each, mark) for each in block.blocks])
            case "attribution":
                return [f"-- {block.words}"]
            case "item":
                return self.blocks(block.blocks)
        return [_line(line) for line in block.lines]

    def _item(self, item: Block, mark: str) -> Lines:
        held = item.blocks if item.form == "item" else (item,)
        lines = self.blocks(held)
        if held[0].form not in ("paragraph", "verse"):
            return [mark.rstrip(), "", *indented(lines, " " * len(mark), " " * len(mark))]
        return indented(lines, mark, " " * len(mark))


def _code_lines(words: str) -> Lines:
    """Lines of which the first is not set in: it says how far all others are."""
    return dedent(words.expandtabs()).strip("\n").split("\n")


def _line(runs: Sequence[Run], begins: bool = True) -> str:
    """A line of words; what is markup but in looks is escaped, most of all where it begins."""
    text = ""
    was_marked = False
    for run in runs:
        lead, held, trail = bare(run)
        piece = _run(held) if held.words else ""
        is_marked = bool(held.words and (held.style or held.uri))
        if piece and not lead and text[-1:] not in ("", " "):
            parts = was_marked and held.words[0] not in _CLOSING
            text += "\\ " if is_marked or parts else ""
        text += lead + piece + trail
        was_marked = is_marked and not trail
    text = text.strip()
    return _begun(text, runs[0]) if begins else _ended(text)


def _begun(text: str, first: Run) -> str:
    plain = not (first.style or first.uri)
    if plain and not text.startswith("\\") and (_BLOCK.match(text) or text.startswith(DASHES)):
        text = f"\\{text}"
    return _ended(text)


def _ended(text: str) -> str:
    return f"{text[:-1]}\\:" if text.endswith("::") else text


def _escaped(words: str) -> str:
    return _SCHEME.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", words))


def _run(run: Run) -> str:
    words = run.words
    if run.style == "code":
        text = re.sub(r"[\\`]", r"\\\g<0>", words)
        simple = "`" not in words and "\\" not in words
        return f"``{words}``" if simple else f":literal:`{text}`"
    if run.uri == words and PLAIN.fullmatch(words):
        return words
    if run.uri:
        uri = address(run.uri)
        words = re.sub(r"[<>]", r"\\\g<0>", _escaped(words))
        return f"`{words} <{uri[:-1]}\\_>`__" if uri.endswith("_") else f"`{words} <{uri}>`__"
    mark = _STYLES.get(run.style, "")
    return f"{mark}{_escaped(words)}{mark}"
