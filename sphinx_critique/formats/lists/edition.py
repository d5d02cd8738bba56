"""The front page as it is printed."""

from collections.abc import Iterator

from ...edition.facts import Facts, as_bibtex, as_csl
from ...edition.lists.edition import LIST, Chapter, Front
from ...locale import _
from ...locale.punctuation import comma, semicolon, with_commas
from ...locale.wording import said_locator
from .maker import Cell, Made
from .printer import Content, Printer, prints


def _names(facts: Facts) -> str:
    parted = any("," in each for each in facts.editors)
    return semicolon().join(facts.editors) if parted else with_commas(facts.editors)


@prints(LIST)
class FrontPage(Printer[Front]):
    """Title, imprint, how to cite, what is in it, and the chapters; an abstract behind the title.

    Books have a table of contents of their own.
    """

    def content(self, rows: Front) -> Content:
        title = list(self._title(rows))
        head = [self.make.roll("front", title)] if title else []
        self.head = len(head)
        parts: Content = [*head, self.make.facts(list(self._facts(rows)))]
        if self.plain.medium.unfolds:
            copied = {"BibTeX": as_bibtex(rows.facts), "CSL-JSON": as_csl(rows.facts)}
            parts += [self.make.folded(name, self.make.code(each)) for name, each in copied.items()]
        if rows.chapters and not self.plain.medium.has_contents:
            parts.append(self._contents(rows))
        return parts

    def _title(self, front: Front) -> Iterator[Made]:
        facts = front.facts
        if facts.series:
            yield self.line("series", [self.make.text(facts.series)])
        if facts.title and facts.title != front.heads:
            yield self.line("fronttitle", [self.make.strong(facts.title)])
        if facts.subtitle:
            yield self.line("subtitle", [self.make.text(facts.subtitle)])

    def _facts(self, front: Front) -> Iterator[tuple[str, Cell]]:
        facts, text = front.facts, self.make.text
        works: Cell = []
        for number, work in enumerate(front.works):
            works += [text(semicolon())] if number else []
            works.append(self.make.source(work))
        checked = f"{front.checked} / {front.quotations}"
        places = with_commas(filter(None, (facts.place, facts.publisher)))
        said: list[tuple[str, Cell]] = [
            (_("Work"), works),
            (_("Edited by"), [text(_names(facts))] if facts.editors else []),
            (_("Published"), [text(places)] if places else []),
            (_("Version"), [text(facts.version)] if facts.version else []),
            (_("Date"), [text(facts.date)] if facts.date else []),
            (_("Licence"), [text(facts.licence)] if facts.licence else []),
            (_("Read as"), self._formats(front)),
            (_("Cite as"), self._cited(front)),
            (_("Passages"), [text(str(front.passages))] if front.passages else []),
            (_("Notes"), [text(str(front.notes))] if front.notes else []),
            (_("Sources"), [text(str(front.sources))] if front.sources else []),
            (_("Quotations checked"), [text(checked)] if front.checked else []),
        ]
        yield from ((name, cell) for name, cell in said if cell)

    def _formats(self, front: Front) -> Cell:
        cell: Cell = []
        for name, address in front.facts.formats:
            cell += [self.make.text(comma())] if cell else []
            cell += self.make.to(address, name)
        return cell

    def _cited(self, front: Front) -> Cell:
        """Editors, title, publisher, year, version, and where it is for good."""
        facts, text = front.facts, self.make.text
        before = _names(facts)
        behind = with_commas(
            filter(None, (facts.place, facts.publisher, facts.year, facts.version))
        )
        cell: Cell = [text(before + comma())] if before else []
        cell.append(self.make.titled(facts.whole_title))
        cell += [text(comma() + behind)] if behind else []
        if facts.address:
            cell += [text(comma()), *self.make.to(facts.address, facts.address)]
        return cell

    def _contents(self, front: Front) -> Made:
        heads = _("Contents"), _("Where"), _("Notes")
        return self.table(heads, list(map(self._chapter, front.chapters)), [8, 4, 5])

    def _chapter(self, chapter: Chapter) -> list[Cell]:
        label = "pp. " if len(chapter.pages) > 1 else "p. "
        pages = said_locator(label + "–".join(chapter.pages)) if chapter.pages else ""
        drawn = self.make.strokes(chapter.strokes)
        count = [self.make.text(str(len(chapter.strokes)))] if chapter.strokes else []
        between = [self.make.text(" ")] if drawn else []
        return [
            self.make.link(chapter.ref),
            [self.make.text(pages)] if pages else [],
            [*drawn, *between, *count],
        ]
