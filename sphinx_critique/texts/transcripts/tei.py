"""Transcripts in TEI: ``<pb n="107"/>`` begins page 107; notes are taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Container
from contextlib import ExitStack
from typing import Any, Final

from ..collation import Pages
from ..collation.pages import PRINTED_LINE
from ..enumeration import number_in
from ..folding import QUOTES
from . import alto
from .composing import Composer
from .markup import bare_label, brief_text, local_name, outermost, read_xml, text_before, walk
from .milestones import named, unit_of
from .numbering import numbered_item
from .raised import Raised, power
from .reading import Reading, TranscriptError

_BLOCKS: Final = re.compile(
    "ab|addrLine|address|argument|back|bibl|body|byline|castItem|castList|cell|cit|closer"
    "|dateline|div[1-7]?|docAuthor|docDate|docImprint|docTitle|epigraph|epilogue|figure"
    "|floatingText|front|group|head|imprimatur|item|label|lg|list|listBibl|opener|p|postscript"
    "|prologue|quote|row|salute|signed|sp|speaker|stage|table|text|titlePage|titlePart|trailer"
)
# What prints no words of its own here, or no words of the source.
_LEFT_OUT: Final = re.compile(
    "teiHeader|facsimile|sourceDoc|standOff|fw|figDesc|desc|graphic|index|interp(?:Grp)?"
    "|spanGrp|ptr|certainty|metamark|rt"
)
_STRUCK: Final = ("del", "surplus")
_ALTERNATIVES: Final = ("choice", "subst", "app", "rdgGrp")
"""Of what is in them one is read, and what parts them is how the file is laid out."""
_QUOTED: Final = ("q", "said", "quote", "soCalled")
_BY_OTHERS: Final = ("q", "said", "quote")
_DIVISIONS: Final = re.compile("div[1-7]?|text|group|lg")
_QUOTE: Final = re.compile(f"\\s*[{QUOTES}«»‹›]")
_EDITED: Final = ("reg", "expan", "ex")
"""How an editor spells the words, where what the source prints stands beside."""
UNREAD: Final = (*_EDITED, "sic")
"""What is left out of a choice, if the text is not to be its first version."""
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
    if local_name(root) == "alto":
        return alto.read_root(root, reading)
    texts = [*outermost(root, "text")]
    if not texts:
        raise TranscriptError(f"it is no TEI: its <{local_name(root)}> holds no <text>")
    for name in _ALTERNATIVES:
        for each in root.iter(f"{{*}}{name}"):
            _close_up(each)
    reader = _Reader(root, reading.first_version)
    for each in texts:
        walk(each, reader.composer, reader.enter)
    return reader.composer.pages(partial=reading.partial)


def _close_up(element: Any) -> None:
    """Take out white space that parts what stands for one another."""
    if element.text and not element.text.strip():
        element.text = None
    for each in element:
        if each.tail and not each.tail.strip():
            each.tail = None


class _Reader:
    """Tells what each element means.

    ``first``: whether the text is the first version of what was changed.
    """

    def __init__(self, root: Any, first: bool) -> None:
        self.composer = Composer()
        self._notes = {str(each.get(_ID)) for each in root.iter("{*}note")}
        self._there = {str(each.get(_ID)) for each in root.iter("{*}*") if each.get(_ID)}
        self._raised = _raised(root)
        self._left_out = ("add",) if first else _STRUCK
        self._edited = (*_EDITED, "corr") if first else UNREAD
        self._span = "addSpan" if first else "delSpan"
        self._until = ""
        self._divisions = _Divisions(self.composer)

    def enter(self, element: Any, leave: ExitStack) -> bool:
        """Begin an element, and have ``leave`` end it; whether what is in it is to be read."""
        name = local_name(element)
        self._pass_over(element, name)
        if name == "gap" or (name in ("unclear", "damage") and not brief_text(element)):
            self.composer.gap()
            return False
        if self._is_left_out(element, name):
            return False
        if _is_raised(element, name) and (raised := power(brief_text(element))):
            self.composer.words(raised)
            return False
        self._divisions.enter(element, name, leave)
        self._begin(element, name, leave)
        if name in _BY_OTHERS:
            self.composer.quoted(True)
            leave.callback(self.composer.quoted, False)
        if name in _QUOTED and not self._has_marks(element):
            self.composer.quote_mark("“")
            leave.callback(self.composer.quote_mark, "”")
        return True

    def _begin(self, element: Any, name: str, leave: ExitStack) -> None:
        within_word = element.get("break") == "no"
        if name == "pb" or (name == "milestone" and element.get("unit") == "page"):
            self.composer.page(bare_label(element.get("n") or ""), within_word)
        elif name in ("lb", "cb", "l"):
            self.composer.line(within_word)
            self._divisions.line(element, name)
            if name == "l":
                leave.callback(self.composer.line)
        elif name == "space":
            self.composer.words(" ")
        elif name == "note" and not _is_running(element):
            leave.enter_context(self.composer.note())
        elif _BLOCKS.fullmatch(name) or (name == "note" and element.get("place") != "inline"):
            self.composer.block()
            leave.callback(self.composer.block)
            if name == "item" and (number := numbered_item(element)):
                self.composer.number(number)
        elif _is_emphasis(element, name):
            leave.enter_context(self.composer.set_apart())

    def _pass_over(self, element: Any, name: str) -> None:
        """What is struck may begin and end at empty elements, far apart."""
        if name == self._span and (aim := (element.get("spanTo") or "").removeprefix("#")):
            self._until = aim
            self.composer.muted = True
        elif self._until and element.get(_ID) == self._until:
            self._until = ""
            self.composer.muted = False

    def _has_marks(self, element: Any) -> bool:
        text = next((piece for piece in element.itertext() if piece.strip()), "")
        return not text or bool(_QUOTE.match(text)) or self.composer.at_quote()

    def _is_left_out(self, element: Any, name: str) -> bool:
        if _LEFT_OUT.fullmatch(name) or is_other_reading(element, name, self._edited):
            return True
        if name in self._left_out:
            return not _is_restored(element)
        if name == "ref":
            kind = (element.get("type") or "").lower()
            aim = (element.get("target") or "").removeprefix("#")
            calls = aim in self._notes or (aim not in self._there and _is_set_close(element))
            calls = calls and bool(_SIGN.fullmatch(brief_text(element)))
            return "note" in kind or kind == "fn" or calls
        text = brief_text(element)
        is_sign = _is_raised(element, name) and bool(_SIGN.fullmatch(text))
        return is_sign and self._raised.is_call(text, text_before(element))


class _Divisions:
    """Volumes, chapters, sections and lines, as far as they have numbers."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._open: dict[str, list[str]] = {}
        self._lines = ""
        self._printed = False

    def enter(self, element: Any, name: str, leave: ExitStack) -> None:
        """Begin a division, or what a milestone begins."""
        number = " ".join((element.get("n") or "").split())
        if name == "milestone":
            self._milestone(unit_of(element.get("unit") or ""), number)
        elif _DIVISIONS.fullmatch(name):
            for unit in self._units(element, name) if number else ():
                self._begin(unit, number, leave)
            if not number and (found := _headed(element, name)):
                self._begin(*found, leave)
            if name != "lg":
                leave.callback(self._end_lines)

    def _units(self, element: Any, name: str) -> tuple[str, ...]:
        kinds = (element.get(each) or "" for each in ("subtype", "type"))
        named = [unit for kind in kinds if kind and (unit := unit_of(kind))]
        if named or name == "lg":
            return tuple(named[:1])
        if element.get("type") not in (None, "", "textpart") or not name.startswith("div"):
            return ()
        # A division of which it is not said what it is: of the first rank, it may be a chapter.
        return ("section",) if any(self._open.values()) else ("chapter", "section")

    def _begin(self, unit: str, number: str, leave: ExitStack) -> None:
        if unit == "volume":
            leave.callback(setattr, self._composer, "volume", self._composer.volume)
            self._composer.volume = number
            return
        around = self._open.setdefault(unit, [])
        outer = around[-1] if around else ""
        inner = re.match(rf"{re.escape(outer)}\W", number) if outer else True
        number = number if inner else f"{outer}.{number}"
        around.append(number)
        self._composer.unit(unit, number)
        leave.callback(self._end, unit)

    def _end(self, unit: str) -> None:
        around = self._open[unit]
        around.pop()
        self._composer.unit(unit, around[-1] if around else "")

    def _milestone(self, unit: str, number: str) -> None:
        if unit == "volume":
            self._composer.volume = number
        elif unit:
            self._composer.unit(unit, number)

    def line(self, element: Any, name: str) -> None:
        """Begin a line; those without a number are counted on from one that has one."""
        number = element.get("n") or ""
        if name == "cb" or (not number and (name != self._lines or _goes_on(element))):
            return
        before = self._composer.numbered("line")
        if not number:
            count = number_in(before)
            number = str(count + 1) if count is not None else ""
        self._lines = name
        self._composer.unit("line", number)
        if name == "lb" and not self._printed:
            self._composer.unit(PRINTED_LINE, "")
            self._printed = True

    def _end_lines(self) -> None:
        if self._composer.numbered("line"):
            self._composer.unit("line", "")


