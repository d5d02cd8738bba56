"""Transcripts in HTML and XHTML: marks of pages begin pages; notes are taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from ..collation import Pages
from . import set_in
from .composing import Composer
from .leaves import printed
from .markup import bare_label, brief_text, local_name, read_xml, text_before, walk
from .milestones import bare_number, named
from .numbering import Numbering
from .raised import Raised, power
from .reading import Reading, TranscriptError, decoded

_LEFT_OUT: Final = re.compile(
    "script|style|template|nav|head|title|noscript|iframe|object|svg|button|select|textarea|rp|rt"
)
_BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|menu|ol|p|pre|section|summary"
    "|table|tbody|td|tfoot|th|thead|tr|ul"
)
_STRUCK: Final = ("del", "s", "strike")
_OCR_LINES: Final = frozenset(
    ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat")
)
_BOX: Final = re.compile(r"\bbbox\s+(\d{1,6})\s+(\d{1,6})\s+\d{1,6}\s+(\d{1,6})")
_EMPHASES: Final = ("em", "i", "strong", "b")
_NOTES: Final = frozenset(("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"))
_NOTE_LISTS: Final = frozenset(("footnotes", "endnotes", "rearnotes", "doc-endnotes"))
_CALLS: Final = frozenset(("noteref", "doc-noteref", "backlink", "referrer", "doc-backlink"))
_PAGE_BREAKS: Final = frozenset(("pagebreak", "doc-pagebreak"))
_PAGE_CLASS: Final = re.compile(r"(?i)(?<!\S)page[-_]?(?:num(?:ber)?|no)(?!\S)")
_CALL_CLASS: Final = re.compile(r"(?i)note|(?<!\S)fn")
_SIGN: Final = r"[0-9]{1,4}|[*†‡§¶]{1,4}"
_RAISED: Final = re.compile(rf"[\[(]?(?:{_SIGN})[\])]?")
_QUOTED_CLASS: Final = re.compile(
    r"(?i)(?<!\S)(?:block-?quote?|quote[sd]?|quotation|extract|excerpt|epigraph|bq|ext)"
    r"(?:\d+|[-_]\w+)?(?!\S)"
)
_HIDDEN: Final = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_NUMBER: Final = re.compile(r"(?i)[0-9]{1,6}[a-z]?|[ivxlcdm]{1,12}|[a-z][-.]?[0-9]{1,4}")
_PAGE_ID: Final = re.compile(
    r"(?i)(?:\A|[^a-z])(?:page(?:[-_]?break)?|pg)(?:[-_.]?0*([0-9]{1,6}[a-z]?)|[-_.]([ivxlcdm]+))\Z"
)
_BREAK_ID: Final = re.compile(r"(?i)(?:\A|[^a-z])p(?:age)?[-_.]?0*([0-9]{1,6}[a-z]?|[ivxlcdm]+)\Z")
_MOST_ATTRIBUTES: Final = 2_000
_CROWDED: Final = re.compile(
    rb"<[A-Za-z](?:[^\s/>]{1000}|[^\s/>]*+"
    rb"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+){%d})"
    % _MOST_ATTRIBUTES
)
"""An element with so many attributes; a name of that length would take as long to look at."""
_LIMITS: Final = re.compile("(?i)excessive depth|limit exceeded|huge text node")


def read(data: bytes, reading: Reading) -> Pages:
    """Read a transcript in HTML or hOCR. Raises TranscriptError, and what lxml raises."""
    composer = Composer()
    recognised = compose_html(data, composer, reading.encoding, first=reading.first_version)
    pages = composer.pages(partial=reading.partial)
    if not recognised:
        return pages
    leaves = (replace(page, emphasis=()) for page in pages.pages)
    told = set_in.told(printed(leaves, reading.layout, counted=False))
    return Pages.of(told, partial=reading.partial)


def compose_html(
    data: bytes,
    composer: Composer,
    encoding: str,
    marks: Mapping[str, str] | None = None,
    first: bool = False,
) -> bool:
    """Add what the body of a document says; whether text recognition wrote it (hOCR).

    ``encoding`` is that of a document that names none. ``marks``: labels of the pages that begin
    at elements, by identity; without one, of that with which the document begins. ``first``:
    whether to read the first version of what was changed. Raises TranscriptError, and what lxml
    raises.
    """
    root = _parsed(data, encoding)
    body = next((each for each in root if _name(each) == "body"), root)
    composer.block()
    reader = _Reader(composer, marks or {}, first, _raised(body))
    if label := reader.marks.get(""):
        composer.page(label)
    walk(body, composer, reader.enter)
    return reader.recognised


def _parsed(data: bytes, encoding: str) -> Any:
    """The root of a document; one that says it is XHTML, and is not, is read as HTML."""
    head = data[:4096]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or b"/1999/xhtml" in head:
        with suppress(etree.XMLSyntaxError):
            return read_xml(data)
    named = re.search(
        rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", head
    )
    return _loosely(decoded(data, named[1].decode("ascii") if named else encoding))


def _loosely(text: str) -> Any:
    # Without `huge_tree`, HTML nested in more than 256 elements is silently cut off.
    data = text.encode("utf-8", "replace")
    # Of each attribute libxml2 looks at all before it.
    if _CROWDED.search(data):
        raise _beyond(f"an element with {_MOST_ATTRIBUTES:,} attributes or more")
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    root = lxml_html.document_fromstring(data, parser)
    beyond = [entry.message for entry in parser.error_log if _LIMITS.search(entry.message)]
    if beyond:
        raise _beyond(beyond[0].strip())
    return root


def _beyond(said: str) -> TranscriptError:
    return TranscriptError(f"its markup goes beyond what can be read ({said})")


class _Reader:
    """Tells what each element means; ``recognised``: whether there are marks of hOCR."""

    def __init__(
        self, composer: Composer, marks: Mapping[str, str], first: bool, raised: Raised
    ) -> None:
        self.composer = composer
        self.marks = marks
        self._raised = raised
        self.recognised = False
        self._left_out = ("ins",) if first else _STRUCK
        self._headings = _Headings(composer)
        self._numbering = Numbering()

    def enter(self, element: Any, leave: ExitStack) -> bool:
        """Begin an element, and have ``leave`` end it; whether what is in it is to be read."""
        name = _name(element)
        said = _types(element)
        if name in self._left_out or _LEFT_OUT.fullmatch(name):
            return False
        if said & _CALLS or _is_call(element, name) or self._is_raised_call(element, name):
            return False
        label = self._page(element, name, said)
        if label is not None:
            self.composer.page(label, None)
            text = bare_label(brief_text(element))
            if text in ("", label) or _NUMBER.fullmatch(text):
                return False
        if _is_hidden(element):
            return False
        if name == "sup" and (raised := power(brief_text(element))):
            self.composer.words(raised)
            return False
        self._begin(element, name, said, leave)
        if name in ("q", "blockquote") or (_BLOCKS.fullmatch(name) and _is_quoted(element)):
            self.composer.quoted(True)
            leave.callback(self.composer.quoted, False)
        return True

    def _is_raised_call(self, element: Any, name: str) -> bool:
        if name != "sup":
            return False
        text = brief_text(element)
        return bool(_RAISED.fullmatch(text)) and self._raised.is_call(text, text_before(element))

    def _page(self, element: Any, name: str, said: frozenset[str]) -> str | None:
        listed = self.marks.get(element.get("id") or element.get("name") or "\0")
        label = _starts_page(element, name, said)
        if label is None and "ocr_page" in _classes(element):
            self.recognised = True
            return _printed_number(element)
        return listed if listed is not None else label

    def _begin(self, element: Any, name: str, said: frozenset[str], leave: ExitStack) -> None:
        if said & _NOTES:
            leave.enter_context(self.composer.note())
        elif name == "br":
            self.composer.line()
        elif not _OCR_LINES.isdisjoint(_classes(element)):
            self.composer.line()
            if self.recognised and (box := _BOX.search(element.get("title") or "")):
                left, top, bottom = map(int, box.groups())
                self.composer.line_at(left, top, bottom - top)
            leave.callback(self.composer.line)
        elif _BLOCKS.fullmatch(name):
            self._headings.enter(element, name)
            self.composer.block()
            leave.callback(self.composer.block)
            if name == "li" and (number := self._numbering.of(element)):
                self.composer.number(number)
        elif name in _EMPHASES:
            leave.enter_context(self.composer.set_apart())
        elif name == "q":  # A browser sets the marks.
            self.composer.quote_mark("“")
            leave.callback(self.composer.quote_mark, "”")


class _Headings:
    """The chapters and sections that headings begin."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._ranks: dict[str, int] = {}
        self._chapters = 0

    def enter(self, element: Any, name: str) -> None:
        """Begin what a heading names; end what is of its rank or below."""
        if not re.fullmatch("h[1-6]", name):
            return
        rank, text = int(name[1]), _words(element)
        found = named(text)
        for unit in [unit for unit, own in self._ranks.items() if own >= rank]:
            self._composer.unit(unit, "")
            del self._ranks[unit]
        if found is not None:
            self._start(*found, rank)
        elif number := bare_number(text):
            if self._chapters in (0, rank):
                self._start("chapter", number, rank)
            self._start("section", number, rank)

    def _start(self, unit: str, number: str, rank: int) -> None:
        if unit == "chapter":
            self._chapters = rank
        self._ranks[unit] = rank
        self._composer.unit(unit, number)


