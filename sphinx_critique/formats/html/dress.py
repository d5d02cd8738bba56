"""Excerpts and annotations as HTML: figures, asides and marks, for every HTML builder."""

from typing import cast

from docutils import nodes
from sphinx.application import Sphinx

from ...edition.links import named
from ...layout.base import Dressed, DressTransform, Spoken
from ...layout.lines import LINE_NUMBER
from ...locale import _
from ...model.identifiers import lemma_identifier
from ...model.nodes import (
    annotation,
    block_of,
    cut,
    elements,
    foreign,
    named_link,
    remark,
    translation,
)
from ...model.records import Annotation
from ...model.steps import Step
from .direction import is_turned, set_references_apart
from .linked_data.claims import claims
from .linked_data.editions import edition
from .linked_data.reviews import review
from .nodes import OURS, become, html_block, html_inline, html_line, unsearched
from .tally import Tally, set_tally
from .writing import (
    depart_foreign,
    depart_html,
    depart_named_link,
    visit_foreign,
    visit_html,
    visit_named_link,
)

_GRAPHS = ("drawing", "graphviz", "linked_map")
"""Nodes of maps."""
_SIGN = "✓"
_ROWS = 4
"""Of lines under the words of a passage, besides the first."""
_GROUNDS = {
    f"critique-{role}" for role in ("sources", "voice", "charged", "unchecked", "home", "elsewhere")
}


