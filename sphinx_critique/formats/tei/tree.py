"""Elements of TEI, and which of them may stand in which: whatever is written is valid."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from ...texts.printed import readable

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
ID, LANGUAGE, SPACE = "xml:id", "xml:lang", "xml:space"
_IMPLIED: Final = "implied"
"""Marks, until it is written, what was made here to hold what could not stand alone."""
_NOT_IN_WORD: Final = re.compile(r"[^\w.,;:+*/#&%=~^–—()-]+")
_TAG: Final = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_DATE: Final = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?")
_LONE: Final = re.compile(r"[\r\x85\u2028\u2029]")

_BLOCKS: Final = frozenset({"body", "div", "figure"})
"""These hold no words but in paragraphs."""
_INNER: Final = {
    "list": ("item", frozenset({"anchor", "item", "label", "head", "figure", "note"})),
    "table": ("row", frozenset({"anchor", "row", "head", "figure", "note"})),
    "row": ("cell", frozenset({"cell"})),
    "lg": ("l", frozenset({"anchor", "l", "lg", "head", "figure", "note"})),
    "listBibl": ("bibl", frozenset({"bibl", "biblStruct", "head"})),
    "cit": (
        "note",
        frozenset({"anchor", "quote", "bibl", "note", "ptr", "ref", "figure", "cit", "gap"}),
    ),
}
"""What else stands in these stands in one of the first."""
_WORDS: Final = frozenset(
    """abbr bibl choice code corr date emph expan foreign formula gap hi lb milestone persName ptr
    q ref seg sic supplied term title""".split()
)
"""Elements among words."""
_PARAGRAPHS: Final = frozenset("p ab".split())
_LIKE_PARAGRAPHS: Final = frozenset(
    """p ab abbr bibl corr desc emph expan foreign head hi l label lem persName ref seg sic
    supplied term title date""".split()
)
"""These hold no paragraphs."""
_HEADED: Final = frozenset("body div figure lg list listBibl table".split())
_IN_PHRASES: Final = frozenset(
    """abbr anchor choice cit code date figure foreign formula gap hi lb milestone note persName ptr
    quote ref seg supplied term title""".split()
)
_PHRASES: Final = {
    "label": _IN_PHRASES,
    "term": _IN_PHRASES,
    "abbr": _IN_PHRASES,
    "expan": _IN_PHRASES,
    "date": _IN_PHRASES,
    "persName": _IN_PHRASES,
    "bibl": _IN_PHRASES - {"cit", "formula"} | {"bibl", "citedRange"},
}
"""What may stand in these; all else does in a ``seg`` there."""
_LINED: Final = frozenset(
    """TEI body div listApp standOff text list table row lg cit listBibl figure app
    teiHeader fileDesc titleStmt editionStmt publicationStmt sourceDesc encodingDesc classDecl
    taxonomy profileDesc particDesc listPerson langUsage listWit biblStruct monogr analytic
    imprint""".split()
)
"""White space between what these hold is no text."""


def words(text: str) -> str:
    """A text as XML can hold it."""
    return _LONE.sub(" ", readable(text))


def word(text: str) -> str:
    """The same as a name that attributes take, without spaces."""
    return _NOT_IN_WORD.sub("-", text).strip("-") or "none"


def when(date: str) -> str:
    """A date as an attribute takes it; empty where it cannot."""
    return date if _DATE.fullmatch(date) else ""


def made(tag: str, content: str = "", **attributes: str) -> Element:
    """An element that stands nowhere yet."""
    element = Element(tag)
    put_all(element, attributes)
    add_text(element, content)
    return element


def put_all(element: Element, attributes: dict[str, str]) -> None:
    """Give an element those attributes that say something; ``xml_lang`` is ``xml:lang``."""
    for name, value in attributes.items():
        if value:
            element.set(name.replace("_", ":").rstrip(":"), words(value))


def set_language(element: Element, language: str) -> bool:
    """Say in which language the words of an element are, if that is told by a tag."""
    if not _TAG.fullmatch(language):
        return False
    element.set(LANGUAGE, language)
    return True


def add_text(parent: Element, text: str) -> None:
    """Put words at the end of an element, where such may stand there."""
    if not text:
        return
    if parent.tag in _BLOCKS or parent.tag in _INNER:
        if not text.strip():
            return
        parent = _paragraph(parent)
    text = words(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def add(parent: Element, tag: str, content: str = "", **attributes: str) -> Element:
    """Put an element at the end of another, or in what may hold it there."""
    if tag in _WORDS and tag != "bibl" and parent.tag in _BLOCKS:
        parent = _paragraph(parent)
    if parent.tag in _INNER:
        inner, may = _INNER[parent.tag]
        if tag not in may:
            return add(_last(parent, inner), tag, content, **attributes)
    if tag in _PARAGRAPHS and parent.tag in _LIKE_PARAGRAPHS:
        tag = "seg"
    elif tag == "head" and not _takes_head(parent):
        tag = "hi" if parent.tag in _LIKE_PARAGRAPHS else "label"
    elif tag == "label" and parent.tag in _PHRASES:
        tag = "hi"
    if parent.tag in _PHRASES and tag not in _PHRASES[parent.tag]:
        parent = _last(parent, "seg")
    element = SubElement(parent, tag)
    put_all(element, attributes)
    add_text(element, content)
    return element


def _takes_head(parent: Element) -> bool:
    """Whether a heading may stand here: before all else."""
    begun = any(each.tag not in ("anchor", "head") for each in parent)
    return parent.tag in _HEADED and not (begun and parent.tag != "figure")


def _paragraph(parent: Element) -> Element:
    """The paragraph that words without one are in."""
    return _last(parent, "p") if parent.tag in _BLOCKS else _last(parent, _INNER[parent.tag][0])


def _last(parent: Element, tag: str) -> Element:
    """The last child of an element, if it was made here for others of the kind; else a new one."""
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == tag and _IMPLIED in last.attrib and not last.tail:
        return last
    return SubElement(parent, tag, {_IMPLIED: ""})


def together(div: Element) -> None:
    """Put what stands behind a part of a text in parts of its own: no paragraph follows one."""
    children = list(div)
    first = next((n for n, each in enumerate(children) if each.tag == "div"), None)
    if first is None:
        return
    open_part: Element | None = None
    del div[first:]
    for child in children[first:]:
        if child.tag == "div":
            open_part = None
            div.append(child)
            continue
        if open_part is None:
            open_part = SubElement(div, "div", {"type": "continued"})
        open_part.append(child)


def text_of(element: Element) -> str:
    """All words in an element."""
    return "".join(element.itertext())


def serialized(root: Element) -> str:
    """A file, with a line for each part that is no word of a text."""
    stack = [root]
    while stack:
        element = stack.pop()
        stack += element
        element.attrib.pop(_IMPLIED, None)
        if element.tag in _LINED and len(element):
            element.text = element.text or "\n"
            for child in element:
                child.tail = child.tail or "\n"
    root.set("xmlns", NAMESPACE)
    # Attributes hold addresses and names of others, too.
    written = readable(tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'
