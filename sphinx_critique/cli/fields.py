"""What the fields of commands with ``--json`` mean, for manuals; a test holds them to be true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..builders.quotecheck.fields import ROW

HIT: Final[Mapping[str, str]] = {
    "source": "The key of the source in whose transcript the words stand.",
    "page": "The page there, by its label.",
    "locator": "How that place is cited: all pages on which the words stand.",
    "status": "What a quotation of these words would come to there.",
    "text": "The words as they stand there.",
    "before": "What stands before them in their sentence.",
    "after": "What stands behind them in theirs.",
    "changes": "What differs, each in words.",
}
"""Of each place that ``find`` has found."""

CHANGE: Final[Mapping[str, str]] = {
    "filename": "The file that it is written in.",
    "lineno": "Its line there, from 1.",
    "kind": "``quotation``, ``lemma`` or ``absence``.",
    "event": "``drifted``, ``moved``, ``reworded``, ``new`` or ``gone``.",
    "was": "What it was; null of what is new.",
    "is": "What it is; null of what is gone.",
    "why": "What made the difference: ``transcript``, ``errata``, ``document`` …",
    "worse": "Whether it has drifted for the worse.",
}
"""Of each change that ``drift`` tells; ``was`` and ``is`` are as in one of the next three."""

QUOTATION: Final[Mapping[str, str]] = {
    "name": "The name of the passage that it is, if it has one.",
    "quotation": "The words quoted.",
    "source": "The key of the source whose transcript it was held against.",
    "locator": "The place cited, as it is printed.",
    "status": "What its check came to.",
    "place": "Whether the place cited was compared: ``checked`` or ``unchecked``.",
    "page": "The page on which the words were found.",
    "emphasis": "As in ``output.json``.",
    "hides": "Words by which what is left out turns the sentence.",
    "passed_over": "Whether ``critique_check_ignore`` lets it fail.",
}

LEMMA: Final[Mapping[str, str]] = {
    "name": "The name of its note, if it has one.",
    "lemma": "The lemma as it is written.",
    "annotation": "The kind of its note.",
    "status": "``stands``, ``missing``, ``ambiguous`` or ``astray`` (its note answers nothing).",
    "words": "The words of the passage that it is, where it stands.",
    "nearest": "Those most like it, where it does not.",
    "at": "The number of its first word in the passage; null where it does not stand there.",
    "lines": "Its lines, where those of the passage are numbered.",
    "passage": "What it is words of; null where nothing.",
    "passage.kind": "What that is: ``excerpt``, or the kind of a note.",
    "passage.name": "Its name, if it has one.",
    "passage.text": "Its words.",
}

ABSENCE: Final[Mapping[str, str]] = {
    "name": "The name of its note, if it has one.",
    "term": "The term as it is written.",
    "annotation": "The kind of its note.",
    "source": "The key of the work that is said not to hold it.",
    "status": "``absent``, ``unchecked`` or ``stands``.",
    "page": "The page on which it stands.",
}

AUDITED: Final[Mapping[str, str]] = {
    "page": "The page of the work under audit, by its label.",
    **ROW,
    "others": "Other sources in which the words stand.",
    "others.source": "The key of one.",
    "others.page": "The page there.",
}
"""Of each quotation that ``audit`` has read; ``filename`` and ``lineno`` are those of the work."""

UNMARKED: Final[Mapping[str, str]] = {
    "filename": "The file of the work.",
    "page": "The page there, by its label.",
    "status": "``unmarked``.",
    "source": "The key of the source in which the words stand.",
    "digest": ROW["digest"],
    "quotation": "The words of the work.",
    "found": "Where they stand in the source.",
    "found.page": ROW["found.page"],
    "found.text": ROW["found.text"],
}
"""Of each run of words of a source that the work has in no quote marks (``--unmarked``)."""


FORMS: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("quotecheck", "``output.json``, and ``sphinx-critique check --format json``", ROW),
    ("find", "``sphinx-critique find --json``", HIT),
    ("drift", "``sphinx-critique drift --json``", CHANGE),
    ("drift-quotation", "``was`` and ``is`` of a quotation", QUOTATION),
    ("drift-lemma", "``was`` and ``is`` of a lemma", LEMMA),
    ("drift-absence", "``was`` and ``is`` of an absence", ABSENCE),
    ("audit", "``sphinx-critique audit --json``", AUDITED),
    (
        "audit-unmarked",
        "``sphinx-critique audit --json --unmarked``, for words in no marks",
        UNMARKED,
    ),
)
"""Each form of object: a name for it, where it is written, and its fields."""
