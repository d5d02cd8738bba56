"""A quotation that words of saying part: “To be,” he said, “is to do”; « être, dit-il, c’est »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .. import late
from .pairing import Quote
from .quotemarks import MARK

_LONGEST: Final = 80
"""Characters between the halves."""
_MOST_WORDS: Final = 8
_PARTS: Final = frozenset(",،，、—–-?!？！…")
"""Signs one of which ends the first half, or begins what is said between."""
_JOINS: Final = frozenset(",،，、—–-;")
"""Signs one of which ends what is said between."""
_ENDS: Final = late.pattern(r"[?!;:(){}\[\]\d…。]|(?<!\b[^\W\d_])(?<!\b[^\W\d_]{2})\.|\n\s*\n")
"""What ends a sentence, or says more than who speaks; the stop of an initial does not."""
_SIGN: Final = late.pattern(r"\s*[,،，、;:.—–-]+\s*\Z")
_SIGNS: Final = ("", ",", ";", ":", ".", " —", "—", "，", "،")
_SAID: Final = late.pattern(
    r",\s+(?:\w+-(?:t-)?(?:ils?|elles?|on|je)\b|(?:dit|disait|écri(?:t|vait|vit)|répond(?:it)?|ajout(?:e|ait|a)"
    r"|not(?:e|ait|a)|affirm(?:e|ait|a)|expliqu(?:e|ait|a)|déclar(?:e|ait|a)|remarqu(?:e|ait|a)"
    r"|conclut|observ(?:e|ait|a)|poursuit|précis(?:e|ait|a)|disse|dice|scri(?:ve|veva|sse)"
    r"|rispose|aggiun(?:ge|se)|afferm(?:a|ò))\s)[^,;:!?«»“”()—–]{0,50},\s+"
    r"|[,.!?…]?\s*[—–]\s*(?:сказа|говори|писа|пиш|написа|отвеча|ответи|замеча|замети|добави|добавля"
    r"|утвержда|заяви|подчерк|подчёрк|спроси|продолжа|казав|сказав|писав|каже|dijo|dice|decía"
    r"|escrib|respond|añad|afirm|señal|explic|conclu|observ|mówi|powiedzia|pisze|pisał|odpowiedzia"
    r"|doda|stwierdz|zauważ|rzek)\w*\b[^«»“”()—–]{0,50}?[,.:]?\s*[—–]\s+"
)
"""Words of saying that French, Italian, Spanish and Slavic print set within the marks."""


def interrupted(text: str, quotes: Sequence[Quote]) -> Iterator[tuple[Quote, ...]]:
    """The quotations of a text, in its order, that are parts of one that is interrupted."""
    following = _following(quotes)
    chained: set[Quote] = set()
    for each in quotes:
        chain = [each]
        while each not in chained and (behind := following.get(chain[-1])):
            if not _is_interrupted(text, chain[-1], behind):
                break
            chain.append(behind)
        if len(chain) > 1:
            chained.update(chain)
            yield tuple(chain)


def _following(quotes: Sequence[Quote]) -> dict[Quote, Quote]:
    """What begins next behind the end of each."""
    found: dict[Quote, Quote] = {}
    waiting: list[Quote] = []
    for each in quotes:
        while waiting and waiting[-1].parts[-1][1] <= each.parts[0][0]:
            found[waiting.pop()] = each
        waiting.append(each)
    return found


def _is_interrupted(text: str, one: Quote, other: Quote) -> bool:
    """Whether only words of saying stand between two, in one sentence and in the same marks."""
    start, end = one.parts[-1][1], other.parts[0][0]
    if one.open or other.open or end - start > _LONGEST or not _are_alike(text, one, other):
        return False
    first, *rest = [each.span() for each in MARK.finditer(text, start, end)] or [(start, end)]
    if not rest:
        return False
    between = text[first[1] : rest[-1][0]].strip()
    words = re.findall(r"\w[\w'’]*", between)
    is_short = 0 < len(words) <= _MOST_WORDS
    if not is_short or _ENDS.search(between[:-1]) or _has_marks(between):
        return False
    is_parted = text[start - 1] in _PARTS or between[:1] in _PARTS
    return is_parted and between[-1:] in _JOINS


def _has_marks(text: str) -> bool:
    return bool(MARK.search(re.sub(r"(?<=\w)['’](?=\w)", "", text)))


def _are_alike(text: str, one: Quote, other: Quote) -> bool:
    signs = (text[max(0, at - 3) : at].rstrip()[-1:] for at in (one.parts[0][0], other.parts[0][0]))
    return len(set(signs)) == 1


def as_one(halves: Sequence[str]) -> tuple[str, ...]:
    """What words may be where nothing parts them, the likeliest first.

    The sign before an interruption is the sentence's own, or the interruption's.
    """
    found = [" ".join(halves)]
    bare = [_SIGN.sub("", half) for half in halves[:-1]]
    for sign in _SIGNS:
        found.append(" ".join([*(f"{half}{sign}" for half in bare), halves[-1]]))
    return tuple(dict.fromkeys(found))


def without_saying(words: str) -> tuple[str, ...]:
    """What the words of a quotation may be without those of saying in them, if there are any."""
    halves = _SAID.split(words)
    return as_one(halves) if len(halves) > 1 and all(halves) else ()
