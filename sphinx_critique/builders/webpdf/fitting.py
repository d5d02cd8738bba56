"""Notes for which there is no room at the foot of a page: they would leave much of one blank.

WeasyPrint breaks no note that is at the foot of a page; where it does not fit, the words that it is
about go overleaf with it. Each chapter begins on a page of its own, and is tried alone, without
the numbers of pages, so that this takes not much more time than to set the book once.
"""

from collections.abc import Iterator, Sequence
from copy import copy, deepcopy
from importlib import import_module
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from sphinx.util.display import status_iterator

from ...texts.printed import one_line
from .foot import HEADINGS, calls_of, can_break, groups_of, lines_of, misset, set_at_foot
from .heights import Heights, added_up
from .paper import prepare
from .pieces import Measured

_MOST = 1 / 3
"""Of a page, that may be blank."""
_TRIES = 12
_SHORT = 40
_UNNUMBERED = "a.critique-paged::after { content: ' (p. 000)' !important; }"


class Fitting(NamedTuple):
    """The notes that have to ``stay`` below their passage, and where others are cut in pieces."""

    stay: set[str]
    cuts: dict[str, list[tuple[int, bool]]]


def fitting(page: Any, heights: Heights) -> Fitting:
    """How the notes of a page, as read, fit."""
    result = Fitting(set(), {})
    chapters = list(_chapters(page.etree_element))
    summary, length = "fitting notes to the foot of pages... ", len(chapters)
    for chapter in status_iterator(chapters, summary, length=length, stringify_func=_title):
        _fit(page, chapter, result, heights)
    return result


def _title(chapter: Sequence[Element]) -> str:
    """What a chapter begins with, in short."""
    heading = next((each for each in chapter[-1].iter() if each.tag in HEADINGS), None)
    if heading is None:
        return ""
    parts = [each for each in heading if "headerlink" not in each.get("class", "")]
    words = ("".join(each.itertext()) + (each.tail or "") for each in parts)
    return one_line((heading.text or "") + "".join(words))[:_SHORT]


def _fit(page: Any, chapter: Sequence[Element], result: Fitting, heights: Heights) -> None:
    for _ in range(_TRIES):
        trial = _alone(page, chapter)
        groups = _groups(trial.etree_element)
        notes = {each.get("id", ""): each for each in trial.etree_element.iter("aside")}
        whole = {name: deepcopy(each) for name, each in notes.items()}
        moved = set_at_foot(trial.etree_element, result.stay, result.cuts)
        left = {name for name in groups if name in whole and name not in result.stay} - {*moved}
        prepare(trial.etree_element)
        sheet = import_module("weasyprint").CSS(string=_UNNUMBERED)
        with added_up(heights):
            document = trial.render(stylesheets=[sheet])
        bad = misset(document, moved) | _leaving_blanks(document, moved, groups)
        if not bad and not left:
            return
        measured = Measured(document, bad | left)
        for name in bad | left:
            cuts = measured.cuts(whole[name]) if can_break(whole[name]) else []
            if cuts and name not in result.cuts:
                result.cuts[name] = cuts
            else:
                result.stay.add(name)
    result.stay.update(set(moved))


def _chapters(root: Element) -> Iterator[list[Element]]:
    """Each chapter with what is around it, from the root inwards."""
    body = root.find("body")
    main = body.find("main") if body is not None else None
    if body is None or main is None:
        return
    for book in main.findall("section"):
        for path in _outermost([book]):
            if groups_of(path[-1]):
                yield [root, body, main, *path]


def _outermost(path: list[Element]) -> Iterator[list[Element]]:
    """The sections that are in no other below the last of a path, each with what is around it."""
    for child in path[-1]:
        if child.tag == "section":
            yield [*path, child]
        elif child.tag == "div":
            yield from _outermost([*path, child])


def _alone(page: Any, path: Sequence[Element]) -> Any:
    """A page with one chapter alone, and all that says how it is to be set."""
    root, *between, chapter = path
    top = inner = _empty(root)
    top.extend(each for each in root if each.tag == "head")
    for each in between:
        outer, inner = inner, _empty(each)
        outer.append(inner)
    inner.append(deepcopy(chapter))
    trial = copy(page)
    trial.etree_element = top
    wrapper: Any = import_module("cssselect2").ElementWrapper
    trial.wrapper_element = wrapper.from_html_root(top, content_language=None)
    return trial


def _empty(element: Element) -> Element:
    return Element(element.tag, element.attrib)


def _groups(root: Element) -> dict[str, int]:
    """The passage that each note is about, by its place among the passages."""
    found = enumerate(groups_of(root))
    return {call.get("data-critique-note", ""): n for n, group in found for call in calls_of(group)}


def _leaving_blanks(document: Any, names: Sequence[str], groups: dict[str, int]) -> set[str]:
    """The notes about the first passage overleaf, where a page is left too blank."""
    found: set[str] = set()
    for page, after in pairwise(document.pages):
        overleaf = [name for name in names if name in after.anchors]
        if overleaf and _blank(page, names) > _MOST:
            first = min(groups[name] for name in overleaf)
            found.update(name for name in overleaf if groups[name] == first)
    return found


def _blank(page: Any, names: Sequence[str]) -> float:
    """The share of a page between its text and what is at its foot."""
    box = page._page_box
    top, height = box.content_box_y(), box.height
    lines = (line.position_y + line.height for line in lines_of(box.children[0]))
    end = max(lines, default=top)
    feet = [page.anchors[name][1] for name in names if name in page.anchors]
    return float(min(feet, default=top + height) - end) / float(height)
