"""What a new project is made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

MARKUPS: Final = ("rst", "myst")
HOSTS: Final = ("github", "gitlab", "none")
"""Where a project is built after each push."""


class Copied(NamedTuple):
    """A file of the user's, and what it holds."""

    path: Path
    content: bytes


class First(NamedTuple):
    """The first passage: its words, how it is cited, and the words of it that a note is about."""

    words: str
    citation: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers; ``work`` is the key of the work under review.

    ``bibliography`` is a file of the user's, or the text of a new one; ``first`` is taken from the
    transcript, if there is one with a sentence in it.
    """

    title: str
    editors: tuple[str, ...]
    language: str
    markup: str
    work: str
    bibliography: Copied | str
    transcript: Copied | None
    first: First | None
    theme: str
    host: str
    pre_commit: bool
