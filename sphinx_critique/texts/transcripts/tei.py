"""Transcripts in TEI: ``<pb n="107"/>`` begins page 107; notes are taken out of the text."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import Any, Final

from ..collation import Pages
from .composing import Composer
from .markup import bare_label, brief_text, local_name, read_xml, walk
from .reading import Reading, TranscriptError

_BLOCKS: Final = re.compile(
    "ab|addrLine|address|argument|back|bibl|body|byline|castItem|castList|cell|cit|closer"
    "|dateline|div[1-7]?|docAuthor|docDate|docImprint|docTitle|epigraph|epilogue|figure"
    "|floatingText|front|group|head|imprimatur|item|label|lg|list|listBibl|opener|p|postscript"
    "|prologue|quote|row|salute|signed|sp|speaker|stage|table|text|titlePage|titlePart|trailer"
)
# What prints no words of its own here, or no words of the source.
_LEFT_OUT: Final = re.compile(
    "teiHeader|facsimile|sourceDoc|standOff|fw|figDesc|desc|gap|graphic|index|interp(?:Grp)?"
    "|spanGrp|ptr|certainty|metamark|rt"
)
_MENDED: Final = ("corr", "reg", "expan", "ex")
"""What an editor made of the source, where what it prints stands beside."""
_HOLD_BLOCKS: Final = re.compile("text|group|front|body|back|div[1-7]?|list")
_AT_FOOT: Final = re.compile(r"(?i)\b(?:foot|bottom|margin\w*|left|right)\b")
# In `rend`, `rendition` or `style`: what sets nothing apart, and what does outside `hi` too.
_PLAIN: Final = frozenset(
    (
        *("sup", "super", "superscript", "sub", "subscript", "sc", "small", "caps", "smallcaps"),
        *("smcap", "scaps", "allcaps", "normal", "roman", "upright", "initial", "drop", "dropcap"),
        *("cap", "font", "variant", "style", "size", "large", "larger", "smaller", "vertical"),
        *("align", "em", "pt", "px", "none", "weight", "color", "rend", "render", "simple"),
    )
)
_SET_APART: Final = frozenset(
    ("italic", "italics", "ital", "it", "i", "bold", "b", "underline", "underlined", "spaced")
)
_SIGN: Final = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶]{1,4})[\])]?")
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


def read(data: bytes, reading: Reading) -> Pages:
    """Read a TEI document; entities of its own are refused, nothing is fetched.

    Raises TranscriptError, and what lxml raises for a document that is not well-formed.
    """
    root = read_xml(data)
    texts = [each for each in root.iter("{*}text") if not _stands_in(each, "text")]
    if not texts:
        raise TranscriptError(f"it is no TEI: its <{local_name(root)}> holds no <text>")
    reader = _Reader({str(each.get(_ID)) for each in root.iter("{*}note")})
    for each in texts:
        walk(each, reader.composer, reader.enter)
    return reader.composer.pages(partial=reading.partial)


def _stands_in(element: Any, name: str) -> bool:
    return any(local_name(each) == name for each in element.iterancestors())


class _Reader:
    """Tells what each element means; ``notes`` are the identities of the document's notes."""

    def __init__(self, notes: set[str]) -> None:
        self.composer = Composer()
        self._notes = notes

    def enter(self, element: Any, leave: ExitStack) -> bool:
        """Begin an element, and have ``leave`` end it; whether what is in it is to be read."""
        name = local_name(element)
        if self._is_left_out(element, name):
            return False
        within_word = element.get("break") == "no"
        if name == "pb" or (name == "milestone" and element.get("unit") == "page"):
            self.composer.page(bare_label(element.get("n") or ""), within_word)
        elif name in ("lb", "cb", "l"):
            self.composer.line(within_word)
            if name == "l":
                leave.callback(self.composer.line)
        elif name == "space":
            self.composer.words(" ")
        elif name == "note" and not _is_running(element):
            leave.enter_context(self.composer.note())
        elif _BLOCKS.fullmatch(name) or (name == "note" and element.get("place") != "inline"):
            self.composer.block()
            leave.callback(self.composer.block)
        elif _is_emphasis(element, name):
            leave.enter_context(self.composer.set_apart())
        return True

    def _is_left_out(self, element: Any, name: str) -> bool:
        if _LEFT_OUT.fullmatch(name) or _is_other_reading(element, name):
            return True
        if name == "ref":
            kind = (element.get("type") or "").lower()
            aim = (element.get("target") or "").removeprefix("#")
            calls = aim in self._notes and _SIGN.fullmatch(brief_text(element))
            return bool("note" in kind or kind == "fn" or calls)
        raised = name == "hi" and any(word.startswith("sup") for word in _rend(element))
        return raised and bool(_SIGN.fullmatch(brief_text(element)))


def _is_other_reading(element: Any, name: str) -> bool:
    """Whether other words are printed in the place of these."""
    parent = element.getparent()
    above = local_name(parent) if parent is not None else ""
    if above == "choice":
        if name in _MENDED:
            return any(local_name(each) not in _MENDED for each in parent)
        return any(local_name(each) == name for each in element.itersiblings(preceding=True))
    return name in ("rdg", "rdgGrp") and element.getprevious() is not None


def _is_running(element: Any) -> bool:
    """Whether a note is printed where it stands: in the line, or in a list of endnotes."""
    place = element.get("place") or ""
    if place == "inline":
        return True
    parent = element.getparent()
    held = parent is not None and _HOLD_BLOCKS.fullmatch(local_name(parent))
    return bool(held and not _AT_FOOT.search(place))


def _rend(element: Any) -> frozenset[str]:
    """The words that say how an element is printed."""
    given = " ".join(element.get(name) or "" for name in ("rend", "rendition", "style"))
    return frozenset(re.findall("[a-z]+", given.lower()))


def _is_emphasis(element: Any, name: str) -> bool:
    words = _rend(element)
    if name in ("hi", "emph"):
        return not words or not words <= _PLAIN
    return bool(words & _SET_APART)
