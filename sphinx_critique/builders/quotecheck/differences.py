"""Where a quotation and its source differ, to be shown side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from ...texts import late
from ...texts.collation.signs import QUOTES
from ...texts.collation.tokens import DOTS, Token, tokens

if TYPE_CHECKING:
    from rapidfuzz.distance import LCSseq
else:
    LCSseq = late.module("rapidfuzz.distance.LCSseq")

SAME: Final = ""
DIFFERS: Final = "differs"
CUT: Final = "cut"
PASSED: Final = "passed"
_OPENING: Final = frozenset("[(⟨")
_CLOSING: Final = frozenset("])⟩")


class Piece(NamedTuple):
    """Words of a text that are the same as in the other, differ, are cut or passed over."""

    text: str
    kind: str


class Sides(NamedTuple):
    """A quotation and its source, in pieces."""

    quotation: list[Piece]
    source: list[Piece]


def sides(quotation: str, source: str, cuts: Sequence[str], *, free_marks: bool = False) -> Sides:
    """Hold two texts against each other word by word; ``cuts`` are left out with a mark.

    ``free_marks``: whether a quote mark that only one of them has is no difference.
    """
    ours, theirs = list(tokens(quotation)), list(tokens(source))
    kept_ours, kept_theirs = _shared(ours, theirs)
    cut = _cut(theirs, cuts, kept_theirs)
    if cut:
        rest = [token for number, token in enumerate(theirs) if number not in cut]
        numbers = [number for number in range(len(theirs)) if number not in cut]
        kept_ours, kept_rest = _shared(ours, rest)
        kept_theirs = {numbers[each] for each in kept_rest}
    marks = _cut_marks(ours) if cuts else set()
    if free_marks:
        kept_ours |= _quote_marks(ours)
        kept_theirs |= _quote_marks(theirs)
    ours_kinds = [
        SAME if n in kept_ours else CUT if n in marks else DIFFERS for n in range(len(ours))
    ]
    theirs_kinds = [
        CUT if n in cut else SAME if n in kept_theirs else DIFFERS for n in range(len(theirs))
    ]
    return Sides(_pieces(quotation, ours, ours_kinds), _pieces(source, theirs, theirs_kinds))


def _shared(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[set[int], set[int]]:
    """The numbers of the tokens that both have, in order."""
    forms = ([token.form for token in side] for side in (ours, theirs))
    equal = [each for each in LCSseq.opcodes(*forms) if each.tag == "equal"]
    return (
        {n for each in equal for n in range(each.src_start, each.src_end)},
        {n for each in equal for n in range(each.dest_start, each.dest_end)},
    )


def _cut(source: Sequence[Token], cuts: Sequence[str], shared: set[int]) -> set[int]:
    """The numbers of the tokens that the cuts leave out, each where it stands most apart."""
    found: set[int] = set()
    start = 0
    forms = [token.form for token in source]
    for cut in cuts:
        wanted = [token.form for token in tokens(cut)]
        size = len(wanted)
        places = [n for n in range(start, len(forms) - size + 1) if forms[n : n + size] == wanted]
        if size and places:
            place = max(places, key=lambda n: (len({*range(n, n + size)} - shared), -n))
            found.update(range(place, place + size))
            start = place + size
    return found


def _cut_marks(quotation: Sequence[Token]) -> set[int]:
    """The numbers of the tokens that mark cuts: dots, and the brackets around them."""
    forms = ["", *(token.form for token in quotation), ""]
    dots = [n for n, form in enumerate(forms) if form == DOTS]
    around = {n for n in dots if forms[n - 1] in _OPENING and forms[n + 1] in _CLOSING}
    return {n + by - 1 for n in dots for by in ((-1, 0, 1) if n in around else (0,))}


def _quote_marks(found: Sequence[Token]) -> set[int]:
    return {n for n, token in enumerate(found) if token.form in QUOTES}


def with_passed(pieces: Iterable[Piece], passed: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    """A text with what is passed over in it, each at its place (code points), ascending."""
    waiting, done = list(passed), 0
    for text, kind in pieces:
        start = done
        while waiting and waiting[0][0] <= start + len(text):
            at, words = waiting.pop(0)
            yield Piece(text[done - start : at - start], kind)
            yield Piece(words, PASSED)
            done = max(done, at)
        yield Piece(text[done - start :], kind)
        done = start + len(text)
    yield from (Piece(words, PASSED) for _, words in waiting)


def _pieces(text: str, found: Sequence[Token], kinds: Sequence[str]) -> list[Piece]:
    """A text cut where the kind of its tokens changes; white space between two is the former's."""
    return list(_joined(text, found, kinds))


def _joined(text: str, found: Sequence[Token], kinds: Sequence[str]) -> Iterator[Piece]:
    done = 0
    for kind, group in groupby(zip(found, kinds, strict=True), key=lambda each: each[1]):
        run = [token for token, _ in group]
        if run[0].start > done:
            yield Piece(text[done : run[0].start], SAME)
        yield Piece(text[run[0].start : run[-1].end], kind)
        done = run[-1].end
    if done < len(text):
        yield Piece(text[done:], SAME)
