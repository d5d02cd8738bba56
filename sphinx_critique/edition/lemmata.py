"""Lemmata in the texts that they are words of, and why one is not there."""

import re

from ..model.records import Annotation, Item
from ..texts.anchoring import (
    LemmaAmbiguous,
    LemmaEndless,
    LemmaError,
    LemmaMissing,
    Span,
    locate,
    nearest_words,
)

_MARKUP = re.compile(r"[*`]+")
_LONGEST = 60
"""Characters of a lemma that the log has of one that is too long to be looked for."""
_WHOLE = 5
"""Words of a lemma that is never abbreviated."""


def anchored(text: str, lemma: str) -> Span:
    """Where a lemma stands in a text; inline markup typed in the lemma does not matter.

    Raises :class:`~.anchoring.LemmaError`.
    """
    try:
        return locate(text, lemma)
    except LemmaError:
        plain = _MARKUP.sub("", lemma)
        if plain == lemma:
            raise
        return locate(text, plain)


def stands_in(lemma: str, text: str) -> bool:
    """Whether there is one place for a lemma in a text."""
    try:
        anchored(text, lemma)
    except LemmaError:
        return False
    return True


def not_anchored(annotation: Annotation, target: Item, error: LemmaError) -> str:
    """Why the lemma of an annotation has no place in what it answers."""
    lemma, where = annotation.lemma, what(target)
    match error:
        case LemmaAmbiguous():
            message = (
                f"the lemma “{lemma}” stands {error.count} times in its"
                f" {where}; add [1] to [{error.count}] to say which"
            )
        case LemmaEndless():
            message = (
                f"the lemma “{_brief(lemma)}” is not looked for: there are"
                f" {error.count:,} {error.what}, more than {error.most:,}"
            )
        case _:
            message = f"the lemma “{lemma}” is not in its {where}{_nearest(lemma, target, error)}"
    if annotation.glued:
        message += (
            "; if its last lines are the annotation's own words, a blank line is missing"
            " before them"
        )
    return message


def _nearest(lemma: str, target: Item, error: LemmaError) -> str:
    if isinstance(error, LemmaMissing) and error.count:
        return f": its words stand there only {error.count} times"
    nearest = nearest_words(target.text, lemma)
    return f"; the nearest words there are “{nearest}”" if nearest else ""


def what(item: Item) -> str:
    """What a warning calls an item."""
    if isinstance(item, Annotation):
        return "annotation"
    return "excerpt" if item.answerable else "quotation"


def abbreviated(lemma: str) -> str:
    """A lemma as heads and lists have it: of more than five words the first two and the last."""
    words = lemma.split()
    return lemma if len(words) <= _WHOLE else f"{words[0]} {words[1]} … {words[-1]}"


def _brief(lemma: str) -> str:
    return lemma if len(lemma) <= _LONGEST else f"{lemma[:_LONGEST]}…"
