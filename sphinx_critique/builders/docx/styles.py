"""The reference document: pandoc's own in the measures of the edition, or a press's.

What a press's does not define of our styles is added to it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

from ...formats import press
from ...texts import late
from . import names
from .package import WORD, Parts, read, unpacked, written
from .pandoc import usual_reference

if TYPE_CHECKING:
    from lxml import etree
else:
    etree = late.module("lxml.etree")

_W = f"{{{WORD}}}"
_STYLES, _TEXT = "word/styles.xml", "word/document.xml"
_TWIPS = 20
"""Of a point."""
_PER_MM = press.MM * _TWIPS
_SHEET = press.Page(width=210, height=297, top=25, bottom=25, inner=30, outer=30)
"""A4, with room for comments."""
FACE = "Source Serif Pro"
"""Where a machine does not have it, Word takes what is nearest."""
MONO = "Source Code Pro"
_DOTTED = "u"
_STEP = press.INDENT * _PER_MM
Element = Any


class Style(NamedTuple):
    """A style: ``type`` is a key of the edition's types, ``left`` and ``right`` are steps in."""

    name: str
    based_on: str = "BodyText"
    type: str = ""
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    hanging: float = 0
    colour: str = ""
    face: str = ""
    marks: tuple[str, ...] = ()
    follows: str = ""
    is_for_words: bool = False


OURS = (
    Style(names.EXCERPT, type="passage", left=1, right=1, before=4, after=4),
    Style(names.TRANSLATION, type="text", left=1, right=1, before=4, after=4),
    Style(names.VERSE, "CritiqueExcerpt", type="passage", left=1),
    Style(names.QUOTATION, type="text", left=1, right=1, before=3, after=3),
    Style(names.ATTRIBUTION, type="apparatus", left=1, right=1, after=4, colour="quiet"),
    Style(names.LOCUS, type="apparatus", left=1, right=1, after=6, colour="quiet"),
    Style(names.REMARK, type="apparatus", left=1, after=3, colour="quiet"),
    Style(names.HEADING, type="apparatus", left=1, before=6, after=2, follows="CritiqueNote"),
    Style(names.NOTE, type="apparatus", left=1, after=3),
    Style(names.NOTE_QUOTATION, type="apparatus", left=2, right=1, after=3),
    Style(names.ENTRY, type="text", left=1, hanging=1, after=2),
    Style(names.REFERENCE, type="text", left=1, hanging=1, after=3),
    Style(names.CODE, type="apparatus", left=1, before=4, after=4, face=MONO),
    Style(names.LABEL, type="text", before=6, after=2, marks=("b",), follows="BodyText"),
    Style("annotation text", "Normal", type="apparatus"),
    Style("annotation reference", type="marginal", is_for_words=True),
    Style(names.LEMMA, marks=("u",), is_for_words=True),
    Style(names.KIND, marks=("b",), is_for_words=True),
    Style(names.LINE_NUMBER, type="marginal", colour="quiet", is_for_words=True),
    Style(names.LITERAL, type="apparatus", face=MONO, is_for_words=True),
)
_OF_COMMENTS = {"annotation text": "CommentText", "annotation reference": "CommentReference"}
"""Word's own styles, which pandoc's document of reference is without."""
_HEADS = {
    "Title": "title",
    "Subtitle": "subtitle",
    "Heading1": "chapter",
    "Heading2": "subtitle",
    "Heading3": "section",
    "FootnoteText": "apparatus",
}
"""Types of pandoc's own styles; heads further down are those of a section."""


def reference_document(path: Path | None, is_book: bool) -> Parts:
    """The parts of that of a press, or else of ours; ``ValueError`` where it is none."""
    if path is None:
        parts = unpacked(usual_reference())
        set_in_our_types(parts, is_book)
    else:
        parts = _given(path)
    add_styles(parts, with_faces=path is None)
    return parts


def _given(path: Path) -> Parts:
    try:
        parts = unpacked(path.read_bytes())
        read(parts[_STYLES])
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError(f"{path.name} is no Word file") from error
    return parts


def add_styles(parts: Parts, with_faces: bool) -> None:
    """Define what a reference document does not of our styles."""
    root = read(parts[_STYLES])
    known = {each.get(f"{_W}styleId") for each in root.iter(f"{_W}style")}
    said = {each.find(f"{_W}name").get(f"{_W}val").lower() for each in _named(root)}
    for style in OURS:
        if identifier(style.name) not in known and style.name.lower() not in said:
            root.append(_element(style, with_faces, known))
            known.add(identifier(style.name))
    parts[_STYLES] = written(root)


def set_in_our_types(parts: Parts, is_book: bool) -> None:
    """Set pandoc's own reference document in the faces and measures of the edition."""
    root = read(parts[_STYLES])
    usual = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    for each in list(usual):
        if each.tag in (f"{_W}rFonts", f"{_W}sz", f"{_W}szCs"):
            usual.remove(each)
    usual[:0] = [_face(FACE), *_size("text")]
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId")
        if name in _HEADS or (name.startswith("Heading") and name[7:].isdigit()):
            _set_head(style, _HEADS.get(name, "section"))
    parts[_STYLES] = written(root)
    _set_page(parts, press.PAGE if is_book else _SHEET)


