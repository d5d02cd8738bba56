"""Running text in which each word of another script, and each change of direction, is a node."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import cast
from unicodedata import category

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import footnotemark, math_reference
from sphinxcontrib.bibtex.nodes import raw_latex

from ...texts.directions import OBJECT, base_of, has_right_to_left, levels
from ...texts.scripts import RIGHT_TO_LEFT, SPACES, breaks, has_others, own_scripts, scripts
from .nodes import latex_apart, latex_inline, latex_line, latex_page

# What is no text, though it may have words.
OPAQUE = (
    nodes.FixedTextElement,
    nodes.literal,
    nodes.math,
    nodes.raw,
    nodes.label,
    nodes.footnote_reference,
    footnotemark,
    math_reference,
    latex_page,
)
UNSEEN = (addnodes.index, nodes.comment, nodes.substitution_definition, nodes.system_message)
# Marks of direction, which have done their duty where directions are known.
_CONTROLS = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""
)
Leaf = tuple[nodes.Node, int]
"""A child of an element, and how deep it is embedded."""


class latex_script(nodes.inline):
    """A word of one ``script``; a line may end before it if it ``breaks``."""


class latex_direction(nodes.inline):
    """Words that run from right to left, or (``right`` false) from left to right among such.

    ``whole`` where they are a paragraph by themselves.
    """


class latex_link(nodes.inline):
    """What stands between two pieces of LaTeX, of which one opens and the other closes a group."""


class Embedding:
    """Sets words of all scripts but those of a language; also in their direction if it is to.

    So it does with other signs that are not among the code points that the text's font covers.
    """

    def __init__(
        self, language: str, directed: bool, covered: frozenset[int] | None = None
    ) -> None:
        self.own = own_scripts(language)
        self.directed = directed and self.own.isdisjoint(RIGHT_TO_LEFT)
        self._covered = covered

    def scripts_of(self, block: nodes.Element) -> list[str]:
        """The scripts in a block, each once, in the order of its words."""
        if self.is_plain(block.astext()):
            return []
        _link(block)
        text = "".join(_text_of(block))
        return [each for each in dict.fromkeys(self._scripts(text)) if each]

    def is_plain(self, text: str) -> bool:
        """Whether there is nothing to set in a text, as far as that can be told at little cost."""
        return self._covered is None and not has_others(text)

    def set(self, block: nodes.Element) -> list[str]:
        """Wrap what is of other scripts in a block, and tell which these are."""
        found = self.scripts_of(block)
        if found:
            text = "".join(_text_of(block))
            # Lines of ours run as the edition does, whatever words they begin with.
            base = 0 if isinstance(block, latex_line) else base_of(text)
            run = _Run(text, self._scripts(text), self._levels(text, base))
            block[:] = run.embed(run.leaves(block), 0)
            if min(run.levels) and isinstance(block, (nodes.paragraph, nodes.line)):
                cast(nodes.Element, block[0])["whole"] = True
        return found

    def set_text(self, text: str) -> list[nodes.Node]:
        """A text by itself."""
        block = nodes.inline("", text)
        self.set(block)
        return block.children

    def _scripts(self, text: str) -> list[str]:
        return scripts(text, self.own, self._lacked(text))

    def _lacked(self, text: str) -> frozenset[str]:
        """What can be seen, and is not in the font; controls and spaces are TeX's to set."""
        if self._covered is None:
            return frozenset()
        visible = (each for each in {*text} - {OBJECT} if category(each)[0] in "LMNPS")
        return frozenset(each for each in visible if ord(each) not in self._covered)

    def _levels(self, text: str, base: int) -> list[int]:
        directed = self.directed and has_right_to_left(text)
        return levels(text, base) if directed else [0] * len(text)


