"""What a full check came to: each quotation and each lemma, and what they depended on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

FORM = 1
"""Of the records; what was kept in another is not read."""


class Outcome(NamedTuple):
    """What the check of a quotation came to.

    ``place`` says whether the place cited was compared, ``page`` where the words were found;
    ``passed_over``, whether the project lets it fail.
    """

    status: str
    place: str
    page: str
    emphasis: str
    hides: tuple[str, ...]
    passed_over: bool


class Quoted(NamedTuple):
    """A quotation; ``name`` is that of the excerpt that it is, ``keys`` what may hold its words.

    What follows its ``outcome`` is what that depended on, there where causes are asked for:
    ``written`` is a digest of what its author wrote, ``read`` of what the bibliography and the
    settings made of that, ``settings`` of those that its check depended on; ``cut_marks`` are there
    where it has cuts.
    """

    docname: str
    file: str
    line: int
    name: str
    words: str
    source: str
    locator: str
    outcome: Outcome
    keys: tuple[str, ...] = ()
    work: str = ""
    written: str = ""
    read: str = ""
    language: str = ""
    settings: str = ""
    cut_marks: str = ""


class Passage(NamedTuple):
    """What lemmata are words of; ``number`` is its own among all of its kind."""

    docname: str
    file: str
    line: int
    name: str
    kind: str
    number: int
    text: str


class Anchored(NamedTuple):
    """Where a lemma stands: ``status`` is ``stands`` or why it has no place.

    ``words`` are those of the passage, ``at`` the number of the first of them there, ``lines`` the
    numbered ones; where the lemma is ``missing``, ``words`` are the nearest.
    """

    status: str
    words: str
    at: int
    lines: str


class Lemma(NamedTuple):
    """The lemma of a note of some ``kind``; ``note`` is a digest of the words of that.

    ``passage`` is the place of what it is about among the passages, -1 where there is nothing.
    """

    docname: str
    file: str
    line: int
    name: str
    kind: str
    words: str
    note: str
    passage: int
    outcome: Anchored


class Held(NamedTuple):
    """A transcript: digests of what its file holds and of its errata, and what ``conf.py`` says.

    ``path`` is what is said there of where it lies.
    """

    content: str
    errata: str
    path: str
    settings: str


class Sheet(NamedTuple):
    """A document: a digest of its files, and the sources whose transcripts it holds words of.

    ``for_all``: whether it is the same for every builder.
    """

    files: str
    drawn: tuple[str, ...]
    for_all: bool


class State(NamedTuple):
    """A project as it was checked in full; ``program`` is the version that did."""

    program: str
    work: str
    check_ignore: tuple[str, ...]
    bibliography: str
    held: Mapping[str, Held]
    sheets: Mapping[str, Sheet]
    quotations: tuple[Quoted, ...]
    passages: tuple[Passage, ...]
    lemmata: tuple[Lemma, ...]
