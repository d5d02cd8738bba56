"""Annotations, in TEI: each an entry of an apparatus that points at where its words begin and end.

They stand behind the text, in reading order; where an annotation stood in it, a link leads to it.
"""

from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element

from docutils import nodes

from ...model.identifiers import lemma_identifier, names_in
from ...model.nodes import annotation, heading, remark, replies
from ...model.records import Annotation
from .anchors import slug
from .citing import source_id, spoken_note
from .passages import end_of_lemma, write_named
from .tree import add, made, word
from .writing import Writer, writes

_PERSONS: Final = {"voice": "voice", "charged": "charged"}
"""Lines of ours about persons, and the options that name them."""


def kind_id(kind: str) -> str:
    """The id of a kind of annotation."""
    return f"kind-{kind}"


def tag_id(tag: str) -> str:
    """The id of a tag."""
    return f"tag.{slug(tag)}"


@writes(annotation)
def write_annotation(writer: Writer, parent: Element, node: Any) -> None:
    """One annotation: a link here, all that it says in the apparatus."""
    # What another extension prints once more has lost its name.
    record = writer.edition.get(next(iter(node["ids"]), ""))
    if not isinstance(record, Annotation):
        writer.children(parent, node.children)
        return
    home = writer.edition.homes.get(record.id)
    _Note(writer, record, node).write(parent, home)


class _Note:
    """Writes one annotation."""

    def __init__(self, writer: Writer, record: Annotation, node: annotation) -> None:
        self.writer = writer
        self.record = record
        self.node = node
        self.target = writer.edition.targets.get(record.id)
        self.has_span = record.id in writer.edition.spans

    def write(self, parent: Element, home: Annotation | None) -> None:
        edition = self.writer.edition
        if home is None:
            self._link(parent, self.record.id)
            self._entry()
        elif edition.marked(self.record.id) == self.record.id or self.record.lemma != home.lemma:
            self._link(parent, self.record.id)
            self._entry_again(home)
        else:
            self._link(parent, home.id)
            self.writer.anchor(parent, self.node)
            if any(isinstance(each, replies) for each in self.node.children):
                self._threads(self._app_of(home))

    def _link(self, parent: Element, target: str) -> None:
        """A link to it, but where its words have one in the passage just above."""
        is_near = parent.tag in ("cit", "app") or (
            self.target and self.target.id == self.writer.within
        )
        if is_near and target in self.writer.reached:
            return
        label = self.writer.build.labels.of(self.record)
        holder = parent if parent.tag in ("cit", "note", "app") else add(parent, "ab")
        if holder is not parent:
            holder.set("type", "annotation")
        elif parent.tag == "app":
            holder = add(parent, "note", type="annotation")
        ref = add(holder, "ref", label, type="annotation", subtype=word(self.record.kind))
        self.writer.anchors.point(ref, "target", target)

    def _entry(self) -> None:
        app = self._begun()
        node = self.node
        head = [each for each in node.children if isinstance(each, heading)]
        self._head(app, head)
        own = [each for each in node.children if not isinstance(each, (heading, replies))]
        lines = [each for each in own if isinstance(each, remark)]
        for each in (line for line in lines if line["role"] == "reading"):
            self._reading(app, each)
        note = add(app, "note")
        self._answered_by(note)
        around, self.writer.within = self.writer.within, self.record.id
        self.writer.children(note, [each for each in own if each not in lines])
        self.writer.within = around
        for each in (line for line in lines if line["role"] != "reading"):
            self._line(app, each)
        self._threads(app)

    def _entry_again(self, home: Annotation) -> None:
        """What is printed again against other words is said once."""
        app = self._begun()
        self._head(app, [each for each in self.node.children if isinstance(each, heading)])
        note = add(app, "note", type="recall")
        label = self.writer.build.labels.of(home)
        self.writer.anchors.point(add(note, "ref", label), "target", home.id)
        self._threads(app)

    def _app_of(self, home: Annotation) -> Element:
        found = (each for each in self.writer.apps[self.writer.docname])
        return next((each for each in found if each.get("xml:id") == home.id), made("app"))

    def _begun(self) -> Element:
        """The entry, with where it is about."""
        writer, record = self.writer, self.record
        app = made("app", type=word(record.kind), n=str(writer.edition.numbers[record.id]))
        writer.apps[writer.docname].append(app)
        writer.bear(app, self.node)
        writer.tags.update(record.tags)
        marks = [kind_id(record.kind), *map(tag_id, record.tags)]
        app.set("ana", " ".join(f"#{each}" for each in marks))
        lines = writer.edition.lines(record)
        if lines:
            app.set("loc", word(lines))
        self._point(app)
        return app

    def _point(self, app: Element) -> None:
        writer, record = self.writer, self.record
        elsewhere = writer.edition.others.get(record.id)
        if self.target is not None:
            marked = writer.edition.marked(record.id)
            ends = lemma_identifier(marked), end_of_lemma(marked)
            for name, end in zip(("from", "to"), ends, strict=True):
                anchors = (end, self.target.id) if self.has_span else (self.target.id,)
                writer.anchors.point(app, name, *anchors)
        elif elsewhere is not None:
            if "://" in elsewhere.uri:
                app.set("from", elsewhere.uri)
        else:
            key = record.work if record.whole_work else _key(record)
            if key in writer.bibliography.keys:
                app.set("from", f"#{source_id(key)}")

    def _head(self, app: Element, heads: Iterable[nodes.Element]) -> None:
        """The lemma, and what is answered that has no passage here; all else is told already."""
        for head in heads:
            for each in head.children:
                classes = each["classes"] if isinstance(each, nodes.Element) else []
                if "critique-lemma-words" in classes:
                    lem = add(app, "lem", each.astext())
                    survey = self.writer.build.lists.survey
                    self.writer.speak(lem, survey.language_of_lemma(self.record))
                elif "critique-about" in classes and self.target is None:
                    self._locus(app, each)
        # The lemma comes first.
        app[:] = sorted(app, key=lambda each: each.tag != "lem")

    def _locus(self, app: Element, about: nodes.Node) -> None:
        note = spoken_note(app, "locus")
        self.writer.children(note, about.children)

    def _reading(self, app: Element, line: remark) -> None:
        """What is wrong, and what is right."""
        note = spoken_note(app, "reading")
        said = {
            role: each
            for each in line.children
            for role in ("wrong", "right")
            if isinstance(each, nodes.Element) and f"critique-{role}" in each["classes"]
        }
        holder = add(note, "choice") if len(said) > 1 else note
        for role, tag in (("wrong", "sic"), ("right", "corr")):
            if role in said:
                self.writer.children(add(holder, tag), said[role].children)

    def _line(self, app: Element, line: remark) -> None:
        option = _PERSONS.get(line["role"])
        if option is None:
            self.writer.write(app, line)
            return
        note = spoken_note(app, line["role"])
        write_named(self.writer, note, self.node[option], line.astext())

    def _answered_by(self, note: Element) -> None:
        """Who replies."""
        if self.record.kind == "reply" and self.record.voice:
            names = names_in(self.record.voice)
            note.set("resp", " ".join(map(self.writer.persons.of, names)))

    def _threads(self, app: Element) -> None:
        for each in self.node.children:
            if isinstance(each, replies):
                self.writer.children(app, each.children)


def _key(record: Annotation) -> str:
    return next((each.key for each in record.at if each.key), "")
