"""What the printing of all lists has in common, and what prints which."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from ...edition.lemmata import abbreviated
from ...edition.lists import ListForm
from ...edition.works import place
from ...locale import _
from ...locale.punctuation import semicolon
from ...model.records import Listing
from ...texts.loci import Citation
from .maker import Cell, Made, Maker
from .nodes import Nodes

Rows = TypeVar("Rows")
Content = list[Made]
Widths = Sequence[int]


class Printer(ABC, Generic[Rows]):
    """Prints one list, with ``make``; pictures are nodes (``plain``) whatever the rest is."""

    def __init__(self, plain: Nodes, make: Maker, listing: Listing) -> None:
        self.plain = plain
        self.make = make
        self.listing = listing
        self.head = 0
        """So many parts stand before the words that the list was given."""

    @abstractmethod
    def content(self, rows: Rows) -> Content:
        """What a list of these rows shows."""

    def roll(self, form: str, lines: Iterable[Made]) -> Content:
        """The lines of a list; said in words where there are none."""
        content = list(lines)
        return [self.make.roll(form, content)] if content else self.nothing()

    def nothing(self) -> Content:
        """What is said where there is nothing."""
        return [self.make.nothing(_("There is nothing to list."))]

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Widths) -> Made:
        """A table without the columns that are empty in every row."""
        kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
        return self.make.table(
            [[self.make.text(heads[place])] for place in kept],
            [[row[place] for place in kept] for row in rows],
            [widths[place] for place in kept],
        )

    def line(self, role: str, *content: Cell) -> Made:
        """A line; what stands in it is parted by spaces."""
        line: Cell = []
        for part in content:
            line += [self.make.text(" ")] if part and line else []
            line += part
        return self.make.line(role, line)

    def lemma(self, words: str, language: str) -> Cell:
        """Words of a passage, with the bracket that closes a lemma."""
        return [self.make.lemma(words, language), self.make.text("]")] if words else []

    def lemma_in_short(self, words: str, language: str) -> Cell:
        """The same, long ones abbreviated."""
        short = abbreviated(words)
        whole = words if short != words else ""
        return [self.make.lemma(short, language, whole), self.make.text("]")] if words else []

    def where(self, citations: Sequence[Citation]) -> Cell:
        """A locus; only the place where all that is under review is the project's own work."""
        own = self.plain.domain.settings.work
        is_known = self.plain.domain.lists.survey.works == {own}
        if not (is_known and all(each.key == own and _is_a_place(each) for each in citations)):
            return self.make.cited(citations)
        places = semicolon().join(place(each.locator) for each in citations)
        return [self.make.text(places)] if places else []

    def reading(self, right: str, language: str) -> Cell:
        """What is to be read instead."""
        make = self.make
        if not right:
            return []
        words = make.styled(right, "right", language)
        return [make.styled(_("read"), "word"), make.text(" "), words]

    def whole_work(self, named: Sequence[Citation]) -> Cell:
        """The work as a whole, named where it is not the project's own."""
        words = [self.make.text(_("the work as a whole"))]
        return [*words, self.make.text(" "), *self.make.cited(named)] if named else words


def _is_a_place(citation: Citation) -> bool:
    """Whether a citation says nothing but where in its source something stands."""
    said_besides = citation.words or citation.tail or citation.carrier
    return bool(citation.locator.text and not said_besides)


PRINTERS: dict[str, type[Printer[Any]]] = {}
"""What prints each list, by its name."""


def prints(form: ListForm[Rows]) -> Callable[[type[Printer[Rows]]], type[Printer[Rows]]]:
    """Say what list a printer is for."""

    def noted(printer: type[Printer[Rows]]) -> type[Printer[Rows]]:
        PRINTERS[form.name] = printer
        return printer

    return noted