class DressAsHtml(DressTransform):
    """Gives each neutral node its element."""

    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        for each in elements(self.document, cut):
            block = block_of(each)
            if type(block) is nodes.paragraph:
                # What opens cannot stand in a <p>.
                classes = ["critique-paragraph", *block["classes"]]
                block.replace_self(html_line("", "", *block.children, tag="div", classes=classes))
            elif not isinstance(block, (html_line, nodes.line)):
                each.replace_self(each.children)
        for quote in elements(self.document, nodes.block_quote):
            attributes = _checked(quote) | self._language(quote)
            if attributes:
                quote.replace_self(self._block_quote(quote, attributes))
        if is_turned(self.domain):
            set_references_apart(self.document)
        notes = elements(self.document, annotation)
        if self._tells_programs:
            tally = Tally(notes, self.build, self.config.language).made()
            if tally is not None:
                set_tally(self.document, tally)
        about = claims(notes, self.domain, self.builder) if self._tells_programs else None
        super().run(**kwargs)
        if about is not None:
            self.document += about

    @property
    def _tells_programs(self) -> bool:
        """Whether pages hold data: those for browsers, but not copies of what others hold."""
        return self.medium.runs_scripts and not self.is_copy

    def _language(self, node: nodes.Element) -> dict[str, str]:
        """The language and direction of what a node quotes, whatever it stands in."""
        spoken = self.spoken(node)
        return self._attributes(spoken) if spoken is not None else {}

    def _attributes(self, spoken: Spoken) -> dict[str, str]:
        found = {"lang": spoken.language, "dir": "rtl" if spoken.right else "ltr"}
        return found | ({"xml:lang": spoken.language} if self.medium.is_epub else {})

    def attributes_of(self, spoken: Spoken) -> dict[str, str]:
        """A language and direction where they are not the page's: themes give it no direction."""
        around = self.document_spoken
        found = self._attributes(spoken)
        if spoken.language == around.language:
            found = {"dir": found["dir"]}
        if not spoken.right and not around.right:
            del found["dir"]
        return found

    def dress_translation(self, node: nodes.Element) -> nodes.Node:
        around: dict[str, str] = node.get("attributes", {})
        block = self._block_quote(node, around | _checked(node) | self._language(node))
        block["classes"].append("critique-translation")
        return block

    def _block_quote(self, node: nodes.Element, attributes: dict[str, str]) -> html_block:
        block = html_block("", *node.children, tag="blockquote", classes=node["classes"])
        block["attributes"] = attributes
        ours = self._attributes(self.document_spoken)
        own = {name: each for name, each in ours.items() if attributes.get(name, each) != each}
        if own:
            _speak_for_ourselves(block, own)
        return block

    def dress_cut(self, node: nodes.Element) -> nodes.Node:
        """Dots that open to the words left out; the words are the source's, not the quotation's."""
        summary = html_inline("", "", *node.children, tag="summary")
        summary["attributes"] = {"title": _("words left out here")}
        words = html_inline("", f" [{node['words']}]", tag="span", classes=["critique-cut-words"])
        words["attributes"] = self._language(node)
        return html_inline("", "", summary, words, tag="details", classes=["critique-cut"])

    def dress_page(self, node: nodes.Element) -> list[nodes.Node]:
        return []

    def dress_review(self, node: nodes.Element) -> list[nodes.Node]:
        data = [review(node, self.domain, self.builder)] if self.medium.runs_scripts else []
        return [*super().dress_review(node), *data]

    def dress_listed(self, node: nodes.Element) -> Dressed:
        block = html_block("", *node.children, tag="div", classes=node["classes"])
        if "critique-edition" in node["classes"] and self._tells_programs:
            return [block, edition(self.domain, self.builder)]
        return block

    def dress_roll(self, node: nodes.Element) -> nodes.Node:
        items = [_as_item(line) for line in node.children if isinstance(line, nodes.Element)]
        return html_block(
            "", *items, tag="ul", classes=["critique-roll", f"critique-{node['form']}"]
        )

    def dress_leaf(self, node: nodes.Element) -> Dressed:
        if node["form"] == "contents":
            # Where pages are joined to one, their titles are not known yet.
            return []
        classes = ["critique-leaf", f"critique-{node['form']}"]
        return html_block("", *node.children, tag="section", classes=classes)

    def dress_call(self, node: nodes.Element) -> nodes.Node:
        reference = self.link_of(node)
        reference["classes"] = ["critique-call"]
        item = self.edition.get(node["annotation"])
        if item is not None:
            reference = named(reference, self.build.labels.spoken(item))
        classes = ["critique-number", f"critique-{self.stance_of(node)}"]
        classes.append(f"critique-{node['kind']}")
        attributes = {"data-critique-note": node["annotation"]}
        number = become(node, html_inline, "sup", classes, attributes)
        number[:] = [reference]
        return unsearched(number)

    def dress_lemma(self, node: nodes.Element) -> nodes.Node:
        classes = ["critique-lemma", f"critique-{self.stance_of(node)}"]
        classes.append(f"critique-{node['kind']}")
        if node["depth"]:
            classes.append(f"critique-nested-{min(node['depth'], _ROWS)}")
        about, is_first = node["annotation"], node["first"]
        mark = become(node, html_inline, "mark", classes, {"data-critique-note": about})
        if is_first:
            mark["ids"] = [lemma_identifier(about)]
        return mark

    def dress_quote(self, node: nodes.Element) -> nodes.Node:
        quoted = html_inline("", "", *node.children, tag="q", classes=["critique-quote"])
        quoted["attributes"] = _checked(node) | self._language(node)
        if node.get("verdict"):
            quoted["attributes"]["title"] = node["verdict"]
        return quoted

    def dress_heading(self, node: nodes.Element) -> nodes.Node:
        """The words of the lemma have a direction of their own; EPUB has no CSS for that."""
        for words in [child for child in node.children if type(child) is nodes.emphasis]:
            said = words.astext()
            whole: str = words.get("whole", said)
            attributes = {"dir": "auto"} | self._language_of_lemma(node, whole)
            if whole != said:
                attributes["title"] = whole
            become(words, html_inline, "em", [], attributes)
        line = self.dress_remark(node)
        return unsearched(line) if self._is_by_its_passage(line) else line

    def _is_by_its_passage(self, line: nodes.Element) -> bool:
        """Whether the words in the head of a note stand in a passage of the same page."""
        note = line.parent
        target = self.edition.targets.get(note["ids"][0]) if isinstance(note, annotation) else None
        return target is not None and target.docname == note["docname"]

    def _language_of_lemma(self, line: nodes.Element, words: str) -> dict[str, str]:
        note = cast(nodes.Element, line.parent)
        about = self.edition.get(note["ids"][0]) if isinstance(note, annotation) else None
        survey = self.build.lists.survey
        told = survey.language_of_lemma(about) if isinstance(about, Annotation) else ""
        return self.attributes_of(self.spoken_of(words, told))

    def _strike(self, reading: nodes.Element) -> None:
        """Struck and standing words are told as such by what reads a page aloud."""
        for words in [each for each in reading.children if isinstance(each, nodes.inline)]:
            classes = words["classes"]
            for name, tag in (("critique-wrong", "del"), ("critique-right", "ins")):
                if name in classes:
                    told = html_inline("", "", *words.children, tag=tag, classes=classes)
                    told["attributes"] = self._language_of_lemma(reading, words.astext())
                    words.replace_self(told)

    def dress_remark(self, node: nodes.Element) -> nodes.Element:
        if node.get("role") == "reading":
            self._strike(node)
        role = node.get("role") or type(node).__name__
        return become(node, html_line, "p", [f"critique-{role}"], node.get("attributes"))

    dress_locus = dress_remark

    def dress_replies(self, node: nodes.Element) -> nodes.Node:
        return become(node, html_block, "div", ["critique-replies"])

    def dress_excerpt(self, node: nodes.Element) -> nodes.Node:
        if node["numbered"]:
            _hush_numbers(node)
        body = [c for c in node.children if not _is_under(c)]
        caption = [_as_line(c) for c in node.children if _is_under(c)]
        what = "excerpt" if node["answerable"] else "quotation"
        figure = html_block("", tag="figure", ids=node["ids"], classes=[f"critique-{what}"])
        figure["classes"] += ["critique-numbered"] if node["numbered"] else []
        figure["classes"] += node["classes"]
        item = self.edition.get(node["ids"][0])
        figure["attributes"] = _checked(node)
        if item is not None:
            figure["attributes"]["aria-label"] = self.build.labels.of(item)
        if node.get("status") and node["verdict"]:
            _tell(node, caption)
        if node.get("place"):
            figure += html_line("", node["place"], tag="p", classes=["critique-place"])
        figure += self._passage(node, body)
        figure += html_block("", *caption, tag="figcaption")
        return figure

    def _passage(self, node: nodes.Element, body: list[nodes.Node]) -> html_block:
        translations = [each for each in body if _is_translation(each)]
        passage = html_block("", tag="blockquote", attributes=self._language(node))
        passage += [each for each in body if each not in translations]
        if not translations:
            return passage
        return html_block("", passage, *translations, tag="div", classes=["critique-parallel"])

    def dress_annotation(self, node: nodes.Element) -> nodes.Node:
        classes = ["critique-annotation", f"critique-{node['kind']}"]
        classes.append(f"critique-{self.stance_of(node)}")
        item = self.edition.get(node["ids"][0])
        attributes = {"role": "note", "data-critique-kind": node["kind"]}
        if isinstance(item, Annotation):
            attributes["aria-label"] = self.build.labels.of(item)
            voice = self.build.persons.speaker(item)
            attributes |= {"data-critique-voice": voice} if voice else {}
        if node["tags"]:
            attributes["data-critique-tags"] = "; ".join(node["tags"])
        aside = become(node, html_block, "aside", classes, attributes)
        aside[:] = _with_grounds(aside.children)
        return aside

    def dress_group(self, node: nodes.Element) -> nodes.Node:
        layout = node["layout"] or self.domain.settings.layout
        figure, *notes = node.children
        result = html_block("", tag="div", classes=["critique-group"])
        parts = [figure]
        if notes:
            parts.append(html_block("", *notes, tag="div", classes=["critique-notes"]))
        if layout == "beside" and notes:
            # What is as wide as its place is told apart from what it is set out in.
            result["classes"].append("critique-group-beside")
            parts = [html_block("", *parts, tag="div", classes=["critique-columns"])]
        result += parts
        return result


