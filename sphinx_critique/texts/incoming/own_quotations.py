"""Quotations in what our own ``webannotation`` builder wrote, with the sources that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .records import Block, Run, tidy, within, without

_OPENING, _CLOSING = '“„«‹"‘‚「『»"\'”', "”“»›’‘」』«\"'"
_BRACKETS: Final = re.compile(r"\s(?:\((?:[^()]|\([^()]*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\])")


class Cited(NamedTuple):
    """A citation as it was typed, where its source is, and what is printed around a link to it.

    ``words`` are those that it is said to be the source of.
    """

    typed: str
    addresses: tuple[str, ...]
    before: str
    after: str
    locator: str
    words: tuple[str, ...]
    key: str


def attributed(block: Block, cited: Sequence[Cited]) -> Block:
    """A block quote with its attribution, if it had one of its own."""
    held = block.blocks[:-1]
    text = "".join("".join(each.text.split()) for each in held)
    if block.form == "quote" and held:
        for each in cited:
            if text in ("".join(words.split()) for words in each.words):
                return block._replace(
                    blocks=(*held, Block("attribution", words=each.typed or each.key))
                )
    return block


def with_quotes(line: Sequence[Run], quoted: list[Cited]) -> Sequence[Run]:
    """A line with the quotations in it as roles; those found are no longer in the list."""
    for each in list(quoted):
        for words in each.words:
            changed = _with_quote(line, tidy(words), each)
            if changed:
                line = changed
                quoted.remove(each)
                break
    return line


def _with_quote(line: Sequence[Run], words: str, cited: Cited) -> Sequence[Run]:
    """The line with these words as a role; nothing if they are not quoted there."""
    text = "".join("\0" * len(r.words) if r.style == "quote" else r.words for r in line)
    spaced = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"[{_OPENING}]\s?(?P<words>{spaced})\s?[{_CLOSING}]", text)
    if found is None or "*" in words:
        return ()
    end = _end(line, text, found.end(), cited)
    said = cited.typed if end > found.end() or cited.locator else ""
    role = Run(found["words"], "quote", said)
    return [*within(line, 0, found.start()), role, *without(line, end)]


def _end(line: Sequence[Run], text: str, start: int, cited: Cited) -> int:
    """Where a quotation ends with the brackets behind it, if its source is linked to in them."""
    found = _BRACKETS.match(text, start)
    held = within(line, start, found.end()) if found else ()
    is_cited = any(run.uri in cited.addresses for run in held if run.uri)
    return found.end() if found and is_cited else start
