"""A made-up edition with transcripts, and edits that bring about faults of every sort."""

import random
from collections.abc import Iterator

from ..conftest import Project
from ..edited import WORDS, Edition, Page, directive
from ..edits import Edit
from ..rebuilt import WITHOUT_SEARCH

DOCUMENTS = 12
READ_FROM_DISK = ("conf.py", ".bib")


class Quoting(Edition):
    """An edition whose quotations are held against transcripts, with a file that it includes."""

    def __init__(self, project: Project, seed: int) -> None:
        self.transcripts = {"source3": 3, "source6": 6}
        self.part = "Words that are included."
        super().__init__(project, seed, DOCUMENTS)

    def _found(self, documents: int) -> None:
        super()._found(documents)
        self.pages["included"] = Page("Included", tail=".. include:: part.txt", orphan=True)

    def files(self) -> Iterator[tuple[str, str]]:
        yield from super().files()
        yield "part.txt", self.part + "\n"
        given = "".join(f"{name} = {value!r}\n" for name, value in self.project.config.items())
        yield "conf.py", given + WITHOUT_SEARCH
        for key, seed in self.transcripts.items():
            draw = random.Random(seed)
            lines = [" ".join(draw.choices(WORDS.split(), k=12)) for _ in range(300)]
            pages = (f"[p. {number}]\n{line}.\n" for number, line in enumerate(lines, 1))
            yield f"transcripts/{key}.txt", "".join(pages)

    def quoted(self) -> str:
        """Words of a transcript, or nearly, as a quotation."""
        key = self.random.choice(sorted(self.transcripts))
        text = dict(self.files())[f"transcripts/{key}.txt"]
        page = self.random.randint(1, 300)
        words = text.split("\n")[2 * page - 1].split()[2:10]
        if self.random.random() < 0.5:
            words[self.random.randrange(1, 7)] = self.words(1)
        cited = page if self.random.random() < 0.7 else page + 1
        return f":quote:`{' '.join(words)} <{key}, {cited}>`"

    def unsaved(self) -> dict[str, str] | None:
        """What an editor has that is on no disk yet; nothing where files come and go."""
        now = dict(self.files())
        changed = {name for name in now if self.written.get(name) != now[name]}
        at_rest = all(not name.endswith((*READ_FROM_DISK, "3.txt", "6.txt")) for name in changed)
        if now.keys() != self.written.keys() or not at_rest:
            return None
        return {str(self.project.source / name): now[name] for name in sorted(changed)}


def change_a_transcript(edition: Quoting) -> None:
    edition.transcripts[edition.random.choice(sorted(edition.transcripts))] += 10


def lose_a_transcript(edition: Quoting) -> None:
    if edition.transcripts.pop("source6", None) is None:
        edition.transcripts["source6"] = 6


def quote(edition: Quoting) -> None:
    edition.pages[edition.some_page()].tail += f"\n\nAs {edition.quoted()}, so it is."


def _add(edition: Quoting, *texts: str) -> None:
    edition.pages[edition.some_page()].tail += "\n\n" + edition.random.choice(texts)


def refer_to_what_may_not_be_there(edition: Quoting) -> None:
    number = edition.random.randint(1, 6)
    _add(
        edition,
        f"See :ref:`of-others-{number}`.",
        f"See :term:`term {number}`.",
        f"See :doc:`page{number:02}`.",
        f"See :numref:`of-others-{number}`.",
        f"See [cited{number}]_ and :eq:`sum{number}`.",
    )


def name_what_others_may_have(edition: Quoting) -> None:
    number = edition.random.randint(1, 6)
    _add(
        edition,
        f".. _of-others-{number}:\n\n.. rubric:: Titled",
        f".. _of-others-{number}:\n\nUntitled words.",
        f".. glossary::\n\n   term {number}\n      Words.",
        f".. [cited{number}] Words.",
        f".. math:: a = b\n   :label: sum{number}",
    )


def forget_what_was_added(edition: Quoting) -> None:
    page = edition.pages[edition.some_page()]
    page.tail = page.tail.partition("\n\n")[0]


def break_a_document(edition: Quoting) -> None:
    _add(
        edition,
        "Words with `a quote that is open and *emphasis that is.",
        ".. nothing-of-this-name:: here",
        ".. excerpt:: 107\n   :colour: red\n\n   Words.",
        "=====\nTitle\n===",
        "| a\nb\n  c\n d",
        ".. figure:: no-such-picture.png",
        ".. include:: no-such-file.txt",
        ".. literalinclude:: no-such-file.txt",
    )


def list_a_document_that_is_not_there(edition: Quoting) -> None:
    children = edition.pages["part1"].children
    children.append(f"page{edition.random.randint(1, 30):02}")


def list_a_document_no_more(edition: Quoting) -> None:
    children = edition.pages["part2"].children
    if len(children) > 1:
        children.pop()


def change_what_is_included(edition: Quoting) -> None:
    lines = ("Words.", "*Words.", ":critique:ref:`nowhere`", edition.quoted())
    edition.part = edition.random.choice(lines)


def list_sources_twice(edition: Quoting) -> None:
    _add(edition, directive("bibliography", "", cited="yes").replace(" yes", ""))


OF_OTHERS: tuple[Edit, ...] = (
    change_a_transcript,
    lose_a_transcript,
    *[quote] * 4,
    *[refer_to_what_may_not_be_there] * 5,
    *[name_what_others_may_have] * 6,
    *[forget_what_was_added] * 4,
    *[break_a_document] * 4,
    list_a_document_that_is_not_there,
    list_a_document_no_more,
    *[change_what_is_included] * 2,
    list_sources_twice,
)
