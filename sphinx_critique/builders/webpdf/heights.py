"""The height of the notes at the foot of a page: each is laid out once, and heights are added up.

WeasyPrint lays out all notes of a page again for each that comes to it, and again for each page
that it sets anew: most of the time that notes at the foot take. What a note adds to those above it
depends on the last of these alone, whose margins meet with its own.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from math import inf
from typing import Any
from xml.etree.ElementTree import tostring

_DIGIT = re.compile(r"\d")
_METHOD = "_update_footnote_area"


class Heights:
    """What notes take alone, and behind each other: measured once, whatever pages are tried."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[float, float]] = {}
        self._looks: dict[int, tuple[Any, object]] = {}

    def of(self, context: Any, notes: Sequence[Any]) -> tuple[float, float]:
        """The height of the area that holds notes, and what margins and the like add to it."""
        height, frame = self._laid(context, notes[:1])
        for place in range(1, len(notes)):
            both, above = notes[place - 1 : place + 1], notes[place - 1 : place]
            height += self._laid(context, both)[0] - self._laid(context, above)[0]
        return height, frame

    def _laid(self, context: Any, notes: Sequence[Any]) -> tuple[float, float]:
        area = context.current_footnote_area
        key = area.width, tuple(map(self._look, notes))
        if key not in self._known:
            area.children = list(notes)
            boxes = import_module("weasyprint.formatting_structure.build")
            layout = import_module("weasyprint.layout.block").block_level_layout
            copy = boxes.create_anonymous_boxes(area.deepcopy())
            laid = layout(context, copy, -inf, None, area.page)[0]
            self._known[key] = laid.height, laid.margin_height() - laid.height
        return self._known[key]

    def _look(self, note: Any) -> object:
        """All that a height depends on; numbers of pages have as many digits, whichever they be."""
        if id(note) not in self._looks:
            inherited = import_module("weasyprint.css.properties").INHERITED
            style = tuple(repr(note.style[name]) for name in sorted(inherited))
            # What is kept with it gives its identity to no other.
            self._looks[id(note)] = note, (tostring(note.element), style)
        words = "\0".join(each.text for each in note.descendants() if hasattr(each, "text"))
        return self._looks[id(note)][1], _DIGIT.sub("0", words)


def _is_plain(area: Any, notes: Sequence[Any]) -> bool:
    """Whether notes do no more than stand under each other."""
    nested = (each for note in notes for each in note.descendants() if hasattr(each, "footnote"))
    return area.style["max_height"].value == inf and not any(each.footnote for each in nested)


@contextmanager
def added_up(heights: Heights) -> Iterator[None]:
    """Have WeasyPrint add up the heights of notes while it sets pages."""
    context_type: Any = import_module("weasyprint.layout").LayoutContext
    original = getattr(context_type, _METHOD, None)
    if original is None:
        yield
        return

    def update(context: Any) -> bool:
        area, notes = context.current_footnote_area, context.current_page_footnotes
        if not notes or context.in_column or not _is_plain(area, notes):
            return bool(original(context))
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.height, frame = heights.of(context, notes)
        area.children = notes
        context.page_bottom -= area.height + frame
        return False

    setattr(context_type, _METHOD, update)
    try:
        yield
    finally:
        setattr(context_type, _METHOD, original)