def _text_of(node: nodes.Element) -> Iterator[str]:
    """The text of a block, with a sign for what is no text and runs within it."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield str(child)
        elif _is_open(child):
            yield from _text_of(cast(nodes.Element, child))
        elif not isinstance(child, UNSEEN):
            yield OBJECT


def _is_open(node: nodes.Node) -> bool:
    """Whether the words of an element run on as those around it."""
    if isinstance(node, latex_apart):
        return False
    if isinstance(node, latex_inline) and node["name"].endswith("call"):
        return False
    inline = isinstance(node, nodes.Inline) and isinstance(node, nodes.TextElement)
    return inline and not isinstance(node, (*OPAQUE, *UNSEEN))


def _is_underlined(node: nodes.Node) -> bool:
    return isinstance(node, latex_inline) and node["name"].startswith("critiquelemma")


def _may_be_cut(node: nodes.Element) -> bool:
    """Whether an element can be printed as two, each of its own direction."""
    if isinstance(node, (nodes.emphasis, nodes.strong)):
        return not node["ids"]
    if type(node) is nodes.inline:
        return not (node["ids"] or node["classes"])
    return _is_underlined(node)


def _link(element: nodes.Element) -> None:
    """Bring what stands between an opening and a closing piece of LaTeX into one node."""
    children: list[nodes.Node] = []
    opened: list[int] = []
    for child in element.children:
        latex = _latex_in(child)
        depth = latex.count("{") - latex.count("}")
        if depth > 0:
            opened.append(len(children))
        elif _is_open(child):
            _link(cast(nodes.Element, child))
        children.append(child)
        if depth < 0 and opened:
            first, *within, _ = children[opened[-1] :]
            link = latex_link("", "", *within, before=_latex_in(first), after=latex)
            children[opened.pop() :] = [link]
    element[:] = children


def _latex_in(node: nodes.Node) -> str:
    if isinstance(node, raw_latex):
        return str(node.rawsource)
    is_latex = isinstance(node, nodes.raw) and "latex" in node.get("format", "").split()
    return node.astext() if is_latex else ""


class _Run:
    """The text of a block, read from its beginning on: the script and level of each character."""

    def __init__(self, text: str, scripts: list[str], levels: list[int]) -> None:
        self.text = text
        self.levels = levels
        self.scripts = scripts
        self.breaks = breaks(text, scripts)
        self.at = 0
        self._give_signs()

    def _give_signs(self) -> None:
        """Signs among words that run to the left are mirrored, and so of their font."""
        last = next((s for s in self.scripts if s in RIGHT_TO_LEFT), "")
        for place, level in enumerate(self.levels):
            if self.scripts[place]:
                last = self.scripts[place]
            elif level % 2 and self.text[place] != OBJECT:
                self.scripts[place] = last

    def leaves(self, element: nodes.Element, underlined: bool = False) -> list[Leaf]:
        """The children that an element is to have."""
        found: list[Leaf] = []
        for child in element.children:
            if isinstance(child, nodes.Text):
                found += self._words(len(child), underlined)
            elif _is_open(child):
                found += self._opened(cast(nodes.Element, child), underlined)
            elif isinstance(child, UNSEEN):
                found.append((child, self._level_here()))
            else:
                # A note, a picture, a formula run to the right by themselves.
                level = self.levels[self.at]
                found.append((child, level + level % 2))
                self.at += 1
        return found

    def _level_here(self) -> int:
        return min(self.levels[max(self.at - 1, 0) : self.at + 1], default=0)

    def _opened(self, element: nodes.Element, underlined: bool) -> list[Leaf]:
        here = self._level_here()
        within = self.leaves(element, underlined or _is_underlined(element))
        if not within:
            return [(element, here)]
        lowest = min(level for _, level in within)
        if _may_be_cut(element):
            return _cut(element, within)
        # A link begins and ends with marks that must not change places, as XeTeX would have them.
        element[:] = self.embed(within, 0 if lowest < 2 else 2)
        return [(element, 2 if lowest else 0)]

    def _words(self, length: int, underlined: bool) -> Iterator[Leaf]:
        """A text in parts, each of one script and level."""
        start, end = self.at, self.at + length
        self.at = end
        spaces = {
            place
            for found in SPACES.finditer(self.text, start, end)
            for place in range(*found.span())
        }

        def kind(place: int) -> tuple[str, int]:
            return "" if place in spaces else self.scripts[place], self.levels[place]

        for (script, level), each in groupby(range(start, end), kind):
            places = list(each)
            if script:
                for word in self._parted(script, places, underlined):
                    yield word, level
            else:
                words = self.text[places[0] : places[-1] + 1]
                yield nodes.Text(words.translate(_CONTROLS)), level

    def _parted(self, script: str, places: list[int], underlined: bool) -> Iterator[nodes.Node]:
        """What is underlined can be broken over lines only between commands, not within one."""
        first = places[0]
        for place in places[1:]:
            if underlined and place in self.breaks:
                yield self._script(script, first, place)
                first = place
        yield self._script(script, first, places[-1] + 1)

    def _script(self, script: str, start: int, end: int) -> nodes.Node:
        ends = [place for place in range(start + 1, end) if place in self.breaks]
        parts = [self.text[a:b] for a, b in pairwise((start, *ends, end))]
        parts = [part.translate(_CONTROLS) for part in parts]
        breaks = start in self.breaks
        return latex_script("", "".join(parts), script=script, parts=parts, breaks=breaks)

    def embed(self, leaves: Iterable[Leaf], depth: int) -> list[nodes.Node]:
        """Wrap what is embedded deeper than this, as deep as it is."""
        found: list[nodes.Node] = []
        for deeper, each in groupby(leaves, key=lambda leaf: leaf[1] > depth):
            if deeper:
                within = self.embed(each, depth + 1)
                found.append(latex_direction("", "", *within, right=depth % 2 == 0, whole=False))
            else:
                found += [node for node, _ in each]
        return found


def _cut(element: nodes.Element, within: list[Leaf]) -> list[Leaf]:
    """An element as one or more, each of one level."""
    found: list[Leaf] = []
    for level, each in groupby(within, key=lambda leaf: leaf[1]):
        part = element.copy() if found else element
        part[:] = [node for node, _ in each]
        found.append((part, level))
    return found
