"""Lists as nodes, for every builder that has no way of its own."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ...edition.copying import STYLES
from ...edition.links import documents_on_one_page, link_to, named, resolved, uri_elsewhere
from ...edition.lists import Ref, Source
from ...edition.lists.edition import Stroke
from ...edition.running_text import CITE, CLOSE, MATH, OPEN
from ...layout.foreign import set_apart
from ...layout.medium import Medium
from ...layout.styled import styled
from ...locale import _
from ...locale.punctuation import comma, semicolon, with_commas
from ...locale.quotemarks import marks_of
from ...model.identifiers import identifier
from ...model.nodes import around, cites, foreign, joined, page, remark, roll
from ...model.records import Piece, RunningText
from ...project.domain import CritiqueDomain
from ...texts.addresses import as_link, may_be_followed
from ...texts.loci import Citation
from .bars import bar
from .maker import Cell, Count, Figure, Outline

_CHARACTERS = 66
"""Of a line, in builders that count them."""
_MOST_TOGETHER = 6
"""Rows of a table that are kept on one page."""
_MOST_OF_ONE_LINE = 16
_COUNTED = (2, 3)
"""The widths of what is counted and of how many there are of it, with a bar."""
_NARROWEST = 6
"""Sphinx 7 never comes to an end with a column too narrow for a letter."""


class Nodes:
    """Makes the parts of lists as nodes."""

    def __init__(
        self,
        domain: CritiqueDomain,
        builder: Builder,
        document: nodes.document,
        place: nodes.Element,
    ) -> None:
        self.domain = domain
        self.builder = builder
        self.medium = Medium.of(builder)
        self.docname: str = place["docname"]
        self.location = place["location"]
        home, number = place["record"]
        self._in_table = _stands_in_table(place)
        self._may_break = self.medium.is_latex and isinstance(place.parent, nodes.section)
        self.prefix = identifier(home, f"list{number}")
        self.kinds = domain.kinds
        self.language = domain.env.config.language or "en"
        self._printed: frozenset[str] | None = None
        if isinstance(builder, SingleFileHTMLBuilder):
            self._printed = documents_on_one_page(builder)
        elif self.medium.one_document:
            self._printed = _documents(document)

    def text(self, words: str) -> nodes.Node:
        return nodes.Text(words)

    def styled(self, words: str, role: str, language: str = "") -> nodes.Node:
        return nodes.inline("", "", self.spoken(words, language), classes=[f"critique-{role}"])

    def spoken(self, words: str, language: str) -> nodes.Node:
        told: nodes.Node = self._apart([nodes.Text(words)], language)[0]
        return told

    def _apart(self, words: Cell, language: str) -> Cell:
        """Words set apart where they are in another language than the edition's."""
        if not self.medium.is_html or language in ("", self.domain.languages.document):
            return words
        return [foreign("", "", *words, language=language)]

    def strong(self, words: str) -> nodes.Node:
        return nodes.strong("", words)

    def lemma(self, words: str, language: str = "", whole: str = "") -> nodes.Node:
        return nodes.emphasis(
            "", "", self.spoken(words, language), classes=["critique-lemma-words"]
        )

    def titled(self, words: str) -> nodes.Node:
        return nodes.emphasis("", words)

    def to(self, address: str, words: str) -> Cell:
        label = nodes.Text(words)
        is_outside = "://" in address
        if not may_be_followed(address) or not (is_outside or self.medium.unfolds):
            return [label]
        return [nodes.reference("", "", label, internal=False, refuri=as_link(address))]

    def beside(self, file: str) -> str:
        """Where a file is that lies beside all pages."""
        return relative_uri(self.builder.get_target_uri(self.docname), file)

    def strokes(self, strokes: Sequence[Stroke]) -> Cell:
        return []

    def facts(self, said: Sequence[tuple[str, Cell]]) -> nodes.Node:
        """A page has its own colons behind the names of fields."""
        if self.medium.is_html:
            items = (_defined(name, cell) for name, cell in said)
            return nodes.definition_list("", *items, classes=["critique-facts"])
        return nodes.field_list("", *(_fact(name, cell) for name, cell in said))

    def figures(self, figures: Sequence[Figure]) -> nodes.Node:
        """In a row where a page can have one, else in a line."""
        if self.medium.is_html:
            items = (nodes.list_item("", nodes.paragraph("", "", *_told(each))) for each in figures)
            return nodes.bullet_list("", *items, bullet="-", classes=["critique-figures"])
        return nodes.paragraph("", comma().join(map("".join, figures)))

    def legend(self, words: str) -> nodes.Node:
        return nodes.paragraph("", words, classes=["critique-legend"])

    def code(self, words: str) -> nodes.Node:
        return nodes.literal_block(words, words)

    def line(self, role: str, content: Cell) -> nodes.Node:
        return remark("", "", *content, role=role)

    def roll(self, form: str, lines: Sequence[nodes.Node]) -> nodes.Node:
        return roll("", *lines, form=form)

    def folded(self, title: str, content: nodes.Node) -> nodes.Node:
        return content

    def nothing(self, words: str) -> nodes.Node:
        return nodes.paragraph("", words, classes=["critique-nothing"])

    def place(self, parts: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
        return parts

    def outline(self, items: Outline) -> nodes.Node:
        return nodes.bullet_list("", *self._items(items), bullet="-")

    def _items(self, items: Outline) -> Iterator[nodes.Node]:
        for words, below in items:
            item = nodes.list_item("", nodes.paragraph("", "", *words))
            if below:
                item += self.outline(below)
            yield item

    def table(
        self, heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
    ) -> nodes.Node:
        """Its columns are as wide as their words, but in LaTeX, which cannot break long ones.

        Within another table only web pages have tables; elsewhere each row is a line.
        """
        if self._in_table and not self.medium.nests_tables:
            return self.roll("notes", [self.line("entry", _in_a_row(row)) for row in rows])
        return self._table(_row(heads), [_row(each) for each in rows], widths)

    def _table(
        self,
        head: nodes.row,
        rows: Sequence[nodes.row],
        widths: Sequence[int],
        together: int = _MOST_TOGETHER,
    ) -> nodes.table:
        """A table that is kept ``together`` on one page if it has no more rows."""
        group = nodes.tgroup("", cols=len(widths))
        columns = (max(_NARROWEST, _CHARACTERS * width // sum(widths)) for width in widths)
        group += [nodes.colspec("", colwidth=width) for width in columns]
        group += nodes.thead("", head)
        group += nodes.tbody("", *rows)
        given = "colwidths-given" if self.medium.is_latex else "colwidths-auto"
        breaks = ["longtable"] if self._may_break and len(rows) > together else []
        return nodes.table("", group, classes=["critique-table", given, *breaks])

    def counts(self, heads: Sequence[Cell], counts: Sequence[Count], most: int) -> nodes.Node:
        """In words, as a table within a table is told, there are no bars."""
        if self._in_table and not self.medium.nests_tables:
            told = [[each.name, each.total, each.below] for each in counts]
            return self.table(heads, told, _COUNTED)
        rows = [_counted(each, most) for each in counts]
        together = _MOST_TOGETHER if any(each.below for each in counts) else _MOST_OF_ONE_LINE
        table = self._table(_row(heads), rows, _COUNTED, together)
        table["classes"].append("critique-counts")
        return table

    def link(self, ref: Ref, words: str = "") -> Cell:
        label = nodes.inline("", words or ref.label, classes=["critique-ref"])
        if ref.uri:
            uri = uri_elsewhere(self.builder, self.docname, ref.uri)
            return [nodes.reference("", "", label, internal=False, refuri=uri)] if uri else [label]
        if self._printed is not None and ref.docname not in self._printed:
            return [label]
        if not ref.anchor:
            return [make_refnode(self.builder, self.docname, ref.docname, "", label)]
        there = page("", "", docname=ref.docname, anchor=ref.anchor)
        made = link_to(self.builder, self.docname, ref.docname, ref.anchor, label)
        spoken = self.spoken_name(ref, words) if self.medium.is_html else ""
        return [named(made, spoken) if spoken else made, there]

    def spoken_name(self, ref: Ref, words: str) -> str:
        """What a link is called to who hears it, if its words are numbers alone."""
        if not words or not ref.spoken or words == ref.label:
            return ""
        return ref.spoken if words == str(ref.number) else with_commas((words, ref.spoken))

    def uri(self, ref: Ref) -> str:
        """The address of a place, as seen from the page of the list."""
        if ref.uri:
            return uri_elsewhere(self.builder, self.docname, ref.uri)
        reference = link_to(self.builder, self.docname, ref.docname, ref.anchor, nodes.Text(""))
        refid = reference.get("refid")
        return f"#{refid}" if refid else str(reference.get("refuri", ""))

    def cited(self, citations: Sequence[Citation], bracketed: bool = False) -> Cell:
        own = self.domain.bibliography.own
        found = joined(cites(tuple(citations), self.docname, self.location))
        # Other styles than ours have brackets of their own.
        if not found or not bracketed or own is None or not own.as_notes:
            return found
        return [nodes.Text("("), *found, nodes.Text(")")]

    def source(self, source: Source) -> nodes.Node:
        words: list[nodes.Node] = []
        if source.names:
            words.append(nodes.Text(source.names + comma()))
        words.append(nodes.emphasis("", source.title))
        if source.year:
            words.append(nodes.Text(f" ({source.year})"))
        named = nodes.inline("", "", *words, classes=["critique-source"])
        if self.medium.is_html:
            set_apart(named, self.language.replace("_", "-"))
        docname, anchor = source.listed
        if not docname or (self._printed is not None and docname not in self._printed):
            return named
        if self.medium.is_latex:
            # What sphinxcontrib-bibtex lists has labels that only its own references know.
            return named
        return make_refnode(self.builder, self.docname, docname, anchor, named)

    def kind(self, name: str) -> nodes.Node:
        return styled(_(self.kinds[name].title), "kind")

    def words(self, note: RunningText) -> Cell:
        before = ""
        result: Cell = []
        for language, pieces in groupby(in_marks(note, self.language), lambda each: each.language):
            told: Cell = []
            for piece in pieces:
                told += self._piece(piece, is_bracketed=before.endswith("("))
                before = piece.words
            result += self._apart(told, language)
        return result

    def _piece(self, piece: Piece, is_bracketed: bool) -> Cell:
        if piece.style == CITE:
            is_own = self.domain.bibliography.own is not None
            return self.cited(piece.citations, bracketed=is_own and not is_bracketed)
        if piece.style == MATH:
            return [nodes.math(piece.words, piece.words)]
        if piece.link is not None:
            return [reference_of(piece, self.docname, self.builder)]
        return [STYLES[piece.style]("", piece.words) if piece.style else nodes.Text(piece.words)]


def in_marks(note: RunningText, language: str) -> Iterator[Piece]:
    """A note with the quote marks of a language, those within others alternating."""
    marks = marks_of(language)
    depth = 0
    for piece in _together(note):
        depth -= piece.style == CLOSE
        if piece.style == OPEN:
            yield Piece(marks.inner_open if depth % 2 else marks.open)
        elif piece.style == CLOSE:
            yield Piece(marks.inner_close if depth % 2 else marks.close)
        else:
            yield piece
        depth += piece.style == OPEN


def _together(note: RunningText) -> Iterator[Piece]:
    """Citations that semicolons part, as one piece."""
    waiting: list[Piece] = []
    for piece in note:
        goes_on = (
            waiting and piece.words == semicolon() if len(waiting) == 1 else piece.style == CITE
        )
        if waiting and goes_on:
            waiting.append(piece)
            if len(waiting) == 3:
                cited = waiting[0].citations + piece.citations
                waiting = [piece._replace(citations=cited)]
            continue
        yield from waiting
        waiting = [piece] if piece.style == CITE else []
        if not waiting:
            yield piece
    yield from waiting


def reference_of(piece: Piece, docname: str, builder: Builder) -> nodes.Node:
    """A link of a note, as seen from another page."""
    assert piece.link is not None
    domain = CritiqueDomain.of(builder.env)
    if piece.link.uri and not (piece.link.target and domain.labels.of_reference(piece.link.target)):
        return nodes.reference("", piece.words or piece.link.uri, refuri=piece.link.uri)
    bibliography = domain.bibliography
    if any(bibliography.listed(each.key, docname) is None for each in piece.citations):
        # Of these sphinxcontrib-bibtex has warned where they stand.
        return nodes.Text(", ".join(bibliography.plain(each.key) for each in piece.citations))
    named: dict[str, Any] = {**dict(piece.link.attributes), "refdoc": docname, "refwarn": False}
    return resolved(builder, addnodes.pending_xref("", nodes.inline("", piece.words), **named))


def _in_a_row(cells: Sequence[Cell]) -> Cell:
    result: Cell = []
    for cell in filter(None, cells):
        result += [nodes.Text(semicolon()), *cell] if result else cell
    return result


def _stands_in_table(node: nodes.Node) -> bool:
    return around(node, nodes.entry) is not None


def _told(figure: Figure) -> Cell:
    return [nodes.Text(figure.before), nodes.strong("", figure.number), nodes.Text(figure.behind)]


def _defined(name: str, cell: Cell) -> nodes.definition_list_item:
    body = nodes.definition("", nodes.paragraph("", "", *cell))
    return nodes.definition_list_item("", nodes.term("", name), body)


def _fact(name: str, cell: Cell) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", *cell))
    return nodes.field("", nodes.field_name("", name), body)


def _row(cells: Sequence[Cell]) -> nodes.row:
    entries = (nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells)
    return nodes.row("", *entries)


def _counted(count: Count, most: int) -> nodes.row:
    for link in count.total:
        if isinstance(link, nodes.reference):
            link["classes"].append("critique-first")
    figure: Cell = [nodes.inline("", "", *count.total, classes=["critique-total"])]
    if count.shares:
        figure += [nodes.Text(" "), bar("", shares=count.shares, most=most)]
    parts = [nodes.paragraph("", "", *figure)]
    if count.below:
        parts.append(nodes.paragraph("", "", *count.below, classes=["critique-counted"]))
    name = nodes.entry("", nodes.paragraph("", "", *count.name))
    return nodes.row("", name, nodes.entry("", *parts))


def _documents(document: nodes.document) -> frozenset[str]:
    """The documents that are printed as one."""
    within = {each["docname"] for each in document.findall(addnodes.start_of_file)}
    return frozenset(within | {str(document.get("docname", ""))})
