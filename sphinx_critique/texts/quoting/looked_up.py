"""What of a quotation is looked up in a catalogue, which knows words and not what marks mean."""

from __future__ import annotations

from collections.abc import Iterator

from ..collation.marks import CUT_MARKS, Plain, read_quoted
from .evidence import word_forms
from .made import Made
from .standing import first_sentence


def looked_up(made: Made, least: int, cut_marks: tuple[str, ...] = CUT_MARKS) -> list[str]:
    """Words that stand together in a source, if the quotation or a part of it does.

    What a cut parts may stand far from each other; the first sentence of one that nothing closes,
    or a paragraph of a block, may be all that is quoted.
    """
    parts = list(dict.fromkeys(_parts(made, least)))
    texts = (text for part in parts for text in _between_cuts(part, cut_marks))
    long = [each for each in dict.fromkeys(texts) if len(word_forms(each)) >= least]
    return long or [made.words]


def _parts(made: Made, least: int) -> Iterator[str]:
    yield made.words
    if len(made.paragraphs) > 1:
        yield from made.paragraphs
    if made.open:
        yield first_sentence(made.words, least)


def _between_cuts(words: str, cut_marks: tuple[str, ...]) -> Iterator[str]:
    """The words of a quotation between its cuts, without what it marks as its own."""
    for segment in read_quoted(words, cut_marks).segments:
        yield " ".join(each.form for each in segment if isinstance(each, Plain))