def _is_quoted(element: Any) -> bool:
    """Whether a block is set as a quotation, as many books have it."""
    return bool(_QUOTED_CLASS.search(element.get("class") or ""))


def _words(element: Any) -> str:
    """What a heading says, or the beginning of that, in its lines."""
    lines = "".join(islice(_pieces(element), 20)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))[:80]


def _pieces(element: Any) -> Iterator[str]:
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if _name(each) == "br" else " ".join((each.text or "").split("\n"))
        elif each is not element:
            yield " ".join((each.tail or "").split("\n"))


def _classes(element: Any) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _printed_number(element: Any) -> str:
    """The number that is printed on a page, where text recognition says so."""
    found = re.search(r"\blpageno\s+[\"']?([^\"';]+)", element.get("title") or "")
    return bare_label(found[1]) if found else ""


def _name(element: Any) -> str:
    return local_name(element).lower()


def _types(element: Any) -> frozenset[str]:
    """What an element says that it is: its types and roles."""
    names = ("{http://www.idpf.org/2007/ops}type", "epub:type", "role")
    return frozenset(" ".join(element.get(name) or "" for name in names).lower().split())


def _is_call(element: Any, name: str) -> bool:
    """Whether it calls a note, or leads back from one to its call."""
    if name == "sup":
        linked = len(element) == 1 and _name(element[0]) == "a"
        alone = linked and not ((element.text or "") + (element[0].tail or "")).strip()
        return alone or bool(_CALL_CLASS.search(element.get("class") or ""))
    if name != "a" or "#" not in (element.get("href") or ""):
        return False
    text = brief_text(element)
    if re.fullmatch(rf"\[(?:{_SIGN}|[A-Za-z])\]|[*†‡§¶]{{1,4}}", text):
        return True
    return bool(re.fullmatch(_SIGN, text) and _CALL_CLASS.search(element.get("class") or ""))