def _headed(element: Any, name: str) -> tuple[str, str] | None:
    """The unit and number that the heading of a division names, unless it says to be another."""
    head = next(element.iterchildren("{*}head"), None) if name.startswith("div") else None
    found = named(" ".join("".join(head.itertext()).split())[:80]) if head is not None else None
    kind = unit_of(element.get("type") or "")
    return found if found and kind in ("", found[0]) else None


def _goes_on(element: Any) -> bool:
    """Whether it is the rest of a verse that several speak."""
    return element.get("part") in ("M", "F")


def _is_restored(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == "restore"


def _is_set_close(element: Any) -> bool:
    """Whether no space stands before it: a number that leads nowhere calls a note that is not."""
    return text_before(element)[-1:].strip() != ""


def _is_raised(element: Any, name: str) -> bool:
    return name == "hi" and any(word.startswith("sup") for word in _rend(element))


def _raised(root: Any) -> Raised:
    """What is raised in a document, and the numbers of its notes."""
    raised = (each for each in root.iter("{*}hi") if _is_raised(each, "hi"))
    return Raised(
        [brief_text(each) for each in raised],
        [str(each.get("n") or "") for each in root.iter("{*}note")],
    )


def is_other_reading(element: Any, name: str, edited: Container[str]) -> bool:
    """Whether other words are printed in the place of these.

    ``edited``: what is left out of a choice where something else stands beside it.
    """
    parent = element.getparent()
    above = local_name(parent) if parent is not None else ""
    if above == "choice":
        if name in edited:
            return any(local_name(each) not in edited for each in parent)
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
