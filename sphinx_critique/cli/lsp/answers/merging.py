"""Words put into what an author has typed: what need not change, line ends and markup, stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

_TOKEN: Final = re.compile(r"\S+")
_MARKS: Final = re.compile(r"[*`\\|]|(?<!\w)_|_(?!\w)|^>$")
_SIGNS: Final = str.maketrans("“”„‘’‚", "\"\"\"'''")
_MARKUP: Final = re.compile(r"[*`\\|_<>{}]|\][(\[:]")
_FEWEST: Final = 0.4
"""Of the words typed, so many must stay; else others are meant."""


def merged(typed: str, words: str) -> str | None:
    """What is typed, with other words where these differ from its own.

    ``None`` where these, or what they would take the place of, are markup.
    """
    tokens = [each for each in _TOKEN.finditer(typed) if _plain(each[0])]
    wanted = words.split()
    plain = [_plain(each[0]) for each in tokens]
    matcher = SequenceMatcher(None, plain, [_plain(each) for each in wanted], autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if kept < _FEWEST * len(tokens):
        return None
    changes = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    touched = [tokens[n][0] for _, start, end, *_ in changes for n in range(start, end)]
    touched += [wanted[n] for *_, start, end in changes for n in range(start, end)]
    if any(map(_MARKUP.search, touched)):
        return None
    return "".join(_pieces(typed, tokens, wanted, matcher.get_opcodes()))


def _plain(token: str) -> str:
    return _MARKS.sub("", token).translate(_SIGNS)


def _pieces(
    typed: str,
    tokens: Sequence[re.Match[str]],
    wanted: Sequence[str],
    changes: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[str]:
    done = 0
    for what, start, end, first, last in changes:
        begin = tokens[start].start() if start < len(tokens) else len(typed)
        if what == "insert":
            behind = tokens[start - 1].end() if start else 0
            yield typed[done:behind]
            done = behind
            yield from (f" {each}" if start else f"{each} " for each in wanted[first:last])
            continue
        yield typed[done:begin]
        done = tokens[end - 1].end()
        if what == "equal":
            yield typed[begin:done]
        elif what == "replace":
            yield from _replaced(typed, tokens[start:end], wanted[first:last])
        else:
            # The space behind what goes, goes too, but for the end of a line.
            space = len(typed) - len(typed[done:].lstrip(" \t"))
            done = space if space > done else done
    yield typed[done:]


def _replaced(typed: str, tokens: Sequence[re.Match[str]], wanted: Sequence[str]) -> Iterator[str]:
    """Word for word, as far as there are as many; the rest behind the last."""
    for number, each in enumerate(tokens[: len(wanted)]):
        yield typed[tokens[number - 1].end() : each.start()] if number else ""
        yield wanted[number]
    yield from (f" {each}" for each in wanted[len(tokens) :])
