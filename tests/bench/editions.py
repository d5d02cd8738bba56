"""The same edition in several forms: in the words of the extension, and without it."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

BY_DOCUMENT = 20
BY_EXCERPT = 4
ENTRIES = 40
KINDS = ("omission", "counterquote", "correction", "distortion", "concession", "gloss")
WORDS = """
    demanding new election soviets secret ballot legal parties freedom speech press meeting
    peasant worker sailor ration bread fuel road guard detachment prison socialist anarchist
    union strike fortress winter march order commissar congress delegate resolution ship
"""
DRAFT = "draft0"
"""What an edit changes: a word of one note."""


@dataclass(frozen=True)
class Note:
    """An annotation: what it says, what it refers to, what it cites."""

    number: int
    kind: str
    lemma: str
    body: str
    quoted: str
    other: int
    cites: str = ""

    @property
    def other_named(self) -> str:
        """What a reader is told of the note that this one refers to."""
        return f"{KINDS[self.other % len(KINDS)]} {self.other + 1}"


@dataclass(frozen=True)
class Passage:
    """An excerpt with its annotations."""

    number: int
    page: int
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Form:
    """How an edition is written, and what its project needs for that."""

    name: str
    written: Callable[[Passage], Iterator[str]]
    extension: str = ""
    head: str = ""
    settings: tuple[str, ...] = ()


def passages(annotations: int, citing: bool = False) -> Iterator[Passage]:
    """Excerpts of fifty words, each with annotations of about as many."""
    chosen = random.Random(1921)

    def words(count: int) -> str:
        return " ".join(chosen.choices(WORDS.split(), k=count))

    for first in range(0, annotations, BY_EXCERPT):
        numbers = range(first, min(first + BY_EXCERPT, annotations))
        lemmata = [f"{words(2)} {number}" for number in numbers]
        notes = tuple(
            Note(
                number,
                KINDS[number % len(KINDS)],
                lemma,
                f"{DRAFT} {words(35)}" if number == annotations // 2 else words(35),
                words(15),
                chosen.randrange(annotations),
                f"source{chosen.randrange(ENTRIES)}" if citing else "",
            )
            for number, lemma in zip(numbers, lemmata, strict=True)
        )
        text = " ".join(f"{words(9)} {lemma}." for lemma in lemmata)
        yield Passage(first // BY_EXCERPT, first + 1, text, notes)


def with_us(passage: Passage) -> Iterator[str]:
    """Excerpts and annotations."""
    yield f".. excerpt:: {passage.page}\n   :name: e{passage.number}\n   :voice: Serge\n"
    yield f"   {passage.text}\n"
    for note in passage.notes:
        yield f".. {note.kind}:: {note.lemma}\n   :name: n{note.number}"
        if note.cites:
            yield f"   :cite: {note.cites}, {passage.page}"
        yield f"\n   {note.body} (see :critique:ref:`n{note.other}`):\n\n      {note.quoted}\n"


def bare(passage: Passage) -> Iterator[str]:
    """Block quotes and admonitions, with labels and references."""
    yield f".. _e{passage.number}:\n\n   {passage.text}\n\n   -- Serge, {passage.page}\n"
    for note in passage.notes:
        title = f"{note.number + 1} {note.kind.capitalize()} *{note.lemma}*"
        yield f".. _n{note.number}:\n\n.. admonition:: {title}\n"
        yield _said(note, f":ref:`{note.other_named} <n{note.other}>`")
        if note.cites:
            yield f"   Against: :cite:p:`{note.cites}{{{passage.page}}}`\n"


def by_hand(passage: Passage) -> Iterator[str]:
    """The same with lemmata marked and numbered, links to and fro, and index entries."""
    text = passage.text
    for note in passage.notes:
        called = rf":lemma:`{note.lemma}`\ :ref:`{note.number + 1} <n{note.number}>`."
        text = text.replace(f"{note.lemma}.", called, 1)
    yield f".. index:: single: Serge; {passage.page}\n"
    yield f".. _e{passage.number}:\n\n   {text}\n"
    yield f"   -- Serge, {passage.page} (excerpt {passage.number + 1})\n"
    for note in passage.notes:
        back = f":ref:`{note.number + 1} <e{passage.number}>`"
        yield f".. index:: single: {note.kind.capitalize()}; {note.lemma}\n"
        yield f".. _n{note.number}:\n"
        yield f".. admonition:: {back} {note.kind.capitalize()} *{note.lemma}*"
        yield f"   :class: {note.kind}\n"
        yield _said(note, f":ref:`{note.other_named} <n{note.other}>`")


def as_needs(passage: Passage) -> Iterator[str]:
    """Items of sphinx-needs, which are linked to and fro."""
    yield f".. passage:: Serge, {passage.page}\n   :id: PASSAGE_{passage.number}\n"
    yield f"   {passage.text}\n"
    for note in passage.notes:
        yield f".. {note.kind}:: {note.lemma}\n   :id: NOTE_{note.number}"
        yield f"   :links: PASSAGE_{passage.number}\n"
        yield _said(note, f":need:`NOTE_{note.other}`")


def _said(note: Note, reference: str) -> str:
    return f"   {note.body} (see {reference}):\n\n      {note.quoted}\n"


OURS = Form("ours", with_us, "sphinx_critique")
BARE = Form("bare", bare)
BY_HAND = Form("by hand", by_hand, head=".. role:: lemma\n   :class: lemma\n")
NEEDS = Form(
    "needs",
    as_needs,
    "sphinx_needs",
    settings=(
        "needs_types = [dict(directive=name, title=name.capitalize(), prefix='', color='#fff',"
        f" style='node') for name in {('passage', *KINDS)}]",
        "needs_build_json = False",
    ),
)


def write(folder: Path, annotations: int, form: Form = OURS, citing: bool = False) -> None:
    """Write an edition, so many annotations to a document."""
    lines: dict[str, list[str]] = {}
    for passage in passages(annotations, citing):
        name = _document(passage.notes[0].number)
        lines.setdefault(name, [form.head]).extend(form.written(passage))
    if citing:
        lines["bibliography"] = [".. bibliography::"]
    for name, text in lines.items():
        _write(folder / f"{name}.rst", f"{name}\n{'=' * len(name)}", "", *text)
    toctree = "\n".join(f"   {name}" for name in lines)
    _write(folder / "index.rst", "Edition\n=======\n", f".. toctree::\n\n{toctree}")
    entries = (
        f"@book{{source{n}, author = {{Author, The {n}th}}, title = {{The title of {n}}},"
        f" publisher = {{Press}}, year = {{{1900 + n}}}}}"
        for n in range(ENTRIES)
    )
    _write(folder / "sources.bib", *entries)
    extensions = [form.extension, "sphinxcontrib.bibtex" if citing else ""]
    settings = [f"extensions = {[*filter(None, extensions)]}", *form.settings]
    if citing:
        settings += ['bibtex_bibfiles = ["sources.bib"]', 'bibtex_reference_style = "author_year"']
    _write(folder / "conf.py", *settings)


def edit(folder: Path, annotations: int) -> None:
    """Change one word of one document."""
    path = folder / f"{_document(annotations // 2)}.rst"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?<=\bdraft)\d+", lambda found: str(int(found[0]) + 1), text)
    path.write_text(changed, encoding="utf-8")


def _document(note: int) -> str:
    return f"page{note // BY_EXCERPT * BY_EXCERPT // BY_DOCUMENT}"


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
