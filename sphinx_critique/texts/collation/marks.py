"""What a quotation marks as not the source's: cuts, insertions, altered letters, ``[sic]``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ..folding import UNSPACED_CLASS
from .pages import GAP
from .signs import QUOTES
from .tokens import DOTS_PATTERN, FREE, UNREAD, is_word, tokens

BARE, SQUARE, ROUND = "…", "[…]", "(…)"
CUT_MARKS: Final = (BARE, SQUARE, ROUND)
"""The marks that stand for words left out."""
_CUTS: Final = {
    BARE: rf"[⟨〈〈<‹]\s*{DOTS_PATTERN}\s*[⟩〉〉>›]|(?<![\[(]){DOTS_PATTERN}",
    # What stands for the words left out may stand in the brackets too.
    SQUARE: rf"\[(?:\s*{DOTS_PATTERN}[^\[\]]*|[^\[\]]*{DOTS_PATTERN}\s*)\]",
    ROUND: rf"\(\s*{DOTS_PATTERN}\s*\)",
}
STROKE: Final = "/"
"""Where a quotation runs verses on, it stands for the end of a line."""
_MOST_MARKS: Final = 500
_MOST_STROKES: Final = 5_000
_MAYBE_MARKED = re.compile(r"[\[…⋯]|\.[ \u00a0]?\.|\([s…⋯.\s]", re.IGNORECASE)
_LETTERS: Final = rf"[^\W\d_{UNSPACED_CLASS}]|['’]"
_MARK = re.compile(r"\[|[…⋯]+|\.(?:[ \u00a0]?\.)+|\(sic", re.IGNORECASE)
_SIC = re.compile(r"\W*sic\W*", re.IGNORECASE)
# So many letters may altered ones stand for, if no more are written.
_ALTERED: Final = 5


class Plain(NamedTuple):
    """A word or sign that stands in the source as it is."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Altered:
    """A word with letters changed, added or dropped; ``reads`` matches what it may stand for.

    ``plain`` is the word as it is read, without its brackets.
    """

    reads: re.Pattern[str]
    literal: tuple[str, ...]
    start: int
    end: int
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Inserted:
    """Words put in; ``note`` where they can stand for none of the source's (``[sic]``, ``/``).

    ``joined_before`` and ``joined_after``: whether they are set against the letters beside them.
    """

    literal: tuple[str, ...]
    note: bool
    start: int
    end: int
    joined_before: bool = False
    joined_after: bool = False

    @property
    def vouches(self) -> bool:
        """Whether it says that the words before it stand so in the source (``[sic]``)."""
        return self.note and self.literal != (STROKE,)


@dataclass(frozen=True, slots=True)
class Cut:
    """Words left out; ``literal`` is the mark itself, which may be the source's own."""

    literal: tuple[str, ...]
    start: int
    end: int


Atom = Plain | Altered | Inserted
Segment = tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as read.

    ``segments`` are what stands between the ``cuts``; ``opening`` and ``closing`` are the cuts at
    its very beginning and end, if it marks them. Spans are code points of ``text``.
    """

    text: str
    segments: tuple[Segment, ...]
    cuts: tuple[Cut, ...]
    opening: Cut | None
    closing: Cut | None

    @property
    def atoms(self) -> list[Atom | Cut]:
        """All that it consists of, in order."""
        ends = (each for each in (self.opening, self.closing) if each is not None)
        inner = (atom for segment in self.segments for atom in segment)
        return sorted((*inner, *self.cuts, *ends), key=lambda each: each.start)

    @property
    def words(self) -> list[Plain]:
        """The words that are to be found."""
        return [
            atom
            for segment in self.segments
            for atom in segment
            if isinstance(atom, Plain) and is_word(atom.form)
        ]


def too_many_marks(text: str) -> str:
    """That a quotation has more marks than can be weighed; nothing if it has not."""
    if sum(1 for _ in _MARK.finditer(text)) > _MOST_MARKS:
        return f"it has more than {_MOST_MARKS} brackets and cuts"
    if text.count(STROKE) > _MOST_STROKES:
        return f"it has more than {_MOST_STROKES:,} strokes"
    return ""


def read_quoted(text: str, cut_marks: tuple[str, ...] = CUT_MARKS) -> Quoted:
    """Read a quotation; ``cut_marks`` are those of :data:`CUT_MARKS` that mark cuts."""
    segments: list[list[Atom]] = [[]]
    cuts: list[Cut] = []
    for atom in _atoms(text, cut_marks):
        if not isinstance(atom, Cut):
            segments[-1].append(atom)
        elif cuts and not segments[-1]:
            cuts[-1] = Cut((*cuts[-1].literal, *atom.literal), cuts[-1].start, atom.end)
        else:
            cuts.append(atom)
            segments.append([])
    return _parted(text, segments, cuts)


def _parted(text: str, segments: list[list[Atom]], cuts: list[Cut]) -> Quoted:
    """A quotation of segments and the cuts between them, those at its ends apart."""
    opening = cuts.pop(0) if cuts and not _says(segments[0]) else None
    if opening:
        segments.pop(0)
    closing = cuts.pop() if cuts and not _says(segments[-1]) else None
    if closing:
        segments.pop()
    return Quoted(text, tuple(map(tuple, segments)), tuple(cuts), opening, closing)


def read_literally(text: str) -> Quoted:
    """Read a quotation with all that could mark something as the source's own."""
    atoms = tuple(Plain(t.form.replace(GAP, UNREAD), t.start, t.end) for t in tokens(text))
    return Quoted(text, (atoms,), (), None, None)