def identifier(name: str) -> str:
    """What Word calls a style where it is used."""
    return _OF_COMMENTS.get(name) or name.replace(" ", "")


def _named(root: Element) -> Iterator[Element]:
    return (each for each in root.iter(f"{_W}style") if each.find(f"{_W}name") is not None)


def _element(style: Style, with_faces: bool, known: set[str]) -> Element:
    kind = "character" if style.is_for_words else "paragraph"
    made = etree.Element(f"{_W}style")
    made.set(f"{_W}type", kind)
    if style.name not in _OF_COMMENTS:
        made.set(f"{_W}customStyle", "1")
    made.set(f"{_W}styleId", identifier(style.name))
    made.append(_value("name", style.name))
    base = style.based_on if style.based_on in known else "Normal"
    if not style.is_for_words:
        made.append(_value("basedOn", base))
    if style.follows:
        made.append(_value("next", style.follows))
    made.append(etree.Element(f"{_W}qFormat"))
    if not style.is_for_words:
        made.append(_measures(style, with_faces))
    if len(words := _characters(style, with_faces)):
        made.append(words)
    return made


def _measures(style: Style, with_faces: bool) -> Element:
    made = etree.Element(f"{_W}pPr")
    spacing = etree.SubElement(made, f"{_W}spacing")
    spacing.set(f"{_W}before", str(round(style.before * _TWIPS)))
    spacing.set(f"{_W}after", str(round(style.after * _TWIPS)))
    if with_faces and style.type:
        spacing.set(f"{_W}line", str(round(press.TYPES[style.type].leading * _TWIPS)))
        spacing.set(f"{_W}lineRule", "atLeast")
    indent = etree.SubElement(made, f"{_W}ind")
    for name, steps in (("left", style.left), ("right", style.right), ("hanging", style.hanging)):
        if steps:
            indent.set(f"{_W}{name}", str(round(steps * _STEP)))
    return made


def _characters(style: Style, with_faces: bool) -> Element:
    made = etree.Element(f"{_W}rPr")
    if style.face and with_faces:
        made.append(_face(style.face))
    made.extend(etree.Element(f"{_W}{each}") for each in style.marks if each != _DOTTED)
    if style.colour:
        made.append(_value("color", press.COLOURS[style.colour].lstrip("#")))
    if style.type and with_faces:
        made.extend(_size(style.type))
    if _DOTTED in style.marks:
        made.append(_value(_DOTTED, "dotted"))
    return made


def _set_head(style: Element, type_: str) -> None:
    words = style.find(f"{_W}rPr")
    if words is None:
        words = etree.SubElement(style, f"{_W}rPr")
    for each in list(words):
        if each.tag not in (f"{_W}b", f"{_W}bCs", f"{_W}i", f"{_W}iCs"):
            words.remove(each)
    words.insert(0, _face(FACE))
    words.append(_value("color", press.COLOURS["ink"].lstrip("#")))
    words.extend(_size(type_))


def _set_page(parts: Parts, page: press.Page) -> None:
    root = read(parts[_TEXT])
    section = next(root.iter(f"{_W}sectPr"), None)
    if section is None:
        section = etree.SubElement(root.find(f"{_W}body"), f"{_W}sectPr")
    for each in list(section):
        if each.tag in (f"{_W}pgSz", f"{_W}pgMar"):
            section.remove(each)
    size, margins = etree.Element(f"{_W}pgSz"), etree.Element(f"{_W}pgMar")
    for name, length in (("w", page.width), ("h", page.height)):
        size.set(f"{_W}{name}", _twips(length))
    sides = {"top": page.top, "right": page.outer, "bottom": page.bottom, "left": page.inner}
    for name, length in (*sides.items(), ("header", page.top / 2), ("footer", page.bottom / 2)):
        margins.set(f"{_W}{name}", _twips(length))
    margins.set(f"{_W}gutter", "0")
    notes = [each for each in section if each.tag in (f"{_W}footnotePr", f"{_W}type")]
    place = section.index(notes[-1]) + 1 if notes else 0
    section[place:place] = [size, margins]
    parts[_TEXT] = written(root)


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _PER_MM))


def _face(name: str) -> Element:
    made = etree.Element(f"{_W}rFonts")
    for each in ("ascii", "hAnsi", "cs"):
        made.set(f"{_W}{each}", name)
    return made


def _size(type_: str) -> list[Element]:
    half_points = str(round(press.TYPES[type_].size * 2))
    return [_value("sz", half_points), _value("szCs", half_points)]


def _value(name: str, value: str) -> Element:
    made = etree.Element(f"{_W}{name}")
    made.set(f"{_W}val", value)
    return made
