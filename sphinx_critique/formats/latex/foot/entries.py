"""Notes as the entries of an apparatus: lemma, kind and number, argument; then the sources."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from docutils import nodes

from ....edition.edition import Edition
from ....edition.lemmata import abbreviated
from ....locale.punctuation import colon, with_commas
from ....model.nodes import annotation, heading, remark, replies
from ....model.records import Annotation
from ...book.heads import after_head
from ..nodes import latex_inline
from .writing import foot_entry, foot_key, foot_note, foot_reply, foot_where, foot_words

REBUTTALS, SOURCES = "A", "B"


@dataclass(frozen=True)
class About:
    """What an entry is about: words of a passage, and which of several places these stand in.

    ``lines`` are theirs where these have numbers.
    """

    id: str
    lemma: str
    occurrence: str
    lines: str

    @classmethod
    def note(cls, edition: Edition, record: Annotation, lemma: str) -> "About":
        """What a note is about, as its passage has the words, or else as its author wrote them."""
        which = ""
        if record.id in edition.spans:
            lemma = edition.lemma_words(record, with_occurrence=False)
            which = edition.lemma_words(record, with_occurrence=True).removeprefix(lemma)
        return cls(record.id, abbreviated(lemma), which.strip(" []"), edition.lines(record))

    @property
    def words(self) -> list[nodes.Node]:
        which = [nodes.superscript("", self.occurrence)] if self.occurrence else []
        return [nodes.emphasis("", self.lemma), *which] if self.lemma else []

    @property
    def key(self) -> list[nodes.Node]:
        """The words with the bracket behind them, and a space before."""
        return [nodes.Text(" "), *self.words, nodes.Text("]")] if self.lemma else []


class Entries:
    """Makes the entries about one passage.

    Where its lines have numbers already, each is led by these and by the passage's ``label``.
    """

    def __init__(self, label: str, counted: bool, colour: Callable[[nodes.Element], str]) -> None:
        self.label = label
        self.counted = counted
        self.colour = colour

    def of(self, node: annotation, about: About) -> foot_entry:
        """A note, and what it brings in a series of its own."""
        result = self._entry(about)
        # Before the note, which then fills what room is left, however long it is.
        remarks = [child for child in node.children if isinstance(child, remark)]
        brought = [line for line in remarks if line["role"] == "sources"]
        if brought:
            words = [each for line in brought for each in _without_word(line)]
            self._add(result, about, SOURCES, words)
        self._add(result, about, REBUTTALS, Running(self.colour).of(node, about))
        return result

    def elsewhere(self, about: About, reference: list[nodes.Node]) -> foot_entry:
        """Where a note is printed that cannot be, or is not, at the foot of this page."""
        result = self._entry(about)
        self._add(result, about, REBUTTALS, reference)
        return result

    def _entry(self, about: About) -> foot_entry:
        if not self.counted:
            return foot_entry("", begin="", end="")
        lemma = foot_key("", "", *self._lemma(about))
        return foot_entry("", "", lemma, begin=f"{about.id}-begin", end=f"{about.id}-end")

    def _add(self, to: foot_entry, about: About, series: str, words: list[nodes.Node]) -> None:
        if not self.counted:
            words = [*self._own_key(about), *words]
        options = [] if about.lemma else ["nosep"]
        to += foot_note("", "", *words, series=series, options=options, counted=self.counted)

    def _lemma(self, about: About) -> list[nodes.Node]:
        return about.words

    def _own_key(self, about: About) -> list[nodes.Node]:
        where = with_commas((self.label, about.lines))
        return [latex_inline("", where, name="critiquefootlines"), *about.key, nodes.Text(" ")]


class EntriesInBook(Entries):
    """Makes them in one series, in which each says its number, kind, lines and lemma itself."""

    def of(self, node: annotation, about: About) -> foot_entry:
        result = self._entry(about)
        self._add(result, about, REBUTTALS, RunningInBook(self.colour, self._lines).of(node, about))
        return result

    def elsewhere(self, about: About, reference: list[nodes.Node]) -> foot_entry:
        result = self._entry(about)
        words = [*self._lines(about), *about.key, nodes.Text(" "), *reference]
        self._add(result, about, REBUTTALS, words)
        return result

    def _add(self, to: foot_entry, about: About, series: str, words: list[nodes.Node]) -> None:
        options = ["nonum", "nosep"]
        to += foot_note("", "", *words, series=series, options=options, counted=self.counted)

    def _lemma(self, about: About) -> list[nodes.Node]:
        return []

    def _lines(self, about: About) -> list[nodes.Node]:
        where: nodes.Node = nodes.Text(about.lines)
        if self.counted:
            where = foot_where("", begin=f"{about.id}-begin", end=f"{about.id}-end")
        elif not about.lines:
            return []
        return [latex_inline("", "", where, name="critiquefootlines")]


class Running:
    """Runs the lines of a note together, as far as they are no blocks."""

    def __init__(self, colour: Callable[[nodes.Element], str]) -> None:
        self.colour = colour

    def of(self, node: annotation, about: About) -> list[nodes.Node]:
        """The words of an entry: first what stands in a line, then blocks."""
        first, *rest = self._blocks_of(node, about)
        return [*first.children, *rest]

    def by_itself(self, node: annotation) -> list[nodes.Node]:
        """The words of a note that no key leads, with what it answers among them, as blocks."""
        first, *rest = self._blocks_of(node, None)
        # What changes words looks for text that stands in something that holds text.
        return [foot_words("", "", *first.children), *rest]

    def _blocks_of(self, node: annotation, about: About | None) -> list[nodes.Element]:
        self.blocks: list[nodes.Element] = [nodes.paragraph("", "", *self._head(node, about))]
        self.begun = False
        for child in node.children[1:]:
            self._run(child, about)
        return self.blocks

    def _run(self, child: nodes.Node, about: About | None) -> None:
        match child:
            case replies():
                for each in child.children:
                    self._run(each, about)
            case annotation():
                words = type(self)(self.colour).by_itself(child)
                self.blocks.append(foot_reply("", *words))
            case remark() if child["role"] == "reading":
                self._join(_reading(child, about), ". ")
            case remark() if child["role"] == "sources" and self._are_apart(about):
                pass
            case remark() if child["role"] != "beside" and self._is_open:
                line = latex_inline("", "", *child.children, name="critiquefootremark")
                self.blocks[-1].append(line)
            case remark():
                self.blocks.append(nodes.paragraph("", "", *child.children))
            case nodes.Invisible() | nodes.target():
                self.blocks[-1].append(child)
            case nodes.paragraph() if not self.begun:
                self.begun = True
                self._join(child.children)
            case nodes.Element():
                self.begun = True
                self.blocks.append(child)

    def _are_apart(self, about: About | None) -> bool:
        """Whether what a note brings has a series of its own."""
        return about is not None

    @property
    def _is_open(self) -> bool:
        return type(self.blocks[-1]) is nodes.paragraph

    def _join(self, words: list[nodes.Node], after: str = "") -> None:
        self.blocks[-1] += words
        if after:
            self.blocks[-1] += nodes.Text(after)

    def _head(self, node: annotation, about: About | None) -> Iterator[nodes.Node]:
        head = cast(heading, node.children[0])
        number = _as_text(_of_class(head, "number"))
        kind = _of_class(head, "kind")
        told = latex_inline("", "", kind, nodes.Text(" "), number, name="critiquefoothead")
        told["options"], told["ids"] = [self.colour(node)], node["ids"]
        rest = [] if about is not None else head.children[head.index(kind) + 1 :]
        yield from (told, *rest)
        if about is not None and node["right"]:
            yield nodes.Text(colon())
        else:
            yield nodes.Text(
                " " if any(isinstance(each, nodes.emphasis) for each in rest) else ". "
            )


class RunningInBook(Running):
    """The same as a book has it: the number first, the lemma in the head, sources at the end.

    ``lines`` are told behind the kind, where these are not in the head already.
    """

    def __init__(
        self,
        colour: Callable[[nodes.Element], str],
        lines: Callable[[About], list[nodes.Node]] = lambda about: [],
    ) -> None:
        super().__init__(colour)
        self._lines = lines

    def _are_apart(self, about: About | None) -> bool:
        return False

    def _head(self, node: annotation, about: About | None) -> Iterator[nodes.Node]:
        head = cast(heading, node.children[0])
        number = nodes.inline("", "", *_number(head), classes=["critique-number"])
        kind = _of_class(head, "kind")
        told = latex_inline("", "", number, nodes.Text(" "), kind, name="critiquefoothead")
        told["options"], told["ids"] = [self.colour(node)], node["ids"]
        yield told
        if about is None:
            rest = head.children[head.index(kind) + 1 :]
            yield from rest
            yield nodes.Text(after_head(rest))
        else:
            lines = self._lines(about)
            yield from (nodes.Text(" "), *lines) if lines else ()
            yield from about.key
            yield nodes.Text(" ")


def _number(head: heading) -> list[nodes.Node]:
    """The number, which leads to what the note is about."""
    number = _of_class(head, "number")
    return [number] if isinstance(number, nodes.reference) else number.children


def _of_class(line: nodes.Element, role: str) -> nodes.Element:
    name = f"critique-{role}"
    found = (each for each in line.children if isinstance(each, nodes.Element))
    return next(each for each in found if name in each["classes"])


def _as_text(number: nodes.Element) -> nodes.Node:
    """The line that leads to an entry is linked already."""
    return nodes.inline("", number.astext(), classes=["critique-number"])


def _without_word(line: nodes.Element) -> list[nodes.Node]:
    """What stands behind the word of ours that a line begins with, and a space."""
    return line.children[2:]


def _reading(line: nodes.Element, about: About | None) -> list[nodes.Node]:
    """What stands; what is struck where that is not what the entry is keyed to."""
    children = line.children
    return children[-3:] if about is not None and about.lemma else children
