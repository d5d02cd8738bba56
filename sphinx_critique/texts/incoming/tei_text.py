"""The text of a TEI edition, as its reader has it, with a mark wherever a note may point."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from ..transcripts.markup import bare_label
from ..transcripts.tei import UNREAD, is_other_reading
from .records import filled
from .scroll import Mark, Scroll
from .tei_own import citation, name_in

_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
ANCHORED: Final = frozenset(("anchor", "milestone", "pb", "cb"))
_UNITS: Final = frozenset("cit p ab lg l head item quote speaker stage closer opener label".split())
"""What is a passage of its own, if it is in none."""
_LINES: Final = frozenset("p ab l lg head item quote speaker stage".split())
_LEFT_OUT: Final = frozenset(
    "teiHeader standOff rdg rdgGrp note witDetail bibl del surplus listApp annotation"
    " facsimile figDesc fw listBibl spanGrp".split()
)
_STYLES: Final = {"hi": "emphasis", "emph": "emphasis", "foreign": "emphasis"}
_CHOICES: Final = frozenset(("app", "choice", "subst"))
"""White space between what these hold is none."""


def tag_of(element: Any) -> str:
    """The local name of an element; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_left_out(element: Any, name: str) -> bool:
    """Whether its words are none of the text: of a choice those count that count in transcripts."""
    parent = element.getparent()
    in_choice = parent is not None and tag_of(parent) == "choice"
    return name in _LEFT_OUT or (in_choice and is_other_reading(element, name, UNREAD))


def words_of(element: Any) -> str:
    """The words of the text in an element, however deep."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if event != "start":
            pieces.append((each.tail or "") if each is not element else "")
        elif is_left_out(each, tag_of(each)):
            walk.skip_subtree()
        else:
            pieces.append(each.text or "")
    return "".join(pieces)


class Text:
    """One walk through the text.

    ``inline`` are the marks around the words of notes in it, by element; ``cited`` the passages
    that the file quotes with their sources.
    """

    def __init__(self, root: Any) -> None:
        self.scroll = Scroll()
        self.inline: dict[Any, tuple[Mark, Mark]] = {}
        self.cited: dict[str, dict[str, Any]] = {}
        self._ids: dict[str, tuple[Mark, Mark]] = {}
        self._numbers: dict[str, tuple[Mark, Mark]] = {}
        self._within = 0
        for text in _texts(root):
            self._walk(text)

    def ends_of(self, name: str) -> tuple[Mark, Mark] | None:
        """The marks around an element with an id."""
        return self._ids.get(name)

    def by_number(self, number: str) -> tuple[Mark, Mark] | None:
        """The marks around the one element with a number."""
        return self._numbers.get(number)

    def told(self, name: str) -> dict[str, Any]:
        """What the file says of a passage: its citation and its options."""
        return self.cited.get(name, {})

    def _walk(self, element: Any) -> None:
        """Without recursion: a file may be as deep as it likes."""
        stack: list[tuple[Any, bool, str]] = [(element, False, "")]
        begun: dict[Any, Mark] = {}
        while stack:
            current, is_done, style = stack.pop()
            if is_done:
                self._end(current, begun.pop(current))
            else:
                self._begin(current, style, stack, begun)
                continue
            if current is not element and tag_of(current.getparent()) not in _CHOICES:
                self.scroll.say(current.tail or "", style)

    def _begin(self, element: Any, style: str, stack: list[Any], begun: dict[Any, Mark]) -> None:
        name = tag_of(element)
        self._open(element, name)
        begun[element] = self.scroll.here
        stack.append((element, True, style))
        if element.tag is etree.Entity:  # Of a file that is not read: its name stands for it.
            self.scroll.say(element.text, style)
        if not name or is_left_out(element, name):
            return
        inner = style or _STYLES.get(name, "")
        if name == "pb":
            self.scroll.turn_page(bare_label(element.get("n") or ""))
        if name == "lb" and element.get("break") != "no":
            self.scroll.say(" ")
        if name == "gap" and not self.scroll.ends_in_dots:
            self.scroll.say("[…]", style)
        if name == "supplied" and not (element.text or "").startswith("["):
            self.scroll.say("[")
        if name not in _CHOICES:
            self.scroll.say(element.text or "", inner)
        held = reversed(element)
        if name == "cit":
            held = reversed([each for each in element if tag_of(each) == "quote"])
        stack += ((child, False, inner) for child in held)

    def _open(self, element: Any, name: str) -> None:
        if name in _UNITS:
            if not self._within:
                self.scroll.stanza(name == "lg")
                self.scroll.open_unit(element.get(_ID) or "")
                if name == "cit":
                    key = self.scroll.names[self.scroll.unit]
                    self.cited[key] = _told(element)
            elif name in _LINES:
                if name == "lg":
                    self.scroll.stanza(True)
                elif name != "l":
                    self.scroll.stanza(False)
                if element.get("type") == "translation":
                    self.scroll.language = element.get(_LANG) or "und"
                self.scroll.open_line()
            self._within += 1

    def _end(self, element: Any, start: Mark) -> None:
        name = tag_of(element)
        if name == "supplied" and not "".join(element.itertext()).endswith("]"):
            self.scroll.say("]")
        ends = start, self.scroll.here
        if identity := element.get(_ID):
            self._ids.setdefault(identity, ends)
        if number := element.get("n"):
            self._numbers.setdefault(number, ends)
        if name in ("app", "note", "witDetail", "span"):
            self.inline[element] = ends
        if name in _UNITS:
            self._within -= 1
            if element.get("type") == "translation":
                self.scroll.language = ""
            if self._within:
                self.scroll.open_line()


def _texts(root: Any) -> list[Any]:
    """The texts of a file, those within others not again."""
    found = [
        each
        for each in root.iter("{*}text")
        if not any(True for _ in each.iterancestors("{*}text"))
    ]
    return found or ([root] if tag_of(root) not in ("standOff", "TEI", "teiCorpus") else [])


def _told(cit: Any) -> dict[str, Any]:
    """What is said of a passage; of a source by its key only in editions of ours."""
    bibl = next((each for each in cit if tag_of(each) == "bibl"), None)
    quote = next((each for each in cit if tag_of(each) == "quote"), None)
    options = {
        "name": name_in(cit.get(_ID) or ""),
        "lang": quote.get(_LANG) if quote is not None and cit.get("type") is None else "",
    }
    return {
        "citation": citation(bibl) if bibl is not None else "",
        "options": filled(options),
    }
