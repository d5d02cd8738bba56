"""``.. excerpt::`` and ``.. quotation::``: a passage quoted."""

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from ..model.nodes import annotation, excerpt
from ..model.problems import Warn
from ..model.values import Value
from ..texts.dates import read_date
from .base import CritiqueDirective
from .citing import index_label
from .options import CLASS, LANG, NAME, Options, Taken, flag, persons, text
from .translation import holds_translations
from .verse import as_verse


class ExcerptDirective(CritiqueDirective):
    """A passage quoted so that it can be answered; annotations may stand in its body."""

    answerable = True
    meaning = "A passage that is quoted so that it can be answered."
    takes = "[citation]"
    holds = "the words quoted, and notes on them"
    option_spec = Options(
        {
            "name": NAME,
            "voice": Taken(
                persons,
                Value.PERSONS,
                "Who speaks, innermost first; without it, the author or editor of the source.",
            ),
            "date": Taken(text, Value.DATE, "When it was said."),
            "lang": LANG,
            "from": Taken(
                text,
                Value.WORDS,
                "The first words of the passage, which is then taken from the transcript.",
            ),
            "to": Taken(text, Value.WORDS, "The last words of a passage taken from there."),
            "numbered": Taken(
                flag,
                Value.SWITCH,
                "Keeps the lines as they are written, and numbers them.",
                default="critique_number_lines",
            ),
            "layout": Taken(
                text,
                Value.WORD,
                "Where its notes stand on a web page.",
                {"below": "under it", "beside": "in a column beside it, where there is room"},
                "critique_layout",
            ),
            "unchecked": Taken(
                text, Value.WORDS, "Why it is not to be checked; the reason is printed."
            ),
            "class": CLASS,
        }
    )

    def run(self) -> list[nodes.Node]:
        self.check_options()
        node = excerpt("", answerable=self.answerable)
        self.identify(node, "excerpt" if self.answerable else "quotation")
        for option in ("voice", "date", "layout", "unchecked"):
            node[option] = self.option(option)
        node["language"] = self.told_language()
        node["from"], node["to"] = self.option("from"), self.option("to")
        node["numbered"] = self.option("numbered", self.settings.number_lines)
        if node["date"] and read_date(node["date"]) is None:
            self.warn(Warn.OPTION, f":date: is a year, or YYYY-MM-DD, not “{node['date']}”")
        content = self.parse_body()
        passage, notes = self._parted(as_verse(content))
        for note in (each for part in notes for each in part.findall(annotation)):
            note.setdefault("written_in", node["ids"][0])
        node += self._index(node)
        translations = [each for each in passage if holds_translations(each)]
        node += passage[: len(passage) - len(translations)]
        if not any(map(_is_content, passage)):
            node += self._from_transcript(node)
        elif node["from"] or node["to"]:
            message = f":from: and :to: are ignored: the words of this {self.name} are in its body"
            self.warn(Warn.OPTION, message)
        node += translations
        if self.argument:
            node += self.sources("argument", self.citations(text(self.argument)))
        return [node, *notes]

    def _parted(self, content: Sequence[nodes.Node]) -> tuple[list[nodes.Node], list[nodes.Node]]:
        passage = [node for node in content if not _holds_notes(node)]
        notes = [node for node in content if _holds_notes(node)]
        return sorted(passage, key=holds_translations), notes

    def _from_transcript(self, node: excerpt) -> list[nodes.Node]:
        """The words from ``:from:`` to ``:to:``, as they stand on the page cited."""
        first, last = node["from"], node["to"]
        if not (first or last):
            self.warn(Warn.EMPTY, f"this {self.name} holds no words: write them below it")
            return []
        citation = next(iter(self.citations(text(self.argument))), None)
        drawn = self.domain.library.draw(citation, first, last)
        node["drawn"] = drawn.source, drawn.digest
        if drawn.problem:
            self.warn(Warn.TRANSCRIPT, f"{drawn.problem}; write the words in the body")
            return [self._paragraph([nodes.Text(f"{first} … {last}".strip())])]
        return [
            self._paragraph(
                [nodes.emphasis("", t) if set_apart else nodes.Text(t) for t, set_apart in runs]
            )
            for runs in drawn.paragraphs
        ]

    def _paragraph(self, words: list[nodes.Node]) -> nodes.paragraph:
        paragraph = nodes.paragraph("", "", *words)
        paragraph.rawsource = paragraph.astext()
        self.set_source_info(paragraph)
        return paragraph

    def _index(self, node: excerpt) -> addnodes.index:
        citations = self.citations(text(self.argument))
        label = index_label(citations, node["voice"], self.domain.bibliography)
        entries = [("single", label, node["ids"][0], "", None)] if label else []
        sorted_as = citations[0].locator.sorted_as if citations else ""
        return addnodes.index("", entries=entries, sorted_as=sorted_as)


class QuotationDirective(ExcerptDirective):
    """A passage quoted and not answered."""

    answerable = False
    meaning = "A passage that is quoted and not answered: a block quotation, checked."
    holds = "the words quoted"


def _is_content(node: nodes.Node) -> bool:
    unseen = (nodes.comment, nodes.target, nodes.substitution_definition, addnodes.index)
    return not (isinstance(node, unseen) or holds_translations(node))


def _holds_notes(node: nodes.Node) -> bool:
    """Whether a node is an annotation, or an ``only`` of nothing else."""
    if isinstance(node, addnodes.only):
        return bool(node.children) and all(_holds_notes(child) for child in node.children)
    return isinstance(node, annotation) and "written_in" not in node
