"""What a full check came to: each quotation, lemma and absence, and what they depended on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

FORM = 2
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
    ``written`` is a digest of its words, ``cited`` of what is said of them, ``read`` of what the
    bibliography and the settings made of that, ``settings`` of those that its check depended on;
    ``cut_marks`` are there where it has cuts; ``drawn`` is as in :class:`Passage`.
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
    cited: str = ""
    read: str = ""
    language: str = ""
    settings: str = ""
    cut_marks: str = ""
    drawn: str = ""


class Passage(NamedTuple):
    """What lemmata are words of; ``number`` is its own among all of its kind.

    ``drawn`` is the source that it has its words from, where a build takes them from there.
    """

    docname: str
    file: str
    line: int
    name: str
    kind: str
    number: int
    text: str
    drawn: str = ""


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


class Silence(NamedTuple):
    """What has become of a term that is said to be absent; ``page`` is where it stands."""

    status: str
    page: str


class Absent(NamedTuple):
    """A term that a note of some ``kind`` says is not in a source: ``words``, as ``typed``.

    ``note`` is as in :class:`Lemma`; ``keys`` and ``settings`` are as in :class:`Quoted`.
    """

    docname: str
    file: str
    line: int
    name: str
    kind: str
    typed: str
    words: str
    source: str
    note: str
    outcome: Silence
    keys: tuple[str, ...] = ()
    settings: str = ""


class Held(NamedTuple):
    """A transcript: digests of what its file holds and of all of it, and what ``conf.py`` says.

    ``errata`` are what it was mended by; ``path`` is what is said of where it lies.
    """

    content: str
    errata: tuple[tuple[str, str], ...]
    path: str
    settings: str
    digest: str


class Sheet(NamedTuple):
    """A document: a digest of its files, and whether it is the same for every builder."""

    files: str
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
    absences: tuple[Absent, ...]


Row = Quoted | Lemma | Absent
"""Each of what is told."""
