"""Parts of a Word file: those of pandoc's that are mended, in a package that has no clock in it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...texts import late

if TYPE_CHECKING:
    from lxml import etree
else:
    etree = late.module("lxml.etree")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{WORD}}}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CORE = "docProps/core.xml"
_COMMENTS, _COMMENT_LINKS = "word/comments.xml", "word/_rels/comments.xml.rels"
_LINKS = "word/_rels/document.xml.rels"
_TEXTS = ("word/document.xml", "word/footnotes.xml", _COMMENTS)
_EAST = re.compile("(zh|ja|ko|yue)(-|$)")
_ZERO = (1980, 1, 1, 0, 0, 0)
Element = Any
Parts = dict[str, bytes]


def unpacked(package: bytes) -> Parts:
    """The parts of a package, by name, in their order."""
    with ZipFile(BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}


def packed(parts: Parts) -> bytes:
    """A package of parts, always of the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            info = ZipInfo(name, _ZERO)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, content)
    return out.getvalue()


def mended(package: bytes, said: Iterable[tuple[str, str]], moment: str) -> bytes:
    """A file that pandoc has written, made right.

    ``said`` are facts of the edition, by the elements of Dublin Core; ``moment``, if there is one,
    is when it was made.
    """
    parts = unpacked(package)
    for name in _TEXTS:
        if name in parts:
            root = read(parts[name])
            _set_languages(root)
            _name_pictures(root)
            _turn_tables(root)
            if name == _COMMENTS:
                _part_paragraphs(root)
                _turn_paragraphs(root)
                _link_comments(root, parts)
            parts[name] = written(root)
    parts[_CORE] = _core(said, moment)
    return packed(parts)


def read(content: bytes) -> Element:
    """A part as a tree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def written(root: Element) -> bytes:
    """A tree as a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_languages(root: Element) -> None:
    """Word keeps languages that run to the left, and those of the East, in places of their own."""
    for language in root.iter(f"{_W}lang"):
        tag = language.get(f"{_W}val")
        if tag is None:
            continue
        if language.getparent().find(f"{_W}rtl") is not None:
            language.set(f"{_W}bidi", tag)
        elif _EAST.match(tag):
            language.set(f"{_W}eastAsia", tag)


def _name_pictures(root: Element) -> None:
    """Pandoc describes a picture by where it was, which here is the picture itself."""
    for each in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"):
        if str(each.get("descr") or "").startswith("data:"):
            each.attrib.pop("descr")


def _turn_tables(root: Element) -> None:
    """The columns of a table run to the left where its words do."""
    for table in root.iter(f"{_W}tbl"):
        first = next(table.iter(f"{_W}pPr"), None)
        if first is not None and first.find(f"{_W}bidi") is not None:
            style = table.find(f"{_W}tblPr/{_W}tblStyle")
            if style is not None:
                style.addnext(etree.Element(f"{_W}bidiVisual"))


def _turn_paragraphs(comments: Element) -> None:
    """Pandoc turns the words of comments, and not their lines."""
    for paragraph in comments.iter(f"{_W}p"):
        words = next(paragraph.iter(f"{_W}t"), None)
        properties = paragraph.find(f"{_W}pPr")
        if words is None or properties is None:
            continue
        if words.getparent().find(f"{_W}rPr/{_W}rtl") is not None:
            properties.append(etree.Element(f"{_W}bidi"))


def _part_paragraphs(comments: Element) -> None:
    """Comments have paragraphs, of which pandoc's have one: two breaks part them."""
    for comment in comments:
        for paragraph in list(comment.iterchildren(f"{_W}p")):
            _part(paragraph)


def _part(paragraph: Element) -> None:
    properties = paragraph.find(f"{_W}pPr")
    children = deque(list(paragraph)[0 if properties is None else 1 :])
    here, is_moved = paragraph, False
    while children:
        child = children.popleft()
        if _is_break(child) and children and _is_break(children[0]):
            for each in (child, children.popleft()):
                each.getparent().remove(each)
            following = etree.Element(f"{_W}p")
            if properties is not None:
                following.append(deepcopy(properties))
            here.addnext(following)
            here, is_moved = following, True
        elif is_moved:
            here.append(child)


def _is_break(run: Element) -> bool:
    """Whether a run breaks the line, and holds nothing else."""
    tags = [each.tag for each in run if each.tag != f"{_W}rPr"]
    return run.tag == f"{_W}r" and tags == [f"{_W}br"]


def _link_comments(comments: Element, parts: Parts) -> None:
    """Pandoc leaves the addresses of links in comments with those of the text."""
    wanted = {each.get(_R_ID) for each in comments.iter(f"{_W}hyperlink") if each.get(_R_ID)}
    if not wanted:
        return
    names: dict[Any, str] = {None: _RELATIONS}
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=names)
    for each in read(parts[_LINKS]):
        if each.get("Id") in wanted:
            root.append(each)
    parts[_COMMENT_LINKS] = written(root)


def _core(said: Iterable[tuple[str, str]], moment: str) -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    names = {"cp": core, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{core}}}coreProperties", nsmap=names)
    for name, words in said:
        if words:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = words
    if moment:
        for name in ("created", "modified"):
            each = etree.SubElement(root, f"{{{_TERMS}}}{name}")
            each.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
            each.text = moment
    return written(root)