def read_with_own(quoted: Quoted, own: Iterable[Atom | Cut]) -> Quoted:
    """A quotation read again with some of its marks as the source's own."""
    spans = {(mark.start, mark.end) for mark in own}
    segments: list[list[Atom]] = [[]]
    cuts: list[Cut] = []
    for atom in quoted.atoms:
        if (atom.start, atom.end) in spans:
            literal = quoted.text[atom.start : atom.end]
            segments[-1] += (
                Plain(t.form, t.start + atom.start, t.end + atom.start) for t in tokens(literal)
            )
        elif isinstance(atom, Cut):
            cuts.append(atom)
            segments.append([])
        else:
            segments[-1].append(atom)
    return _parted(quoted.text, segments, cuts)


def _says(segment: list[Atom]) -> bool:
    """Whether there is more than signs that are free: ``… .`` ends in a cut."""
    return any(not isinstance(a, Plain) or a.form not in FREE | QUOTES for a in segment)


def _atoms(text: str, cut_marks: tuple[str, ...]) -> list[Atom | Cut]:
    atoms: list[Atom | Cut] = []
    done = 0
    if _MAYBE_MARKED.search(text):
        for found in _mark_pattern(cut_marks).finditer(text):
            atoms += _plain(text, done, found.start())
            atoms.append(_marked(found))
            done = found.end()
    atoms += _plain(text, done, len(text))
    return atoms


def _plain(text: str, start: int, end: int) -> list[Atom]:
    atoms: list[Atom] = []
    for form, first, last in tokens(text, start, end):
        if form == STROKE:
            atoms.append(Inserted((form,), True, first, last))
        else:
            # No word of a quotation is a gap of the transcript.
            atoms.append(Plain(form.replace(GAP, UNREAD), first, last))
    return atoms


def _marked(found: re.Match[str]) -> Atom | Cut:
    literal = tuple(token.form for token in tokens(found[0]))
    start, end = found.span()
    if found.lastgroup == "cut":
        return Cut(literal, start, end)
    if found.lastgroup == "altered":
        plain = re.sub(r"[\[\]]", "", found[0]).replace("’", "'")
        return Altered(_alteration(found[0]), literal, start, end, plain)
    beside = found.string[max(0, start - 1) : start], found.string[end : end + 1]
    note = _SIC.fullmatch(found[0][1:-1]) is not None
    return Inserted(literal, note, start, end, *(not (e.isspace() or not e) for e in beside))


@lru_cache(maxsize=16)
def _mark_pattern(cut_marks: tuple[str, ...]) -> re.Pattern[str]:
    cut = "|".join(_CUTS[mark] for mark in cut_marks) or "(?!)"
    part = rf"\[(?:{_LETTERS}|-){{0,12}}\]"
    altered = rf"(?:(?:{_LETTERS})+{part}|{part}(?:{_LETTERS})+)(?:(?:{_LETTERS})|{part})*"
    return re.compile(
        rf"(?P<cut>{cut})|(?P<altered>(?<!\w){altered})|(?P<inserted>\[[^\[\]]*\]|\(sic[!]?\))"
    )


def _alteration(text: str) -> re.Pattern[str]:
    """What an altered word may stand for: `[f]ormer` for any letter, or none, before `ormer`."""
    parts = re.split(r"(\[[^\]]*\])", text)
    built = []
    for number, part in enumerate(parts):
        if not part.startswith("["):
            built.append(re.escape(part.replace("’", "'")))
            continue
        # Letters put in do not stand for an apostrophe (`d[o]` is not “didn't”).
        letters = rf"[\w{GAP}-]" if part[1:-1].isalpha() else rf"[\w{GAP}'-]"
        least = _ALTERED if part == "[]" or (number and parts[number - 1]) else 1
        built.append(rf"{letters}{{0,{max(least, len(part) - 2)}}}")
    return re.compile("".join(built))
