"""Where whole words begin and end: a quotation may not begin or end within one.

A number is one word with its sign, its separators and its unit, and a compound with its hyphens;
an elided article is a word of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from .. import late
from .index import Index
from .signs import SOFT
from .tokens import is_elided, is_word

ELIDING: Final = frozenset("fr it ca oc la pms vec frp lij scn fur wa".split())
"""Languages in which any word before a vowel may be elided, and names are no exception."""
_HYPHENS: Final = frozenset("-‐‑֊")
# A word that waits for its end (`pre-` and …) stands before these.
_JOINING: Final = frozenset("and or to und oder bis bzw et ou y e o en of i oraz и или".split())
_REACH: Final = 40
_SPACE = "[\u00a0\u2009\u202f\u2007 ]"
_SEPARATED = r"\d+(?:[.,:/'’′·٫٬，．]\d+)*"
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)"
_NUMBER = late.pattern(
    r"(?:[<>≤≥±≈#]=?\s?(?=[-−–£$€¥.\d])|(?<![\w.,:;)\]…'’-])~\s?)?"
    r"(?:(?<![\w.,:;)\]…'’-])[-−–+±<>≤≥~≈]{0,2}(?:[£$€¥][\u00a0\u202f ]?)?(?=[\d.]))?\.?"
    rf"(?:(?<![\d.,]){_GROUPED}|{_SEPARATED})"
    r"(?:\s?[%‰°€£¥$])?"
)
_TORN = late.pattern(r"(?<=[^\W\d_])[-‐¬⸗\u00ad][ \t]*\n(?=[ \t]*(?:\n|[_—*-]{3}))")
"""A hyphen at the end of the last line above notes."""
_INITIALS = late.pattern(r"(?<!\w)[^\W\d_](?:\.[^\W\d_](?!\w))+")


def within_word(index: Index, at: int, language: str = "", *, ends: bool = False) -> bool:
    """Whether the place before a token is within a word.

    Behind an elided article a quotation may begin, but none ``ends`` with it.
    """
    if not 0 < at < len(index):
        return False
    if at in index.joints:
        if ends and at in index.behind:
            return False  # It ends in what may be passed over.
        if not ends and torn_before(index, at) >= 0:
            return True
        soft = index.behind.get(at, at) - 1
        return index.tokens[soft] == index.soft and soft < at and _is_broken(index, soft)
    if not ends and torn_before(index, at) >= 0:
        return True
    text, place = index.text, index.starts[at]
    if ends and breaks_off(index, at):
        return True
    before, after = (index.forms[index.tokens[each]] for each in (at - 1, at))
    beside = text[place - 1], before[-1:], after[:1]
    if beside[0] == " " and not beside[1].isdigit() and not beside[2].isdigit():
        return False
    if SOFT in (before, after):
        return _is_broken(index, at - (before == SOFT))
    if is_elided(before) and is_word(after):
        return ends or not _is_free(before, after, language)
    if text[place - 1] in _HYPHENS or text[place] in _HYPHENS:
        hyphen = place - (text[place - 1] in _HYPHENS)
        if _is_letter(text, hyphen - 1) and _is_letter(text, hyphen + 1):
            return True
    return _in_number(index, at, place)


def whole_words(index: Index, start: int, end: int, language: str = "") -> tuple[int, int]:
    """A span of tokens made as long as the words at its ends are."""
    while within_word(index, start, language) and torn_before(index, start) < 0:
        start = index.behind.get(start, start) - 1
    while within_word(index, end, language, ends=True) and not breaks_off(index, end):
        end = index.past(end) + 1
    return start, end


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] in "'’")


def _is_broken(index: Index, soft: int) -> bool:
    """Whether a hyphen at the end of a line makes one word of what stands around it."""
    following = index.past(soft + 1)
    if index.text[index.starts[soft]].isspace() or following >= len(index):
        return False
    waits = index.forms[index.tokens[following]] in _JOINING
    return not (waits and index.text[index.end_of(following)] not in _HYPHENS)


def torn_before(index: Index, at: int) -> int:
    """The token of a word's beginning whose end begins a page, behind notes; -1 where none is."""
    if not 0 < at < len(index) or index.text[index.starts[at] - 1] not in " \t\n":
        return -1
    page = index.page_of(at)
    return _torn(index, page) - 1 if page and _first(index, page) == at else -1


def breaks_off(index: Index, at: int) -> bool:
    """Whether a token is the hyphen of a word that goes on behind the notes of its page."""
    if at >= len(index) or not _TORN.match(index.text, index.starts[at]):
        return False
    return _torn(index, index.page_of(at) + 1) == at


def _first(index: Index, page: int) -> int:
    return index.past(index.page_tokens[page])


def _torn(index: Index, page: int) -> int:
    """The hyphen of the word with whose end a page begins, above the notes of the one before."""
    if page >= len(index.labels) or page in index.apart or _first(index, page) >= len(index):
        return 0
    form = index.forms[index.tokens[_first(index, page)]]
    if not form[:1].islower() or form in _JOINING:
        return 0
    first, last = (index.starts[index.page_tokens[each]] for each in (page - 1, page))
    torn = [found.start() for found in _TORN.finditer(index.text, first, last)]
    return bisect_left(index.starts, torn[-1]) if torn else 0


def _is_free(elided: str, following: str, language: str) -> bool:
    """Whether an elided word is a word apart: not in a name, nor in a syllable of Wade's."""
    if language.replace("_", "-").split("-")[0].lower() in ELIDING:
        return True
    return not following[0].isupper() and elided.lower() not in ("t'", "ch'")


def _in_number(index: Index, at: int, place: int) -> bool:
    """Whether a number, or initials closed up, go on over a place."""
    text = index.text
    first, last = index.around_furniture(at)
    lo, hi = max(first, place - _REACH), min(last, place + _REACH)
    if not any(map(str.isdigit, text[max(first, place - 3) : min(last, place + 3)])):
        return text[place - 1 : place + 1].count(".") == 1 and any(
            each.start() < place < each.end() for each in _INITIALS.finditer(text, lo, hi)
        )
    while lo > first and not text[lo].isspace():
        lo += 1
    return any(each.start() < place < each.end() for each in _NUMBER.finditer(text, lo, hi))
