"""An edition with transcripts, errata and settings, edited at random; each edit says its cause.

A word of its own (``uid017``) stands in each paragraph of a transcript, and so in each quotation.
"""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from .conftest import Project

SOURCES = ("alpha", "beta", "gamma")
PAGES = 4
WORDS = """
    demanding new election soviets secret ballot legal parties freedom speech press meeting
    peasant worker sailor ration bread fuel road guard detachment prison socialist anarchist
    union strike fortress winter march order commissar congress delegate resolution ship
""".split()
TOKEN = re.compile(r"uid\d+")


@dataclass
class Excerpt:
    """A passage quoted, and the lemmata of its notes, by the names of these."""

    name: str
    words: str
    source: str
    page: str
    lemmata: dict[str, str] = field(default_factory=dict)
    unchecked: str = ""
    drawn: tuple[str, str] | None = None
    inline: str = ""
    on: str = ""
    by: str = ""

    @property
    def cited(self) -> str:
        """As it is written: of the work under review, the page may be enough; or a part of it."""
        return {"": f"{self.source}, ", "part": "part, ", "work": ""}[self.by] + self.page


class Edition:
    """The project as it is written down after each edit."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.random = random.Random(seed)
        self.count = 0
        self.texts: dict[str, list[list[list[str]]]] = {}
        self.labels = {source: [str(n + 10) for n in range(PAGES)] for source in SOURCES}
        self.errata: dict[str, list[str]] = {source: [] for source in SOURCES}
        self.lost: set[str] = set()
        self.part_of = "alpha"
        self.settings: dict[str, object] = {}
        self.front: dict[str, str] = {}
        self.unused: list[tuple[str, int, int]] = []
        self.pages: dict[str, list[Excerpt]] = {}
        self._written: dict[str, str] = {}
        for source in SOURCES:
            self.texts[source] = [[self._paragraph() for _ in range(8)] for _ in range(PAGES)]
            self.unused += [(source, p, n) for p in range(PAGES) for n in range(8)]
        self.random.shuffle(self.unused)
        for name in ("one", "two", "three", "part/four", "marked"):
            self.pages[name] = [self.excerpt() for _ in range(5)]
        project.config.clear()
        self.write()

    def _paragraph(self) -> list[str]:
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
        label = self.labels[source][page]
        made = Excerpt(f"name-{words[0]}", "", source, label)
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
            self.count += 1
            made.lemmata[f"note-{self.count:03}"] = lemma
        inner = self.unused.pop()
        text = self.texts[inner[0]][inner[1]][inner[2]]
        made.inline = f"{' '.join(text[:6])} <{inner[0]}, {self.labels[inner[0]][inner[1]]}>"
        return made

    def some(self, fits: Callable[[Excerpt], bool] = lambda _: True) -> tuple[str, Excerpt]:
        found = [(n, e) for n, page in sorted(self.pages.items()) for e in page if fits(e)]
        return self.random.choice(found)

    def some_words(self) -> list[str]:
        """A paragraph of a transcript that is quoted."""
        _, excerpt = self.some()
        token = TOKEN.findall(excerpt.words)[0]
        pages = (page for text in self.texts.values() for page in text)
        return next(words for page in pages for words in page if words[0] == token)

    # Files

    def files(self) -> Iterator[tuple[str, str]]:
        settings = {
            "extensions": ["sphinx_critique", "myst_parser"],
            "critique_work": "alpha",
            "bibtex_bibfiles": ["sources.bib"],
            "suppress_warnings": ["critique"],
            **self.settings,
        }
        yield "conf.py", "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        entries = (
            f"@book{{{key}, author = {{Author, {key.title()}}}, title = {{The {key}}},"
            f" publisher = {{Press}}, year = {{1921}}}}\n"
            for key in SOURCES
        )
        part = "@inbook{part, author = {Other}, title = {Part}, year = {1921}, crossref = {%s}}\n"
        yield "sources.bib", part % self.part_of + "".join(entries)
        children = "".join(f"   {name}\n" for name in self.pages)
        yield "index.rst", f"Title\n=====\n\n.. toctree::\n\n{children}\n.. bibliography::\n"
        for source in SOURCES:
            if source not in self.lost:
                yield from self._transcript(source)
        for name, page in self.pages.items():
            is_marked = name == "marked"
            parts = [self.front.get(name, "")]
            parts += [(_myst if is_marked else _rest)(each) for each in page]
            title = f"# {name}" if is_marked else f"{name}\n{'=' * len(name)}"
            yield f"{name}.{'md' if is_marked else 'rst'}", "\n\n".join([title, *parts, ""])

    def _transcript(self, source: str) -> Iterator[tuple[str, str]]:
        pages = zip(self.labels[source], self.texts[source], strict=True)
        if source == "gamma":
            body = "".join(
                f'<pb n="{label}"/>' + "".join(f"<p>{' '.join(words)}</p>" for words in page)
                for label, page in pages
            )
            tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
            yield f"transcripts/{source}.xml", tei.format(body)
        else:
            text = "\n".join(
                f"[p. {label}]\n" + "\n\n".join(" ".join(words) for words in page)
                for label, page in pages
            )
            yield f"transcripts/{source}.txt", f"{text}\n"
        if self.errata[source]:
            yield f"transcripts/{source}.errata", "\n".join([*self.errata[source], ""])

    def write(self) -> None:
        """Write the files that have changed, and remove those that are gone."""
        now = dict(self.files())
        for name, text in now.items():
            if self._written.get(name) != text:
                self.project.write({name: text})
                stamp = time.time_ns()
                os.utime(self.project.source / name, ns=(stamp, stamp))
        for name in self._written.keys() - now.keys():
            (self.project.source / name).unlink()
        self._written = now


def _rest(each: Excerpt) -> str:
    words = "" if each.drawn else f"\n\n   {each.words}"
    options = f"\n   :name: {each.name}"
    options += f"\n   :unchecked: {each.unchecked}" if each.unchecked else ""
    options += f"\n   :from: {each.drawn[0]}\n   :to: {each.drawn[1]}" if each.drawn else ""
    parts = [f".. excerpt:: {each.cited}{options}{words}"]
    for number, (name, lemma) in enumerate(each.lemmata.items()):
        said = f":quote:`{each.inline}`" if each.inline and not number else "So."
        parts.append(
            f".. omission:: {lemma}\n   :name: {name}\n   :on: {each.on or each.name}\n\n   {said}"
        )
    return "\n\n".join(parts)


def _myst(each: Excerpt) -> str:
    words = "" if each.drawn else f"\n{each.words}\n"
    options = f":name: {each.name}\n"
    options += f":unchecked: {each.unchecked}\n" if each.unchecked else ""
    options += f":from: {each.drawn[0]}\n:to: {each.drawn[1]}\n" if each.drawn else ""
    parts = [f"```{{excerpt}} {each.cited}\n{options}{words}```"]
    for number, (name, lemma) in enumerate(each.lemmata.items()):
        said = f"{{quote}}`{each.inline}`" if each.inline and not number else "So."
        head = f"```{{omission}} {lemma}\n:name: {name}\n:on: {each.on or each.name}\n"
        parts.append(f"{head}\n{said}\n```")
    return "\n\n".join(parts)


# Edits: each gives the cause that is to be told of what it brings about.


def change_a_word_of_a_transcript(edition: Edition) -> str:
    words = edition.some_words()
    words[edition.random.randrange(1, len(words))] = "unheard"
    return "transcript"


def hide_a_negation(edition: Edition) -> str:
    for _ in range(8):
        edition.some_words()[5] = edition.random.choice(["not", "never", "also"])
    return "transcript"


def move_a_paragraph(edition: Edition) -> str:
    words = edition.some_words()
    pages = [page for text in edition.texts.values() for page in text if words in page]
    pages[0].remove(words)
    of_text = next(text for text in edition.texts.values() if pages[0] in text)
    edition.random.choice(of_text).append(words)
    return "transcript"


def label_a_page_anew(edition: Edition) -> str:
    labels = edition.labels[edition.random.choice(SOURCES)]
    labels[edition.random.randrange(PAGES)] = str(edition.random.randrange(100, 900))
    return "transcript"


def lose_a_transcript(edition: Edition) -> str:
    edition.lost.add("beta")
    return "transcript"


def find_it_again(edition: Edition) -> str:
    edition.lost.discard("beta")
    return "transcript"


def mend_a_transcript(edition: Edition) -> str:
    words = edition.some_words()
    source = next(s for s, text in edition.texts.items() if any(words in page for page in text))
    edition.errata[source].append(f"{' '.join(words[1:4])} => {words[1]} mended {words[3]}")
    return "errata"


def mend_it_no_longer(edition: Edition) -> str:
    for lines in edition.errata.values():
        del lines[:1]
    return "errata"


def change_a_word_of_an_excerpt(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: not each.drawn)
    words = excerpt.words.split()
    words[edition.random.randrange(1, len(words))] = "changed"
    excerpt.words = " ".join(words)
    return "document"


def repeat_the_last_word(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: not each.drawn)
    excerpt.words += f" {excerpt.words.split()[-1]}"
    return "document"


def write_before_an_excerpt(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: not each.drawn)
    first, _, rest = excerpt.words.partition(" ")
    excerpt.words = f"added {first} {rest}"
    return "document"


def cite_another_page(edition: Edition) -> str:
    _, excerpt = edition.some()
    excerpt.page = edition.random.choice(edition.labels[excerpt.source])
    return "document"


def cite_another_source(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: not each.drawn)
    excerpt.by = ""
    excerpt.source = edition.random.choice(SOURCES)
    return "document"


def leave_one_unchecked(edition: Edition) -> str:
    _, excerpt = edition.some()
    excerpt.unchecked = "a reason"
    return "document"


def emphasise_a_word(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: not each.drawn and each.source == "gamma")
    words = excerpt.words.split()
    excerpt.words = " ".join([*words[:-2], f"*{words[-2].strip('*')}*", words[-1]])
    return "document"


def write_a_line_before_all(edition: Edition) -> str:
    name, _ = edition.some()
    edition.front[name] = edition.front.get(name, "") + "A line.\n\nAnother.\n\n"
    return "document"


def change_a_lemma(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: bool(each.lemmata))
    name = edition.random.choice(sorted(excerpt.lemmata))
    excerpt.lemmata[name] = edition.random.choice(["nowhere", excerpt.words.split()[1]])
    return "document"


def delete_a_note(edition: Edition) -> str:
    _, excerpt = edition.some(lambda each: len(each.lemmata) > 1)
    del excerpt.lemmata[sorted(excerpt.lemmata)[-1]]
    return "document"


def delete_an_excerpt(edition: Edition) -> str:
    name, excerpt = edition.some()
    if len(edition.pages[name]) > 1:
        edition.pages[name].remove(excerpt)
    return "document"


def delete_what_is_answered(edition: Edition) -> str:
    """The excerpt alone: its notes name what is not there any more."""
    name, excerpt = edition.some(lambda each: bool(each.lemmata))
    place = edition.pages[name].index(excerpt)
    edition.pages[name][place] = replace(excerpt, name=f"{excerpt.name}-else", on=excerpt.name)
    return "document"


def add_an_excerpt(edition: Edition) -> str:
    if len(edition.unused) > 1:
        edition.pages["one"].insert(0, edition.excerpt())
    return "document"


def move_an_excerpt(edition: Edition) -> str:
    name, excerpt = edition.some()
    edition.pages[name].remove(excerpt)
    edition.pages[edition.random.choice(sorted(edition.pages))].append(excerpt)
    return "document"


def rename_a_document(edition: Edition) -> str:
    edition.count += 1
    name = next(n for n in sorted(edition.pages) if n not in ("marked", "one"))
    edition.pages[f"page{edition.count}"] = edition.pages.pop(name)
    return "document"


def turn(name: str, *values: object) -> Callable[[Edition], str]:
    """Give a setting the first value that it has not, in turn."""

    def edit(edition: Edition) -> str:
        now = edition.settings.get(name)
        edition.settings[name] = values[
            (values.index(now) + 1) % len(values) if now in values else 0
        ]
        return "settings"

    edit.__name__ = f"turn_{name}"
    return edit


def take_a_part_for_one_of_another(edition: Edition) -> str:
    edition.part_of = "beta" if edition.part_of == "alpha" else "alpha"
    return "bibliography"


check_or_not = turn("critique_check", False, True)
SETTINGS = (
    check_or_not,
    turn("critique_cut_marks", "…", "… […]"),
    turn("critique_check_emphasis", False, True),
    turn("critique_check_ignore", ["wrongly", "changed"], []),
    turn("critique_work", "gamma", "alpha"),
    turn(
        "critique_transcripts",
        {"alpha": {"path": "transcripts/alpha.txt", "partial": True}},
        {"alpha": "transcripts/beta.txt"},
        {},
    ),
)
EDITS: tuple[Callable[[Edition], str], ...] = (
    change_a_word_of_a_transcript,
    hide_a_negation,
    move_a_paragraph,
    label_a_page_anew,
    lose_a_transcript,
    find_it_again,
    mend_a_transcript,
    mend_it_no_longer,
    change_a_word_of_an_excerpt,
    repeat_the_last_word,
    write_before_an_excerpt,
    cite_another_page,
    cite_another_source,
    leave_one_unchecked,
    emphasise_a_word,
    write_a_line_before_all,
    change_a_lemma,
    delete_a_note,
    delete_an_excerpt,
    delete_what_is_answered,
    add_an_excerpt,
    move_an_excerpt,
    rename_a_document,
    take_a_part_for_one_of_another,
    *SETTINGS,
)
FOLLOWED = {
    check_or_not: check_or_not,
    lose_a_transcript: find_it_again,
    take_a_part_for_one_of_another: take_a_part_for_one_of_another,
}
"""Edits after which little can drift, and what undoes each."""


def some_edits(seed: int, count: int) -> Iterator[Callable[[Edition], str]]:
    """Every one in a random order, and then any."""
    dice = random.Random(seed)
    waiting = [*dice.sample(EDITS, len(EDITS)), *dice.choices(EDITS, k=count)]
    for edit in waiting:
        for each in filter(None, (edit, FOLLOWED.get(edit))):
            if count:
                count -= 1
                yield each
