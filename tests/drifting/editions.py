"""An edition with transcripts, errata and settings, as it is written down after each edit.

A word of its own (``uid017``) stands in each paragraph of a transcript, and so in each quotation.
"""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..conftest import Project
from .writing import files

SOURCES = ("alpha", "beta", "gamma")
PAGES = 4
PARAGRAPHS = 9
WORDS = """
    demanding new election soviets secret ballot legal parties freedom speech press meeting
    peasant worker sailor ration bread fuel road guard detachment prison socialist anarchist
    union strike fortress winter march order commissar congress delegate resolution ship
""".split()
TOKEN = re.compile(r"uid\d+")
Paragraph = list[str]


@dataclass
class Excerpt:
    """A passage quoted, and the lemmata of its notes, by the names of these.

    ``absent`` are the terms that notes say are not there; ``notes_in`` is the document that has the
    notes, where it is another.
    """

    name: str
    words: str
    source: str
    page: str
    lemmata: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    unchecked: str = ""
    drawn: tuple[str, str] | None = None
    inline: tuple[str, str, str] = ("", "", "")
    on: str = ""
    by: str = ""
    notes_in: str = ""


class Edition:
    """The project, and what of it edits change."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.random = random.Random(seed)
        self.count = 0
        self.texts: dict[str, list[list[Paragraph]]] = {}
        self.labels = {source: [str(n + 10) for n in range(PAGES)] for source in SOURCES}
        self.keys = {source: source for source in SOURCES}
        self.errata: dict[str, list[str]] = {source: [] for source in SOURCES}
        self.lost: set[str] = set()
        self.part_of = "alpha"
        self.settings: dict[str, object] = {}
        self.front: dict[str, str] = {}
        self.works: dict[str, str] = {}
        self.taken_in: set[str] = set()
        self.unused: list[tuple[str, int, int]] = []
        self.pages: dict[str, list[Excerpt]] = {}
        self._written: dict[str, str] = {}
        for source in SOURCES:
            self.texts[source] = [
                [self._paragraph() for _ in range(PARAGRAPHS)] for _ in range(PAGES)
            ]
            self.unused += [(source, p, n) for p in range(PAGES) for n in range(PARAGRAPHS)]
        self.random.shuffle(self.unused)
        for name in ("one", "two", "three", "part/four", "marked"):
            self.pages[name] = [self.excerpt() for _ in range(5)]
        project.config.clear()
        self.write()

    def _paragraph(self) -> Paragraph:
        self.count += 1
        words = self.random.sample(WORDS, 14)
        if self.random.random() < 0.4:
            words[5] = "not"
        return [f"uid{self.count:03}", *words]

    def excerpt(self) -> Excerpt:
        """One of a paragraph that nothing quotes yet: whole, cut, damaged, drawn or misplaced."""
        source, page, number = self.unused.pop()
        words = self.texts[source][page][number]
        said = [words[0], *words[1:10]]
        dice = self.random.random()
        made = Excerpt(f"name-{words[0]}", "", source, self.labels[source][page])
        if dice < 0.2:
            said[4:7] = ["[…]"]
        elif dice < 0.3:
            said[5] = "wrongly"
        elif dice < 0.4:
            made.page = self.labels[source][page - 1]
        elif dice < 0.5 and source != "gamma":
            made.drawn = (f"{words[0]} {words[1]}", f"{words[8]} {words[9]}")
        made.words = " ".join(said)
        made.by = self.random.choice(["", "part", "work"]) if source == "alpha" else ""
        for lemma in (said[-1], f"{said[1]} {said[2]}", f"{said[0]} … {said[3]}"):
            made.lemmata[self.note()] = lemma
        made.absent[self.random.choice(sorted(made.lemmata))] = self.term(source)
        inner, page, number = self.unused.pop()
        text = self.texts[inner][page][number]
        made.inline = " ".join(text[:6]), inner, self.labels[inner][page]
        return made

    def note(self) -> str:
        """A name that no note has."""
        self.count += 1
        return f"note-{self.count:03}"

    def term(self, source: str) -> str:
        """A term that may not be in a source, with or without pages."""
        words = self.random.choice(
            ["unheard", "mended", "never", "rumour", self.random.choice(WORDS)]
        )
        page = self.random.choice(["", "", *self.labels[source]])
        return f"{words} <{page}>" if page else words

    def some(self, fits: Callable[[Excerpt], bool] = lambda _: True) -> tuple[str, Excerpt]:
        """Any excerpt of those that fit, and its document."""
        return self.random.choice([(n, e) for n, e in self.all() if fits(e)])

    def all(self) -> Iterator[tuple[str, Excerpt]]:
        """The excerpts, document by document."""
        yield from ((name, each) for name, page in sorted(self.pages.items()) for each in page)

    def some_words(self) -> Paragraph:
        """A paragraph of a transcript that is quoted."""
        _, excerpt = self.some(lambda each: bool(TOKEN.search(each.words)))
        token = TOKEN.findall(excerpt.words)[0]
        pages = (page for text in self.texts.values() for page in text)
        return next(words for page in pages for words in page if words[0] == token)

    def source_of(self, words: Paragraph) -> str:
        """The source that a paragraph is in."""
        return next(s for s, text in self.texts.items() if any(words in page for page in text))

    @property
    def folder(self) -> Path:
        """Where it is written."""
        return self.project.source

    def write(self) -> None:
        """Write the files that have changed, and remove those that are gone."""
        now = dict(files(self))
        for name, text in now.items():
            if self._written.get(name) != text:
                self.project.write({name: text})
                stamp = time.time_ns()
                os.utime(self.folder / name, ns=(stamp, stamp))
        for name in self._written.keys() - now.keys():
            (self.folder / name).unlink()
        self._written = now


Edit = Callable[[Edition], None]
