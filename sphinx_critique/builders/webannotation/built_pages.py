"""The words of excerpts and notes as a built page has them, without numbers and lines of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

from ...texts import late
from ...texts.addresses import may_be_followed
from ...texts.anchoring import Span

if TYPE_CHECKING:
    from lxml import etree, html
else:
    etree = late.module("lxml.etree")
    html = late.module("lxml.html")

_NUMBERS: Final = frozenset(("critique-number", "critique-line-number", "critique-cut-words"))
"""Classes of what is none of the text: numbers, and words that a cut leaves out."""
_ROLES: Final = """
    heading reading grounds beside twins replies annotation
    sources voice charged unchecked home elsewhere leftout translated
"""
_LINES: Final = frozenset(f"critique-{role}" for role in _ROLES.split())
"""Classes of our own lines in a note: what they say is said in other ways."""
_DROPPED: Final = frozenset(("headerlink", "critique-checked", "critique-annotation"))
_KEPT: Final = frozenset("href src alt lang dir cite colspan rowspan start reversed".split())
_ADDRESSES: Final = ("href", "src", "cite")
_UNSEEN: Final = ("script", "style", "template")
_MATHS: Final = ("math", "svg")
_PICTURE: Final = "data:image/"
_PARTING: Final = re.compile(r"\A\W+")


class Part(NamedTuple):
    """The text of an element, in code points, and where in it each lemma stands, by its note.

    ``own``: what of it its author wrote; around that are lines of ours, which scripts add to.
    """

    text: str
    spans: Mapping[str, Span]
    own: Span


class BuiltPage:
    """A page, or the body of one, at its ``address``."""

    def __init__(self, markup: str, address: str) -> None:
        self.address = address
        parser = html.HTMLParser(huge_tree=True)
        root = html.document_fromstring(f"<div>{markup}</div>", parser=parser)
        self._by_id: dict[str, Any] = {
            str(each.get("id")): each for each in root.iter("figure", "aside")
        }

    def part(self, anchor: str) -> Part | None:
        """The text of the excerpt or note with an id."""
        element = self._by_id.get(anchor)
        return _Scan(element).part() if element is not None else None

    def passage(self, anchor: str) -> str:
        """The words of an excerpt as HTML, without translations."""
        found = [each for each in self._quotes(anchor) if not _has(each, "critique-translation")]
        return self._inner(found[0]) if found else ""

    def translations(self, anchor: str) -> list[str]:
        """Those, each as HTML."""
        quotes = self._quotes(anchor)
        return [self._inner(each) for each in quotes if _has(each, "critique-translation")]

    def body(self, anchor: str) -> str:
        """What the author wrote in a note, as HTML."""
        note = self._by_id.get(anchor)
        return self._markup(note) if note is not None else ""

    def _quotes(self, anchor: str) -> list[Any]:
        figure = self._by_id.get(anchor)
        if figure is None:
            return []
        places = [each for each in figure if each.tag in ("blockquote", "div")]
        around = next((each for each in places if _has(each, "critique-parallel")), figure)
        return [each for each in around if each.tag == "blockquote"]

    def _inner(self, element: Any) -> str:
        text = escape(element.text or "", quote=False).strip()
        return text + self._markup(element)

    def _markup(self, element: Any) -> str:
        """What is in an element but lines of ours; raw HTML may be words in no other."""
        parts: list[str] = []
        for each in element:
            parts.append("" if _is_line(each) else self._cleaned(each))
            parts.append(escape(each.tail or "", quote=False).strip())
        return "\n".join(filter(None, parts))

    def _cleaned(self, element: Any) -> str:
        """An element with nothing in it but what says or shows something."""
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return ""
        copy = deepcopy(element)
        copy.tail = None
        for each in list(copy.iterdescendants()):
            if not isinstance(each.tag, str) or each.tag in _UNSEEN or _is_dropped(each):
                _drop(each)
        for each in list(copy.iter(etree.Element)):
            self._simplify(each, each is copy)
        return etree.tostring(copy, encoding="unicode", method="html").strip()

    def _simplify(self, element: Any, is_outermost: bool) -> None:
        if element.tag in _MATHS or any(True for _ in element.iterancestors(*_MATHS)):
            return
        if _has(element, "critique-paragraph"):
            element.tag = "p"
        for name in list(element.attrib):
            if name not in _KEPT:
                del element.attrib[name]
        for name in _ADDRESSES:
            if name in element.attrib:
                self._set_address(element, name, element.attrib.pop(name))
        if not is_outermost and (
            element.tag in ("mark", "details", "summary")
            or (element.tag == "span" and not element.attrib)
        ):
            element.drop_tag()

    def _set_address(self, element: Any, name: str, address: str) -> None:
        """Whoever shows a body on a page of theirs runs nothing of it."""
        if may_be_followed(address) or (element.tag == "img" and address.startswith(_PICTURE)):
            element.set(name, urljoin(self.address, address))


class _Scan:
    """One walk through an element: its text, and the places of marks in it."""

    def __init__(self, element: Any) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._own: list[Span] = []
        self._outermost = element
        self._walk(element)

    def part(self) -> Part:
        spans = {note: (start, self._ends[note]) for note, start in self._starts.items()}
        own = (self._own[0][0], self._own[-1][1]) if self._own else (0, self._at)
        return Part("".join(self._pieces), spans, own)

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._at += len(text)

    def _walk(self, element: Any) -> None:
        note = element.get("data-critique-note") if element.tag == "mark" else None
        if note:
            self._starts.setdefault(note, self._at)
        self._say(element.text)
        for child in element:
            start = self._at
            if isinstance(child.tag, str) and not _NUMBERS.intersection(_classes(child)):
                self._walk(child)
            if element is self._outermost and _is_own(child):
                self._own.append((start, self._at))
            self._say(child.tail)
        if note:
            self._ends[note] = self._at


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _has(element: Any, name: str) -> bool:
    return name in _classes(element)


def _is_line(element: Any) -> bool:
    return not isinstance(element.tag, str) or bool(_LINES.intersection(_classes(element)))


def _is_own(element: Any) -> bool:
    """Whether part of an excerpt or note is its author's: of an excerpt, the quotation in it."""
    return not _is_line(element) and not (
        element.tag == "figcaption" or _has(element, "critique-place")
    )


def _is_dropped(element: Any) -> bool:
    """Whether it is none of what an author wrote; passages in notes have lines of ours too."""
    parent = element.getparent()
    return bool((_DROPPED | _NUMBERS).intersection(_classes(element))) or (
        parent is not None and parent.tag == "figcaption" and _is_line(element)
    )


def _drop(element: Any) -> None:
    """Leave an element out, with what parts a number from the words."""
    if _has(element, "critique-line-number"):
        element.tail = (element.tail or "").removeprefix(" ")
    elif _has(element.getparent(), "critique-locus"):
        before = element.getprevious()
        if before is not None and _has(before, "critique-point"):
            before.drop_tree()
        element.tail = _PARTING.sub("", element.tail or "")
    element.drop_tree()
