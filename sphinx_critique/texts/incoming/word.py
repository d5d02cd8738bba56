"""The comments of a Word file, with the words that they are about, as pandoc reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from .. import late
from .records import Incoming, Note, Unreadable, paragraph, tidy
from .runs import Builder, is_safe
from .scroll import Mark, Scroll, cut

_pandoc: Any = late.module("pypandoc")
_STYLES: Final = {"Emph": "emphasis", "Strong": "strong", "Underline": "emphasis"}
_SPACES: Final = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_NUMBERED: Final = re.compile(
    r"(?P<head>(?P<kind>[^\W\d_][^\d.:]*?)\s+(?P<number>\d+)\s*)"
    r"(?P<more>[^.:]*)(?P<end>[.:](?:\s+|\Z))"
)
"""How a comment of ours begins: its kind, its number, and what it is about or answers."""
_NAMED: Final = re.compile(r"(?P<kind>[^\W\d_][^\d.:：]{0,60}?)\s*(?::(?:\s+|\Z)|：\s*)")
"""How anybody's may: words that are its kind, if they are the name of one."""
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST: Final = 200_000_000


class _Comment(NamedTuple):
    id: str
    author: str
    date: str
    body: list[Any]
    start: Mark


def read_word(content: bytes) -> Incoming:
    """Each comment as a note on its words, each paragraph that has one as a passage."""
    walk = _Walk()
    walk.blocks(_parsed(content)["blocks"])
    ends = {id_: walk.ends.get(id_, comment.start) for id_, comment in walk.comments.items()}
    spans = [(each.start, ends[id_]) for id_, each in walk.comments.items()]
    held = cut(walk.scroll, spans)
    parents, known = _parents(content), _Known()
    notes = []
    for comment in walk.comments.values():
        place = held.place(comment.start, ends[comment.id])
        note = known.note(comment, parents.get(comment.id, ""))
        if place and not note.answers:
            note = note._replace(passage=place.passage, span=place.span)
        notes.append(note)
    notes += _beside(content, set(walk.comments), parents)
    used = {note.passage for note in notes}
    passages = tuple(each for each in held.passages.values() if each.id in used)
    return Incoming("comments of a Word file", tuple(notes), passages)


def _parsed(content: bytes) -> Any:
    with TemporaryDirectory() as folder:
        path = Path(folder, "comments.docx")
        path.write_bytes(content)
        try:
            text = _pandoc.convert_file(
                str(path), "json", format="docx", extra_args=["--track-changes=all"]
            )
        except ImportError as error:
            message = (
                'comments of Word files are read by pandoc: pip install "sphinx-critique[docx]"'
            )
            raise Unreadable(message) from error
        except (OSError, RuntimeError) as error:
            message = f"pandoc cannot read the file: {str(error).strip() or type(error).__name__}"
            raise Unreadable(message) from error
    return json.loads(text)


class _Known:
    """Makes notes of comments; of those of ours, by number, what each is called, and its id."""

    def __init__(self) -> None:
        self._numbered: dict[str, tuple[str, str]] = {}

    def note(self, comment: _Comment, parent: str) -> Note:
        builder = Builder()
        _inlines(comment.body, builder)
        body = builder.done
        first = body[0].lines[0] if body and body[0].lines else ()
        begin = "".join(run.words for run in first)
        found, head = _NUMBERED.match(begin), ""
        if found:
            parent = parent or self._answered(found["more"])
            head = found[0] if parent or not found["more"] else found["head"]
            self._numbered[found["number"]] = found["kind"].casefold(), comment.id
        elif found := _NAMED.match(begin):
            head = found[0]
        return Note(
            id=comment.id,
            body=body,
            kind=found["kind"] if found else "",
            head=head,
            author=comment.author,
            date=comment.date[:10],
            answers=(parent,) if parent else (),
        )

    def _answered(self, told: str) -> str:
        """The comment that “to contradiction 3” means."""
        kind, identity = self._numbered.get(told.rpartition(" ")[2], ("", ""))
        return identity if kind and told.casefold().endswith(f" {kind} {told.split()[-1]}") else ""