def _checked(node: nodes.Element) -> dict[str, str]:
    return {"data-critique-status": node["status"]} if node.get("status") else {}


def _tell(node: nodes.Element, caption: list[nodes.Node]) -> None:
    """What the check came to: a sign with a name where all is well, else words."""
    said = node["verdict"]
    place = next((each for each in caption if "critique-locus" in _classes(each)), None)
    if place is None or node["needs_words"]:
        caption.append(html_line("", said, tag="p", classes=["critique-checked"]))
        return
    sign = html_inline("", _SIGN, tag="span", classes=["critique-checked"])
    sign["attributes"] = {"role": "img", "aria-label": said, "title": said}
    assert isinstance(place, nodes.Element)
    place += [nodes.Text(" "), sign]


def _classes(node: nodes.Node) -> list[str]:
    return node["classes"] if isinstance(node, nodes.Element) else []


def _with_grounds(children: list[nodes.Node]) -> list[nodes.Node]:
    """What a note rests on, and who is faulted, as one line where there are style sheets."""
    found = [each for each in children if _GROUNDS & set(_classes(each))]
    if not found:
        return children
    grounds = html_block("", *found, tag="div", classes=["critique-grounds"])
    start = children.index(found[0])
    rest = [each for each in children[start:] if each not in found]
    return [*children[:start], grounds, *rest]


