"""Whether a transcript holds words, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .index import Index
from .signs import DASH, SOFT, any_dash
from .tokens import is_word, tokens


def holds(index: Index, words: str, pages: Sequence[int] | None = None) -> int | None:
    """The first token at which words stand, whole and in any case; ``None`` where nowhere."""
    wanted = [any_dash(token.form.casefold()) for token in tokens(words)]
    wanted = [form for form in wanted if is_word(form) or len(wanted) > 1]
    if not wanted:
        return None
    for position in sorted(_first_words(index, wanted[0])):
        if pages is not None and index.page_of(position) not in pages:
            continue
        if _reads(index, position, wanted):
            return position
    return None


def _first_words(index: Index, form: str) -> Iterator[int]:
    for number in index.caseless.get(form, ()):
        yield from index.postings[number]


def _reads(index: Index, position: int, wanted: list[str]) -> bool:
    """Whether words stand at a place, over page furniture too; a hyphen is read in both ways."""
    for passing in (False, True):
        kept = _forms(index, position, 4 * len(wanted), passing)
        both = (_without_soft(kept), [form if form != SOFT else DASH for form in kept])
        if any(each[: len(wanted)] == wanted for each in both):
            return True
    return False


def _forms(index: Index, position: int, most: int, passing: bool) -> list[str]:
    """The forms from a place on, with what may be passed over or without."""
    forms = list[str]()
    while position < len(index) and len(forms) < most:
        forms.append(any_dash(index.forms[index.tokens[position]].casefold()))
        position += 1
        if passing:
            position = index.past(position)
    return forms


def _without_soft(forms: list[str]) -> list[str]:
    return re.sub(f"\n{SOFT}\n", "", "\n".join(forms)).split("\n")
