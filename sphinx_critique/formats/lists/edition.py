"""The front page as it is printed."""

from collections.abc import Iterator

from ...edition.facts import Facts, as_bibtex, as_csl
from ...edition.lists.edition import LIST, Chapter, Front
from ...locale import _
from ...locale.counting import with_number
from ...locale.punctuation import comma, semicolon, spaced, with_commas
from ...locale.wording import said_locator
from ...model.exports import EXPORTS
from ...model.kinds import terms
from .maker import Cell, Figure, Made
from .printer import Content, Printer, prints


def _names(facts: Facts) -> str:
    parted = any("," in each for each in facts.editors)
    return semicolon().join(facts.editors) if parted else with_commas(facts.editors)


@prints(LIST)
class FrontPage(Printer[Front]):
    """Title, imprint, how to cite, what is in it, and the chapters; an abstract behind the title.

    Books have a table of contents of their own; those with title pages have all but the abstract.
    """

    def content(self, rows: Front) -> Content:
        if self.plain.medium.is_book:
            return []
        title = list(self._title(rows))
        head = [self.make.roll("front", title)] if title else []
        self.head = len(head)
        parts: Content = [*head, self.make.facts(list(self._facts(rows)))]
        if self.plain.medium.unfolds:
            copied = {"BibTeX": as_bibtex(rows.facts), "CSL-JSON": as_csl(rows.facts)}
            parts += [self.make.folded(name, self.make.code(each)) for name, each in copied.items()]
        figures = list(self._figures(rows))
        parts += [self.make.figures(figures)] if figures else []
        if rows.chapters and not self.plain.medium.has_contents:
            parts += self._contents(rows)
        return parts

    def _title(self, front: Front) -> Iterator[Made]:
        facts = front.facts
        if facts.series:
            yield self.line("series", [self.make.text(facts.series)])
        if facts.title and facts.title != front.heads:
            yield self.line("fronttitle", [self.make.strong(facts.title)])
        if facts.subtitle:
            yield self.line("subtitle", [self.make.text(facts.subtitle)])

    def half_title(self, front: Front) -> Content:
        """The title alone."""
        return [self.line("booktitle", [self.make.text(front.facts.title)])]

    def title_page(self, front: Front) -> Content:
        """What the edition is called, of what it is one, who made it and where."""
        facts, text = front.facts, self.make.text
        edited = [text(spaced(_("Edited by"))), text(_names(facts))] if facts.editors else []
        places = with_commas(filter(None, (facts.place, facts.publisher, facts.year)))
        said: list[tuple[str, Cell]] = [
            ("bookseries", [text(facts.series)] if facts.series else []),
            ("booktitle", [text(facts.title)]),
            ("booksubtitle", [text(facts.subtitle)] if facts.subtitle else []),
            *(("bookwork", [self.make.source(work)]) for work in front.works),
            ("bookeditors", edited),
            ("bookpublisher", [text(places)] if places else []),
        ]
        return [self.line(role, cell) for role, cell in said if cell]

    def imprint(self, front: Front) -> Content:
        """All that a title page does not say."""
        said = self._imprint(front)
        counted = with_commas("".join(each) for each in self._figures(front))
        rights = (f"\N{COPYRIGHT SIGN} {each}" for each in front.facts.copyright if each)
        return [
            *(self.line("fact", [self.make.text(each)]) for each in rights),
            *(self.line("fact", [self.make.styled(n, "word")], cell) for n, cell in said if cell),
            *([self.line("fact", [self.make.text(counted)])] if counted else []),
        ]

    def _facts(self, front: Front) -> Iterator[tuple[str, Cell]]:
        facts, text = front.facts, self.make.text
        works: Cell = []
        for number, work in enumerate(front.works):
            works += [text(semicolon())] if number else []
            works.append(self.make.source(work))
        places = with_commas(filter(None, (facts.place, facts.publisher)))
        said: list[tuple[str, Cell]] = [
            (_("Work"), works),
            (_("Edited by"), [text(_names(facts))] if facts.editors else []),
            (_("Published"), [text(places)] if places else []),
            *self._imprint(front),
        ]
        yield from ((name, cell) for name, cell in said if cell)

    def _imprint(self, front: Front) -> Iterator[tuple[str, Cell]]:
        facts, text = front.facts, self.make.text
        yield _("Version"), [text(facts.version)] if facts.version else []
        yield _("Date"), [text(facts.date)] if facts.date else []
        yield _("Licence"), [text(facts.licence)] if facts.licence else []
        yield _("Read as"), self._formats(front)
        yield _("Cite as"), self._cited(front)

    def _figures(self, front: Front) -> Iterator[Figure]:
        """What is in it, counted; each number apart from the words before and behind it."""
        for number, (one, many) in (
            (front.passages, terms("{number} passage", "{number} passages")),
            (front.notes, terms("{number} note", "{number} notes")),
            (front.sources, terms("{number} source", "{number} sources")),
        ):
            if number:
                yield _figure(with_number(one, many, number), "{number}", str(number))
        if front.checked == front.quotations != 0:
            yield _figure(_("{all} quotations checked"), "{all}", _("all"))
        elif front.checked:
            words = _("{number} of {quotations} quotations checked")
            counted = words.replace("{quotations}", str(front.quotations))
            yield _figure(counted, "{number}", str(front.checked))

    def _formats(self, front: Front) -> Cell:
        """What can be taken away; what is not on the web itself is told where it lies there."""
        cell: Cell = []
        for name, beside in front.facts.formats:
            address = beside if self.plain.medium.unfolds else front.facts.on_the_web(beside)
            cell += [self.make.text(comma())] if cell else []
            cell += self.make.to(address, name)
        for each in map(EXPORTS.__getitem__, front.facts.exports):
            cell += [self.make.text(comma())] if cell else []
            cell += self.make.to(self.plain.beside(each.file), each.title)
        return cell

    def _cited(self, front: Front) -> Cell:
        """Editors, title, publisher, year, version, and where it is for good."""
        facts, text = front.facts, self.make.text
        before = _names(facts)
        version = _version(facts.version)
        behind = with_commas(filter(None, (facts.place, facts.publisher, facts.year, version)))
        cell: Cell = [text(before + comma())] if before else []
        cell.append(self.make.titled(facts.whole_title))
        cell += [text(comma() + behind)] if behind else []
        if facts.address:
            cell += [text(comma()), *self.make.to(facts.address, facts.address)]
        return cell

    def _contents(self, front: Front) -> Content:
        heads = _("Contents"), _("Where"), _("Notes")
        table = self.table(heads, list(map(self._chapter, front.chapters)), [8, 4, 5])
        drawn = any(self.make.strokes(each.strokes) for each in front.chapters)
        said = _("A stroke is a note: tall, against the passage; half, for it; low, explaining it.")
        return [self.make.legend(said), table] if drawn else [table]

    def _chapter(self, chapter: Chapter) -> list[Cell]:
        label = "pp. " if len(chapter.pages) > 1 else "p. "
        pages = said_locator(label + "–".join(chapter.pages)) if chapter.pages else ""
        drawn = self.make.strokes(chapter.strokes)
        number = str(len(chapter.strokes))
        count = [self.make.styled(number, "total")] if chapter.strokes else []
        between = [self.make.text(" ")] if drawn else []
        return [
            self.make.link(chapter.ref),
            [self.make.text(pages)] if pages else [],
            [*drawn, *between, *count],
        ]


def _version(said: str) -> str:
    """A bare number would be taken for another thing."""
    return _("version {version}").format(version=said) if said[:1].isdigit() else said


def _figure(words: str, place: str, number: str) -> Figure:
    before, found, behind = words.partition(place)
    return Figure(before, number if found else "", behind)
