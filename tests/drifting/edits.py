"""All edits of an edition, by the cause that is to be told of what each brings about."""

import random
from collections.abc import Iterator

from .editions import Edit, Edition
from .edits_of_documents import DOCUMENTS
from .edits_of_sources import ERRATA, TRANSCRIPTS, find_it_again, lose_a_transcript


def turn(name: str, *values: object) -> Edit:
    """Give a setting the first value that it has not, in turn."""

    def edit(edition: Edition) -> None:
        now = edition.settings.get(name)
        edition.settings[name] = values[
            (values.index(now) + 1) % len(values) if now in values else 0
        ]

    edit.__name__ = f"turn_{name}"
    return edit


def take_a_part_for_one_of_another(edition: Edition) -> None:
    edition.part_of = "beta" if edition.part_of == "alpha" else "alpha"


check_or_not = turn("critique_check", False, True)
name_transcripts = turn(
    "critique_transcripts",
    {"alpha": {"path": "transcripts/alpha.txt", "partial": True}},
    {"alpha": "transcripts/beta.txt"},
    {},
)
SETTINGS = (
    check_or_not,
    name_transcripts,
    turn("critique_cut_marks", "…", "… […]"),
    turn("critique_check_emphasis", False, True),
    turn("critique_check_ignore", ["wrongly", "changed"], []),
    turn("critique_work", "gamma", "alpha"),
    turn("language", "de", "en"),
)
BY_CAUSE = {
    "transcript": TRANSCRIPTS,
    "errata": ERRATA,
    "document": DOCUMENTS,
    "bibliography": (take_a_part_for_one_of_another,),
    "settings": SETTINGS,
}
EDITS = tuple(edit for edits in BY_CAUSE.values() for edit in edits)
FOLLOWED = {
    check_or_not: check_or_not,
    lose_a_transcript: find_it_again,
    take_a_part_for_one_of_another: take_a_part_for_one_of_another,
}
"""Edits after which little can drift, and what undoes each."""


def cause_of(edit: Edit) -> str:
    """What is to be told of it."""
    return next(cause for cause, edits in BY_CAUSE.items() if edit in edits)


def some_edits(seed: int, count: int) -> Iterator[list[Edit]]:
    """Every one in a random order, and then any: one, two or three at once, ``count`` in all."""
    dice = random.Random(seed)
    edits = [*dice.sample(EDITS, len(EDITS)), *dice.choices(EDITS, k=count)][:count]
    while edits:
        size = dice.choice((1, 1, 1, 2, 2, 3))
        group = list(dict.fromkeys(edits[:size]))
        del edits[:size]
        yield group
        undone = [FOLLOWED[edit] for edit in group if edit in FOLLOWED]
        if undone:
            yield undone