class _Walk:
    """One walk through a document of pandoc's."""

    def __init__(self) -> None:
        self.scroll = Scroll()
        self.comments: dict[str, _Comment] = {}
        self.ends: dict[str, Mark] = {}

    def blocks(self, blocks: Any) -> None:
        for block in blocks:
            kind, held = block["t"], block.get("c")
            if kind in ("Para", "Plain"):
                self._unit([held])
            elif kind == "Header":
                self._unit([held[2]])
            elif kind == "LineBlock":
                self._unit(held, True)
            elif kind == "CodeBlock":
                self._unit([[{"t": "Str", "c": held[1]}]])
            else:
                for inner in _blocks_in(held):
                    self.blocks([inner])

    def _unit(self, lines: list[Any], is_verse: bool = False) -> None:
        self.scroll.stanza(is_verse or any(each["t"] == "LineBreak" for each in lines[0]))
        self.scroll.open_unit()
        feet: list[Any] = []
        for number, line in enumerate(lines):
            if number:
                self.scroll.open_line()
            self._inlines(line, "", "", feet)
        for foot in feet:
            self.blocks(foot)

    def _inlines(self, inlines: Any, style: str, uri: str, feet: list[Any]) -> None:
        for each in inlines:
            kind, held = each["t"], each.get("c")
            if kind == "Str":
                self.scroll.say(held, style, uri)
            elif kind == "LineBreak":
                self.scroll.open_line()
            elif kind in _SPACES:
                self.scroll.say(" ", style, uri)
            elif kind in ("Code", "Math", "RawInline"):
                self.scroll.say(held[1], "code" if kind == "Code" else style, uri)
            elif kind == "Note":
                feet.append(held)
            elif kind == "Span":
                self._span(held, style, uri, feet)
            elif kind == "Quoted":
                marks = "‘’" if held[0]["t"] == "SingleQuote" else "“”"
                self.scroll.say(marks[0], style, uri)
                self._inlines(held[1], style, uri, feet)
                self.scroll.say(marks[1], style, uri)
            elif kind == "Link":
                self._inlines(held[1], style, held[2][0] if is_safe(held[2][0]) else uri, feet)
            else:
                inner = held[1] if kind in ("Image", "Cite") else held
                self._inlines(inner or (), style or _STYLES.get(kind, ""), uri, feet)

    def _span(self, held: Any, style: str, uri: str, feet: list[Any]) -> None:
        (_, classes, pairs), inner = held
        fields = dict(pairs)
        if "comment-start" in classes:
            self.comments[fields.get("id", "")] = _Comment(
                fields.get("id", ""),
                tidy(fields.get("author")),
                fields.get("date", ""),
                inner,
                self.scroll.here,
            )
        elif "comment-end" in classes:
            self.ends[fields.get("id", "")] = self.scroll.here
            self._inlines(inner, style, uri, feet)
        elif not {"deletion", "paragraph-deletion"} & set(classes):
            self._inlines(inner, style, uri, feet)


def _blocks_in(held: Any) -> Iterator[Any]:
    """The blocks within a block, whatever holds them: lists, tables, divisions."""
    if isinstance(held, Mapping):
        if held.get("t") in _OF_WORDS:
            yield held
        else:
            yield from _blocks_in(held.get("c"))
    elif isinstance(held, list):
        for each in held:
            yield from _blocks_in(each)


_OF_WORDS: Final = frozenset(("Para", "Plain", "Header", "LineBlock", "CodeBlock"))


def _inlines(inlines: Any, builder: Builder) -> None:
    """The words of a comment; an end of a line there is one of a paragraph."""
    for each in inlines:
        kind, held = each["t"], each.get("c")
        if kind == "Str":
            builder.say(held)
        elif kind == "LineBreak":
            builder.flush()
        elif kind in _SPACES:
            builder.say(" ")
        elif kind in ("Code", "Math", "RawInline"):
            builder.say(held[1], "code")
        elif kind == "Link":
            builder.link(held[2][0])
            _inlines(held[1], builder)
            builder.unlink(held[2][0])
        elif kind in _STYLES:
            builder.style(_STYLES[kind])
            _inlines(held, builder)
            builder.unstyle()
        elif kind == "Quoted":
            marks = "‘’" if held[0]["t"] == "SingleQuote" else "“”"
            builder.say(marks[0])
            _inlines(held[1], builder)
            builder.say(marks[1])
        else:
            _inlines((held[1] if kind in ("Span", "Image", "Cite") else held) or (), builder)


def _beside(content: bytes, placed: set[str], parents: Mapping[str, str]) -> Iterator[Note]:
    """The comments that the text does not show: where their words were, there are none."""
    for each in _part(content, "word/comments.xml", f"{_W}comment"):
        identity = each.get(f"{_W}id", "")
        if identity not in placed:
            lines = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in each.iter(f"{_W}p"))
            parent = parents.get(identity, "")
            yield Note(
                id=identity,
                body=tuple(paragraph(tidy(line)) for line in lines if line.strip()),
                author=tidy(each.get(f"{_W}author")),
                date=tidy(each.get(f"{_W}date"))[:10],
                answers=(parent,) if parent else (),
                where="" if parent else "a comment on nothing in the text",
            )


def _parents(content: bytes) -> dict[str, str]:
    """What comment each reply answers, by id; pandoc does not say."""
    owner: dict[str, str] = {}
    for comment in _part(content, "word/comments.xml", f"{_W}comment"):
        for part in comment.iter(f"{_W}p"):
            owner[part.get(f"{_W14}paraId", "")] = comment.get(f"{_W}id", "")
    return {
        owner.get(each.get(f"{_W15}paraId", ""), ""): owner.get(parent, "")
        for each in _part(content, "word/commentsExtended.xml", f"{_W15}commentEx")
        if (parent := each.get(f"{_W15}paraIdParent"))
    }


def _part(content: bytes, name: str, tag: str) -> list[Any]:
    """The elements of one name in a part of the file; none where there is no such part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(BytesIO(content)) as file:
            if file.getinfo(name).file_size > _MOST:
                return []
            return list(etree.fromstring(file.read(name), parser).iter(tag))
    except (BadZipFile, KeyError, etree.XMLSyntaxError, OSError):
        return []
