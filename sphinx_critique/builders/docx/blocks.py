"""Blocks of a page in pandoc's terms, each paragraph in a style of ours where it has one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import elements as made
from . import names
from .elements import Blocks, Inlines
from .ends import append_to, prepend_to
from .flat import QUOTED
from .formulas import FORMULA
from .inlines import LEFT_OUT, in_language, is_formula
from .placing import BEHIND, CLOSE, GONE, HEAD_ALONE, classes_of, head_of, text_of
from .reader import Reader
from .tables import read_table

Element = Any
_HEADS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    "div section article main header footer nav aside figure figcaption fieldset form center"
    " details summary address body html hgroup dialog noscript caption legend".split()
)
_BLOCKS = _CONTAINERS | {*_HEADS, "p", "blockquote", "ul", "ol", "dl", "table", "pre", "hr"}
_STYLES = {
    "critique-heading": names.HEADING,
    "critique-locus": names.LOCUS,
    "critique-attribution": names.ATTRIBUTION,
    "attribution": names.ATTRIBUTION,
    "admonition-title": names.LABEL,
    "topic-title": names.LABEL,
    "sidebar-title": names.LABEL,
    "rubric": names.LABEL,
    "line": names.VERSE,
    "critique-subtitle": names.SUBTITLE,
    "critique-fronttitle": names.TITLE,
    "critique-work": names.LABEL,
    "critique-of": names.LABEL,
}
_INNER = {
    "critique-translation": names.TRANSLATION,
    "critique-excerpt": names.EXCERPT,
    "critique-quotation": names.EXCERPT,
    "critique-annotation": names.NOTE,
    "critique-references": names.REFERENCE,
    "citation": names.REFERENCE,
    "figcaption": names.CAPTION,
    "code-block-caption": names.CAPTION,
}
_OURS = "critique-"
_STEP = "\N{EM SPACE}\N{EM SPACE}"
_DEEPEST_HEAD = 9


class BlockReader:
    """Reads elements as blocks."""

    def __init__(self, page: Reader) -> None:
        self.page = page
        self._style = ""
        self._up = 0
        self._below_title: Blocks = []
        self._readers: dict[str, Callable[[Element], Blocks]] = {
            "p": self._paragraph,
            "blockquote": self._quotation,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "pre": self._code,
            "table": lambda table: read_table(table, self.page),
            "hr": lambda _: [made.rule()],
            **dict.fromkeys(_HEADS, self._head),
        }

    def set_title(self, below: Blocks) -> None:
        """The one head of the first level is the title: all others are a level higher."""
        self._up = 1
        self._below_title = below

    def read(self, element: Element) -> Blocks:
        """An element as blocks; nothing where it holds no words."""
        if not isinstance(element.tag, str) or element.tag in LEFT_OUT or element.get(GONE):
            return []
        if element.tag not in _BLOCKS:
            return self._line([element])
        self.page.wait_for(element)
        blocks = self._readers.get(element.tag, self._container)(element)
        if (spoken := in_language(element)) and blocks:
            blocks = [made.div(blocks, spoken)]
        if CLOSE in element.attrib or BEHIND in element.attrib:
            append_to(blocks, self.page.ends_of(element))
        return blocks

    def within(self, element: Element) -> Blocks:
        """What stands in an element: paragraphs, and words that are in none."""
        blocks: Blocks = []
        loose: list[Any] = [element.text]
        for child in element:
            if child.tag in _BLOCKS:
                blocks += self._line(loose)
                blocks += self.read(child)
                loose = []
            else:
                loose.append(child)
            loose.append(child.tail)
        return [*blocks, *self._line(loose)]

    def _line(self, parts: list[Any]) -> Blocks:
        if not any(
            each is not None and (not isinstance(each, str) or each.strip()) for each in parts
        ):
            return []
        return self._para(self.page.line(parts), self._style)

    def _para(self, words: Inlines, style: str) -> Blocks:
        return [made.para(words, style)] if words else []

    @contextmanager
    def styled(self, style: str) -> Iterator[None]:
        """Within, paragraphs have a style; an empty one is what is usual there."""
        before, self._style = self._style, style
        yield
        self._style = before

    def _paragraph(self, element: Element) -> Blocks:
        classes = classes_of(element)
        style = next((_STYLES[each] for each in classes if each in _STYLES), "")
        if not style and self._style and any(each.startswith(_OURS) for each in classes):
            style = names.REMARK
        return self._para(self.page.line_of(element), style or self._style)

    def _head(self, element: Element) -> Blocks:
        level = _HEADS[element.tag] - self._up
        words = self.page.line_of(element)
        if level < 1:
            return [*self._para(words, names.TITLE), *self._below_title]
        return [made.header(min(level, _DEEPEST_HEAD), words)] if words else []

    def _container(self, element: Element) -> Blocks:
        classes = classes_of(element)
        if element.get(HEAD_ALONE):
            return self.read(head_of(element))
        if is_formula(element):
            return self._formula(element)
        if "line-block" in classes:
            return self._verse(element)
        if "footnote" in classes and self.page.footnotes.is_moved(element):
            return []
        if "linenodiv" in classes:
            return []
        if {"citation", "footnote"} & set(classes):
            return self._labelled(element)
        kinds = (*classes, element.tag)
        style = next((_INNER[each] for each in kinds if each in _INNER), None)
        if style is None:
            return self.within(element)
        with self.styled(style):
            return self.within(element)

    def _labelled(self, element: Element) -> Blocks:
        """A citation or a footnote with its label before its first words."""
        with self.styled(names.REFERENCE):
            label = self.page.line([each for each in element if "label" in classes_of(each)])
            body = [e for e in element if not {"label", "backrefs"} & set(classes_of(e))]
            blocks = self.page.read_all(body)
        prepend_to(blocks, [*label, made.text(" ")] if label else [])
        return blocks

    def _quotation(self, element: Element) -> Blocks:
        passage = self._style in (names.EXCERPT, names.TRANSLATION)
        if "critique-translation" in classes_of(element):
            style = names.TRANSLATION
        elif self.page.is_in_note or self._style == names.NOTE:
            style = names.NOTE_QUOTATION
        else:
            style = self._style if passage else names.QUOTATION
        with self.styled(style):
            blocks = self.within(element)
        return [made.div(blocks, QUOTED)] if blocks else []

    def _verse(self, element: Element) -> Blocks:
        """Lines of verse as one paragraph, those of inner blocks set in."""
        lines = list(self._lines(element, 0))
        words = [each for line in lines for each in (made.line_break(), *line)][1:]
        return self._para(words, names.VERSE)

    def _lines(self, element: Element, depth: int) -> Iterator[Inlines]:
        self.page.wait_for(element) if depth else None
        for each in element:
            if "line-block" in classes_of(each):
                yield from self._lines(each, depth + 1)
            else:
                self.page.wait_for(each)
                words = self.page.line_of(each)
                yield [made.text(_STEP * depth), *words] if depth and words else words

    def _list(self, element: Element) -> Blocks:
        items = [each for each in element if each.tag == "li"]
        if "critique-roll" in classes_of(element):
            return [block for each in items for block in self._entry(each)]
        read = [self._item(each) for each in items]
        if "simple" in classes_of(element):
            read = list(map(made.close_set, read))
        if element.tag == "ul":
            return [made.bullets(read)] if read else []
        start = element.get("start") or ""
        sort = element.get("type") or _sort_of(classes_of(element))
        return (
            [made.enumerated(read, int(start) if start.lstrip("-").isdigit() else 1, sort)]
            if read
            else []
        )

    def _item(self, element: Element) -> Blocks:
        self.page.wait_for(element)
        return self.within(element) or [made.para([])]

    def _entry(self, element: Element) -> Blocks:
        style = next(
            (_STYLES[each] for each in classes_of(element) if each in _STYLES), names.ENTRY
        )
        self.page.wait_for(element)
        with self.styled(style):
            return self.within(element)

    def _definitions(self, element: Element) -> Blocks:
        items: list[tuple[Inlines, list[Blocks]]] = []
        for each in element.iter("dt", "dd"):
            if each.getparent() is not element and each.getparent().tag != "div":
                continue
            self.page.wait_for(each)
            if each.tag == "dt":
                items.append((self.page.line_of(each), []))
            else:
                if not items:
                    items.append(([], []))
                items[-1][1].append(self.within(each))
        return [made.definitions(items)] if items else []

    def _code(self, element: Element) -> Blocks:
        words = self.page.line_of(element, kept=True)
        while words and words[-1]["t"] == "LineBreak":
            words.pop()
        return self._para(words, names.CODE)

    def _formula(self, element: Element) -> Blocks:
        tex = made.formula(element.get(FORMULA), displayed=True)
        number = text_of(element).strip()
        words = [*self.page.taken(), tex, *([made.text(f" {number}")] if number else [])]
        return self._para(words, self._style)


def _sort_of(classes: list[str]) -> str:
    sorts = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
    return next((sorts[each] for each in classes if each in sorts), "1")
