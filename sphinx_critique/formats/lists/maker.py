"""What lists are made with: the same rows become nodes, or a web page's own text.

A page of lists over a large edition has a hundred thousand parts. As nodes each of these goes
through every transform of Sphinx; a web page's are therefore written as they are made.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ...edition.lists import Ref, Source
from ...edition.lists.edition import Stroke
from ...model.kinds import Kind, Stance
from ...model.records import RunningText
from ...texts.loci import Citation

Made = Any
"""Words, or a line, list or table of them, in the terms of what made it."""
Cell = list[Made]
Outline = Sequence[tuple[Cell, "Outline"]]
"""Items with the items below them."""


class Share(NamedTuple):
    """The part of a bar that has one look: of a stance, or of one kind alone."""

    number: int
    stance: Stance
    kind: Kind | None = None


class Figure(NamedTuple):
    """A number amid words."""

    before: str
    number: str
    behind: str


class Count(NamedTuple):
    """A row of counts: of what, how many, the shares of its bar, and what stands under these.

    ``total`` leads to the first of what is counted.
    """

    name: Cell
    total: Cell
    shares: Sequence[Share]
    below: Cell


class Maker(Protocol):
    """Makes the parts of lists on one page."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The project's kinds of annotation."""

    @property
    def language(self) -> str:
        """The language of the edition."""

    def text(self, words: str) -> Made:
        """Plain words."""

    def styled(self, words: str, role: str, language: str = "") -> Made:
        """Words with a class of ours; those that are quoted have their language."""

    def strong(self, words: str) -> Made:
        """Words that stand out."""

    def lemma(self, words: str, language: str = "", whole: str = "") -> Made:
        """Words of a passage; ``whole`` are all of them, where these are not."""

    def spoken(self, words: str, language: str) -> Made:
        """Words that are quoted, in their language."""

    def kind(self, name: str) -> Made:
        """A kind of annotation, in its words."""

    def link(self, ref: Ref, words: str = "") -> Cell:
        """A link to a place, with its page where pages have numbers."""

    def cited(self, citations: Sequence[Citation], bracketed: bool = False) -> Cell:
        """Citations, set in the project's style; perhaps in brackets, if it has none of its own."""

    def titled(self, words: str) -> Made:
        """The title of a publication."""

    def to(self, address: str, words: str) -> Cell:
        """A link to a place outside of the edition's documents."""

    def strokes(self, strokes: Sequence[Stroke]) -> Cell:
        """A stroke for each annotation, where such can be drawn."""

    def facts(self, said: Sequence[tuple[str, Cell]]) -> Made:
        """What is said, each under its name."""

    def figures(self, figures: Sequence[Figure]) -> Made:
        """What is counted, in a row."""

    def legend(self, words: str) -> Made:
        """What explains a picture."""

    def code(self, words: str) -> Made:
        """Words to be copied as they are."""

    def source(self, source: Source) -> Made:
        """Who wrote a publication, its title and year, linked to its entry."""

    def words(self, note: RunningText) -> Cell:
        """A note in running text, its links and citations alive."""

    def line(self, role: str, content: Cell) -> Made:
        """A line of a list."""

    def roll(self, form: str, lines: Sequence[Made]) -> Made:
        """A list of lines."""

    def table(self, heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Any) -> Made:
        """A table; ``widths`` are those of its columns, in proportion."""

    def counts(self, heads: Sequence[Cell], counts: Sequence[Count], most: int) -> Made:
        """A table of counts, each beside its bar, in the measure of one of ``most``."""

    def outline(self, items: Outline) -> Made:
        """Lists within lists."""

    def folded(self, title: str, content: Made) -> Made:
        """What is folded away under a title, where a reader can open it, else shown."""

    def nothing(self, words: str) -> Made:
        """What is said instead of an empty list."""

    def place(self, parts: Sequence[Made]) -> Sequence[Any]:
        """The nodes that stand for parts in the tree; nodes among them stay what they are."""
