"""The lines of our own around an excerpt and in a note, the same in every format."""

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx.builders import Builder

from ..edition.copying import blocks
from ..edition.elsewhere import Other
from ..edition.lemmata import abbreviated
from ..edition.links import link, link_elsewhere, named
from ..edition.persons import office, speakers
from ..locale import _
from ..locale.punctuation import gap, semicolon, spaced, with_commas
from ..locale.quotemarks import enclosed, marks_of
from ..locale.wording import said_lines
from ..model.identifiers import lemma_identifier, names_in
from ..model.nodes import (
    annotation,
    cite,
    cites,
    excerpt,
    foreign,
    given,
    heading,
    joined,
    remark,
    review,
    sources,
    translation,
)
from ..model.records import Annotation, Block, Excerpt, Item, Passage
from ..project.domain import CritiqueDomain
from ..sources.references import in_full
from ..texts.loci import unsaid
from .foreign import apart
from .left_out import called_out
from .loci import Loci
from .medium import Medium
from .styled import styled


class Parts:
    """Makes the lines around one document's excerpts and annotations."""

    def __init__(self, domain: CritiqueDomain, builder: Builder) -> None:
        self.build = domain.build
        self.edition = self.build.edition
        self.bibliography = domain.bibliography
        self.languages = domain.languages
        self.builder = builder
        self.medium = Medium.of(builder)
        self.language = domain.env.config.language
        self.loci = Loci(domain, builder)
        self._env = domain.env

    def reference(self, node: review) -> list[nodes.Node]:
        """The work under review in full, as a review has it at its head."""
        if not node["heading"]:
            return []
        style: str = self._env.config.bibtex_default_style
        return [remark("", "", *in_full(node["key"], self.bibliography, style), role="reviewed")]

    def heading(self, node: annotation, by_place: bool) -> heading:
        """Number, kind, line, lemma, and where its place does not tell it what is answered."""
        record = self.edition.get(node["ids"][0])
        assert isinstance(record, Annotation)
        kind = self.build.kinds[node["kind"]]
        result = heading("", "", self._number(node, record), nodes.Text(" "))
        result += styled(_(kind.title), "kind")
        lines = self.edition.lines(record)
        if lines:
            result += [nodes.Text(" "), styled(said_lines(lines), "lines")]
        target = self.edition.targets.get(record.id)
        if isinstance(target, Annotation):
            result += self._about(_("to"), node["docname"], target)
        elif target is not None and not by_place:
            result += self._about(_("on"), node["docname"], target)
        elif (other := self.edition.others.get(record.id)) is not None:
            word = _("to") if other.series == "annotation" else _("on")
            result += _about(word, self._elsewhere(node["docname"], other))
        elif record.whole_work:
            result += [nodes.Text(" "), styled(_("on the work as a whole"), "about")]
        elif record.at:
            found = given(node, "at")
            if self.loci.is_of_the_work(record, found):
                self.loci.print_place_alone(node["docname"], found)
            where = joined(found)
            about = nodes.inline("", spaced(_("on")), *where, classes=["critique-about"])
            result += [nodes.Text(" "), about]
        if node["lemma"]:
            result += [nodes.Text(" "), *self._lemma(node, record, target)]
        return result

    def _number(self, node: annotation, record: Annotation) -> nodes.Element:
        number = str(self.edition.numbers[record.id])
        target = self.edition.targets.get(record.id)
        if target is None:
            return styled(number, "number")
        reference = link(self.builder, node["docname"], target, nodes.Text(number))
        reference["classes"] = ["critique-number"]
        if record.id in self.edition.spans:
            _point_at(reference, lemma_identifier(self.edition.marked(record.id)))
        if not self.medium.is_html:
            return reference
        return named(reference, with_commas((number, self.build.labels.of(target))))

    def _about(self, word: str, docname: str, target: Item) -> list[nodes.Node]:
        label = styled(self.build.labels.of(target), "ref")
        return _about(word, link(self.builder, docname, target, label))

    def _elsewhere(self, docname: str, other: Other) -> nodes.Element:
        label = styled(self.build.labels.elsewhere(other), "ref")
        return link_elsewhere(self.builder, docname, other, label)

    def _lemma(self, node: annotation, record: Annotation, target: Item | None) -> list[nodes.Node]:
        words = node["lemma"]
        if target is not None and record.id in self.edition.spans:
            words = self.edition.lemma_words(
                record, with_occurrence=not self.medium.numbers_lemmata
            )
        lemma = nodes.emphasis("", words, classes=["critique-lemma-words"])
        is_short = self.medium.is_html or self.medium.is_book
        if is_short and record.id in self.edition.spans:
            lemma[:] = [nodes.Text(abbreviated(words))]
            lemma["whole"] = words
        return [lemma, nodes.Text("]")]

    def correction(self, node: annotation) -> list[nodes.Node]:
        """What is struck, then what stands."""
        if not node["right"]:
            return []
        line = remark("", "", role="reading")
        if node["lemma"]:
            line += [
                styled(_("for"), "word"),
                nodes.Text(" "),
                self._name(node["lemma"], "wrong"),
                nodes.Text(" "),
            ]
        line += [styled(_("read"), "word"), nodes.Text(" "), self._name(node["right"], "right")]
        return [line]

    def brought(self, node: annotation) -> list[nodes.Node]:
        """What is brought against the passage, or for it, and is not cited in the note already."""
        stance = self.build.kinds[node["kind"]].stance
        word = _("Against:") if stance == "against" else _("See:")
        found = _not_yet_said(given(node, "cite"), list(_cites_in(node)))
        return [self._line("sources", word, joined(found))] if found else []

    def persons(self, node: annotation) -> list[nodes.Node]:
        """Who speaks, where not the excerpt's speaker, and who is faulted."""
        result: list[nodes.Node] = []
        if voice := speakers(node["voice"]):
            word = _("Reply by:") if node["kind"] == "reply" else _("Speaking:")
            result.append(self._line("voice", word, self._words(voice)))
        if node["charged"]:
            faulted = with_commas(map(office, names_in(node["charged"])))
            result.append(self._line("charged", _("Faults:"), self._words(faulted)))
        return result

    def unchecked(self, node: nodes.Element) -> list[nodes.Node]:
        """Why quotations are not checked."""
        reason = node["unchecked"]
        return [self._line("unchecked", _("Not checked:"), [nodes.Text(reason)])] if reason else []

    def home(self, node: annotation) -> list[nodes.Node]:
        """Where a note was written that is printed again."""
        home = self.edition.homes.get(node["ids"][0])
        if home is None:
            return []
        label = styled(self.build.labels.of(home), "ref")
        reference = link(self.builder, node["docname"], home, label)
        return [self._line("home", _("First given as:"), [reference])]

    def left_out(self, node: nodes.Element) -> list[nodes.Node]:
        """The words that cuts leave out, where dots cannot open."""
        cuts: list[str] = node.get("cuts", [])
        words: list[nodes.Node] = []
        for each in cuts:
            words += [nodes.Text(semicolon())] if words else []
            words += self._quoted(each, self._language(node), node["hides"])
        return [self._line("leftout", _("Left out:"), words)] if words else []

    def checked(self, node: excerpt, place: nodes.Element) -> list[nodes.Node]:
        """What a check came to: a sign at the place where all is well, else words.

        HTML, where a sign can have a name, has it of its own.
        """
        if not self.medium.is_latex or not node.get("verdict"):
            return []
        if node["needs_words"]:
            return [remark("", node["verdict"], role="checked")]
        place += [nodes.Text(" "), styled(node["verdict"], "checked")]
        return []

    def _language(self, node: nodes.Element) -> str:
        docname, number = node["quotation"]
        record = self.build.documents[docname].quotations[number]
        return self.languages.of(record.text, record.language, record.citations)

    def _quoted(self, words: str, language: str, hides: Sequence[str]) -> list[nodes.Node]:
        """Words of a source, in the quote marks of the edition."""
        if not self.medium.is_html or language == self.languages.document:
            return list(called_out(enclosed(words, self.language), hides))
        marks = marks_of(self.language)
        told = foreign("", "", *called_out(words, hides), language=language)
        return [nodes.Text(marks.open), told, nodes.Text(marks.close)]

    def _words(self, text: str) -> list[nodes.Node]:
        """Words of an author's in a line of ours."""
        if not self.medium.is_html:
            return [nodes.Text(text)]
        return apart(text, self.languages.document)

    def _name(self, text: str, role: str) -> nodes.inline:
        return nodes.inline("", "", *self._words(text), classes=[f"critique-{role}"])

    def _line(self, role: str, word: str, content: Iterable[nodes.Node]) -> remark:
        words = list(content)
        space = [nodes.Text(gap(word))] if words else []
        return remark("", "", styled(word, "word"), *space, *words, role=role)

    def beside(self, node: annotation) -> list[nodes.Node]:
        """The words of the passages that an annotation is set beside."""
        record = self.edition.get(node["ids"][0])
        if not isinstance(record, Annotation):
            return []
        result: list[nodes.Node] = []
        for item in self.edition.beside(record):
            label = styled(self.build.labels.of(item), "ref")
            reference = link(self.builder, node["docname"], item, label)
            result.append(self._line("beside", _("Beside:"), [reference]))
            result.append(self._copy(item, node["docname"]))
        return result

    def beside_elsewhere(self, node: annotation) -> list[nodes.Node]:
        """The names of those in other editions: their words are not known here."""
        record = self.edition.get(node["ids"][0])
        if not isinstance(record, Annotation):
            return []
        references = (
            self._elsewhere(node["docname"], other)
            for other in self.edition.beside_elsewhere(record)
        )
        return [self._line("beside", _("Beside:"), [reference]) for reference in references]

    def twins(self, node: annotation) -> list[nodes.Node]:
        """The passage that is answered next to those that it is set beside."""
        record = self.edition.get(node["ids"][0])
        target = self.edition.targets.get(record.id) if record is not None else None
        other = self.beside(node)
        if not other or not isinstance(target, Excerpt):
            return other
        label = styled(self.build.labels.of(target), "ref")
        own = link(self.builder, node["docname"], target, label)
        parts = [self._line("beside", _("Answered:"), [own]), self._copy(target, node["docname"])]
        pairs = zip(*[iter([*parts, *other])] * 2, strict=True)
        columns = (nodes.container("", *pair, classes=["critique-twin"]) for pair in pairs)
        return [nodes.container("", *columns, classes=["critique-twins"])]

    def _copy(self, item: Item, docname: str) -> nodes.block_quote:
        passage: Passage = (Block(((item.text, ""),)),)
        by_line = False
        if isinstance(item, Excerpt):
            passage, by_line = item.passage, bool(item.lines)
        words = list(blocks(passage, by_line))
        quote = nodes.block_quote("", *words, classes=["critique-beside"])
        if isinstance(item, Excerpt):
            quote["language"] = self.languages.of(item.original, item.language, item.citations)
        if isinstance(item, Excerpt) and (item.citations or item.voice):
            citations = list(cites(item.citations, docname, item.location))
            if self.loci.is_of_the_work(item, citations, docname):
                self.loci.print_place_alone(docname, citations)
            where = self.loci.where(citations, item.voice, item.date)
            quote += nodes.attribution("", "", *where)
        return quote

    def translated(self, node: translation) -> list[nodes.Node]:
        """What a translation is, and where from if it is not the author's."""
        citations = given(node, "argument")
        word = _("Translation:") if citations else _("Translation")
        return [self._line("translated", word, joined(citations))]

    def elsewhere(self, node: nodes.Element, answers: list[Annotation]) -> list[nodes.Node]:
        """Links to annotations that stand elsewhere."""
        once = {self.edition.home(each.id): each for each in reversed(answers)}
        links = [
            link(self.builder, node["docname"], each, styled(self.build.labels.of(each), "ref"))
            for each in reversed(once.values())
        ]
        return [self._line("elsewhere", _("Answered elsewhere:"), joined(links))] if links else []


def _about(word: str, reference: nodes.Element) -> list[nodes.Node]:
    about = nodes.inline("", spaced(word), reference, classes=["critique-about"])
    return [nodes.Text(" "), about]


def _point_at(reference: nodes.Element, anchor: str) -> None:
    if "refid" in reference:
        reference["refid"] = anchor
    elif "refuri" in reference:
        reference["refuri"] = reference["refuri"].partition("#")[0] + "#" + anchor


def _cites_in(node: nodes.Element) -> Iterator[cite]:
    """The citations that a note's own words hold, those of its replies and options left out."""
    for child in node.children:
        if isinstance(child, cite):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, (sources, annotation)):
            yield from _cites_in(child)


def _not_yet_said(own: list[cite], said: list[cite]) -> list[cite]:
    """Citations without what is said by others, to which names are given that links lead to."""
    if any(each.get("footnote") for each in own):
        return own
    told = [citation for each in said for citation in each["citations"]]
    kept = []
    for each in own:
        rest = unsaid(each["citations"], told)
        if rest:
            each["citations"] = rest
            kept.append(each)
        else:
            first = each["citations"][0]
            same = (other for other in said if other["citations"][0].says(first))
            next(same, said[0])["ids"] += each["ids"]
    return kept
