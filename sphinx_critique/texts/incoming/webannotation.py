"""W3C Web Annotations: one, lists, pages and collections; those of Annotorious and Recogito too."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any, Final

from .lists import Object, first, flattened, objects, said, several
from .markup import of_html, of_markdown
from .own import is_evidence, own, passages_of, with_own
from .own_links import Linked, linked_in, with_roles
from .records import Block, Blocks, Incoming, Note, Run, filled, paragraph, plain, tidy
from .runs import is_safe
from .selectors import selected

_CONTAINERS: Final = (
    "items",
    "first",
    "next",
    "last",
    "@graph",
    "graph",
    "resources",
    "annotations",
)
_ITS: Final = frozenset("target on body bodies bodyValue".split())
"""What only an annotation has."""
_DEEPEST: Final = 50
_TAGGING: Final = frozenset(("tagging", "classifying"))
_ADDRESS: Final = ("http://", "https://", "urn:", "doi:")


def read_annotations(data: Any) -> Incoming | None:
    """The annotations in JSON; ``None`` where there are none, and it is no collection."""
    missing: list[str] = []
    items = list(_annotations(data, missing, 0))
    passages = tuple(passages_of(data))
    if not items and not passages and not _is_collection(data):
        return None
    known = {str(first(item, "id")) for item in items if first(item, "id")}
    fragments = {id_.rpartition("#")[2]: id_ for id_ in known if "#" in id_}
    linked = linked_in(data, items)
    reader = _Reader(known, fragments, frozenset(each.id for each in passages), linked)
    notes = [note for n, item in enumerate(items, 1) for note in reader.notes(item, n)]
    if passages:
        there = {each.name for each in linked.names.values()}
        notes = [_beside(note, there) for note in notes]
    return Incoming("Web Annotation", tuple(notes), passages, tuple(missing))


def _beside(note: Note, known: set[str]) -> Note:
    """A note set beside what is in the same file only."""
    kept = []
    for option, value in note.options:
        if option == "with":
            value = "; ".join(each for each in value.split("; ") if each in known)
        kept.append((option, value))
    return note._replace(options=filled(kept))


def _is_collection(data: Any) -> bool:
    return isinstance(data, Mapping) and any(
        said(each).endswith(("AnnotationCollection", "AnnotationPage", "AnnotationList"))
        for each in several(first(data, "type"))
    )


def _annotations(data: Any, missing: list[str], depth: int) -> Iterator[Object]:
    for item in objects(data) if depth < _DEEPEST else ():
        if _is_annotation(item):
            yield item
            continue
        for name in _CONTAINERS:
            held = item.get(name)
            if isinstance(held, str):
                missing.append(held) if name in ("first", "next") else None
            else:
                yield from _annotations(held, missing, depth + 1)


def _is_annotation(item: Object) -> bool:
    types = {said(each).rpartition(":")[2] for each in several(first(item, "type"))}
    if "Annotation" in types:
        return True
    return not types & {"AnnotationCollection", "AnnotationPage"} and not _ITS.isdisjoint(item)


class _Reader:
    """Reads annotations that may answer each other; ``known`` are their ids, and their ends."""

    def __init__(
        self,
        known: set[str],
        fragments: Mapping[str, str],
        passages: frozenset[str],
        linked: Linked,
    ) -> None:
        self._linked = linked
        self._known = known
        self._fragments = fragments
        self._passages = passages

    def notes(self, item: Object, number: int) -> Iterator[Note]:
        """An annotation, and the replies to it that are in its bodies."""
        note = Note(
            id=str(first(item, "id") or f"annotation {number}"),
            author=_person(first(item, "creator", "annotatedBy", "dcterms:creator")),
            date=str(first(item, "created", "modified", "annotatedAt") or "")[:10],
        )
        targets = [*flattened(first(item, "target", "on"))]
        note = self._about(note, targets[0]) if targets else note
        bodies = [*several(first(item, "body", "bodies", "resource")), *_value(item)]
        motivations = [_word(each) for each in several(first(item, "motivation", "motivatedBy"))]
        replies = [each for each in bodies if _purpose(each) == "replying"]
        if "replying" in motivations or note.answers or len(replies) == len(bodies):
            replies = []
        held = [each for each in bodies if each not in replies]
        if own(item, "kind") is not None:  # What it links to is said in its options.
            held = [each for each in held if _purpose(each) != "linking"]
        is_own = own(item, "kind") is not None
        known = self._linked.known if is_own else ()
        note = with_own(_with_bodies(note, held, known), item)
        if is_own:
            note = note._replace(body=with_roles(note.body, item, self._linked))
        note = _with_motivations(note, motivations)
        for each in targets[1:]:
            other = self._about(Note(note.id), each)
            if note.answers and other.answers == note.answers and not note.words:
                around = other.before, other.after
                note = note._replace(words=other.words, before=around[0], after=around[1])
            elif own(item, "at") is None:
                note = note._replace(body=(*note.body, self._other(other)))
        yield _highlighted(note, motivations)
        for n, each in enumerate(replies, 1):
            reply = Note(id=f"{note.id} reply {n}", source=note.source, answers=(note.id,))
            yield _with_bodies(reply, [each])

    def _about(self, note: Note, target: Any) -> Note:
        """What an annotation is about: words, a page, a passage or another annotation."""
        given = target if isinstance(target, Mapping) else {"source": said(target)}
        source = first(given, "source", "full", "id") or ""
        address = tidy(said(source))
        title = tidy(said(first(given, "title", "dcterms:title")))
        if isinstance(source, Mapping):
            title = title or tidy(said(first(source, "title", "label")))
        note = selected(note, first(given, "selector"))
        fragment = note.passage
        if address in self._known:
            return note._replace(answers=(address,), passage="", source=address.partition("#")[0])
        page, _, end = address.partition("#")
        fragment = fragment or (end if f"{page}#{end}" in self._passages else "")
        place = f"{page}#{fragment}"
        found = place if place in self._known else self._fragments.get(fragment, "")
        if fragment and place in self._passages:
            return note._replace(source=page, passage=place, title=title, where="")
        if fragment and found and found != note.id:
            return note._replace(source=page, answers=(found,), passage="", where="")
        return note._replace(source=address, title=title, passage="")

    def _other(self, note: Note) -> Block:
        words = [f"“{tidy(note.words)}”"] if note.words else []
        said_of = " ".join([*words, *([note.where] if note.where else [])])
        return paragraph(f"Also about {said_of} ".rstrip() + " ", _linked(note.source))


def _value(item: Object) -> list[Any]:
    """``bodyValue`` is plain text."""
    text = first(item, "bodyValue")
    return [] if text is None else [{"type": "TextualBody", "value": str(text)}]


def _purpose(body: Any) -> str:
    return _word(first(body, "purpose") or "") if isinstance(body, Mapping) else ""


def _word(value: Any) -> str:
    """A motivation by its name alone."""
    text = said(value)
    for sign in ("#", "/", ":"):
        text = text.rpartition(sign)[2]
    return text


def _with_bodies(note: Note, bodies: list[Any], known: Container[str] = ()) -> Note:
    blocks: Blocks = ()
    tags: list[str] = []
    for body in _flat(bodies):
        value = first(body, "value", "chars", "cnt:chars", "rdf:value")
        is_tag = _purpose(body) in _TAGGING or str(first(body, "type")).endswith("Tag")
        if is_tag and (tag := tidy(said(value or first(body, "source", "id", "label")))):
            tags.append(tag)
        elif not is_evidence(body):
            blocks += _body(body, value, known)
            note = _by(note, body)
        if _purpose(body) == "editing" and value:
            note = note._replace(options=(*note.options, ("right", tidy(value))))
    return note._replace(body=note.body + blocks, tags=(*note.tags, *tags))


def _by(note: Note, body: Object) -> Note:
    """A body may say by whom it is, where the annotation does not."""
    person = _person(first(body, "creator"))
    date = str(first(body, "created", "modified") or "")[:10]
    return note._replace(author=note.author or person, date=note.date or date)


def _flat(bodies: Any) -> Iterator[Object]:
    for body in flattened(bodies):
        if isinstance(body, Mapping):
            yield body
        elif body is not None:
            yield {"id": str(body)} if str(body).startswith(_ADDRESS) else {"value": str(body)}


def _body(body: Object, value: Any, known: Container[str]) -> Blocks:
    """The words of a body, or a link to where they are."""
    if value is not None and not isinstance(value, (Mapping, list)):
        form = said(several(first(body, "format", "dc:format"))[:1]).partition(";")[0].strip()
        if form in ("text/html", "application/xhtml+xml"):
            return of_html(str(value), True, known)
        return of_markdown(str(value)) if form == "text/markdown" else plain(value)
    address = said(first(body, "source", "id"))
    quoted = selected(Note(""), first(body, "selector"))
    blocks: Blocks = ()
    if quoted.words:
        blocks += (Block("quote", blocks=(paragraph(tidy(quoted.words)),)),)
    if address and not address.startswith("_:"):
        told = f", {quoted.where or quoted.passage}" if quoted.where or quoted.passage else ""
        blocks += (paragraph(_linked(address, said(first(body, "label", "title", "name"))), told),)
    if not blocks and set(body) - {"type", "@type", "id", "purpose", "creator", "created"}:
        blocks = (Block("code", words=json.dumps(body, ensure_ascii=False, indent=1, default=str)),)
    return blocks


def _linked(address: str, words: str = "") -> Run:
    return Run(tidy(words or address), "", tidy(address) if is_safe(address) else "")


def _person(value: Any) -> str:
    names = []
    for each in several(value):
        if isinstance(each, Mapping):
            names.append(said(first(each, "name", "nickname", "foaf:name", "label", "id")))
        else:
            names.append(said(each))
    return "; ".join(filter(None, map(tidy, names)))


_KINDS: Final = {"replying": "reply", "editing": "correction", "describing": "gloss"}


def _with_motivations(note: Note, motivations: list[str]) -> Note:
    """The kind, where the file has said none of ours and a motivation is as much as one."""
    found = next((_KINDS[each] for each in motivations if each in _KINDS), "")
    if found == "reply" and not note.answers:
        found = ""
    return note._replace(hint=found)


def _highlighted(note: Note, motivations: list[str]) -> Note:
    is_one = not note.body and not note.answers and not note.kind
    return note._replace(
        is_highlight=is_one and ("highlighting" in motivations or not note.options)
    )
