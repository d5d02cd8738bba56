"""Documents in reST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import dedent
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
    width,
)
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

    def comment(self, words: str) -> Lines:
        """Where words behind the mark are a sentence, nothing in them is markup."""
        return [f".. {words}"]

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
                return [f"| {_line(on_one_line(line), begins=False)}" for line in block.lines]
            case "code":
                return ["::", "", *indented(_code_lines(block.words), "   ", "   ")]
            case "quote":
                return [*indented(self.blocks(block.blocks), "   ", "   ")]
            case "items" | "numbered":
                mark = "* " if block.form == "items" else "#. "
                return listed([self._item(each, mark) for each in block.blocks])
            case "table" if rows := rows_of(block):
                return [".. list-table::", "", *indented(self._table(rows), "   ", "   ")]
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
        is_marked = bool((held.words or held.style == "ref") and (held.style or held.uri))
        is_first = (begins and not text.strip(" ")) or (text + lead)[-1:] == "\n"
        piece = _run(held) if is_marked else _begun(_escaped(held.words), is_first)
        if piece and not lead and text[-1:] not in ("", " ", "\n"):
            parts = was_marked and piece[0] not in _CLOSING
            opens = text[-1] == "(" and held.words[:1] != ")"
            text += "\\ " if (is_marked and not opens) or parts else ""
        text += lead + piece + trail
        was_marked = is_marked and not trail
    text = text.strip()
    return f"{text[:-1]}\\:" if text.endswith("::") else text


def _begun(text: str, is_first: bool) -> str:
    """Words that may begin a line, and those that begin one within them."""
    first, *others = text.split("\n")
    return "\n".join([_as_words(first) if is_first else first, *map(_as_words, others)])


def _as_words(text: str) -> str:
    if not text.startswith("\\") and (_BLOCK.match(text) or text.startswith(DASHES)):
        return f"\\{text}"
    return text


def _escaped(words: str) -> str:
    return _SCHEME.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", words))


def _in_role(words: str) -> str:
    return re.sub(r"[\\`]", r"\\\g<0>", words)


def _run(run: Run) -> str:
    words = run.words if run.style in ("quote", *_STYLES) else run.words.replace("\n", " ")
    if run.style == "quote":
        said = joined(map(_in_role, words.split("\n")), _BLOCK)
        return f":quote:`{said} <{_in_role(run.uri)}>`" if run.uri else f":quote:`{said}`"
    if run.style == "ref":
        said = f"{_in_role(words)} <{_in_role(run.uri)}>" if words else _in_role(run.uri)
        return f":critique:ref:`{said}`"
    if run.style == "locus":
        return f":locus:`{_in_role(words)}`"
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
    return f"{mark}{joined(map(_escaped, words.split(chr(10))), _BLOCK)}{mark}"
