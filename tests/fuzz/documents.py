"""Documents of a seed: blocks of ours and of others in each other, with words known one by one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from .markup import Markup, Myst, Rst
from .oddities import filler, huge
from .ours import OURS
from .theirs import AT_TOP, EXTENSIONS, SPHINX

_T = TypeVar("_T")
DEEPEST = 3
KEYS = ("serge2016", "trotsky1961", "anweiler1974", "lenincw", "petropavlovsk1921")
LOCATORS = (
    "107", "85–6", "vii", "107f.", "25: 430", "item 9", "chap. 3", "fol. 12v", "§ 3", "III.ii.3",
    "14 June 1643", "99999999999", "x y z", "-1", "1–", "vol.", "(", "1: 2: 3: 4",
)  # fmt: skip
WORD = re.compile(r"w\d{5}x\d+x")
"""Each stands once in all documents."""


@dataclass(frozen=True)
class Word:
    """A word to be printed by builders for which each of the conditions ``only`` holds."""

    text: str
    only: tuple[str, ...]
    within: str


@dataclass
class Document:
    """One made-up document; ``cites``: also with the roles of sphinxcontrib-bibtex."""

    number: int
    seed: int
    extensions: Sequence[str] = ()
    last: int = 0
    markdown: bool = True
    cites: bool = True
    words: list[Word] = field(default_factory=list)
    passage: list[Word] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed}:{self.number}")
        chosen = self.markdown and self.random.random() < 0.4
        self.markup: Markup = Myst() if chosen else Rst()
        self.odd = self.random.choice((0, 0, 0.01, 0.05, 0.2))
        self._serial = self._names = 0
        self._only: list[str] = []
        self._within: list[str] = []
        self._theirs = SPHINX | {
            name: made for each in self.extensions for name, made in EXTENSIONS[each].items()
        }
        self._make()

    @property
    def docname(self) -> str:
        return f"d{self.number:05}"

    @property
    def path(self) -> str:
        return f"{self.docname}.{self.markup.suffix}"

    def __str__(self) -> str:
        return "\n\n".join(self.blocks) + "\n"

    def _make(self) -> None:
        self.blocks.append(self.markup.title(self.text(1, plain=True), 0))
        if "ablog" in self.extensions and self.random.random() < 0.2:
            self.blocks.append(self.markup.directive("post", "2020-01-02", (), self.text(2)))
        for _ in range(self.random.randint(2, 4)):
            if self.random.random() < 0.2:
                self.blocks.append(self.markup.title(self.text(1, plain=True), 1))
            self.blocks.append(self.block())
        if self.random.random() < 0.005:
            self.blocks.append(self.random.choice((self._huge, self._huge_lemma))())

    def _huge(self) -> str:
        return self.markup.directive("excerpt", "", (), f"{huge(self.random)} {self.word()}")

    def _huge_lemma(self) -> str:
        return self.markup.directive("gloss", huge(self.random), (), self.text(2))

    # Blocks

    def block(self) -> str:
        """A block of ours or of others, or a paragraph if these are deep enough."""
        if len(self._within) >= DEEPEST:
            return self.text(3)
        if self.random.random() < 0.55:
            made = self.random.choice(OURS)
            return self._inside(made.__name__, lambda: made(self, self._body))
        name = self.random.choice([n for n in self._theirs if not self._within or n not in AT_TOP])
        return self._inside(name, lambda: self._theirs[name](self, self._body))

    def is_within(self, name: str) -> bool:
        return name in self._within

    def _inside(self, name: str, make: Callable[[], str]) -> str:
        self._within.append(name)
        try:
            return make()
        finally:
            self._within.pop()

    def _body(self, only: str = "") -> str:
        with self.under(only):
            count = 1 + (self.random.random() < 0.2)
            return "\n\n".join(self.block() for _ in range(count))

    @contextmanager
    def under(self, only: str) -> Iterator[None]:
        """Words of whatever is made meanwhile are printed only where this holds."""
        self._only.append(only)
        try:
            yield
        finally:
            self._only.pop()

    # Words

    def serial(self) -> int:
        self._serial += 1
        return self.number * 1000 + self._serial

    def word(self, only: str = "") -> str:
        """A word that stands nowhere else."""
        text = f"w{self.number:05}x{len(self.words)}x"
        under = tuple(filter(None, (*self._only, only)))
        self.words.append(Word(text, under, ">".join(self._within)))
        return text

    def filler(self) -> str:
        return filler(self.random, self.odd)

    def text(self, count: int, plain: bool = False) -> str:
        """Words on one line, so many of which are known; roles and markup between them."""
        parts = []
        for _ in range(count):
            parts.append(self.word())
            parts += [self.filler() for _ in range(self.random.randint(0, 3))]
            if not plain and self.random.random() < 0.3:
                parts.append(self.inline())
        return " ".join(parts)

    def inline(self) -> str:
        """A role, or markup, around a known word."""
        made = self.random.choice(
            (
                lambda: self.markup.role("quote", f"{self.word()} <{self.citation()}>"),
                lambda: self.markup.role("quote", self.word()),
                lambda: self.markup.role("quote", f"{self.word()} {self.filler()} *{self.word()}*"),
                lambda: self.markup.role("locus", self.citations()),
                lambda: self.markup.role("critique:ref", self.any_name()),
                lambda: self.markup.role("critique:ref", f"{self.word()} <{self.any_name()}>"),
                lambda: self.markup.role("any", f"{self.word()} <{self.any_name()}>"),
                lambda: self.markup.role(
                    "cite:p" if self.cites else "locus", self.random.choice(KEYS)
                ),
                lambda: self.markup.role("doc", self.neighbour()),
                lambda: self.markup.role("abbr", f"{self.word()} (in full)"),
                lambda: f"*{self.word()}*",
                lambda: f"**{self.word()}**",
                lambda: f"``{self.word()}``",
            )
        )
        return made()

    def lemma(self) -> str:
        """Words of the passage before, in any of the ways there are; or such as are not there."""
        inside = [word.text for word in self.passage]
        if not inside or self.random.random() < 0.2:
            return self.word()
        first = self.random.randrange(len(inside))
        last = inside[self.random.randrange(first, len(inside))]
        one = inside[first]
        return self.random.choice((one, f"{one} … {last}", f"{one} [2]", f"{one} ... {last}", last))

    # Names and citations

    def name(self) -> str:
        """A new name; now and then one that is there, or a strange one."""
        if self.is_odd(0.1):
            return self.random.choice((self.any_name(), self.filler(), "Größe", "a/b", "1"))
        self._names += 1
        return f"n{self.number}-{self._names}"

    def any_name(self) -> str:
        """One of this document or the next, be there such a one or not."""
        beside = self.number + self.random.choice((0, 0, 0, 0, 0, 0, -1, 1))
        return f"n{beside}-{self.random.randint(1, max(self._names, 1) + 2)}"

    def neighbour(self) -> str:
        return f"d{min(max(self.number + self.random.choice((-1, 1)), 0), self.last):05}"

    def label(self) -> str:
        return f"l{self.serial()}"

    def citation(self) -> str:
        key = self.random.choice((*KEYS, *KEYS, "nobody1900", ""))
        locator = self.random.choice((*LOCATORS, f'"{self.word()}"'))
        before = self.random.choice(("", "", "", "see ", "but see ", "cf. ", "in "))
        tail = self.random.choice(("", "", ", emphasis added", ", my translation"))
        return f"{before}{key}{', ' if key else ''}{locator}{tail}"

    def citations(self) -> str:
        return "; ".join(self.citation() for _ in range(self.random.choice((1, 1, 1, 2, 3))))

    def attribution(self) -> str:
        return self.random.choice((self.citation, lambda: self.text(1)))()

    # Chances

    def is_odd(self, share: float) -> bool:
        """Whether something is to be wrong here; nothing is in documents with no oddities."""
        return self.odd > 0 and self.random.random() < share

    def slip(self, slips: Sequence[str]) -> str:
        return self.random.choice(slips) if self.is_odd(0.1) else ""

    def maybe(self, make: Callable[[], str], share: float = 0.5) -> str:
        return make() if self.random.random() < share else ""

    def some(self, each: Iterable[_T]) -> list[_T]:
        return [one for one in each if self.random.random() < 0.5]
