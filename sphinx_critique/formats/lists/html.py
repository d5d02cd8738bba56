"""Lists as the text of a web page."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ...edition.lists import Ref, Source
from ...edition.lists.edition import Stroke
from ...edition.running_text import CITE, MATH
from ...layout.citations import Setter
from ...locale.punctuation import semicolon
from ...model.nodes import cite
from ...model.records import Piece, RunningText
from ...texts.addresses import as_link, may_be_followed
from ...texts.languages import by_script, runs_to_left
from ...texts.loci import Citation
from .bars import drawn
from .maker import Cell, Count, Figure, Outline
from .nodes import Nodes, in_marks, reference_of

_TAGS = {
    "": "",
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "subscript": "sub",
    "superscript": "sup",
}


_AFTER = "\ue001"
"""Stands for a locator."""


class list_html(nodes.container):
    """Text of a page (``markup``), between which the children stand that Sphinx has resolved."""


class Html:
    """Makes the parts of lists as HTML; what Sphinx must resolve stays a node."""

    def __init__(self, plain: Nodes, setter: Setter) -> None:
        self.plain = plain
        self.kinds = plain.kinds
        self.language = plain.language
        self._setter = setter
        self._held: list[nodes.Node] = []
        self._made: dict[object, str] = {}

    def text(self, words: str) -> str:
        return escape(words)

    def styled(self, words: str, role: str, language: str = "") -> str:
        return (
            f'<span class="critique-{role}"{self._language(words, language)}>{escape(words)}</span>'
        )

    def spoken(self, words: str, language: str) -> str:
        return self._apart(escape(words), words, language)

    def _apart(self, made: str, words: str, language: str) -> str:
        told = self._language(words, language)
        return f"<span{told}>{made}</span>" if told else made

    def _language(self, words: str, language: str) -> str:
        """The language and direction of words, where it is another than the edition's."""
        if language in ("", self.plain.domain.languages.document):
            return ""
        direction = "rtl" if runs_to_left(language, words) else "ltr"
        return f' lang="{escape(language)}" dir="{direction}"'

    def strong(self, words: str) -> str:
        return f"<strong>{escape(words)}</strong>"

    def lemma(self, words: str, language: str = "", whole: str = "") -> str:
        told = language or by_script(words, self.plain.domain.languages.document)
        said = self._language(whole or words, told) or ' dir="auto"'
        title = f' title="{escape(whole)}"' if whole else ""
        return f'<em class="critique-lemma-words"{said}{title}>{escape(words)}</em>'

    def link(self, ref: Ref, words: str = "") -> Cell:
        label = escape(words or ref.label)
        uri = escape(self.plain.uri(ref))
        where = "external" if ref.uri else "internal"
        spoken = self.plain.spoken_name(ref, words)
        name = f' aria-label="{escape(spoken)}"' if spoken else ""
        return [f'<a class="critique-ref reference {where}"{name} href="{uri}">{label}</a>']

    def cited(self, citations: Sequence[Citation], bracketed: bool = False) -> Cell:
        is_own = self._setter.bibliography.own is not None
        brackets = ("(", ")") if bracketed and is_own else self._setter.brackets
        return [self._bracketed(citations, *brackets)] if citations else []

    def _bracketed(self, citations: Sequence[Citation], before: str, after: str) -> str:
        found = (node for node in self.plain.cited(citations) if isinstance(node, cite))
        return before + semicolon().join(map(self._citation, found)) + after

    def _citation(self, node: cite) -> str:
        """A citation; what is cited again is set once, its locators apart."""
        key, before, after = self._setter.source_of(node)
        if key is None:
            return self._fragment((node["citations"],), lambda: self._setter.set(node))
        again = (key, before, bool(after))
        mark = _AFTER if after else ""
        one, apart = self._setter.one, self._setter.apart
        made = self._fragment(again, lambda: apart(one(key, self.plain.docname, before, mark), key))
        return made.replace(_AFTER, escape(after))

    def titled(self, words: str) -> str:
        return f"<em>{escape(words)}</em>"

    def to(self, address: str, words: str) -> Cell:
        if not may_be_followed(address):
            return [escape(words)]
        uri = escape(as_link(address))
        return [f'<a class="reference external" href="{uri}">{escape(words)}</a>']

    def strokes(self, strokes: Sequence[Stroke]) -> Cell:
        """Ways to the notes for those who point: others have them on their pages."""
        if not strokes or not self.plain.medium.runs_scripts:
            return []
        inner = "".join(map(self._stroke, strokes))
        return [f'<span class="critique-strokes" aria-hidden="true">{inner}</span>']

    def _stroke(self, stroke: Stroke) -> str:
        look = f"critique-stroke critique-{self.kinds[stroke.kind].stance} critique-{stroke.kind}"
        uri, title = escape(self.plain.uri(stroke.ref)), escape(stroke.ref.label)
        return f'<a class="{look}" href="{uri}" title="{title}" tabindex="-1"></a>'

    def facts(self, said: Sequence[tuple[str, Cell]]) -> str:
        inner = "".join(f"<dt>{escape(name)}</dt><dd>{''.join(cell)}</dd>\n" for name, cell in said)
        return f'<dl class="critique-facts">\n{inner}</dl>\n'

    def figures(self, figures: Sequence[Figure]) -> str:
        inner = "".join(
            f"<li>{escape(each.before)}<strong>{escape(each.number)}</strong>"
            f"{escape(each.behind)}</li>\n"
            for each in figures
        )
        return f'<ul class="critique-figures">\n{inner}</ul>\n'

    def legend(self, words: str) -> str:
        return f'<p class="critique-legend">{escape(words)}</p>\n'

    def code(self, words: str) -> str:
        return f'<pre class="critique-code">{escape(words)}</pre>\n'

    def source(self, source: Source) -> str:
        return self._fragment(source, lambda: [self.plain.source(source)])

    def kind(self, name: str) -> str:
        return self._fragment(name, lambda: [self.plain.kind(name)])

    def _fragment(self, key: object, make: Callable[[], list[nodes.Node]]) -> str:
        """Nodes as Sphinx writes them, each once on a page."""
        if key not in self._made:
            builder: Any = self.plain.builder
            partial = builder.render_partial(nodes.inline("", "", *make()))
            self._made[key] = partial["fragment"].removeprefix("<span>").removesuffix("</span>")
        return self._made[key]

    def words(self, note: RunningText) -> Cell:
        before, made = "", []
        for language, pieces in groupby(in_marks(note, self.language), lambda each: each.language):
            said, words = "", ""
            for piece in pieces:
                said += self._piece(piece, is_bracketed=before.endswith("("))
                before = piece.words
                words += before
            made.append(self._apart(said, words, language))
        return ["".join(made)]

    def _piece(self, piece: Piece, is_bracketed: bool) -> str:
        if piece.style == CITE:
            in_prose = ("(", ")") if self._setter.bibliography.own else self._setter.brackets
            return self._bracketed(piece.citations, *(("", "") if is_bracketed else in_prose))
        if piece.style == MATH:
            return self._hold(nodes.math(piece.words, piece.words))
        if piece.link is not None:
            return self._hold(reference_of(piece, self.plain.docname, self.plain.builder))
        tag = _TAGS[piece.style]
        return f"<{tag}>{escape(piece.words)}</{tag}>" if tag else escape(piece.words)

    def _hold(self, node: nodes.Node) -> str:
        """Keep a node for Sphinx; no text of an author's has the character that marks its place."""
        self._held.append(nodes.inline("", "", node))
        return f"\0{len(self._held) - 1}\0"

    def line(self, role: str, content: Cell) -> str:
        return f'<li class="critique-{role}">{"".join(content)}</li>\n'

    def roll(self, form: str, lines: Sequence[str]) -> str:
        return f'<ul class="critique-roll critique-{form}">\n{"".join(lines)}</ul>\n'

    def table(self, heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Any) -> str:
        """Its columns are as wide as their words."""
        body = "".join(_row(row, "td", place) for place, row in enumerate(rows))
        return (
            '<table class="critique-table docutils align-default">\n'
            f"<thead>\n{_row(heads, 'th', 1)}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"
        )

    def counts(self, heads: Sequence[Cell], counts: Sequence[Count], most: int) -> str:
        """Each number unfolds what it counts."""
        body = "".join(self._count(each, most) for each in counts)
        return (
            '<table class="critique-table critique-counts docutils align-default">\n'
            f"<thead>\n{_row(heads, 'th', 1)}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"
        )

    def _count(self, count: Count, most: int) -> str:
        total = f'<span class="critique-total">{"".join(count.total)}</span>'
        turned = runs_to_left(self.language)
        figure = f"{total} {drawn(count.shares, most, turned)}" if count.shares else total
        cell = f"<p>{figure}</p>"
        if count.below:
            cell = f"<details><summary>{figure}</summary>\n<p>{''.join(count.below)}</p></details>"
        return f'<tr><th scope="row"><p>{"".join(count.name)}</p></th>\n<td>{cell}</td></tr>\n'

    def outline(self, items: Outline) -> str:
        inner = "".join(
            f"<li><p>{''.join(words)}</p>{self.outline(below) if below else ''}</li>\n"
            for words, below in items
        )
        return f'<ul class="simple">\n{inner}</ul>\n'

    def folded(self, title: str, content: str) -> str:
        if not self.plain.medium.unfolds:
            return content
        summary = f"<summary>{escape(title)}</summary>"
        return f'<details class="critique-folded">{summary}\n{content}</details>\n'

    def nothing(self, words: str) -> str:
        return f'<p class="critique-nothing">{escape(words)}</p>\n'

    def place(self, parts: Sequence[Any]) -> Sequence[nodes.Node]:
        result: list[nodes.Node] = []
        for part in parts:
            if isinstance(part, nodes.Node):
                result.append(part)
            else:
                result.append(list_html("", *self._held, markup=part))
                self._held = []
        return result


def _row(cells: Sequence[Cell], tag: str, place: int) -> str:
    head = ' class="head"' if tag == "th" else ""
    inner = "".join(f"<{tag}{head}><p>{''.join(cell)}</p></{tag}>\n" for cell in cells)
    return f'<tr class="row-{"odd" if place % 2 else "even"}">{inner}</tr>\n'


def visit_list(translator: Any, node: nodes.Element) -> None:
    """Write the page's text, and between it what Sphinx has resolved."""
    for place, part in enumerate(node["markup"].split("\0")):
        if place % 2:
            for child in list(node.children[int(part)].children):
                child.walkabout(translator)
        else:
            translator.body.append(part)
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the visitor."""
    app.add_node(list_html, html=(visit_list, None))
