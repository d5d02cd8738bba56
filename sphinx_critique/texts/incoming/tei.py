"""Notes of TEI editions: an apparatus by double end-points or in the text, and stand-off notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from lxml import etree

from .records import Block, Incoming, Note, Run, paragraph, tidy
from .runs import Builder
from .scroll import Cut, Mark, cut
from .tei_own import citation, is_own, kind_of, options_of, tags_of
from .tei_text import ANCHORED, Text, tag_of, words_of

_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_STAND_OFF: Final = frozenset(("standOff", "listApp", "listAnnotation", "noteGrp", "spanGrp"))
_NOTES: Final = frozenset(("app", "note", "annotation", "span", "witDetail"))
_TOLD: Final = frozenset("voice charged sources reading locus beside elsewhere status".split())
"""Lines of ours: what they say is said in options, or anew in every build."""
_BLOCKS: Final = frozenset(("p", "ab", "lg", "l", "head", "item", "div", "lem"))


class _Found(NamedTuple):
    """A note as an element, and between which marks it is."""

    element: Any
    start: Mark | None
    end: Mark | None


def is_tei(root: Any) -> bool:
    """Whether an XML document is one of TEI."""
    namespace = etree.QName(root).namespace or ""
    return "tei-c.org" in namespace or tag_of(root) in ("TEI", "TEI.2", "teiCorpus", "standOff")


def read_tei(root: Any) -> Incoming:
    """Each note of the apparatus, in the order of the file, on its words."""
    text = Text(root)
    found = list(_found(root, text))
    spans = [(each.start, each.end or each.start) for each in found if each.start]
    held = cut(text.scroll, spans)
    reader = _Reader(text, held, found, root)
    notes = tuple(reader.note(each, n) for n, each in enumerate(found, 1))
    passages = tuple(
        each._replace(**text.told(each.id))
        for unit, each in held.passages.items()
        if text.scroll.names[unit] in text.cited or each.id in {n.passage for n in notes}
    )
    return Incoming("notes of a TEI edition", notes, passages)


def _found(root: Any, text: Text) -> Iterator[_Found]:
    """The notes in the text, and those that stand off from it."""
    for element in root.iter(etree.Element):
        name = tag_of(element)
        if name not in _NOTES or _is_part(element):
            continue
        start, end = text.inline.get(element, (None, None))
        pointers = _pointers(element)
        if pointers:
            marks = [text.ends_of(each) for each in pointers]
            known = [each for each in marks if each]
            start = known[0][0] if known else None
            end = known[-1][1] if known else None
            if element.get("from") and not element.get("to") and element in text.inline:
                end = text.inline[element][1]
        elif name == "app" and element.get("loc"):
            start = end = None
        yield _Found(element, start, end)


def _is_part(element: Any) -> bool:
    """Whether an element belongs to a note around it, or to the head of the file."""
    if _is_told(element, tag_of(element)):
        return True
    around = (tag_of(each) for each in element.iterancestors())
    return any(name in _NOTES or name == "teiHeader" for name in around)


def _is_told(element: Any, name: str) -> bool:
    """Whether a note says of a quotation of ours what every build says anew."""
    parent = element.getparent()
    is_line = name == "note" and element.get("type") in _TOLD
    return is_line and parent is not None and tag_of(parent) == "cit"


def _pointers(element: Any) -> list[str]:
    given: list[str] = []
    for name in ("from", "to", "target", "targetEnd"):
        given += (element.get(name) or "").split()
    return [each.removeprefix("#") for each in given if each.startswith("#")]


def _title(root: Any) -> str:
    for each in root.iter("{*}titleStmt"):
        for title in each.iter("{*}title"):
            return tidy("".join(title.itertext()))
    return ""


def _owners(found: list[_Found]) -> Iterator[tuple[str, str]]:
    """For each id within a note, that of the note."""
    for each in found:
        owner = each.element.get(_ID)
        for inner in each.element.iterdescendants(etree.Element) if owner else ():
            if identity := inner.get(_ID):
                yield identity, owner


def _persons(root: Any) -> dict[str, str]:
    """Who is responsible for something, by id."""
    return {
        each.get(_ID): tidy("".join(each.itertext()))
        for each in root.iter("{*}person", "{*}persName", "{*}name", "{*}respStmt", "{*}editor")
        if each.get(_ID)
    }


class _Reader:
    """Makes notes of elements."""

    def __init__(self, text: Text, held: Cut, found: list[_Found], root: Any) -> None:
        self._text = text
        self._held = held
        self._ids = {each.element.get(_ID) for each in found} - {None}
        self._persons = _persons(root)
        self._title = _title(root)
        self._root = root
        self._owners = dict(_owners(found))

    def note(self, found: _Found, number: int) -> Note:
        element = found.element
        answers = self._answered(element)
        said = [element, *_notes_within(element)]
        kinds = list(dict.fromkeys(filter(None, map(kind_of, said))))
        lem = next((each for each in element if tag_of(each) == "lem"), None)
        note = Note(
            id=element.get(_ID) or f"{tag_of(element)} {number}",
            title=self._title,
            kind=kinds[0] if kinds else "",
            options=options_of(element) if is_own(element) else (),
            tags=(*tags_of(element, self._root), *kinds[1:]),
            body=_body(element),
            author=next(filter(None, (self._author([element]), self._author(said))), ""),
            answers=(answers,) if answers else (),
            words=tidy(words_of(lem)) if lem is not None else "",
        )
        if answers or dict(note.options).get("at"):
            return note
        return self._placed(note, found)

    def _answered(self, element: Any) -> str:
        """The note that one answers: it points at it, or at words of it."""
        own = element.get(_ID)
        for each in _pointers(element):
            owner = each if each in self._ids else self._owners.get(each, "")
            if owner and owner != own:
                return owner
        return ""

    def _placed(self, note: Note, found: _Found) -> Note:
        place = self._held.place(found.start, found.end or found.start) if found.start else None
        if place:
            span = place.span if place.span[0] < place.span[1] else None
            return note._replace(passage=place.passage, span=span)
        where = self._where(found.element)
        loc = found.element.get("loc") or ""
        named = self._text.by_number(loc) or self._text.ends_of(loc.removeprefix("#"))
        place = self._held.place(*named) if named else None
        if place:
            return note._replace(passage=place.passage, where=where)
        places = self._with_words(note.words)
        if len(places) == 1:
            return note._replace(passage=places[0], where=where)
        return note._replace(where=where or "no place is told")

    def _with_words(self, words: str) -> list[str]:
        if not words:
            return []
        return [each.id for each in self._held.passages.values() if words in tidy(each.text)]

    def _where(self, element: Any) -> str:
        given = (element.get(name) for name in ("loc", "from", "to", "target", "targetEnd"))
        return " ".join(filter(None, map(tidy, given)))

    def _author(self, elements: Sequence[Any]) -> str:
        given = (each for e in elements for each in (e.get("resp") or "").split())
        names = [each.removeprefix("#") for each in dict.fromkeys(given)]
        return "; ".join(self._persons.get(each, each) for each in names)


def _notes_within(element: Any) -> list[Any]:
    """The notes of an entry, which may say what it does not say itself; of ours, it says all."""
    if tag_of(element) not in ("app", "annotation") or is_own(element):
        return []
    return [each for each in element if tag_of(each) == "note"]


def _body(element: Any) -> tuple[Block, ...]:
    """What a note says: its own words, or those of its parts, readings among them."""
    if tag_of(element) not in ("app", "annotation"):
        return _words(element)
    blocks: list[Block] = []
    for child in element:
        name = tag_of(child)
        if name in ("rdg", "rdgGrp"):
            for rdg in [child] if name == "rdg" else child.iter("{*}rdg"):
                blocks.append(_reading(rdg))
        elif name and name != "lem" and not (is_own(element) and child.get("type") in _TOLD):
            blocks += _words(child)
    return tuple(blocks)


def _reading(rdg: Any) -> Block:
    words = tidy("".join(rdg.itertext())) or "(left out)"
    given = (rdg.get("wit") or rdg.get("source") or rdg.get("resp") or "").split()
    told = ", ".join(each.removeprefix("#") for each in given)
    return paragraph(Run(words, "emphasis"), f" ({told})" if told else "")


def _words(element: Any) -> tuple[Block, ...]:
    builder = Builder()
    _walk(element, builder, 0)
    return builder.done


_OF_BLOCKS: Final = {"quote": "quote", "list": "items", "item": "item", "cit": "quote"}


def _walk(element: Any, builder: Builder, depth: int) -> None:
    name = tag_of(element)
    if element.tag is etree.Entity:  # Of a file that is not read: its name stands for it.
        builder.say(element.text)
    if _is_told(element, name):
        return
    if not name or name in ANCHORED or (name == "ref" and element.get("type") == "annotation"):
        return
    if name == "bibl" and element.get("type") == "attribution" and (said := citation(element)):
        builder.attribute(said)
        return
    if depth > 60:
        builder.say("".join(element.itertext()))
        return
    form = _form(element, name)
    if form:
        builder.begin(form)
    elif name in _BLOCKS:
        builder.flush()
    elif name == "lb":
        builder.turn()
    style = {"hi": "emphasis", "emph": "emphasis", "title": "emphasis"}.get(name, "")
    style = "strong" if style and "bold" in (element.get("rend") or "") else style
    style = "code" if name in ("code", "gi", "att") else style
    uri = element.get("target") or "" if name in ("ref", "ptr") else ""
    uri = "" if uri.startswith("#") else uri
    if style:
        builder.style(style)
    builder.link(uri)
    builder.say(element.text or (uri if name == "ptr" else ""))
    for child in element:
        _walk(child, builder, depth + 1)
        builder.say(child.tail or "")
    builder.unlink(uri)
    if style:
        builder.unstyle()
    if form:
        builder.end()
    elif name in _BLOCKS:
        builder.flush()


def _form(element: Any, name: str) -> str:
    """The form of a block of blocks; a quotation within a paragraph is none."""
    parent = element.getparent()
    if name == "quote" and parent is not None and tag_of(parent) in ("p", "cit", "q"):
        return ""
    if name == "list" and element.get("rend") in ("numbered", "ordered"):
        return "numbered"
    return _OF_BLOCKS.get(name, "")