def _raised(body: Any) -> Raised:
    """What is raised in a document, and the numbers of its notes."""
    numbers, noted = list[str](), list(_listed(body))
    for each in body.iter():
        if isinstance(each.tag, str) and _name(each) == "sup":
            # A note begins with its number.
            (noted if _begins_block(each) else numbers).append(brief_text(each))
    return Raised(numbers, noted)


def _begins_block(element: Any) -> bool:
    parent = element.getparent()
    is_block = parent is not None and _BLOCKS.fullmatch(_name(parent))
    return bool(is_block and element.getprevious() is None and not (parent.text or "").strip())


def _listed(body: Any) -> Iterator[str]:
    """The numbers of notes in lists of notes."""
    for each in body.iter("{*}ol"):
        around = " ".join(filter(None, (each.get("class"), each.getparent().get("class"))))
        if _CALL_CLASS.search(around) or _types(each.getparent()) & _NOTE_LISTS:
            yield from map(str, range(1, 1 + len(each)))


def _is_hidden(element: Any) -> bool:
    """Whether no reader sees it."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _starts_page(element: Any, name: str, said: frozenset[str]) -> str | None:
    """The label of the page that begins with an element, empty where it has none."""
    if said & _PAGE_BREAKS:
        return _label(element, _PAGE_ID, _BREAK_ID)
    if _PAGE_CLASS.search(element.get("class") or ""):
        return _label(element, _PAGE_ID, _BREAK_ID) or None
    identity = element.get("id") or element.get("name") or ""
    if _PAGE_ID.search(identity) and (name == "a" or not brief_text(element)):
        return _label(element, _PAGE_ID) or None
    return None


def _label(element: Any, *identities: re.Pattern[str]) -> str:
    """The label that a page's mark gives: it says it, or its identity has it."""
    given = [bare_label(element.get(name) or "") for name in ("title", "aria-label")]
    for text in (*given, bare_label(brief_text(element))):
        if _NUMBER.fullmatch(text):
            return text
    for each in (element, *element[:2]):
        for pattern in identities:
            found = pattern.search(each.get("id") or each.get("name") or "")
            if found:
                return next(group for group in found.groups() if group)
    return next(filter(None, given), "")
