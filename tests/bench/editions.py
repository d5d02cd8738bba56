"""The same edition twice: in the words of the extension, and in plain reST."""

import random
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


@dataclass(frozen=True)
class Passage:
    """An excerpt with its annotations."""

    number: int
    page: int
    text: str
    notes: tuple[Note, ...]


def passages(annotations: int, citing: bool) -> Iterator[Passage]:
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
                words(35),
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


def without_us(passage: Passage) -> Iterator[str]:
    """Block quotes and admonitions, with labels and references."""
    yield f".. _e{passage.number}:\n\n   {passage.text}\n\n   -- Serge, {passage.page}\n"
    for note in passage.notes:
        other = f"{KINDS[note.other % len(KINDS)]} {note.other + 1}"
        title = f"{note.number + 1} {note.kind.capitalize()} *{note.lemma}*"
        yield f".. _n{note.number}:\n\n.. admonition:: {title}\n"
        yield f"   {note.body} (see :ref:`{other} <n{note.other}>`):\n\n      {note.quoted}\n"
        if note.cites:
            yield f"   Against: :cite:p:`{note.cites}{{{passage.page}}}`\n"


def write(folder: Path, annotations: int, ours: bool, citing: bool) -> None:
    """Write an edition, so many annotations to a document."""
    form: Callable[[Passage], Iterator[str]] = with_us if ours else without_us
    lines: dict[str, list[str]] = {}
    for passage in passages(annotations, citing):
        name = f"page{passage.notes[0].number // BY_DOCUMENT}"
        lines.setdefault(name, []).extend(form(passage))
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
    extensions = [
        *(["sphinx_critique"] if ours else []),
        *(["sphinxcontrib.bibtex"] if citing else []),
    ]
    settings = [f"extensions = {extensions}"]
    if citing:
        settings += ['bibtex_bibfiles = ["sources.bib"]', 'bibtex_reference_style = "author_year"']
    _write(folder / "conf.py", *settings)


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
