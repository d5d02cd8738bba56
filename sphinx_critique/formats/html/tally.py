"""What notes a page holds, in a sentence by which a reader chooses which of them are shown."""

from collections import Counter
from collections.abc import Callable, Sequence

from docutils import nodes
from sphinx import addnodes

from ...edition.persons import office
from ...locale import _
from ...locale.counting import between, counted
from ...model.kinds import Kind, terms
from ...model.nodes import annotation, excerpt, group
from ...model.records import Annotation
from ...project.build import Build
from ...texts.directions import has_right_to_left
from .nodes import html_block, html_inline, html_line, unsearched

_MORE_THAN_A_FEW = 4
_NOTES = terms("one note", "{number} notes")
_BEFORE = (nodes.title, nodes.subtitle, nodes.paragraph, nodes.Invisible, addnodes.index)
"""What a page begins with before it comes to a passage."""


def set_tally(document: nodes.document, tally: nodes.Element) -> None:
    """Behind the introduction of a page: before its first passage, section or list."""
    section = document.next_node(nodes.section)
    parent: nodes.Element = document if section is None else section
    place = next(
        (n for n, child in enumerate(parent.children) if not _is_introduction(child)),
        len(parent.children),
    )
    parent.insert(place, tally)


def _is_introduction(node: nodes.Node) -> bool:
    if isinstance(node, _BEFORE):
        return True
    ends = isinstance(node, nodes.section) or node.next_node(_is_ours) is not None
    return not ends and isinstance(node, (nodes.Body, nodes.Sequential))


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (group, excerpt, annotation, html_block))


class Tally:
    """The strokes, the sentence and its switches of one page."""

    def __init__(self, notes: Sequence[annotation], build: Build, language: str) -> None:
        self._notes = notes
        self._build = build
        self._language = language

    def made(self) -> html_block | None:
        """Nothing where there are few notes."""
        if len(self._notes) <= _MORE_THAN_A_FEW:
            return None
        tally = html_block("", tag="div", classes=["critique-tally"])
        tally["attributes"] = {"role": "group", "aria-label": _("Notes to show")}
        lines = [self._strokes(), self._sentence(), *self._others()]
        tally += [unsearched(each) for each in lines]
        return tally

    def _strokes(self) -> html_line:
        """A stroke a note, a way to it for those who point: others have the notes themselves."""
        line = html_line("", "", tag="p", classes=["critique-strokes"])
        line["attributes"] = {"aria-hidden": "true"}
        for note in self._notes:
            stroke = html_inline("", "", tag="a", classes=["critique-stroke"])
            stroke["classes"] += self._looks(note["kind"])
            item = self._build.edition.get(note["ids"][0])
            title = self._build.labels.of(item) if item is not None else ""
            stroke["attributes"] = {"href": f"#{note['ids'][0]}", "tabindex": "-1", "title": title}
            line += stroke
        return line

    def _sentence(self) -> html_line:
        counts = Counter(str(note["kind"]) for note in self._notes)
        kinds = [each for each in self._build.kinds if counts[each]]
        words = [self._switch("kind", each, self._kind(each, counts[each])) for each in kinds]
        for word, kind in zip(words, kinds, strict=True):
            word["classes"] += self._looks(kind)
        head = _capital(counted(*_NOTES, len(self._notes)))
        return self._line(_("{notes}: {kinds}."), head, words, _help())

    def _others(self) -> list[html_line]:
        """Who speaks, and what the notes are filed under."""
        voices = Counter(filter(None, map(self._voice, self._notes)))
        tags = Counter(tag for note in self._notes for tag in note["tags"])
        lines = []
        if len(voices) > 1:
            words = self._numbered("voice", voices, office)
            lines.append(self._line(_("{notes}: {kinds}."), _("Voices"), words))
        if tags:
            words = self._numbered("tag", tags, str)
            lines.append(self._line(_("{notes}: {kinds}."), _("Tags"), words))
        return lines

    def _line(
        self, form: str, head: str, words: Sequence[nodes.Node], *behind: nodes.Node
    ) -> html_line:
        before, after = form.replace("{notes}", head).split("{kinds}")
        line = html_line("", "", nodes.Text(before), tag="p", classes=["critique-switches"])
        for word, joint in zip(words, [*between(len(words), self._language), after], strict=True):
            line += [word, nodes.Text(joint)]
        for each in behind:
            line += [nodes.Text(" "), each]
        return line

    def _kind(self, name: str, number: int) -> str:
        kind: Kind = self._build.kinds[name]
        if kind.counted:
            return counted(*kind.counted, number)
        return _numbered(_(kind.label), number)

    def _numbered(
        self, what: str, counts: Counter[str], say: Callable[[str], str]
    ) -> list[html_inline]:
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [self._switch(what, name, _numbered(say(name), number)) for name, number in most]

    def _switch(self, what: str, name: str, words: str) -> html_inline:
        """Words that the script makes a button of; without it they are but words."""
        switch = html_inline("", words, tag="span", classes=["critique-switch"])
        switch["attributes"] = {"data-critique-filter": f"{what}:{name}"}
        return switch

    def _looks(self, kind: str) -> list[str]:
        return [f"critique-{self._build.kinds[kind].stance}", f"critique-{kind}"]

    def _voice(self, note: annotation) -> str:
        item = self._build.edition.get(note["ids"][0])
        return self._build.persons.speaker(item) if isinstance(item, Annotation) else ""


def _help() -> html_inline:
    button = html_inline("", _("Keys"), tag="button", classes=["critique-help"])
    button["attributes"] = {"type": "button", "aria-haspopup": "dialog"}
    return button


def _numbered(words: str, number: int) -> str:
    """Words of another direction do not draw the number to their other end."""
    if has_right_to_left(words):
        words = f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
    return f"{words}\N{NO-BREAK SPACE}({number})" if number > 1 else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