def _hush_numbers(node: nodes.Element) -> None:
    """The number of a line is none of its words: a voice does not say it amid a sentence."""
    for number in elements(node, nodes.inline):
        if LINE_NUMBER in number["classes"]:
            shown = html_inline("", "", *number.children, tag="span", classes=number["classes"])
            shown["attributes"] = {"aria-hidden": "true"}
            number.replace_self(shown)


def _is_translation(node: nodes.Node) -> bool:
    return isinstance(node, html_block) and "critique-translation" in node["classes"]


def _speak_for_ourselves(block: nodes.Element, ours: dict[str, str]) -> None:
    """Lines of ours and attributions are in the edition's language within words of another."""
    for line in list(block.children):
        if isinstance(line, nodes.attribution):
            own = html_line("", "—", *line.children, tag="p", classes=["attribution"])
            own["attributes"] = ours
            line.replace_self(own)
        elif isinstance(line, (html_line, remark, translation)):
            line["attributes"] = ours


def _is_under(node: nodes.Node) -> bool:
    """Whether it is a line of ours under an excerpt's words, or says where they are from."""
    ours = isinstance(node, html_line) and node["tag"] == "p"
    return ours or isinstance(node, nodes.attribution)


def _as_item(line: nodes.Element) -> nodes.Node:
    return html_line("", "", *line.children, tag="li", classes=line["classes"])


def _as_line(node: nodes.Node) -> nodes.Node:
    if isinstance(node, nodes.attribution):
        return html_line("", "", *node.children, tag="p", classes=["critique-attribution"])
    return node


def register_everywhere(app: Sphinx) -> None:
    """Be heard in builders for which another extension has registered visitors by their name.

    A writer that finds any visitor under its builder's name looks at no others.
    """
    handlers = app.registry.translation_handlers
    if app.builder.format == "html" and app.builder.name in handlers:
        for name in (*(node.__name__ for node in (*OURS, foreign, named_link)), *_GRAPHS):
            handlers[app.builder.name].setdefault(name, handlers["html"][name])


def setup(app: Sphinx) -> None:
    """Dress neutral nodes as HTML."""
    for node in OURS:
        app.add_node(node, html=(visit_html, depart_html))
    app.add_node(foreign, html=(visit_foreign, depart_foreign))
    app.add_node(named_link, html=(visit_named_link, depart_named_link))
    app.add_post_transform(DressAsHtml)
    Step.BE_HEARD.connect(app, register_everywhere)
