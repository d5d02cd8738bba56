"""Words of a page, with what they are marked as, in pandoc's terms."""

from typing import Any

from ...texts.addresses import as_link, is_whole, may_be_followed
from ...texts.languages import runs_to_left
from . import elements as made
from . import names
from .elements import Inlines
from .formulas import FORMULA
from .lines import Line
from .placing import BEHIND, CLOSE, NOTE, classes_of, text_of
from .reader import Reader

Element = Any
_MARKS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "Emph"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("del", "s", "strike"), "Strikeout"),
    **dict.fromkeys(("ins", "u"), "Underline"),
    "sup": "Superscript",
    "sub": "Subscript",
}
_LITERAL = ("code", "tt", "kbd", "samp")
_STYLES = {
    "critique-lemma": names.LEMMA,
    "critique-kind": names.KIND,
    "critique-line-number": names.LINE_NUMBER,
}
LEFT_OUT = ("script", "style", "template", "input", "head", "title", "colgroup", "col", "wbr")
"""What holds no words for readers."""
_OTHER_PLACES = {"object": "data", "iframe": "src", "embed": "src", "video": "src", "audio": "src"}


def is_formula(element: Element) -> bool:
    return element.get(FORMULA) is not None


def in_language(element: Element) -> dict[str, str]:
    """The language and the direction that an element gives its words."""
    found = {name: element.get(name) for name in ("lang", "dir") if element.get(name)}
    if found.get("dir") == "auto":
        is_right = runs_to_left(found.get("lang", ""), text_of(element))
        found["dir"] = "rtl" if is_right else "ltr"
    return found


class InlineReader:
    """Reads what stands in one paragraph."""

    def __init__(self, page: Reader, line: Line) -> None:
        self.page = page
        self.line = line
        self._in_lemma = 0

    def read(self, element: Element, out: Inlines) -> None:
        """Add an element and all within."""
        if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
            return
        if self._is_call(element) and out and made.is_call(out[-1]):
            out.append(made.between_calls())
        self.page.wait_for(element)
        self._element(element, out)
        if BEHIND in element.attrib or CLOSE in element.attrib:
            out += self.page.ends_of(element)

    def within(self, element: Element, out: Inlines) -> None:
        """Add what stands in an element."""
        self.line.say(element.text, out)
        for child in element:
            self.read(child, out)
            self.line.say(child.tail, out)

    def _element(self, element: Element, out: Inlines) -> None:
        tag, classes = element.tag, classes_of(element)
        if "headerlink" in classes or self._is_call_of_moved(element):
            return
        if tag == "br":
            self.line.end(out)
        elif is_formula(element):
            self.line.mark(out)
            out.append(made.formula(element.get(FORMULA), displayed=False))
        elif tag == "img":
            self.page.pictures.read(element, self.line, out)
        elif "footnote-reference" in classes and self.page.footnotes.knows(element):
            self.page.footnotes.call(element, self.line, out)
        else:
            out += self._in_its_terms(element, tag, classes)

    def _is_call(self, element: Element) -> bool:
        """Whether it is the number behind a lemma, or stands for it."""
        is_number = element.tag == "sup" and element.get(NOTE) is not None
        return is_number and (BEHIND in element.attrib or not self._is_call_of_moved(element))

    def _is_call_of_moved(self, element: Element) -> bool:
        return element.tag == "sup" and element.get(NOTE) in self.page.moved

    def _in_its_terms(self, element: Element, tag: str, classes: list[str]) -> Inlines:
        is_lemma = "critique-lemma" in classes
        styles = [_STYLES[each] for each in classes if each in _STYLES]
        if tag in _LITERAL:
            styles.append(names.LITERAL)
        if is_lemma and self._in_lemma:
            styles = []
        words: Inlines = []
        self._in_lemma += is_lemma
        self.within(element, words)
        self._in_lemma -= is_lemma
        self._explain(element, tag, words)
        if not words:
            return []
        if language := in_language(element):
            words = [made.span(words, language)]
        if tag in _MARKS:
            words = [made.marked(_MARKS[tag], words)]
        for style in styles:
            words = [made.styled(words, style)]
        return self._linked(element, tag, words)

    def _explain(self, element: Element, tag: str, words: Inlines) -> None:
        """Say what a reader of the page is told who points at an abbreviation or plays a film."""
        if tag == "abbr" and element.get("title"):
            self.line.say(f" ({element.get('title')})", words)
        address = element.get(_OTHER_PLACES[tag]) if tag in _OTHER_PLACES else None
        if address and is_whole(address):
            self.line.say(f" {address}", words)

    def _linked(self, element: Element, tag: str, words: Inlines) -> Inlines:
        address = element.get("href") if tag == "a" else None
        if not address:
            return words
        if address.startswith("#"):
            anchor = self.page.anchor_of(address[1:])
            return [made.link(words, f"#{anchor}")] if anchor else words
        if is_whole(address) and may_be_followed(address):
            return [made.link(words, as_link(address))]
        return words
