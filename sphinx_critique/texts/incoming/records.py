"""What comes in: notes, the passages they are about, and words with what little marks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from ..anchoring import Span
from ..printed import readable

_SPACE: Final = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


class Unreadable(ValueError):
    """A file that is none of what can be read; the message says what was expected."""


class Run(NamedTuple):
    """Words on one line; ``style`` is ``emphasis``, ``strong``, ``code``, or nothing.

    Those that are a role of ours are ``quote``, with its citation as ``uri``, ``ref``, with the
    name that it leads to, and ``locus``, whose words are a citation.
    """

    words: str
    style: str = ""
    uri: str = ""


class Block(NamedTuple):
    """A ``paragraph`` or ``verse`` of lines of runs, ``code`` of words, or blocks of blocks.

    Those are ``quote``, ``items`` and ``numbered`` (lists of ``item``), and ``table`` (of ``row``,
    of ``cell``).
    """

    form: str
    lines: tuple[tuple[Run, ...], ...] = ()
    blocks: tuple[Block, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """Its words as they are counted: a line end between two lines or blocks."""
        if self.blocks:
            return "\n".join(block.text for block in self.blocks)
        return self.words or "\n".join("".join(run.words for run in line) for line in self.lines)


Blocks = tuple[Block, ...]


class Translation(NamedTuple):
    """A passage in another language."""

    blocks: Blocks
    language: str = ""
    citation: str = ""


class Passage(NamedTuple):
    """A passage as the file has it, by its ``id``; ``options`` are those of the excerpt it was.

    ``page`` is what the file says of its place, which is no citation: it names no source.
    """

    id: str
    blocks: Blocks
    source: str = ""
    citation: str = ""
    options: tuple[tuple[str, str], ...] = ()
    translations: tuple[Translation, ...] = ()
    page: str = ""

    @property
    def text(self) -> str:
        """Its words, as lemmata are looked for in them."""
        blocks = (*self.blocks, *(b for each in self.translations for b in each.blocks))
        return "\n".join(block.text for block in blocks)


class Note(NamedTuple):
    """One note; what it is about is said in as many ways as the file says it.

    ``words`` with ``before`` and ``after`` and their ``place`` in the ``source``; ``span`` in the
    text of a ``passage``; ``lemma`` as an author typed it; or ``where``, in words for who must find
    it. ``answers`` are the ids of the note it replies to and of those that one answers.
    ``is_highlight``: nothing is said but that the words matter. ``options`` are those of the
    annotation it was; ``hint`` is its kind where nothing else says one; ``head`` begins its body
    and says its kind.
    """

    id: str
    source: str = ""
    title: str = ""
    passage: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    place: Span | None = None
    span: Span | None = None
    lemma: str = ""
    where: str = ""
    body: Blocks = ()
    kind: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    answers: tuple[str, ...] = ()
    head: str = ""
    is_highlight: bool = False


class Incoming(NamedTuple):
    """All that a file holds; ``form`` says what it was read as, ``missing`` what it only names."""

    form: str
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()


def tidy(text: Any) -> str:
    """Words on one line, their white space as readers see it; hard spaces are kept."""
    return _SPACE.sub(" ", readable(str(text or ""))).strip()


def collapsed(text: str, keep_lines: bool = False) -> tuple[str, list[int]]:
    """The same, and for each place in the text (its end too) where it is then.

    ``keep_lines``: white space with an end of a line in it is one.
    """
    text = readable(text)
    out: list[str] = []
    places: list[int] = []
    length, pending = 0, ""
    for char in text:
        if _SPACE.match(char):
            places.append(length + len(pending))
            if length:
                pending = "\n" if keep_lines and "\n" in (char, pending) else " "
            continue
        if pending:
            out.append(pending)
            length, pending = length + 1, ""
        places.append(length)
        out.append(char)
        length += 1
    places.append(length)
    return "".join(out), [min(place, length) for place in places]


def tidied(runs: Iterable[Run], keep_lines: bool = False) -> tuple[tuple[Run, ...], list[int]]:
    """The runs of a line with such white space, alike ones joined, and where each place is then."""
    given = list(runs)
    text, places = collapsed("".join(run.words for run in given), keep_lines)
    out: list[Run] = []
    at = 0
    for run in given:
        words = text[places[at] : places[at + len(run.words)]]
        at += len(run.words)
        if words and out and out[-1][1:] == run[1:]:
            out[-1] = out[-1]._replace(words=out[-1].words + words)
        elif words:
            out.append(run._replace(words=words))
    return tuple(out), places


def without(runs: Iterable[Run], count: int) -> Iterator[Run]:
    """The runs of a line without its first letters."""
    for run in runs:
        words = run.words[count:]
        count = max(count - len(run.words), 0)
        if words:
            yield run._replace(words=words)


def within(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """The runs of a part of a line."""
    left = end - start
    for run in without(runs, start):
        if left > 0:
            yield run._replace(words=run.words[:left])
        left -= len(run.words)


def paragraph(*runs: Run | str) -> Block:
    """A paragraph of one line."""
    return Block("paragraph", (tuple(Run(r) if isinstance(r, str) else r for r in runs),))


def plain(text: Any) -> Blocks:
    """Words in which nothing is markup: paragraphs where there are blank lines, else lines."""
    parts = re.split(r"\n[^\S\n]*\n\s*", readable(str(text or "")).replace("\r\n", "\n"))
    return tuple(_lines(part) for part in parts if part.strip())


def _lines(part: str) -> Block:
    lines = tuple((Run(tidy(line)),) for line in part.split("\n") if line.strip())
    return Block("verse" if len(lines) > 1 else "paragraph", lines)


def filled(options: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Options that say anything, on one line each."""
    pairs = options.items() if isinstance(options, Mapping) else options
    return tuple((name, tidy(value)) for name, value in pairs if tidy(value))
